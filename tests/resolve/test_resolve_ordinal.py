"""Days of pages without words, from the numbers in their addresses and the days of those that were read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.model import Candidate, Citation, SourceKind
from claimcheck.resolve import sooner

SITE = "https://www.kestrelpost.org"
CITATION = Citation(
    *("1", "Kestrel Post", SourceKind.OUTLET, "", ("Kestrel Post",), ("kestrelpost.org",)), day=date(2026, 3, 4)
)
KNOWN = {f"{SITE}/page/1000.shtml": date(2026, 3, 1), f"{SITE}/page/1100.shtml": date(2026, 3, 11)}


def _candidate(url: str, score: float = 0.1) -> Candidate:
    return Candidate(url if "://" in url else f"{SITE}/page/{url}.shtml", "sitemap", score)


def _order(*numbers: str, known: dict[str, date] = KNOWN, citation: Citation = CITATION) -> list[str]:
    found = sooner(list(map(_candidate, numbers)), citation, known)
    return [one.url.rpartition("/")[2].removesuffix(".shtml") for one in found]


def test_numbers_between_known_days_follow() -> None:
    """Three tenths of the way between the first and the eleventh stands the fourth; the nearest come first."""
    assert ["1030", "1020", "1050", "1000", "1100"] == _order("1000", "1100", "1050", "1020", "1030")


def test_beyond_known_days_it_is_guessed_for_a_stretch() -> None:
    """What follows the last known page is as dense as before it; very far away nothing is guessed."""
    late = replace(CITATION, day=date(2026, 3, 21))
    assert ["1200", "1150", "1000"] == _order("1000", "1150", "1200", citation=late)
    assert ["9000", "1200"] == _order("1150", "9000", "1200", citation=late)[:2]


@pytest.mark.parametrize(
    "known",
    [
        {},
        {f"{SITE}/page/1000.shtml": date(2026, 3, 1)},
        {f"{SITE}/other/1000.shtml": date(2026, 3, 1), f"{SITE}/other/1100.shtml": date(2026, 3, 11)},
        {url.replace("kestrelpost", "gulfpost"): day for url, day in KNOWN.items()},
        {f"{SITE}/about": date(2026, 3, 1), f"{SITE}/contact": date(2026, 3, 11)},
    ],
)
def test_what_tells_no_day(known: dict[str, date]) -> None:
    """One known page, other forms of address and other sites leave the order as it was."""
    assert ["1000", "1100", "1030"] == _order("1000", "1100", "1030", known=known)


def test_without_a_day_nothing_is_moved() -> None:
    """An article without a date, and pages that have words, keep the order they came in."""
    assert ["1000", "1030"] == _order("1000", "1030", citation=replace(CITATION, day=None))
    worded = [_candidate(f"{SITE}/{name}-burned-in-the-night", 0.1) for name in ("inn", "mill")]
    assert worded == sooner(worded, CITATION, KNOWN)


def test_numbers_that_run_backwards() -> None:
    """A list whose numbers run backwards gives the day of the first and raises nothing."""
    backwards = {f"{SITE}/page/1000.shtml": date(2026, 3, 11), f"{SITE}/page/1100.shtml": date(2026, 3, 4)}
    assert {"1000", "1050"} == set(_order("1000", "1050", known=backwards))


def test_days_that_no_calendar_has() -> None:
    """Pages that say they are of the first and the last year there is lead to no day beyond them."""
    known = {f"{SITE}/page/1000.shtml": date.min, f"{SITE}/page/1001.shtml": date.max}
    assert {"1019", "999", "985"} == set(_order("1019", "999", "985", known=known))


_URLS = st.builds(
    "{}/{}/{}{}".format,
    st.sampled_from((SITE, "https://gulfpost.org", "http://[bad", "")),
    st.sampled_from(("page", "2026/03", "a-b-c", "٣٤", "9" * 40)),
    st.integers(0, 10**18),
    st.sampled_from((".shtml", "/", "?id=77", "")),
)


@given(
    st.lists(st.builds(_candidate, _URLS, st.floats(0, 1)), max_size=8), st.dictionaries(_URLS, st.dates(), max_size=8)
)
def test_none_is_lost_and_none_is_added(candidates: list[Candidate], known: dict[str, date]) -> None:
    """Whatever is known, the same candidates come back in some order."""
    found = sooner(candidates, CITATION, known)
    assert sorted(found, key=repr) == sorted(candidates, key=repr)
