from __future__ import annotations

import asyncio
import gc
import hashlib
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self, cast

import pytest

from claimcheck import gathering
from claimcheck.gathering import Gatherer
from claimcheck.model import Memento, Outcome, Purpose, Query
from claimcheck.shelf import Shelf
from claimcheck.workers import Workers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimcheck.fetch import Client, Key

BODY = (
    b"<!doctype html><html><head><title>Harbour</title></head><body><article>"
    + b"".join(
        f"<p>On day {n} the harbour master counted {n + 3} ships, and nobody spoke of ice any more.</p>".encode()
        for n in range(12)
    )
    + b"</article></body></html>"
)


@pytest.fixture
def workers() -> Iterator[Workers]:
    with Workers() as found:
        yield found


class _Client:
    """Answers at once, but for a host that keeps everybody waiting."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.open = asyncio.Event()

    async def get(self, query: Query) -> Memento:
        self.asked.append(query.url)
        if "slow" in query.url:
            await self.open.wait()
        headers = (("Content-Type", "text/html; charset=utf-8"),)
        digest = hashlib.sha256(BODY).hexdigest()
        when = datetime(2026, 3, 5, tzinfo=UTC)
        return Memento(query.url, query.url, Outcome.READ, when, "", 200, headers, BODY, digest)

    async def made(self, _: Key) -> bytes | None:
        return None

    def keep_made(self, _: Key, __: bytes) -> None:
        """Keep nothing."""


def test_a_slow_host_holds_up_no_other(workers: Workers) -> None:
    """However many pages of one host are waited for, those of another are read meanwhile."""

    async def main() -> tuple[Memento, bool]:
        client = _Client()
        gatherer = Gatherer(cast("Client", client), lambda _: None, workers, Shelf())
        slow = [Query(f"https://slow.example/{number}") for number in range(2 * gathering._AT_ONCE)]
        waiting = asyncio.create_task(gatherer.answers(slow, "searching"))
        await asyncio.sleep(0)
        [answer] = await gatherer.answers([Query("https://quick.example/a")], "searching")
        early = not waiting.done()
        client.open.set()
        await waiting
        return answer.memento, early

    memento, early = asyncio.run(asyncio.wait_for(main(), 30))
    assert (Outcome.READ, b"", True) == (memento.outcome, memento.body, early)


def test_a_broken_address_is_asked_like_any_other(workers: Workers) -> None:
    """An address that cannot be split gets its answer, and the others theirs."""
    queries = [Query("http://[bad/a", Purpose.API), Query("https://www.gulfpost.org/a", Purpose.API)]
    gatherer = Gatherer(cast("Client", _Client()), lambda _: None, workers, Shelf())

    assert queries == [answer.query for answer in asyncio.run(gatherer.answers(queries, "searching"))]


def test_a_document_that_waits_comes_from_the_store_again(monkeypatch: pytest.MonkeyPatch, workers: Workers) -> None:
    """Bodies beyond those that are being read are not held; all are read in the end."""
    monkeypatch.setattr(gathering, "_AT_ONCE", 1)

    async def main() -> tuple[list[Outcome], list[str]]:
        client = _Client()
        gatherer = Gatherer(cast("Client", client), lambda _: None, workers, Shelf())
        queries = [Query(f"https://quick.example/{number}") for number in range(4)]
        answers = await gatherer.answers(queries, "searching")
        return [answer.memento.outcome for answer in answers], client.asked

    outcomes, asked = asyncio.run(main())
    assert [Outcome.READ] * 4 == outcomes
    assert 7 == len(asked)


class _Body(bytes):
    """A body that is counted while anybody holds it."""

    alive = 0
    most = 0

    def __new__(cls, data: bytes) -> Self:
        cls.alive += 1
        cls.most = max(cls.most, cls.alive)
        return super().__new__(cls, data)

    def __del__(self) -> None:
        type(self).alive -= 1


def test_a_round_does_not_hold_the_bodies_of_all_its_documents(
    monkeypatch: pytest.MonkeyPatch, workers: Workers
) -> None:
    """However many documents a round has, few bodies are in the memory at once."""
    monkeypatch.setattr(gathering, "_AT_ONCE", 2)

    class Counting(_Client):
        async def get(self, query: Query) -> Memento:
            return replace(await super().get(query), body=_Body(BODY))

    async def main() -> None:
        gatherer = Gatherer(cast("Client", Counting()), lambda _: None, workers, Shelf())
        await gatherer.answers([Query(f"https://quick.example/{number}") for number in range(60)], "searching")

    asyncio.run(main())
    gc.collect()
    assert _Body.most < 20
