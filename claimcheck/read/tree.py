"""Places in the tree of a page: the text at the start of an element, or after one in it."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from claimcheck.read.footnotes import HEADING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from claimcheck.model import Span

DEEP = 6
_EVENTS = 1200
_LONG = 10_000
_HEADINGS = {"h2", "h3", "h4"}


def at(parent: HtmlElement, previous: HtmlElement | None) -> str:
    """Return the text at a place: in *parent*, after *previous* or at the start."""
    return (parent.text if previous is None else previous.tail) or ""


def wrap(parent: HtmlElement, previous: HtmlElement | None, span: Span) -> HtmlElement:
    """Make a stretch of the text at a place a link, and return it; the link that it stands in already, if any."""
    above = next((e for e in [parent, *islice(parent.iterancestors(), DEEP)] if e.tag == "a" and e.get("href")), None)
    if above is not None:
        return above
    text = at(parent, previous)
    link = parent.makeelement("a")
    link.text, link.tail = span.of(text), None
    if previous is None:
        parent.text = text[: span.start]
        parent.insert(0, link)
    else:
        previous.tail = text[: span.start]
        parent.insert(parent.index(previous) + 1, link)
    link.tail = text[span.end :]
    return link


def drop(element: HtmlElement) -> None:
    """Take an element out of the tree, what stands behind it left in place.

    That is joined to the text before, unless this is very long: thousands of such joints would take too long. An empty
    element stays in between then.
    """
    parent = element.getparent()
    if parent is not None and element.tail and len(at(parent, element.getprevious())) > _LONG:
        element.clear(keep_tail=True)
        element.tag = "span"
    else:
        element.drop_tree()


def edge(quotation: HtmlElement, *, last: bool) -> tuple[HtmlElement, HtmlElement | None] | None:
    """Return the first or last place in a quotation where text stands: at an element's start, or after one in it."""
    from lxml.etree import iterwalk  # noqa: PLC0415 - only for HTML

    places: list[tuple[HtmlElement, HtmlElement | None]] = []
    for event, element in islice(iterwalk(quotation, events=("start", "end")), _EVENTS):
        places.append((element, None) if event == "start" else (element.getparent(), element))
    inside = [place for place in places if place[1] is not quotation and at(*place).strip()]
    return inside[-1 if last else 0] if inside else None


def leave_out(target: HtmlElement) -> None:
    """Take a note out of the tree, the list that it leaves empty, and the heading above that."""
    for _ in range(DEEP):
        parent = target.getparent()
        if parent is None or target.tag in {"body", "html", "article", "main"}:
            return
        above = target.getprevious()
        target.drop_tree()
        words = (above.text_content() or "").strip() if above is not None else ""
        if above is not None and (above.tag == "hr" or (above.tag in _HEADINGS and HEADING.fullmatch(words))):
            above.drop_tree()
        if len(parent) or (parent.text or "").strip():
            return
        target = parent
