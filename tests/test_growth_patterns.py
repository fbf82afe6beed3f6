"""No pattern takes more than its input is worth: each is tried on long texts made of its own parts."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterable, Mapping
from functools import partial
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from support.growth import MOST, growth, pumps

import claimcheck

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Pattern = re.Pattern[str] | re.Pattern[bytes]
    Used = tuple[Pattern, frozenset[str]]

_SIZE = 250
_ONCE = frozenset({"match", "fullmatch"})
"""Ways to try a pattern at one place of a text; all others try it at every place."""


def _modules() -> list[str]:
    names = (module.name for module in pkgutil.walk_packages(claimcheck.__path__, "claimcheck."))
    return sorted(name for name in names if not name.endswith("__main__") and ".training" not in name)


def _patterns(thing: object) -> Iterator[Pattern]:
    if isinstance(thing, re.Pattern):
        yield thing
    elif isinstance(thing, Mapping):
        for value in thing.values():
            yield from _patterns(value)
    elif isinstance(thing, Iterable) and isinstance(thing, tuple | list | set | frozenset):
        for value in thing:
            yield from _patterns(value)


def _ways(source: str, name: str) -> frozenset[str]:
    """Return how a pattern is tried: at one place of a text or, where that is not all that is seen, at every place."""
    ways = {
        node.attr
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == name
    }
    return frozenset(ways) if ways and ways <= _ONCE else frozenset({"finditer"})


def _used(module: str) -> dict[str, Used]:
    loaded = importlib.import_module(module)
    source = Path(loaded.__file__ or "").read_text(encoding="utf-8")
    return {
        f"{name}.{at}" if at else name: (pattern, _ways(source, name))
        for name, value in vars(loaded).items()
        if re.search(rf"^{re.escape(name)}\b", source, re.MULTILINE)
        for at, pattern in enumerate(_patterns(value))
    }


def _tried(pattern: Pattern, way: str) -> Callable[[str], object]:
    def job(text: str) -> object:
        given: Any = text if isinstance(pattern.pattern, str) else text.encode("latin-1", "replace")
        found = getattr(pattern, way)(given)
        return sum(1 for _ in found) if way == "finditer" else found

    return job


@pytest.mark.parametrize("module", _modules())
def test_no_pattern_is_quadratic(module: str) -> None:
    """Sixteen times the text never takes sixty times as long, whatever part of the pattern the text repeats."""
    slow = {name: bad for name, used in _used(module).items() if (bad := _grown(*used))}
    assert slow == {}


def _grown(pattern: Pattern, ways: frozenset[str]) -> str:
    """Return on what a pattern takes too long, empty when it does on nothing."""
    for (before, unit, after), way in product(pumps(pattern), sorted(ways)):
        make = partial(_text, before, unit, after)
        grown = growth(_tried(pattern, way), make, _SIZE, 0.5)
        if grown > MOST:
            return f"{grown:.0f} times, {before!r} {unit!r}"
    return ""


def _text(before: str, unit: str, after: str, size: int) -> str:
    return before + unit * (size // len(unit)) + after
