from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
import respx
from fetch.fetching import PLAIN, START, fetch

from claimcheck.errors import StoreError
from claimcheck.fetch.client import Client
from claimcheck.fetch.database import FILE, open_database
from claimcheck.fetch.keeper import Keeper
from claimcheck.fetch.store import Store
from claimcheck.model import Memento, Outcome, Query

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

URL = "https://www.example.com/a"
HTML = {"Content-Type": "text/html"}


def _page(number: int, status: object = 200) -> Memento:
    url = f"{URL}{number}"
    body = f"<p>{number}".encode()
    return Memento(url, url, Outcome.READ, START, status=status, body=body)  # type: ignore[arg-type] # some are broken


def _with(store: Store, use: Callable[[Keeper], Awaitable[object]]) -> None:
    async def main() -> None:
        keeper = Keeper(store)
        try:
            await use(keeper)
        finally:
            await keeper.aclose()

    asyncio.run(main())


async def _kept(keeper: Keeper, *pages: Memento) -> list[Memento | BaseException]:
    jobs = (keeper.keep(Query(page.url), page) for page in pages)
    return await asyncio.gather(*jobs, return_exceptions=True)


def test_what_waits_together_is_committed_together(tmp_path: Path) -> None:
    """A hundred pages that come at once are two transactions, and all of them are on record."""
    begun: list[str] = []

    async def use(keeper: Keeper) -> None:
        found = await _kept(keeper, *(_page(number) for number in range(100)))
        assert all(isinstance(one, Memento) and len(one.digest) == 64 for one in found)

    with Store.open(tmp_path) as store:
        store._connection.set_trace_callback(lambda text: begun.append(text) if text.startswith("BEGIN") else None)
        _with(store, use)
        assert (2, 100) == (len(begun), len(store.entries()))


def test_what_is_kept_is_committed(tmp_path: Path) -> None:
    """Another process finds a page as soon as it was kept."""

    async def use(keeper: Keeper) -> None:
        await keeper.keep(Query(f"{URL}1"), _page(1))
        with Store.reading(tmp_path) as other:
            assert [f"{URL}1"] == [entry.url for entry in other.entries()]

    with Store.open(tmp_path) as store:
        _with(store, use)


def test_a_page_that_cannot_be_kept_spoils_no_other() -> None:
    """Of pages that are kept together, the one that fails has the error, and the others are on record."""

    async def use(keeper: Keeper) -> None:
        first, broken, last = await _kept(keeper, _page(1), _page(2, status=object()), _page(3))
        assert isinstance(broken, StoreError)
        assert isinstance(first, Memento)
        assert isinstance(last, Memento)

    with Store.memory() as store:
        _with(store, use)
        assert [f"{URL}1", f"{URL}3"] == [entry.url for entry in store.entries()]


def test_a_file_that_fails_is_tried_once(tmp_path: Path) -> None:
    """When the file itself cannot be written, all that waits has that error, and nothing waits for it again."""
    begun: list[str] = []

    async def use(keeper: Keeper) -> None:
        with closing(open_database(str(tmp_path / FILE))) as other:
            other.execute("BEGIN IMMEDIATE")
            found = await _kept(keeper, *map(_page, range(9)))
            other.execute("COMMIT")
        assert {StoreError} == set(map(type, found))

    with Store.open(tmp_path) as store:
        store._connection.execute("PRAGMA busy_timeout = 1")
        store._connection.set_trace_callback(begun.append)
        _with(store, use)
        assert (1, ()) == (begun.count("BEGIN IMMEDIATE"), store.entries())


def test_the_loop_goes_on_while_another_process_writes(tmp_path: Path) -> None:
    """A store that is locked holds up nobody but who waits for it."""

    async def use(keeper: Keeper) -> None:
        with closing(open_database(str(tmp_path / FILE))) as other:
            other.execute("BEGIN IMMEDIATE")
            job = asyncio.create_task(keeper.keep(Query(f"{URL}1"), _page(1)))
            await asyncio.sleep(0.05)
            assert not job.done()
            other.execute("COMMIT")
            assert f"{URL}1" == (await job).url

    with Store.open(tmp_path) as store:
        _with(store, use)


def test_a_client_that_is_left_finishes_what_it_keeps(tmp_path: Path) -> None:
    """A page that came is on record after the client was left, although nobody waits for it any more."""

    async def main(store: Store, route: respx.Route) -> None:
        with closing(open_database(str(tmp_path / FILE))) as other:
            async with Client(store, PLAIN, proxies={}) as client:
                other.execute("BEGIN IMMEDIATE")
                job = asyncio.create_task(client.get(Query(URL)))
                while not route.called or client._keeper._work is None:  # noqa: ASYNC110 - neither has an event
                    await asyncio.sleep(0.01)
                job.cancel()
                asyncio.get_running_loop().call_later(0.05, other.execute, "COMMIT")

    with Store.open(tmp_path) as store, respx.mock:
        route = respx.get(URL).respond(200, text="<p>Text", headers=HTML)
        asyncio.run(main(store, route))
        assert [URL] == [entry.url for entry in store.entries()]


def test_an_error_of_the_store_is_raised_by_the_client() -> None:
    """Whoever asks the client is told that the store cannot be used."""
    with Store.memory() as store, respx.mock:
        store._connection.execute("DROP TABLE blob")
        respx.get(URL).respond(200, text="<p>Text", headers=HTML)
        with pytest.raises(StoreError, match="cannot be used"):
            fetch(URL, store=store)


def test_without_a_thread_there_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that gives out no more threads leaves nobody waiting."""

    def submit(*_: object) -> None:
        raise RuntimeError("can't start new thread")

    async def use(keeper: Keeper) -> None:
        monkeypatch.setattr(ThreadPoolExecutor, "submit", submit)
        with pytest.raises(RuntimeError, match="thread"):
            await asyncio.wait_for(keeper.recorded(Query(URL)), 5)

    with Store.memory() as store:
        _with(store, use)


def test_the_thread_ends_with_the_keeper() -> None:
    """Nothing runs on after a client; a client that nobody asked has started nothing."""
    before = threading.active_count()

    async def use(keeper: Keeper) -> None:
        assert before == threading.active_count()
        assert await keeper.recorded(Query(URL)) is None
        assert before + 1 == threading.active_count()

    with Store.memory() as store:
        _with(store, use)
        assert before == threading.active_count()
