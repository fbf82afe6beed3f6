"""Numbered references that a page writes as text, without links from their marks: they leave its tree.

The marks stay in the story's text, to be found there; those set as `<sup>` are written with raised digits.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from claimcheck.model import Link, Span
from claimcheck.read import enumerated, numbered
from claimcheck.read.lines import INLINE, SKIPPED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

_RAISED = re.compile(r"\s*\d{1,3}(?:\s?[,–-]\s?\d{1,3}){0,9}\s*")
_SPACE = re.compile(r"\s+")
_KEPT = SKIPPED - {"footer", "aside"}
_GAP = "\n\n"


@dataclass(slots=True)
class _Piece:
    """A text of the tree, that of an element or the one behind it, and where it stands in what was read."""

    element: HtmlElement
    tail: bool
    span: Span


@dataclass(slots=True)
class _Reading:
    """The text of a page as it is put together; *base*: what its links are relative to."""

    base: str
    parts: list[str] = field(default_factory=list)
    size: int = 0
    pieces: list[_Piece] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    listed: dict[int, int] = field(default_factory=dict)
    raised: list[HtmlElement] = field(default_factory=list)
    opened: tuple[HtmlElement, int] | None = None
    count: int | None = None

    def add(self, text: str) -> None:
        """Add words or line breaks; no blank follows one."""
        if text.startswith(" ") and (not self.parts or self.parts[-1][-1:].isspace()):
            text = text[1:]
        if text:
            self.parts.append(text)
            self.size += len(text)

    def words(self, element: HtmlElement, *, tail: bool) -> None:
        """Add the text of an element, or the one behind it."""
        text = _SPACE.sub(" ", (element.tail if tail else element.text) or "")
        if not text.strip():
            self.add(text)
            return
        if not tail and element.tag == "sup" and not len(element) and _RAISED.fullmatch(text):
            self.raised.append(element)
            text = _high(text)
        start = self.size
        if self.count is not None:
            self.listed[start], self.count = self.count, None
        self.add(text)
        self.pieces.append(_Piece(element, tail, Span(start, self.size)))

    def open(self, element: HtmlElement) -> None:
        """Note what an element is, and where it starts."""
        if element.tag == "a" and element.get("href"):
            self.opened = (element, self.size)
        elif element.tag == "br":
            self.add("\n")

    def close(self, element: HtmlElement) -> None:
        """Note where a link ends."""
        if self.opened and self.opened[0] is element:
            start, self.opened = self.opened[1], None
            try:
                url = urljoin(self.base, str(element.get("href")).strip())
            except ValueError:
                return
            if url.startswith(("http://", "https://")) and start < self.size:
                self.links.append(Link(Span(start, self.size), url))


def take_out(root: HtmlElement, base: str) -> numbered.Entries:
    """Empty the references of a page, and return what their numbers stand for.

    Args:
        root: The page's tree.
        base: What its links are relative to.
    """
    reading = _read(root, base)
    found = numbered.entries("".join(reading.parts), reading.links, reading.listed)
    for piece in reading.pieces if found.spans else ():
        if _within(piece.span, found.spans):
            if piece.tail:
                piece.element.tail = None
            else:
                piece.element.text = None
    for element in reading.raised if found.urls else ():
        if element.text and any(number in found.urls for number in map(int, re.findall(r"\d+", element.text))):
            element.text = _high(element.text)
    return numbered.Entries(found.urls, found.round)


def _read(root: HtmlElement, base: str) -> _Reading:
    from lxml.etree import iterwalk  # noqa: PLC0415 - only for HTML

    reading = _Reading(base)
    counts: dict[HtmlElement, int] = {}
    walk = iterwalk(root, events=("start", "end"))
    for event, element in walk:
        skipped = element.tag in _KEPT or not isinstance(element.tag, str)
        if not skipped and element.tag not in INLINE:
            reading.add(_GAP)
        if event == "start" and skipped:
            walk.skip_subtree()
        elif event == "start":
            _count(element, counts, reading)
            reading.open(element)
            reading.words(element, tail=False)
        else:
            reading.close(element)
            reading.words(element, tail=True)
    return reading


def _count(element: HtmlElement, counts: dict[HtmlElement, int], reading: _Reading) -> None:
    """Note the number of a list's item."""
    parent = element.getparent()
    if element.tag == "li" and parent is not None and parent.tag == "ol":
        start = str(parent.get("start") or "1")
        first = int(start) if start.isascii() and start.isdigit() and len(start) < 4 else 1  # noqa: PLR2004 - a mark's
        counts[parent] = counts.get(parent, first - 1) + 1
        reading.count = counts[parent]


def _within(span: Span, spans: Sequence[Span]) -> bool:
    near = bisect_right(spans, span.start, key=lambda one: one.start) - 1
    return near >= 0 and span.end <= spans[near].end + 1


def _high(text: str) -> str:
    return _SPACE.sub("", text).translate(enumerated.RAISED)
