"""No reader takes more than its input is worth: each is tried on long inputs made of what hostile pages are made of."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from datetime import UTC, datetime
from io import BufferedReader, BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from support.growth import MOST, growth

from claimcheck.errors import InputError
from claimcheck.fetch import records, refresh, robots
from claimcheck.model import Article, Memento, Outcome, Span
from claimcheck.read import (
    captions,
    enumerated,
    footnotes,
    furniture,
    jsonld,
    listed,
    liveblog,
    pages,
    pdf,
    survey,
    waivers,
)
from claimcheck.read import references as noted
from claimcheck.read.containers import mhtml, warc
from claimcheck.read.html import html
from claimcheck.read.markdown import markdown
from claimcheck.read.plain import plain
from claimcheck.read.saved import _address
from claimcheck.resolve import apis, cdx, sitemap, urls, xml
from claimcheck.resolve.pages import sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Job = Callable[[str], object]
    Make = Callable[[int], str]

_UNITS: dict[str, list[str]] = json.loads((Path(__file__).parent / "support/hostile.json").read_text(encoding="utf-8"))
_SAID = "<p>The ministry said on Monday that the old bridge would open again after a review of the works.</p>"
_PAGE = f"<html><head><title>Bridge opens</title></head><body><article><h1>Bridge</h1>{_SAID * 4}"
_ARTICLE = Article("a.md", "The bridge opens. " * 100, Span(0, 1_800))
_SCRIPT = '<script type="application/ld+json">'
_LISTED = f'{_SCRIPT}{{"@type":"LiveBlogPosting","liveBlogUpdate":['
_END = "\n\n[^1]: https://x.example/n\n\nThe end, he said."
_MAIL = 'From: x\nContent-Type: multipart/related; boundary="b"'
_PART = "\n\n--b\nContent-Type: text/html\nContent-Location: https://a.example/\n\n<p>x</p>\n--b--\n"
_WARC = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/\r\nWARC-Date: 2026-01-01T00:00:00Z"
_ANSWER = "HTTP/1.1 200 OK\r\nContent-Type: text/html"
_FEED = "<rss><channel>"
_ITEM = "<item><link>http://a.example/b</link><pubDate>Mon, 5 Jan 2026</pubDate><description>"


def _memento(text: str, kind: str = "text/html") -> Memento:
    when = datetime(2026, 1, 5, tzinfo=UTC)
    headers = (("content-type", kind),)
    url = "https://a.example/b/c"
    return Memento(url, url, Outcome.READ, when, status=200, headers=headers, body=text.encode())


def _of(before: str, unit: str, after: str = "") -> Make:
    return lambda size: before + unit * (size // len(unit)) + after


def _tree(job: Callable[[Any, str], object]) -> Job:
    """Return a job on the tree of a page."""

    def done(text: str) -> object:
        from lxml.html import document_fromstring  # noqa: PLC0415 - only for HTML

        return job(document_fromstring(text), text)

    return done


def _html(text: str) -> object:
    re.purge()  # else patterns are kept from one time to the next, as long as they are few
    return html(text.encode(), "a.html")


def _markdown(text: str) -> object:
    return waivers.in_markdown(text, markdown(text, "a.md"))


def _words(text: str) -> object:
    pdf._paragraphs([text.split("\n")])
    return list(enumerated.runs(text, {})), footnotes.addresses(text), footnotes.before(text)


def _records(text: str) -> object:
    return [records.message(one.block or b"") for one in records.read(BufferedReader(BytesIO(text.encode())))]


def _record(block: str) -> str:
    return f"{_WARC}\r\nContent-Length: {len(block)}\r\n\r\n{block}\r\n\r\n"


def _message(text: str) -> object:
    """Read HTTP answers in a WARC that have a text in their headers or in their body."""
    chunked = f"{_ANSWER}\r\nTransfer-Encoding: chunked\r\n\r\n{text}"
    packed = f"{_ANSWER}\r\nContent-Encoding: {text}\r\n\r\n<p>x</p>"
    whole = "".join(map(_record, (f"{_ANSWER}{text}\r\n\r\n<p>x</p>", chunked, packed)))
    return list(warc(whole.encode())), _records(whole)


def _feed(text: str) -> object:
    return xml.feed(text.encode())


def _sitemap(text: str) -> object:
    return xml.sitemap(text.encode())


def _rules(text: str) -> object:
    answer = _memento(text, "text/plain")
    named = sitemap._sitemaps(answer, SimpleNamespace(domains=("a.example",)))  # type: ignore[arg-type]
    return robots._parsed(answer).can_fetch(f"https://a.example/{'a' * 500}c", "claimcheck"), list(named)


def _answers(text: str) -> object:
    memento = _memento(text)
    return apis._object(memento), cdx.rows(memento), cdx.onward("a", memento), xml.feed(memento.body)


def _address_told(text: str) -> object:
    return urls.key(text), urls.day(text), urls.slug(text), urls.is_document(text), urls.is_document(text, titled=True)


_TREES: dict[str, Callable[[Any, str], object]] = {
    "references": lambda root, text: noted.prepare(root, text, "https://a.example/", drop=True).quoted(text),
    "listed": lambda root, _: listed.take_out(root, "https://a.example/"),
    "furniture": lambda root, _: furniture.take_out(root),
    "captions": lambda root, _: captions.captions(root),
    "live blog": lambda root, text: liveblog.read(root, text, jsonld.objects(text), None),
}
_PAGES: dict[str, Job] = {
    "survey": survey.survey,
    "list": lambda text: sheet(text.encode(), "https://a.example/"),
    "feeds of a page": lambda text: xml.alternates(text.encode()),
    "address": _address,
    "refresh": lambda text: refresh.target(b"<meta http-equiv=refresh content='0;url=/x'>" + text.encode()),
    "waivers": lambda text: waivers.in_html(text, _ARTICLE),
    **{name: _tree(job) for name, job in _TREES.items()},
}
_HTML: dict[str, Job] = {"page": _html}
_TEXT: dict[str, Job] = {"text": lambda text: plain(text, "a.txt")}
_MARKDOWN: dict[str, Job] = {"Markdown": _markdown}
_MHTML: dict[str, Job] = {"MHTML": lambda text: mhtml(text.encode())}
_WARCS: dict[str, Job] = {"WARC": lambda text: list(warc(text.encode())), "records": _records}
_XML: dict[str, Job] = {
    "feed": lambda text: xml.feed(text.encode()),
    "sitemap": lambda text: xml.sitemap(text.encode()),
}
_CASES: list[tuple[dict[str, Job], str, str, str, int]] = [
    (_TEXT, "text", "", _END, 700),
    (_TEXT, "text", "Title\n\n", _END, 700),
    (_TEXT, "text", "Source: a", _END, 700),
    (_TEXT, "text", "By Jane Doe", _END, 700),
    ({"words": _words, "fetched": lambda text: pages.page(_memento(text, "text/plain"))}, "text", "", _END, 1_000),
    (_MARKDOWN, "text", "# T\n\nIntro.\n\n", _END, 600),
    (_MARKDOWN, "Markdown", "# T\n\nIntro.\n\n", _END, 600),
    (_MARKDOWN, "text", "---\ntitle: x", "\n---\n\nThe text.", 600),
    (_PAGES, "page", _PAGE, _SAID, 1_000),
    (_PAGES, "inline", f"{_PAGE}<p>", f'<p id="n1">See.</p>{_SAID}', 4_000),
    (_HTML, "page", _PAGE, _SAID, 600),
    (_HTML, "inline", f"{_PAGE}<p>", f'<p id="n1">See.</p>{_SAID}', 600),
    (_HTML, "giant", f"{_PAGE}<p>", _SAID, 6_000),
    ({"furniture": _PAGES["furniture"]}, "furniture", f"{_PAGE}<p>", _SAID, 25_000),
    (_MHTML, "headers", _MAIL, _PART, 4_000),
    (_MHTML, "headers", f"{_MAIL}\nDate: Mon, 5", _PART, 1_000),
    (_MHTML, "headers", f"{_MAIL}\n\n--b\nContent-Type: text/html", "\n\n<p>x</p>\n--b--\n", 4_000),
    (_MHTML, "mail", f"{_MAIL}\n\n", _PART, 1_000),
    (_WARCS, "message", _WARC, "\r\nContent-Length: 0\r\n\r\n", 4_000),
    ({"message": _message}, "message", "", "", 20_000),
    ({"feed": _feed}, "XML", _FEED, "</channel></rss>", 4_000),
    ({"entry": _feed}, "entry", f"{_FEED}{_ITEM}", "", 4_000),
    ({"sitemap": _sitemap}, "sitemap", "<urlset>", "", 4_000),
    ({"answers": _answers}, "JSON", '[["timestamp","original"],', "[]]", 4_000),
    ({"answers": _answers}, "JSON", '{"items":[', "{}]}", 4_000),
    ({"robots": _rules}, "rules", "User-agent: *\n", "", 1_000),
    ({"robots": _rules}, "rules", "User-agent: *\nDisallow: /", "", 1_000),
    ({"address": _address_told}, "address", "http://a.example/", "", 4_000),
    ({"header": lambda text: refresh.target(b"", text)}, "refresh", "0; url", "", 4_000),
]


def _attributes(size: int) -> str:
    return f"{_PAGE}<p {' '.join(f'a{number}=x' for number in range(size // 8))}>x</p>"


def _notes(size: int) -> str:
    count = range(size // 80)
    marks = "".join(f'<p>Word<sup><a href="#n{one}">{one % 900}</a></sup> is said.</p>' for one in count)
    return _PAGE + marks + "".join(f'<p id="n{one}">https://d.example/{one}</p>' for one in count)


def _links(size: int) -> str:
    return f"{_PAGE}<p>{'Said in <a href=https://b.example/x>the report</a> of it. ' * (size // 60)}</p>"


def _posts(size: int) -> str:
    posts = [json.dumps({"articleBody": f"{one} Post {one} says that it came."}) for one in range(size // 60)]
    return f"{_PAGE}{_LISTED}{','.join(posts)}]}}</script>"


def _one_post(size: int) -> str:
    posts = ",".join(['{"@id":"x"}'] * (size // 20))
    return (
        f'{_PAGE}{_LISTED}{posts}]}}</script>{_SCRIPT}{{"@id":"x","articleBody":"{"word " * (size // 10)}"}}</script>'
    )


def _elsewhere(size: int) -> str:
    """Return a page whose sentences do not stand in its source as they are."""
    return f"{_PAGE}<p>{'It &#105;s so, th&#101;y said. ' * (size // 30)}</p>"


def _short(size: int) -> str:
    return "<html><body>" + '<div class6-01-01T10:00">1</time><p>It was so.</p></div>' * (size // 56)


def _quiet(job: Job) -> Job:
    """Return a job that may find that its input is none."""

    def done(text: str) -> object:
        with suppress(InputError, records.RecordError):
            return job(text)
        return None

    return done


def _all() -> Iterator[Any]:
    for jobs, units, before, after, size in _CASES:
        for unit in _UNITS[units]:
            for name, job in jobs.items():
                case = f"{name} {before[-12:]!r} {unit[:30]!r}"
                yield pytest.param(_quiet(job), _of(before, unit, after), size, id=case)
    made = (
        (_attributes, 10_000),
        (_notes, 2_000),
        (_links, 2_000),
        (_posts, 2_000),
        (_one_post, 3_000),
        (_elsewhere, 3_000),
        (_short, 22_000),
    )
    for make, size in (*made, (_elsewhere, 3_000)):
        yield pytest.param(_quiet(_html), make, size, id=f"page of {make.__name__}")
    answers = _of("", _record(f"{_ANSWER}\r\n\r\n<p>x</p>"))
    yield pytest.param(_quiet(_WARCS["WARC"]), answers, 4_000, id="many records")


@pytest.mark.parametrize(("job", "make", "size"), list(_all()))
def test_no_reader_is_quadratic(job: Job, make: Make, size: int) -> None:
    """Sixteen times the input never takes sixty times as long, and nothing but a fault of the input is raised."""
    assert growth(job, make, size) <= MOST
