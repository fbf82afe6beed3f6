"""Sharing answers with runs that are under way at the same time: what one of them asks for, the others wait for.

An answer is shared however young the answers are that a run wants: it came while the run waited for it. So is what the
host itself told of a failure, which asking again at once would not change and would only trouble the host with. Any
other failure may be one of the run that had it (its limits, its network, its settings): whoever waited asks.
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

from claimcheck.fetch import ages, leases
from claimcheck.fetch.leases import Turn, Wanted
from claimcheck.fetch.rows import stamp
from claimcheck.model import Outcome

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from datetime import datetime

    from claimcheck.fetch.keeper import Keeper
    from claimcheck.fetch.options import Options
    from claimcheck.fetch.pacing import Clock
    from claimcheck.model import Memento, Query

    Look = tuple[Memento | None, Memento | None]

_NOTHING_S = float("-inf")
"""Nothing is so young."""
_FIRST_S, _GROWTH, _LONGEST_S = 0.1, 1.5, 1.0
"""How soon a run looks again whether another one has its answer."""
_RENEWALS = 3
_OF_THE_HOST = frozenset(
    {Outcome.PAYWALLED, Outcome.CHALLENGE, Outcome.BLOCKED, Outcome.RATE_LIMITED, Outcome.SERVER_ERROR}
)
_TICK = timedelta(seconds=1)
"""What the times of mementos are rounded down to."""


class Sharing:
    """Says what a run has to ask for itself."""

    def __init__(self, keeper: Keeper, options: Options, clock: Clock) -> None:
        self._keeper = keeper
        self._options = options
        self._clock = clock
        self._start = clock.now()
        self._held: set[tuple[str, str]] = set()
        self._renewing: asyncio.Task[None] | None = None

    @asynccontextmanager
    async def turn(self, query: Query) -> AsyncIterator[Look]:
        """Give what answers a query; without an answer it is this run's turn to ask, until what it got is kept.

        Yields:
            The answer, or None; and without one what `Store.known` has.

        Raises:
            StoreError: The store cannot be read.
        """
        key = ages.key(query)
        try:
            yield await self._looked(query, key)
        except BaseException:
            if key in self._held:
                self._keeper.leave(key)
            raise
        finally:
            self._held.discard(key)
            if self._renewing and not self._held:
                self._renewing.cancel()
                self._renewing = None

    async def _looked(self, query: Query, key: tuple[str, str]) -> Look:
        since = self._start if self._options.refresh else None
        max_age_s = _NOTHING_S if self._options.refresh else self._options.max_age_s
        while True:
            answer, known = await self._keeper.fresh(query, max_age_s, self._clock.now(), since)
            if answer or not self._keeper.is_shared:
                return answer, known
            self._hold(key)
            turn = await self._keeper.take(Wanted(*key, stamp(known.retrieved_at) if known else ""))
            if turn is Turn.OURS:
                return None, known
            self._held.discard(key)
            if turn is Turn.THEIRS:
                since = self._clock.now() - _TICK
                await self._left(key)
                if failure := await self._failure(query, since):
                    return failure, None

    async def _left(self, key: tuple[str, str]) -> None:
        """Wait until nobody else asks for it."""
        wait_s = _FIRST_S
        while await self._keeper.is_taken(key):
            await asyncio.sleep(wait_s)
            wait_s = min(wait_s * _GROWTH, _LONGEST_S)

    async def _failure(self, query: Query, since: datetime) -> Memento | None:
        """Return how another run failed since then, if that holds for this one as well.

        It may have been the site's rules that could not be read: to a run that asks for none that says nothing.
        """
        found = await self._keeper.recorded(query) if self._options.respect_robots else None
        told = found and found.outcome in _OF_THE_HOST and since < found.retrieved_at <= self._clock.now()
        return found if told else None

    def _hold(self, key: tuple[str, str]) -> None:
        self._held.add(key)
        if self._renewing is None:
            self._renewing = asyncio.create_task(self._renew())

    async def _renew(self) -> None:
        """Renew the leases of this run for as long as it has any."""
        while True:
            await asyncio.sleep(leases.LEASE_S / _RENEWALS)
            await self._keeper.renew()
