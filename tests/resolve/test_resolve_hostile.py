from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.model import Answer, Candidate, Citation, Memento, Outcome, Purpose, Query, SourceKind, Window
from claimcheck.resolve import NAMES, ArchiveFinder, FeedFinder, Search, SitemapFinder, rank, stages, urls, xml
from claimcheck.resolve.dates import window

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimcheck.model import Trail
    from claimcheck.resolve.finder import Finder

FINDERS = tuple(finder for stage in stages(NAMES) for finder in stage.finders)
HOME = "https://northgate.example"
PAGE = f"{HOME}/2026/03/02/harbour-ministry-banned-drones"
TITLE = "Harbour ministry banned drones over Kestrel Bay"
BODIES = (
    *(b"", b"\x00\xff", b"[" * 10_000, b"<a>" * 10_000, b'[["t","o"],[1,2],[null],{}]', b'{"items":[{"url":1}]}'),
    b"Sitemap: http://[bad/s.xml\nSitemap: https://northgate.example/s.xml",
    b'<link rel=alternate type="application/rss+xml" href="http://[bad">',
    b'<link rel=alternate type="application/rss+xml" href="/f">',
    b"<sitemapindex><sitemap><loc>https://northgate.example//[x/s.xml</loc></sitemap></sitemapindex>",
    b'<!DOCTYPE u [<!ENTITY a "x"><!ENTITY b "&a;&a;&a;">]><urlset><url><loc>&b;</loc></url></urlset>',
    f"<urlset><url><loc>{PAGE}</loc></url></urlset>".encode(),
    f"<rss><channel><item><link>{PAGE}</link><title>{TITLE}</title></item></channel></rss>".encode(),
)


def citation(*domains: str) -> Citation:
    chosen = domains or ("northgate.example",)
    days = Window(date(2026, 3, 1), date(2026, 3, 12))
    kind, words = SourceKind.OUTLET, rank.telling(f"The {TITLE}")
    return Citation("1", "Northgate", kind, "", chosen, chosen, words=words, links=(PAGE,), window=days)


def answer(query: Query, body: bytes = b"", outcome: Outcome = Outcome.READ) -> Answer:
    reason = "" if outcome is Outcome.READ else f"no answer from {query.url.split('/')[2]}"
    return Answer(query, Memento(query.url, query.url, outcome, datetime(2026, 3, 12, tzinfo=UTC), reason, body=body))


def trail(finders: tuple[Finder, ...], one: Citation, reply: Callable[[Query], Answer], order: int = 0) -> Trail:
    search = Search([one], finders)
    while queries := search.queries():
        answers = list(map(reply, queries))
        random.Random(order).shuffle(answers)  # noqa: S311 - an order, not a secret
        search.feed(answers)
    return search.trails()[0]


@pytest.mark.parametrize("finder", [SitemapFinder(), FeedFinder(), ArchiveFinder()])
def test_every_outlet_must_answer(finder: Finder) -> None:
    """A finder that asked two outlets, one of which could not be reached, has not answered."""

    def reply(query: Query) -> Answer:
        return answer(query, b"[]", Outcome.READ if "a.example" in query.url else Outcome.TIMEOUT)

    asked = trail((finder,), citation("a.example", "b.example"), reply).asked
    assert [False] == [one.answered for one in asked]


def test_missing_index_is_no_answer() -> None:
    """An archive whose index answers 404 has not said that there are no captures."""
    asked = trail((ArchiveFinder(),), citation(), lambda query: answer(query, outcome=Outcome.NOT_FOUND)).asked
    assert ["web.archive.org did not have its list of captures"] == [one.problem for one in asked]


def test_pictures_in_a_sitemap() -> None:
    """The address of a page's picture does not stand for the page."""
    body = (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="urn:image" xmlns:news="urn:news">'
        f"<url><loc>{PAGE}</loc><news:news><news:title>{TITLE}</news:title></news:news><image:image>"
        f"<image:loc>{HOME}/a.jpg</image:loc><image:title>A boat</image:title></image:image></url></urlset>"
    )
    query = Query(f"{HOME}/s.xml", Purpose.SITEMAP)
    found = SitemapFinder().follow(citation(), answer(query, body.encode()))
    [page] = [one for one in found if isinstance(one, Candidate)]
    assert Candidate(PAGE, "sitemap", title=TITLE, published=date(2026, 3, 2)) == page


def test_interfaces_are_no_feeds() -> None:
    """A page's alternate of type application/json, as every WordPress site names one, is no feed."""
    body = b'<html><head><link rel="alternate" type="application/json" href="/wp-json/wp/v2/pages/2"></head></html>'
    assert [] == list(FeedFinder().follow(citation(), answer(Query(f"{HOME}/", Purpose.HOME), body)))


@pytest.mark.parametrize("name", ["vantage-sitemap.xml", "sitemap-champions.xml"])
def test_names_that_hold_other_words(name: str) -> None:
    """A part of a sitemap is not left out because "tag" or "amp" stands inside a longer word."""
    body = f"<sitemapindex><sitemap><loc>{HOME}/{name}</loc></sitemap></sitemapindex>".encode()
    found = SitemapFinder().follow(citation(), answer(Query(f"{HOME}/s.xml", Purpose.SITEMAP), body))
    assert [Query(f"{HOME}/{name}", Purpose.SITEMAP)] == list(found)


@pytest.mark.parametrize("path", ["technology/archive/2026/03/harbour-drones/681485/", "newsletters/a-harbour-banned"])
def test_documents_below_sections(path: str) -> None:
    """A document may stand below /archive/ or /newsletters/; only the section front itself is none."""
    assert urls.is_document(f"{HOME}/{path}")
    assert not urls.is_document(f"{HOME}/archive/")


def test_queries_without_values() -> None:
    """Two addresses that differ in a query without a value are two documents."""
    assert urls.key(f"{HOME}/read.php?12345") != urls.key(f"{HOME}/read.php?67890")


@pytest.mark.parametrize("published", [date.min, date(1, 1, 5), date.max])
def test_absurd_dates(published: date) -> None:
    """A day that no article can have gives no window."""
    assert window(published, "on Tuesday") is None


def test_short_months() -> None:
    """A month may be shortened."""
    assert Window(date(2026, 1, 26), date(2026, 3, 13)) == window(date(2026, 3, 12), "signed on Jan. 28")


def test_blank_lines_and_endless_claims() -> None:
    """A robots.txt of blank lines names no sitemap, and a claim of very many words tells by its few different ones."""
    robots = answer(Query(f"{HOME}/robots.txt", Purpose.ROBOTS), b"\n" * 400_000)

    assert len(list(SitemapFinder().follow(citation(), robots))) == 3
    assert {"harbour", "word"} == set(rank.telling("harbour word " * 40_000))


@pytest.mark.parametrize("broken", ["http://[bad/a-b-c", "http://１２７。0.0.1℀/", "//]"])
@pytest.mark.parametrize("outcome", [Outcome.READ, Outcome.DNS, Outcome.NOT_FOUND])
@pytest.mark.parametrize("purpose", list(Purpose))
def test_broken_addresses(broken: str, outcome: Outcome, purpose: Purpose) -> None:
    """An address that cannot be split, wherever it comes from, leads a finder nowhere."""
    one = replace(citation(), links=(broken,), fronts=(broken,), newsrooms=(broken,), own=(broken, ""))
    for finder in FINDERS:
        asked = [step for step in finder.ask(one) if isinstance(step, Query)]
        for query in (*asked, Query(broken, purpose)):
            said = Memento(query.url, broken, outcome, datetime(2026, 3, 12, tzinfo=UTC), "gone", body=BODIES[-1])
            assert not [step for step in finder.follow(one, Answer(query, said)) if step == Query(broken, purpose)]


@pytest.mark.parametrize("place", ["<title>&#xD800;</title>", "<a h='&#xDFFF;'/>", "<c xmlns='&#xD800;'/>"])
def test_halves_of_characters(place: str) -> None:
    """An entry with a reference to a half of a character is left out, or read without it, and the others stay."""
    page = f"<url>{place}<loc>{HOME}/a</loc></url><url><loc>{PAGE}</loc></url>"
    item = f"<item>{place}<content>x{place}</content></item><item><link>{PAGE}</link></item>"

    listed = xml.sitemap(f"<urlset>{page}</urlset>".encode())
    assert listed
    assert PAGE in [entry.url for entry in listed[1]]
    assert [PAGE] == [entry.url for entry in xml.feed(f"<rss><channel>{item}</channel></rss>".encode()) or []]
    assert xml.feed(b"<rss xmlns='&#xD800;'></rss>") is None


@settings(max_examples=100, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(BODIES), st.binary(max_size=200)), min_size=1, max_size=8), st.integers())
def test_any_bytes_in_any_order(bodies: list[bytes], order: int) -> None:
    """Whatever the web sends nothing raises, and the order of the answers changes nothing."""

    def reply(query: Query) -> Answer:
        return answer(query, bodies[sum(query.url.encode()) % len(bodies)])

    assert trail(FINDERS, citation(), reply) == trail(FINDERS, citation(), reply, order)
