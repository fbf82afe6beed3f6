"""Comments in an article that excuse findings: `<!-- claimcheck: ignore[CC201, CC4] why -->`.

One that shares its line with text is for that line; one that stands alone is for the block that follows.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from claimcheck.model import Span, Waiver

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimcheck.model import Article

_COMMENT = re.compile(r"<!--\s{0,9}claimcheck:\s{0,9}ignore(?:\[(?P<codes>[^\]\n]{0,200})\])?(?P<why>[^\n]{0,400}?)-->")
_FENCE = re.compile(r"^\s{0,3}(```|~~~)")
_BLOCK = re.compile(
    r"</?(?:p|div|li|ul|ol|h[1-6]|blockquote|section|article|figure|table|tr|td|main|body)\b[^<>]{0,400}>",
    re.IGNORECASE,
)
_TAG = re.compile(r"<!--.{0,4000}?-->|<[^<>]{0,4000}>", re.DOTALL)
_MOST = 500
_AHEAD = 20_000
_ENOUGH = 60


def in_markdown(text: str, article: Article) -> tuple[Waiver, ...]:
    """Return the waivers of a Markdown file; those in code are none."""
    lines = text.splitlines()
    found = []
    for number in _outside_code(lines):
        for match in list(_COMMENT.finditer(lines[number]))[:_MOST]:
            alone = not _COMMENT.sub("", lines[number]).strip()
            first, after = _next_block(lines, number + 1) if alone else (number, number + 1)
            span = _span(article, first + 1, after + 1)
            found.append(Waiver(span, _codes(match), match["why"].strip(), number + 1))
    return tuple(found[:_MOST])


def in_html(text: str, article: Article) -> tuple[Waiver, ...]:
    """Return the waivers of an HTML file; each is for the words of a block, where the article has them."""
    found = []
    for match in list(_COMMENT.finditer(text))[:_MOST]:
        before = text[max(0, match.start() - _AHEAD) : match.start()]
        own = _words(before[[0, *(m.end() for m in _BLOCK.finditer(before))][-1] :])
        rest = text[match.end() : match.end() + _AHEAD]
        block = own + " " + _words(_BLOCK.split(rest, maxsplit=1)[0]) if own else _first(rest)
        span = _place(article.text, block.strip())
        found.append(Waiver(span, _codes(match), match["why"].strip(), text.count("\n", 0, match.start()) + 1))
    return tuple(found)


def _codes(match: re.Match[str]) -> tuple[str, ...]:
    return tuple(code.strip().upper() for code in (match["codes"] or "").split(",") if code.strip())


def _outside_code(lines: Sequence[str]) -> Iterator[int]:
    fence = ""
    for number, line in enumerate(lines):
        mark = _FENCE.match(line)
        if mark and (not fence or mark[1] == fence):
            fence = "" if fence else mark[1]
        elif not fence and not line.startswith(("    ", "\t")):
            yield number


def _next_block(lines: Sequence[str], start: int) -> tuple[int, int]:
    """Return the lines of the next block, 0-based and half-open."""
    first = next((at for at in range(start, len(lines)) if lines[at].strip()), len(lines))
    return first, next((at for at in range(first, len(lines)) if not lines[at].strip()), len(lines))


def _span(article: Article, first: int, after: int) -> Span:
    """Return the text that stands on lines `[first:after]` of the file."""
    places = article.positions
    start = next((one.offset for one in places if one.line >= first), len(article.text))
    end = next((one.offset for one in places if one.line >= after), len(article.text))
    return Span(start, max(start, end))


def _words(text: str) -> str:
    return " ".join(unescape(_TAG.sub(" ", text)).split())


def _first(text: str) -> str:
    """Return the words of the first block of *text* that has some."""
    return next((words for part in _BLOCK.split(text) if (words := _words(part))), "")


def _place(text: str, block: str) -> Span:
    """Return where a block's words stand in a text, however they are spaced; an empty span when they do not."""
    words = block.split()
    if not words:
        return Span(0, 0)
    head = r"\s+".join(map(re.escape, block[:_ENOUGH].split()))
    match = re.search(head, text)
    return Span(match.start(), min(len(text), match.start() + len(block))) if match else Span(0, 0)
