"""Which proxy a URL is asked through: `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY`, in either case."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def choose(scheme: str, host: str, port: int | None, proxies: Mapping[str, str]) -> str | None:
    """Return the URL of the proxy for a host, or None.

    Args:
        scheme: "http" or "https".
        host: A name or an address.
        port: None for the scheme's own.
        proxies: As `urllib.request.getproxies` returns them: by scheme, `all` for any, `no` for the exceptions.
    """
    found = proxies.get(scheme) or proxies.get("all")
    number = port or (443 if scheme == "https" else 80)
    if not found or any(_covers(entry.strip().lower(), host, number) for entry in proxies.get("no", "").split(",")):
        return None
    return found if "://" in found else f"http://{found}"


def _covers(entry: str, host: str, port: int) -> bool:
    """Say whether an exception is about a host: `*`, an address or a block of them, or a name and all below it."""
    if not entry or entry == "*":
        return entry == "*"
    try:
        block = ipaddress.ip_network(entry.strip("[]"), strict=False)
    except ValueError:
        name, _, number = entry.partition(":")
        name = name.removeprefix("*").removeprefix(".")
        return (not number or number == str(port)) and (host == name or host.endswith(f".{name}"))
    try:
        return ipaddress.ip_address(host) in block
    except ValueError:
        return False
