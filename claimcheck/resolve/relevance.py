"""BM25 over the titles, addresses and descriptions that an outlet lists.

Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009). A listed page is a document of
one line, so that a word counts once in it; query words carry weights of their own, and match those that differ in
their ending alone ("inspected", "inspection").
"""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING

from claimcheck.resolve import rank

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_K1, _B = 1.2, 0.4
_HALF = 6.0
"""A sum that counts as half of what can be reached: two telling words of the claim in a title."""
_COMMON, _SAID = 0.2, 1.0
_MANY = 200
"""In a list of so many pages a word that every fifth has is not looked up for the sake of the context alone."""


class Relevance:
    """Listed pages, found by their words.

    Args:
        words: Of each page, the folded words of what is known of it.
    """

    def __init__(self, words: Sequence[frozenset[str]]) -> None:
        self._size = len(words)
        self._lengths = [len(group) for group in words]
        self._mean = sum(self._lengths) / max(self._size, 1) or 1.0
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        for at, group in enumerate(words):
            for word in group:
                self._places[word].append(at)
        self._starts: defaultdict[str, list[str]] = defaultdict(list)
        for word in self._places:
            self._starts[word[: rank.START]].append(word)

    def scores(self, query: Iterable[tuple[str, float]]) -> dict[int, float]:
        """Return for each page that shares a word with *query* how much it tells, between 0 and 1."""
        sums: defaultdict[int, float] = defaultdict(float)
        for word, weight in sorted(self._matched(query).items()):  # sums of fractions depend on their order
            places = self._places[word]
            told = weight * self._rarity(len(places)) * (_K1 + 1)
            for at in places:
                length = 1 - _B + _B * self._lengths[at] / self._mean
                sums[at] += told / (1 + _K1 * length)
        return {at: found / (found + _HALF) for at, found in sums.items()}

    def sharing(self, query: Iterable[tuple[str, float]]) -> set[int]:
        """Return the pages that share a word with *query*, however common."""
        return {at for word in self._matched(query, common=True) for at in self._places[word]}

    def _matched(self, query: Iterable[tuple[str, float]], *, common: bool = False) -> dict[str, float]:
        """Return the words of the list that the query means, each with the most that it weighs there."""
        found: dict[str, float] = {}
        for word, weight in query:
            for other in self._alike(word):
                frequent = self._size >= _MANY and len(self._places[other]) > _COMMON * self._size
                if weight > found.get(other, 0.0) and (common or weight >= _SAID or not frequent):
                    found[other] = weight
        return found

    def _alike(self, word: str) -> Iterator[str]:
        return (other for other in self._starts.get(word[: rank.START], ()) if rank.alike(word, other))

    def _rarity(self, frequency: int) -> float:
        return math.log(1 + (self._size - frequency + 0.5) / (frequency + 0.5))
