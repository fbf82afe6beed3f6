"""A store on a thread of its own: the event loop waits for no disk, and packs and hashes no bodies."""

from __future__ import annotations

import asyncio
import hashlib
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from claimcheck.model import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from claimcheck.fetch.derived import Key
    from claimcheck.fetch.leases import Turn, Wanted
    from claimcheck.fetch.store import Store
    from claimcheck.model import Memento, Query

_MOST = 64
"""So many requests to the store are done together; those that come meanwhile are the next ones."""
_T = TypeVar("_T")


@dataclass(slots=True)
class _Read:
    """A question to the store."""

    future: asyncio.Future[Any]
    ask: Callable[[], object]


@dataclass(slots=True)
class _Write:
    """What is to be kept."""

    future: asyncio.Future[Memento]
    query: Query
    memento: Memento


@dataclass(slots=True)
class _Take:
    """A lease that is to be taken."""

    future: asyncio.Future[Turn]
    wanted: Wanted


_Job = _Read | _Write | _Take
_Results = list[tuple[_Job, object]]


class Keeper:
    """Asks and tells a store from an event loop; what waits to be kept at the same time is committed together.

    Only one thread uses the store until `aclose` has ended.
    """

    def __init__(self, store: Store) -> None:
        """Set up; the thread starts when it is first needed."""
        self._store = store
        self._thread: ThreadPoolExecutor | None = None
        self._waiting: list[_Job] = []
        self._work: asyncio.Task[None] | None = None

    async def aclose(self) -> None:
        """Wait until all that was to be kept has been, and end the thread."""
        while self._work:
            await asyncio.wait([self._work])
        thread, self._thread = self._thread, None
        if thread:
            thread.shutdown()

    async def recorded(self, query: Query) -> Memento | None:
        """Return how the last fetch of a query ended, as `Store.recorded` does.

        Raises:
            StoreError: The store cannot be read.
        """
        return await self._asked(partial(self._store.recorded, query))

    async def fresh(
        self, query: Query, max_age_s: float | None, now: datetime, since: datetime | None = None
    ) -> tuple[Memento | None, Memento | None]:
        """Return the memento of a query if it is young enough, as `Store.fresh` does.

        Returns:
            The memento, or None; and without one what `Store.known` has.

        Raises:
            StoreError: The store cannot be read.
        """

        def ask() -> tuple[Memento | None, Memento | None]:
            found = self._store.fresh(query, max_age_s, now, since)
            return found, None if found else self._store.known(query)

        return await self._asked(ask)

    async def body(self, digest: str) -> bytes | None:
        """Return the body with this digest; None when it is not there, or damaged.

        Raises:
            StoreError: The store cannot be read.
        """
        return await self._asked(partial(self._store.body, digest))

    async def made(self, key: Key) -> bytes | None:
        """Return what was made of something before, as `Store.made` does."""
        return await self._asked(partial(self._store.made, key))

    def keep_made(self, key: Key, data: bytes) -> None:
        """Keep what can be made anew, when there is time."""
        future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._add(_Read(future, partial(self._store.keep_made, [(key, data)])))

    async def keep(self, query: Query, memento: Memento) -> Memento:
        """Record how the fetch of a query ended, and return it with its digest once it is on record.

        Raises:
            StoreError: The store cannot be written.
        """
        future: asyncio.Future[Memento] = asyncio.get_running_loop().create_future()
        self._add(_Write(future, query, memento))
        return await future

    @property
    def is_shared(self) -> bool:
        """Whether other processes may use the same store."""
        return self._store.file is not None

    async def take(self, wanted: Wanted) -> Turn:
        """Take a lease where nobody has one, as `Leases.take` does; several are taken together."""
        future: asyncio.Future[Turn] = asyncio.get_running_loop().create_future()
        self._add(_Take(future, wanted))
        return await future

    async def is_taken(self, key: tuple[str, str]) -> bool:
        """Say whether another process asks for it now, as `Leases.is_taken` does."""
        return await self._asked(partial(self._store.leases.is_taken, *key))

    async def renew(self) -> None:
        """Renew all leases, as `Leases.renew` does."""
        await self._asked(self._store.leases.renew)

    def leave(self, key: tuple[str, str]) -> None:
        """Give up a lease; nobody waits for it."""
        future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._add(_Read(future, partial(self._store.leases.leave, *key)))

    async def _asked(self, ask: Callable[[], _T]) -> _T:
        future: asyncio.Future[_T] = asyncio.get_running_loop().create_future()
        self._add(_Read(future, ask))
        return await future

    def _add(self, job: _Job) -> None:
        self._waiting.append(job)
        if self._work is None:
            self._work = asyncio.create_task(self._done())

    async def _done(self) -> None:
        """Do what waits, until nothing does."""
        self._thread = self._thread or ThreadPoolExecutor(1, "claimcheck store")
        loop = asyncio.get_running_loop()
        try:
            while self._waiting:
                jobs, self._waiting = self._waiting[:_MOST], self._waiting[_MOST:]
                try:
                    results = await loop.run_in_executor(self._thread, self._results, jobs)
                except RuntimeError as error:  # no thread can be started
                    results = [(job, error) for job in jobs]
                for job, result in results:
                    _tell(job.future, result)
        finally:
            self._work = None

    def _results(self, jobs: list[_Job]) -> _Results:
        """Return what came of each job; runs on the thread."""
        asked = [job for job in jobs if isinstance(job, _Read) and not job.future.cancelled()]
        found: _Results = [(job, _tried(job.ask)) for job in asked]
        takes = [job for job in jobs if isinstance(job, _Take) and not job.future.cancelled()]
        found += self._taken(takes) if takes else []
        writes = [job for job in jobs if isinstance(job, _Write)]
        return found + self._kept(writes) if writes else found

    def _taken(self, takes: list[_Take]) -> _Results:
        turns = _tried(partial(self._store.leases.take, [job.wanted for job in takes]))
        return list(zip(takes, turns if isinstance(turns, list) else [turns] * len(takes), strict=True))

    def _kept(self, writes: list[_Write]) -> _Results:
        """Keep all together, or each alone when one of them cannot be kept; a file that fails does so for all."""
        mementos = [_digested(job.memento) for job in writes]
        queries = [job.query for job in writes]
        together = _tried(partial(self._store.keep_all, tuple(zip(queries, mementos, strict=True))))
        if not isinstance(together, Exception):
            return list(zip(writes, mementos, strict=True))
        if len(writes) == 1 or isinstance(together.__cause__, sqlite3.OperationalError):
            return [(job, together) for job in writes]
        return [one for job in writes for one in self._kept([job])]


def _tried(call: Callable[[], object]) -> object:
    """Return what a call returns or raises."""
    try:
        return call()
    except Exception as error:  # noqa: BLE001 - whoever waits for it has it raised
        return error


def _tell(future: asyncio.Future[Any], result: object) -> None:
    if future.done():
        return
    if isinstance(result, Exception):
        future.set_exception(result)
    else:
        future.set_result(result)


def _digested(memento: Memento) -> Memento:
    """Return a memento with the digest of its body, if it has one."""
    if memento.digest or memento.outcome is not Outcome.READ:
        return memento
    return replace(memento, digest=hashlib.sha256(memento.body).hexdigest())
