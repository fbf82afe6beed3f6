"""One normalisation for both sides of every match, and the borders of sentences and paragraphs.

Offsets are 0-based, half-open and in code points of the text as given.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from claimcheck.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_SAME = {
    **dict.fromkeys("‘’‚‛`´′ʼ＇", "'"),
    **dict.fromkeys("“”„‟«»″＂", '"'),
    **dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"),
}
_WORD = re.compile(r"\w+(?:[.,'&/-]\w+)*")
_PARAGRAPH = re.compile(r"[^\n\r]+(?:\r?\n[^\n\r]+)*")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and, for each of its code points, the offset of the original one it came from.

    Args:
        starts: One longer than *text*; the last entry is the length of the original.
    """

    text: str
    starts: tuple[int, ...]

    def original(self, start: int, end: int) -> Span:
        """Return the span of the original that `text[start:end]` came from."""
        if end <= start:
            return Span(self.starts[start], self.starts[start])
        return Span(self.starts[start], self.starts[end - 1] + 1)


@lru_cache(maxsize=4096)
def _folded(char: str) -> str:
    if char in _SAME:
        return _SAME[char]
    if char == "…":
        return "..."
    if char.isspace():
        return " "
    if unicodedata.category(char) in {"Cf", "Cc", "Mn"}:
        return ""
    return "".join(_SAME.get(c, c) for c in unicodedata.normalize("NFKC", char).casefold())


def fold(text: str) -> Folded:
    """Fold case, compatibility forms, quotation marks, dashes and white space, keeping a map of offsets.

    Runs of white space become one blank; soft hyphens, zero-width and control characters are dropped.
    """
    out: list[str] = []
    starts: list[int] = []
    for offset, char in enumerate(text):
        for piece in _folded(char):
            if piece == " " and (not out or out[-1] == " "):
                continue
            out.append(piece)
            starts.append(offset)
    return Folded("".join(out), (*starts, len(text)))


def words(folded: str) -> list[str]:
    """Return the words of a folded text."""
    return _WORD.findall(folded)


def paragraphs(text: str) -> Iterator[Span]:
    """Yield the paragraphs of a text: stretches without a blank line, in order."""
    for match in _PARAGRAPH.finditer(text):
        yield Span(*match.span())
