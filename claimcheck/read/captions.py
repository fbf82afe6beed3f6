"""Captions of pictures: the extraction of the story drops them, and photo credits stand in them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_CLASS = re.compile(
    r"(?:^|[\s_-])(?:caption|credit|photo-credit|image-credit|wp-caption-text)(?:$|[\s_-])", re.IGNORECASE
)
_OUTSIDE = {"nav", "footer", "aside", "header", "form"}
_MOST, _LONGEST = 50, 500


def captions(root: HtmlElement) -> list[str]:
    """Return the captions of a page in order, each once, white space collapsed; those of page furniture left out."""
    found = (_text(element) for element in root.iter("figcaption", "p", "div", "span") if _is_caption(element))
    return [text for text in dict.fromkeys(found) if 0 < len(text) <= _LONGEST][:_MOST]


def _is_caption(element: HtmlElement) -> bool:
    if element.tag != "figcaption" and not _named(element.get("class") or ""):
        return False
    above = [parent.tag for parent in element.iterancestors()]
    return not _OUTSIDE & set(above) and "figcaption" not in above


@lru_cache(maxsize=4096)
def _named(words: str) -> bool:
    return _CLASS.search(words) is not None


def _text(element: HtmlElement) -> str:
    return " ".join(" ".join(map(str, element.itertext())).split())
