from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.identity import organisations, outlets


@pytest.mark.parametrize(
    ("name", "domain"),
    [
        ("NASA", "nasa.gov"),
        ("the World Health Organization", "who.int"),
        ("the WHO", "who.int"),
        ("UN News", "un.org"),
        ("U.N.", "un.org"),
        ("UN", "un.org"),
        ("the U.S. Geological Survey", "usgs.gov"),
        ("the US Geological Survey", "usgs.gov"),
        ("Bank of England's", "bankofengland.co.uk"),
        ("organisation for economic co-operation and development", "oecd.org"),
        ("QiAnXin XLab", "qianxin.com"),
        ("Nestlé", "nestle.com"),
    ],
)
def test_a_name_leads_to_a_site(name: str, domain: str) -> None:
    """Articles, dots, accents, possessives and, for whole names, case do not matter."""
    found = organisations.lookup(name)
    assert found is not None
    assert domain == found.domain


@pytest.mark.parametrize("name", ["who", "un", "", "x" * 500, "Selby Gazette", "the mayor", ","])
def test_a_word_is_no_abbreviation(name: str) -> None:
    """Abbreviations count in capitals alone, and what is not in the table is nobody."""
    assert organisations.lookup(name) is None


def test_the_table_is_large_and_clean() -> None:
    """Each name stands once, hosts are hosts, no outlet is in it."""
    everybody = organisations.all_organisations()
    names = Counter(name for one in everybody for name in (one.name, *one.aliases))
    assert len(everybody) >= 400
    assert [] == [name for name, count in names.items() if count > 1]
    assert [] == [one.host for one in everybody if not re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", one.host)]
    assert [] == [one.newsroom for one in everybody if one.newsroom and not re.fullmatch(r"https://\S+", one.newsroom)]
    assert [] == [name for name in names if outlets.lookup(name)]
    assert all(one.domain == one.domains[0] and one.kind for one in everybody)


def test_own_entries_are_found_by_name() -> None:
    """The user's own entries give host and newsroom, whatever the table says."""
    own = organisations.own({"The Selby Gazette": "gazette.example/news", "NASA": "nasa.example"})
    gazette, nasa = organisations.known("Selby Gazette", own), organisations.known("NASA", own)
    assert gazette is not None
    assert nasa is not None
    assert ("gazette.example", "https://gazette.example/news") == (gazette.domain, gazette.newsroom)
    assert nasa.domain == "nasa.example"
    assert organisations.known("ESA", own) is None


@pytest.mark.parametrize(
    ("written", "front", "newsroom"),
    [
        ("gazette.example", "https://gazette.example/", ""),
        ("www.gazette.example/", "https://www.gazette.example/", ""),
        ("https://gazette.example/news", "https://gazette.example/", "https://gazette.example/news"),
        ("http://gazette.example/", "http://gazette.example/", ""),
        (" Gazette.example:8443/News ", "https://gazette.example:8443/", "https://gazette.example:8443/News"),
        (
            "https://water.calvera.example/press/",
            "https://water.calvera.example/",
            "https://water.calvera.example/press/",
        ),
        ("https://pages.example/@gazette", "https://pages.example/", "https://pages.example/@gazette"),
        ("пример.example", "https://пример.example/", ""),
    ],
)
def test_an_own_entry_is_an_address(written: str, front: str, newsroom: str) -> None:
    """Scheme, port and path of what the user wrote are kept, and the host is the one that is written."""
    found = organisations.entered("Gazette", written)
    assert (front, newsroom) == (found.front, found.newsroom)


@pytest.mark.parametrize(
    "written",
    ["", "   ", "https", "https://", "ftp://gazette.example", "gazette.example news", "a b", "/news", "gazette", "x..y",
     "https://[::1", "gazette.example:port", "mailto:desk@gazette.example", "javascript://gazette.example/"],
)  # fmt: skip
def test_what_is_no_address_is_refused(written: str) -> None:
    """An own entry that is no web address is an error that shows it."""
    with pytest.raises(ValueError, match="is no web address"):
        organisations.entered("Gazette", written)


@given(st.text(max_size=40))
def test_any_own_entry_is_an_address_or_an_error(written: str) -> None:
    """No text that a person may write breaks the reader of own entries."""
    try:
        found = organisations.entered("Gazette", written)
    except ValueError:
        return
    assert found.front.startswith(("https://", "http://"))
    assert found.domain
