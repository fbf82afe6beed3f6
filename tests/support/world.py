"""A made-up world: outlets and bodies in different shapes of site, what they published, and articles that cite them.

Everything is generated, the same each time. Of every site the shape says how a document can be found: by a sitemap,
only by a feed, only by link texts, only in the archive, under addresses without words, on a second domain.
"""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from support.loopback import Reply

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from socket import socket

    from support.loopback import Request, Routes

TODAY = date(2026, 3, 5)
_TOWNS = [
    "Aveiro",
    "Brandt",
    "Calder",
    "Dunmore",
    "Elsin",
    "Faro",
    "Galway",
    "Harsk",
    "Irvine",
    "Jarrow",
    "Kestrel",
    "Lorne",
    "Marsh",
    "Norden",
    "Orsk",
    "Pavel",
]
_THINGS = [
    "bridge",
    "tunnel",
    "harbour",
    "museum",
    "airport",
    "stadium",
    "library",
    "hospital",
    "ferry",
    "reservoir",
    "tramway",
    "market",
]
_DEEDS = ("close", "reopen", "lose", "gain", "move", "sell", "insure", "repaint", "survey", "extend")
_GOODS = [
    "berths",
    "windows",
    "workers",
    "lanes",
    "exhibits",
    "gates",
    "pumps",
    "carriages",
    "seats",
    "lamps",
    "trees",
    "archives",
]
_WHY = ("after a flood", "because of a strike", "under a new law", "with money from the port", "despite protests")
_LD = (
    '<script type="application/ld+json">{{"@type":"NewsArticle","headline":"{title}","datePublished":"{day}"}}</script>'
)
_XML = (("Content-Type", "application/xml"),)
_HTML = (("Content-Type", "text/html; charset=utf-8"),)
_JSON = (("Content-Type", "application/json"),)


@dataclass(frozen=True, slots=True)
class Story:
    """A document: what it says, and where and when it stands."""

    fact: str
    title: str
    day: date
    path: str = ""


@dataclass(slots=True)
class Site:
    """An outlet or body.

    Args:
        says: How an article names it.
        shape: How its documents can be found.
        address: The pattern of its documents' addresses.
    """

    says: str
    host: str
    shape: str
    address: str
    stories: list[Story] = field(default_factory=list)
    down: bool = False

    def url(self, story: Story) -> str:
        """Return where a document stands."""
        return f"https://{self.host}{story.path}"


@dataclass(frozen=True, slots=True)
class Cited:
    """A claim of an article: what it says, whom it cites, and the document, if there is one."""

    fact: str
    site: Site
    story: Story | None
    when: str


SITES = [
    ("CNBC", "www.cnbc.com", "sitemap by month", "/{day:%Y/%m/%d}/{slug}.html"),
    ("the Global Times", "www.globaltimes.cn", "titles on sections", "/page/{day:%Y%m}/{number}.shtml"),
    ("Germany's DW", "www.dw.com", "titles in the feed", "/en/a-{number}"),
    ("the South China Morning Post", "www.scmp.com", "feed", "/news/article/{number}/{slug}"),
    ("Al Jazeera", "www.aljazeera.com", "json feed", "/news/{day:%Y/%m/%d}/{slug}"),
    ("the Guardian", "www.theguardian.com", "archive", "/world/{day:%Y}/mar/{day.day:02}/{slug}"),
    ("The Hindu", "www.thehindu.com", "archive", "/news/{slug}/article{number}.ece"),
    ("the Straits Times", "www.straitstimes.com", "sitemap by day", "/asia/{slug}"),
    ("the Washington Post", "www.washingtonpost.com", "amp", "/local/{day:%Y/%m/%d}/{slug}"),
    ("the BBC", "www.bbc.com", "second domain", "/news/{slug}-{number}"),
    ("NASA", "www.nasa.gov", "newsroom", "/missions/{slug}"),
    ("the Office for National Statistics", "www.ons.gov.uk", "plain sitemap", "/releases/{slug}"),
    ("the Selby Gazette", "www.selbygazette.org", "wikidata", "/{slug}/"),
    ("the Associated Press", "apnews.com", "news sitemap", "/article/{slug}-{number:x}"),
    ("Le Monde", "www.lemonde.fr", "gdelt", "/page/{number}.html"),
    ("Nikkei Asia", "asia.nikkei.com", "searxng", "/a/{number}"),
]


class World:
    """The sites with their stories, and the claims that cite them.

    Args:
        found: How many claims have a document.
        missing: How many have none.
        down: Names of sites that answer every request with a server error.
    """

    def __init__(self, found: int = 64, missing: int = 16, down: tuple[str, ...] = ()) -> None:
        chance = random.Random(14)  # noqa: S311 - the same world each time
        facts = _facts(chance)
        self.sites = [Site(*one) for one in SITES]
        self.cited: list[Cited] = []
        for site in self.sites:
            site.down = site.says in down
            for _ in range(24):
                _publish(site, next(facts), TODAY - timedelta(days=chance.randrange(1, 60)), chance)
        for number in range(found):
            site = self.sites[number % len(self.sites)]
            days = chance.choice((1, 1, 2, 3, 5))
            story = _publish(site, next(facts), TODAY - timedelta(days=days), chance)
            self.cited.append(Cited(story.fact, site, story, _when(story.day, chance)))
        for number in range(missing):
            site = self.sites[(number * 3) % len(self.sites)]
            fact, _ = next(facts)
            self.cited.append(Cited(fact, site, None, _when(TODAY - timedelta(days=2), chance)))
        for site in self.sites:
            site.stories.sort(key=lambda story: (story.day, story.path), reverse=True)

    def articles(self) -> dict[str, str]:
        """Return the articles as Markdown, by file name; each cites four documents of different sites."""
        texts: dict[str, str] = {}
        size = 4
        for number in range(0, len(self.cited), size):
            lines = ["---", "title: What others say", f"date: {TODAY.isoformat()}", "---", ""]
            for one in self.cited[number : number + size]:
                whom = one.site.says
                name = whom[0].upper() + whom[1:]
                lines += [f"{name} reported{one.when} that {one.fact[0].lower()}{one.fact[1:-1]}.", ""]
            texts[f"article-{number // size:02}.md"] = "\n".join(lines)
        return texts

    def routes(self) -> Routes:
        """Return the routes of every host, the archive, Wikidata, GDELT and a SearXNG included."""
        found: dict[str, dict[str, object]] = {}
        for site in self.sites:
            found[site.host] = _site(site)
            if site.host.startswith("www."):
                moved = Reply(b"", 301, (("Location", f"https://{site.host}/"),))
                found[site.host.removeprefix("www.")] = {"*": moved}
        found["www.bbc.co.uk"] = {
            "*": Reply(b"", 404, _HTML),
            "/": Reply(b"<html><title>BBC</title></html>", 200, _HTML),
        }
        found["www.nikkei.com"] = {
            "*": Reply(b"", 404, _HTML),
            "/": Reply(b"<html><title>Nikkei</title></html>", 200, _HTML),
        }
        found["web.archive.org"] = {"*": self._archive}
        found["www.wikidata.org"] = {"*": _wikidata}
        found["api.gdeltproject.org"] = {"*": self._gdelt}
        found["searx.example"] = {"*": self._searx}
        return found  # type: ignore[return-value]

    def _stories(self, shape: str) -> list[tuple[Site, Story]]:
        return [(site, story) for site in self.sites if site.shape == shape for story in site.stories]

    def _archive(self, request: Request, _: socket) -> Reply:
        parts = urlsplit(request.url)
        kept = {site.url(story): (site, story) for site, story in self._stories("archive")}
        if parts.path == "/cdx/search/cdx":
            asked = parse_qs(parts.query)
            where, first, last = asked["url"][0], asked.get("from", ["0"])[0], asked.get("to", ["99999999"])[0]
            rows = [
                [f"{story.day:%Y%m%d}120000", url]
                for url, (site, story) in sorted(kept.items())
                if site.host.endswith(where) and first <= f"{story.day:%Y%m%d}" <= last
            ]
            return Reply(json.dumps([["timestamp", "original"], *rows] if rows else []).encode(), 200, _JSON)
        original = parts.path.partition("/web/")[2].partition("/")[2]
        if original not in kept:
            return Reply(b"not archived", 404, _HTML)
        return Reply(_page(kept[original][1]), 200, _HTML)

    def _gdelt(self, request: Request, _: socket) -> Reply:
        asked = parse_qs(urlsplit(request.url).query)["query"][0]
        items = [
            {"url": site.url(story), "title": story.title, "seendate": f"{story.day:%Y%m%d}T120000Z"}
            for site, story in self._stories("gdelt")
            if asked.removeprefix("domainis:") in site.host
        ]
        return Reply(json.dumps({"articles": items} if items else {}).encode(), 200, _JSON)

    def _searx(self, request: Request, _: socket) -> Reply:
        words = set(parse_qs(urlsplit(request.url).query)["q"][0].lower().split())
        ranked = sorted(
            self._stories("searxng"), key=lambda one: -len(words.intersection(one[1].fact.lower().rstrip(".").split()))
        )
        items = [{"url": site.url(story), "title": story.title} for site, story in ranked[:10]]
        return Reply(json.dumps({"query": "", "results": items}).encode(), 200, _JSON)


def _facts(chance: random.Random) -> Iterator[tuple[str, str]]:
    """Yield facts, each with a title for it."""
    while True:
        town, thing, deed = chance.choice(_TOWNS), chance.choice(_THINGS), chance.choice(_DEEDS)
        count, goods, why = chance.randrange(11, 999), chance.choice(_GOODS), chance.choice(_WHY)
        yield (
            f"The {thing} of {town} will {deed} {count} {goods} {why}.",
            f"{town} {thing} to {deed} {count} {goods}",
        )


def _publish(site: Site, said: tuple[str, str], day: date, chance: random.Random) -> Story:
    fact, title = said
    slug = title.lower().replace(" ", "-")
    path = site.address.format(day=day, slug=slug, number=chance.randrange(100_000, 9_999_999))
    story = Story(fact, title, day, path)
    site.stories.append(story)
    return story


def _when(day: date, chance: random.Random) -> str:
    named = f" on {day:%A}" if (TODAY - day).days < 6 else ""
    return chance.choice((named, named, ""))


def _page(story: Story) -> bytes:
    ld = _LD.format(title=story.title, day=f"{story.day.isoformat()}T09:00:00Z")
    return (
        f"<!doctype html><html lang=en><head><title>{story.title}</title>{ld}</head>"
        "<body><nav><a href='/'>Home</a></nav>"
        f"<main><article><h1>{story.title}</h1><p>People in the town had waited for the news for a long time.</p>"
        f"<p>{story.fact} The council will speak about it at its next meeting, and the minutes will be printed.</p>"
        "<p>Whoever wants to be heard may write to the council before the end of the month.</p></article></main>"
        "<footer>All rights reserved.</footer></body></html>"
    ).encode()


def _site(site: Site) -> dict[str, object]:
    """Return what stands on a site, by path."""
    if site.down:
        return {"*": Reply(b"out of order", 503, _HTML)}
    paths: dict[str, object] = {
        "/robots.txt": Reply(b"User-agent: *\nAllow: /\n", 200, (("Content-Type", "text/plain"),))
    }
    if site.shape != "archive":
        paths |= {story.path: Reply(_page(story), 200, _HTML) for story in site.stories}
    return paths | _lists(site)


def _lists(site: Site) -> dict[str, object]:
    """Return what lists a site's documents."""
    return _LISTS.get(site.shape, _nothing)(site)


def _home(head: str = "", body: str = "") -> Reply:
    page = f"<html><head><title>Home</title>{head}</head><body>{body}</body></html>"
    return Reply(page.encode(), 200, _HTML)


def _links(stories: Sequence[Story]) -> str:
    return "".join(f'<li><a href="{one.path}">{one.title}</a></li>' for one in stories)


def _nothing(_: Site) -> dict[str, object]:
    return {"/": _home()}


def _by_month(site: Site) -> dict[str, object]:
    by: dict[str, list[Story]] = {}
    for one in site.stories:
        by.setdefault(f"/sitemap-{one.day:%Y-%m}.xml", []).append(one)
    parts = {path: _urls(site, stories) for path, stories in by.items()}
    index = {"/index.xml": _index([f"https://{site.host}{path}" for path in by])}
    return {"/robots.txt": _robots(f"https://{site.host}/index.xml"), **index, **parts}


def _by_day(site: Site) -> dict[str, object]:
    """Each part is named for the day after its documents appeared."""
    by: dict[str, list[Story]] = {}
    for one in site.stories:
        by.setdefault(f"/sitemap/{one.day + timedelta(days=1)}.xml", []).append(one)
    parts = {path: _urls(site, stories, dated=False) for path, stories in by.items()}
    index = {"/index.xml": _index([f"https://{site.host}{path}" for path in by])}
    return {"/robots.txt": _robots(f"https://{site.host}/index.xml"), **index, **parts}


def _sections(site: Site) -> dict[str, object]:
    half = len(site.stories) // 2
    return {
        "/sitemap.xml": _urls(site, site.stories),
        "/": _home(body='<a href="/world/">World</a><a href="/business/">Business</a>'),
        "/world/": _home(body=_links(site.stories[:half])),
        "/business/": _home(body=_links(site.stories[half:])),
    }


def _feed(site: Site) -> dict[str, object]:
    head = '<link rel="alternate" type="application/rss+xml" href="/rss.xml">'
    return {"/": _home(head), "/rss.xml": _rss(site, site.stories[:60])}


def _json_feed(site: Site) -> dict[str, object]:
    head = '<link rel="alternate" type="application/feed+json" href="/feed.json">'
    items = [
        {"url": site.url(one), "title": one.title, "date_published": f"{one.day}T09:00:00Z"} for one in site.stories
    ]
    feed = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items})
    return {"/": _home(head), "/feed.json": Reply(feed.encode(), 200, _JSON)}


def _amp(site: Site) -> dict[str, object]:
    listed = "".join(f"<url><loc>{site.url(one)}/amp</loc><lastmod>{one.day}</lastmod></url>" for one in site.stories)
    pages = {f"{one.path}/amp": Reply(_page(one), 200, _HTML) for one in site.stories}
    return {"/sitemap.xml": _urlset(listed), **pages}


def _newsroom(site: Site) -> dict[str, object]:
    return {"/": _home(body='<a href="/news">News</a>'), "/news": _home(body=_links(site.stories))}


def _parts(site: Site) -> dict[str, object]:
    home = f"https://{site.host}"
    return {
        "/sitemap.xml": _index([f"{home}/post-sitemap.xml", f"{home}/author-sitemap.xml"]),
        "/post-sitemap.xml": _urls(site, site.stories),
        "/author-sitemap.xml": _urlset(""),
    }


def _news(site: Site) -> dict[str, object]:
    listed = "".join(
        f"<url><loc>{site.url(one)}</loc><n:news><n:publication_date>{one.day}T09:00:00Z</n:publication_date>"
        f"<n:title>{one.title}</n:title></n:news></url>"
        for one in site.stories
    )
    home = f"https://{site.host}"
    return {"/robots.txt": _robots(f"{home}/news-sitemap.xml"), "/news-sitemap.xml": _urlset(listed)}


def _plain(site: Site) -> dict[str, object]:
    return {"/sitemap.xml": _urls(site, site.stories)}


_LISTS: dict[str, Callable[[Site], dict[str, object]]] = {
    "sitemap by month": _by_month,
    "sitemap by day": _by_day,
    "titles on sections": _sections,
    "feed": _feed,
    "titles in the feed": lambda site: _plain(site) | _feed(site),
    "json feed": _json_feed,
    "amp": _amp,
    "newsroom": _newsroom,
    "wikidata": _parts,
    "news sitemap": _news,
    "plain sitemap": _plain,
    "second domain": _plain,
}


def _robots(url: str) -> Reply:
    return Reply(f"User-agent: *\nAllow: /\nSitemap: {url}\n".encode(), 200, (("Content-Type", "text/plain"),))


def _index(urls: Sequence[str]) -> Reply:
    parts = "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in urls)
    name = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return Reply(f'<sitemapindex xmlns="{name}">{parts}</sitemapindex>'.encode(), 200, _XML)


def _urls(site: Site, stories: list[Story], *, dated: bool = True) -> Reply:
    return _urlset(
        "".join(
            f"<url><loc>{site.url(one)}</loc>{f'<lastmod>{one.day}</lastmod>' if dated else ''}</url>"
            for one in stories
        )
    )


def _urlset(inner: str) -> Reply:
    names = (
        'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"'
    )
    return Reply(f"<urlset {names}>{inner}</urlset>".encode(), 200, _XML)


def _rss(site: Site, stories: list[Story]) -> Reply:
    items = "".join(
        f"<item><title>{one.title}</title><link>{site.url(one)}</link>"
        f"<pubDate>{one.day:%a, %d %b %Y} 09:00:00 GMT</pubDate></item>"
        for one in stories
    )
    return Reply(f"<rss version='2.0'><channel>{items}</channel></rss>".encode(), 200, _XML)


def _wikidata(request: Request, _: socket) -> Reply:
    asked = parse_qs(urlsplit(request.url).query)
    if asked["action"] == ["wbsearchentities"]:
        known = "selby gazette" in asked["search"][0].lower()
        found = [{"id": "Q7", "label": "Selby Gazette", "match": {"type": "label", "text": "Selby Gazette"}}]
        return Reply(json.dumps({"search": found if known else [], "success": 1}).encode(), 200, _JSON)
    value = {"mainsnak": {"datavalue": {"value": "https://www.selbygazette.org/"}}, "rank": "normal"}
    return Reply(json.dumps({"entities": {"Q7": {"claims": {"P856": [value]}}}}).encode(), 200, _JSON)
