"""The words that names are made of, from persons.toml and bodies.toml."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from claimcheck.text import fold

if TYPE_CHECKING:
    from collections.abc import Mapping


def _read(name: str) -> dict[str, str]:
    found: dict[str, str] = tomllib.loads(files("claimcheck.identity").joinpath(name).read_text(encoding="utf-8"))
    return found


_PERSONS, _BODIES = _read("persons.toml"), _read("bodies.toml")


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _pairs(text: str) -> Mapping[str, str]:
    return dict(pair.split("=") for pair in text.split())


MEN, WOMEN = _set(_PERSONS["men"]), _set(_PERSONS["women"])
TITLES, BEFORE_GIVEN, GENDERS = _set(_PERSONS["titles"]), _set(_PERSONS["first"]), _pairs(_PERSONS["genders"])
SUFFIXES, LETTERS, PARTICLES = (_set(_PERSONS[name]) for name in ("suffixes", "letters", "particles"))
LESSER = _set(_PERSONS["lesser"])
VOICES, FORMERLY = _set(_PERSONS["voices"]), _set(_PERSONS["formerly"])
FAMILY_FIRST, IBERIAN = _set(_PERSONS["family_first"]), _set(_PERSONS["iberian"])
LEGAL, SMALL, HEADS, COMMON = (_set(_BODIES[name]) for name in ("legal", "small", "heads", "common"))
FORMS = _pairs(_BODIES["forms"])
STATE = _set(_BODIES["state"])
_LINES = (line.partition(" = ") for line in _BODIES["long"].splitlines() if line)
LONG = {tuple(long.split()): short for long, _, short in _LINES}
_KINDS = (line.partition(" = ") for line in _BODIES["kinds"].splitlines() if line)
KINDS = {noun: frozenset(words.split()) for noun, _, words in _KINDS}
"""By noun the words that end the names of what it stands for."""
SPELT, PEOPLES = _pairs(_BODIES["spelt"]), _pairs(_BODIES["peoples"])
DEMONYMS = _set(_BODIES["demonyms"])
PLACES = frozenset(name.strip() for name in _BODIES["places"].replace("\n", ",").split(",") if name.strip())
"""Countries, regions and cities, folded; several may be of more than one word."""
_CALLED: dict[str, set[int]] = {}
for _number, _line in enumerate(_PERSONS["called"].splitlines()):
    for _name in _line.split():
        _CALLED.setdefault(_name, set()).add(_number)


GIVEN = MEN | WOMEN | frozenset(_CALLED)
"""Given names and their short forms, folded."""


def short_for(initial: str, name: str) -> bool:
    """Say whether a given name, folded, or one that its bearer may go by, begins with a letter: "r" for "bob"."""
    return name.startswith(initial) or any(other.startswith(initial) for other in _CALLED if called_alike(other, name))


def called_alike(one: str, other: str) -> bool:
    """Say whether one person may go by both given names, folded: "robert" and "bob"."""
    return bool(_CALLED.get(one, set()) & _CALLED.get(other, set()))


@lru_cache(maxsize=8192)
def given_gender(name: str) -> str:
    """Return "m" or "f" when a person's given name tells, "" when not."""
    given = fold(name.split(maxsplit=1)[0]).text if name else ""
    return "m" if given in MEN else "f" if given in WOMEN else ""
