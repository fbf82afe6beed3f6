"""Text to what the model reads: word pieces with their letter case, and where they stand to quotations, in windows.

A word is what BERT's pre-tokeniser makes of white space and punctuation (Devlin et al. 2019); a window is a run of
paragraphs
with at most `CAPACITY` word pieces. Both carry their place in the text, in code points.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from claimcheck.extract.quotes import quotations
from claimcheck.text import paragraphs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray
    from tokenizers import Tokenizer

CAPACITY = 288
CLS, SEP = 101, 102
LOWER, TITLE, UPPER, MIXED, OTHER = range(5)
_BORDER = re.compile(r"[.!?…]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_BLOCK = 20_000


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text, or of part of one.

    Args:
        starts: Where each begins, in code points of the text.
        ends: Where each ends.
        ids: The word pieces of all words, one after another.
        heads: For each word the index of its first piece; one more entry for the end.
        case: How each is written: LOWER, TITLE, UPPER, MIXED or OTHER (no letters).
        quoted: 0 outside quotations, 1 inside, 2 on a mark that opens or closes one.
        first: Whether it opens a paragraph.
    """

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    ids: NDArray[np.int64]
    heads: NDArray[np.int64]
    case: NDArray[np.int64]
    quoted: NDArray[np.int64]
    first: NDArray[np.bool_]

    def __len__(self) -> int:
        """Return how many words there are."""
        return len(self.starts)


@dataclass(frozen=True, slots=True)
class Window:
    """What the model reads at once.

    Args:
        ids: Word pieces, CLS first and SEP between paragraphs and at the end.
        case: Letter case of each piece's word.
        quoted: Place of each piece's word against quotations.
        heads: For each word the index of its first piece.
        begin: The index of its first word among the words of the text.
    """

    ids: NDArray[np.int64]
    case: NDArray[np.int64]
    quoted: NDArray[np.int64]
    heads: NDArray[np.int64]
    begin: int


@cache
def tokenizer() -> Tokenizer:
    """Return the model's tokeniser, which ships with the package."""
    from tokenizers import Tokenizer  # noqa: PLC0415  # heavy

    return Tokenizer.from_str((files("claimcheck.extract") / "model" / "tokenizer.json").read_text(encoding="utf-8"))


def words(text: str, wanted: Callable[[str], bool] | None = None) -> Words:
    """Return the words of a text with their features. Linear in its length.

    Args:
        text: The text.
        wanted: Says of a paragraph whether it is to be read; all are when it is None.
    """
    starts: list[int] = []
    ends: list[int] = []
    ids: list[int] = []
    heads: list[int] = []
    case: list[int] = []
    opening: list[int] = []
    for block in paragraphs(text):
        if wanted and not wanted(text[block.start : block.end]):
            continue
        opening.append(len(starts))
        for at in range(block.start, block.end, _BLOCK):
            piece = _SURROGATE.sub("\ufffd", text[at : min(at + _BLOCK, block.end)])
            encoding = tokenizer().encode(piece, add_special_tokens=False)
            last: int | None = -1
            for ident, word, (start, end) in zip(encoding.ids, encoding.word_ids, encoding.offsets, strict=True):
                if word == last:
                    ends[-1] = max(ends[-1], at + end)
                else:
                    heads.append(len(ids))
                    starts.append(at + start)
                    ends.append(at + max(end, start + 1))
                    last = word
                ids.append(ident)
    case = [_case(text[start:end]) for start, end in zip(starts, ends, strict=True)]
    places = np.array(starts, dtype=np.int64)
    first = np.zeros(len(starts), dtype=bool)
    first[[number for number in opening if number < len(starts)]] = True
    return Words(
        places,
        np.array(ends, dtype=np.int64),
        np.array(ids, dtype=np.int64),
        np.array([*heads, len(ids)], dtype=np.int64),
        np.array(case, dtype=np.int64),
        _quoted(text, places),
        first,
    )


def _case(word: str) -> int:
    if word.islower():
        return LOWER
    if word.isupper():
        return UPPER if len(word) > 1 else TITLE
    if word[:1].isupper() and word[1:].islower():
        return TITLE
    return MIXED if any(map(str.isalpha, word)) else OTHER


def _quoted(text: str, starts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return for each offset whether it stands outside quotations (0), inside one (1) or on its marks (2)."""
    found = quotations(text)
    if not found:
        return np.zeros(len(starts), dtype=np.int64)
    begins = np.array([span.start for span in found])
    stops = np.array([span.end for span in found])
    near = np.maximum(np.searchsorted(begins, starts, side="right") - 1, 0)
    inside = (begins[near] <= starts) & (starts < stops[near])
    mark = (starts == begins[near]) | (starts == stops[near] - 1)
    quoted: NDArray[np.int64] = inside.astype(np.int64) + (inside & mark)
    return quoted


def windows(text: str, found: Words, capacity: int = CAPACITY, first: int | None = None) -> Iterator[Window]:
    """Yield windows that cover all words in order, cut before paragraphs where possible, else after a sentence.

    Args:
        text: The text.
        found: Its words.
        capacity: The most word pieces of a window, CLS and SEPs among them.
        first: A smaller capacity for the first window, so that training sees other cuts each time.
    """
    size = np.diff(found.heads) + found.first
    total = np.concatenate([[0], np.cumsum(size)])
    cuts = np.flatnonzero(found.first)
    begin = 0
    room = (first or capacity) - 2
    while begin < len(found):
        used = total[begin] + found.first[begin]
        end = max(int(np.searchsorted(total, used + room, side="right")) - 1, begin + 1)
        if end < len(found):
            end = _cut(text, found, cuts, begin, end)
        yield _window(found, begin, end)
        begin, room = end, capacity - 2


def _cut(text: str, found: Words, cuts: NDArray[np.int64], begin: int, end: int) -> int:
    """Return where a window ends that could hold the words up to *end*: before a paragraph, else after a sentence."""
    least = begin + (end - begin) // 3
    paragraph = int(cuts[max(int(np.searchsorted(cuts, end, side="right")) - 1, 0)])
    if paragraph > least:
        return paragraph
    for at in range(end, least, -1):
        if _BORDER.match(text[found.starts[at - 1] : found.ends[at - 1]]):
            return at
    return end


def _window(found: Words, begin: int, end: int) -> Window:
    """Return the window of the words from *begin* to *end*, with CLS before, and SEP after each of its paragraphs."""
    offset, stop = int(found.heads[begin]), int(found.heads[end])
    openings = np.flatnonzero(found.first[begin + 1 : end]) + begin + 1
    at = np.concatenate([[0], found.heads[openings] - offset, [stop - offset]])
    pieces = np.repeat(np.arange(begin, end), np.diff(found.heads[begin : end + 1]))
    added = np.full(len(at), SEP)
    added[0] = CLS
    shift = np.searchsorted(openings, np.arange(begin, end), side="right") + 1
    return Window(
        np.insert(found.ids[offset:stop], at, added),
        np.insert(found.case[pieces], at, OTHER),
        np.insert(found.quoted[pieces], at, 0),
        found.heads[begin:end] - offset + shift,
        begin,
    )
