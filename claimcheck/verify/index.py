"""A text prepared once for every question that is asked of it."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimcheck.verify.lately import Lately
from claimcheck.verify.marks import quoted
from claimcheck.verify.tokens import Words, tokenise
from claimcheck.verify.wordlists import NEGATIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from claimcheck.model import Span

NOTE = re.compile(
    r"\[[^\[\]\n]{1,200}\]"
    r"|\((?:applause|laughter|laughs|cheers|cheering|crosstalk|pause)\b[^()\n]{0,40}\)",
    re.IGNORECASE,
)
_BROKEN = re.compile(r"(?<=[^\W\d_])[-‐\u00ad]\n(?=[a-zà-ÿ])")


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
        plain: The text without its own notes ([square brackets], applause), words with a line-end hyphen joined;
            none when it has nothing of the kind.
        places: Where each key stands, in order.
        quoted: The stretches between quotation marks.
    """

    text: str
    words: Words
    whole: Stream
    spoken: Stream
    plain: Stream | None
    places: Mapping[str, Sequence[int]]
    quoted: tuple[Span, ...]


def _plain(text: str, words: Words) -> Stream | None:
    """Return the words as a person reads them out; a note that denies something stays."""
    left_out: set[int] = set()
    for note in NOTE.finditer(text):
        inside = range(words.at(note.start()), words.at(note.end()))
        if NEGATIONS.isdisjoint(words.keys[at] for at in inside):
            left_out.update(inside)
    joined: dict[int, str] = {}
    for hyphen in _BROKEN.finditer(text):
        at = words.at(hyphen.start() - 1)
        if at + 1 < len(words.keys):
            joined[at] = words.keys[at] + words.keys[at + 1]
            left_out.add(at + 1)
    if not left_out:
        return None
    kept = [at for at in range(len(words.keys)) if at not in left_out]
    return stream([joined.get(at, words.keys[at]) for at in kept], kept)


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
        plain=_plain(text, words),
        places=dict(places),
        quoted=marks,
    )


index = Lately(_build)
"""Returns the index of a text, built once for a while."""
