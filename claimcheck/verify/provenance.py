"""Whose document a page is, and whether it can be evidence at all."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from claimcheck.model import Standing
from claimcheck.verify.index import index
from claimcheck.verify.names import same
from claimcheck.verify.posts import AFTER
from claimcheck.verify.wordlists import STOP_WORDS

if TYPE_CHECKING:
    from claimcheck.model import Article, Citation, Page, Reading

IDENTIFIED = 0.75
"""The rank score from which a candidate is taken for the cited document itself, not for one like it.

A link of the article names its document. A ranked candidate is only likely: title, address and date must fit it nearly
as well as they can before the absence of the content from it may count against the article.
"""
COPY = 0.8
_SHINGLE = 5
_SHORTEST = 60
_FOREIGN, _ENGLISH = 0.12, 0.25
_ENOUGH = 30


def standing(page: Page, citation: Citation, article: Article, *, linked: bool = False) -> Standing:
    """Say what *page* is to the citation; *linked*: the article's own link led to it."""
    if _place(page.url) in {_place(own) for own in citation.own} or page.domain in citation.own:
        return Standing.OWN
    if page.first and article.published and page.first > article.published + AFTER:
        return Standing.LATER
    if _carries(page.text, article.body.of(article.text)):
        return Standing.COPY
    names = (*citation.outlets, citation.name)
    named = any(same(name, page.publisher) for name in names) if page.publisher else False
    if page.domain in citation.domains or (not citation.domains and (linked or named)) or (linked and not page.domain):
        return Standing.CITED
    return Standing.ELSEWHERE


def identified(reading: Reading) -> bool:
    """Say whether the reading's document can be taken for the cited one: linked to, or ranked high enough."""
    return is_link(reading) or reading.candidate.score >= IDENTIFIED


def vouched(reading: Reading) -> bool:
    """Say whether a document of no known site is taken for the source's: linked to, or the user's own file."""
    own = reading.candidate.found_by == "local" and reading.page is not None and not reading.page.domain
    return is_link(reading) or own


def is_link(reading: Reading) -> bool:
    """Say whether the article's own link proposed the document."""
    return reading.candidate.found_by == "link"


def _place(url: str) -> str:
    """Return what two addresses of one document share."""
    try:
        parts = urlsplit(url if "://" in url else f"//{url}")
        return f"{(parts.hostname or '').removeprefix('www.')}{parts.path.rstrip('/')}?{parts.query}"
    except ValueError:
        return url


@lru_cache(maxsize=4)
def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    keys = index(text).words.keys
    return frozenset(zip(*(keys[step:] for step in range(_SHINGLE)), strict=False))


@lru_cache(maxsize=1024)
def _carries(page: str, article: str) -> bool:
    """Say whether *page* holds nearly all runs of five words of *article*, as a near copy does (Broder 1997)."""
    wanted = _shingles(article)
    return len(wanted) >= _SHORTEST and len(wanted & _shingles(page)) > COPY * len(wanted)


@lru_cache(maxsize=1024)
def _function_words(text: str) -> float:
    keys = index(text).words.keys[:2000]
    return sum(key in STOP_WORDS for key in keys) / len(keys) if len(keys) >= _ENOUGH else 1.0


def foreign(page: Page, article: Article) -> bool:
    """Say whether the page is in another language: the article in English, hardly an English word in the page."""
    return _function_words(page.text) < _FOREIGN < _ENGLISH < _function_words(article.body.of(article.text))
