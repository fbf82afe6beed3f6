"""How the client behaves."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from claimcheck import __version__
from claimcheck.model import Purpose
from claimcheck.model.split import split

if TYPE_CHECKING:
    from collections.abc import Mapping

    import httpx

PRODUCT = "claimcheck"
_CONTACT = f"{PRODUCT}/{__version__} (+https://github.com/claimcheck-news/claimcheck)"


_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An interface that the user has set up, for the queries of its own finder: never for a link, never elsewhere.

    Args:
        url: Scheme, host, port and path of it; what is asked there stands at this path or below it.
        headers: What is sent there beside the usual headers, such as a key.
        private: It may stand on a private host, because the user named it.
    """

    url: str
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    private: bool = False

    def serves(self, url: httpx.URL, purpose: Purpose) -> bool:
        """Say whether a request for a URL is one to this interface."""
        if purpose is not Purpose.API:
            return False
        own = split(self.url)
        same = (url.scheme, url.host, url.port or _PORTS.get(url.scheme)) == (
            own.scheme,
            own.hostname,
            own.port or _PORTS.get(own.scheme),
        )
        below = url.path.startswith(f"{own.path.rstrip('/')}/") and ".." not in url.path.split("/")
        return same and (url.path == own.path or below)


@dataclass(frozen=True, slots=True)
class Options:
    """How the client behaves; times are in seconds, sizes in bytes.

    Args:
        offline: Ask nothing of the network; whatever is recorded is served.
        refresh: Serve nothing that was recorded before this run, unless its host says that it still holds (304); what
            another run got since then serves.
        max_age_s: Serve a memento only when it is younger; None for the age that suits its purpose.
        allow_private_hosts: Switch the address guard off.
        respect_robots: Ask `robots.txt` before anything that is not an API or a public archive.
        timeout_s: What one URL may take in all, its redirects and retries included, waiting for its turn left out.
        connect_s: What finding and reaching a host may take.
        read_s: How long a host may keep silent.
        max_bytes: The longest body, content encoding undone.
        max_redirects: How many redirects are followed.
        per_host_interval_s: Between the starts of two requests to one host; below one second it also shortens the
            longer interval that an archive's index asks for.
        per_host_concurrency: Requests to one host at once.
        concurrency: Requests at once in all.
        max_requests: How many requests are sent in all, retries and redirects included; None for no end.
        endpoints: Interfaces that the user has set up.
        open_ports: Public hosts with a port beside 80 and 443 that is asked, because the user named it.
        attempts: How often a request is sent when it fails in passing.
        user_agent: Who asks.
    """

    offline: bool = False
    refresh: bool = False
    max_age_s: float | None = None
    allow_private_hosts: bool = False
    respect_robots: bool = True
    timeout_s: float = 20.0
    connect_s: float = 5.0
    read_s: float = 10.0
    max_bytes: int = 10_000_000
    max_redirects: int = 10
    per_host_interval_s: float = 1.0
    per_host_concurrency: int = 2
    concurrency: int = 8
    max_requests: int | None = None
    endpoints: tuple[Endpoint, ...] = ()
    open_ports: frozenset[tuple[str, int]] = frozenset()
    attempts: int = 2
    user_agent: str = _CONTACT

    def endpoint(self, url: httpx.URL, purpose: Purpose) -> Endpoint | None:
        """Return the interface of the user's that a request goes to, if it is one."""
        return next((one for one in self.endpoints if one.serves(url, purpose)), None)
