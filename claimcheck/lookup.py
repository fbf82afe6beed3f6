"""All pages of a run, found by the words of a claim: what was read for one claim is there for every other."""

from __future__ import annotations

import re
from collections import Counter
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
        self._places: dict[str, list[int]] = {}
        for at, page in enumerate(self._pages):
            for word in _words(f"{page.title or ''} {page.text}") & vocabulary:
                self._places.setdefault(word, []).append(at)

    def about(self, article: Article, claim: Claim) -> tuple[Page, ...]:
        """Return the pages that have half of the longer words of a claim, in the order of their addresses."""
        wanted = _words(_text(article, claim))
        count = Counter(at for word in wanted for at in self._places.get(word, ()))
        return tuple(self._pages[at] for at in sorted(count) if count[at] >= _SHARE * len(wanted))


def _text(article: Article, claim: Claim) -> str:
    return " ".join(span.of(article.text) for span in claim.content)


def _words(text: str) -> frozenset[str]:
    return frozenset(_LONG_WORD.findall(text.casefold()))
