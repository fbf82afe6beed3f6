"""Sitemaps and feeds: which are asked for, which parts are followed, and what broken and hostile ones give."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

from claimcheck.model import Answer, Candidate, Citation, Memento, Outcome, Purpose, Query, SourceKind, Window
from claimcheck.resolve import FeedFinder, SitemapFinder, xml
from claimcheck.resolve.finder import Gap, Reach
from claimcheck.resolve.xml import Entry

HOME = "https://www.kestrelpost.org"
PAGE = f"{HOME}/2026/03/04/mill-burned-in-the-night"
MARCH = Window(date(2026, 2, 23), date(2026, 3, 6))


def _citation(window: Window | None = MARCH) -> Citation:
    outlet = ("Kestrel Post",)
    kind = SourceKind.OUTLET
    return Citation("1", "Kestrel Post", kind, "", outlet, ("kestrelpost.org",), words=("mill",), window=window)


def _answer(url: str, purpose: Purpose, body: str, final: str = "") -> Answer:
    when = datetime(2026, 3, 6, tzinfo=UTC)
    return Answer(Query(url, purpose), Memento(url, final or url, Outcome.READ, when, body=body.encode()))


def _sitemaps(robots: str) -> list[str]:
    found = SitemapFinder().follow(_citation(), _answer(f"{HOME}/robots.txt", Purpose.ROBOTS, robots))
    return [one.url.removeprefix(HOME) for one in found if isinstance(one, Query)]


def _parts(*lines: str, window: Window | None = MARCH) -> list[str]:
    listed = "".join(f"<sitemap><loc>{HOME}/{line}</sitemap>" for line in lines)
    answer = _answer(f"{HOME}/index.xml", Purpose.SITEMAP, f"<sitemapindex>{listed}</sitemapindex>")
    found = SitemapFinder().follow(_citation(window), answer)
    return [one.url.removeprefix(f"{HOME}/") if isinstance(one, Query) else "gap" for one in found]


@pytest.mark.parametrize(
    ("robots", "asked"),
    [
        ("User-agent: *\nDisallow: /a", ["/sitemap.xml", "/sitemap_index.xml", "/news-sitemap.xml"]),
        (f"SITEMAP : {HOME}/s.xml\r\nsitemap:{HOME}/s.xml", ["/s.xml"]),
        (f"Sitemap: /relative.xml\nSitemap: {HOME}/b.xml # news", ["/relative.xml", "/b.xml"]),
        (f"Sitemap: {HOME}/video-sitemap.xml\nSitemap: {HOME}/news.xml", ["/news.xml"]),
        (f"Sitemap: https://elsewhere.org/s.xml\nSitemap: file:///etc/passwd\nSitemap: {HOME}/s.xml", ["/s.xml"]),
    ],
)
def test_which_sitemaps_are_asked_for(robots: str, asked: list[str]) -> None:
    """Those of the site that robots.txt names, each once, those of videos left out; else the usual addresses."""
    assert asked == _sitemaps(robots)


@pytest.mark.parametrize(
    ("lines", "kept"),
    [
        (["2026-03.xml</loc>", "2025-03.xml</loc>", "2026-02.xml</loc>"], ["2026-02.xml", "2026-03.xml"]),
        (["2026/3/4.xml</loc>", "2026/2/1.xml</loc>", "2026/4/1.xml</loc>"], ["2026/2/1.xml", "2026/3/4.xml"]),
        (["20260304.xml</loc>", "20260201.xml</loc>"], ["20260304.xml"]),
        (["s-2019.xml</loc>", "s-2026.xml</loc>"], ["s-2026.xml"]),
        (["p1.xml</loc><lastmod>2026-01-31</lastmod>", "p2.xml</loc><lastmod>2026-03-05</lastmod>"], ["p2.xml"]),
        (["p1.xml</loc>", "images.xml</loc>", "authors.xml</loc>"], ["p1.xml"]),
    ],
)
def test_which_parts_are_followed(lines: list[str], kept: list[str]) -> None:
    """Parts whose address or last change touches the window are read, the others left."""
    assert kept == _parts(*lines)


def test_what_is_left_out_is_said() -> None:
    """Of very many parts that may hold it forty are read, and the finder has not answered."""
    parts = _parts(*(f"part-{letter}{other}.xml</loc>" for letter in "abcdefg" for other in "abcdefg"))

    assert (40, "gap") == (len(parts) - 1, parts[-1])


def test_all_that_is_listed_without_a_window() -> None:
    """Without a date of the article every part is read, those of other things than news left out."""
    assert ["2026-03.xml", "news.xml"] == _parts("2026-03.xml</loc>", "news.xml</loc>", "images.xml</loc>", window=None)


def test_pages_of_other_sites_are_left_out() -> None:
    """A sitemap speaks for its own site alone, whatever sub-domain it stands at."""
    body = f"<urlset><url><loc>{PAGE}</loc></url><url><loc>https://elsewhere.org/mill-burned-down</loc></url></urlset>"
    found = SitemapFinder().follow(_citation(), _answer("https://maps.kestrelpost.org/s", Purpose.SITEMAP, body))

    assert [Candidate(PAGE, "sitemap", published=date(2026, 3, 4)), Reach("kestrelpost.org")] == list(found)


@pytest.mark.parametrize("body", ["<html><body>Not found</body></html>", "", "{}", "\x00\x01", "<urlse"])
def test_what_is_no_sitemap(body: str) -> None:
    """A sitemap that robots.txt names and that is something else is no answer; at a guessed address it is nothing."""
    finder = SitemapFinder()
    said = Gap("www.kestrelpost.org sent something else than a sitemap")

    assert [said] == list(finder.follow(_citation(), _answer(f"{HOME}/named.xml", Purpose.SITEMAP, body)))
    assert [] == list(finder.follow(_citation(), _answer(f"{HOME}/sitemap.xml", Purpose.SITEMAP, body)))


def test_entities_are_not_expanded(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Neither nested entities nor a local file get into an address or a title."""
    secret = tmp_path_factory.mktemp("secret") / "secret.txt"
    secret.write_text("SECRET", encoding="utf-8")
    nested = "".join(f'<!ENTITY b{n} "{f"&b{n - 1};" * 10}">' for n in range(1, 12))
    kinds = f'<!ENTITY b0 "{"x" * 10}">{nested}<!ENTITY file SYSTEM "{secret.as_uri()}">'
    url = f"<url><loc>{PAGE}</loc><title>&b11;&file;</title></url>"
    found = xml.sitemap(f"<!DOCTYPE urlset [{kinds}]><urlset>{url}</urlset>".encode())

    assert found is not None
    assert all(len(entry.url) + len(entry.title) < 200 for entry in found[1])
    assert "SECRET" not in repr(found)


def test_broken_sitemaps_give_what_can_be_read() -> None:
    """A stray ampersand and a missing end lose no page before them."""
    body = f"<urlset><url><loc>{PAGE}?a=1&b=2</loc></url><url><loc>{PAGE}</loc></url><url><lo"
    found = xml.sitemap(body.encode())

    assert found is not None
    assert PAGE in [entry.url for entry in found[1]]


def test_giant_sitemaps_are_cut() -> None:
    """Of a sitemap longer than the protocol allows the first 50,000 pages are taken."""
    found = xml.sitemap(f"<urlset>{f'<url><loc>{HOME}/a</loc></url>' * 50_100}</urlset>".encode())

    assert found is not None
    assert 50_000 == len(found[1])


@pytest.mark.parametrize(
    "body",
    [
        (
            f"<rss><channel><item><title>Mill burned</title><link>{PAGE}</link><pubDate>Wed, 04 Mar 2026 08:00:00 GMT"
            "</pubDate></item></channel></rss>"
        ),
        (
            f"<rss><channel><item><title><![CDATA[Mill burned]]></title><guid>{PAGE}</guid>"
            "<pubDate>2026-03-04</pubDate></item></channel></rss>"
        ),
        (
            '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Mill burned</title><link rel="self" href="/x"/>'
            f'<link href="{PAGE}"/><published>2026-03-04T08:00:00Z</published></entry></feed>'
        ),
        json.dumps({"items": [{"url": PAGE, "title": "Mill burned", "date_published": "2026-03-04T08:00:00Z"}, 7]}),
    ],
    ids=["rss", "guid", "atom", "json"],
)
def test_feeds_of_every_make(body: str) -> None:
    """RSS, Atom and JSON feeds give the address, the title and the day of their entries."""
    assert [Entry(PAGE, "Mill burned", date(2026, 3, 4))] == xml.feed(body.encode())


@pytest.mark.parametrize("body", ["<html></html>", "", "{", '{"items": 7}', "[]", '{"items": {"url": 1}}'])
def test_what_is_no_feed(body: str) -> None:
    """A feed that is something else is no answer."""
    found = FeedFinder().follow(_citation(), _answer(f"{HOME}/feed", Purpose.FEED, body))

    assert [Gap("www.kestrelpost.org sent something else than a feed")] == list(found)


def test_feeds_that_a_front_page_names() -> None:
    """Feeds are asked for where the front page ended up, each once, and only at web addresses."""
    links = "".join(
        f'<link rel="alternate" type="{kind}" href="{href}">'
        for kind, href in [
            *(("application/rss+xml", "/rss"), ("application/rss+xml", "rss"), ("text/html", "/de")),
            *(("application/atom+xml", "javascript:alert(1)"), ("APPLICATION/ATOM+XML", "https://feeds.example/k")),
        ]
    )
    answer = _answer(f"{HOME}/", Purpose.HOME, f"<html><head>{links}</head></html>", "https://kestrelpost.org/")
    found = FeedFinder().follow(_citation(), answer)

    assert [
        Query("https://kestrelpost.org/rss", Purpose.FEED),
        Query("https://feeds.example/k", Purpose.FEED),
    ] == list(found)
