"""The time beside a source."""

from __future__ import annotations

import pytest

from claimcheck.extract.times import without


@pytest.mark.parametrize(
    ("phrase", "who"),
    [
        ("the Harbour Daily in March 2024", "the Harbour Daily"),
        ("the Harbour Daily in early May", "the Harbour Daily"),
        ("the Harbour Daily in 2019", "the Harbour Daily"),
        ("a survey published on Thursday", "a survey"),
        ("Reuters on Sunday", "Reuters"),
        ("officials last week", "officials"),
        ("10.15am Ada Quill", "Ada Quill"),
        ("the Bank of March", "the Bank of March"),
        ("In May", "In May"),
        ("Theresa May", "Theresa May"),
    ],
)
def test_time_is_no_part_of_who(phrase: str, who: str) -> None:
    """A clock time before and a date or a day behind are left out; a name that is a month stays."""
    assert who == without(phrase)
