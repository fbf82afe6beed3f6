"""Hosts that are not asked again in this run, so that a dead network ends a run in seconds."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from claimcheck.fetch.faults import Scope
from claimcheck.model import Outcome

if TYPE_CHECKING:
    from claimcheck.fetch.faults import Fault

_STRIKES = {Outcome.RATE_LIMITED: 2, Outcome.TIMEOUT: 2, Outcome.SERVER_ERROR: 4}


class Circuit:
    """Remembers what failed: after a failed connection, or several faults in a row, a host is left alone."""

    def __init__(self) -> None:
        self._open: dict[str, Fault] = {}
        self._strikes: Counter[tuple[str, Outcome]] = Counter()

    def check(self, host: str, proxy: str | None) -> None:
        """Let a request pass.

        Raises:
            Fault: The host, or the proxy in between, is not asked any more; the same fault as before.
        """
        if fault := self._open.get(host) or (self._open.get(proxy) if proxy else None):
            raise replace(fault, passing=False, scope=Scope.REQUEST)

    def failed(self, host: str, proxy: str | None, fault: Fault) -> None:
        """Note a fault of a host."""
        if fault.scope is Scope.PROXY and proxy:
            self._open.setdefault(proxy, fault)
        self._strikes[host, fault.outcome] += 1
        if fault.scope is Scope.HOST or self._strikes[host, fault.outcome] >= _STRIKES.get(fault.outcome, float("inf")):
            self._open.setdefault(host, fault)

    def answered(self, host: str) -> None:
        """Note that a host gave a proper answer: what went wrong before is forgiven, but for asking too often."""
        for outcome in (Outcome.TIMEOUT, Outcome.SERVER_ERROR):
            self._strikes.pop((host, outcome), None)
