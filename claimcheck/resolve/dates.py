"""When the cited document may have appeared, from the words of the sentence and the day of the article."""

from __future__ import annotations

import re
from datetime import date, timedelta

from claimcheck.model import Window

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTH = "|".join(rf"{name}|{name[:4]}\b\.?|{name[:3]}\b\.?" for name in MONTHS)
_NUMBERS = {name[:3]: number for number, name in enumerate(MONTHS, 1)}
_WEEKDAY = re.compile(rf"\b(?:(?P<last>last|previous)\s+)?(?P<day>{'|'.join(_DAYS)})\b", re.IGNORECASE)
_FULL = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{_MONTH})"
    rf"|(?P<month2>{_MONTH})\s+(?P<day2>\d{{1,2}})(?!\d))(?:,?\s+(?P<year>\d{{4}}))?",
    re.IGNORECASE,
)
_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)")
_IN_MONTH = re.compile(
    r"\b(?:in|since|during|of)\s+(?:(?P<part>early|mid"
    rf"|late)[\s-]+)?(?P<month>{_MONTH})(?:\s+(?P<year>\d{{4}}))?\b",
    re.IGNORECASE,
)
_AGO = (
    (re.compile(r"\b(?:yesterday|(?<!usa )today|earlier on)\b", re.IGNORECASE), 3),
    (re.compile(r"\b(?:last|this|past|earlier this) week\b|\bdays ago\b", re.IGNORECASE), 14),
    (re.compile(r"\b(?:last|this|past|earlier this) month\b|\bweeks ago\b|\brecent weeks\b", re.IGNORECASE), 62),
    (re.compile(r"\b(?:last|this|past|earlier this) year\b|\bmonths ago\b|\brecent months\b", re.IGNORECASE), 400),
)
_IN_YEAR = re.compile(r"\b(?:in|during|since|of|back in)\s+(?P<year>20\d\d|19\d\d)\b(?!\s*[-–,.]\s*\d)", re.IGNORECASE)
_YEARS_AGO = re.compile(
    r"\b(?P<count>a|an|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2}) years? ago\b", re.IGNORECASE
)
_COUNTS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_YESTERDAY = re.compile(r"\byesterday\b", re.IGNORECASE)
_FIRST_YEAR, _LAST_YEAR = 1900, 2200
_USUAL = timedelta(days=10)
_SLACK = timedelta(days=2)
_AFTER = timedelta(days=1)
_OLDEST = timedelta(days=3660)
_PARTS = {"early": 1, "mid": 10, "late": 20}
_MIDDLES = {"early": 5, "mid": 15, "late": 25}


def window(published: date | None, sentence: str) -> Window | None:
    """Return the days in which a document cited in *sentence* may have appeared.

    It may be as old as the event that the sentence dates, and as young as a day after the article (time zones); an
    event that is not dated is at most ten days old.

    Args:
        published: The day of the article; without it, or with an absurd one, nothing can be said (None).
        sentence: The sentence of the claim.
    """
    if published is None or not _FIRST_YEAR <= published.year <= _LAST_YEAR:
        return None
    starts = list(_starts(published, sentence))
    first = min(starts) - _SLACK if starts else published - _USUAL
    return Window(max(first, published - _OLDEST), published + _AFTER)


def likeliest(published: date | None, sentence: str) -> date | None:
    """Return the day on which a document cited in *sentence* most likely appeared; None without a day of the article.

    That is the day that the sentence names, and else the article's own.
    """
    if published is None or not _FIRST_YEAR <= published.year <= _LAST_YEAR:
        return None
    named = [_weekday(published, match) for match in _WEEKDAY.finditer(sentence)]
    for match in _FULL.finditer(sentence):
        month = _NUMBERS[(match["month"] or match["month2"])[:3].lower()]
        named += _dated(published, match["year"], month, int(match["day"] or match["day2"]))
    if _YESTERDAY.search(sentence):
        named.append(published - timedelta(days=1))
    for match in _IN_MONTH.finditer(sentence):
        month = _NUMBERS[match["month"][:3].lower()]
        named += _dated(published, match["year"], month, _MIDDLES.get((match["part"] or "").lower(), 15))
    past = [day for day in named if day <= published] or [
        day for day in _years(published, sentence, 7) if day <= published
    ]
    return max(past, default=published)


def written(text: str) -> date | None:
    """Return the first day that stands in *text* with its year ("17 November 2026", "Nov 17, 2026"), or None."""
    for match in _FULL.finditer(text):
        month = _NUMBERS[(match["month"] or match["month2"])[:3].lower()]
        if match["year"] and (days := _dated(date.max, match["year"], month, int(match["day"] or match["day2"]))):
            return days[0]
    if iso := _ISO.search(text):
        try:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        except ValueError:
            return None
    return None


def _starts(published: date, sentence: str) -> list[date]:
    found = [published - timedelta(days=days) for pattern, days in _AGO if pattern.search(sentence)]
    found += [_weekday(published, match) for match in _WEEKDAY.finditer(sentence)]
    for match in _FULL.finditer(sentence):
        month = _NUMBERS[(match["month"] or match["month2"])[:3].lower()]
        found += _dated(published, match["year"], month, int(match["day"] or match["day2"]))
    for match in _IN_MONTH.finditer(sentence):
        month = _NUMBERS[match["month"][:3].lower()]
        found += _dated(published, match["year"], month, _PARTS.get((match["part"] or "").lower(), 1))
    found += _years(published, sentence, 1)
    return [start for start in found if start <= published]


def _years(published: date, sentence: str, month: int) -> list[date]:
    """Return the first day of a month in each year that a sentence names or counts back to."""
    years = [int(match["year"]) for match in _IN_YEAR.finditer(sentence)]
    for match in _YEARS_AGO.finditer(sentence):
        count = match["count"].lower()
        ago = int(count) if count.isdigit() else _COUNTS.index(count) if count in _COUNTS else 1
        years.append(published.year - ago)
    return [date(year, month, 1) for year in years if _FIRST_YEAR <= year <= published.year]


def _weekday(published: date, match: re.Match[str]) -> date:
    """Return the last such day before the article, or the article's own unless it is called the last one."""
    ago = (published.weekday() - _DAYS.index(match["day"].lower())) % 7
    return published - (timedelta(weeks=1) if match["last"] and not ago else timedelta(days=ago))


def _dated(published: date, year: str | None, month: int, day: int) -> list[date]:
    """Return the day meant; without a year the last one that is not after the article."""
    try:
        if year:
            return [date(int(year), month, day)]
        this = date(published.year, month, day)
        return [this if this <= published else date(published.year - 1, month, day)]
    except ValueError:
        return []
