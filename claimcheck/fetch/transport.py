"""The wire: httpx's requests sent by aiohttp, which is three times as quick and lets a resolver of ours sit in it.

Every fault comes as httpx's exception for it, so that nobody else need know of aiohttp.
"""

from __future__ import annotations

import asyncio
import ssl
from contextlib import contextmanager
from typing import TYPE_CHECKING

import aiohttp
import httpx
from yarl import URL

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator, Mapping

_PIECE = 65_536
_LONGEST_LINE = 65_536
_IDLE_S = 4.0
_CLEANS_UP = bool(getattr(aiohttp.connector, "NEEDS_CLEANUP_CLOSED", False))
"""Before Python 3.12.7 a TLS connection whose other end keeps silent stays open unless it is aborted."""
_TURNS = 3
"""So many turns of the loop does a connection need to end after it was closed."""
_FAULTS: tuple[tuple[type[Exception], type[httpx.TransportError]], ...] = (
    (aiohttp.ConnectionTimeoutError, httpx.ConnectTimeout),
    (aiohttp.ServerTimeoutError, httpx.ReadTimeout),
    (aiohttp.ClientHttpProxyError, httpx.ProxyError),
    (aiohttp.ClientConnectorError, httpx.ConnectError),
    (aiohttp.ServerDisconnectedError, httpx.ReadError),
    (aiohttp.ClientOSError, httpx.ReadError),
    (aiohttp.ClientPayloadError, httpx.RemoteProtocolError),
    (aiohttp.ClientError, httpx.RemoteProtocolError),
    (ssl.SSLError, httpx.ConnectError),
    (asyncio.IncompleteReadError, httpx.RemoteProtocolError),
)


class Transport(httpx.AsyncBaseTransport):
    """Sends requests to any host, a few connections to each.

    Args:
        resolver: Names to the addresses that may be connected to.
        trust: What decides on certificates.
        per_host: Connections to one host at most.
        proxy: The URL of what passes requests on; None to ask hosts themselves.
    """

    def __init__(
        self,
        resolver: aiohttp.abc.AbstractResolver | None,
        trust: ssl.SSLContext,
        per_host: int,
        proxy: str | None = None,
    ) -> None:
        self._resolver = resolver
        self._trust = trust
        self._per_host = per_host
        self._proxy = URL(proxy) if proxy else None
        self._session: aiohttp.ClientSession | None = None

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request without a body, and return the answer with its body still to come.

        Raises:
            httpx.TransportError: There is no answer.
        """
        times: Mapping[str, float | None] = request.extensions.get("timeout", {})
        limits = aiohttp.ClientTimeout(total=None, connect=times.get("connect"), sock_read=times.get("read"))
        headers = [(name.decode("ascii"), value.decode("latin-1")) for name, value in request.headers.raw]
        with _told():
            answer = await self._opened().request(
                request.method,
                URL(str(request.url), encoded=True),
                headers=headers,
                allow_redirects=False,
                timeout=limits,
                proxy=self._proxy,
            )
        return httpx.Response(answer.status, headers=answer.raw_headers, stream=_Stream(answer), request=request)

    async def aclose(self) -> None:
        """Close all connections."""
        session, self._session = self._session, None
        if session:
            await session.close()
            for _ in range(_TURNS):
                await asyncio.sleep(0)

    def _opened(self) -> aiohttp.ClientSession:
        if self._session is None:
            connector = aiohttp.TCPConnector(
                ssl=self._trust,
                resolver=self._resolver,
                use_dns_cache=False,
                limit=0,
                limit_per_host=self._per_host,
                keepalive_timeout=_IDLE_S,
                enable_cleanup_closed=_CLEANS_UP,
            )
            self._session = aiohttp.ClientSession(
                connector=connector,
                cookie_jar=aiohttp.DummyCookieJar(),
                auto_decompress=False,
                trust_env=False,
                skip_auto_headers=("Accept", "Accept-Encoding", "User-Agent", "Content-Type"),
                max_line_size=_LONGEST_LINE,
                max_field_size=_LONGEST_LINE,
            )
            self._session._retry_connection = False  # noqa: SLF001 - we try again ourselves, at the host's pace
        return self._session


class _Stream(httpx.AsyncByteStream):
    """The body of an answer, piece by piece as it comes."""

    def __init__(self, answer: aiohttp.ClientResponse) -> None:
        self._answer = answer

    async def __aiter__(self) -> AsyncIterator[bytes]:
        with _told():
            async for piece in self._answer.content.iter_chunked(_PIECE):
                yield piece

    async def aclose(self) -> None:
        """Give the connection back when all was read, and close it otherwise."""
        if self._answer.content.at_eof():
            self._answer.release()
        else:
            self._answer.close()


@contextmanager
def _told() -> Iterator[None]:
    """Raise what aiohttp says as httpx would."""
    try:
        yield
    except aiohttp.ClientHttpProxyError as error:
        raise httpx.ProxyError(f"{error.status} {error.message}") from error
    except Exception as error:
        kind = next((ours for theirs, ours in _FAULTS if isinstance(error, theirs)), None)
        if kind is None:
            raise
        raise kind(str(error)) from error
