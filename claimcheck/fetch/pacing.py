"""When a host may be asked: turns, crawl delays, and the clock they go by."""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from claimcheck.model import Purpose

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from claimcheck.fetch.options import Options

_ONE_S = 1.0
_INDEX_S = {
    "web.archive.org": 2.5,  # 24 look-ups a minute; ignoring the limit of 30 gets an address shut out
    "api.gdeltproject.org": 8.0,  # it asks for 5 and refuses at 6.5
}


class Clock:
    """Time as it is; tests put their own in its place."""

    def now(self) -> datetime:
        """Return the time of day, in UTC, to the second."""
        return datetime.now(UTC).replace(microsecond=0)

    def monotonic(self) -> float:
        """Return seconds since some moment."""
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await asyncio.sleep(seconds)


class Pace:
    """Gives out turns: so many requests at once in all and per host, with an interval between two starts."""

    def __init__(self, options: Options, clock: Clock) -> None:
        self._options = options
        self._clock = clock
        self._all = asyncio.Semaphore(options.concurrency)
        self._hosts: defaultdict[str, asyncio.Semaphore] = defaultdict(
            lambda: asyncio.Semaphore(options.per_host_concurrency)
        )
        self._next: dict[str, float] = {}
        self._delays: dict[str, float] = {}

    def slow_down(self, host: str, interval_s: float) -> None:
        """Leave at least so many seconds between two requests to a host from now on."""
        self._delays[host] = max(interval_s, self._delays.get(host, 0.0))

    def hold(self, host: str, wait_s: float) -> None:
        """Ask a host nothing for so many seconds."""
        until = self._clock.monotonic() + wait_s
        for lane in (host, f"{host} index"):
            self._next[lane] = max(until, self._next.get(lane, 0.0))

    @asynccontextmanager
    async def turn(self, host: str, purpose: Purpose, gate: Callable[[], None]) -> AsyncIterator[None]:
        """Wait for a turn and hold it.

        Args:
            host: Who is asked.
            purpose: What for; an archive's index has turns of its own.
            gate: Called before the wait and after it; what it raises ends the wait, and the turn is not used up.
        """
        async with self._hosts[host]:
            await self._wait(host, purpose, gate)
            async with self._all:
                yield

    async def _wait(self, host: str, purpose: Purpose, gate: Callable[[], None]) -> None:
        index = purpose is Purpose.API and host in _INDEX_S
        lane = f"{host} index" if index else host
        gate()
        while (left := self._next.get(lane, 0.0) - self._clock.monotonic()) > 0:
            await self._clock.sleep(left)
            gate()
        self._next[lane] = self._clock.monotonic() + self._interval(host, index=index)

    def _interval(self, host: str, *, index: bool) -> float:
        """Return the seconds between two requests; one set below a second shortens the index's in proportion."""
        usual = self._options.per_host_interval_s
        wanted = max(usual, _INDEX_S[host] * min(usual, _ONE_S)) if index else usual
        return max(wanted, self._delays.get(host, 0.0))
