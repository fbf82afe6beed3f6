"""The address guard: links in an article must not reach into the network that the reader sits in.

A URL is checked before it is asked for, and again after each redirect; every address its host resolves to is checked
before a connection is made, and the connection is made to that very address (`claimcheck.fetch.network`), so that a
name cannot change its mind in between. Behind a proxy the names of targets are resolved there: literal addresses and
local names are still refused here, the rest is up to the proxy, which the reader has chosen.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from typing import TYPE_CHECKING

from claimcheck.fetch.faults import Fault
from claimcheck.fetch.wording import shown
from claimcheck.model import Outcome

if TYPE_CHECKING:
    from collections.abc import Collection

    import httpx

    Address = ipaddress.IPv4Address | ipaddress.IPv6Address

PORTS = frozenset({80, 443})
_NAME = re.compile(r"[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*\.?")
_LAST_PORT = 65535
_LONGEST_NAME = 253
_NUMBER = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)(?:\.(?:0x[0-9a-f]*|[0-9]+)){0,3}\.?")
_LOCAL = ("localhost", "local", "internal", "intranet", "lan", "home", "corp", "private", "localdomain", "home.arpa")
_UNWANTED = tuple(
    map(
        ipaddress.ip_network,
        (
            "168.63.129.16/32",  # the host of a virtual machine in Azure, from inside
            "192.0.0.0/24",
            "192.88.99.0/24",
            "64:ff9b:1::/48",
            "100::/64",
            "2001::/23",  # Teredo and other protocol assignments
            "2001:db8::/32",
            "2002::/16",
            "3fff::/20",
            "5f00::/16",
            "fec0::/10",
        ),
    )
)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")


def is_public(address: str) -> bool:
    """Say whether an IP address, with or without a zone, is one that anybody on the internet may be asked at.

    IPv6 addresses that carry an IPv4 address are refused, but for the well-known prefix of NAT64 (RFC 6052), which
    networks without IPv4 put before every address: there the IPv4 address decides.
    """
    try:
        found: Address = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        if found in _NAT64:
            return is_public(str(ipaddress.IPv4Address(found.packed[-4:])))
        if found not in _GLOBAL_UNICAST:
            return False
    if any(found.version == block.version and found in block for block in _UNWANTED):
        return False
    return found.is_global and not found.is_multicast and not found.is_reserved


def literal(host: str) -> str | None:
    """Return the address that a host stands for when it is written as one, in any form that resolvers take.

    `2130706433`, `0x7f.1` and `0177.0.0.1` are all 127.0.0.1; a number that is none of these gives an empty string.
    """
    if ":" in host:
        return host
    if not _NUMBER.fullmatch(host):
        return None
    try:
        return socket.inet_ntoa(socket.inet_aton(host.removesuffix(".")))
    except OSError:
        return ""


def check(url: httpx.URL, *, allow_private: bool, own: Collection[tuple[str, int]] = ()) -> None:
    """Refuse a URL that no article on the web has reason to link to.

    Args:
        url: What is to be asked.
        allow_private: Refuse only what is no address.
        own: Hosts with the other ports at which the user says that they publish.

    Raises:
        Fault: It is not http or https, has no proper host, carries a password, or its port or host is not public.
    """
    host = url.host
    if url.scheme not in {"http", "https"}:
        raise Fault(Outcome.BAD_URL, f"{shown(str(url))} is no http or https address")
    if not host or not _is_host(url.raw_host.decode("ascii")) or (url.port or 0) > _LAST_PORT:
        raise Fault(Outcome.BAD_URL, f"{shown(str(url))} has no proper host")
    if url.userinfo:
        raise Fault(Outcome.REFUSED_ADDRESS, f"the address on {shown(host)} carries a user name or password")
    if allow_private:
        return
    if url.port is not None and url.port not in PORTS and (host, url.port) not in own:
        raise Fault(Outcome.REFUSED_ADDRESS, f"port {url.port} of {shown(host)} is not asked (only 80 and 443 are)")
    address = literal(url.raw_host.decode("ascii"))
    if _is_local(host) if address is None else not is_public(address):
        raise refused(host)


def refused(host: str) -> Fault:
    """Return the fault for a host on a private network."""
    return Fault(Outcome.REFUSED_ADDRESS, f"{shown(host)} is a private or local address, which is not asked")


def _is_host(host: str) -> bool:
    if ":" in host:
        return True
    return len(host) <= _LONGEST_NAME and _NAME.fullmatch(host) is not None


def _is_local(host: str) -> bool:
    name = host.lower().removesuffix(".")
    return "." not in name or any(name.endswith(f".{suffix}") for suffix in _LOCAL)
