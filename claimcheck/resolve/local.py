"""Documents that the user has saved: found by site, title and words, without any network."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimcheck.model import Candidate
from claimcheck.resolve import rank, urls
from claimcheck.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from claimcheck.model import Answer, Citation, Page

_TOP = 12
_HOME, _UNKNOWN, _ELSEWHERE = 0.3, 0.5, 0.75
"""The share of a claim's telling words that a document must have: of the cited site, of no known site, of another."""


@dataclass(frozen=True, slots=True)
class _Saved:
    page: Page
    words: frozenset[str]
    folded: str


class LocalFinder:
    """Proposes saved documents that have the claim's words.

    Args:
        pages: What the user has saved, read.
    """

    name = "local"
    best_effort = True

    def __init__(self, pages: Sequence[Page] = ()) -> None:
        texts = [f"{page.title or ''} {page.publisher or ''} {page.text}" for page in pages]
        self._saved = [
            _Saved(page, frozenset(rank.words(text)), fold(text).text) for page, text in zip(pages, texts, strict=True)
        ]

    def ask(self, citation: Citation) -> Iterable[Candidate]:
        """Yield the documents that fit; nothing needs to be asked for them."""
        top = citation.words[:_TOP]
        for one in self._saved:
            share = sum(word in one.words for word in top) / len(top) if top else 0.0
            score = self._score(citation, one, share)
            if score:
                page = one.page
                yield Candidate(page.url, self.name, round(score, 4), page.title or "", page.published)

    def follow(self, citation: Citation, answer: Answer) -> Iterable[Candidate]:  # noqa: ARG002 - as the protocol has it
        """Yield nothing: there were no queries."""
        return ()

    @staticmethod
    def _score(citation: Citation, one: _Saved, share: float) -> float:
        if one.page.domain and one.page.domain in citation.domains:
            return 0.4 + share / 2 if share >= _HOME else 0.0
        if not one.page.domain or not citation.domains:
            names = (citation.name, *citation.outlets, *citation.speakers)
            named = any(fold(name).text in one.folded for name in names if name)
            return 0.3 + share / 2 if named and share >= _UNKNOWN else 0.0
        return share / 3 if share >= _ELSEWHERE else 0.0


def key(url: str) -> str:
    """Return what a saved document is found by when its address is asked for."""
    return urls.key(url) if urls.is_web(url) else url
