"""Shorthands for tests of the client: a clock that does not wait, and a run of several queries."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from claimcheck.fetch.client import Client
from claimcheck.fetch.options import Options
from claimcheck.fetch.pacing import Clock
from claimcheck.fetch.store import Store
from claimcheck.model import Memento, Query

if TYPE_CHECKING:
    from collections.abc import Mapping

    from claimcheck.fetch.resolver import Resolver

START = datetime(2026, 3, 5, 9, 30, tzinfo=UTC)
PLAIN = Options(respect_robots=False, per_host_interval_s=0)


class FakeClock(Clock):
    """A clock that only sleeping moves."""

    def __init__(self, at: datetime = START) -> None:
        self.at = at
        self.elapsed = 0.0
        self.slept: list[float] = []

    def now(self) -> datetime:
        """Return the start and what was slept."""
        return self.at + timedelta(seconds=self.elapsed)

    def monotonic(self) -> float:
        """Return what was slept."""
        return self.elapsed

    async def sleep(self, seconds: float) -> None:
        """Note it, and let others go on."""
        self.slept.append(round(seconds, 6))
        self.elapsed += seconds
        await asyncio.sleep(0)


def fetch(  # noqa: PLR0913 - a test names what it changes
    *asked: str | Query,
    options: Options = PLAIN,
    store: Store | None = None,
    clock: Clock | None = None,
    resolver: Resolver | None = None,
    proxies: Mapping[str, str] | None = None,
    at_once: bool = False,
    **changes: object,
) -> list[Memento]:
    """Fetch what is asked for in one run, one after the other or all at once; *changes* are options."""
    queries = [Query(entry) if isinstance(entry, str) else entry for entry in asked]
    chosen: Options = replace(options, **changes)  # type: ignore[arg-type] # names are checked when it runs
    kept = store or Store.memory()

    async def main() -> list[Memento]:
        more = {"resolver": resolver} if resolver else {}
        async with Client(kept, chosen, clock=clock or FakeClock(), proxies=proxies, **more) as client:
            if at_once:
                return await asyncio.gather(*map(client.get, queries))
            return [await client.get(query) for query in queries]

    try:
        return asyncio.run(main())
    finally:
        if store is None:
            kept.close()


def outcome(memento: Memento) -> tuple[str, str]:
    """Return outcome and reason."""
    return str(memento.outcome), memento.reason
