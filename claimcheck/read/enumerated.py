"""Lines that begin with rising numbers, as references below an article do: "[1] …", "¹ …", "(1) …", "1. …"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from claimcheck.model import Span
from claimcheck.read.footnotes import HEADING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Style = Literal["square", "raised", "round", "listed"]
HIGH = "⁰¹²³⁴-⁹"
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_ENTRY = re.compile(
    r"[ \t]*(?:[-*•][ \t]+)?"
    rf"(?:(?P<square>\[\^?\d{{1,3}}\]):?|(?P<raised>[{HIGH}]{{1,3}})[.)]?|(?P<round>\(\d{{1,3}}\))"
    r"|(?P<listed>\d{1,3})[.)](?!\d))(?=\s|$|[\w\"“‘«<(])"
)
_BARE = re.compile(r"[ \t]*(?P<listed>\d{1,3})[ \t]+(?=[^\W\d_]|[\"“‘«<])")
_STYLES: tuple[Style, ...] = ("square", "raised", "round", "listed")
_LINE = re.compile(r"[^\r\n]+|\r\n|\r|\n")
_WORDS = re.compile(r"[^\W_]")
_NUMBER = re.compile(r"\d+")
_LONGEST, _HEADING = 2000, 60


@dataclass(frozen=True, slots=True)
class Entry:
    """A line with a number, and the lines that go on with it, as far as they are no more than a reference may have."""

    start: int
    end: int
    number: int


@dataclass(slots=True)
class Run:
    """Entries one below the other, and the heading above them that calls them references or notes."""

    style: Style
    heading: Span | None
    entries: list[Entry]

    @property
    def spans(self) -> list[Span]:
        """Where the heading and the entries stand."""
        whole = Span(self.entries[0].start, self.entries[-1].end)
        return [self.heading, whole] if self.heading else [whole]


@dataclass(slots=True)
class _Reading:
    """What is known of a text down to some line; *gap*: the next one stands apart from it."""

    listed: Mapping[int, int]
    run: Run | None = None
    heading: Span | None = None
    gap: bool = True

    def takes(self, line: re.Match[str]) -> bool:
        """Take a line that goes on with the run."""
        if self.run is None:
            return False
        last = self.run.entries[-1]
        style, entry = self._entry(line)
        if style == self.run.style and entry.number > last.number:
            self.run.entries.append(entry)
            return True
        if self.gap or line.end() - last.start > _LONGEST or not _WORDS.search(line[0]):
            return False
        self.run.entries[-1] = Entry(last.start, line.end(), last.number)
        return True

    def begins(self, line: re.Match[str]) -> Run | None:
        """Return the run that begins with a line, if one does."""
        self.run = None
        style, entry = self._entry(line)
        return Run(style, self.heading, [entry]) if style and (self.gap or self.heading) else None

    def _entry(self, line: re.Match[str]) -> tuple[Style | None, Entry]:
        """Return how the number of a line is written, and the entry that it begins."""
        none = Entry(line.start(), line.end(), 0)
        if line.end() - line.start() > _LONGEST:
            return None, none
        if found := _ENTRY.match(line[0]):
            style = next(style for style in _STYLES if found[style])
            number = _NUMBER.search(found[style].translate(LOWERED))
            return style, Entry(line.start() + found.start(style), line.end(), int(number[0]) if number else 0)
        number = _BARE.match(line[0])
        if line.start() in self.listed:
            return "listed", Entry(line.start(), line.end(), self.listed[line.start()])
        if number and int(number["listed"]) == self._next():
            return "listed", Entry(line.start() + number.start("listed"), line.end(), self._next())
        return None, none

    def _next(self) -> int:
        """Return the number that counts without any sign; only below a heading one does."""
        if self.run:
            return self.run.entries[-1].number + 1 if self.run.heading and self.run.style == "listed" else 0
        return 1 if self.heading else 0


def runs(text: str, listed: Mapping[int, int]) -> Iterator[Run]:
    """Yield the runs of a text in order.

    Args:
        text: The text; blank lines, and lines without letters, part its paragraphs.
        listed: The numbers that a list gives to lines, by where these start.
    """
    reading = _Reading(listed)
    for line in _LINE.finditer(text):
        if not line[0].strip():
            reading.gap = reading.gap or text[line.start() - 1 : line.start()] in {"\n", "\r"}
            continue
        if not reading.takes(line):
            if reading.run:
                yield reading.run
            reading.run = reading.begins(line)
            reading.heading = _heading(line)
        reading.gap = not _WORDS.search(line[0])
    if reading.run:
        yield reading.run


def _heading(line: re.Match[str]) -> Span | None:
    words = line[0].strip()
    return Span(*line.span()) if len(words) <= _HEADING and HEADING.fullmatch(words) else None
