"""Resolve: where cited documents may be. Pure: questions go out, answers come in, candidates come out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimcheck.resolve import cdx
from claimcheck.resolve.apis import BraveFinder, GdeltFinder, SearxngFinder
from claimcheck.resolve.archive import ArchiveFinder
from claimcheck.resolve.citing import at, beside, cite
from claimcheck.resolve.context import weighed
from claimcheck.resolve.feed import FeedFinder
from claimcheck.resolve.finder import Finder
from claimcheck.resolve.link import LinkFinder
from claimcheck.resolve.local import LocalFinder
from claimcheck.resolve.ordinal import sooner
from claimcheck.resolve.pool import Pools, near
from claimcheck.resolve.search import Found, Search
from claimcheck.resolve.section import SectionFinder
from claimcheck.resolve.sitemap import SitemapFinder
from claimcheck.resolve.urls import site
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
    "Found",
    "GdeltFinder",
    "LinkFinder",
    "LocalFinder",
    "Pools",
    "Search",
    "SearxngFinder",
    "SectionFinder",
    "SitemapFinder",
    "Stage",
    "Websites",
    "at",
    "beside",
    "cite",
    "near",
    "site",
    "sooner",
    "stages",
    "weighed",
]


NAMES = ("wikidata", "local", "link", "sitemap", "feed", "section", "archive", "gdelt", "brave", "searxng")
"""What `finders` in the configuration may name; the last two need a key or an address."""
USUAL = tuple(name for name in NAMES if name != "gdelt")
"""Those that are asked when none is named: GDELT lets one question pass in eight seconds, and refuses many."""


@dataclass(frozen=True, slots=True)
class Stage:
    """Finders that are asked together for what is still open.

    Args:
        always: They are asked where the outlet's lists cover the days in question as well.
    """

    finders: tuple[Finder, ...]
    always: bool = True


def stages(
    names: Sequence[str] = USUAL,
    *,
    brave: bool = False,
    searxng: str = "",
    archive: str = cdx.ARCHIVE,
    saved: Sequence[Page] = (),
) -> tuple[Stage, ...]:
    """Return finders in stages, the cheapest first; a later stage looks for what is still open.

    Args:
        names: Which of them to ask.
        brave: There is a key for it.
        searxng: The address of one.
        archive: The scheme and host of the archive.
        saved: Documents that the user has.
    """
    made: tuple[tuple[bool, tuple[Finder, ...]], ...] = (
        (True, (*((LocalFinder(saved),) if saved else ()), LinkFinder(archive))),
        (True, (SitemapFinder(), FeedFinder(), SectionFinder())),
        (False, (SectionFinder(further=True), SitemapFinder(further=True), FeedFinder(further=True))),
        (False, (ArchiveFinder(archive),)),
        (True, (*((BraveFinder(),) if brave else ()), *((SearxngFinder(searxng),) if searxng else ()), GdeltFinder())),
    )
    chosen = ((always, tuple(finder for finder in stage if finder.name in names)) for always, stage in made)
    return tuple(Stage(finders, always=always) for always, finders in chosen if finders)
