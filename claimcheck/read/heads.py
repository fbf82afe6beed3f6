"""What the markup of a page says of itself: its language, its own address, and whether it is for subscribers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_TAG = re.compile(r"\s*([a-z]{2,3})(?:[-_][a-z0-9_-]{1,30})?\s*", re.IGNORECASE)
_SPACE = re.compile(r"\s")
_LONGEST = 2000
_MOST = 500


def language(root: HtmlElement, told: str | None = None) -> str | None:
    """Return the language that a page names as a primary tag: of the root, of Open Graph, else what it *told*."""
    html = root if root.tag == "html" else root.getroottree().getroot()
    given = (html.get("lang"), html.get("{http://www.w3.org/XML/1998/namespace}lang"), html.get("xml:lang"))
    found = (*given, *_meta(root, "og:locale"), told, *_meta(root, "content-language"))
    return next((tag for one in found if (tag := primary(one))), None)


def primary(tag: object) -> str | None:
    """Return the primary part of a language tag in lower case ("en" of "en-GB"); None for what is no tag."""
    match = _TAG.fullmatch(tag) if isinstance(tag, str) else None
    return match[1].lower() if match else None


def canonical(root: HtmlElement, url: str | None) -> str | None:
    """Return the address that a page names as its own, absolute: its canonical link, else that of Open Graph.

    Args:
        root: The page's tree.
        url: Where it was read.
    """
    links = [one for one in root.iter("link") if "canonical" in str(one.get("rel") or "").lower().split()]
    given = [str(one.get("href") or "") for one in links[:_MOST]]
    return next((found for one in (*given, *_meta(root, "og:url")) if (found := _absolute(one, url))), None)


def paid(root: HtmlElement) -> bool:
    """Say whether microdata marks a page as not accessible for free."""
    marks = (one for one in root.iter("meta", "link") if one.get("itemprop") == "isAccessibleForFree")
    return any(is_false(one.get("content") or one.get("href")) for one in marks)


def is_false(value: object) -> bool:
    """Say whether a value of schema.org means false: a boolean, a word, or the address of the word."""
    if isinstance(value, dict):
        value = value.get("@value", value.get("@id"))
    return value is False or (
        isinstance(value, str) and value.strip().lower().rstrip("/").rpartition("/")[2] in {"false", "no"}
    )


def _meta(root: HtmlElement, name: str) -> Iterator[str]:
    for one in root.iter("meta"):
        given = one.get("property") or one.get("name") or one.get("http-equiv") or ""
        if given.lower() == name and one.get("content"):
            yield str(one.get("content"))


def _absolute(href: str, url: str | None) -> str | None:
    href = href.strip()
    if not href or len(href) > _LONGEST or _SPACE.search(href):
        return None
    try:
        found = urljoin(url or "", href)
        parts = urlsplit(found)
    except ValueError:
        return None
    return found if parts.scheme in {"http", "https"} and parts.hostname else None
