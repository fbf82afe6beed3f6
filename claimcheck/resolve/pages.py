"""Pages that list others: their links with the words and the day beside each, and the page that goes on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from claimcheck.resolve import urls, xml
from claimcheck.resolve.dates import written

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from lxml.html import HtmlElement

_MOST_LINKS = 3_000
_LONGEST_TITLE = 300
_LONGEST_BESIDE = 400
_CLIMB = 4
_ONWARD = re.compile(
    r"(?:(?:show |see |view |load )?(?:(?:next|older)(?: {0})?|more {0}))?\s*[›»→>]{{0,2}}".format(
        r"(?:page|posts?|entries|stories|articles|news|releases|results|items)"
    ),
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"/page[/-](\d{1,4})(?:/|$)|/p(\d{1,4})(?:/|$)", re.IGNORECASE)
_COUNTERS = frozenset({"page", "p", "pg", "paged", "seite"})


@dataclass(frozen=True, slots=True)
class Item:
    """A link of a page, absolute, with the longest words that lead to it and the day that stands beside it."""

    url: str
    text: str
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a page lists, each address once, and the address of the page that goes on; empty when there is none."""

    items: tuple[Item, ...] = ()
    following: str = ""


@lru_cache(maxsize=64)
def sheet(body: bytes, base: str) -> Sheet:
    """Read a page for what it lists; *base* is where it stands. What is no page lists nothing."""
    root = xml.page(body)
    if root is None:
        return Sheet()
    found: dict[str, Item] = {}
    following = ""
    for element in _anchors(root):
        url = urls.join(base, str(element.get("href") or "").strip())
        words = " ".join("".join(map(str, element.itertext())).split()) or str(element.get("title") or "")
        if not url or url.partition("#")[0] == base.partition("#")[0]:
            continue
        following = following or (url if _goes_on(element, words, url, base) else "")
        if len(words) <= _LONGEST_TITLE:
            known = found.get(url)
            day = (known.day if known else None) or _beside(element)
            found[url] = Item(url, max(known.text if known else "", words, key=len), day)
    return Sheet(tuple(found.values()), _declared(root, base) or following)


def number(url: str) -> int | None:
    """Return which page of a list an address is: `/page/3/`, `?page=3`; None when it does not say."""
    parts = urlsplit(url)
    match = _NUMBERED.search(parts.path)
    told = [match[1] or match[2]] if match else []
    told += [value for name, value in parse_qsl(parts.query) if name.lower() in _COUNTERS and value.isdecimal()]
    return int(told[0][:6]) if told else None


def _anchors(root: HtmlElement) -> Iterator[HtmlElement]:
    for count, element in enumerate(root.iter("a")):
        if count >= _MOST_LINKS:
            return
        if str(element.get("href") or "").strip()[:1] not in {"", "#"}:
            yield element


def _declared(root: HtmlElement, base: str) -> str:
    """Return what the page's head calls the next one (HTML link type "next")."""
    for element in root.iter("link"):
        if "next" in str(element.get("rel") or "").lower().split() and element.get("href"):
            return urls.join(base, str(element.get("href")))
    return ""


def _goes_on(element: HtmlElement, words: str, url: str, base: str) -> bool:
    """Say whether a link leads to the next page of the same list: by its relation, its words and number, or both."""
    if "next" in str(element.get("rel") or "").lower().split():
        return True
    after = number(url)
    if after is not None:
        return after == (number(base) or 1) + 1
    return len(words) <= _CLIMB * 10 and bool(words.strip()) and bool(_ONWARD.fullmatch(words))


def _beside(element: HtmlElement) -> date | None:
    """Return the day that stands with a link in the smallest box around it, as long as the box has no other link."""
    own, at = str(element.get("href")), element
    for _ in range(_CLIMB):
        box = at.getparent()
        if box is None or box.tag in {"body", "main", "html"}:
            return None
        others = {str(link.get("href")) for link in _few(box)}
        if others - {own}:
            return None
        if day := _dated(box):
            return day
        at = box
    return None


def _few(box: HtmlElement) -> Iterator[HtmlElement]:
    for count, link in enumerate(box.iter("a")):
        if count > _CLIMB:
            return
        yield link


def _dated(box: HtmlElement) -> date | None:
    for stamp in box.iter("time"):
        if day := xml.day(str(stamp.get("datetime") or "")):
            return day
    text = " ".join("".join(map(str, box.itertext())).split())
    return written(text) if len(text) <= _LONGEST_BESIDE else None
