"""Days written as numbers or in English, and times as ISO 8601 has them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAME = r"(?P<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_SHAPES = (
    re.compile(r"(?<!\d)(?P<year>\d{4})[-/.年](?P<number>\d{1,2})[-/.月](?P<day>\d{1,2})(?!\d)"),
    re.compile(rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+{_NAME},?\s+(?P<year>\d{{4}})(?!\d)", re.IGNORECASE),
    re.compile(rf"\b{_NAME}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})(?!\d)", re.IGNORECASE),
)


def find_day(text: str) -> date | None:
    """Return the first day that *text* gives with its year (ISO 8601, "2 March 2026", "March 2, 2026"), or None."""
    for shape in _SHAPES:
        match = shape.search(text)
        if not match:
            continue
        named = match.groupdict().get("month")
        month = _MONTHS.index(named[:3].lower()) + 1 if named else int(match["number"])
        try:
            return date(int(match["year"]), month, int(match["day"]))
        except ValueError:
            continue
    return None


def moment(value: object) -> datetime | None:
    """Return a time as ISO 8601 has it, with its own zone (UTC when it names none); None for anything else."""
    if not isinstance(value, str):
        return None
    try:
        found = datetime.fromisoformat(value.strip()[:40])
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
