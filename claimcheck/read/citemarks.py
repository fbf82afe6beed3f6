"""Marks of numbered references in running text: "[1]", "[2, 4-6]", "¹", "(1)", and the words that they stand behind."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimcheck.model import Span
from claimcheck.read.enumerated import HIGH, LOWERED
from claimcheck.read.footnotes import before

if TYPE_CHECKING:
    from collections.abc import Iterator

_LIST = r"\^?\d{1,3}(?:[ \t]?[,;–—-][ \t]?\^?\d{1,3}){0,30}"
_MARK = re.compile(
    rf"\[[ \t]?(?:(?:note|fn|ref|source|no)s?\.?[ \t]?)?(?P<square>{_LIST})[ \t]?\](?!\()"
    rf"|(?P<raised>[{HIGH}]{{1,3}}(?:[,;˒⁻–-] ?[{HIGH}]{{1,3}}){{0,30}})"
    rf"|\((?P<round>{_LIST})\)",
    re.IGNORECASE,
)
_RANGE = re.compile(r"(\d+)(?:\s*[⁻–—-]\s*\^?(\d+))?")
_UNIT = re.compile(r"(?:(?:^|[\s\d(/])(?:[kcmd]?m|ft|in|mi|yd|CO|[A-Za-z])|\d)$")
_POWERS = {"²", "³"}
_SEE = re.compile(r"\((?:see(?: also)?|also|cf\.?|refs?\.?|sources?:?|e\.g\.,?)[ \t]*$", re.IGNORECASE)
_ENDS = re.compile(r"[ \t]*(?:[.,;:!?…)\]”’\"]|$)", re.MULTILINE)
_ENDED = re.compile(r"[.!?…”\"][ \t]*$")
_AFTER = re.compile(r"\W{0,3}(\w+)")
_NEAR, _FAR, _WIDEST = 12, 80, 40


@dataclass(frozen=True, slots=True)
class Mark:
    """What can be a mark: where it stands, how it is written (square, raised or round), and the numbers in it."""

    span: Span
    style: str
    numbers: tuple[int, ...]


def marks(text: str) -> Iterator[Mark]:
    """Yield what can be a mark, in order; raised numbers of units and figures (m², 10³) are none."""
    for found in _MARK.finditer(text):
        style = str(found.lastgroup)
        if style != "raised" or not _is_power(text, found):
            yield Mark(Span(*found.span()), style, tuple(_expanded(found[style].translate(LOWERED))))


def _is_power(text: str, found: re.Match[str]) -> bool:
    return found[0] in _POWERS and bool(_UNIT.search(text[max(found.start() - 4, 0) : found.start()]))


def _expanded(said: str) -> Iterator[int]:
    """Yield the numbers in "1, 3-5"."""
    for found in _RANGE.finditer(said):
        first, last = int(found[1]), int(found[2] or found[1])
        yield from range(first, min(last, first + _WIDEST) + 1)


def closes(text: str, span: Span) -> bool:
    """Say whether a number in parentheses stands where a mark does: at the end of a sentence or of part of it."""
    return bool(_ENDS.match(text, span.end) or _ENDED.search(text[max(span.start - 3, 0) : span.start]))


def whole(text: str, span: Span) -> Span:
    """Return a mark with "(see …)" around it and the blanks before it, unless these part two words."""
    see = _SEE.search(text[max(span.start - _NEAR, 0) : span.start]) if text.startswith(")", span.end) else None
    start, end = (span.start - len(see[0]), span.end + 1) if see else (span.start, span.end)
    if not text[end : end + 1].isalnum():
        room = text[max(start - _FAR, 0) : start]
        start -= len(room) - len(room.rstrip(" \t"))
    return Span(start, end)


def cited(text: str, marked: Span) -> Span | None:
    """Return the word before marks in its paragraph; else the one after them."""
    start = max(marked.start - _FAR, 0)
    room = text[start : marked.start]
    cut = max(room.rfind("\n\n"), room.rfind("\r\n\r\n"), 0)
    if word := before(room[cut:]):
        return Span(start + cut + word.start, start + cut + word.end)
    after = _AFTER.match(text, marked.end)
    return Span(*after.span(1)) if after else None
