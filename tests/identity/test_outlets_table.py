from __future__ import annotations

import re
import tomllib
from collections import Counter
from importlib.resources import files

import pytest
from tld import get_fld

from claimcheck.identity.outlets import Outlet, all_outlets, lookup, table

OUTLETS = all_outlets()
KINDS = {"newspaper", "agency", "broadcaster", "magazine", "website", "journal", "trade"}
SHARED = {"globo.com", "indiatimes.com", "nytimes.com"}
DATA = tomllib.loads(files("claimcheck.identity").joinpath("outlets.toml").read_text(encoding="utf-8"))


def test_the_table_covers_the_world() -> None:
    """There are more than 2,000 outlets in more than 150 countries."""
    assert len(OUTLETS) > 2000
    assert len({outlet.country for outlet in OUTLETS}) > 150


def test_outlets_are_sorted_by_name() -> None:
    """The order is that of folded names, so that it does not hang on the order of the file."""
    names = [outlet.name.removeprefix("The ").lower() for outlet in OUTLETS if outlet.name.isascii()]
    assert [n for n in names if n.isalpha()] == sorted(n for n in names if n.isalpha())


def test_countries_and_kinds_are_of_the_closed_sets() -> None:
    """A country is two capital letters, a kind one of seven."""
    assert [] == [o for o in OUTLETS if not re.fullmatch("[A-Z]{2}", o.country) or o.kind not in KINDS]


def test_names_and_aliases_are_clean() -> None:
    """No name is empty, padded, or written twice for one outlet."""
    for outlet in OUTLETS:
        names = (outlet.name, *outlet.aliases)
        assert len(set(names)) == len(names), outlet
        assert all(name and name == name.strip() and '"' not in name for name in names), outlet


def test_every_domain_is_registrable() -> None:
    """No domain is a public suffix, a sub-domain or mistyped beyond the public suffix list."""
    domains = sorted({domain for outlet in OUTLETS for domain in outlet.domains})
    assert domains == [get_fld(f"http://{domain}", fail_silently=True) for domain in domains]


def test_a_domain_belongs_to_one_outlet() -> None:
    """Only houses that publish several titles under one registrable domain share it, and never as the first domain."""
    counts = Counter(domain for outlet in OUTLETS for domain in outlet.domains)
    assert {domain for domain, count in counts.items() if count > 1} == SHARED
    assert len({outlet.domain for outlet in OUTLETS}) == len(OUTLETS)


def test_an_outlets_own_name_finds_it() -> None:
    """Every name and alias means its outlet, unless it is ambiguous and another outlet, or none, is its default."""
    ambiguous = table().ambiguous
    strays = [
        (name, outlet.domain)
        for outlet in OUTLETS
        for name in (outlet.name, *outlet.aliases)
        if lookup(name) != outlet and not any(outlet.domain in ambiguous[key] for key in ambiguous if key == _key(name))
    ]
    assert strays == []


def _key(name: str) -> str:
    return next((key for key in table().ambiguous if key == name.removeprefix("The ").lower()), name)


def test_ambiguous_names_lead_to_outlets() -> None:
    """What an ambiguous name may mean are first domains of outlets, its default is one of them."""
    first = {outlet.domain for outlet in OUTLETS}
    assert [] == [domain for may in DATA["ambiguous"].values() for domain in may if domain not in first]
    assert [] == [name for name, domain in DATA["default"].items() if domain not in DATA["ambiguous"][name]]


def test_every_outlet_of_an_ambiguous_name_can_be_meant() -> None:
    """Context that names an outlet by its domain makes the ambiguous name mean it."""
    for name, may in DATA["ambiguous"].items():
        for domain in may:
            outlet = lookup(name, [domain])
            assert outlet is not None, (name, domain)
            assert outlet.domain == domain


def test_wordlike_names_are_names_of_the_table() -> None:
    """No entry of the list of wordlike names is left over."""
    known = table()
    assert [] == [key for key in known.wordlike if key not in known.names and key not in known.ambiguous]


def test_bracketed_names_are_for_display() -> None:
    """What people call "The Nation (Kenya)" is an ambiguous name, or a plain one of that outlet."""
    for outlet in OUTLETS:
        if "(" in outlet.name:
            called = lookup(outlet.name.partition(" (")[0], [outlet.domain])
            assert called == outlet or outlet.name.startswith("Reveal"), outlet


@pytest.mark.parametrize(
    ("name", "domain", "country", "kind"),
    [
        ("Reuters", "reuters.com", "GB", "agency"),
        ("Xinhua", "news.cn", "CN", "agency"),
        ("TASS", "tass.com", "RU", "agency"),
        ("Press Trust of India", "ptinews.com", "IN", "agency"),
        ("Kyodo News", "kyodonews.net", "JP", "agency"),
        ("Yonhap", "yna.co.kr", "KR", "agency"),
        ("EFE", "efe.com", "ES", "agency"),
        ("China Central Television", "cctv.com", "CN", "broadcaster"),
        ("CCTV", "cctv.com", "CN", "broadcaster"),
        ("Al Jazeera", "aljazeera.com", "QA", "broadcaster"),
        ("South China Morning Post", "scmp.com", "HK", "newspaper"),
        ("Global Times", "globaltimes.cn", "CN", "newspaper"),
        ("Der Spiegel", "spiegel.de", "DE", "magazine"),
        ("The Lancet", "thelancet.com", "GB", "journal"),
        ("Bellingcat", "bellingcat.com", "NL", "website"),
        ("Premium Times", "premiumtimesng.com", "NG", "website"),
        ("La Jornada", "jornada.com.mx", "MX", "newspaper"),
        ("Janes", "janes.com", "GB", "trade"),
    ],
)
def test_well_known_outlets_are_right(name: str, domain: str, country: str, kind: str) -> None:
    """Spot checks of name, domain, country and kind."""
    outlet = lookup(name)
    assert outlet is not None
    assert (domain, country, kind) == (outlet.domain, outlet.country, outlet.kind)


def test_outlets_of_ones_own_come_first() -> None:
    """An outlet that is handed in takes its names and domains over, ambiguous names among them."""
    own = Outlet(
        "Harbour Post",
        "harbourpost.example",
        ("harbourpost.example", "cnbc.com"),
        ("the Post", "CNBC"),
        "IS",
        "newspaper",
    )
    known = table((own,))
    assert [own, own, own] == [known.lookup("the Post"), known.lookup("CNBC"), known.by_domain("www.cnbc.com")]
    assert [name for _, name in known.find_mentions("As the Harbour Post said")] == ["Harbour Post"]


def test_no_name_is_a_single_letter() -> None:
    """A letter by itself is an initial: "U.N." names no broadcaster."""
    names = (name for outlet in all_outlets() for name in (outlet.name, *outlet.aliases))
    assert not [name for name in names if sum(char.isalnum() for char in name) < 2]
