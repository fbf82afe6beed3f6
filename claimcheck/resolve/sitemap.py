"""The outlet's sitemaps: robots.txt names them, an index divides them, and the window chooses among their parts."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from claimcheck.identity.sites import registrable_domain
from claimcheck.model import Candidate, Outcome, Purpose, Query
from claimcheck.model.split import split
from claimcheck.resolve import rank, urls, xml
from claimcheck.resolve.finder import Gap, Reach, at_root, elsewhere, main_fronts, nowhere, other_fronts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from claimcheck.model import Answer, Citation, Memento, Window
    from claimcheck.resolve.finder import Step
    from claimcheck.resolve.xml import Entry

_NAMED = re.compile(r"^[ \t]*sitemap[ \t]*:[ \t]*(\S+)", re.IGNORECASE | re.MULTILINE)
_USUAL = ("/sitemap.xml", "/sitemap_index.xml", "/news-sitemap.xml")
_OTHER = re.compile(
    r"(?<![a-z])(?:videos?|images?|photos?|galler(?:y|ies)|authors?|tags?|topics?|categor(?:y|ies)|sections?|people"
    r"|recipes?|shop|products?|podcasts?|static|amp)(?![a-z])",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)(20\d\d|19\d\d)(?!\d)")
_MONTH = re.compile(r"(?<!\d)(?P<year>20\d\d)[-_/.]?(?P<month>0?[1-9]|1[0-2])(?!\d)")
_MOST_NAMED = 8
_MOST_PARTS = 40
_FAR = timedelta(days=60)
_NEXT = timedelta(days=1)
"""A part that is named for a day may hold what appeared the day before or after, by another time zone."""


class SitemapFinder:
    """Follows robots.txt to sitemaps, and an index to the parts that may hold the window.

    Args:
        further: Ask the outlets' further domains; most lead nowhere, so that their silence says nothing.
    """

    name = "sitemap"

    def __init__(self, *, further: bool = False) -> None:
        self.best_effort = further
        self._further = further

    def ask(self, citation: Citation) -> Iterable[Step]:
        """Yield a query for the robots.txt of each outlet, and for a sitemap beside the page that lists its news."""
        gap = nowhere(citation)
        if gap:
            return [gap]
        fronts = other_fronts(citation) if self._further else main_fronts(citation)
        rooms = () if self._further else citation.newsrooms
        own = [Query(urls.join(f"{room.rstrip('/')}/", "sitemap.xml"), Purpose.SITEMAP) for room in rooms]
        return [*(Query(at_root(front, "/robots.txt"), Purpose.ROBOTS) for front in fronts), *own]

    def follow(self, citation: Citation, answer: Answer) -> Iterable[Step]:
        """Yield the sitemaps that robots.txt names, the parts of an index, the pages of a part."""
        memento = answer.memento
        if answer.query.purpose is Purpose.ROBOTS:
            if again := elsewhere(citation, answer):
                yield again
            yield from _sitemaps(memento, citation)
        elif memento.outcome is Outcome.READ:
            yield from self._read(memento, citation)

    def _read(self, memento: Memento, citation: Citation) -> Iterator[Step]:
        found = xml.sitemap(memento.body)
        if found is None:
            if not split(memento.url).path.endswith(_USUAL):
                yield Gap(f"{memento.host} sent something else than a sitemap")
            return
        parts, pages = found
        home = registrable_domain(memento.final_url)
        own = [part for part in parts if registrable_domain(part.url) == home]
        chosen, left_out = _chosen(own, citation.window, citation.day)
        yield from (Query(part.url, Purpose.SITEMAP) for part in chosen)
        if left_out:
            yield Gap(f"the sitemap of {memento.host} has {left_out} more parts that may hold it")
        listed = [self._candidate(page) for page in pages if urls.site(page.url) == home]
        yield from (one for one in listed if not _long_before(one, citation.window))
        if any(map(rank.may_be, listed)):
            yield from _reach(urls.site(memento.url), [page for page in pages if page.news])

    def _candidate(self, page: Entry) -> Candidate:
        day = _published(page)
        changed = day is not None and not page.news and urls.whole_day(page.url) is None
        return Candidate(page.url, self.name, title=page.title, published=day, changed=changed)


def _reach(site: str, news: Sequence[Entry]) -> Iterator[Reach]:
    """Yield how far a list of pages goes back: one of news to its first day, as far as it gives any."""
    days = [page.day for page in news if page.day]
    if days or not news:
        yield Reach(site, min(days, default=None))


def _long_before(page: Candidate, window: Window | None) -> bool:
    """Say whether a page is months away from the window, so that it need not be looked at more closely."""
    return window is not None and page.published is not None and page.published < window.first - _FAR


def _published(page: Entry) -> date | None:
    """Return the day in the URL, which is that of publication, before a date that may be that of a change."""
    if page.news:
        return page.day
    near = urls.day(page.url)
    if (
        near
        and page.day
        and not urls.whole_day(page.url)
        and (near.year, near.month) == (page.day.year, page.day.month)
    ):
        return page.day
    return near or page.day


def _sitemaps(memento: Memento, citation: Citation) -> Iterator[Query]:
    """Yield the sitemaps that a robots.txt names; the usual addresses when it names none or is not there."""
    if memento.outcome not in {Outcome.READ, Outcome.NOT_FOUND}:
        return
    text = memento.body.decode("utf-8", "replace") if memento.outcome is Outcome.READ else ""
    home = registrable_domain(memento.final_url)
    named = [urls.join(memento.final_url, url) for url in _NAMED.findall(text)]
    good = [
        url for url in dict.fromkeys(named) if urls.is_web(url) and registrable_domain(url) in {home, *citation.domains}
    ]
    if good:
        kept = [url for url in good if not _OTHER.search(split(url).path)] or good
        yield from (Query(url, Purpose.SITEMAP) for url in kept[:_MOST_NAMED])
    else:
        yield from (Query(urls.join(memento.final_url, path), Purpose.SITEMAP) for path in _USUAL)


def _chosen(parts: list[Entry], window: Window | None, day: date | None) -> tuple[list[Entry], int]:
    """Return the parts of an index that may hold the window, the likeliest first, and how many are too many."""
    if window is None:
        plain = [part for part in parts if not _OTHER.search(split(part.url).path)] or parts
        latest = sorted(plain, key=lambda part: part.day or date.max, reverse=True)
        return latest[:_MOST_PARTS], max(len(latest) - _MOST_PARTS, 0)
    fitting = [part for part in parts if _may_hold(part, window)]
    likely = day or window.last
    plain = [part for part in fitting if not _OTHER.search(split(part.url).path)]
    ordered = sorted(plain or fitting, key=lambda part: abs(((urls.day(part.url) or likely) - likely).days))
    chosen = sorted(
        ordered[:_MOST_PARTS],
        key=lambda part: (not _dated(part.url, window), part.day is None, part.day or window.last, part.url),
    )
    return chosen, max(len(ordered) - _MOST_PARTS, 0)


def _may_hold(part: Entry, window: Window) -> bool:
    """Say whether a part may hold pages of the window: by the date in its address, else by its last change."""
    told = _dated(part.url, window)
    if told is not None:
        return told
    return part.day is None or part.day >= window.first


def _dated(url: str, window: Window) -> bool | None:
    """Say whether the date in an address touches the window; None when it has no date."""
    path = split(url).path + "?" + split(url).query
    day = urls.day(url)
    full = re.search(r"20\d\d[-_/]?\d{2}[-_/]?\d{2}", path)
    if day and full:
        return window.first - _NEXT <= day <= window.last + _NEXT
    month = _MONTH.search(path)
    if month:
        this = (int(month["year"]), int(month["month"]))
        return (window.first.year, window.first.month) <= this <= (window.last.year, window.last.month)
    year = _YEAR.search(path)
    return window.first.year <= int(year[1]) <= window.last.year if year else None
