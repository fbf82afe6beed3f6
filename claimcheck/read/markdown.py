"""Markdown (CommonMark): the text a reader sees, with links and places in the file; code and comments left out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claimcheck.model import Article, Dating, Link, Position, Span
from claimcheck.read import enumerated, footnotes, numbered
from claimcheck.read.dates import find_day
from claimcheck.read.ends import Dates, read_foot, read_head

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from markdown_it.token import Token

_FRONT = re.compile(r"\A(?P<fence>---|\+\+\+)[ \t]*\r?\n(?P<fields>.*?)\r?\n(?P=fence)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_FIELDS = {
    fence: re.compile(rf"^(?P<name>[\w-]+)[ \t]*{mark}[ \t]*(?P<value>[^\r\n]*)$", re.MULTILINE)
    for fence, mark in (("---", ":"), ("+++", "="))
}
_GAP = "\n\n"
_RAISED = re.compile(r"\^?\d{1,3}(?:[,–-]\d{1,3}){0,9}")
_PUBLISHED = ("published", "publishedat", "publishedon", "datepublished", "publishdate", "pubdate", "date", "posted")
_CHANGED = ("updated", "updatedat", "dateupdated", "lastupdated", "modified", "datemodified", "lastmod")
_LAST = 8
_NUMBER = re.compile(r"\[?\d{1,3}\]?")
_ENDS = set(".,;:!?”’»\"')")


def markdown(text: str, path: str) -> Article:
    """Return Markdown as an article; front matter gives title, author, publisher, date and address."""
    from markdown_it import MarkdownIt  # noqa: PLC0415 - only for Markdown

    front = _FRONT.match(text)
    fields = _front_matter(front) if front else {}
    skipped = text.count("\n", 0, front.end()) if front else 0
    notes = footnotes.Notes(MarkdownIt("commonmark", {"html": True}))
    tokens = notes.parse(text[front.end() :] if front else text)
    lines = text.splitlines(keepends=True)
    pieces: list[str] = []
    links: list[Link] = []
    places: list[Position] = []
    listed: dict[int, int] = {}
    counted = None
    at = 0
    title = None
    told: list[str] = []
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type in {"list_item_open", "list_item_close"}:
            counted = int(token.info) if token.info.isdecimal() else None
        if token.type != "inline" or not token.children:
            continue
        block, inner, stops = _inline(token.children, notes)
        if not block.strip():
            continue
        at += len(_GAP) if pieces else 0
        if counted is not None:
            listed[at], counted = counted, None
        heading = before is not None and before.type == "heading_open" and before.tag == "h1"
        title = title or (block if heading else None)
        if not heading and any(child.type != "image" for child in token.children):
            told.append(block)
        links += [Link(Span(at + span.start, at + span.end), url, note=note) for span, url, note in inner]
        found = footnotes.places(stops, block, lines, (token.map or [0])[0] + skipped)
        places += [Position(at + offset, row + 1, column + 1) for offset, row, column in found]
        pieces.append(block)
        at += len(block)
    whole = _GAP.join(pieces)
    cited, apart = numbered.read(whole, links, listed)
    dates = _dates(told, titled=bool(title or fields.get("title")))
    published, published_by = _published(fields, dates, whole)
    return Article(
        path=path,
        text=whole,
        body=Span(0, len(whole)),
        url=fields.get("source_url") or fields.get("url") or fields.get("canonical_url") or None,
        title=fields.get("title") or title,
        publisher=fields.get("publisher") or fields.get("source") or fields.get("site") or dates.publisher,
        author=fields.get("author") or None,
        published=published,
        published_by=published_by,
        links=tuple(sorted([*(one for one in links if one.url[:1] != "#"), *cited], key=lambda link: link.span)),
        positions=tuple(places),
        apart=apart,
    )


def _published(fields: dict[str, str], dates: Dates, text: str) -> tuple[date | None, Dating | None]:
    """Return the day that front matter gives, else the text, else that of the last change; and where it stands."""
    if day := _given(fields, _PUBLISHED):
        return day, Dating.METADATA
    if day := dates.day(text):
        return day, Dating.TEXT
    day = _given(fields, _CHANGED)
    return day, Dating.METADATA if day else None


def _front_matter(front: re.Match[str]) -> dict[str, str]:
    """Return the fields of YAML or TOML front matter that are on one line, by name in lower case."""
    fields = _FIELDS[front["fence"]].finditer(front["fields"])
    return {match["name"].lower(): match["value"].strip().strip("\"'") for match in fields}


def _given(fields: dict[str, str], names: Sequence[str]) -> date | None:
    """Return the first day that front matter gives under one of *names*, marks between their words set aside."""
    plain = {name.replace("-", "").replace("_", ""): value for name, value in fields.items()}
    return next((day for name in names if (day := find_day(plain.get(name, "")))), None)


def _dates(blocks: Sequence[str], *, titled: bool) -> Dates:
    """Return what the first and the last lines say."""
    dates = Dates()
    read_head((line for block in blocks for line in block.splitlines()), dates, titled=titled)
    read_foot("\n".join(blocks[-_LAST:]), dates)
    return dates


def _inline(
    children: Sequence[Token], notes: footnotes.Notes
) -> tuple[str, list[tuple[Span, str, bool]], list[tuple[int, int, str]]]:
    """Return a block's text, its links, and where stretches of it start in the file."""
    running = footnotes.Running()
    links: list[tuple[Span, str, bool]] = []
    opened: list[tuple[int, int, str]] = []
    raised = False
    for child in children:
        raised = (child.type == "html_inline" and child.content.lower() == "<sup>") or (raised and child.type == "text")
        if child.type == "link_open":
            opened.append((running.length, len(running.parts), str(child.attrGet("href") or "")))
        elif child.type == "link_close" and opened:
            links += _linked(running, notes, *opened.pop())
        elif child.type == "note":
            running.mark(child.markup)
            links += [(span, url, True) for url in notes.urls(child) if (span := running.word())]
        elif child.type in {"softbreak", "hardbreak"}:
            running.newline()
        elif child.type in {"text", "code_inline"}:
            running.add(_raised(child.content) if raised else child.content)
        elif child.type == "image":
            running.add("".join(_alternative(child)))
    text = "".join(running.parts)
    kept = [(Span(s.start, min(s.end, len(text))), url, note) for s, url, note in links if s.start < len(text)]
    return text, kept, running.stops


def _raised(words: str) -> str:
    """Return what stands in `<sup>`, its digits raised when it is nothing but numbers."""
    return words.translate(enumerated.RAISED) if _RAISED.fullmatch(words) else words


def _linked(
    running: footnotes.Running, notes: footnotes.Notes, start: int, index: int, url: str
) -> list[tuple[Span, str, bool]]:
    """Return the link that ends here; one whose words are only a number is a mark, and goes to the word before it."""
    last = "".join(running.parts[index - 1 : index])[-1:] if index else ""
    words = "".join(running.parts[index:])
    span: Span | None = Span(start, running.length)
    note = False
    defined = notes.defines(words, url)
    if _NUMBER.fullmatch(words) and (defined or last.isalpha() or last in _ENDS):
        running.drop(index)
        if defined:
            running.mark(f"[{words}]")
        span, note = running.word(), True
    if span is None or span.start >= span.end or not url.startswith(("http://", "https://")):
        return []
    return [(span, url, note)]


def _alternative(image: Token) -> Iterator[str]:
    for child in image.children or []:
        yield child.content
