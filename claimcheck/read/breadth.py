"""Giant paragraphs, divided: the extraction of a story joins texts once for each element that stands between them.

No real paragraph has a thousand links, pictures and marks, and what is divided reads as several paragraphs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimcheck.read.lines import INLINE

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    Weights = dict[HtmlElement, int]

_MOST = 1_000
_COMPARED = 3_000
"""Of paragraphs: a second extraction (jusText) looks from each short one to the next that is not short, both ways."""
_PARTS = INLINE | {
    *("aside", "audio", "button", "canvas", "embed", "figcaption", "figure", "footer", "form", "g", "header", "iframe"),
    *("img", "input", "label", "map", "meta", "nav", "noscript", "object", "option", "path", "picture", "ref", "rt"),
    *("ruby", "script", "select", "source", "style", "svg", "template", "textarea", "time", "video", "wbr"),
}
"""What stands between the words of a paragraph, or is taken out from between them."""
_TEXTS = INLINE | {"address", "h1", "h2", "h3", "h4", "h5", "h6", "p", "pre"}
"""What goes on in another one of its kind when it is divided; other elements hold their parts."""


def divide(root: HtmlElement) -> None:
    """Divide what has more parts than a paragraph has."""
    weights: Weights = {}
    for element in _large(root, weights):
        groups = _groups(element, weights)
        if element.tag in _TEXTS and element.getparent() is not None:
            _go_on(element, groups, weights)
        else:
            _hold(element, groups)


def crowded(root: HtmlElement) -> bool:
    """Say whether a page has more paragraphs than a story, so many that comparing each with its neighbours is long."""
    from lxml.etree import iterwalk  # noqa: PLC0415 - only for HTML

    count, begins = 0, True
    for event, element in iterwalk(root, events=("start", "end", "comment", "pi")):
        begins = begins or (event in {"start", "end"} and element.tag not in INLINE)
        text = element.text if event == "start" else element.tail
        if begins and text and not text.isspace():
            count, begins = count + 1, False
    return count > _COMPARED


def _large(root: HtmlElement, weights: Weights) -> list[HtmlElement]:
    """Return the elements with too many parts, those within others first; note the weights of all that have parts."""
    from lxml.etree import iterwalk  # noqa: PLC0415 - only for HTML

    found: list[HtmlElement] = []
    counts = [0]
    for event, element in iterwalk(root, events=("start", "end")):
        if event == "start":
            counts.append(0)
            continue
        count = counts.pop()
        if count:
            weights[element] = count
        if count > _MOST:
            found.append(element)
        counts[-1] += _weight(element, weights)
    return found


def _weight(element: HtmlElement, weights: Weights) -> int:
    """Return for how many parts an element counts in the one around it."""
    if element.tag in _PARTS or not isinstance(element.tag, str):
        return 1 + weights.get(element, 0)
    tail = element.tail
    return 1 if tail and not tail.isspace() else 0


def _groups(element: HtmlElement, weights: Weights) -> list[list[HtmlElement]]:
    """Return the children of an element in groups that are not too large."""
    groups: list[list[HtmlElement]] = [[]]
    size = 0
    for child in element:
        weight = _weight(child, weights)
        if size + weight > _MOST and groups[-1]:
            groups.append([])
            size = 0
        groups[-1].append(child)
        size += weight
    return groups


def _go_on(element: HtmlElement, groups: list[list[HtmlElement]], weights: Weights) -> None:
    """Put all groups but the first into elements of the same kind that follow."""
    tail, element.tail = element.tail, None
    last = element
    for group in groups[1:]:
        new = element.makeelement(element.tag, {name: value for name, value in element.attrib.items() if name != "id"})
        new.extend(group)
        last.addnext(new)
        weights[new] = sum(_weight(child, weights) for child in group)
        last = new
    weights[element] = sum(_weight(child, weights) for child in groups[0])
    last.tail = tail


def _hold(element: HtmlElement, groups: list[list[HtmlElement]]) -> None:
    """Put all groups but the first into elements of their own."""
    for group in groups[1:]:
        new = element.makeelement("div")
        new.extend(group)
        element.append(new)
