"""A quotation in a page: word for word, or with words changed.

Both sides are folded and compared word by word, never by a ratio of characters: one "not" moves such a ratio by two
per cent. Differences in punctuation, case, spacing and spelling are presentation.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from claimcheck.model import Change, Span
from claimcheck.verify.alignment import align
from claimcheck.verify.figures import is_figure
from claimcheck.verify.pattern import Pattern, pattern
from claimcheck.verify.wordlists import NEGATIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimcheck.verify.index import Index, Stream

TELLING_WORDS = 4
_PLACES = 16
_SPEECH_TAG = 40
_SHORT_GAP = 6
"""Up to so many hidden words, a negation among them turns the sentence."""


@dataclass(frozen=True, slots=True)
class Match:
    """Where a quotation stands in a page.

    Args:
        pieces: Its stretches in the page's text, in order; several when a speech tag or an ellipsis parts them.
        score: The share of its words that stand there.
        hidden: Words of the page that an ellipsis leaves out.
    """

    pieces: tuple[Span, ...]
    score: float = 1.0
    changes: tuple[Change, ...] = ()
    hidden: tuple[str, ...] = ()

    @property
    def span(self) -> Span:
        """From the first stretch to the end of the last."""
        return Span(self.pieces[0].start, self.pieces[-1].end)


def telling(quotation: str) -> bool:
    """Say whether a quotation decides by itself: it has four words, or holds a figure or a name."""
    asked = pattern(quotation)
    named = any(word[:1].isupper() and any(char.islower() for char in word) for word in asked.words[1:])
    return len(asked.keys) >= TELLING_WORDS or named or any(map(is_figure, asked.keys))


def find(quotation: str, page: Index) -> list[Match]:
    """Return where *quotation* stands in the page, in order; altered places only when it stands nowhere unaltered."""
    asked = pattern(quotation)
    if not asked.keys:
        return []
    exact = list(islice(_exact(asked, page, page.whole), _PLACES))
    if not exact:
        exact = list(islice(_exact(asked, page, page.spoken), _PLACES))
    if not exact and page.plain:
        exact = list(islice(_exact(asked, page, page.plain), _PLACES))
    if exact or len(asked.keys) < TELLING_WORDS:
        return exact
    found = align(asked, page)
    return [Match(found.pieces, found.score, found.changes)] if found else []


def turned(match: Match) -> Match:
    """Return *match* as altered when a short gap of it hides a negation: "is ... permitted" for "is not permitted"."""
    if match.changes or len(match.hidden) > _SHORT_GAP or not NEGATIONS.intersection(match.hidden):
        return match
    return replace(match, changes=(Change("…", " ".join(match.hidden)),))


def _exact(asked: Pattern, page: Index, stream: Stream) -> Iterator[Match]:
    runs = asked.runs
    for first in stream.find(asked.keys[slice(*runs[0])]):
        places = [(first, first + runs[0][1])]
        for start, end in runs[1:]:
            low = places[-1][1]
            high = low + asked.gaps[start] + end - start
            at = next(stream.find(asked.keys[start:end], low, high), None)
            if at is None:
                break
            places.append((at, at + end - start))
        else:
            if match := _match(places, page, stream):
                yield match


def _match(places: list[tuple[int, int]], page: Index, stream: Stream) -> Match | None:
    """Join the places in the stream to stretches of the page; None when a speech tag is too long to be one."""
    pieces: list[tuple[int, int]] = []
    hidden: list[str] = []
    for number, (start, end) in enumerate(places):
        if number:
            hidden += stream.keys[places[number - 1][1] : start]
        first = stream.words[start]
        before = first
        for at in stream.words[start + 1 : end]:
            if at > before + 1:
                if at - before > _SPEECH_TAG:
                    return None
                pieces.append((first, before + 1))
                first = at
            before = at
        pieces.append((first, before + 1))
    return Match(tuple(page.words.span(*piece) for piece in pieces), hidden=tuple(hidden))
