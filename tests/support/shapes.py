"""A second made-up world: few sites, each of a shape that hides its documents, and citations that are hard to follow.

What is said, by whom, and what must become of it stands in shapes_data. Here is how each site lists and serves what it
published; pages that nobody cites are made up beside those.
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from support.loopback import Reply

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from socket import socket

    from support.loopback import Request, Route, Routes

    Paths = dict[str, Route]

TODAY = date(2026, 11, 17)
_DATA = Path(__file__).with_name("shapes_data")
_THINGS = (
    "Choir",
    "Orchard",
    "Chess club",
    "Kennel",
    "Theatre",
    "Cinema",
    "Vineyard",
    "Circus",
    "Dentist",
    "Skatepark",
)
_TOWNS = ("Ember", "Tansy", "Ufford", "Quill", "Zennor", "Ixworth", "Yarrow")
_FEW = 3
_ON_A_PAGE = 10
_XML = (("Content-Type", "application/xml"),)


@dataclass(frozen=True, slots=True)
class Story:
    """A document: where and when it stands, and its paragraphs; one that is *shut* is not shown to programs."""

    title: str
    day: date
    url: str
    paragraphs: tuple[str, ...]
    shut: bool = False

    @property
    def place(self) -> str:
        """Its path, with the query."""
        parts = urlsplit(self.url)
        return parts.path + (f"?{parts.query}" if parts.query else "")

    @property
    def inner(self) -> str:
        """Its paragraphs as markup."""
        return "".join(f"<p>{one}</p>" for one in self.paragraphs)


@dataclass(slots=True)
class Site:
    """An outlet or body; *base* is scheme and host, *at* what the settings say of it, *shape* how it lists."""

    name: str
    base: str
    at: str
    shape: str
    wikidata: str
    stories: list[Story] = field(default_factory=list)

    @property
    def host(self) -> str:
        """The host of its documents."""
        return urlsplit(self.base).hostname or ""


@dataclass(frozen=True, slots=True)
class Case:
    """A claim: words of what it says, and the verdict that it must meet; with a document, where that stands."""

    name: str
    said: str
    site: Site
    verdict: str
    story: Story | None


class Shapes:
    """The sites with their stories, the articles by file name, and the cases."""

    def __init__(self) -> None:
        self.sites = [_site(one) for name in ("outlets", "bodies") for one in _told(name)["site"]]
        self.articles = {one["file"]: one["text"].strip() + "\n" for one in _told("articles")["article"]}
        named = {site.name: site for site in self.sites}
        self.cases = [_case(one, named[one["site"]]) for one in _told("cases")["case"]]
        self.http_alone = {site.host for site in self.sites if site.base.startswith("http:")}

    def settings(self) -> str:
        """Return the configuration that says where the outlets are."""
        lines = [f"{json.dumps(site.name)} = {json.dumps(site.at)}" for site in self.sites if site.at]
        return "\n".join(["[sites]", *lines, ""])

    def routes(self) -> Routes:
        """Return the routes of every host, of an archive that has nothing, and of Wikidata."""
        found: dict[str, Paths] = {"web.archive.org": {"*": _archive}, "www.wikidata.org": {"*": self._wikidata}}
        for site in self.sites:
            found[site.host] = _SHAPES[site.shape](site)
            bare = site.host.removeprefix("www.")
            if bare != site.host:
                found[bare] = {"*": Reply(b"", 301, (("Location", f"{site.base}/"),))}
        return found

    def _wikidata(self, request: Request, _: socket) -> Reply:
        asked = parse_qs(urlsplit(request.url).query)
        known = {f"Q{at}": site for at, site in enumerate(self.sites, 1) if site.wikidata}
        if asked["action"] == ["wbsearchentities"]:
            name = asked["search"][0].lower().removeprefix("the ")
            items = [{"id": key, "label": site.name} for key, site in known.items() if site.name.lower() == name]
            return _json({"search": items, "success": 1})
        entities = {
            key: {"claims": {"P856": [{"mainsnak": {"datavalue": {"value": known[key].wikidata}}, "rank": "normal"}]}}
            for key in asked["ids"][0].split("|")
        }
        return _json({"entities": entities})


def _told(name: str) -> dict[str, Any]:
    return tomllib.loads((_DATA / f"{name}.toml").read_text(encoding="utf-8"))


def _site(told: dict[str, Any]) -> Site:
    site = Site(told["name"], told["base"], told.get("at", ""), told["shape"], told.get("wikidata", ""))
    address = f"{site.base}{told['address']}"
    for one in told.get("story", []):
        text = tuple(one["text"].strip().split("\n"))
        number = one.get("number", 8001 + len(site.stories))
        story = _story(one["title"], one["ago"], text, address, number)
        site.stories.append(replace(story, shut=one.get("shut", False)))
    if "story" in told:
        site.stories += _fillers(told, address)
    site.stories.sort(key=lambda story: (story.day, story.url), reverse=True)
    return site


def _story(title: str, ago: int, text: tuple[str, ...], address: str, number: int) -> Story:
    day = TODAY - timedelta(days=ago)
    slug = "-".join(title.lower().replace(",", "").replace(":", "").split())
    return Story(title, day, address.format(day=day, slug=slug, number=number), text)


def _fillers(told: dict[str, Any], address: str) -> Iterator[Story]:
    """Yield what else a site published: so many a day, back from the day of the articles."""
    pairs = list(product(_TOWNS, _THINGS))[: told.get("fillers", _FEW)]
    for at, (town, thing) in enumerate(pairs):
        title = told.get("titles", "{thing} of {town} seeks a roof").format(thing=thing, town=town)
        text = (
            f"The {thing.lower()} of {town} has waited for good news since the summer, and some of it came today.",
            f"A donor who does not want to be named has given {town} {at + 3} thousand crowns, to be spent in a year.",
            f"Half of it goes to the {thing.lower()}, the rest to whoever needs it most. Three have written already.",
            "The next meeting is on the first Monday of the month, at seven. Those who come late stand at the back.",
            "Whoever wants to be heard may write before then.",
        )
        yield _story(title, int(at / told.get("each_day", 1)), text, address, at + 4700)


def _case(told: dict[str, str], site: Site) -> Case:
    story = next(story for story in site.stories if story.title == told["story"]) if "story" in told else None
    return Case(told["name"], told["said"], site, told.get("verdict", "traced"), story)


def _json(data: object) -> Reply:
    return Reply(json.dumps(data).encode(), 200, (("Content-Type", "application/json"),))


def _archive(request: Request, _: socket) -> Reply:
    return _json([]) if "/cdx/" in request.url else Reply(b"", 404, html=True)


def _html(body: str, head: str = "") -> Reply:
    page = f"<!doctype html><html lang=en><head><meta charset=utf-8>{head}</head><body>{body}</body></html>"
    return Reply(page.encode(), html=True)


def _page(story: Story, site: Site) -> Reply:
    if story.shut:
        return Reply(b"<p>Forbidden</p>", 403, html=True)
    about = {"@type": "NewsArticle", "headline": story.title, "datePublished": f"{story.day}T09:00:00Z"}
    head = f'<title>{story.title}</title><script type="application/ld+json">{json.dumps(about)}</script>'
    return _html(
        f"<nav><a href='/'>{site.name}</a></nav><main><article><h1>{story.title}</h1>{story.inner}</article></main>"
        f"<footer>{site.name}. All rights reserved.</footer>",
        head,
    )


def _pages(site: Site) -> Paths:
    return {story.place: _page(story, site) for story in site.stories}


def _sitemap(stories: Sequence[Story], *, dated: bool = True) -> Reply:
    rows = "".join(
        f"<url><loc>{one.url.replace('&', '&amp;')}</loc>{f'<lastmod>{one.day}</lastmod>' if dated else ''}</url>"
        for one in stories
    )
    name = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return Reply(f'<urlset xmlns="{name}">{rows}</urlset>'.encode(), 200, _XML)


def _robots(site: Site) -> Reply:
    text = f"User-agent: *\nAllow: /\nSitemap: {site.base}/sitemap.xml\n"
    return Reply(text.encode(), 200, (("Content-Type", "text/plain"),))


def _listed(stories: Sequence[Story]) -> str:
    rows = (
        f'<li><a href="{one.place}">{one.title}</a> <time datetime="{one.day}">{one.day:%d %B %Y}</time></li>'
        for one in stories
    )
    return f"<ul>{''.join(rows)}</ul>"


def _plain(site: Site, *, dated: bool = True) -> Paths:
    listed = {"/robots.txt": _robots(site), "/sitemap.xml": _sitemap(site.stories, dated=dated)}
    return {**_pages(site), **listed, "/": _html(f"<h1>{site.name}</h1>")}


def _by_page(site: Site) -> Paths:
    """Sections alone: the front page leads to the news, whose pages name the next one each."""
    paths = _pages(site)
    groups = [site.stories[at : at + _ON_A_PAGE] for at in range(0, len(site.stories), _ON_A_PAGE)]
    for at, group in enumerate(groups, 1):
        head = f'<link rel="next" href="/news/page/{at + 1}/">' if at < len(groups) else ""
        paths["/news/" if at == 1 else f"/news/page/{at}/"] = _html(_listed(group), head)
    return {**paths, "/": _html('<nav><a href="/news/">News</a> <a href="/about/">About</a></nav>')}


def _in_feed(site: Site) -> Paths:
    """Programs are shut out of the pages; the feed holds their whole texts."""
    items = "".join(
        f"<item><title>{one.title}</title><link>{one.url}</link><pubDate>{one.day:%a, %d %b %Y} 09:00:00 GMT</pubDate>"
        f"<content:encoded><![CDATA[{one.inner}]]></content:encoded></item>"
        for one in site.stories
    )
    name = "http://purl.org/rss/1.0/modules/content/"
    feed = f'<rss version="2.0" xmlns:content="{name}"><channel>{items}</channel></rss>'
    shut = {story.place: _page(replace(story, shut=True), site) for story in site.stories}
    head = '<link rel="alternate" type="application/rss+xml" href="/feed/">'
    return {**shut, "/": _html(f"<h1>{site.name}</h1>", head), "/feed/": Reply(feed.encode(), 200, _XML)}


def _under_path(site: Site) -> Paths:
    """A page of a shared host lists what the body published; the host's own front page has others' news."""
    where = urlsplit(site.at or site.wikidata).path
    other = Story("A tyre maker gives thanks", TODAY, f"{site.base}/others/tyre-maker-gives-thanks", ("Thank you.",))
    front = _html(_listed([other]) + f'<a href="{where}">{site.name}</a>')
    return {**_pages(site), other.place: _page(other, site), where: _html(_listed(site.stories)), "/": front}


def _bare(site: Site) -> Paths:
    return {**_pages(site), "/sitemap_index.xml": _sitemap(site.stories), "/": Reply(b"", html=True)}


def _on_front(site: Site) -> Paths:
    return {**_pages(site), "/": _html(f"<h1>{site.name}</h1>{_listed(site.stories)}")}


def _broken_link(site: Site) -> Paths:
    return {**_plain(site), "/2026/11/15/kroll-on-the-strike": Reply(b"<p>Out of order</p>", 500, html=True)}


_SHAPES: dict[str, Callable[[Site], Paths]] = {
    "dated sitemap": _plain,
    "sections page by page": _by_page,
    "sitemap without days": lambda site: _plain(site, dated=False),
    "whole texts in the feed": _in_feed,
    "newsroom on a shared host": _under_path,
    "path on a shared host": _under_path,
    "ministry on a subdomain": _plain,
    "ids in the query, titles on the front page": _on_front,
    "ids in the query, a sitemap alone": _plain,
    "three figures in the address": _plain,
    "a page behind a wall": _plain,
    "a host without a known suffix": _plain,
    "http alone": _plain,
    "no robots and an empty front page": _bare,
    "the link is out of order": _broken_link,
    "sixty pages in ten days": _plain,
    "a year of pages": _plain,
    "404 to everything": lambda _: {"*": Reply(b"<p>Not found</p>", 404, html=True)},
}
