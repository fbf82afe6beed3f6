"""A text prepared once for every question that is asked of it."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from claimcheck.verify.marks import quoted
from claimcheck.verify.tokens import Words, tokenise

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from claimcheck.model import Span

LARGE = 200_000


@dataclass(frozen=True, slots=True)
class Stream:
    """A run of words laid out as one string, in which a run of words is found in linear time.

    Args:
        keys: The words' keys.
        words: For each of them, its index among the words of the text.
        joined: The keys with a blank before, between and after them.
        offsets: Where each key starts in *joined*.
    """

    keys: Sequence[str]
    words: Sequence[int]
    joined: str
    offsets: Sequence[int]

    def find(self, keys: Sequence[str], start: int = 0, end: int | None = None) -> Iterator[int]:
        """Yield where in the stream *keys* stand in a row, within `[start:end]`, in order."""
        needle = f" {' '.join(keys)} "
        stop = len(self.keys) if end is None else min(end, len(self.keys))
        if start >= stop:
            return
        low, high = self.offsets[start] - 1, self.offsets[stop - 1] + len(self.keys[stop - 1]) + 1
        while (at := self.joined.find(needle, low, high)) >= 0:
            yield bisect_left(self.offsets, at + 1)
            low = at + 1


def stream(keys: Sequence[str], words: Sequence[int]) -> Stream:
    """Lay out words as a stream."""
    offsets, at = array("L"), 1
    for key in keys:
        offsets.append(at)
        at += len(key) + 1
    return Stream(keys, words, f" {' '.join(keys)} ", offsets)


@dataclass(frozen=True, slots=True)
class Index:
    """A text's words, whole and inside quotation marks alone.

    Args:
        places: Where each key stands, in order.
        quoted: The stretches between quotation marks.
    """

    text: str
    words: Words
    whole: Stream
    spoken: Stream
    places: Mapping[str, Sequence[int]]
    quoted: tuple[Span, ...]


def _build(text: str) -> Index:
    words = tokenise(text)
    places: defaultdict[str, array[int]] = defaultdict(lambda: array("L"))
    for at, key in enumerate(words.keys):
        places[key].append(at)
    marks = tuple(quoted(text))
    inside = [at for span in marks for at in range(words.at(span.start), words.at(span.end))]
    return Index(
        text=text,
        words=words,
        whole=stream(words.keys, range(len(words.keys))),
        spoken=stream([words.keys[at] for at in inside], inside),
        places=dict(places),
        quoted=marks,
    )


_small = lru_cache(maxsize=256)(_build)
_large = lru_cache(maxsize=4)(_build)


def index(text: str) -> Index:
    """Return the index of *text*, built once; few are kept of long texts, so that memory stays bounded."""
    return _large(text) if len(text) > LARGE else _small(text)
