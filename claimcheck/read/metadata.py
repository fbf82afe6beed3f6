"""What a page's head says of it, by trafilatura's readers of it.

Its licence and categories, which nobody asks for, are not among them: they take a quarter of the time of a page.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from lxml.html import HtmlElement


class Metadata(NamedTuple):
    """What a page says: each None where it says nothing; *published* as "2026-03-05"."""

    title: str | None
    author: str | None
    site: str | None
    published: str | None
    url: str | None


def read(tree: HtmlElement, url: str | None) -> Metadata:
    """Return what the head of a page says; *url* is where it was read, if anywhere."""
    from htmldate import find_date  # noqa: PLC0415 - 0.2 s, and plain text needs none of it
    from trafilatura import metadata as parts  # noqa: PLC0415 - the same

    told = parts.examine_meta(tree)
    if told.author and " " not in told.author:
        told.author = None
    with suppress(Exception):  # whatever stands in a page's JSON; trafilatura passes over it too
        told = parts.extract_meta_json(tree, told)
    told.title = told.title or parts.extract_title(tree)
    told.author = told.author or parts.extract_author(tree)
    told.url = told.url or parts.extract_url(tree, url)
    told.date = find_date(tree, url=told.url, extensive_search=False, original_date=True)
    told.sitename = told.sitename or parts.extract_sitename(tree)
    if told.sitename:
        told.sitename = told.sitename.lstrip("@")
        if told.sitename and "." not in told.sitename and not told.sitename[0].isupper():
            told.sitename = told.sitename.title()
    elif told.url and (host := parts.META_URL.match(told.url)):
        told.sitename = host[1]
    told.clean_and_trim()
    return Metadata(told.title, told.author, told.sitename, told.date, told.url)
