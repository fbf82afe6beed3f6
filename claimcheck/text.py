"""One normalisation for both sides of every match, and the borders of words, sentences and paragraphs.

Offsets are 0-based, half-open and in code points of the text as given.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from claimcheck.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SAME = {
    **dict.fromkeys("‘’‚‛`´′ʼ＇", "'"),
    **dict.fromkeys("“”„‟«»″＂", '"'),
    **dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"),
}
_MARKS = frozenset(
    chr(point)
    for first, last in (
        *((0x0300, 0x036F), (0x0591, 0x05BD), (0x064B, 0x065F), (0x0670, 0x0670), (0x1AB0, 0x1AFF)),
        *((0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0xFE00, 0xFE0F), (0xFE20, 0xFE2F), (0xE0100, 0xE01EF)),
    )
    for point in range(first, last + 1)
)
_DROPPED = frozenset({"Cf", "Cc", "Cs"})
_UNCHANGED = frozenset({"Cn", "Co"})
_WORD = re.compile(r"\w+(?:[.,'&/-]\w+)*")
_PARAGRAPH = re.compile(r"[^\n\r]+(?:\r?\n[^\n\r]+)*")
_SENTENCE_END = re.compile(r"(?<![.!?…])[.!?…]+[\"'”’»)\]]{0,3}(?=\s)|[。！？]+[”’」』]{0,2}|\n\s*")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"'“‘])(?:[A-Z]|(?:[A-Za-z]\.)+[A-Za-z]|Mr|Mrs|Ms|Mx|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Rev|Hon|St"
    r"|Jr|Sr|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|No|vs|etc|cf|approx|Inc|Ltd|Co|Corp|Fig|Vol)\.$",
)


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and, for each of its code points, the offset of the original one it came from.

    Args:
        starts: One longer than *text*, never falling; the last entry is the length of the original.
    """

    text: str
    starts: Sequence[int]

    def original(self, start: int, end: int) -> Span:
        """Return the span of the original that `text[start:end]` came from."""
        if end <= start:
            return Span(self.starts[start], self.starts[start])
        return Span(self.starts[start], self.starts[end - 1] + 1)


def _once(char: str) -> str:
    if char in _SAME:
        return _SAME[char]
    if char.isspace():
        return " "
    category = unicodedata.category(char)
    if category in _DROPPED or char in _MARKS:
        return ""
    if category in _UNCHANGED:
        return char
    plain = unicodedata.normalize("NFKC", char).casefold()
    apart = unicodedata.normalize("NFKD", plain)
    bare = "".join(piece for piece in apart if piece not in _MARKS)
    return plain if bare == apart else unicodedata.normalize("NFC", bare)


@lru_cache(maxsize=65536)
def _folded(char: str) -> str:
    piece = _once(char)
    while (again := "".join(map(_once, piece))) != piece:
        piece = again
    return piece


def _rugged(alphabet: set[str]) -> re.Pattern[str]:
    """Return a pattern for the runs of a text that do not fold one to one."""
    blank = "".join(re.escape(char) for char in sorted(alphabet) if _folded(char) == " ")
    other = "".join(re.escape(char) for char in sorted(alphabet) if len(_folded(char)) != 1)
    either = f"[{blank}{other}]" if blank or other else r"(?!)"
    alone = f"|[{other}]" if other else ""
    return re.compile(rf"\A{either}+|{either}{{2,}}{alone}")


def fold(text: str) -> Folded:
    """Fold case, accents, compatibility forms, quotation marks, dashes and white space, keeping a map of offsets.

    Runs of white space become one blank; soft hyphens, zero-width and control characters are dropped. Folding a
    folded text changes nothing. Linear in the length of *text*; runs that fold one to one are copied whole.
    """
    alphabet = set(text)
    table = {ord(char): _folded(char) for char in alphabet}
    out: list[str] = []
    starts = array("L")
    at, last = 0, " "
    for run in _rugged(alphabet).finditer(text):
        if at < run.start():
            out.append(text[at : run.start()].translate(table))
            starts.extend(range(at, run.start()))
            last = out[-1][-1]
        for offset in range(*run.span()):
            for piece in table[ord(text[offset])]:
                if piece == last == " ":
                    continue
                out.append(piece)
                starts.append(offset)
                last = piece
        at = run.end()
    out.append(text[at:].translate(table))
    starts.extend(range(at, len(text) + 1))
    return Folded("".join(out), starts)


def words(folded: str) -> list[str]:
    """Return the words of a folded text."""
    return _WORD.findall(folded)


def paragraphs(text: str) -> Iterator[Span]:
    """Yield the paragraphs of a text: stretches without a blank line, in order."""
    for match in _PARAGRAPH.finditer(text):
        yield Span(*match.span())


def sentences(text: str) -> Iterator[Span]:
    """Yield the sentences of a text, in order, without the white space around them; a line end closes one."""
    start = 0
    for match in _SENTENCE_END.finditer(text):
        end = match.end()
        if match.group() == "." and _ABBREVIATION.search(text[max(start, end - 12) : end]):
            continue
        yield from _trimmed(text, start, end)
        start = end
    yield from _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    piece = text[start:end]
    if stripped := piece.strip():
        first = start + len(piece) - len(piece.lstrip())
        yield Span(first, first + len(stripped))
