"""Which of many spans a span shares a code point with, without a look at each of them."""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claimcheck.model import Span


class Overlaps:
    """Spans of one text, in any order, to be asked which of them lie over another."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted((span.start, span.end, number) for number, span in enumerate(spans))
        self._starts = [start for start, _, _ in ordered]
        self._ends = [end for _, end, _ in ordered]
        self._numbers = [number for _, _, number in ordered]
        self._furthest = list(accumulate(self._ends, max))

    def meet(self, span: Span) -> bool:
        """Say whether any of the spans overlaps *span*."""
        count = bisect_left(self._starts, span.end)
        return count > 0 and self._furthest[count - 1] > span.start

    def over(self, span: Span) -> list[int]:
        """Return the numbers, in the order given, of the spans that overlap *span*."""
        found = []
        place = bisect_left(self._starts, span.end) - 1
        while place >= 0 and self._furthest[place] > span.start:
            if self._ends[place] > span.start:
                found.append(self._numbers[place])
            place -= 1
        return sorted(found)
