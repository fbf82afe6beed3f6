"""Names of bodies that news cites and that are no outlets, and the websites they publish on.

The data is organisations.toml, read at the first look-up. Abbreviations count only as they are written there; of other
names, case, dots, accents and a leading "the" do not matter.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from claimcheck import addresses
from claimcheck.identity.sites import Site, registrable_domain, shared, site

if TYPE_CHECKING:
    from collections.abc import Mapping

_LONGEST = 120
_SHORT = 6
_LEAD = re.compile(r"^the\s+", re.IGNORECASE)
_TAIL = re.compile(r"(?:[’']s?)?$")


@dataclass(frozen=True, slots=True)
class Organisation:
    """A body that publishes what it says.

    Args:
        domain: The registrable domain of its website.
        host: Where to look first: that domain, or a part of it.
        front: The address at which its site begins.
        newsroom: The address of the page that lists what it publishes; empty when not known.
        domains: All registrable domains it publishes on, *domain* first.
        kind: What it is: central_bank, company, court, …
    """

    name: str
    domain: str
    host: str
    front: str
    newsroom: str
    domains: tuple[str, ...]
    aliases: tuple[str, ...]
    kind: str

    @property
    def site(self) -> Site:
        """What is its own: its host, and the path where the table has other bodies at that host."""
        found = site(self.newsroom) if self.newsroom and self.host in _crowded() else None
        return found or Site(self.host.removeprefix("www."))

    @property
    def home(self) -> str:
        """Its site where other bodies have parts of its domain; empty where the whole domain is its own."""
        return "" if str(self.site) == self.domain or len(_by_host(self.domain)) == 1 else str(self.site)


def lookup(name: str) -> Organisation | None:
    """Return the organisation that *name* means, or None."""
    return _lookup(name) if len(name) <= _LONGEST else None


@lru_cache(maxsize=8192)
def _lookup(name: str) -> Organisation | None:
    whole = _LEAD.sub("", " ".join(name.split())).strip()
    bare = _TAIL.sub("", whole)
    found = _table().get(_key(whole)) or _table().get(_key(bare))
    found = found or (_table().get(_key(bare.partition(",")[0])) if "," in bare else None)
    return parse(*found) if found else None


def by_domain(domain: str) -> Organisation | None:
    """Return the first organisation of the table that publishes on a registrable domain, or None."""
    return _domains().get(domain)


@cache
def _domains() -> dict[str, Organisation]:
    """Return by domain the body whose host it is, before those that have a part of it."""
    found: dict[str, Organisation] = {}
    for one in sorted(all_organisations(), key=lambda one: (one.host != one.domain, one.site.path != "")):
        for domain in one.domains:
            found.setdefault(domain, one)
    return found


def owner(address: str) -> Organisation | None:
    """Return the body of the table whose site holds an address, the closest; None where it is nobody's there."""
    here = site(address)
    near = [one for one in _by_host(here.domain) if one.site.holds(here)]
    return max(near, key=lambda one: (len(one.site.host), len(one.site.path)), default=None)


def _by_host(domain: str) -> tuple[Organisation, ...]:
    return _hosts().get(domain, ())


@cache
def _hosts() -> dict[str, tuple[Organisation, ...]]:
    found: dict[str, tuple[Organisation, ...]] = {}
    for one in all_organisations():
        found[one.domain] = (*found.get(one.domain, ()), one)
    return found


@cache
def _crowded() -> frozenset[str]:
    """Return the hosts that several lines have: there, the path tells whose a page is."""
    count = Counter(line.split()[0].partition("/")[0] for line, _ in _lines())
    return frozenset(host for host, times in count.items() if times > 1)


def own(sites: Mapping[str, str]) -> Mapping[str, Organisation]:
    """Return the user's own entries, name to address, by the key of their names.

    Raises:
        ValueError: An address is none, as for `entered`.
    """
    return {_key(_LEAD.sub("", name)): entered(name, where) for name, where in sites.items()}


def entered(name: str, where: str) -> Organisation:
    """Return the body that a person wrote down: a host, or an address as a browser shows it.

    Args:
        name: Who publishes there.
        where: "news.example", "news.example/press", "http://news.example:8080/".

    Raises:
        ValueError: *where* is no web address; the words say which.
    """
    found = addresses.parsed(where)
    domain = registrable_domain(found.host)
    return Organisation(name, domain, found.host, found.front, found.page, (domain,), (), "own")


def known(name: str, own_: Mapping[str, Organisation]) -> Organisation | None:
    """Return what the user's own entries say of a name, or None."""
    return own_.get(_key(_LEAD.sub("", " ".join(name.split())))) if own_ else None


def all_organisations() -> tuple[Organisation, ...]:
    """Return every organisation of the table, in its order."""
    return tuple(parse(*one) for one in _lines())


def parse(line: str, kind: str = "") -> Organisation:
    """Read a line of the table: "host/newsroom more-domains = Name | alias | …"."""
    hosts, _, named = line.partition(" = ")
    first, *more = hosts.split()
    host, _, path = first.partition("/")
    name, *aliases = named.split(" | ")
    domain = registrable_domain(host).removeprefix("www.")
    front = f"https://{host}/" if host != domain or shared(host) else f"https://www.{host}/"
    newsroom = f"{front}{path}" if path else ""
    domains = tuple(dict.fromkeys((domain, *map(registrable_domain, more))))
    return Organisation(name, domain, host, front, newsroom, domains, tuple(aliases), kind)


@cache
def _lines() -> tuple[tuple[str, str], ...]:
    """Return the lines of the table, each with its kind; one is taken apart when it is asked for."""
    data = tomllib.loads(files("claimcheck.identity").joinpath("organisations.toml").read_text(encoding="utf-8"))
    return tuple((line, kind) for kind, lines in data["organisation"].items() for line in lines.splitlines() if line)


@cache
def _table() -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for line, kind in _lines():
        for name in line.partition(" = ")[2].split(" | "):
            found.setdefault(_key(_LEAD.sub("", name)), (line, kind))
    return found


def _key(name: str) -> str:
    """Return what two spellings of a name share; a short name in capitals keeps them."""
    plain = name.replace(".", "").replace("’", "'").replace("-", " ")
    if plain.isupper() and len(plain) <= _SHORT:
        return plain
    if plain.isascii():
        return " ".join(plain.lower().split())
    folded = "".join(char for char in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(char))
    return " ".join(folded.casefold().split())
