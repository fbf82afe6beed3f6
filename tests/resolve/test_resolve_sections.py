"""Section pages one by one, feeds, sitemaps, links and the archive: how far lists reach, and what they lead to."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from claimcheck.model import Answer, Candidate, Citation, Memento, Outcome, Purpose, Query, SourceKind, Window
from claimcheck.resolve import ArchiveFinder, FeedFinder, LinkFinder, Search, SectionFinder, SitemapFinder
from claimcheck.resolve.finder import Gap, Reach
from claimcheck.resolve.search import ROUNDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimcheck.model import Asked
    from claimcheck.resolve import Finder

HOME = "https://www.kestrelpost.org/"
NEWS = f"{HOME}news/"
REACH = "kestrelpost.org"
CITATION = Citation(
    *("1", "Kestrel Post", SourceKind.OUTLET, "", ("Kestrel Post",), ("kestrelpost.org",)),
    words=("mill", "burned"),
    window=Window(date(2026, 3, 1), date(2026, 3, 6)),
    day=date(2026, 3, 4),
)
ENTRY = '<li><a href="/n/{0}">Mill burned in the night</a> {1} March 2026</li>'
PAGE = Query(f"{HOME}2026/03/04/mill-burned", Purpose.PAGE)


def _answer(query: Query, body: str, outcome: Outcome = Outcome.READ) -> Answer:
    when = datetime(2026, 3, 6, tzinfo=UTC)
    return Answer(query, Memento(query.url, query.url, outcome, when, f"{outcome}", body=body.encode()))


def _follow(finder: Finder, query: Query, body: str = "", outcome: Outcome = Outcome.READ) -> list[Any]:
    return list(finder.follow(CITATION, _answer(query, body, outcome)))


def _onward(url: str, body: str, citation: Citation = CITATION) -> list[Any]:
    found = SectionFinder(further=True).follow(citation, _answer(Query(url, Purpose.HOME), body))
    return [one for one in found if not isinstance(one, Candidate)]


def _asked(finder: Finder, web: Callable[[str], str | None], citation: Citation = CITATION) -> tuple[Asked, list[str]]:
    search, urls = Search([citation], [finder]), []
    while queries := search.queries():
        urls += [query.url for query in queries]
        found = [(query, web(query.url)) for query in queries]
        search.feed(
            _answer(query, body or "", Outcome.READ if body is not None else Outcome.NOT_FOUND) for query, body in found
        )
    return search.trails()[0].asked[0], urls


def test_a_section_is_read_back_to_the_days() -> None:
    """Page after page until one reaches back to the first day; then no further page is asked for."""
    assert [Query(f"{NEWS}page/2/", Purpose.HOME)] == _onward(NEWS, f"{ENTRY.format(1, 9)}<a href=/news/page/2/>2</a>")
    body = f"{ENTRY.format(1, 9)}{ENTRY.format(2, 1)}<a href=/news/page/3/>3</a>"
    assert [Reach(REACH, date(2026, 3, 1))] == _onward(f"{NEWS}page/2/", body)


def test_a_list_without_days_is_read_to_its_end() -> None:
    """The last of several pages ends the whole list; a page that is the only one may show the newest alone."""
    entry = '<a href="/n/1">Mill burned in the night</a>'
    assert [Reach(REACH)] == _onward(f"{NEWS}page/4/", f"{entry}<a href=/news/page/3/>3</a>")
    assert [] == _onward(NEWS, entry)
    assert [] == _onward(HOME, entry)
    assert [] == _onward(f"{NEWS}page/4/", "<p>Nothing here</p>")


def test_a_list_that_goes_on_elsewhere_has_not_ended() -> None:
    """A next page at another site is not read, and the list is not taken for whole."""
    body = f"{ENTRY.format(1, 9)}<link rel=next href=https://elsewhere.example/news?page=5>"
    assert [Gap("www.kestrelpost.org goes on at another site")] == _onward(f"{NEWS}page/4/", body)


def test_a_list_of_very_many_pages_is_left() -> None:
    """Beyond the eighth page no further one is read, which is said."""
    body = f"{ENTRY.format(1, 9)}<a rel=next href=/news/page/9/>Next</a>"
    assert [Gap("www.kestrelpost.org lists more than 8 pages")] == _onward(f"{NEWS}page/8/", body)


def test_days_without_a_window_reach_nowhere() -> None:
    """For an article without a date a list of days is read on."""
    body = f"{ENTRY.format(1, 1)}<a href=/news/page/2/>2</a>"
    assert [Query(f"{NEWS}page/2/", Purpose.HOME)] == _onward(NEWS, body, replace(CITATION, window=None))


def test_sections_go_on_only_where_further_lists_are_wanted() -> None:
    """The first look at a front page is at its links alone."""
    body = f"{ENTRY.format(1, 1)}<a href=/business/>Business</a><a href=/page/2/>2</a>"
    found = _follow(SectionFinder(), Query(HOME, Purpose.HOME), body)
    day = date(2026, 3, 1)
    assert [Candidate(f"{HOME}n/1", "section", title="Mill burned in the night", published=day)] == found


@pytest.mark.parametrize("onward", ["/news/", "/news/#2", "http://[bad", ""])
def test_a_page_that_goes_on_with_itself_is_asked_once(onward: str) -> None:
    """A next page that is the page itself, or no address, ends the search."""
    web = {HOME: '<a href="/news/">News</a>', NEWS: f'{ENTRY.format(1, 9)}<a rel="next" href="{onward}">Next</a>'}
    asked, urls = _asked(SectionFinder(further=True), web.get)
    assert [HOME, NEWS] == urls
    assert not asked.covers


def test_pages_that_lead_in_a_circle_are_asked_once() -> None:
    """Two pages that each call the other the next one are both read once."""
    web = {
        HOME: '<a href="/news/">News</a>',
        NEWS: f'{ENTRY.format(1, 9)}<a rel="next" href="/news/b">Next</a>',
        f"{NEWS}b": f'{ENTRY.format(2, 8)}<a rel="next" href="/news/">Next</a>',
    }
    assert [HOME, NEWS, f"{NEWS}b"] == _asked(SectionFinder(further=True), web.get)[1]


def _endless(url: str) -> str:
    """Return a page that leads to another, whose number is greater than any list has pages."""
    number = url.rstrip("/").rpartition("/")[2] if "/page/" in url else "99999999999"
    return f"{ENTRY.format(1, 9)}<a rel=next href=/page/{number}0/>Next</a>"


def test_a_list_without_end_covers_nothing() -> None:
    """Addresses that never say which page they are lead on for so many rounds, and the finder has not answered."""
    asked, urls = _asked(SectionFinder(further=True), _endless)
    assert len(urls) == ROUNDS
    assert (False, False) == (asked.answered, asked.covers)


RSS = "<rss><channel>{}</channel></rss>"
ITEM = "<item><title>Mill burned</title><link>{0}n/1</link><pubDate>{1}</pubDate></item>"


def test_a_feed_reaches_to_its_oldest_entry() -> None:
    """Entries without days say nothing of how far a feed goes back."""
    query = Query(f"{HOME}rss", Purpose.FEED)
    items = ITEM.format(HOME, "Wed, 04 Mar 2026 08:00:00 GMT") + ITEM.format(HOME, "2026-03-02")
    assert Reach(REACH, date(2026, 3, 2)) == _follow(FeedFinder(), query, RSS.format(items))[-1]
    found = _follow(FeedFinder(), query, RSS.format(ITEM.format(HOME, "soon")))
    assert [Candidate] == [type(one) for one in found]
    assert [] == _follow(FeedFinder(), query, RSS.format(""))


def test_a_newsrooms_feed_is_looked_for_as_well() -> None:
    """The page that lists a body's news is asked for its feeds beside the front page; at further sites it is not."""
    citation = replace(CITATION, newsrooms=(f"{HOME}press", HOME))
    assert [HOME, f"{HOME}press"] == [one.url for one in FeedFinder().ask(citation) if isinstance(one, Query)]
    assert [] == list(FeedFinder(further=True).ask(citation))
    assert [False, True] == [FeedFinder().best_effort, FeedFinder(further=True).best_effort]


def _listing(body: str, citation: Citation = CITATION) -> list[Any]:
    query = Query(f"{HOME}index.xml", Purpose.SITEMAP)
    return list(SitemapFinder().follow(citation, _answer(query, body)))


def _pages(*lines: str) -> str:
    return f"<urlset>{''.join(f'<url>{line}</url>' for line in lines)}</urlset>"


@pytest.mark.parametrize(
    ("lines", "reach"),
    [
        (["<loc>{0}n/mill-burned-down</loc>"], [Reach(REACH)]),
        (["<loc>{0}n/mill-burned-down</loc><lastmod>2026-03-05</lastmod>"], [Reach(REACH)]),
        (
            [
                "<loc>{0}n/1</loc><title>Mill</title><publication_date>2026-03-05</publication_date>",
                "<loc>{0}n/2</loc><title>Inn</title><publication_date>2026-03-04</publication_date>",
            ],
            [Reach(REACH, date(2026, 3, 4))],
        ),
        (["<loc>{0}n/1</loc><title>Mill</title><publication_date>soon</publication_date>"], []),
        (["<loc>{0}</loc>", "<loc>{0}tag/mill</loc>"], []),
        (["<loc>https://elsewhere.example/mill-burned-down</loc>"], []),
        ([], []),
    ],
)
def test_how_far_a_sitemap_reaches(lines: list[str], reach: list[Reach]) -> None:
    """One of documents lists the whole site, one of news its days; without either it lists nothing that counts."""
    found = _listing(_pages(*(line.format(HOME) for line in lines)))
    assert reach == [one for one in found if isinstance(one, Reach)]


def test_pages_of_months_before_are_not_proposed() -> None:
    """What appeared two months before the days is left out; what changed since may be older than its list says."""
    lines = ["<loc>{0}2025/11/02/mill-burned-down</loc>", "<loc>{0}n/inn-burned-down</loc>"]
    [page, _] = _listing(_pages(*(line.format(HOME) for line in lines)))
    assert f"{HOME}n/inn-burned-down" == page.url


def test_the_newsrooms_own_sitemap_is_asked() -> None:
    """A body whose news stand in a folder may have a sitemap there; its silence is that of a guessed address."""
    citation = replace(CITATION, newsrooms=(f"{HOME}press/releases", f"{HOME}media/"))
    robots, *own = SitemapFinder().ask(citation)
    assert Query(f"{HOME}robots.txt", Purpose.ROBOTS) == robots
    urls = [f"{HOME}press/releases/sitemap.xml", f"{HOME}media/sitemap.xml"]
    assert [Query(url, Purpose.SITEMAP) for url in urls] == own
    assert [] == _follow(SitemapFinder(), Query(urls[0], Purpose.SITEMAP), "<html></html>")
    assert [] == list(SitemapFinder(further=True).ask(citation))


def test_an_index_without_days_is_read_for_an_article_without_one() -> None:
    """Without a window the parts that changed last come first, and parts without a day before them."""
    months = [f"<sitemap><loc>{HOME}s/{n}.xml</loc><lastmod>2026-01-{n:02}</lastmod></sitemap>" for n in (2, 9, 5)]
    body = f"<sitemapindex>{''.join(months)}<sitemap><loc>{HOME}s/news.xml</loc></sitemap></sitemapindex>"
    found = _listing(body, replace(CITATION, window=None, day=None))
    assert [f"{HOME}s/{name}.xml" for name in ("news", 9, 5, 2)] == [one.url for one in found]


def test_a_dead_link_asks_the_archive_and_the_front_page() -> None:
    """Where a page is gone its captures are looked for, and whether the host answers anything at all."""
    capture, front, page = _follow(LinkFinder(), PAGE, outcome=Outcome.NOT_FOUND)
    assert (Purpose.API, Query(HOME, Purpose.HOME)) == (capture.purpose, front)
    assert (PAGE.url, None) == (page.url, page.archive_url)
    assert 1 == len(_follow(LinkFinder(), PAGE, outcome=Outcome.BLOCKED))


@pytest.mark.parametrize(
    ("outcome", "problem"),
    [
        (Outcome.NOT_FOUND, "www.kestrelpost.org answers 404 to everything, its front page included"),
        (Outcome.READ, ""),
        (Outcome.SOFT_NOT_FOUND, ""),
        (Outcome.BLOCKED, "blocked"),
    ],
)
def test_a_host_that_answers_404_to_everything_has_said_nothing(outcome: Outcome, problem: str) -> None:
    """A page is gone only where the front page of its host is not: else it keeps programs out."""
    search = Search([replace(CITATION, links=(PAGE.url,))], [LinkFinder()])
    while queries := search.queries():
        ends = {Purpose.PAGE: Outcome.NOT_FOUND, Purpose.HOME: outcome}
        search.feed(_answer(one, "[]", ends.get(one.purpose, Outcome.READ)) for one in queries)
    [asked] = search.trails()[0].asked
    assert (problem, not problem) == (asked.problem, asked.answered)


def test_the_archive_needs_a_site_and_days() -> None:
    """Without an address, or any hint at a date of the article, the archive is not asked, which is said."""
    for citation in (replace(CITATION, window=None, day=None), replace(CITATION, domains=(), outlets=())):
        [gap] = ArchiveFinder().ask(citation)
        assert isinstance(gap, Gap)


def test_the_archive_is_asked_of_each_outlet_once() -> None:
    """Two claims' days in one month of two outlets are two queries, and what it has of neither leads nowhere."""
    both = replace(CITATION, outlets=("Kestrel Post", "Gulf Post"), domains=("kestrelpost.org", "gulfpost.org"))
    asked = [one for one in ArchiveFinder().ask(both) if isinstance(one, Query)]
    assert 2 == len(asked)
    assert [] == [step for query in asked for step in ArchiveFinder().follow(both, _answer(query, "[]"))]
