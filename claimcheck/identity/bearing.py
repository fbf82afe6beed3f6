"""What a text calls by which name: the full names it has, and how often."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from claimcheck.identity.spelling import tokens
from claimcheck.identity.words import PARTICLES, SMALL, SUFFIXES, TITLES

if TYPE_CHECKING:
    from collections.abc import Mapping

_SHORT = r"(?:[^\W\d_a-zà-öø-ÿ]\w?|Corp|Inc|Gov|Sen|Rep|Gen|Prof|Mrs|Ltd|Col|Capt|Sgt|Rev|Hon|Bros)\."
_CAPITAL = rf"(?:{_SHORT}|[^\W\d_a-zà-öø-ÿ][\w’'-]{{0,60}})"
NAME = re.compile(
    rf"{_CAPITAL}(?:[ ](?:(?:de|da|del|van|von|der|den|bin|ibn|al|el|of|la|le|&|and the)[ ])?{_CAPITAL}){{0,6}}"
)
"""A run of words with capitals."""
_LONGEST_NAME = 3
_WORDS = 4
"""Names of more words are institutions'."""
_AND = re.compile(r"\sand\s(?:the\s)?")


def namesakes(text: str, family: str) -> Mapping[tuple[str, ...], int]:
    """Return the full names of a family name, folded, and how often *text* has each."""
    return {name: count for name, count in full_names(text).items() if name[-1] == family and name[0] != family}


@lru_cache(maxsize=64)
def full_names(text: str) -> Mapping[tuple[str, ...], int]:
    """Return the folded words of all names of two or three words in *text*, titles left out, and how often each is."""
    found = Counter(_plain(match.group()) for match in NAME.finditer(text))
    lowered = set(re.findall(r"(?<![\w’'-])[a-z]{3,}(?![\w’'])", text))
    return {name: count for name, count in found.items() if 1 < len(name) <= _LONGEST_NAME and name[0] not in lowered}


def _plain(name: str) -> tuple[str, ...]:
    words = tokens(name)
    last = max((at for at, word in enumerate(words[:-1]) if word in TITLES), default=-1)
    words = words[last + 1 :]
    return tuple(word for word in words if word not in PARTICLES and word not in SUFFIXES)


@lru_cache(maxsize=64)
def bodies_in(text: str) -> Mapping[tuple[str, ...], int]:
    """Return the folded words of all names in *text*, and how often each is; what opens a sentence may be no name."""
    parts = (part for match in NAME.finditer(text) for part in _AND.split(match.group()))
    return Counter(tokens(part) for part in parts)


def mentioned(name: str, text: str) -> bool:
    """Say whether *text* may name somebody: by the whole name, a capitalised word of it, or its first letters."""
    parts = [part for part in _plain(name) if len(part) > 1 and part not in SMALL]
    if not parts:
        return False
    initials = "".join(part[0] for part in parts)
    forms = {*(parts if len(parts) <= _WORDS else parts[:1]), *({initials} if len(parts) > len("ab") else set())}
    for match in re.finditer(r"[\w’'&.-]+", text):
        written = match[0].strip(".'’-")
        if tokens(written)[:1] and forms & {*tokens(written)} and (not written[:1].islower() or name[:1].islower()):
            return True
    return False
