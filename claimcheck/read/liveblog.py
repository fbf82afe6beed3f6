"""Live blogs: each post is a passage with its own time, by schema.org's LiveBlogPosting or by repeated containers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from claimcheck.markup import few_attributes
from claimcheck.model import Link, Post, Span
from claimcheck.model.split import split
from claimcheck.read.dates import moment
from claimcheck.read.lines import Block, blocks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from lxml.html import HtmlElement

_SIGN = re.compile(r"(?:^|[\s_/-])live(?:-?blog(?:s|ging)?|-?ticker|-?updates?|-?feed)?(?:[\s_/-]|$)", re.IGNORECASE)
_TITLE = re.compile(
    r"\blive ?(?:updates?|blog|ticker|coverage)\b|[–—|:-] live\b|^live\b|\bas it happened\b", re.IGNORECASE
)
_SPACE = re.compile(r"\s+")
_TAG = re.compile(r"</?[a-z][^<>]{0,300}>", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_LETTERS = re.compile(r"\W+")
_LEAST, _MOST, _DEEP = 3, 20_000, 12
_MOSTLY, _LINKED, _NEARLY = 0.5, 0.5, 0.8
_KEY = 80
_SOUGHT = 2_000
"""So many posts of one list are sought anywhere in the other; further ones only by how a post there begins."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A post as it was found."""

    blocks: tuple[Block, ...]
    published: datetime | None = None

    @property
    def size(self) -> int:
        """How many letters it has."""
        return sum(len(block.text) for block in self.blocks)

    @property
    def key(self) -> str:
        """What two copies of one post share: the start of its longest block, letters and digits alone."""
        return _folded(max((block.text for block in self.blocks), key=len, default=""))[:_KEY]


@dataclass(slots=True)
class Blog:
    """The posts of a live blog as one text; *links* and *starts* (of paragraphs) refer to it."""

    text: str = ""
    posts: list[Post] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)


def read(root: HtmlElement, source: str, objects: Sequence[dict[str, Any]], url: str | None) -> Blog | None:
    """Return the posts of a live blog; None for any other page.

    Args:
        root: The page's tree without its furniture.
        source: The page.
        objects: Its JSON-LD.
        url: Where it was read.
    """
    declared = "LiveBlogPosting" in source
    if not declared and source.count("<time") < _LEAST:
        return None
    told = [entry for entry in _told(objects) if entry.blocks] if declared else []
    shown = _shown(root, url, declared=declared)
    entries = _merged(told, shown)
    return _written(entries) if len(entries) > 1 or told else None


def _told(objects: Sequence[dict[str, Any]]) -> list[Entry]:
    """Return the posts that JSON-LD gives."""
    found: list[Entry] = []
    named = {entry["@id"]: entry for entry in reversed(objects) if isinstance(entry.get("@id"), str) and len(entry) > 1}
    for entry in objects:
        kinds = entry.get("@type")
        if "LiveBlogPosting" not in (kinds if isinstance(kinds, list) else [kinds]):
            continue
        updates = entry.get("liveBlogUpdate")
        several = updates if isinstance(updates, list) else [updates]
        found += [_update(one) for one in _each(several, named)]
    return found[:_MOST]


def _each(updates: Sequence[object], named: dict[str, dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the posts, those that are given by their id as they stand elsewhere, each of these once."""
    known: set[str] = set()
    for one in updates:
        if isinstance(one, dict):
            name = str(one.get("@id"))
            if name not in known:
                yield named.get(name, one)
            if name in named:
                known.add(name)


def _update(one: dict[str, Any]) -> Entry:
    when = next(
        (moment(one.get(name)) for name in ("datePublished", "dateCreated", "dateModified") if one.get(name)), None
    )
    title = one.get("headline") or one.get("name")
    body = next((one[name] for name in ("articleBody", "text", "description") if isinstance(one.get(name), str)), "")
    blocks = [Block(_clean(title))] if isinstance(title, str) and _clean(title) else []
    blocks += _parsed(body) if _TAG.search(body) else [Block(_clean(part)) for part in body.split("\n") if _clean(part)]
    if len(blocks) > 1 and _folded(blocks[1].text).startswith(_folded(blocks[0].text)):
        del blocks[0]
    return Entry(tuple(blocks), when)


def _parsed(markup: str) -> list[Block]:
    from lxml import etree, html  # noqa: PLC0415 - only for HTML

    try:
        return list(blocks(html.fromstring(f"<div>{few_attributes(markup)}</div>"), None))
    except (etree.LxmlError, ValueError, AssertionError):
        return [Block(_clean(_TAG.sub(" ", markup)))]


def _shown(root: HtmlElement, url: str | None, *, declared: bool) -> list[Entry]:
    """Return the posts that stand in repeated containers."""
    found = [one for one in root.iter() if "liveBlogUpdate" in str(one.get("itemprop") or "")] if declared else []
    if not found:
        found = _containers(root)
        if not found or not (declared or _says_live(root, found[0], url)):
            return []
    entries = [Entry(tuple(blocks(one, url)), _time(one)) for one in found[:_MOST]]
    entries = [entry for entry in entries if entry.blocks]
    linked = sum(span.end - span.start for entry in entries for block in entry.blocks for span, _ in block.links)
    size = sum(entry.size for entry in entries)
    others = sum(len(one.text_content()) for one in root.iter("p"))
    return entries if linked <= _LINKED * size and size >= _MOSTLY * others else []


def _containers(root: HtmlElement) -> list[HtmlElement]:
    """Return the largest group of alike elements side by side that each hold a time, and those like them."""
    groups: dict[HtmlElement, dict[HtmlElement, None]] = {}
    for time in islice(root.iter("time"), _MOST):
        if not time.get("datetime"):
            continue
        child = time
        for parent in islice(time.iterancestors(), _DEEP):
            groups.setdefault(parent, {})[child] = None
            child = parent
    kinds: dict[tuple[str, str], list[HtmlElement]] = {}
    for parent, children in groups.items():
        if len(children) >= _LEAST and parent.tag not in {"time", "p"}:
            for child in children:
                kinds.setdefault(_kind(child), []).append(child)
    sizes = {
        kind: sum(len(one.text_content()) for one in found) for kind, found in kinds.items() if len(found) >= _LEAST
    }
    if not sizes:
        return []
    large = [kind for kind, size in sizes.items() if size >= _NEARLY * max(sizes.values())]
    best = max(large, key=lambda kind: len(kinds[kind]))
    if not best[1]:
        return kinds[best]
    alike = [one for one in root.iter(best[0]) if _kind(one) == best]
    return _outermost(alike)


def _outermost(elements: list[HtmlElement]) -> list[HtmlElement]:
    """Return those of *elements*, in the order of the page, that stand in none of the others."""
    known = set(elements)
    return [one for one in elements if not any(above in known for above in islice(one.iterancestors(), _DEEP))]


def _kind(element: HtmlElement) -> tuple[str, str]:
    words = str(element.get("class") or element.get("data-testid") or element.get("data-component") or "").split()
    return str(element.tag), _DIGITS.sub("", words[0]) if words else ""


def _says_live(root: HtmlElement, post: HtmlElement, url: str | None) -> bool:
    """Say whether address, title or the names of the containers call a page a live blog."""
    named = [post, *post.iterancestors()]
    words = (f" {one.get('class') or ''} {one.get('id') or ''} {one.get('data-testid') or ''} " for one in named)
    title = root.find(".//title")
    head = root.find(".//h1")
    titles = [one.text_content() for one in (title, head) if one is not None]
    return (
        bool(_SIGN.search(split(url or "").path))
        or any(_TITLE.search(one.strip()[:300]) for one in titles)
        or any(map(_SIGN.search, words))
    )


def _time(post: HtmlElement) -> datetime | None:
    """Return when a post was published: what it calls so, else the first of its times."""
    for one in islice(post.iter("time", "meta"), _DEEP):
        if one.get("itemprop") == "datePublished" and (found := moment(one.get("datetime") or one.get("content"))):
            return found
    return next((found for one in islice(post.iter("time"), _DEEP) if (found := moment(one.get("datetime")))), None)


def _clean(text: str) -> str:
    return _SPACE.sub(" ", text).strip()


def _folded(text: str) -> str:
    return _LETTERS.sub("", text).casefold()


def _merged(told: list[Entry], shown: list[Entry]) -> list[Entry]:
    """Return the posts of both, each once: as the page shows them where it shows about as much as it tells of."""
    sizes = [sum(entry.size for entry in entries) for entries in (told, shown)]
    first, second = (shown, told) if sizes[1] >= _NEARLY * sizes[0] else (told, shown)
    times = {entry.key: entry.published for entry in second if entry.published}
    found: dict[str, Entry] = {}
    for entry in first:
        found.setdefault(entry.key, entry if entry.published else replace(entry, published=times.get(entry.key)))
    known = "\n".join(_folded(block.text) for entry in first for block in entry.blocks)
    for number, entry in enumerate(second):
        if number >= _SOUGHT or entry.key not in known:
            found.setdefault(entry.key, entry)
    return list(found.values())


def _written(entries: list[Entry]) -> Blog:
    """Write the posts one below the other."""
    blog, pieces, at = Blog(), list[str](), 0
    for entry in entries:
        start = at
        for block in entry.blocks:
            blog.starts.append(at)
            blog.links += [Link(Span(at + span.start, at + span.end), url) for span, url in block.links]
            pieces.append(block.text)
            at += len(block.text) + 2
        blog.posts.append(Post(Span(start, at - 2), entry.published))
    blog.text = "\n\n".join(pieces)
    return blog
