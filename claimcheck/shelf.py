"""What a run has read, by address: pages, captures that stand in for those that cannot be read, and who failed."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from claimcheck.model import Outcome, Purpose, Query, Reading
from claimcheck.resolve import cdx, urls

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date

    from claimcheck.model import Candidate, Memento, Page, Trail

    Seen = tuple[Memento, Page | None]

_TRIED = 5
"""After so many pages of a site that could not be read, and none that could, the site is taken to keep programs out."""
_NO_CAPTURE = frozenset({Outcome.REFUSED_ADDRESS, Outcome.BAD_URL, Outcome.NOT_CACHED, Outcome.OVER_BUDGET})


class Shelf:
    """Documents by address.

    Args:
        archive: Scheme and host of the archive whose captures stand in for pages that cannot be read; empty for none.
    """

    def __init__(self, archive: str = "") -> None:
        self._archive = archive
        self._pages: dict[str, Seen] = {}
        self._captures: dict[str, Seen] = {}
        self._told: dict[str, Callable[[], Page | None]] = {}
        self._read: Counter[str] = Counter()
        self._failed: Counter[str] = Counter()
        self._names: dict[str, str] = {}
        self._standing_in: defaultdict[str, set[str]] = defaultdict(set)

    def has(self, query: Query) -> bool:
        """Say whether a document has been put here."""
        return query.url in self._of(query)

    def put(self, query: Query, memento: Memento, page: Page | None) -> None:
        """Put a document here; the page is none where it could not be read."""
        self._of(query)[query.url] = (memento, page)
        if query.purpose is Purpose.PAGE:
            whole = _whole((memento, page)) or memento.outcome.gone or self._from_feed(query.url) is not None
            (self._read if whole else self._failed)[urls.site(query.url)] += 1
            self._names[urls.key(query.url)] = query.url

    def memento(self, query: Query) -> Memento:
        """Return how the fetch of a document that is here ended."""
        return self._of(query)[query.url][0]

    def tell(self, url: str, document: Callable[[], Page | None]) -> None:
        """Put here how to read a document that a feed holds; it stands in for one that cannot be read."""
        self._told.setdefault(urls.key(url), document)

    def wanted(self, candidates: Iterable[Candidate]) -> list[Query]:
        """Return what is still to be fetched to read candidates."""
        return [Query(one.url) for one in candidates if one.url not in self._pages]

    def captures(self, candidates: Iterable[Candidate]) -> list[Query]:
        """Return the captures to be fetched in place of candidates that could not be read."""
        found = [(one.url, url) for one in candidates if self._is_poor(one) and (url := self._capture(one))]
        for own, url in found:
            self._standing_in[urls.key(own)].add(url)
        return [Query(url, Purpose.CAPTURE) for _, url in found if url not in self._captures]

    def unread(self, candidates: Iterable[Candidate]) -> list[Candidate]:
        """Return those that have not been read, or not from a capture found since."""
        return [one for one in candidates if one.url not in self._pages or self._untried(one)]

    def readings(self, trail: Trail) -> list[Reading]:
        """Return the readings of a trail's candidates in rank order; those that were not read are left out."""
        return [self._reading(candidate) for candidate in trail.candidates if candidate.url in self._pages]

    def seen(self, url: str) -> bool:
        """Say whether the document at an address has been read, there or in its place, or is known not to be there."""
        name = urls.key(url)
        found = self._pages.get(self._names.get(name, url))
        if found is None or _whole(found) or found[0].outcome.gone:
            return found is not None
        captured = [one for capture in self._standing_in.get(name, ()) if (one := self._captures.get(capture))]
        return any(map(_whole, captured)) or self._from_feed(url) is not None

    def tried(self, url: str) -> bool:
        """Say whether the document at an address was asked for, however that ended."""
        return urls.key(url) in self._names

    def spent(self) -> Mapping[str, int]:
        """Return how many documents were asked for, by the registrable domain of their site."""
        return self._read + self._failed

    def walled(self, site: str) -> bool:
        """Say whether a site has shown none of the pages that were asked for."""
        return self._failed[site] >= _TRIED and not self._read[site]

    def days(self) -> dict[str, date]:
        """Return the days of pages that were read, by address."""
        return {url: page.published for url, (_, page) in self._pages.items() if page and page.published}

    def pages(self) -> Iterator[Page]:
        """Yield every document that was read, in the order of addresses."""
        every = {page.url: page for _, page in (*self._captures.values(), *self._pages.values()) if page}
        lacking = [url for url, seen in self._pages.items() if not _whole(seen)]
        every |= {page.url: page for url in lacking if (page := self._from_feed(url))}
        yield from (every[url] for url in sorted(every))

    def _from_feed(self, url: str) -> Page | None:
        """Return the document that a feed holds for an address, as a whole; None when none does."""
        read = self._told.get(urls.key(url))
        page = read() if read else None
        return page if page and page.complete else None

    def _of(self, query: Query) -> dict[str, Seen]:
        return self._captures if query.purpose is Purpose.CAPTURE else self._pages

    def _is_poor(self, candidate: Candidate) -> bool:
        found = self._pages.get(candidate.url)
        return found is not None and not _whole(found)

    def _untried(self, candidate: Candidate) -> bool:
        """Say whether a capture that was found later may stand in for a page that could not be read."""
        archive = candidate.archive_url
        return bool(archive) and archive not in self._captures and self._is_poor(candidate)

    def _capture(self, candidate: Candidate) -> str | None:
        """Return where a capture may stand in: the one that was found, or the one nearest to the page's day."""
        memento = self._pages[candidate.url][0]
        if candidate.archive_url or not self._archive or candidate.published is None:
            return candidate.archive_url
        if memento.outcome.gone or memento.outcome in _NO_CAPTURE or self.walled(urls.site(candidate.url)):
            return None
        return cdx.nearest_to(self._archive, candidate.url, candidate.published)

    def _reading(self, candidate: Candidate) -> Reading:
        memento, page = self._pages[candidate.url]
        if _whole((memento, page)):
            return Reading(candidate, memento, page)
        capture, archived = self._captures.get(self._capture(candidate) or "", (None, None))
        if capture is not None and archived is not None:
            shown = replace(capture, final_url=candidate.url, archive_url=capture.final_url)
            return Reading(candidate, shown, replace(archived, memento=shown))
        if told := self._from_feed(candidate.url):
            return Reading(candidate, told.memento, told)
        return Reading(candidate, memento, page)


def _whole(seen: Seen) -> bool:
    return seen[1] is not None and seen[1].complete
