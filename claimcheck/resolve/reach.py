"""Whether what an outlet lists reaches over the days in question, so that what is not listed is not there.

A sitemap lists a site as a whole (sitemaps.org), or the days and months that its parts are named for; a feed, a news
sitemap and a section page reach back to the oldest entry they have. A list that ends long before the days is out of use
and says nothing of them.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from claimcheck.resolve.dates import MONTHS
from claimcheck.resolve.finder import main_domains

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from claimcheck.model import Asked, Citation
    from claimcheck.resolve.finder import Reach

LISTS = frozenset({"sitemap", "feed", "section"})
_ALIVE = timedelta(days=45)
"""An outlet that has listed nothing for so long before the days in question may have stopped keeping the list."""


def covers(citation: Citation, reaches: Iterable[Reach]) -> bool:
    """Say whether lists reach over a citation's days, at each outlet that it means."""
    first = citation.window.first if citation.window else None
    whole = {one.site for one in reaches if one.first is None or (first and one.first <= first)}
    wanted = main_domains(citation)
    return bool(whole) and (len(wanted) == 1 or whole.issuperset(wanted))


def gap(citation: Citation, asked: Sequence[Asked], latest: date | None) -> str:
    """Return why the lists of a citation's outlets do not cover its days; empty when they do."""
    lists = [one for one in asked if one.finder in LISTS]
    if not lists:
        return "no list of what it publishes was asked for"
    if not any(one.covers for one in lists):
        if problem := next((one.problem for one in lists if one.problem and not one.best_effort), ""):
            return problem
        if reach := min((one.reach for one in lists if one.reach), default=None):
            return f"what {citation.name} lists reaches back to {_day(reach)} only"
        return f"{citation.name} has no list of what it publishes that could be found"
    if citation.window and latest and latest < citation.window.first - _ALIVE:
        return f"what {citation.name} lists ends on {_day(latest)}"
    return ""


def _day(day: date) -> str:
    """Return a day for a person, whatever the locale."""
    return f"{day.day} {MONTHS[day.month - 1].capitalize()} {day.year}"
