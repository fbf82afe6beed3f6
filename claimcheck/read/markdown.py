"""Markdown (CommonMark): the text a reader sees, with links and places in the file; code and comments left out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claimcheck.model import Article, Link, Position, Span
from claimcheck.read import enumerated, footnotes, numbered
from claimcheck.read.dates import find_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from markdown_it.token import Token

_FRONT = re.compile(r"\A---[ \t]*\r?\n(?P<fields>.*?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^(?P<name>[\w-]+)\s*:\s*(?P<value>.*?)\s*$", re.MULTILINE)
_GAP = "\n\n"
_TOP, _SHORT = 3, 80
_RAISED = re.compile(r"\^?\d{1,3}(?:[,–-]\d{1,3}){0,9}")
_NUMBER = re.compile(r"\[?\d{1,3}\]?")
_ENDS = set(".,;:!?”’»\"')")


def markdown(text: str, path: str) -> Article:
    """Return Markdown as an article; front matter gives title, author, publisher, date and address."""
    from markdown_it import MarkdownIt  # noqa: PLC0415 - only for Markdown

    front = _FRONT.match(text)
    fields = {m["name"].lower(): m["value"].strip("\"'") for m in _FIELD.finditer(front["fields"])} if front else {}
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
        title = title or (
            block if before is not None and before.type == "heading_open" and before.tag == "h1" else None
        )
        links += [Link(Span(at + span.start, at + span.end), url, note=note) for span, url, note in inner]
        found = footnotes.places(stops, block, lines, (token.map or [0])[0] + skipped)
        places += [Position(at + offset, row + 1, column + 1) for offset, row, column in found]
        pieces.append(block)
        at += len(block)
    whole = _GAP.join(pieces)
    cited, apart = numbered.read(whole, links, listed)
    return Article(
        path=path,
        text=whole,
        body=Span(0, len(whole)),
        url=fields.get("source_url") or fields.get("url") or fields.get("canonical_url") or None,
        title=fields.get("title") or title,
        publisher=fields.get("publisher") or fields.get("source") or fields.get("site") or None,
        author=fields.get("author") or None,
        published=_published(fields, pieces),
        links=tuple(sorted([*(one for one in links if one.url[:1] != "#"), *cited], key=lambda link: link.span)),
        positions=tuple(places),
        apart=apart,
    )


def _published(fields: dict[str, str], pieces: Sequence[str]) -> date | None:
    """Return the day that the front matter gives, else a short line near the top: "By Jo Reed, 3 May 2026"."""
    told = next((fields[name] for name in ("date", "published", "pubdate") if name in fields), "")
    short = [piece for piece in pieces[:_TOP] if len(piece) <= _SHORT]
    return find_day(told) or next((day for piece in short if (day := find_day(piece))), None)


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
