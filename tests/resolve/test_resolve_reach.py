"""Whether an outlet's lists cover the days in question, and why they do not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from claimcheck.model import Asked, Citation, SourceKind, Window
from claimcheck.resolve.finder import Reach, unbroken
from claimcheck.resolve.reach import covers, gap

DAYS = Window(date(2026, 3, 1), date(2026, 3, 6))
CITATION = Citation(*("1", "Kestrel Post", SourceKind.OUTLET, "", ("Kestrel Post",), ("kestrelpost.org",)), window=DAYS)
BOTH = replace(CITATION, outlets=("Kestrel Post", "Gulf Post"), domains=("kestrelpost.org", "gulfpost.org"))
LATEST = date(2026, 3, 6)


@pytest.mark.parametrize(
    ("reaches", "covered"),
    [
        ([], False),
        ([Reach("kestrelpost.org")], True),
        ([Reach("kestrelpost.org", date(2026, 3, 1))], True),
        ([Reach("kestrelpost.org", date(2026, 3, 2))], False),
        ([Reach("kestrelpost.org", date(2026, 3, 2)), Reach("kestrelpost.org", date(2025, 3, 2))], True),
        ([Reach("kestrelpost.example")], True),
    ],
)
def test_a_list_covers_the_days_it_reaches_over(reaches: list[Reach], covered: bool) -> None:  # noqa: FBT001 - what is expected
    """A whole list does, and one back to the first day; one outlet's list may stand at another site of it."""
    assert covered is covers(CITATION, reaches)


def test_each_outlet_must_be_covered() -> None:
    """Of two outlets the list of one says nothing of the other."""
    assert not covers(BOTH, [Reach("kestrelpost.org")])
    assert covers(BOTH, [Reach("kestrelpost.org"), Reach("gulfpost.org", date(2026, 2, 1))])


def test_without_days_only_whole_lists_cover() -> None:
    """A list that goes back to some day covers no article that has none."""
    dateless = replace(CITATION, window=None)
    assert not covers(dateless, [Reach("kestrelpost.org", date(1999, 1, 1))])
    assert covers(dateless, [Reach("kestrelpost.org")])


def test_no_list_covers_nothing() -> None:
    """A source without any known outlet is covered by no list at all."""
    assert not covers(replace(CITATION, outlets=(), domains=()), [])


@pytest.mark.parametrize(
    ("asked", "latest", "said"),
    [
        ([], LATEST, "no list of what it publishes was asked for"),
        ([Asked("link", answered=True), Asked("archive", answered=True, covers=True)], LATEST, "no list of what it"),
        ([Asked("feed", answered=True)], None, "Kestrel Post has no list of what it publishes that could be found"),
        ([Asked("feed", answered=True, reach=date(2026, 3, 4))], LATEST, "reaches back to 4 March 2026 only"),
        (
            [
                Asked("feed", answered=True, reach=date(2026, 3, 4)),
                Asked("section", answered=True, reach=date(2026, 3, 3)),
            ],
            LATEST,
            "reaches back to 3 March 2026 only",
        ),
        (
            [
                Asked("section", answered=False, problem="HTTP 500", best_effort=True),
                Asked("sitemap", answered=False, problem="HTTP 403"),
            ],
            None,
            "HTTP 403",
        ),
        ([Asked("section", answered=False, problem="HTTP 500", best_effort=True)], None, "has no list of what"),
        ([Asked("sitemap", answered=True, covers=True)], date(2025, 11, 2), "lists ends on 2 November 2025"),
        ([Asked("feed", answered=False, problem="x"), Asked("sitemap", answered=True, covers=True)], LATEST, ""),
        ([Asked("sitemap", answered=True, covers=True)], date(2026, 1, 20), ""),
        ([Asked("sitemap", answered=True, covers=True)], None, ""),
    ],
)
def test_why_lists_do_not_cover_the_days(asked: list[Asked], latest: date | None, said: str) -> None:
    """One list that covers is enough, if it is still kept; else what went wrong is said, or how far it goes back."""
    found = gap(CITATION, asked, latest)
    assert said in found
    assert bool(said) is bool(found)


@pytest.mark.parametrize(
    ("days", "reach"),
    [
        ([], None),
        ([date(2026, 3, 6)], date(2026, 3, 6)),
        ([date(2026, 3, 6), date(2026, 3, 4), date(2026, 2, 20)], date(2026, 2, 20)),
        ([date(2026, 3, 6), date(2026, 3, 5), date(2026, 3, 4), date(2019, 5, 1)], date(2026, 3, 4)),
        ([date(2026, 3, 1), date(2026, 1, 20)], date(2026, 3, 1)),
        ([date(2026, month, 1) for month in (3, 2, 1)], date(2026, 1, 1)),
        ([date(2026, 3, 1), date(2026, 2, 1), date(2026, 1, 1), date(2025, 10, 1)], date(2025, 10, 1)),
    ],
)
def test_a_list_reaches_back_to_where_it_breaks(days: list[date], reach: date | None) -> None:
    """One pinned entry of years ago is no list of the years between; an outlet that publishes monthly has months."""
    assert reach == unbroken(days)
