"""When something was said, where a source's phrase tells that as well."""

from __future__ import annotations

import re

_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?"
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_SHORT = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\."
_DATE = rf"(?:{_MONTH}|{_SHORT})(?:\s+\d{{1,2}})?(?:,?\s+\d{{4}})?"
_CLOCK = re.compile(r"\d{1,2}[.:]\d{2}\s?(?:[ap]\.?m\.?)?\s+", re.IGNORECASE)
_WHEN = re.compile(
    r"(?<!\s)\s+(?:(?:(?:last|this) (?:year|month|week|spring|summer|fall|autumn|winter|\w+day)|both|all"
    rf"|(?:published|released|issued|out|sent|posted) (?:on )?{_DAY}"
    rf"|(?:on|in)\s+(?:(?:early|late|mid-?)\s?)?(?:{_DATE}|\d{{4}})"
    rf"|on\s+{_DAY}))$"
)
CALENDAR = re.compile(rf"{_DAY}|{_DATE}")
"""A day or a date, which is nobody's name."""


def without(phrase: str) -> str:
    """Return a source without the time at its start or its end: "the Harbour Daily" of "the Harbour Daily in May"."""
    return _WHEN.sub("", _CLOCK.sub("", phrase, count=1) if _CLOCK.match(phrase) else phrase)
