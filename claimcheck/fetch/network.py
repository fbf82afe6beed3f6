"""Connections: one small pool per host, to addresses that the guard has checked, or through the proxy that is set.

httpx re-checks every connection of a pool for every request, which makes one large pool slow (encode/httpx#3215).
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from urllib.request import getproxies

import httpcore
import httpx

from claimcheck.errors import ConfigError
from claimcheck.fetch import guard
from claimcheck.fetch.faults import Fault
from claimcheck.fetch.proxies import choose
from claimcheck.fetch.resolver import resolve
from claimcheck.fetch.wording import shown
from claimcheck.model import Outcome

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterable, Mapping

    from claimcheck.fetch.options import Options
    from claimcheck.fetch.resolver import Resolver

    SocketOption = tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]

_CONNECTIONS = 4
_ADDRESSES = 4


class NameNotFoundError(httpcore.ConnectError):
    """A host has no address, or no name server answers."""


class AddressRefusedError(httpcore.ConnectError):
    """A host has an address that the guard refuses."""


class GuardedBackend(httpcore.AnyIOBackend):
    """Resolves a name once, checks all of its addresses, and connects to one of those.

    The host name in the URL still decides the certificate that is expected.
    """

    def __init__(
        self, resolver: Resolver, *, allow_private: bool = False, open_hosts: frozenset[str] = frozenset()
    ) -> None:
        self._resolver = resolver
        self._allow_private = allow_private
        self._open_hosts = open_hosts

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - as inherited
        local_address: str | None = None,
        socket_options: Iterable[SocketOption] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to *host*.

        Raises:
            httpcore.ConnectTimeout: It takes longer than *timeout* seconds, finding the address included.
            httpcore.ConnectError: There is no address, one of them is not public, or none of them answers.
        """
        try:
            async with asyncio.timeout(timeout):
                addresses = await self._checked(host, port)
                return await self._first(addresses, port, timeout, local_address, socket_options)
        except TimeoutError as error:
            raise httpcore.ConnectTimeout(str(error)) from error

    async def connect_unix_socket(
        self,
        path: str,  # noqa: ARG002 - as inherited
        timeout: float | None = None,  # noqa: ARG002, ASYNC109 - the same
        socket_options: Iterable[SocketOption] | None = None,  # noqa: ARG002 - the same
    ) -> httpcore.AsyncNetworkStream:
        """Refuse."""
        raise AddressRefusedError("a Unix socket")

    async def _checked(self, host: str, port: int) -> list[str]:
        address = guard.literal(host)
        try:
            addresses = [address] if address is not None else await self._resolver(host, port)
        except OSError as error:
            raise NameNotFoundError(host) from error
        if not addresses:
            raise NameNotFoundError(host)
        if not self._allow_private and host not in self._open_hosts and not all(map(guard.is_public, addresses)):
            raise AddressRefusedError(host)
        return addresses[:_ADDRESSES]

    async def _first(
        self,
        addresses: list[str],
        port: int,
        timeout: float | None,  # noqa: ASYNC109 - as inherited
        local_address: str | None,
        socket_options: Iterable[SocketOption] | None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to the first address that answers, leaving each of the others its share of the time."""
        share = timeout / len(addresses) if timeout else None
        for address in addresses[:-1]:
            try:
                return await super().connect_tcp(address, port, share, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return await super().connect_tcp(addresses[-1], port, timeout, local_address, socket_options)


class Network:
    """The pools of a run, by host."""

    def __init__(
        self, options: Options, resolver: Resolver = resolve, proxies: Mapping[str, str] | None = None
    ) -> None:
        """Set up; *proxies* by scheme, with `no` for the hosts without one, instead of what the environment says."""
        self._backend = GuardedBackend(
            resolver, allow_private=options.allow_private_hosts, open_hosts=options.open_hosts
        )
        self._proxies = dict(getproxies() if proxies is None else proxies)
        self._pools: dict[tuple[str, str, int | None], httpx.AsyncHTTPTransport] = {}
        self._trust: ssl.SSLContext | None = None

    async def aclose(self) -> None:
        """Close all connections."""
        pools, self._pools = list(self._pools.values()), {}
        for pool in pools:
            await pool.aclose()

    def proxy(self, url: httpx.URL) -> str | None:
        """Return the proxy that a URL is asked through, or None."""
        return choose(url.scheme, url.host, url.port, self._proxies)

    def pool(self, url: httpx.URL) -> httpx.AsyncHTTPTransport:
        """Return the pool for a URL.

        Raises:
            Fault: The proxy that is set cannot be used.
            ConfigError: The certificates that the environment names cannot be read.
        """
        key = url.scheme, url.host, url.port
        if key not in self._pools:
            self._pools[key] = self._opened(url)
        return self._pools[key]

    def _opened(self, url: httpx.URL) -> httpx.AsyncHTTPTransport:
        limits = httpx.Limits(max_connections=_CONNECTIONS, max_keepalive_connections=_CONNECTIONS)
        proxy = self.proxy(url)
        if proxy is None:
            pool = httpx.AsyncHTTPTransport(verify=self._context(), trust_env=False, limits=limits)
            pool._pool._network_backend = self._backend  # noqa: SLF001 - no public hook; httpx is pinned
            return pool
        try:
            return httpx.AsyncHTTPTransport(verify=self._context(), trust_env=False, limits=limits, proxy=proxy)
        except (ValueError, ImportError, httpx.InvalidURL):
            kind = shown(proxy.partition("://")[0], 20)
            raise Fault(Outcome.NETWORK, f"the {kind} proxy that is set cannot be used, only http ones can") from None

    def _context(self) -> ssl.SSLContext:
        """Return what decides on certificates (`SSL_CERT_FILE`, `SSL_CERT_DIR`), read when first needed."""
        if self._trust is None:
            try:
                self._trust = httpx.create_ssl_context(trust_env=True)
            except OSError as error:
                why = error.strerror or str(error)
                raise ConfigError(
                    f"the certificates that SSL_CERT_FILE or SSL_CERT_DIR names cannot be read: {why}",
                    hint="Name a file or folder of certificates in PEM form, or unset the variable.",
                ) from None
        return self._trust
