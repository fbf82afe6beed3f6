"""The finders and their driver, asked with strings in the documented shapes."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from itertools import permutations
from typing import TYPE_CHECKING

import pytest

from claimcheck.model import (
    Answer,
    Article,
    Asked,
    Citation,
    Claim,
    Kind,
    Memento,
    Outcome,
    Purpose,
    Query,
    Source,
    SourceKind,
    Span,
    Trail,
    Window,
)
from claimcheck.resolve import NAMES, ArchiveFinder, FeedFinder, LinkFinder, Search, SitemapFinder, cite, stages
from claimcheck.resolve.dates import window
from claimcheck.resolve.rank import score, telling
from claimcheck.resolve.search import ROUNDS
from claimcheck.resolve.urls import is_document, is_web, key
from claimcheck.verify.provenance import IDENTIFIED

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from claimcheck.resolve.finder import Finder

FINDERS = tuple(finder for stage in stages(NAMES) for finder in stage.finders)
NOW = datetime(2026, 3, 6, tzinfo=UTC)
DAYS = Window(date(2026, 3, 1), date(2026, 3, 6))
TEXT = "The Selby battery plant passed its last fire inspection in November without conditions"
STORY = "https://www.gulfpost.org/2026/03/04/selby-plant-passed-fire-inspection-in-november"
INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://www.gulfpost.org/sitemap/2019-05.xml</loc></sitemap>
<sitemap><loc>https://www.gulfpost.org/sitemap/2026-03.xml</loc></sitemap>
<sitemap><loc>https://elsewhere.org/sitemap/2026-03.xml</loc></sitemap></sitemapindex>"""
PART = f"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>{STORY}</loc>
<news:news><news:publication_date>2026-03-04T08:00:00Z</news:publication_date>
<news:title>Selby plant passed fire inspection in November</news:title></news:news></url>
<url><loc>https://www.gulfpost.org/2026/03/03/pandas-enjoy-first-spring-snow</loc></url>
<url><loc>https://elsewhere.org/2026/03/04/selby-plant-passed-fire-inspection</loc></url></urlset>"""
RSS = f"""<rss version="2.0"><channel><item><title>Selby plant passed fire inspection in November</title>
<link>{STORY}</link><pubDate>Wed, 04 Mar 2026 08:00:00 GMT</pubDate></item></channel></rss>"""
HOME = '<html><head><link rel="alternate" type="application/rss+xml" href="/rss.xml"></head><body></body></html>'
ROWS = [["timestamp", "original"], ["20260304120000", STORY]]
WEB = {
    "https://www.gulfpost.org/robots.txt": "User-agent: *\nSitemap: https://www.gulfpost.org/sitemap.xml\n",
    "https://www.gulfpost.org/sitemap.xml": INDEX,
    "https://www.gulfpost.org/sitemap/2026-03.xml": PART,
    "https://www.gulfpost.org/": HOME,
    "https://www.gulfpost.org/rss.xml": RSS,
}


def _citation(**more: object) -> Citation:
    values: dict[str, object] = {
        "claim": "1",
        "name": "Gulf Post",
        "kind": SourceKind.OUTLET,
        "text": TEXT,
        "outlets": ("Gulf Post",),
        "domains": ("gulfpost.org",),
        "words": telling(TEXT),
        "window": DAYS,
    }
    return Citation(**(values | more))  # type: ignore[arg-type]


def _memento(url: str, body: str | None, outcome: Outcome = Outcome.NOT_FOUND, reason: str = "") -> Memento:
    if body is None:
        return Memento(url, url, outcome, NOW, reason)
    return Memento(url, url, Outcome.READ, NOW, status=200, body=body.encode())


def _web(query: Query) -> Memento:
    if query.url.startswith("https://web.archive.org/"):
        return _memento(query.url, json.dumps(ROWS))
    return _memento(query.url, WEB.get(query.url))


def _run(
    citations: Sequence[Citation], finders: Sequence[Finder], web: Callable[[Query], Memento] = _web
) -> tuple[tuple[Trail, ...], list[Query]]:
    search = Search(citations, finders)
    asked: list[Query] = []
    while queries := search.queries():
        asked += queries
        search.feed([Answer(query, web(query)) for query in queries])
    return search.trails(), asked


def _asked(trail: Trail, name: str) -> Asked:
    return next(one for one in trail.asked if one.finder == name)


@pytest.mark.parametrize(
    "finder", [SitemapFinder(), FeedFinder(), ArchiveFinder()], ids=lambda finder: str(finder.name)
)
def test_each_finder_finds_the_document(finder: Finder) -> None:
    """Sitemap, feed and archive each lead to the document, identified by its title or address."""
    [trail], _ = _run([_citation()], [finder])

    assert (STORY, finder.name) == (trail.candidates[0].url, trail.candidates[0].found_by)
    assert trail.candidates[0].fit >= IDENTIFIED
    assert _asked(trail, finder.name).answered


def test_only_the_shards_of_the_window_and_of_the_site_are_read() -> None:
    """An index is followed to the parts that can hold the days in question, on the same site."""
    [trail], asked = _run([_citation()], [SitemapFinder()])

    assert {Purpose.ROBOTS, Purpose.SITEMAP} == {query.purpose for query in asked}
    assert not [query.url for query in asked if "2019" in query.url or "elsewhere" in query.url]
    assert not [one.url for one in trail.candidates if "elsewhere" in one.url]


def test_two_citations_of_one_outlet_ask_once() -> None:
    """What several citations need is asked once, and nothing is asked twice."""
    first, second = _citation(), _citation(claim="2", words=("pandas", "snow"))
    _, alone = _run([first], FINDERS)
    trails, asked = _run([first, second], FINDERS)

    assert sorted(alone) == sorted(asked)
    assert len(set(asked)) == len(asked)
    assert ["1", "2"] == [trail.citation.claim for trail in trails]


@pytest.mark.parametrize("finder", ["sitemap", "feed", "archive"])
def test_a_fault_is_no_answer(finder: str) -> None:
    """When the web fails a finder has not answered, and says why."""

    def broken(query: Query) -> Memento:
        return _memento(query.url, None, Outcome.TIMEOUT, "gulfpost.org did not answer in time")

    [trail], _ = _run([_citation()], FINDERS, broken)
    found = _asked(trail, finder)

    assert (False, "gulfpost.org did not answer in time") == (found.answered, found.problem)
    assert () == trail.candidates


def test_nothing_there_is_an_answer() -> None:
    """404 for robots.txt, sitemaps and front page, and an empty list of captures, are answers."""

    def empty(query: Query) -> Memento:
        return _memento(query.url, "[]" if "web.archive.org" in query.url else None)

    [trail], asked = _run([_citation()], FINDERS, empty)

    assert all(one.answered for one in trail.asked if not one.best_effort)
    assert "https://www.gulfpost.org/sitemap.xml" in {query.url for query in asked}


def test_the_bare_domain_is_asked_when_www_is_not_there() -> None:
    """A host that has no address is tried without www., and one answer is enough."""

    def bare(query: Query) -> Memento:
        if query.url.startswith("https://www.gulfpost.org"):
            return _memento(query.url, None, Outcome.DNS, "no address")
        return _memento(query.url, None)

    [trail], _ = _run([_citation()], [SitemapFinder(), FeedFinder()], bare)

    assert [True, True] == [one.answered for one in trail.asked]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"domains": (), "outlets": (), "name": "XLab"}, "no web address is known for XLab"),
        ({"window": None}, "the article has no date"),
    ],
)
def test_who_cannot_ask_has_not_answered(more: dict[str, object], said: str) -> None:
    """Without an address or a date the archive is not asked, and says so."""
    [trail], asked = _run([_citation(**more)], [ArchiveFinder()])

    assert [] == asked
    assert said in _asked(trail, "archive").problem


def test_the_search_ends() -> None:
    """An endless chain of sitemaps ends after a few rounds, and is not an answer."""

    def endless(query: Query) -> Memento:
        part = f"https://www.gulfpost.org/sitemap/{len(query.url)}x.xml"
        if query.purpose is Purpose.ROBOTS:
            return _memento(query.url, f"Sitemap: {part}")
        return _memento(query.url, f"<sitemapindex><sitemap><loc>{query.url}x.xml</loc></sitemap></sitemapindex>")

    search = Search([_citation()], [SitemapFinder()])
    rounds = 0
    while queries := search.queries():
        rounds += 1
        search.feed([Answer(query, endless(query)) for query in queries])

    assert rounds == ROUNDS
    assert not _asked(search.trails()[0], "sitemap").answered


def test_the_order_of_answers_does_not_matter() -> None:
    """Any order of the answers of a round gives the same trails."""
    results = []
    for order in permutations(range(3)):
        search = Search([_citation(), _citation(claim="2")], FINDERS)
        while queries := search.queries():
            answers = [Answer(query, _web(query)) for query in queries]
            search.feed([answers[n] for n in order if n < len(answers)] + answers[3:])
        results.append(search.trails())

    assert all(result == results[0] for result in results)


def test_a_dead_link_leads_to_its_capture() -> None:
    """A link that answers 404 is looked for in the archive; one that is refused is still a candidate."""
    linked = _citation(links=(STORY,))
    [trail], _ = _run([linked], [LinkFinder()])
    assert trail.candidates[0].archive_url == f"https://web.archive.org/web/20260304120000id_/{STORY}"
    assert _asked(trail, "link").answered

    [refused], _ = _run([linked], [LinkFinder()], lambda query: _memento(query.url, None, Outcome.BLOCKED, "refused"))
    assert [STORY] == [one.url for one in refused.candidates]
    assert not _asked(refused, "link").answered


def test_the_article_itself_is_no_candidate() -> None:
    """Neither the article's own address nor its own site is a source of it."""
    [trail], _ = _run([_citation(own=(STORY, "gulfpost.org"))], FINDERS)

    assert () == trail.candidates


def test_other_pages_of_the_outlet_are_not_identified() -> None:
    """A page about something else stays far below what counts as the cited document."""
    [trail], _ = _run([_citation(words=telling("The mayor opened a bridge in the old town"))], FINDERS)

    assert all(one.score < 0.4 for one in trail.candidates)


def test_a_page_from_other_days_counts_less() -> None:
    """The same title outside the window weighs half."""
    [trail], _ = _run([_citation()], [SitemapFinder()])
    late = _citation(window=Window(date(2026, 6, 1), date(2026, 6, 6)))

    assert score(late, trail.candidates[0]) == pytest.approx(trail.candidates[0].fit / 2, abs=0.01)


@pytest.mark.parametrize(
    ("sentence", "first"),
    [
        ("The plant burned.", date(2026, 2, 23)),
        ("He told Reuters on Tuesday.", date(2026, 3, 1)),
        ("It burned yesterday.", date(2026, 2, 28)),
        ("It closed in late January.", date(2026, 1, 18)),
        ("It opened on 3 March 2025.", date(2025, 3, 1)),
        ("It opened on March 3.", date(2026, 3, 1)),
        ("It fell last month.", date(2026, 1, 1)),
    ],
)
def test_windows(sentence: str, first: date) -> None:
    """Date words move the start of the window; it ends a day after the article."""
    found = window(date(2026, 3, 5), sentence)

    assert found is not None
    assert date(2026, 3, 6) == found.last
    assert abs((found.first - first).days) <= 3
    assert window(None, sentence) is None


@pytest.mark.parametrize(
    "other",
    [
        "http://gulfpost.org/a/b",
        "https://www.gulfpost.org/a/b/",
        "https://m.gulfpost.org/a/b#top",
        "https://www.gulfpost.org/a/b?utm_source=x&fbclid=1",
        "https://amp.gulfpost.org/a/b/amp",
    ],
)
def test_one_document_has_one_key(other: str) -> None:
    """Scheme, www., tracking, fragment and mobile hosts make no other document."""
    assert key("https://www.gulfpost.org/a/b") == key(other)
    assert key("https://www.gulfpost.org/a/c") != key(other)


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:x", "ftp://a.org/", "https://", "https://a.org/ b", "https://a.org/\x1b", "/a"]
)
def test_what_is_no_web_address(url: str) -> None:
    """Only absolute http(s) addresses without blanks and control characters are asked."""
    assert not is_web(url)


@pytest.mark.parametrize("path", ["", "tag/fire", "author/jo-reed-smith-jones", "video/a-b-c-d", "news"])
def test_what_is_no_document(path: str) -> None:
    """Front pages, sections, tags, authors and videos are not documents."""
    assert not is_document(f"https://www.gulfpost.org/{path}")


def _claim(name: str, *chain: Source, start: int = 0) -> Claim:
    return Claim(name, Kind.INDIRECT, (Span(start, start + 10),), (Span(11, 15),), chain, Span(0, 40))


def test_whom_a_claim_cites() -> None:
    """An outlet is looked for on its sites; a person where the article says they spoke; the unnamed nowhere."""
    text = "The plant passed its inspection, said Zhou to the paper, officials said."
    outlet = Source(Span(0, 3), "CNBC", SourceKind.OUTLET, "cnbc.com", channel=True)
    person = Source(Span(4, 9), "Zhou Hongyi", SourceKind.PERSON)
    unnamed = Source(Span(4, 9), "officials", SourceKind.UNNAMED)
    lonely = Source(Span(4, 9), "XLab", SourceKind.ORGANISATION)
    article = Article("a.txt", text, Span(0, len(text)), published=date(2026, 3, 5))
    claims = [_claim("a", outlet, person), _claim("b", person), _claim("c", unnamed), _claim("d", lonely)]
    found = {citation.claim: citation for citation in cite(article, claims)}

    assert {"a", "b", "d"} == set(found)
    assert found["a"].domains[0] == found["b"].domains[0] == "cnbc.com"
    assert ("Zhou Hongyi",) == found["b"].speakers
    assert () == found["d"].domains
