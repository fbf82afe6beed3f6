"""HTML: the story of a page as text, with links, places in the source, and what the page says of itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any

from claimcheck.errors import InputError
from claimcheck.markup import few_attributes
from claimcheck.model import Article, Dating, Link, Post, Span
from claimcheck.read import (
    breadth,
    captions,
    furniture,
    heads,
    jsonld,
    listed,
    liveblog,
    metadata,
    numbered,
    references,
)
from claimcheck.read.dates import find_day
from claimcheck.read.decode import decode
from claimcheck.read.places import positions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element
    from lxml.html import HtmlElement

_DATELINE = re.compile(r"[\s#]*[A-Z][A-Z .’'-]{2,40}, ([^()–—\n]{6,40}\d{4})\s*(?:\([^()\n]{1,40}\)\s*)?[-–—]")
_BLOCKS = {"p", "head", "item", "quote", "ab", "cell"}
_GAP = "\n\n"
_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_MOST, _HELD = 8_000_000, 1_000_000
_ELEMENTS, _PARAGRAPHS = 100_000, 30_000
"""Of elements, and of paragraphs and line breaks, a page that is read has no more: the extraction compares them all."""


@dataclass(slots=True)
class Document:
    """What was found in a page; *links* and *starts* (of paragraphs) refer to *text*."""

    text: str = ""
    links: list[Link] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: date | None = None
    published_by: Dating | None = None
    url: str | None = None
    free: bool = True
    posts: tuple[Post, ...] = ()
    language: str | None = None
    canonical: str | None = None
    apart: tuple[Span, ...] = ()


def html(data: bytes, path: str, *, url: str | None = None, declared: str = "") -> Article:
    """Return the story of a page as an article.

    Args:
        data: The page.
        path: The input as the user gave it.
        url: Where the page was read, when it was.
        declared: The encoding that its header names.

    Raises:
        InputError: There is no story in it, or it is too large.
    """
    source = decode(data, declared=declared)
    found = document(source, url=url, notes=False)
    if found is None or not found.text.strip():
        raise InputError("no article text found in this page", hint="Save the article's text, or another copy of it.")
    places = () if url else positions(source, found.text, found.starts)
    return Article(
        path=path,
        text=found.text,
        body=Span(0, len(found.text)),
        url=url or found.url,
        title=found.title,
        publisher=found.publisher,
        author=found.author,
        published=found.published,
        published_by=found.published_by,
        links=tuple(found.links),
        positions=places,
        apart=found.apart,
    )


def document(source: str, *, url: str | None = None, notes: bool = True) -> Document | None:
    """Return the story of a page and what it says of itself; None when there is none to be found.

    Args:
        source: The page.
        url: Where it was read.
        notes: Footnotes are wanted below the text.

    Raises:
        InputError: The page is too large to be read.
    """
    if len(source) > _MOST:
        raise InputError(f"too large a page: {len(source):,} characters", hint="Give the article's text alone.")
    try:
        return _document(source, url, notes=notes)
    except (RecursionError, ValueError, TypeError, AttributeError, LookupError):
        return None


def _document(source: str, url: str | None, *, notes: bool) -> Document | None:
    from trafilatura import load_html  # noqa: PLC0415 - 0.2 s, and plain text needs none of it

    markup = few_attributes(source)
    tree = load_html(markup)
    if tree is None:  # it takes a page that begins with its title for something else
        tree = load_html(f"<html>{markup}")
    if tree is None:
        return None
    _refuse_endless(tree)
    breadth.divide(tree)
    elements = list(tree.iter()) if len(source) < _HELD else []  # else lxml makes them anew for every pass
    noted = references.prepare(tree, source, url, drop=not notes)
    entries = numbered.Entries() if notes else listed.take_out(tree, noted.base)
    furniture.take_out(tree)
    objects = jsonld.objects(source)
    blog = liveblog.read(tree, source, objects, url)
    below = [] if blog else captions.captions(tree)
    del elements
    told = metadata.read(tree, url)
    extracted = None if blog else _extracted(tree, url)
    found = Document()
    if blog:
        found.text, found.links, found.starts, found.posts = blog.text, blog.links, blog.starts, tuple(blog.posts)
    elif extracted is None or extracted.body is None:
        return None
    else:
        _fill(found, extracted.body, below)
    about = jsonld.describe(objects)
    _describe(found, told, about, url)
    found.free = about.free and not heads.paid(tree)
    found.language, found.canonical = heads.language(tree, about.language), heads.canonical(tree, url)
    cited, apart = numbered.marks(found.text, entries)
    found.links = noted.resolve(found.links, (url, found.url)) + noted.quoted(found.text) + cited
    found.apart = tuple(apart)
    return found


def _refuse_endless(tree: HtmlElement) -> None:
    """Raise InputError for a page of more elements than any story has."""
    for most, kinds in ((_ELEMENTS, ()), (_PARAGRAPHS, ("p", "br"))):
        if next(islice(tree.iter(*kinds), most, None), None) is not None:
            raise InputError(f"too large a page: more than {most:,} elements", hint="Give the article's text alone.")


def _extracted(tree: HtmlElement, url: str | None) -> Any:  # noqa: ANN401 - trafilatura's own
    from trafilatura import bare_extraction  # noqa: PLC0415 - 0.2 s, and plain text needs none of it

    return bare_extraction(
        tree,
        url=url,
        include_links=True,
        include_comments=False,
        include_tables=True,
        with_metadata=False,
        fast=breadth.crowded(tree),
    )


def _describe(found: Document, told: metadata.Metadata, about: jsonld.About, url: str | None) -> None:
    title, author, site, day, own = told
    found.title = about.title or title or None
    found.author = about.author or jsonld.name(author)
    found.publisher = about.publisher or site or None
    found.published = about.published or _day(day)
    found.published_by = Dating.METADATA if found.published else None
    if found.published is None and (day_line := _dateline(found.text)):
        found.published, found.published_by = day_line, Dating.TEXT
    found.url = own if own and own != url else url


def _dateline(text: str) -> date | None:
    """Return the day of a dateline that gives its year ("LISBON, March 4, 2025 (Agency) - "); no other day will do."""
    match = _DATELINE.match(text)
    return find_day(match[1]) if match else None


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


def _fill(found: Document, body: _Element, below: list[str]) -> None:
    """Write the blocks of *body* one below the other, then captions that it lacks; note the links."""
    pieces: list[str] = []
    length = 0
    for block in _blocks(body):
        text, links = _inline(block)
        if not text:
            continue
        start = length + (len(_GAP) if pieces else 0)
        found.starts.append(start)
        found.links += [Link(Span(start + span.start, start + span.end), url) for span, url in links]
        pieces.append(text)
        length = start + len(text)
    known = "\n".join(pieces)
    for caption in below:
        if caption not in known:
            found.starts.append(length + len(_GAP) if pieces else 0)
            length = found.starts[-1] + len(caption)
            pieces.append(caption)
    found.text = _GAP.join(pieces)


def _blocks(body: _Element) -> Iterator[_Element]:
    """Yield the innermost blocks in order; text that stands in none of them is taken with its parent."""
    for element in body.iter():
        if element.tag in _BLOCKS and not any(child.tag in _BLOCKS for child in element.iterdescendants()):
            yield element


def _inline(block: _Element) -> tuple[str, list[tuple[Span, str]]]:
    """Return the text of a block with white space collapsed, and its links."""
    text = ""
    links = []
    for piece, url in _runs(block, None):
        piece = _SPACE.sub(" ", piece)  # noqa: PLW2901 - the same run, collapsed
        if piece.startswith(" ") and (not text or text.endswith(" ")):
            piece = piece[1:]  # noqa: PLW2901
        if url and piece.strip():
            start = len(text) + len(piece) - len(piece.lstrip())
            links.append((Span(start, start + len(piece.strip())), url))
        text += piece
    kept = text.rstrip()
    return kept, [(Span(span.start, min(span.end, len(kept))), url) for span, url in links if span.start < len(kept)]


def _runs(element: _Element, url: str | None) -> Iterator[tuple[str, str | None]]:
    """Yield stretches of text with the address they link to."""
    target = element.get("target") if element.tag == "ref" else None
    inside = target if target and target.startswith(("http://", "https://")) else url
    if element.text:
        yield element.text, inside
    if element.tag == "lb":
        yield " ", inside
    for child in element:
        yield from _runs(child, inside)
        if child.tail:
            yield child.tail, inside
