"""No pattern takes more than its input is worth: each is tried on long texts made of its own parts."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support.growth import MOST, growth, pumps

import claimcheck

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Used = tuple[re.Pattern[str], bool]

_SIZE = 1_000
_SEARCHES = frozenset({"search", "finditer", "findall", "sub", "subn", "split"})


def _modules() -> list[str]:
    names = (module.name for module in pkgutil.walk_packages(claimcheck.__path__, "claimcheck."))
    return sorted(name for name in names if not name.endswith("__main__") and ".training" not in name)


def _patterns(thing: object) -> Iterator[re.Pattern[str]]:
    if isinstance(thing, re.Pattern) and isinstance(thing.pattern, str):
        yield thing
    elif isinstance(thing, Mapping):
        for value in thing.values():
            yield from _patterns(value)
    elif isinstance(thing, Iterable) and isinstance(thing, tuple | list | set | frozenset):
        for value in thing:
            yield from _patterns(value)


def _anchored(source: str, name: str) -> bool:
    """Say whether a pattern is only ever tried at one place of a text."""
    ways = {
        node.attr
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == name
    }
    return bool(ways) and not ways & _SEARCHES


def _used(module: str) -> dict[str, Used]:
    loaded = importlib.import_module(module)
    source = Path(loaded.__file__ or "").read_text(encoding="utf-8")
    return {
        f"{name}.{at}" if at else name: (pattern, _anchored(source, name))
        for name, value in vars(loaded).items()
        if re.search(rf"^{re.escape(name)}\b", source, re.MULTILINE)
        for at, pattern in enumerate(_patterns(value))
    }


def _tried(pattern: re.Pattern[str], *, anchored: bool) -> Callable[[str], object]:
    if anchored:
        return pattern.match
    return lambda text: sum(1 for _ in pattern.finditer(text))


@pytest.mark.parametrize("module", _modules())
def test_no_pattern_is_quadratic(module: str) -> None:
    """Sixteen times the text never takes sixty times as long, whatever part of the pattern the text repeats."""
    slow = {name: bad for name, used in _used(module).items() if (bad := _grown(*used))}
    assert slow == {}


def _grown(pattern: re.Pattern[str], anchored: bool) -> str:  # noqa: FBT001 - as it is found
    """Return on what a pattern takes too long, empty when it does on nothing."""
    for before, unit, after in pumps(pattern):
        make = partial(_text, before, unit, after)
        grown = growth(_tried(pattern, anchored=anchored), make, _SIZE, 0.5)
        if grown > MOST:
            return f"{grown:.0f} times, {before!r} {unit!r}"
    return ""


def _text(before: str, unit: str, after: str, size: int) -> str:
    return before + unit * (size // len(unit)) + after
