"""The client: a query becomes a memento, from the store when it has one that is young enough, else from the web."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Self

from claimcheck.errors import ClaimcheckError
from claimcheck.fetch import ages
from claimcheck.fetch.circuit import Circuit
from claimcheck.fetch.conditions import ASKED, Known
from claimcheck.fetch.exchange import Exchange
from claimcheck.fetch.keeper import Keeper
from claimcheck.fetch.network import Network
from claimcheck.fetch.options import Options
from claimcheck.fetch.pacing import Clock, Pace
from claimcheck.fetch.resolver import resolve
from claimcheck.fetch.robots import Robots
from claimcheck.fetch.sharing import Sharing
from claimcheck.fetch.walk import Walk
from claimcheck.model import Memento, Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping

    from claimcheck.fetch.derived import Key
    from claimcheck.fetch.resolver import Resolver
    from claimcheck.fetch.store import Store
    from claimcheck.model import Query


class Client:
    """Fetches queries, each once in a run, and records every outcome in the store.

    `async with Client(store, options) as client: memento = await client.get(query)`
    """

    def __init__(
        self,
        store: Store,
        options: Options | None = None,
        *,
        clock: Clock | None = None,
        resolver: Resolver = resolve,
        proxies: Mapping[str, str] | None = None,
    ) -> None:
        """Set up; nothing is opened before it is needed.

        Args:
            store: What is asked before the web, and told afterwards.
            options: How to behave.
            clock: The time, instead of the real one.
            resolver: Host and port to addresses, instead of the system's.
            proxies: By scheme, as `urllib.request.getproxies` has them, instead of the environment's.
        """
        self._keeper = Keeper(store)
        self._options = options or Options()
        self._clock = clock or Clock()
        self._sharing = Sharing(self._keeper, self._options, self._clock)
        self._network = Network(self._options, resolver, proxies)
        self._pace = Pace(self._options, self._clock)
        self._exchange = Exchange(self._options, self._network, self._pace, Circuit(), self._clock)
        self._robots = Robots(self.get, self._pace)
        self._jobs: dict[tuple[str, str], asyncio.Task[Memento]] = {}
        self._done: set[tuple[str, str]] = set()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        """Stop what is under way, wait until all that came is on record, and close all connections."""
        jobs = list(self._jobs.values())
        for job in jobs:
            job.cancel()
        await asyncio.gather(*jobs, return_exceptions=True)
        try:
            await self._keeper.aclose()
        finally:
            await self._network.aclose()

    async def get(self, query: Query) -> Memento:
        """Return the memento of a query; what goes wrong on the web is its outcome and reason.

        Raises:
            StoreError: The store cannot be read or written.
            ConfigError: The certificates that the environment names cannot be read.
        """
        key = ages.key(query)
        memento = await self._keeper.recorded(query) if key in self._done else None
        if memento is None:
            if key not in self._jobs:
                self._jobs[key] = asyncio.create_task(self._once(query, key))
            memento = await asyncio.shield(self._jobs[key])
        return memento if memento.url == query.url else replace(memento, url=query.url)

    async def made(self, key: Key) -> bytes | None:
        """Return what was made of something before; None when it is to be made anew."""
        return await self._keeper.made(key)

    def keep_made(self, key: Key, data: bytes) -> None:
        """Keep what can be made anew; nobody waits for it."""
        self._keeper.keep_made(key, data)

    async def _once(self, query: Query, key: tuple[str, str]) -> Memento:
        """Fetch a query, and leave it to the store to remember the answer: bodies are many and large."""
        try:
            memento = await self._found(query)
            self._done.add(key)
            return memento
        finally:
            del self._jobs[key]

    async def _found(self, query: Query) -> Memento:
        if self._options.offline:
            return await self._keeper.recorded(query) or self._missing(query)
        async with self._sharing.turn(query) as (answer, kept):
            return answer or await self._keeper.keep(query, await self._asked(query, kept))

    async def _asked(self, query: Query, kept: Memento | None) -> Memento:
        """Return what the web says, asked only for what is new where something is kept."""
        known = Known(kept, partial(self._keeper.body, kept.digest)) if kept and query.purpose in ASKED else None
        return await self._ended(Walk(query, self._options, self._exchange, self._robots, self._clock), known)

    async def _ended(self, walk: Walk, known: Known | None) -> Memento:
        """Return what a walk ends in; a fault of our own on what a page holds is the outcome of that page alone."""
        try:
            return await walk.end(known)
        except ClaimcheckError:
            raise
        except Exception as error:  # noqa: BLE001 - any page can bring it about, and no page may end a run
            return walk.failed(error)

    def _missing(self, query: Query) -> Memento:
        url = ages.bare(query.url)
        reason = "not in the cache, and this run is offline"
        return Memento(url, url, Outcome.NOT_CACHED, self._clock.now(), reason)
