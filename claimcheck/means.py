"""What a run has to work with, as the settings say: a client on a store, finders, saved documents."""

from __future__ import annotations

from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck import addresses

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator, Sequence

    from claimcheck.config import Settings
    from claimcheck.fetch import Client
    from claimcheck.fetch.options import Endpoint
    from claimcheck.model import Memento, Page, Problem
    from claimcheck.resolve import Stage
    from claimcheck.workers import Workers


@asynccontextmanager
async def client(settings: Settings | None) -> AsyncIterator[Client]:
    """Open the store and a client on it, as *settings* say."""
    from claimcheck.config import Settings, cache_folder  # noqa: PLC0415 - pydantic and httpx cost 0.2 s
    from claimcheck.fetch import Client, Options, Store  # noqa: PLC0415 - the same

    chosen = settings or Settings()
    options = Options(
        offline=chosen.offline,
        refresh=chosen.refresh,
        max_age_s=chosen.max_cache_age.total_seconds() if chosen.max_cache_age is not None else None,
        allow_private_hosts=chosen.allow_private_hosts,
        timeout_s=chosen.timeout,
        per_host_interval_s=chosen.host_interval,
        max_requests=chosen.max_requests,
        endpoints=tuple(_endpoints(chosen)),
        open_ports=frozenset((one.host, one.port) for one in map(addresses.parsed, chosen.sites.values()) if one.port),
    )
    with Store.memory() if chosen.no_cache else Store.open(cache_folder(chosen)) as store:
        async with Client(store, options) as opened:
            yield opened


def _endpoints(chosen: Settings) -> Iterator[Endpoint]:
    """Yield the interfaces that the user has set up, each for its own finder's queries."""
    from claimcheck.fetch.options import Endpoint  # noqa: PLC0415 - as in `client`
    from claimcheck.resolve import apis  # noqa: PLC0415 - the same

    if key := chosen.brave_key.get_secret_value():
        yield Endpoint(apis.brave(), {"X-Subscription-Token": key})
    if chosen.searxng:
        yield Endpoint(apis.searxng(chosen.searxng), private=True)


def workers(settings: Settings | None) -> Workers:
    """Return the processes of a run, none of them started; without settings there are none."""
    from claimcheck.workers import Workers  # noqa: PLC0415 - multiprocessing takes 20 ms to load

    return Workers(settings.jobs, settings.max_reading_time.total_seconds()) if settings else Workers()


async def saved(
    settings: Settings | None, workers: Workers
) -> tuple[tuple[Memento, ...], tuple[Page, ...], tuple[Problem, ...]]:
    """Read the documents that the user has saved, as mementos and as pages; the last value is what could not be read.

    The address of a document without one is `file:` and its path.
    """
    if settings is None or not settings.sources:
        return (), (), ()
    from claimcheck import jobs  # noqa: PLC0415 - only where there are any
    from claimcheck.read import saved as reader  # noqa: PLC0415 - the same
    from claimcheck.workers import unread  # noqa: PLC0415 - the same

    problems: list[Problem] = []
    files = reader.files([path.as_posix() for path in settings.sources], problems)
    found: list[tuple[Memento, Page | None]] = []
    made = await workers.all(jobs.read_saved, [(str(Path.cwd()), file) for file in files])
    for file, one in zip(files, made, strict=True):
        if isinstance(one, Exception):
            problems.append(unread(file, one))
        else:
            found += one[0]
            problems += one[1]
    told = sorted(set(problems), key=lambda problem: (problem.path, problem.message))
    return tuple(memento for memento, _ in found), tuple(page for _, page in found if page), tuple(told)


def archive(settings: Settings | None) -> str:
    """Return the archive whose captures stand in for pages that cannot be read; empty when it is not to be asked."""
    from claimcheck.resolve.cdx import ARCHIVE  # noqa: PLC0415 - not needed to list claims

    return ARCHIVE if settings is None or "archive" in settings.finders else ""


def stages(settings: Settings | None, pages: Sequence[Page]) -> tuple[Stage, ...]:
    """Return the finders to ask, in stages; *pages* are the saved documents."""
    from claimcheck import resolve  # noqa: PLC0415 - not needed to list claims

    if settings is None:
        return resolve.stages()
    brave = bool(settings.brave_key.get_secret_value())
    return resolve.stages(settings.finders, brave=brave, searxng=settings.searxng, saved=pages)
