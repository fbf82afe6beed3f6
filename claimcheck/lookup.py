"""All pages of a run, found by the words of a claim: what was read for one claim is there for every other."""

from __future__ import annotations

import math
import re
from itertools import compress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from claimcheck.model import Article, Claim, Page

_LONG_WORD = re.compile(r"\w{5,}")
_SHARE = 0.5
"""A page that carries a claim has nearly all of its longer words; some may be written otherwise."""


class Index:
    """Which pages have the longer words of which claims.

    Args:
        pages: Every page, once.
        claims: All that will be asked about, with their articles; other words of the pages are not kept.
    """

    def __init__(self, pages: Iterable[Page], claims: Iterable[tuple[Article, Claim]]) -> None:
        self._pages = list(pages)
        vocabulary = frozenset[str]().union(*(_words(_text(article, claim)) for article, claim in claims))
        self._where: dict[str, int] = {}
        for at, page in enumerate(self._pages):
            for word in _words(f"{page.title or ''} {page.text}") & vocabulary:
                self._where[word] = self._where.get(word, 0) | 1 << at

    def about(self, article: Article, claim: Claim) -> tuple[Page, ...]:
        """Return the pages that have half of the longer words of a claim, in the order of their addresses."""
        wanted = _words(_text(article, claim))
        found = _often([self._where.get(word, 0) for word in wanted], max(1, math.ceil(_SHARE * len(wanted))))
        return tuple(compress(self._pages, map(int, reversed(f"{found:b}"))))


def _often(sets: Sequence[int], least: int) -> int:
    """Return what is in at least so many of some sets; a number's bits are what a set has.

    Counts of all pages are kept bit by bit, one number for each place of the counts (bit-sliced counters), so that a
    word costs a few operations on numbers, however many pages have it.
    """
    places: list[int] = []
    for one in sets:
        carry = one
        for at, place in enumerate(places):
            places[at], carry = place ^ carry, place & carry
        if carry:
            places.append(carry)
    if least >> len(places):
        return 0
    more, equal = 0, -1
    for at, place in reversed([*enumerate(places)]):
        if least >> at & 1:
            equal &= place
        else:
            more |= equal & place
            equal &= ~place
    return more | equal


def _text(article: Article, claim: Claim) -> str:
    return " ".join(span.of(article.text) for span in claim.content)


def _words(text: str) -> frozenset[str]:
    return frozenset(_LONG_WORD.findall(text.casefold()))
