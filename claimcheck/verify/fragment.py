"""Links that open a page at a passage (WICG Scroll-to-Text-Fragment)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from claimcheck.model import Evidence

_WHOLE = 80
_WORDS = 4
_WORD = re.compile(r"\w[^\s]*\w|\w")


def fragment(evidence: Evidence) -> str:
    """Return the page's URL with a text fragment for the passage: its words, or its ends when it is long.

    A term lies in one line of the page, so that it lies in one block; when the same words stand earlier in the page,
    the words before them are given too, as the first match wins.
    """
    text, span = evidence.page.text, evidence.span
    lines = [line for line in evidence.text.splitlines() if _WORD.search(line)]
    url = evidence.page.url.split(":~:", 1)[0].rstrip("#")
    if not lines:
        return url
    if len(lines) == 1 and span.end - span.start <= _WHOLE:
        terms = [_between(lines[0], 0, None)]
    else:
        terms = [_between(lines[0], 0, _WORDS), _between(lines[-1], -_WORDS, None)]
    before = text.rfind("\n", 0, span.start) + 1
    prefix = _between(text[before : span.start], -3, None)
    directive = ",".join(map(_encoded, terms))
    if prefix and terms[0].casefold() in text[: span.start].casefold():
        directive = f"{_encoded(prefix)}-,{directive}"
    return f"{url}{'' if '#' in url else '#'}:~:text={directive}"


def _between(line: str, first: int, after: int | None) -> str:
    """Return the stretch of a line from one of its words to another."""
    found = list(_WORD.finditer(line[:2000] if first >= 0 else line[-2000:]))[first:after]
    return (
        line[:2000][found[0].start() : found[-1].end()]
        if found and first >= 0
        else (line[-2000:][found[0].start() : found[-1].end()] if found else "")
    )


def _encoded(term: str) -> str:
    return quote(term, safe="", errors="replace").replace("-", "%2D")
