"""Whose a site is: a host, with a path where several bodies share the host."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from claimcheck.identity import outlets
from claimcheck.identity.answers import Different, Same, Unknown
from claimcheck.model.split import split

if TYPE_CHECKING:
    from claimcheck.identity.answers import Answer

_SHARED = frozenset(
    tomllib.loads(files("claimcheck.identity").joinpath("sites.toml").read_text(encoding="utf-8"))["shared"].split()
)


@dataclass(frozen=True, slots=True)
class Site:
    """A part of the web that is one publisher's.

    Args:
        host: Lower case, without "www.".
        path: Of the part that is its own, without a slash at its end; empty where all of the host is.
    """

    host: str
    path: str = ""

    def __str__(self) -> str:
        """Return it as a browser shows it: "gov.uk/government/organisations/home-office"."""
        return f"{self.host}{self.path}"

    @property
    def domain(self) -> str:
        """Its registrable domain."""
        return registrable_domain(self.host)

    def holds(self, other: Site) -> bool:
        """Say whether another site is this one or a part of it."""
        if other.host == self.host:
            return not self.path or f"{other.path}/".startswith(f"{self.path}/")
        return not self.path and other.host.endswith(f".{self.host}")


def site(address: str) -> Site:
    """Return where an address is: "https://www.gov.uk/government/news/x?y" is at gov.uk/government/news/x.

    What has no host gives an empty one. Never raises.
    """
    text = address.strip()
    parts = split(text if "//" in text else f"//{text}")
    return Site((parts.hostname or "").strip(".").removeprefix("www."), parts.path.rstrip("/"))


def same_site(one: str | Site, other: str | Site) -> Answer:
    """Say whether two addresses are of one publisher's site.

    >>> same_site("ecb.europa.eu", "https://www.ema.europa.eu/en/news")
    Different(reason='ecb.europa.eu is not ema.europa.eu')
    >>> same_site("nhc.noaa.gov", "noaa.gov")
    Same(reason='nhc.noaa.gov is a part of noaa.gov')
    >>> same_site("nhc.noaa.gov", "spc.noaa.gov")
    Unknown(reason='nhc.noaa.gov and spc.noaa.gov are parts of noaa.gov')
    """
    first, second = (site(it) if isinstance(it, str) else it for it in (one, other))
    if not first.host or not second.host:
        return Unknown("an address is missing")
    if first == second:
        return Same()
    for inner, outer in ((first, second), (second, first)):
        if outer.holds(inner):
            return Same(f"{inner} is a part of {outer}")
    if first.domain == second.domain:
        return Unknown(f"{first} and {second} are parts of {first.domain}")
    return Different(f"{first.domain} is not {second.domain}")


def shared(host: str) -> bool:
    """Say whether a host is one of many bodies' under a name that they share."""
    return any(host.endswith(f".{one}") for one in _SHARED)


@lru_cache(maxsize=4096)
def registrable_domain(url_or_host: str) -> str:
    """Return the registrable domain of a host or URL, lower case: one label more than its public suffix.

    Suffixes of hosters ("github.io") count as public, and so do hosts under which each name is another body's
    ("europa.eu", "mediaroom.com"). An address, a host without a known suffix and a public suffix give the host itself,
    without "www."; what has no host gives an empty string. Never raises.
    """
    host = outlets.host_of(url_or_host)
    known = outlets.table().hosts
    above = list(outlets.parents(host))
    for place, domain in enumerate(above):
        if domain in known:
            return domain
        if domain in _SHARED and place and above[place - 1] != f"www.{domain}":
            return above[place - 1]
    from tld import get_fld  # noqa: PLC0415 - its import takes longer than all of the above

    return get_fld(f"http://{host}", fail_silently=True) or host.removeprefix("www.")
