"""The days in which a cited document may have appeared."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.resolve.dates import window

THURSDAY = date(2026, 3, 5)


@pytest.mark.parametrize(
    ("sentence", "first"),
    [
        ("The mill burned down.", date(2026, 2, 23)),
        ("The mill burned on Tuesday.", date(2026, 3, 1)),
        ("The mill burned on Thursday.", date(2026, 3, 3)),
        ("The mill burned last Thursday.", date(2026, 2, 24)),
        ("The mill burned last Tuesday.", date(2026, 3, 1)),
        ("The mill burned yesterday.", date(2026, 2, 28)),
        ("The mill burned last week.", date(2026, 2, 17)),
        ("The mill burned last month.", date(2025, 12, 31)),
        ("In late January, the mill burned.", date(2026, 1, 18)),
        ("The mill burned on 3 March 2026.", date(2026, 3, 1)),
        ("The mill burned on March 3.", date(2026, 3, 1)),
        ("The mill burned on 9 December.", date(2025, 12, 7)),
        ("The mill was sold in January 2025.", date(2024, 12, 30)),
        ("On Tuesday the mill, shut since January, burned.", date(2025, 12, 30)),
    ],
)
def test_date_words_move_the_start(sentence: str, first: date) -> None:
    """Date words set the start of the window, two days before what they name; the earliest of several counts."""
    found = window(THURSDAY, sentence)

    assert found is not None
    assert (first, date(2026, 3, 6)) == (found.first, found.last)


@pytest.mark.parametrize(
    "sentence",
    [
        "The mill burned, according to USA Today.",
        "The mill will reopen in 2030.",
        "It cost 2,025 crowns, of 2025,000 in all.",
        "The mill burned on 31 February 2026.",
        "The mill employs 2024 people.",
    ],
)
def test_words_that_only_look_like_dates(sentence: str) -> None:
    """Names, amounts, days to come and days that do not exist leave the usual ten days."""
    assert window(THURSDAY, "The mill burned.") == window(THURSDAY, sentence)


def test_no_day_no_window() -> None:
    """An article without a date has no window, whatever its sentence says."""
    assert window(None, "The mill burned on 3 March 2026.") is None


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)), st.text(max_size=60), st.sampled_from(["last Monday", "in 1900"]))
def test_every_window_ends_the_day_after(published: date, text: str, words: str) -> None:
    """Whatever a sentence holds, the window holds the article's own day and ends a day later."""
    found = window(published, f"{text} {words}")

    assert found is not None
    assert found.holds(published)
    assert timedelta(days=1) == found.last - published
