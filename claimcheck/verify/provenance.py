"""Whose document a page is, and whether it can be evidence at all."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from claimcheck.identity import organisations
from claimcheck.identity.answers import Same
from claimcheck.identity.sites import site
from claimcheck.identity.who import same
from claimcheck.model import SourceKind, Standing
from claimcheck.verify.index import index
from claimcheck.verify.posts import AFTER
from claimcheck.verify.wordlists import STOP_WORDS

if TYPE_CHECKING:
    from datetime import date

    from claimcheck.model import Article, Citation, Page, Reading, Source

IDENTIFIED = 0.75
"""The fit from which a candidate is taken for the cited document itself, not for one like it.

A link of the article names its document. A ranked candidate is only likely: title, address and date must fit it nearly
as well as they can before the absence of the content from it may count against the article.
"""
COPY = 0.8
_SHINGLE = 5
_SHORTEST = 60
_LEAST = 2
_WORD = re.compile(r"\w+")
_FOREIGN, _ENGLISH = 0.12, 0.25
_ENOUGH, _THIRD = 30, 1 / 3
_GAP = "\n\n"


def standing(page: Page, citation: Citation, article: Article, *, linked: bool = False) -> Standing:
    """Say what *page* is to the citation; *linked*: the article's own link led to it."""
    place = Standing.CITED if is_cited(page, citation, linked=linked) else Standing.ELSEWHERE
    return barred(page, citation, article) or place


def is_cited(page: Page, citation: Citation, *, linked: bool = False) -> bool:
    """Say whether *page* is of the cited source, whatever else may keep it from being evidence."""
    if page.domain in citation.domains:
        return not _of_a_neighbour(page, citation)
    if linked and not page.domain:
        return True
    if citation.domains:
        return False
    names = (*citation.outlets, citation.name)
    return linked or bool(page.publisher and any(isinstance(same(name, page.publisher), Same) for name in names))


def _of_a_neighbour(page: Page, citation: Citation) -> bool:
    """Say whether a page stands in the part of a domain that is another body's: spc.noaa.gov is not nhc.noaa.gov."""
    if not citation.home:
        return False
    home, whose = site(citation.home), organisations.owner(page.url)
    return whose is not None and not home.holds(whose.site) and not whose.site.holds(home)


def at_home(page: Page, citation: Citation) -> bool:
    """Say whether *page* stands in the source's own part of a site: there its words need no credit."""
    return not citation.home or _place(page.url).startswith(_place(citation.home).rstrip("?/"))


def publishes(page: Page, source: Source) -> bool:
    """Say whether *page* says that it is of a source for which no site is known."""
    body = source.kind in {SourceKind.OUTLET, SourceKind.ORGANISATION}
    if not body or source.domain is not None or not page.publisher:
        return False
    return isinstance(same(source.name, page.publisher), Same)


def barred(page: Page, citation: Citation, article: Article) -> Standing | None:
    """Return what keeps *page* from being evidence for anything in the article; None when nothing does."""
    return _barred(page.url, page.domain, page.first, page.text, citation.own, article)


@lru_cache(maxsize=512)
def _barred(  # noqa: PLR0913, PLR0917 - what of a page matters here, once a page and article
    url: str, domain: str, first: date | None, text: str, own: tuple[str, ...], article: Article
) -> Standing | None:
    if _place(url) in {_place(one) for one in own} or domain in own:
        return Standing.OWN
    if first and article.published and first > article.published + AFTER:
        return Standing.LATER
    return Standing.COPY if _carries(text, article.body.of(article.text)) else None


def identified(reading: Reading) -> bool:
    """Say whether the reading's document can be taken for the cited one: linked to, or ranked high enough."""
    return is_link(reading) or reading.candidate.fit >= IDENTIFIED


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


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = _WORD.findall(text.casefold())
    return set(zip(*(words[step:] for step in range(_SHINGLE)), strict=False))


@lru_cache(maxsize=4)
def _wanted(article: str) -> frozenset[tuple[str, ...]]:
    return frozenset(_shingles(article))


def _carries(page: str, article: str) -> bool:
    """Say whether *page* holds nearly all runs of five words of *article*, as a near copy does (Broder 1997)."""
    wanted = _wanted(article)
    if len(wanted) < _SHORTEST or len(page) < COPY * _LEAST * len(wanted):
        return False
    return len(wanted & _shingles(page)) > COPY * len(wanted)


@lru_cache(maxsize=1024)
def _function_words(text: str) -> float:
    keys = index(text).words.keys[:2000]
    return sum(key in STOP_WORDS for key in keys) / len(keys) if len(keys) >= _ENOUGH else 1.0


def foreign(page: Page, article: Article) -> bool:
    """Say whether a third of the page is in another language than the article: hardly an English word in it."""
    return _function_words(article.body.of(article.text)) > _ENGLISH and _foreign_share(page.text) >= _THIRD


@lru_cache(maxsize=1024)
def _foreign_share(text: str) -> float:
    """Return the share of a text's letters that stands in paragraphs, or in a whole, without English words."""
    if _function_words(text) < _FOREIGN:
        return 1.0
    strange = sum(len(part) for part in text.split(_GAP) if _function_words(part) < _FOREIGN)
    return strange / max(len(text), 1)
