"""What a page shows a person: its title, its headings and its running text, without menus, scripts and styles."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from claimcheck.markup import few_attributes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_LOOKED_AT = 400_000
_BLOCKS = frozenset(
    {"p", "h1", "h2", "h3", "li", "div", "section", "main", "article", "td", "dd", "blockquote", "span"}
)
_HEADINGS = frozenset({"h1", "h2"})
_PRESSED = frozenset({"button", "a", "input"})
_UNSEEN = frozenset({"script", "style", "noscript", "template", "svg", "head", "nav", "footer", "select", "iframe"})
_MOST_BLOCKS, _LONGEST = 400, 2_000
_MOST_NODES = 20_000
RUNNING = 80
"""Characters from which a block is running text, not a label."""


@dataclass(frozen=True, slots=True)
class Survey:
    """What stands on a page.

    Args:
        title: Of the window.
        headings: Those of the first two levels.
        blocks: Stretches of text outside links, in order.
        pressed: What its buttons and links say.
        password: It asks for one.
    """

    title: str = ""
    headings: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()
    pressed: tuple[str, ...] = ()
    password: bool = False

    @property
    def running(self) -> tuple[str, ...]:
        """The blocks that are running text."""
        return tuple(block for block in self.blocks if len(block) >= RUNNING)

    @property
    def length(self) -> int:
        """Characters of running text."""
        return sum(map(len, self.running))


def survey(source: str) -> Survey:
    """Look over a page; of a giant one at its beginning. An empty survey when it is no HTML."""
    from lxml.etree import LxmlError  # noqa: PLC0415 - only for HTML
    from lxml.html import HTMLParser, document_fromstring  # noqa: PLC0415 - the same

    try:
        root = document_fromstring(
            few_attributes(source[:_LOOKED_AT]).encode(), HTMLParser(encoding="utf-8", recover=True)
        )
    except (LxmlError, ValueError):
        return Survey()
    seen = list(islice(_seen(root), _MOST_NODES))
    title = root.find(".//title")
    return Survey(
        title=_line("".join(map(str, title.itertext()))) if title is not None else "",
        headings=tuple(filter(None, (_line(str(e.text_content())) for e in seen if e.tag in _HEADINGS))),
        blocks=tuple(islice(filter(None, (_own(e) for e in seen if e.tag in _BLOCKS)), _MOST_BLOCKS)),
        pressed=tuple(filter(None, (_label(e) for e in seen if e.tag in _PRESSED))),
        password=any(e.tag == "input" and str(e.get("type")).lower() == "password" for e in seen),
    )


def _seen(root: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the elements that are shown, in order, without recursion: markup may be nested without end."""
    left = [root]
    while left:
        element = left.pop()
        if not isinstance(element.tag, str) or element.tag in _UNSEEN:
            continue
        yield element
        left.extend(reversed(element))


def _own(element: HtmlElement) -> str:
    """Return the text that stands in a block itself, that of inline elements other than links included."""
    parts: list[str] = [element.text or ""]
    for child in islice(element, _MOST_BLOCKS):
        if isinstance(child.tag, str) and child.tag not in _BLOCKS | _UNSEEN | _PRESSED:
            parts.append(str(child.text_content())[:_LONGEST])
        parts.append(child.tail or "")
    return _line(" ".join(parts))


def _label(element: HtmlElement) -> str:
    told = element.get("value") if element.tag == "input" else str(element.text_content())
    return _line((told or "")[:200])


def _line(text: str) -> str:
    return re.sub(r"\s+", " ", text[:_LONGEST]).strip()
