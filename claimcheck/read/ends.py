"""The day of an article without markup, from the lines at its head and its foot.

A day counts only in a line that is made for it. One in a sentence, a title, a caption or a list of days is none of
the article's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from claimcheck.read.dated import LONGEST, MONTH, NAME, WHEN, Said, dateline, read_line
from claimcheck.read.dates import find_day, on

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

_ALONE = re.compile(rf"^[^\w\n]{{0,5}}{WHEN}[^\w\n]{{0,5}}$", re.MULTILINE)
_OWNED = re.compile(r"(?:©|\([cC]\)|\b[Cc]opyright\b)[^\d\n]{0,60}(?:[12]\d{3}\s*[-–]\s*)?([12]\d{3})(?!\d)")
_IN_MONTH = re.compile(rf"(?:{NAME}\s*[,|·•–—-]\s*)?{MONTH},?\s+([12]\d{{3}})")
_CLOSING = re.compile(
    r"\W{0,3}(?:(?:additional |more )?(?:reporting|writing|editing|edited|photo\w*|graphics?)\b.{0,12}(?:by|:|/)"
    r"|©|\(c\)|copyright|all rights reserved|tags?:|topics?:|filed under|https?://|e-?mail)",
    re.IGNORECASE,
)
_PARAGRAPH = 80
_HEAD_LINES, _FOOT_LINES, _FOOT = 8, 4, 2000
_DIARY = 3


@dataclass(slots=True)
class Dates:
    """What the lines at the head and the foot of an article have said so far."""

    published: list[tuple[date, bool]] = field(default_factory=list)
    updated: date | None = None
    short: tuple[int, int] | None = None
    years: set[int] = field(default_factory=set)
    publisher: str | None = None

    def add(self, said: Said) -> None:
        """Take what a line says; of two days the first counts."""
        if said.published:
            self.published.append((said.published, said.bare))
        self.updated = self.updated or said.updated
        self.short = self.short or said.short
        self.publisher = self.publisher or said.publisher

    def day(self, text: str) -> date | None:
        """Return the day on which *text* appeared: said so, else told with its year elsewhere, else its last change.

        Days that stand alone on their lines are the article's unless there are several, as in a diary.
        """
        diary = any(bare for _, bare in self.published) and _is_diary(text)
        found = next((day for day, bare in self.published if not (bare and diary)), None)
        return found or self._completed() or self.updated

    def _completed(self) -> date | None:
        if self.short is None:
            return None
        if self.updated:
            years = (self.updated.year, self.updated.year - 1)
            days = (on(year, *self.short) for year in years)
            return next((day for day in days if day and day <= self.updated), None)
        return on(next(iter(self.years)), *self.short) if len(self.years) == 1 else None


def read_head(lines: Iterable[str], dates: Dates, *, titled: bool = False) -> None:
    """Take what the first lines of a story say.

    Args:
        lines: From the top, without their ends.
        dates: Where it goes.
        titled: The title stands right above them, so that a place or a name beside a day is no title.
    """
    close, long = titled, 0
    for line in islice((line for line in lines if line.strip()), _HEAD_LINES):
        said = dateline(line) or read_line(line)
        close = close and said is not None
        if said and (close or said.clear):
            dates.add(said)
        _note_year(line, dates)
        long += len(line) > _PARAGRAPH
        if long > 1 or len(line) > 2 * LONGEST:
            break


def read_foot(text: str, dates: Dates) -> None:
    """Take what the last lines of *text* say; lines about rights and helpers may stand among them."""
    end = text[-_FOOT:].rstrip()
    lines = [line for line in end.splitlines()[len(text) > _FOOT :] if line.strip()]
    for line in reversed(lines[-_FOOT_LINES:]):
        said = read_line(line)
        if said and said.clear:
            dates.add(said)
        elif not _CLOSING.match(line):
            break
        _note_year(line, dates)


def _note_year(line: str, dates: Dates) -> None:
    """Note a year that a line of rights, or one of a month, gives."""
    line = line.strip(" \t\r\n*_()[].")
    if len(line) <= LONGEST and (match := _OWNED.search(line) or _IN_MONTH.fullmatch(line)):
        dates.years.add(int(match[1]))


def _is_diary(text: str) -> bool:
    """Say whether days stand alone on several lines of *text*."""
    return len({find_day(match[0]) for match in islice(_ALONE.finditer(text), 10 * _DIARY)}) >= _DIARY
