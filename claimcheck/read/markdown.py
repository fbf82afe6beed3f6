"""Markdown (CommonMark): the text a reader sees, with links and places in the file; code and comments left out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claimcheck.model import Article, Link, Position, Span
from claimcheck.read.dates import find_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from markdown_it.token import Token

_FRONT = re.compile(r"\A---[ \t]*\r?\n(?P<fields>.*?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^(?P<name>[\w-]+)\s*:\s*(?P<value>.*?)\s*$", re.MULTILINE)
_GAP = "\n\n"
_TOP, _SHORT = 3, 80


def markdown(text: str, path: str) -> Article:
    """Return Markdown as an article; front matter gives title, author, publisher, date and address."""
    from markdown_it import MarkdownIt  # noqa: PLC0415 - only for Markdown

    front = _FRONT.match(text)
    fields = {m["name"].lower(): m["value"].strip("\"'") for m in _FIELD.finditer(front["fields"])} if front else {}
    skipped = text.count("\n", 0, front.end()) if front else 0
    tokens = MarkdownIt("commonmark", {"html": True}).parse(text[front.end() :] if front else text)
    lines = text.splitlines(keepends=True)
    pieces: list[str] = []
    links: list[Link] = []
    places: list[Position] = []
    at = 0
    title = None
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type != "inline" or not token.children:
            continue
        block, inner, breaks = _inline(token.children)
        if not block.strip():
            continue
        at += len(_GAP) if pieces else 0
        title = title or (
            block if before is not None and before.type == "heading_open" and before.tag == "h1" else None
        )
        links += [Link(Span(at + span.start, at + span.end), url) for span, url in inner]
        places += _places(block, at, breaks, lines, (token.map or [0])[0] + skipped)
        pieces.append(block)
        at += len(block)
    whole = _GAP.join(pieces)
    return Article(
        path=path,
        text=whole,
        body=Span(0, len(whole)),
        url=fields.get("source_url") or fields.get("url") or fields.get("canonical_url") or None,
        title=fields.get("title") or title,
        publisher=fields.get("publisher") or fields.get("source") or fields.get("site") or None,
        author=fields.get("author") or None,
        published=_published(fields, pieces),
        links=tuple(links),
        positions=tuple(places),
    )


def _published(fields: dict[str, str], pieces: Sequence[str]) -> date | None:
    """Return the day that the front matter gives, else a short line near the top: "By Jo Reed, 3 May 2026"."""
    told = next((fields[name] for name in ("date", "published", "pubdate") if name in fields), "")
    short = [piece for piece in pieces[:_TOP] if len(piece) <= _SHORT]
    return find_day(told) or next((day for piece in short if (day := find_day(piece))), None)


def _inline(children: Sequence[Token]) -> tuple[str, list[tuple[Span, str]], list[int]]:
    """Return a block's text, its links, and the offsets at which a new line of the file starts."""
    text = ""
    links: list[tuple[Span, str]] = []
    opened: list[tuple[int, str]] = []
    breaks: list[int] = []
    for child in children:
        if child.type == "link_open":
            opened.append((len(text), str(child.attrGet("href") or "")))
        elif child.type == "link_close" and opened:
            start, url = opened.pop()
            if url.startswith(("http://", "https://")) and start < len(text):
                links.append((Span(start, len(text)), url))
        elif child.type in {"softbreak", "hardbreak"}:
            text += "\n"
            breaks.append(len(text))
        elif child.type in {"text", "code_inline"}:
            text += child.content
        elif child.type == "image":
            text += "".join(_alternative(child))
    return text, links, breaks


def _alternative(image: Token) -> Iterator[str]:
    for child in image.children or []:
        yield child.content


def _places(block: str, at: int, breaks: list[int], lines: list[str], first: int) -> Iterator[Position]:
    """Yield where each line of a block starts in the file: by its first word, so that marks before it count."""
    for number, start in enumerate([0, *breaks]):
        row = first + number
        line = lines[row] if row < len(lines) else ""
        words = block[start:].split(maxsplit=1)
        column = max(line.find(words[0]), 0) if words else 0
        yield Position(at + start, row + 1, column + 1)
