"""Resolve: where cited documents may be. Pure: questions go out, answers come in, candidates come out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimcheck.resolve import cdx
from claimcheck.resolve.apis import BraveFinder, GdeltFinder, SearxngFinder
from claimcheck.resolve.archive import ArchiveFinder
from claimcheck.resolve.citing import at, cite
from claimcheck.resolve.feed import FeedFinder
from claimcheck.resolve.finder import Finder
from claimcheck.resolve.link import LinkFinder
from claimcheck.resolve.local import LocalFinder
from claimcheck.resolve.search import Search, merged, with_unread
from claimcheck.resolve.section import SectionFinder
from claimcheck.resolve.sitemap import SitemapFinder
from claimcheck.resolve.wikidata import Websites

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimcheck.model import Page

__all__ = [
    "NAMES",
    "ArchiveFinder",
    "BraveFinder",
    "FeedFinder",
    "Finder",
    "GdeltFinder",
    "LinkFinder",
    "LocalFinder",
    "Search",
    "SearxngFinder",
    "SectionFinder",
    "SitemapFinder",
    "Websites",
    "at",
    "cite",
    "merged",
    "stages",
    "with_unread",
]


NAMES = ("wikidata", "local", "link", "sitemap", "feed", "section", "archive", "gdelt", "brave", "searxng")
"""What `finders` in the configuration may name; the last two need a key or an address."""


def stages(
    names: Sequence[str] = NAMES,
    *,
    brave: bool = False,
    searxng: str = "",
    archive: str = cdx.ARCHIVE,
    saved: Sequence[Page] = (),
) -> tuple[tuple[Finder, ...], ...]:
    """Return finders in stages, the cheapest first; a later stage looks for what is still open.

    Args:
        names: Which of them to ask.
        brave: There is a key for it.
        searxng: The address of one.
        archive: The scheme and host of the archive.
        saved: Documents that the user has.
    """
    made: tuple[tuple[Finder, ...], ...] = (
        (*((LocalFinder(saved),) if saved else ()), LinkFinder(archive)),
        (SitemapFinder(), FeedFinder(), SectionFinder()),
        (SitemapFinder(further=True), FeedFinder(further=True)),
        (ArchiveFinder(archive), *((BraveFinder(),) if brave else ()), *((SearxngFinder(searxng),) if searxng else ())),
        (GdeltFinder(),),
    )
    return tuple(chosen for stage in made if (chosen := tuple(finder for finder in stage if finder.name in names)))
