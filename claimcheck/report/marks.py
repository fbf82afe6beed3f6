"""Marks changed words in a text, and cuts a long text down to what matters around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from claimcheck.model import Span
from claimcheck.report.prose import ELLIPSIS, abridge

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

WHOLE = 20_000
_AROUND = 60
SAID = "bold underline red"
SOURCE = "bold underline green"


def marked(text: str, changed: Iterable[str], *, limit: int, color: bool, style: str) -> Text:
    """Return *text* with the words in *changed* marked: underlined, or `*so*` without colour.

    Args:
        text: One harmless line.
        changed: Harmless as well, in the order in which they stand in the text; what does not occur is passed over.
        limit: At most about so many code points are kept; those around marks first.
        color: Mark by style.
        style: That of a mark: `SAID` or `SOURCE`.
    """
    words = [word for word in changed if word]
    if len(text) > limit:
        text = _around(text, _places(text, words), limit)
    result = Text()
    done = 0
    for span in _places(text, words):
        result.append(text[done : span.start])
        result.append(span.of(text) if color else f"*{span.of(text)}*", style=style)
        done = span.end
    return result.append(text[done:])


def _places(text: str, words: Sequence[str]) -> list[Span]:
    """Return where the words stand, each after the one before; whole words first."""
    places: list[Span] = []
    start = 0
    for word in words:
        at = _find(text, word, start)
        if at >= 0:
            places.append(Span(at, at + len(word)))
            start = at + len(word)
    return places


def _find(text: str, word: str, start: int) -> int:
    first = at = text.find(word, start)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(word) : at + len(word) + 1]
        if not (before.isalnum() and word[0].isalnum()) and not (after.isalnum() and word[-1].isalnum()):
            return at
        at = text.find(word, at + 1)
    return first


def _around(text: str, places: Sequence[Span], limit: int) -> str:
    if not places:
        return abridge(text, limit)
    windows: list[Span] = []
    for place in places:
        start, end = _snapped(text, max(place.start - _AROUND, 0), min(place.end + _AROUND, len(text)))
        if windows and start <= windows[-1].end + len(ELLIPSIS):
            windows[-1] = Span(windows[-1].start, end)
        elif not windows or sum(span.end - span.start for span in windows) + end - start <= max(limit, 3 * _AROUND):
            windows.append(Span(start, end))
    kept = ELLIPSIS.join(span.of(text).strip() for span in windows)
    opening = "… " if windows and windows[0].start else ""
    closing = " …" if windows and windows[-1].end < len(text) else ""
    return opening + abridge(kept, limit * 2) + closing


def _snapped(text: str, start: int, end: int) -> tuple[int, int]:
    """Move the ends of a window inwards to blanks, when there are any near."""
    blank = text.find(" ", start, start + 20) if start else -1
    last = text.rfind(" ", end - 20, end) if end < len(text) else -1
    return (blank + 1 if blank >= 0 else start), (last if last >= 0 else end)
