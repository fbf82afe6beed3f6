"""Pages that list others: their links with the words and the day beside each, and the page that goes on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from claimcheck.model.split import split
from claimcheck.resolve import urls, xml
from claimcheck.resolve.dates import written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from lxml.html import HtmlElement

_MOST_LINKS = 3_000
_LONGEST_TITLE = 300
_LONGEST_BESIDE = 400
_LONGEST_MARKED_UP = 4_000
_CLIMB = 4
_MOST_INSIDE = 100
"""A box of more elements is a column of the page, no entry of a list."""
_ONWARD = re.compile(
    r"(?:(?:show |see |view |load )?(?:(?:next|older)(?: {0})?|more {0}))?\s*[›»→>]{{0,2}}".format(
        r"(?:page|posts?|entries|stories|articles|news|releases|results|items)"
    ),
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"/page[/-](\d{1,4})(?:/|$)|/p(\d{1,4})(?:/|$)", re.IGNORECASE)
_WITHIN_WORDS = frozenset({"abbr", "b", "em", "font", "i", "mark", "strong", "sub", "sup", "u", "wbr"})
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
        words = " ".join("".join(_pieces(element)).split()) or str(element.get("title") or "")
        if not url or _is_same(url, base):
            continue
        following = following or (url if _goes_on(element, words, url, base) else "")
        if len(words) <= _LONGEST_TITLE:
            known = found.get(url)
            day = (known.day if known else None) or _beside(element)
            found[url] = Item(url, max(known.text if known else "", words, key=len), day)
    return Sheet(tuple(found.values()), _declared(root, base) or following)


def number(url: str) -> int | None:
    """Return which page of a list an address is: `/page/3/`, `?page=3`; None when it does not say."""
    parts = split(url)
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
    """Return what the page's head calls the next one (HTML link type "next"); a page is not its own next one."""
    for element in root.iter("link"):
        if "next" in str(element.get("rel") or "").lower().split() and element.get("href"):
            url = urls.join(base, str(element.get("href")))
            return "" if _is_same(url, base) else url
    return ""


def _is_same(url: str, base: str) -> bool:
    return url.partition("#")[0] == base.partition("#")[0]


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
    own, box = str(element.get("href")), element.getparent()
    for _ in range(_CLIMB):
        if box is None or box.tag in {"body", "main", "html"}:
            return None
        inside = list(islice(box.iter(), _MOST_INSIDE + 1))
        if len(inside) > _MOST_INSIDE or any(one.tag == "a" and str(one.get("href")) != own for one in inside):
            return None
        if day := _stamped(inside) or written(_brief(box)):
            return day
        box = box.getparent()
    return None


def _stamped(inside: Iterable[HtmlElement]) -> date | None:
    stamps = (xml.day(str(one.get("datetime") or "")) for one in inside if one.tag == "time")
    return next((day for day in stamps if day), None)


def _brief(box: HtmlElement) -> str:
    """Return the words of a box; none when they are more than what may stand beside a link."""
    parts, left = [], _LONGEST_MARKED_UP
    for part in _pieces(box):
        left -= len(part)
        if left < 0:
            return ""
        parts.append(part)
    text = " ".join("".join(parts).split())
    return text if len(text) <= _LONGEST_BESIDE else ""


def _pieces(element: HtmlElement) -> Iterator[str]:
    """Yield the text of an element in pieces, with a blank wherever something else than a part of a word is marked."""
    from lxml.etree import iterwalk  # noqa: PLC0415 - only when an outlet is asked

    for event, one in iterwalk(element, events=("start", "end", "comment", "pi")):
        if event in {"start", "end"} and one.tag not in _WITHIN_WORDS:
            yield " "
        if event == "start":
            yield one.text or ""
        elif one is not element:
            yield one.tail or ""
