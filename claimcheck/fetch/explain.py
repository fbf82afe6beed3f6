"""Exceptions of the HTTP client as faults: which outcome, which words, and what they say about the host."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING

import httpx

from claimcheck.fetch import guard
from claimcheck.fetch.faults import Fault, Scope
from claimcheck.fetch.network import AddressRefusedError, NameNotFoundError
from claimcheck.fetch.wording import seconds, shown
from claimcheck.model import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimcheck.fetch.options import Options

_AUTHENTICATION_REQUIRED = "407"
NETWORK_ERRORS = (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError)


def fault(error: Exception, host: str, proxy: str | None, options: Options) -> Fault:
    """Return what an exception of the client means.

    Args:
        error: An `httpx.HTTPError`, or what else a broken answer made the client raise.
        host: Who was asked.
        proxy: The URL of the proxy in between; None without one.
        options: For the times in the words.
    """
    name = shown(host)
    causes = list(_causes(error))
    if any(isinstance(cause, AddressRefusedError) for cause in causes):
        return guard.refused(host)
    if any(isinstance(cause, NameNotFoundError) for cause in causes):
        return Fault(Outcome.DNS, f"no address found for {name} (DNS)", scope=Scope.HOST)
    if isinstance(error, httpx.ProxyError):
        return _proxy_refused(error, name)
    if isinstance(error, httpx.ConnectTimeout | httpx.ConnectError):
        tls = next((cause for cause in reversed(causes) if isinstance(cause, ssl.SSLError)), None)
        slow = isinstance(error, httpx.ConnectTimeout)
        return _tls(tls, name) if tls and not slow else _connecting(error, name, proxy, options)
    return _reading(error, name, options)


def too_slow(host: str, options: Options) -> Fault:
    """Return the fault for a URL that takes longer than it may."""
    return Fault(Outcome.TIMEOUT, f"{shown(host)} did not finish within {seconds(options.timeout_s)}")


def _reading(error: Exception, name: str, options: Options) -> Fault:
    if isinstance(error, httpx.TimeoutException):
        return Fault(Outcome.TIMEOUT, f"{name} fell silent for {seconds(options.read_s)}", passing=True)
    if isinstance(error, httpx.RemoteProtocolError) and "disconnected" not in str(error).lower():
        return Fault(Outcome.NETWORK, f"the answer of {name} broke off or is no proper HTTP", passing=True)
    return Fault(Outcome.NETWORK, f"{name} broke off the connection", passing=True)


def _connecting(error: httpx.HTTPError, name: str, proxy: str | None, options: Options) -> Fault:
    timeout = isinstance(error, httpx.ConnectTimeout)
    result = Outcome.TIMEOUT if timeout else Outcome.NETWORK
    late = f"did not answer within {seconds(options.connect_s)}"
    if proxy:
        why = (
            f"the proxy {_place(proxy)} {late}"
            if timeout
            else f"no connection to the proxy {_place(proxy)} could be made"
        )
        return Fault(result, f"{name} could not be asked because {why}", scope=Scope.PROXY)
    return Fault(result, f"{name} {late}" if timeout else f"{name} could not be connected to", scope=Scope.HOST)


def _proxy_refused(error: httpx.ProxyError, name: str) -> Fault:
    answer = shown(str(error), 60)
    if answer.startswith(_AUTHENTICATION_REQUIRED):
        return Fault(Outcome.NETWORK, f"the proxy wants a password before it asks {name} (407)", scope=Scope.HOST)
    return Fault(Outcome.NETWORK, f"the proxy could not connect to {name} ({answer})", scope=Scope.HOST)


def _tls(error: ssl.SSLError, name: str) -> Fault:
    if isinstance(error, ssl.SSLCertVerificationError):
        why = shown(error.verify_message or "not trusted")
        reason = f"the certificate of {name} is not trusted ({why.removesuffix('.')})"
    else:
        reason = f"no secure connection (TLS) to {name} could be made"
    return Fault(Outcome.TLS, reason, scope=Scope.HOST)


def _place(proxy: str) -> str:
    """Return host and port of a proxy, without the password that its URL may hold."""
    return shown(proxy.partition("://")[2].rpartition("@")[2].partition("/")[0])


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield an exception and what led to it."""
    seen: set[int] = set()
    at: BaseException | None = error
    while at is not None and id(at) not in seen:
        seen.add(id(at))
        yield at
        at = at.__cause__ or at.__context__
