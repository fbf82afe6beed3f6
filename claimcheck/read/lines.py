"""A part of a page as paragraphs: its text with white space collapsed, and its links."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from claimcheck.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "u", "var", "br",
})  # fmt: skip
SKIPPED = frozenset({
    "script", "style", "noscript", "template", "svg", "button", "time", "form", "nav", "iframe", "video", "audio",
    "select", "object", "head", "footer", "aside",
})  # fmt: skip
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or heading, with what its words link to."""

    text: str
    links: tuple[tuple[Span, str], ...] = ()


def blocks(part: HtmlElement, url: str | None) -> Iterator[Block]:
    """Yield the paragraphs and headings of a part of a page; *url*: what its links are relative to."""
    from lxml.etree import iterwalk  # noqa: PLC0415 - only for HTML

    line = _Line(url)
    walk = iterwalk(part, events=("start", "end"))
    for event, element in walk:
        skipped = element.tag in SKIPPED or not isinstance(element.tag, str)
        if not skipped and element.tag not in INLINE:
            yield from line.ended()
        if event == "start":
            if skipped:
                walk.skip_subtree()
            else:
                line.open(element)
                line.add(" " if element.tag == "br" else element.text)
        else:
            line.close(element)
            if element is not part:
                line.add(element.tail)
    yield from line.ended()


@dataclass(slots=True)
class _Line:
    """A paragraph as it is put together."""

    base: str | None
    parts: list[str] = field(default_factory=list)
    size: int = 0
    links: list[tuple[Span, str]] = field(default_factory=list)
    opened: tuple[HtmlElement, int, int, str] | None = None

    def open(self, element: HtmlElement) -> None:
        """Note where a link starts."""
        href = element.get("href") if element.tag == "a" and self.opened is None else None
        if not href:
            return
        try:
            target = urljoin(self.base or "", href.strip())
        except ValueError:
            return
        if target.startswith(("http://", "https://")):
            self.opened = (element, len(self.parts), self.size, target)

    def close(self, element: HtmlElement) -> None:
        """Note where it ends."""
        if self.opened and self.opened[0] is element:
            _, first, start, target = self.opened
            self.opened = None
            words = "".join(self.parts[first:])
            start += len(words) - len(words.lstrip())
            if words.strip():
                self.links.append((Span(start, start + len(words.strip())), target))

    def add(self, text: str | None) -> None:
        """Add words."""
        piece = _SPACE.sub(" ", text or "")
        if piece.startswith(" ") and (not self.parts or self.parts[-1].endswith(" ")):
            piece = piece[1:]
        if piece:
            self.parts.append(piece)
            self.size += len(piece)

    def ended(self) -> list[Block]:
        """Return the paragraph, if there is one, and start the next; a link that is open goes on in it."""
        text = "".join(self.parts).rstrip()
        if self.opened:
            element, _, _, target = self.opened
            self.close(element)
            self.opened = (element, 0, 0, target)
        found = [Block(text, tuple(self.links))] if text else []
        self.parts, self.size, self.links = [], 0, []
        return found
