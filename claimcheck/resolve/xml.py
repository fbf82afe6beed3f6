"""Sitemaps, feeds and the heads of pages, from bytes that may be anything."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_to_datetime
from functools import lru_cache
from html import unescape
from itertools import islice
from typing import TYPE_CHECKING, Any

from claimcheck.markup import few_attributes
from claimcheck.resolve.urls import is_web

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from lxml.etree import _Element
    from lxml.html import HtmlElement

_MOST = 50_000
_LARGEST = 50_000_000
_LONGEST_PAGE = 2_000_000
_LONGEST_SUMMARY = 600
_TAG = re.compile(r"<[^<>]{0,500}>")


@dataclass(frozen=True, slots=True)
class Entry:
    """An address in a sitemap or feed, with its title and the day it appeared or changed, as far as given.

    Args:
        news: The day is that of publication.
        summary: What a feed says of it, without markup, cut.
        content: The document itself as markup, where a feed holds it.
    """

    url: str
    title: str = ""
    day: date | None = None
    news: bool = False
    summary: str = ""
    content: str = ""


@lru_cache(maxsize=16)
def sitemap(body: bytes) -> tuple[list[Entry], list[Entry]] | None:
    """Return the parts and the pages that a sitemap lists (sitemaps.org, Google's news tags); None when it is none."""
    root = _parsed(body)
    if root is None or _name(root) not in {"sitemapindex", "urlset"}:
        return None
    parts = list(_made(_entry, _children(root, "sitemap")))
    pages = list(_made(_entry, _children(root, "url")))
    return [e for e in parts if is_web(e.url)], [e for e in pages if is_web(e.url)]


def feed(body: bytes) -> list[Entry] | None:
    """Return the entries of an RSS, Atom or JSON feed; None when it is none."""
    if body.lstrip()[:1] == b"{":
        return _json_feed(body)
    root = _parsed(body)
    if root is None or _name(root).lower() not in {"rss", "feed", "rdf"}:
        return None
    return [entry for entry in _made(_item, islice(_items(root), _MOST)) if is_web(entry.url)]


@lru_cache(maxsize=16)
def page(body: bytes) -> HtmlElement | None:
    """Return a page as a tree, its first two megabytes; None when it is none."""
    from lxml import html  # noqa: PLC0415 - only when an outlet is asked
    from lxml.etree import LxmlError  # noqa: PLC0415 - the same

    try:
        source = few_attributes(body[:_LONGEST_PAGE].decode("latin-1")).encode("latin-1")
        return html.document_fromstring(source, parser=html.HTMLParser(encoding="utf-8"))
    except (LxmlError, ValueError, AssertionError):
        return None


def alternates(body: bytes) -> list[str]:
    """Return the feed addresses that a page's head names, in order; they may be relative."""
    root = page(body)
    kinds = {"application/rss+xml", "application/atom+xml", "application/feed+json"}
    links = (
        [] if root is None else [e for e in root.iter("link") if "alternate" in (e.get("rel") or "").lower().split()]
    )
    return [str(e.get("href")) for e in links if (e.get("type") or "").lower().strip() in kinds and e.get("href")]


def day(text: str) -> date | None:
    """Return the day of an ISO 8601 or RFC 2822 time, or None."""
    text = text.strip()
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(text).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _parsed(body: bytes) -> _Element | None:
    from lxml import etree  # noqa: PLC0415 - only when an outlet is asked

    if len(body) > _LARGEST:
        return None
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, recover=True, remove_comments=True
    )
    try:
        return etree.fromstring(body.lstrip(b"\xef\xbb\xbf \t\r\n"), parser)
    except (etree.LxmlError, ValueError):
        return None


def _name(element: _Element) -> str:
    try:
        tag: object = element.tag  # a function for comments and processing instructions, whatever the stubs say
    except UnicodeDecodeError:  # its namespace holds a half of a character
        return ""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _children(root: _Element, name: str) -> Iterator[_Element]:
    for count, element in enumerate(root):
        if count >= _MOST:
            return
        if _name(element) == name:
            yield element


def _made(make: Callable[[_Element], Entry], elements: Iterable[_Element]) -> Iterator[Entry]:
    """Yield the entries of a list; one that holds a half of a character (`&#xD800;`) cannot be read and is left out."""
    from lxml.etree import LxmlError  # noqa: PLC0415 - only when an outlet is asked

    for element in elements:
        with suppress(UnicodeDecodeError, LxmlError):
            yield make(element)


def _entry(element: _Element) -> Entry:
    own = [inner for child in element for inner in ([child, *child] if _name(child) == "news" else [child])]
    told = {_name(e): (e.text or "").strip() for e in reversed(own) if e.text}  # not <image:loc>, <video:title>
    when = day(told.get("publication_date", "")) or day(told.get("lastmod", ""))
    return Entry(told.get("loc", ""), told.get("title", ""), when, news="publication_date" in told)


def _items(root: _Element) -> Iterator[_Element]:
    """Yield the entries of a feed, which stand in its root or its channel; one within another is part of that."""
    for element in root:
        for inner in element if _name(element) == "channel" else (element,):
            if _name(inner) in {"item", "entry"}:
                yield inner


def _item(element: _Element) -> Entry:
    told: dict[str, str] = {}
    link = content = ""
    for child in element:
        name = _name(child)
        if name in {"encoded", "content"}:
            content = max(content, _markup(child), key=len)
        told.setdefault(name, "".join(map(str, child.itertext())).strip() if name else "")
        if name == "link" and (child.get("rel") or "alternate") == "alternate":
            link = link or (child.get("href") or child.text or "").strip()
    when = next((day(told[n]) for n in ("pubDate", "published", "date", "updated") if told.get(n)), None)
    summary = next((told[name] for name in ("description", "summary", "content", "encoded") if told.get(name)), "")
    return Entry(link or told.get("guid", ""), told.get("title", ""), when, summary=_plain(summary), content=content)


def _markup(element: _Element) -> str:
    """Return what an element holds as markup: text that is markup itself (RSS, Atom), or elements (XHTML in Atom)."""
    from lxml import etree  # noqa: PLC0415 - only when an outlet is asked

    inner = "".join(etree.tostring(child, encoding="unicode") for child in element)
    return f"{element.text or ''}{inner}".strip()


def _plain(markup: str) -> str:
    """Return the beginning of a description without its markup."""
    return " ".join(unescape(_TAG.sub(" ", markup[: 4 * _LONGEST_SUMMARY])).split())[:_LONGEST_SUMMARY]


def _json_feed(body: bytes) -> list[Entry] | None:
    try:
        data: Any = json.loads(body)
    except (ValueError, RecursionError):
        return None
    items = data.get("items") if isinstance(data, dict) else None
    if not isinstance(items, list):
        return None
    found = [
        Entry(
            str(item.get("url") or ""),
            str(item.get("title") or ""),
            day(str(item.get("date_published") or "")),
            summary=_plain(str(item.get("summary") or item.get("content_text") or item.get("content_html") or "")),
            content=str(item.get("content_html") or ""),
        )
        for item in items[:_MOST]
        if isinstance(item, dict)
    ]
    return [entry for entry in found if is_web(entry.url)]
