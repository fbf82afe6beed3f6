"""An article without what is no part of its story, and its claims put back to where they stand in the whole."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from claimcheck.model import Article, Claim, Link, Span

if TYPE_CHECKING:
    from collections.abc import Iterator


class Story:
    """The text of an article without `Article.apart`, which has to be in order.

    Args:
        article: The whole.
    """

    def __init__(self, article: Article) -> None:
        self._whole = article.text
        self._kept: list[Span] = []
        self._starts: list[int] = []
        end = size = 0
        for span in (*article.apart, Span(len(article.text), len(article.text))):
            if span.start > end:
                self._kept.append(Span(end, span.start))
                self._starts.append(size)
                size += span.start - end
            end = max(end, span.end)
        self._size = size
        self.article = replace(
            article,
            text="".join(span.of(article.text) for span in self._kept),
            body=Span(self._inside(article.body.start), self._inside(article.body.end)),
            links=tuple(self._links(article)),
            positions=(),
            apart=(),
        )

    def _inside(self, offset: int) -> int:
        """Return where an offset of the whole stands in the story."""
        place = bisect_right(self._kept, offset, key=lambda span: span.start) - 1
        return min(self._starts[place] + offset - self._kept[place].start, self._ends(place)) if place >= 0 else 0

    def _ends(self, place: int) -> int:
        return self._starts[place + 1] if place + 1 < len(self._starts) else self._size

    def _links(self, article: Article) -> Iterator[Link]:
        for link in article.links:
            span = Span(self._inside(link.span.start), self._inside(link.span.end))
            if span.start < span.end:
                yield replace(link, span=span)

    def restored(self, claim: Claim) -> Claim:
        """Return a claim of the story with the spans of the whole."""
        return replace(
            claim,
            content=tuple(part for span in claim.content for part in self._parts(span)),
            cue=tuple(part for span in claim.cue for part in self._parts(span)),
            chain=tuple(replace(source, mention=self._around(source.mention)) for source in claim.chain),
            sentence=self._around(claim.sentence),
        )

    def _around(self, span: Span) -> Span:
        """Return the stretch of the whole from the first to the last character of a span."""
        first = self._place(span.start)
        start = self._kept[first].start + span.start - self._starts[first]
        if span.start == span.end:
            return Span(start, start)
        last = self._place(span.end - 1)
        return Span(start, self._kept[last].start + span.end - self._starts[last])

    def _place(self, offset: int) -> int:
        return max(bisect_right(self._starts, offset) - 1, 0)

    def _parts(self, span: Span) -> list[Span]:
        """Return the parts of a span that nothing parts in the whole, those without words left out."""
        whole = self._around(span)
        first, last = self._place(span.start), self._place(max(span.end - 1, span.start))
        cut = [Span(max(one.start, whole.start), min(one.end, whole.end)) for one in self._kept[first : last + 1]]
        if len(cut) == 1:
            return cut
        said = [self._trimmed(part) for part in cut if any(map(str.isalnum, part.of(self._whole)))]
        return said or [whole]

    def _trimmed(self, span: Span) -> Span:
        words = span.of(self._whole)
        return Span(span.end - len(words.lstrip()), span.start + len(words.rstrip()))
