from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest
import respx
from fetch.fetching import PLAIN, START, FakeClock
from support.loopback import Loopback, Reply, Request

from claimcheck.fetch.client import Client
from claimcheck.fetch.leases import Turn, Wanted
from claimcheck.fetch.options import Options
from claimcheck.fetch.store import Store
from claimcheck.model import Memento, Outcome, Query

if TYPE_CHECKING:
    import socket
    from collections.abc import Awaitable, Callable, Iterator

ROOT = Path(__file__).parents[2]
PAGES = 30
URL = "https://www.example.com/a"
HTML = {"Content-Type": "text/html"}
FETCHER = """
import asyncio, sys
from pathlib import Path
from claimcheck.fetch import leases
from claimcheck.fetch.client import Client
from claimcheck.fetch.options import Options
from claimcheck.fetch.store import Store
from claimcheck.model import Query

folder, web, count, leases.LEASE_S = sys.argv[1], sys.argv[2], int(sys.argv[3]), float(sys.argv[4])
options = Options(allow_private_hosts=True, per_host_interval_s=0, per_host_concurrency=8)

async def main():
    with Store.open(Path(folder)) as store:
        async with Client(store, options, proxies={}) as client:
            found = await asyncio.gather(*(client.get(Query(f"{web}/{number}")) for number in range(count)))
    print(*(one.outcome for one in found))

asyncio.run(main())
"""
DIRECT = Options(allow_private_hosts=True, per_host_interval_s=0, respect_robots=False)


def _run(folder: Path, web: Loopback, count: int, lease_s: float = 10) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - our own code
        [sys.executable, "-c", FETCHER, str(folder), web.http, str(count), str(lease_s)],
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )


def _until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)


def _slowly(request: Request, wire: socket.socket) -> Reply:
    time.sleep(0.2)
    return Reply(b"<p>Text", html=True)


def test_two_processes_ask_for_each_page_once(tmp_path: Path, web: Loopback) -> None:
    """Two runs at once on one folder get all pages, and the host sees each request once, that for its rules too."""
    web.routes["*"] = {"/robots.txt": Reply(status=404), "*": _slowly}
    runs = [_run(tmp_path, web, PAGES) for _ in range(2)]
    said = [run.communicate(timeout=40)[0].split() for run in runs]
    assert [[b"read"] * PAGES] * 2 == said
    assert PAGES + 1 == len(Counter(web.urls))
    assert len(web.urls) <= PAGES + 3


@pytest.fixture
def hanging(web: Loopback) -> Iterator[threading.Event]:
    """A page that answers the second time it is asked for; the first request is left waiting until the end."""
    first, over = threading.Lock(), threading.Event()

    def page(request: Request, wire: socket.socket) -> Reply:
        if first.acquire(blocking=False):
            over.wait(20)
        return Reply(b"<p>Text", html=True)

    web.routes["*"] = {"/robots.txt": Reply(status=404), "/0": page}
    yield over
    over.set()


def _asked(web: Loopback) -> int:
    return sum(url.endswith("/0") for url in web.urls)


def _fetched(folder: Path, url: str) -> Memento:
    async def main(store: Store) -> Memento:
        async with Client(store, DIRECT, proxies={}) as client:
            return await client.get(Query(url))

    with Store.open(folder) as store:
        return asyncio.run(main(store))


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGSTOP])
@pytest.mark.usefixtures("hanging")
def test_a_process_that_goes_no_further_is_not_waited_for(tmp_path: Path, web: Loopback, end: signal.Signals) -> None:
    """For as long as one run asks, beyond the length of a lease, another waits; killed or stopped, it is asked anew."""
    lease_s = 1.5
    run = _run(tmp_path, web, 1, lease_s)
    try:
        _until(lambda: _asked(web) == 1)
        with ThreadPoolExecutor(1) as pool:
            job = pool.submit(_fetched, tmp_path, f"{web.http}/0")
            time.sleep(lease_s * 1.4)
            assert (1, False) == (_asked(web), job.done())
            run.send_signal(end)
            if end == signal.SIGKILL:
                run.wait(10)
            assert Outcome.READ == job.result(10).outcome
        assert 2 == _asked(web)
    finally:
        run.kill()
        run.communicate(timeout=10)


class Web:
    """A page that is answered when the test says so."""

    def __init__(self) -> None:
        self.replies: asyncio.Queue[httpx.Response] = asyncio.Queue()
        self.asked = 0

    async def reply(self, request: httpx.Request) -> httpx.Response:  # noqa: ARG002 - its name matters to respx
        """Answer a request."""
        self.asked += 1
        return await self.replies.get()

    async def asked_for(self, count: int) -> None:
        """Wait until there were so many requests."""
        while self.asked < count:  # noqa: ASYNC110 - a route has no event
            await asyncio.sleep(0.01)


def _two(
    folder: Path, options: Options, use: Callable[[Client, Client, Web], Awaitable[None]], *, own: Options | None = None
) -> None:
    """Let a test use two runs at once on one folder; the second one has *own* options."""

    async def main(one: Store, other: Store) -> None:
        web = Web()
        with respx.mock(assert_all_called=False) as router:
            router.get(path="/robots.txt").respond(404)
            router.get(URL).mock(side_effect=web.reply)
            async with (
                Client(one, options, clock=FakeClock(), proxies={}) as first,
                Client(other, own or options, clock=FakeClock(), proxies={}) as second,
            ):
                await use(first, second, web)

    with Store.open(folder) as one, Store.open(folder) as other:
        asyncio.run(main(one, other))


async def _both(first: Client, second: Client, web: Web) -> tuple[asyncio.Task[Memento], asyncio.Task[Memento]]:
    """Let the first run ask, and the second one wait for it."""
    asking = asyncio.create_task(first.get(Query(URL)))
    await asyncio.wait_for(web.asked_for(1), 10)
    waiting = asyncio.create_task(second.get(Query(URL)))
    await asyncio.sleep(0.15)
    assert 1 == web.asked
    return asking, waiting


@pytest.mark.parametrize("options", [PLAIN, replace(PLAIN, refresh=True), replace(PLAIN, max_age_s=0)])
@pytest.mark.parametrize("kept", [False, True])
def test_an_answer_is_shared_with_whoever_waited(tmp_path: Path, options: Options, *, kept: bool) -> None:
    """However young an answer is to be, one that came while the run waited for it serves."""
    if kept:
        with Store.open(tmp_path) as store:
            store.keep(Query(URL), Memento(URL, URL, Outcome.NOT_FOUND, START - timedelta(days=9), status=404))

    async def use(first: Client, second: Client, web: Web) -> None:
        asking, waiting = await _both(first, second, web)
        web.replies.put_nowait(httpx.Response(200, text="<p>Text", headers=HTML))
        assert [b"<p>Text"] * 2 == [(await one).body for one in (asking, waiting)]
        assert 1 == web.asked

    _two(tmp_path, options, use)


def test_a_run_that_asks_anew_takes_what_came_since_it_began(tmp_path: Path) -> None:
    """What another run got after the start of a refreshing one serves it, what was got before does not."""
    late = replace(PLAIN, refresh=True)

    async def main(store: Store) -> list[bytes]:
        clock = FakeClock()
        async with Client(store, late, clock=clock, proxies={}) as client:
            clock.elapsed = 9
            return [(await client.get(Query(f"{URL}{number}"))).body for number in range(3)]

    with Store.open(tmp_path) as store, respx.mock:
        respx.get(url__startswith=URL).respond(200, text="<p>New", headers=HTML)
        for number, after_s in enumerate((0, 5, 50)):
            url, at = f"{URL}{number}", START + timedelta(seconds=after_s)
            store.keep(Query(url), Memento(url, url, Outcome.NOT_FOUND, at, status=404))
        assert [b"<p>New", b"", b"<p>New"] == asyncio.run(main(store))


@pytest.mark.parametrize(("status", "rules", "asked"), [(429, True, 1), (403, True, 1), (403, False, 2)])
def test_a_failure_is_shared_if_the_host_told_it(tmp_path: Path, status: int, asked: int, *, rules: bool) -> None:
    """A host that refuses is not troubled again at once, unless it may have refused its rules alone."""

    async def use(first: Client, second: Client, web: Web) -> None:
        asking, waiting = await _both(first, second, web)
        for _ in range(2):
            web.replies.put_nowait(httpx.Response(status))
        found = [await one for one in (asking, waiting)]
        assert (asked, found[0].outcome) == (web.asked, found[1].outcome)

    _two(tmp_path, replace(PLAIN, attempts=1, respect_robots=rules), use)


def test_a_limit_of_one_run_is_not_anothers(tmp_path: Path) -> None:
    """A page that is too long for the run that asked is asked for by the one that waited."""

    async def use(first: Client, second: Client, web: Web) -> None:
        asking, waiting = await _both(first, second, web)
        for _ in range(2):
            web.replies.put_nowait(httpx.Response(200, text="<p>Text", headers=HTML))
        assert [Outcome.TOO_LARGE, Outcome.READ] == [(await one).outcome for one in (asking, waiting)]

    _two(tmp_path, replace(PLAIN, max_bytes=3), use, own=PLAIN)


def test_a_run_that_is_interrupted_lets_the_other_ask(tmp_path: Path) -> None:
    """Left in the middle of a request, a client gives its lease up at once."""

    async def use(first: Client, second: Client, web: Web) -> None:
        _, waiting = await _both(first, second, web)
        await first.__aexit__(None, None, None)
        web.replies.put_nowait(httpx.Response(200, text="<p>Text", headers=HTML))
        assert b"<p>Text" == (await asyncio.wait_for(waiting, 3)).body

    _two(tmp_path, PLAIN, use)


def test_a_run_that_waits_can_be_interrupted(tmp_path: Path) -> None:
    """It ends at once, and the lease stays with whoever has it."""

    async def use(first: Client, second: Client, web: Web) -> None:
        await _both(first, second, web)
        await asyncio.wait_for(second.__aexit__(None, None, None), 0.5)
        with Store.open(tmp_path) as store:
            assert [Turn.THEIRS] == store.leases.take([Wanted(URL, "page")])

    _two(tmp_path, PLAIN, use)


async def _traced(store: Store, options: Options) -> list[str]:
    """Return how a run on *store* writes to it for two pages."""
    said: list[str] = []
    store._connection.set_trace_callback(said.append)
    async with Client(store, options, clock=FakeClock(), proxies={}) as client:
        await asyncio.gather(*(client.get(Query(f"{URL}{number}")) for number in range(2)))
    return [text.split(" VALUES")[0] for text in said if text.startswith(("BEGIN", "INSERT", "UPDATE"))]


def test_leases_cost_one_small_write_together(tmp_path: Path) -> None:
    """Pages that are asked for together take their leases together; what the store answers takes none."""
    with Store.open(tmp_path) as store, respx.mock:
        respx.get(url__startswith=URL).respond(200, text="<p>Text", headers=HTML)
        began = asyncio.run(_traced(store, PLAIN))
        assert ["BEGIN IMMEDIATE", *["INSERT OR REPLACE INTO lease"] * 2, "BEGIN IMMEDIATE"] == began[:4]
        assert 2 == sum("lease" in text for text in began)
        assert [] == asyncio.run(_traced(store, PLAIN))
        assert [] == list(store.select("SELECT * FROM lease"))


@pytest.mark.parametrize("offline", [False, True])
def test_a_run_that_shares_nothing_takes_no_lease(tmp_path: Path, *, offline: bool) -> None:
    """Neither a store in memory nor a run without a network has anybody wait."""
    with Store.open(tmp_path) if offline else Store.memory() as store, respx.mock(assert_all_called=False) as router:
        router.get(url__startswith=URL).respond(200, text="<p>Text", headers=HTML)
        assert not [text for text in asyncio.run(_traced(store, replace(PLAIN, offline=offline))) if "lease" in text]
