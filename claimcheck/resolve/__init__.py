"""Resolve: where cited documents may be. Pure: questions go out, answers come in, candidates come out."""

from __future__ import annotations

from claimcheck.resolve.archive import ArchiveFinder
from claimcheck.resolve.citing import cite
from claimcheck.resolve.feed import FeedFinder
from claimcheck.resolve.finder import Finder
from claimcheck.resolve.link import LinkFinder
from claimcheck.resolve.search import Search
from claimcheck.resolve.sitemap import SitemapFinder

__all__ = ["ArchiveFinder", "FeedFinder", "Finder", "LinkFinder", "Search", "SitemapFinder", "cite", "default_finders"]


def default_finders() -> tuple[Finder, ...]:
    """Return the built-in finders, the most telling first."""
    return (LinkFinder(), SitemapFinder(), FeedFinder(), ArchiveFinder())
