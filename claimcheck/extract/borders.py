"""Where the sentences of a body begin and end."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from claimcheck.model import Span
from claimcheck.text import paragraphs, sentences

if TYPE_CHECKING:
    from collections.abc import Iterable


class Borders:
    """The sentences of a stretch of text, to look them up by offset."""

    def __init__(self, text: str, body: Span) -> None:
        self._sentences = [
            Span(body.start + block.start + piece.start, body.start + block.start + piece.end)
            for block in paragraphs(text[body.start : body.end])
            for piece in sentences(text[body.start + block.start : body.start + block.end])
        ]
        self._text = text

    def _index(self, offset: int) -> int:
        return max(bisect_right(self._sentences, offset, key=lambda span: span.start) - 1, 0)

    def around(self, spans: Iterable[Span]) -> Span:
        """Return the sentence, or the run of sentences, that holds all of *spans*."""
        places = list(spans)
        start, end = min(span.start for span in places), max(span.end for span in places)
        if not self._sentences:
            return Span(start, end)
        first, last = self._sentences[self._index(start)], self._sentences[self._index(end - 1)]
        return Span(min(first.start, start), max(last.end, end))

    def before(self, offset: int) -> Span | None:
        """Return the sentence before the one at *offset*, when both stand in one paragraph."""
        index = self._index(offset)
        if not index or "\n\n" in self._text[self._sentences[index - 1].end : self._sentences[index].start]:
            return None
        return self._sentences[index - 1]
