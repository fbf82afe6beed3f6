"""The outlet's feeds, found on its front page (RSS autodiscovery)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimcheck.model import Candidate, Outcome, Purpose, Query
from claimcheck.resolve import urls, xml
from claimcheck.resolve.finder import Gap, Reach, elsewhere, main_fronts, nowhere, other_fronts, unbroken

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claimcheck.model import Answer, Citation
    from claimcheck.resolve.finder import Step

_MOST_FEEDS = 4


class FeedFinder:
    """Reads the front page for its feeds, and the feeds for their entries; *further* as for sitemaps."""

    name = "feed"

    def __init__(self, *, further: bool = False) -> None:
        self.best_effort = further
        self._further = further

    def ask(self, citation: Citation) -> Iterable[Step]:
        """Yield a query for each front page of the outlet."""
        gap = nowhere(citation)
        if gap:
            return [gap]
        fronts = other_fronts(citation) if self._further else [*main_fronts(citation), *citation.newsrooms]
        return [Query(url, Purpose.HOME) for url in dict.fromkeys(fronts)]

    def follow(self, citation: Citation, answer: Answer) -> Iterable[Step]:
        """Yield the feeds that a front page names, and the entries of a feed."""
        memento = answer.memento
        if (again := elsewhere(citation, answer)) and answer.query.purpose is Purpose.HOME:
            yield again
        if memento.outcome is not Outcome.READ:
            return
        if answer.query.purpose is Purpose.HOME:
            found = [urls.join(memento.final_url, href) for href in xml.alternates(memento.body)]
            web = [url for url in dict.fromkeys(found) if urls.is_web(url)]
            yield from (Query(url, Purpose.FEED) for url in web[:_MOST_FEEDS])
            return
        entries = xml.feed(memento.body)
        if entries is None:
            yield Gap(f"{memento.host} sent something else than a feed")
        for entry in entries or []:
            when = entry.day or urls.day(entry.url)
            yield Candidate(entry.url, self.name, title=entry.title, published=when, summary=entry.summary)
        if days := [entry.day for entry in entries or [] if entry.day]:
            yield Reach(urls.site(memento.url), unbroken(days))
