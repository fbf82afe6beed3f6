"""Hosts that are not asked again in this run, so that a dead network ends a run in seconds."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, Self

from claimcheck.fetch.faults import Scope
from claimcheck.fetch.wording import shown
from claimcheck.model import Outcome

if TYPE_CHECKING:
    import httpx

    from claimcheck.fetch.faults import Fault

_STRIKES = {Outcome.RATE_LIMITED: 2, Outcome.TIMEOUT: 2, Outcome.SERVER_ERROR: 4}
_SILENT_HOSTS = 3


class Origin(NamedTuple):
    """Who is asked (RFC 6454): what is wrong with a host's certificate says nothing of the host without one."""

    scheme: str
    host: str
    port: int | None = None

    @classmethod
    def of(cls, url: httpx.URL) -> Self:
        """Return the origin of an address."""
        return cls(url.scheme, url.host, url.port)


class Circuit:
    """Remembers what failed, by origin.

    One is left alone after a connection that fails, and after several faults in a row; every host behind a proxy
    after the proxy could not be connected to; and all of them when three have timed out and none has ever answered.
    """

    def __init__(self) -> None:
        self._hosts: dict[Origin, Fault] = {}
        self._proxies: dict[str, tuple[str, Fault]] = {}
        self._strikes: Counter[tuple[Origin, Outcome]] = Counter()
        self._silent: dict[Origin, Fault] = {}
        self._alive = False

    def check(self, origin: Origin, proxy: str | None) -> None:
        """Let a request pass.

        Raises:
            Fault: The host is not asked any more, for the reason there was when it was last asked.
        """
        if origin in self._hosts:
            raise _again(self._hosts[origin], self._hosts[origin].reason)
        if proxy in self._proxies:
            first, fault = self._proxies[proxy]
            raise _again(fault, shown(origin.host) + fault.reason.removeprefix(shown(first)))
        if not self._alive and len({silent.host for silent in self._silent}) >= _SILENT_HOSTS:
            fault = next(iter(self._silent.values()))
            unasked = f"{shown(origin.host)} was not asked because nothing else answers ({fault.reason})"
            raise _again(fault, self._silent[origin].reason if origin in self._silent else unasked)

    def stumbled(self, origin: Origin, fault: Fault) -> None:
        """Note a fault after which the host is tried again."""
        self._alive = self._alive or fault.status is not None
        if fault.outcome is Outcome.TIMEOUT:
            self._silent.setdefault(origin, fault)

    def failed(self, origin: Origin, proxy: str | None, fault: Fault) -> None:
        """Note a fault that ended a query, unless it was only repeated."""
        if fault.scope is Scope.NOTED:
            return
        self.stumbled(origin, fault)
        if fault.scope is Scope.PROXY and proxy:
            self._proxies.setdefault(proxy, (origin.host, fault))
        self._strikes[origin, fault.outcome] += 1
        worn_out = self._strikes[origin, fault.outcome] >= _STRIKES.get(fault.outcome, float("inf"))
        if fault.scope is Scope.HOST or worn_out:
            self._hosts.setdefault(origin, fault)

    def answered(self, origin: Origin) -> None:
        """Note that a host gave a proper answer: what went wrong before is forgiven, but for asking too often."""
        self._alive = True
        for outcome in (Outcome.TIMEOUT, Outcome.SERVER_ERROR):
            self._strikes.pop((origin, outcome), None)


def _again(fault: Fault, reason: str) -> Fault:
    return replace(fault, reason=reason, passing=False, scope=Scope.NOTED)
