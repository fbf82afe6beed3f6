"""Days written as numbers or in English, and times as ISO 8601 has them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAME = r"(?P<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_NTH = r"(?<!\d)(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?"
_SHAPES = (
    re.compile(r"(?<!\d)(?P<year>\d{4})[-/.年](?P<number>\d{1,2})[-/.月](?P<day>\d{1,2})(?!\d)"),
    re.compile(rf"{_NTH}(?:\s+(?:of\s+)?|-){_NAME}(?:,?\s+|-)(?P<year>\d{{4}})(?!\d)", re.IGNORECASE),
    re.compile(rf"\b{_NAME}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})(?!\d)", re.IGNORECASE),
    re.compile(r"(?<![\d./])(?P<first>\d{1,2})(?P<mark>[./])(?P<second>\d{1,2})(?P=mark)(?P<year>\d{4})(?!\d)"),
)
_YEARLESS = (
    re.compile(rf"{_NTH}\s+(?:of\s+)?{_NAME}", re.IGNORECASE),
    re.compile(rf"\b{_NAME}\s+(?P<day>\d{{1,2}})(?!\d)", re.IGNORECASE),
)


def find_day(text: str) -> date | None:
    """Return the first day that *text* gives with its year, or None.

    That is ISO 8601, "2 March 2026", "March 2, 2026", or "17.3.2026" and "3/17/2026" where only one number can be a
    month.
    """
    for shape in _SHAPES:
        match = shape.search(text)
        if match and (day := _day(match.groupdict())):
            return day
    return None


def find_yearless(text: str) -> tuple[int, int] | None:
    """Return the month and the number of the first day that *text* gives in English words, its year set aside."""
    for shape in _YEARLESS:
        if match := shape.search(text):
            return _month(match["month"]), int(match["day"])
    return None


def on(year: int, month: int, number: int) -> date | None:
    """Return a day, or None for one that no calendar has."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _day(parts: dict[str, str]) -> date | None:
    year = int(parts["year"])
    if "mark" in parts:
        low, high = sorted((int(parts["first"]), int(parts["second"])))
        return on(year, low, high) if high > len(_MONTHS) or low == high else None
    return on(year, _month(parts["month"]) if "month" in parts else int(parts["number"]), int(parts["day"]))


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1


def moment(value: object) -> datetime | None:
    """Return a time as ISO 8601 has it, with its own zone (UTC when it names none); None for anything else."""
    if not isinstance(value, str):
        return None
    try:
        found = datetime.fromisoformat(value.strip()[:40])
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
