"""All pages of a run, found by the words of a claim: what was read for one claim is there for every other."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

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
        self._has = [_words(f"{page.title or ''} {page.text}") & vocabulary for page in self._pages]
        self._places: dict[str, list[int]] = {}
        for at, found in enumerate(self._has):
            for word in found:
                self._places.setdefault(word, []).append(at)

    def about(self, article: Article, claim: Claim) -> tuple[Page, ...]:
        """Return the pages that have half of the longer words of a claim, in the order of their addresses.

        Such a page has one of the rarer half and one more: the common words, which most pages have, are not looked up.
        """
        wanted = _words(_text(article, claim))
        least = max(1, math.ceil(_SHARE * len(wanted)))
        rare = sorted(wanted, key=lambda word: len(self._places.get(word, ())))[: len(wanted) - least + 1]
        found = {at for word in rare for at in self._places.get(word, ())}
        return tuple(self._pages[at] for at in sorted(found) if len(wanted & self._has[at]) >= least)


def _text(article: Article, claim: Claim) -> str:
    return " ".join(span.of(article.text) for span in claim.content)


def _words(text: str) -> frozenset[str]:
    return frozenset(_LONG_WORD.findall(text.casefold()))
