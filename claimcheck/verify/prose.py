"""A text's sentences and the stems in them, prepared once for every claim that is looked for in it."""

from __future__ import annotations

from array import array
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimcheck.model import Span
from claimcheck.text import sentences
from claimcheck.verify.index import index
from claimcheck.verify.lately import Lately
from claimcheck.verify.stems import meaning, stem
from claimcheck.verify.wordlists import LONG_NAMES, STOP_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_LONG = {tuple(name.split()): stem(short) for name, short in LONG_NAMES.items()}
_LONGEST = max(map(len, _LONG))
_LEADS = {name[0] for name in _LONG}
_STOPS = frozenset('.!?…:;”"’)»|')
_WIDTH = (66, 120)
"""Characters of a line that its page's width may have broken."""
REFUSE = stem("refuse")
"""What "declined to" is read as; else "decline" is to fall."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its place, and its words as stems, function words among them.

    Args:
        words: For each stem, the index of its word among the words of the text.
        owning: The places of stems in the genitive ("Nordhavn's").
        ongoing: Those of words in "-ing".
    """

    span: Span
    stems: tuple[str, ...]
    words: tuple[int, ...]
    owning: tuple[int, ...] = ()
    ongoing: tuple[int, ...] = ()

    @property
    def content(self) -> tuple[str, ...]:
        """The stems without the function words, in order."""
        return tuple(found for found in self.stems if found not in STOP_WORDS)


@dataclass(frozen=True, slots=True)
class Prose:
    """The sentences of a text, and in which of them each stem stands."""

    text: str
    sentences: Sequence[Sentence]
    where: Mapping[str, Sequence[int]]


def stemmed(keys: Sequence[str]) -> list[tuple[str, int]]:
    """Return the stems of words, each with the index of its (first) word; "united states" is one."""
    out: list[tuple[str, int]] = []
    at = 0
    while at < len(keys):
        size = _long_name(keys, at) if keys[at] in _LEADS else 0
        declined = keys[at].startswith("declin") and keys[at + 1 : at + 2] == ["to"]
        plain = REFUSE if declined else meaning(keys[at])
        out.append((_LONG[tuple(keys[at : at + size])] if size else plain, at))
        at += size or 1
    return out


def owning(pairs: Sequence[tuple[str, int]], keys: Sequence[str]) -> tuple[int, ...]:
    """Return which of the stems, as `stemmed` gives them, are genitives."""
    return tuple(place for place, (_, at) in enumerate(pairs) if keys[at].endswith("'s"))


def _long_name(keys: Sequence[str], at: int) -> int:
    sizes = range(_LONGEST, 1, -1)
    return next((size for size in sizes if tuple(keys[at : at + size]) in _LONG), 0)


def _build(text: str) -> Prose:
    words = index(text).words
    found: list[Sentence] = []
    where: defaultdict[str, array[int]] = defaultdict(lambda: array("L"))
    after = 0
    for span in _unwrapped(text):
        first, after = after, max(after, words.at(span.end))
        pairs = stemmed(words.keys[first:after])
        for name in {name for name, _ in pairs}:
            where[name].append(len(found))
        places = tuple(first + at for _, at in pairs)
        owns = owning(pairs, words.keys[first:after])
        ongoing = tuple(place for place, at in enumerate(places) if words.keys[at].endswith("ing"))
        found.append(Sentence(span, tuple(name for name, _ in pairs), places, owns, ongoing))
    return Prose(text, found, dict(where))


def _unwrapped(text: str) -> Iterator[Span]:
    """Yield the sentences of *text*, those that only the width of a page has broken joined again."""
    held: Span | None = None
    for span in sentences(text):
        if held is None:
            held = span
        elif _wraps(text, held, span):
            held = Span(held.start, span.end)
        else:
            yield held
            held = span
    if held is not None:
        yield held


def _wraps(text: str, one: Span, other: Span) -> bool:
    if text[one.end : other.start].strip(" \t\r") != "\n" or text[one.end - 1] in _STOPS:
        return False
    line = one.end - (text.rfind("\n", 0, one.end) + 1)
    return text[other.start].islower() or _WIDTH[0] <= line <= _WIDTH[1]


prose = Lately(_build)
"""Returns the sentences of a text, prepared once for a while."""
