"""What the Wayback Machine captured of the outlet's site in the days in question."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from claimcheck.model import Candidate, Purpose, Query, Window
from claimcheck.resolve import cdx, urls
from claimcheck.resolve.finder import Gap, main_domains, next_domain, nowhere

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from claimcheck.model import Answer, Citation

_DAY, _MONTH = timedelta(days=1), timedelta(days=32)
_MOST_MONTHS = 6
"""So many months of a longer window are asked for; each costs one of the archive's 24 look-ups a minute."""


def _months(window: Window, day: date) -> tuple[list[Window], int]:
    """Return the months that a window touches, those nearest to *day* first, and how many are too many to ask for.

    Whole months, so that all claims on an outlet share their queries.
    """
    pieces = []
    start = window.first.replace(day=1)
    while start <= window.last:
        after = (start + _MONTH).replace(day=1)
        pieces.append(Window(start, after - _DAY))
        start = after
    pieces.sort(key=lambda piece: (not piece.holds(day), abs((piece.last - day).days), piece.first))
    return pieces[:_MOST_MONTHS], max(0, len(pieces) - _MOST_MONTHS)


class ArchiveFinder:
    """Asks the archive's index by outlet and date window.

    Args:
        archive: The scheme and host of the archive.
    """

    name = "archive"
    best_effort = True

    def __init__(self, archive: str = cdx.ARCHIVE) -> None:
        self._archive = archive

    def ask(self, citation: Citation) -> Iterable[Query | Gap]:
        """Yield a query for the main site of each outlet."""
        gap = nowhere(citation)
        if gap:
            return [gap]
        window, day = citation.window, citation.day
        if window is None and day:
            window = Window(day - _MONTH, day)
        if window is None:
            return [Gap("the article has no date, so the archive could not be searched by it")]
        months, left = _months(window, day or window.last)
        asked: list[Query | Gap] = [
            Query(cdx.within(self._archive, domain, month), Purpose.API)
            for domain in main_domains(citation)
            for month in months
        ]
        if left:
            asked.append(Gap(f"the archive was asked for the {len(months)} likeliest months, not for {left} others"))
        return asked

    def follow(self, citation: Citation, answer: Answer) -> Iterable[Query | Candidate | Gap]:
        """Yield the captured pages; the outlet's next domain is asked when the archive has none of this one."""
        rows = cdx.rows(answer.memento)
        if isinstance(rows, Gap):
            yield rows
        elif rows:
            for row in rows:
                yield Candidate(
                    row.url, self.name, published=urls.day(row.url), archive_url=cdx.replay(self._archive, row)
                )
            if len(rows) >= cdx.MOST or cdx.onward(answer.query.url, answer.memento):
                yield self._rest(citation, answer)
        elif rows is not None and citation.window and "resumeKey=" not in answer.query.url:
            after = next_domain(citation, cdx.site(answer.query.url))
            if after:
                yield Query(cdx.instead(answer.query.url, after), Purpose.API)

    def _rest(self, citation: Citation, answer: Answer) -> Query | Gap:
        """Return the query for the rest of a list, or the gap when it has no end."""
        after = cdx.onward(answer.query.url, answer.memento)
        if after is None:
            return Gap(f"the archive's list for {citation.name} was cut at {cdx.MOST:,} pages")
        return Query(after, Purpose.API)
