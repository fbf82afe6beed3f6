"""Where the words of a page's story stand in its source."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from claimcheck.model import Position

if TYPE_CHECKING:
    from collections.abc import Sequence

_ANCHOR = re.compile(r"(?<=[.!?,;:”\"’]\s)\S")
_KEY = 60
_FAR = 20_000
_MOST = 20_000
_BASE, _TIMES = 50_000_000, 20
"""Characters that are looked through in vain at most: so many, and so many for each of the source."""


def positions(source: str, text: str, starts: Sequence[int]) -> tuple[Position, ...]:
    """Return where paragraphs and sentences start in the source, by their first words in document order.

    Args:
        source: The page.
        text: Its story.
        starts: Where paragraphs start in that.
    """
    places: list[Position] = []
    left = _BASE + _TIMES * len(source)
    at, line, newline = 0, 1, -1
    for start in islice(_anchors(text, starts), _MOST):
        match, vain = _seek(source, text[start : start + _KEY].partition("\n")[0].split(), at)
        left -= vain
        if left < 0:
            break
        if match is None:
            continue
        line += source.count("\n", at, match)
        newline = max(newline, source.rfind("\n", at, match))
        at = match
        places.append(Position(start, line, match - newline))
    return tuple(places)


def _anchors(text: str, starts: Sequence[int]) -> list[int]:
    return sorted({*starts, *(match.start() for match in _ANCHOR.finditer(text))})


def _seek(source: str, words: list[str], at: int) -> tuple[int | None, int]:
    """Return where words stand in the source, and how many characters were looked through without finding them.

    Args:
        source: Markup and entities may stand between the words in it.
        words: The first of them are enough, where they are near.
        at: Where to begin.
    """
    vain = 0
    rest = len(source) - at
    for count in (6, 3, 1):
        if len(words) < count:
            continue
        between = r"(?:\s|<[^<>]{0,300}>|&nbsp;|(?<=>)\[?\d{1,3}\]?(?=<))+"
        pattern = re.compile(between.join(_written(word) for word in words[:count]))
        match = pattern.search(source, at, at + _FAR) or (pattern.search(source, at) if count > 1 else None)
        if match:
            return match.start(), vain
        vain += min(rest, _FAR) + (rest if count > 1 else 0)
    return None, vain


def _written(word: str) -> str:
    """Return a pattern for a word as it may stand in the source: with entities for what is not a letter."""
    return "".join(
        char if char.isascii() and char.isalnum() else rf"(?:{re.escape(char)}|&#?\w{{1,12}};)" for char in word
    )
