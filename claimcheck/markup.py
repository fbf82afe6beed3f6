"""The attributes of a page's tags, no more of them than a tag has: a parser looks at all for each one that it adds."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST = 500
"""So many attributes has no tag of a real page."""
_ONE = r"[\s/]*+[^\s/>=][^\s/>=]*+(?:\s*+=\s*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z)|[^\s>]*+))?+"
_ATTRIBUTE = re.compile(_ONE)
_TOKEN = re.compile(
    rf"<!--.*?(?:-->|\Z)|<(?:script|style|textarea|title)(?=[\s/>])(?P<raw>(?:{_ONE})*+)[\s/]*+.*?"
    rf"(?:</(?:script|style|textarea|title)|\Z)|<[a-z][^\s/>]*+(?P<plain>(?:{_ONE})*+)",
    re.IGNORECASE | re.DOTALL,
)
"""A comment, an element whose content is no markup, or the beginning of a tag; what is open goes on to the end."""


def few_attributes(source: str) -> str:
    """Return a page without those attributes of its tags that are too many."""
    pieces: list[str] = []
    at = 0
    for start, end in _surplus(source):
        pieces.append(source[at:start])
        at = end
    return "".join((*pieces, source[at:])) if pieces else source


def _surplus(source: str) -> Iterator[tuple[int, int]]:
    """Yield where the attributes stand that are too many."""
    for token in _TOKEN.finditer(source):
        start, end = token.span(token.lastgroup or 0)
        if token.lastgroup and end - start > 2 * _MOST:
            last = next(islice(_ATTRIBUTE.finditer(source, start, end), _MOST - 1, None), None)
            if last is not None and last.end() < end:
                yield last.end(), end
