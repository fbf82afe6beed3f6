from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.report import prose


def test_counts_agree_with_their_noun() -> None:
    """One is singular, everything else plural, and thousands are set apart."""
    assert ["0 claims", "1 claim", "2 claims", "1,200 claims"] == [prose.count(n, "claim") for n in (0, 1, 2, 1200)]
    assert "2 copies" == prose.count(2, "copy")


def test_dates_read_the_same_everywhere() -> None:
    """A date has no leading zero and an English month."""
    assert ["7 February 2025", "31 December 1999"] == [prose.day(date(2025, 2, 7)), prose.day(date(1999, 12, 31))]


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a and b"),
        (["a", "b", "c"], "a, b and c"),
        (list("abcde"), "a, b, c and 2 more"),
    ],
)
def test_series(items: list[str], expected: str) -> None:
    """A list ends in "and"; a long one says how many are left out."""
    assert expected == prose.series(items, 3)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the page was read", "The page was read."),
        ("www.cnbc.com answered 403", "www.cnbc.com answered 403."),
        ("Is it?", "Is it?"),
        ("the source has “25”", "The source has “25”."),
        ("It ends here.", "It ends here."),
        ("", ""),
    ],
)
def test_reasons_are_sentences(text: str, expected: str) -> None:
    """A capital first and an end mark last, but a host keeps its spelling."""
    assert expected == prose.sentence(text)


@pytest.mark.parametrize(
    ("numbers", "gap", "expected"),
    [
        ((23, 20, 3, 0), "", "23 listed pages: 20 read, 3 set aside by their titles"),
        ((1, 1, 0, 0), "", "1 listed page: 1 read"),
        ((1200, 1, 99, 1100), "", "1,200 listed pages: 1 read, 99 set aside by their titles, 1,100 not read"),
        ((0, 0, 0, 0), "it has no list", "0 listed pages: 0 read; it has no list"),
    ],
)
def test_what_a_search_came_to(numbers: tuple[int, int, int, int], gap: str, expected: str) -> None:
    """What was read is said always, what was set aside and left where there is any, and why lists do not cover."""
    assert expected == prose.searched(*numbers, gap)


def test_the_cause_follows_the_colon() -> None:
    """Of a reason with a colon the part after the first one is the cause; an address has none."""
    assert "no address found for a.example (DNS)" == prose.cause(
        "X could not be read: no address found for a.example (DNS)."
    )
    assert "see https://a.example" == prose.cause("see https://a.example")
    assert "" == prose.cause("")


def test_long_text_is_cut_in_the_middle_at_blanks() -> None:
    """Beginning and end stay, whole words on both sides of the gap."""
    text = "The first words stand here and many others follow them until the very last ones"

    assert text == prose.abridge(text, len(text))
    assert "The first words stand … very last ones" == prose.abridge(text, 40)


@given(st.text(st.characters(codec="utf-8"), max_size=300), st.integers(5, 120))
def test_abridged_text_keeps_its_limit_and_its_ends(text: str, limit: int) -> None:
    """However odd the text: within the limit, beginning with its beginning, ending with its end."""
    cut = prose.abridge(text, limit)

    assert len(cut) <= max(limit, 5)
    if cut != text:
        head, tail = cut.split(prose.ELLIPSIS, 1) if prose.ELLIPSIS in cut else ("", "")
        assert text.startswith(head)
        assert text.endswith(tail)
