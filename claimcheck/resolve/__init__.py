"""Resolve: where cited documents may be. Pure: questions go out, answers come in, candidates come out."""

from __future__ import annotations

from claimcheck.resolve.archive import ArchiveFinder
from claimcheck.resolve.citing import cite
from claimcheck.resolve.feed import FeedFinder
from claimcheck.resolve.finder import Finder
from claimcheck.resolve.link import LinkFinder
from claimcheck.resolve.search import Search, merged, with_unread
from claimcheck.resolve.sitemap import SitemapFinder

__all__ = [
    "ArchiveFinder",
    "FeedFinder",
    "Finder",
    "LinkFinder",
    "Search",
    "SitemapFinder",
    "cite",
    "merged",
    "stages",
    "with_unread",
]


def stages() -> tuple[tuple[Finder, ...], ...]:
    """Return the built-in finders in stages, the cheapest first; a later stage looks for what is still open."""
    return ((LinkFinder(),), (SitemapFinder(), FeedFinder()), (ArchiveFinder(),))
