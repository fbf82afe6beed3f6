"""Sites: whose a host and a path are."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.identity import organisations
from claimcheck.identity.answers import Different, Same, Unknown
from claimcheck.identity.sites import Site, registrable_domain, same_site, site

SITES = (
    ("boeing.mediaroom.com", "https://www.boeing.mediaroom.com/2026-03-01-Results"),
    ("harrowrail.mediaroom.com",),
    ("ecb.europa.eu", "https://www.ecb.europa.eu/press/pr"),
    ("ema.europa.eu", "https://ema.europa.eu/en/news/x"),
    ("bmi.bund.de",),
    ("bsi.bund.de",),
    ("nasa.gov", "https://www.nasa.gov/news/x"),
    ("spc.noaa.gov", "https://www.spc.noaa.gov/day1"),
    ("nhc.noaa.gov",),
    ("gov.uk/government/organisations/home-office",),
    ("gov.uk/government/organisations/hm-treasury",),
    ("lumen.example", "http://news.lumen.example/a"),
    ("lumen.test",),
)


def test_addresses_of_one_site_are_the_same() -> None:
    """With "www.", a scheme, a path or a further name in front."""
    assert [] == [pair for own in SITES for pair in combinations(own, 2) if not isinstance(same_site(*pair), Same)]


def test_neighbours_are_not_the_same() -> None:
    """Hosts below a shared name and paths of a shared host are other bodies'."""
    wrong = [
        (one, other)
        for mine, yours in combinations(SITES, 2)
        for one in mine
        for other in yours
        if isinstance(same_site(one, other), Same)
    ]
    assert [] == wrong
    assert isinstance(same_site("ecb.europa.eu", "ema.europa.eu"), Different)
    assert isinstance(same_site("nhc.noaa.gov", "spc.noaa.gov"), Unknown)
    assert isinstance(same_site("", "noaa.gov"), Unknown)


def test_no_two_bodies_have_one_site() -> None:
    """Each body of the table has a host, or a path of a shared host, that is nobody else's."""
    count = Counter(str(one.site) for one in organisations.all_organisations())
    assert [] == [where for where, times in count.items() if times > 1]


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("https://www.ecb.europa.eu/press", "ecb.europa.eu"),
        ("boeing.mediaroom.com", "boeing.mediaroom.com"),
        ("a.boeing.mediaroom.com", "boeing.mediaroom.com"),
        ("mediaroom.com", "mediaroom.com"),
        ("www.mediaroom.com", "mediaroom.com"),
        ("www.nhc.noaa.gov", "noaa.gov"),
        ("https://someone.github.io/x", "someone.github.io"),
    ],
)
def test_names_below_a_shared_host_are_domains(address: str, domain: str) -> None:
    """A press host or the Union's domain is nobody's; what stands below it is."""
    assert domain == registrable_domain(address)


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://www.nhc.noaa.gov/text/x", "National Hurricane Center"),
        ("https://www.noaa.gov/news", "National Oceanic and Atmospheric Administration"),
        ("https://www.gov.uk/government/organisations/home-office/about", "Home Office"),
        ("https://www.gov.uk/government/news/x", "UK government"),
        ("https://ec.europa.eu/eurostat/web/x", "Eurostat"),
        ("https://lumen.example/x", ""),
    ],
)
def test_an_address_has_the_closest_owner(address: str, name: str) -> None:
    """Of the bodies whose sites hold it, that with the narrowest."""
    found = organisations.owner(address)
    assert name == (found.name if found else "")


def test_a_body_has_a_home_only_where_others_share_its_domain() -> None:
    """Alone on its domain, all of it is the body's, wherever its newsroom stands."""
    homes = {
        name: organisations.lookup(name) for name in ("NASA", "National Hurricane Center", "Boeing", "Home Office")
    }
    found = {name: one.home for name, one in homes.items() if one}
    assert found == {
        "NASA": "",
        "National Hurricane Center": "nhc.noaa.gov",
        "Boeing": "",
        "Home Office": "gov.uk/government/organisations/home-office",
    }


@given(st.text(max_size=60))
def test_any_text_is_read_as_an_address(text: str) -> None:
    """What is none gives an empty host or itself, never an error."""
    assert isinstance(site(text), Site)
    assert isinstance(registrable_domain(text), str)
