from __future__ import annotations

import os
import platform
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from fetch.fetching import START

from claimcheck.fetch.database import FILE
from claimcheck.fetch.leases import LEASE_S, Turn, Wanted
from claimcheck.fetch.rows import stamp
from claimcheck.fetch.store import Store
from claimcheck.model import Memento, Outcome, Query

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

URL = "https://www.example.com/a"
KEY = (URL, "page")
PAGE = Wanted(*KEY)


@pytest.fixture
def one(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path) as found:
        yield found


@pytest.fixture
def other(tmp_path: Path, one: Store) -> Iterator[Store]:
    """Another run's hold on the same file."""
    with Store.open(tmp_path) as found:
        yield found


def _read(outcome: Outcome = Outcome.READ) -> Memento:
    return Memento(URL, URL, outcome, START)


def _rows(store: Store) -> list[str]:
    return [url for (url,) in store.select("SELECT url FROM lease ORDER BY url")]


def _later(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + seconds)


def test_one_of_two_runs_has_the_lease(one: Store, other: Store) -> None:
    """Of two runs that want the same, the second is told that it is asked for; what differs in purpose is another."""
    assert [Turn.OURS, Turn.OURS] == one.leases.take([PAGE, Wanted(f"{URL}1", "page")])
    assert [Turn.THEIRS, Turn.OURS] == other.leases.take([PAGE, Wanted(URL, "api")])
    assert [Turn.OURS] == one.leases.take([PAGE])
    assert (False, True) == (one.leases.is_taken(*KEY), other.leases.is_taken(*KEY))


def test_two_threads_never_both_win(tmp_path: Path) -> None:
    """However close together, exactly one of several takers wins each lease."""
    won: list[Wanted] = []
    ready = threading.Barrier(4)

    def take() -> None:
        with Store.open(tmp_path) as store:
            ready.wait(10)
            for number in range(100):
                wanted = Wanted(f"{URL}{number}", "page")
                won.extend([wanted] * (store.leases.take([wanted]) == [Turn.OURS]))

    threads = [threading.Thread(target=take) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert (100, 100) == (len(won), len(set(won)))


@pytest.mark.parametrize("outcome", [Outcome.READ, Outcome.TIMEOUT])
def test_what_is_kept_ends_its_lease(one: Store, other: Store, outcome: Outcome) -> None:
    """An answer and a failure are there as soon as nobody asks any more; a stranger's answer ends no lease."""
    one.leases.take([PAGE])
    other.keep(Query(URL), _read(outcome))
    assert [URL] == _rows(one)
    one.keep(Query(URL), _read(outcome))
    assert ([], False) == (_rows(one), other.leases.is_taken(*KEY))


def test_an_answer_that_came_since_is_seen(one: Store, other: Store) -> None:
    """Between the look at the store and the lease another run may have answered; what was seen counts no more."""
    one.keep(Query(URL), _read())
    assert [Turn.ANSWERED] == other.leases.take([PAGE])
    assert [Turn.OURS] == other.leases.take([Wanted(*KEY, stamp(START))])


def test_a_lease_that_is_given_up_is_free(one: Store, other: Store) -> None:
    """Only whoever has it can give it up."""
    one.leases.take([PAGE])
    other.leases.leave(*KEY)
    assert other.leases.is_taken(*KEY)
    one.leases.leave(*KEY)
    assert [Turn.OURS] == other.leases.take([PAGE])


def test_a_lease_ends_unless_it_is_renewed(one: Store, other: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that was renewed holds on; one that was not is another's, and its former owner does not get it back."""
    one.leases.take([PAGE])
    _later(monkeypatch, LEASE_S * 0.8)
    one.leases.renew()
    _later(monkeypatch, LEASE_S * 0.8)
    assert [Turn.THEIRS] == other.leases.take([PAGE])
    _later(monkeypatch, LEASE_S * 1.1)
    assert [Turn.OURS] == other.leases.take([PAGE])
    one.leases.renew()
    one.leases.leave(*KEY)
    assert one.leases.is_taken(*KEY)


def test_a_lease_from_before_the_clock_was_set_back_has_ended(
    one: Store, other: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No lease holds for longer than a new one would."""
    one.leases.take([PAGE])
    _later(monkeypatch, -3600)
    assert (False, [Turn.OURS]) == (other.leases.is_taken(*KEY), other.leases.take([PAGE]))


def test_later_runs_clean_up(one: Store, other: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a run left behind that was killed is removed by the next one, or with the rest of the cache."""
    one.leases.take([Wanted(f"{URL}{number}", "page") for number in range(3)])
    _later(monkeypatch, LEASE_S * 2)
    other.leases.take([PAGE])
    assert [URL] == _rows(one)
    one.clear()
    assert [] == _rows(one)


@pytest.mark.parametrize(
    ("node", "free"), [(platform.node(), sys.platform != "win32"), ("elsewhere.example", False), ("", False)]
)
def test_a_run_of_this_machine_that_is_gone_holds_up_nobody(one: Store, node: str, *, free: bool) -> None:
    """Its number is no process any more; that of a run on another machine says nothing here."""
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait(20)
    one._connection.execute("INSERT INTO lease VALUES (?, ?, ?, ?)", (*KEY, f"{node}:{gone.pid}:x", time.time() + 5))
    assert free is (not one.leases.is_taken(*KEY))


@pytest.mark.parametrize(
    "owner", ["", "x", ":::", f"{platform.node()}:{'9' * 5000}:x", f"{platform.node()}:-1:x", b"\xff"]
)
def test_an_owner_that_a_stranger_wrote_holds_for_its_time(one: Store, owner: object) -> None:
    """Whatever stands there, the lease ends like any other, and nothing fails."""
    one._connection.execute("INSERT INTO lease VALUES (?, ?, ?, ?)", (*KEY, owner, time.time() + 5))
    assert [Turn.THEIRS] == one.leases.take([PAGE])


def test_the_lease_of_a_run_that_lives_is_respected(one: Store) -> None:
    """A process with that number is there."""
    owner = f"{platform.node()}:{os.getppid()}:x"
    one._connection.execute("INSERT INTO lease VALUES (?, ?, ?, ?)", (*KEY, owner, time.time() + 5))
    assert one.leases.is_taken(*KEY)


def test_where_nothing_can_be_written_a_run_goes_on(one: Store) -> None:
    """A disk that is full or read-only costs the sharing alone."""
    one._connection.execute("PRAGMA query_only = ON")
    assert [Turn.OURS, Turn.OURS] == one.leases.take([PAGE, PAGE])
    one.leases.renew()
    one.leases.leave(*KEY)
    one._connection.execute("PRAGMA query_only = OFF")
    one._connection.execute("DROP TABLE lease")
    assert not one.leases.is_taken(*KEY)


def test_a_store_of_the_second_version_gets_leases(tmp_path: Path) -> None:
    """What an older claimcheck made is brought up to date."""
    with Store.open(tmp_path) as store:
        store.keep(Query(URL), _read())
    with closing(sqlite3.connect(tmp_path / FILE)) as connection:
        connection.executescript("DROP TABLE lease; PRAGMA user_version = 2")
    with Store.open(tmp_path) as store:
        assert ("", 1) == (store.warning, len(store.entries()))
        assert [Turn.OURS] == store.leases.take([Wanted(f"{URL}1", "page")])
        assert [f"{URL}1"] == _rows(store)
