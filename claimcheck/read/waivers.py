"""Comments in an article that excuse findings: `<!-- claimcheck: ignore[CC201, CC4] why -->`.

One that shares its line with text is for that line; one that stands alone is for the block that follows.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from html import unescape
from itertools import accumulate, islice
from typing import TYPE_CHECKING

from claimcheck.model import Span, Waiver
from claimcheck.read.comments import without_comments

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimcheck.model import Article

_COMMENT = re.compile(r"<!--\s{0,9}claimcheck:\s{0,9}ignore(?:\[(?P<codes>[^\]\n]{0,200})\])?(?P<why>[^\n]{0,400}?)-->")
_FENCE = re.compile(r"^\s{0,3}(```|~~~)")
_BLOCK = re.compile(
    r"</?(?:p|div|li|ul|ol|h[1-6]|blockquote|section|article|figure|table|tr|td|main|body)\b[^<>]{0,400}>",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[^<>]{0,4000}>")
_MOST = 500
_AHEAD = 20_000
_ENOUGH = 60


def in_markdown(text: str, article: Article) -> tuple[Waiver, ...]:
    """Return the waivers of a Markdown file; those in code are none."""
    lines = text.splitlines()
    blocks = _Blocks(lines)
    reached = list(accumulate((place.line for place in article.positions), max))
    found = []
    for number, match, alone in islice(_in_lines(lines), _MOST):
        first, after = blocks.after(number + 1) if alone else (number, number + 1)
        span = _span(article, reached, first + 1, after + 1)
        found.append(Waiver(span, _codes(match), match["why"].strip(), number + 1))
    return tuple(found)


def in_html(text: str, article: Article) -> tuple[Waiver, ...]:
    """Return the waivers of an HTML file; each is for the words of a block, where the article has them."""
    found = []
    for match in islice(_COMMENT.finditer(text), _MOST):
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


def _in_lines(lines: Sequence[str]) -> Iterator[tuple[int, re.Match[str], bool]]:
    """Yield the comments with the lines that they stand on, and whether such a line has nothing else."""
    for number in _outside_code(lines):
        matches = list(islice(_COMMENT.finditer(lines[number]), _MOST))
        alone = bool(matches) and not _COMMENT.sub("", lines[number]).strip()
        yield from ((number, match, alone) for match in matches)


class _Blocks:
    """The lines of a file, as blocks with blank lines between them."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._end = len(lines)
        self._blank = [at for at, line in enumerate(lines) if not line.strip()]
        self._full = [at for at, line in enumerate(lines) if line.strip()]

    def after(self, start: int) -> tuple[int, int]:
        """Return the lines of the next block, 0-based and half-open."""
        first = _next(self._full, start, self._end)
        return first, _next(self._blank, first, self._end)


def _next(numbers: Sequence[int], start: int, end: int) -> int:
    """Return the first of rising numbers that is *start* or more; *end* when there is none."""
    at = bisect_left(numbers, start)
    return numbers[at] if at < len(numbers) else end


def _span(article: Article, reached: Sequence[int], first: int, after: int) -> Span:
    """Return the text that stands on lines `[first:after]` of the file; *reached*: the last line up to each place."""
    start, end = (bisect_left(reached, line) for line in (first, after))
    offsets = [article.positions[at].offset if at < len(reached) else len(article.text) for at in (start, end)]
    return Span(offsets[0], max(offsets))


def _words(text: str) -> str:
    return " ".join(unescape(_TAG.sub(" ", without_comments(text, " "))).split())


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
