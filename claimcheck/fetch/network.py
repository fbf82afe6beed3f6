"""Connections: to addresses that the guard has checked, or through the proxy that is set."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING
from urllib.request import getproxies

import httpx
from aiohttp.abc import AbstractResolver, ResolveResult

from claimcheck.errors import ConfigError
from claimcheck.fetch import guard
from claimcheck.fetch.faults import Fault
from claimcheck.fetch.proxies import choose
from claimcheck.fetch.resolver import resolve
from claimcheck.fetch.transport import Transport
from claimcheck.fetch.wording import shown
from claimcheck.model import Outcome

if TYPE_CHECKING:
    import ssl
    from collections.abc import Mapping

    from claimcheck.fetch.options import Options
    from claimcheck.fetch.resolver import Resolver

_CONNECTIONS = 4
_ADDRESSES = 4
_PROXIES = frozenset({"http", "https"})


class NameNotFoundError(OSError):
    """A host has no address, or no name server answers."""


class AddressRefusedError(OSError):
    """A host has an address that the guard refuses."""


class GuardedResolver(AbstractResolver):
    """Resolves a name once and checks all of its addresses; the connection is then made to one of those.

    The host name in the URL still decides the certificate that is expected.
    """

    def __init__(self, resolver: Resolver, *, allow_private: bool = False) -> None:
        self._resolver = resolver
        self._allow_private = allow_private

    async def resolve(
        self,
        host: str,
        port: int = 0,
        family: socket.AddressFamily = socket.AF_UNSPEC,  # noqa: ARG002 - as inherited
    ) -> list[ResolveResult]:
        """Return the addresses that *host* may be asked at.

        Raises:
            NameNotFoundError: There is none.
            AddressRefusedError: One of them is not public.
        """
        return [_entry(host, address, port) for address in await self._checked(host, port)]

    async def close(self) -> None:
        """Do nothing: there is nothing to close."""

    async def _checked(self, host: str, port: int) -> list[str]:
        address = guard.literal(host)
        try:
            addresses = [address] if address is not None else await self._resolver(host, port)
        except OSError as error:
            raise NameNotFoundError(host) from error
        if not addresses or not all(addresses):
            raise NameNotFoundError(host)
        if not self._allow_private and not all(map(guard.is_public, addresses)):
            raise AddressRefusedError(host)
        return addresses[:_ADDRESSES]


def _entry(host: str, address: str, port: int) -> ResolveResult:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    flags = socket.AI_NUMERICHOST | socket.AI_NUMERICSERV
    return ResolveResult(hostname=host, host=address, port=port, family=family, proto=0, flags=flags)


class Network:
    """The connections of a run: those to hosts themselves, and those to each proxy.

    What may stand on a private host has connections of its own: one that is open would be used for any other request.
    """

    def __init__(
        self, options: Options, resolver: Resolver = resolve, proxies: Mapping[str, str] | None = None
    ) -> None:
        """Set up; *proxies* by scheme, with `no` for the hosts without one, instead of what the environment says."""
        self._resolver = resolver
        self._allow_private = options.allow_private_hosts
        self._proxies = dict(getproxies() if proxies is None else proxies)
        self._transports: dict[tuple[str | None, bool], Transport] = {}
        self._trust: ssl.SSLContext | None = None

    async def aclose(self) -> None:
        """Close all connections."""
        transports, self._transports = list(self._transports.values()), {}
        for transport in transports:
            await transport.aclose()

    def proxy(self, url: httpx.URL) -> str | None:
        """Return the proxy that a URL is asked through, or None."""
        return choose(url.scheme, url.host, url.port, self._proxies)

    def transport(self, url: httpx.URL, *, private: bool = False) -> Transport:
        """Return what sends requests for a URL, which may stand on a *private* host when the user named it.

        Raises:
            Fault: The proxy that is set cannot be used.
            ConfigError: The certificates that the environment names cannot be read.
        """
        key = (self.proxy(url), private or self._allow_private)
        if key not in self._transports:
            self._transports[key] = self._opened(*key)
        return self._transports[key]

    def _opened(self, proxy: str | None, private: bool) -> Transport:  # noqa: FBT001 - as it is kept
        if proxy is None:
            resolver = GuardedResolver(self._resolver, allow_private=private)
            return Transport(resolver, self._context(), _CONNECTIONS)
        kind = proxy.partition("://")[0]
        try:
            if kind.lower() in _PROXIES:
                return Transport(None, self._context(), 0, proxy)
        except ValueError:
            pass
        raise Fault(Outcome.NETWORK, f"the {shown(kind, 20)} proxy that is set cannot be used, only http ones can")

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
