"""Quotations: which marks belong together, and a text in which what they hold cannot be mistaken for prose.

A mark that is not closed ends with its paragraph; when the next paragraph opens with a mark again the quotation goes
on there (the convention of quotations over several paragraphs).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claimcheck.model import Span
from claimcheck.text import paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

OPEN, CLOSE, HIDDEN = "“", "”", "█"
_PAIRS = {"“": "”", "„": "“”", "«": "»", "»": "«", '"': '"', "‘": "’", "'": "'"}
_MARK = re.compile("[“”„«»\"‘’']")
_LEAST_SINGLE = 3


def quotations(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Return the quotations of a stretch of text, marks included, in order and apart from one another."""
    stop = len(text) if end is None else end
    return [
        Span(found.start, found.end)
        for block in paragraphs(text[start:stop])
        for found in _paired(text, block.start + start, block.end + start)
    ]


def hide(text: str, found: Sequence[Span]) -> str:
    """Return *text* with each quotation's marks made alike and its inside blotted out; offsets stay."""
    pieces: list[str] = []
    at = 0
    for span in found:
        pieces.append(text[at : span.start])
        inside = span.end - span.start - 2
        pieces.append(OPEN + HIDDEN * inside + CLOSE if inside >= 0 else OPEN)
        at = span.end
    return "".join((*pieces, text[at:]))


def _paired(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the quotations of a paragraph, outermost only."""
    opened: int | None = None
    closing = ""
    for match in _MARK.finditer(text, start, end):
        at, mark = match.start(), match[0]
        if opened is None:
            if mark in _PAIRS and _opens(text, at, start):
                opened, closing = at, _PAIRS[mark]
        elif mark in closing and _closes(text, at, end):
            if not (mark in "’'" and _too_short(text[opened + 1 : at])):
                yield Span(opened, at + 1)
            opened = None
        elif mark in '“«"' and text[opened] in "‘'":
            opened, closing = (at, _PAIRS[mark]) if _opens(text, at, start) else (opened, closing)
    if opened is not None and text[opened] not in "'‘" and end - opened > 1:
        yield Span(opened, end)


def _opens(text: str, at: int, start: int) -> bool:
    """Say whether the mark at *at* stands where a quotation can begin: after a border, before something."""
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if text[at] in "'‘" and after.isdigit():
        return False
    return not before.isalnum() and not after.isspace() and (before not in ".,!?" or text[at] in "“„«‘")


def _closes(text: str, at: int, end: int) -> bool:
    """Say whether the mark at *at* stands where a quotation can end: after something, before a border."""
    after = text[at + 1] if at + 1 < end else " "
    if text[at] in "’'":
        return not after.isalnum() and not text[at - 1].isspace()
    return not (text[at] == '"' and after.isalnum() and text[at - 1].isspace())


def _too_short(inside: str) -> bool:
    """Say whether single marks hold too little to be a quotation rather than an apostrophe's doing."""
    return len(inside.split()) < _LEAST_SINGLE and not inside.endswith((",", ".", "!", "?"))
