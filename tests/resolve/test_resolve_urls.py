"""What addresses tell before anything is fetched."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.model.split import split
from claimcheck.resolve import urls

HOME = "https://www.kestrelpost.org"


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("2026/03/04/mill-burned", date(2026, 3, 4)),
        ("news/2026-03-04/mill-burned", date(2026, 3, 4)),
        ("20260304/mill-burned.html", date(2026, 3, 4)),
        ("world/2026/mar/04/mill-burned", date(2026, 3, 4)),
        ("2026/03/mill-burned", date(2026, 3, 1)),
        ("mill-burned-2026-03-04/", date(2026, 3, 4)),
        ("2026/02/31/mill-burned", None),
        ("article/3300001/mill-burned", None),
        ("mill-burned?on=2026-03-04", None),
    ],
)
def test_days_in_addresses(path: str, day: date | None) -> None:
    """The day stands in the path in one of the usual ways; a month counts from its first; numbers are no days."""
    assert day == urls.day(f"{HOME}/{path}")


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("2026/03/04/mill-burned-in-night", ("mill", "burned", "in", "night")),
        ("mill_burned_in_night/93846251", ("mill", "burned", "in", "night")),
        ("m%C3%BChle-brannte-nachts", ("mühle", "brannte", "nachts")),
        ("", ()),
    ],
)
def test_words_in_addresses(path: str, words: tuple[str, ...]) -> None:
    """The segment with the most words tells what the page is about."""
    assert words == urls.slug(f"{HOME}/{path}")


@pytest.mark.parametrize(
    ("url", "domain"),
    [(f"{HOME}/a", "kestrelpost.org"), ("https://news.bbc.co.uk/a", "bbc.co.uk"), ("http://[bad", ""), ("", "")],
)
def test_sites_of_addresses(url: str, domain: str) -> None:
    """An address belongs to the registrable domain of its host."""
    assert domain == urls.site(url)


@given(st.text(max_size=60) | st.builds("http://{}".format, st.text("[]:@/%\x00a.", max_size=20)))
def test_no_address_raises(url: str) -> None:
    """Whatever stands where an address should, nothing raises."""
    assert isinstance(urls.key(url), str)
    assert isinstance(urls.site(url), str)
    assert isinstance(urls.day(url), date | None)
    assert all(urls.slug(url))
    assert not (urls.is_document(url) and not urls.slug(url))


def test_a_broken_address_tells_nothing() -> None:
    """An address that cannot be split has no day and no words, and is no document."""
    assert (None, (), False, False) == (
        *(urls.day("http://[bad/2026/03/04/a-b-c"), urls.slug("http://[bad/a-b-c")),
        *(urls.is_document("http://[bad/a-b-c"), urls.is_web("http://[bad/a-b-c")),
    )


@pytest.mark.parametrize("url", ["http://[bad/a", "//]", "http://１２７。0.0.1℀/"])
def test_what_is_no_address_has_no_parts(url: str) -> None:
    """The parts of what cannot be split are empty, and it has no port either."""
    assert ("", "", "", "", "") == split(url)
    assert (None, None) == (split(url).hostname, split(url).port)
