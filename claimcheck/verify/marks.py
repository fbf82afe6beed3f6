"""Quotation marks: which stretches of a text stand inside them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from claimcheck.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_DOUBLE = re.compile(r"[\"“”„‟«»″＂\n]|''|``")
_SINGLE = re.compile(r"(?<!\w)[‘'](?=[\w\[(…])|(?<=[\w.,!?…)\]])[’'](?!\w)|\n")
_OPENING = frozenset("“„‟«‘") | {"``"}
_STOPS = frozenset(".!?…:;,\n\r")
_ANEW = frozenset('“„‟«‘"\n\r')
_CLOSING = frozenset("”»’") | {"''"}


def quoted(text: str) -> list[Span]:
    """Return the stretches of *text* between quotation marks, the marks left out, in order.

    Double marks count, or single ones in a text that has no double ones. A mark left open ends with its line, as in
    a quotation that runs over paragraphs and opens anew in each.
    """
    spans = list(_pairs(text, _DOUBLE))
    return spans or list(_pairs(text, _SINGLE))


def _pairs(text: str, marks: re.Pattern[str]) -> Iterator[Span]:
    start: int | None = None
    for match in marks.finditer(text):
        mark = match.group()
        if start is None:
            if mark != "\n" and (mark in _OPENING or (mark not in _CLOSING and not _shut(text, match))):
                start = match.end()
        elif mark not in _OPENING and (mark != "\n" or _breaks(text, match.start())):
            if start < match.start():
                yield Span(start, match.start())
            start = None
    if start is not None and start < len(text):
        yield Span(start, len(text))


def _shut(text: str, match: re.Match[str]) -> bool:
    """Say whether a straight mark can only close: nothing but a blank, or nothing at all, comes after it."""
    after = text[match.end() : match.end() + 1]
    return not after or after.isspace()


def _breaks(text: str, at: int) -> bool:
    """Say whether the line end at *at* closes a quotation: not in the middle of a sentence, where it only wraps."""
    return text[max(0, at - 1) : at] in _STOPS or text[at + 1 : at + 2] in _ANEW


@lru_cache(maxsize=8)
def masked(text: str) -> str:
    """Return *text*, of the same length, with what stands between quotation marks blanked out."""
    out, at = [], 0
    for span in quoted(text):
        out += [text[at : span.start], "".join("\n" if char == "\n" else " " for char in span.of(text))]
        at = span.end
    return "".join((*out, text[at:]))
