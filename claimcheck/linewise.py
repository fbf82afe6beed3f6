"""Which lines of a text are new, in time that grows with its length, whoever wrote it."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def changed_lines(old: Sequence[bytes], new: Sequence[bytes]) -> tuple[tuple[int, int], ...]:
    """Return the ranges of lines of *new* that differ from *old*, 1-based and half-open, in order.

    Lines that stand once in both texts, in the same order, hold the texts together (patience diff); between two of them
    the lines count as unchanged from both ends as far as they are the same. Where lines are gone and none took their
    place, the line before them has changed.
    """
    ends = [(-1, -1), *_anchors(old, new), (len(old), len(new))]
    gaps = [_gap(old, new, before, after) for before, after in pairwise(ends)]
    return tuple(found for gap in gaps for found in gap)


def _gap(
    old: Sequence[bytes], new: Sequence[bytes], before: tuple[int, int], after: tuple[int, int]
) -> Iterator[tuple[int, int]]:
    """Yield the range that changed between two pairs of the same line, if one did."""
    (first, start), (last, end) = (before[0] + 1, before[1] + 1), after
    while first < last and start < end and old[first] == new[start]:
        first, start = first + 1, start + 1
    while first < last and start < end and old[last - 1] == new[end - 1]:
        last, end = last - 1, end - 1
    if start < end:
        yield start + 1, end + 1
    elif first < last:
        yield start, start + 1


def _anchors(old: Sequence[bytes], new: Sequence[bytes]) -> list[tuple[int, int]]:
    """Return the places of lines that stand once in each text, the most of them that have the same order in both."""
    counts, others = Counter(old), Counter(new)
    places = {line: at for at, line in enumerate(old) if counts[line] == 1}
    pairs = [(places[line], at) for at, line in enumerate(new) if others[line] == 1 and line in places]
    return _rising(pairs)


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest run of *pairs*, not all next to each other, in which the first numbers rise."""
    tops: list[int] = []
    piles: list[int] = []
    before: list[int] = []
    for number, (place, _) in enumerate(pairs):
        pile = bisect_left(tops, place)
        before.append(piles[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [place]
        piles[pile : pile + 1] = [number]
    found = []
    number = piles[-1] if piles else -1
    while number >= 0:
        found.append(pairs[number])
        number = before[number]
    return found[::-1]
