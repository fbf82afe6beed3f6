from __future__ import annotations

import hashlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
import zlib
from contextlib import closing
from pathlib import Path

import pytest

from claimcheck.errors import StoreError
from claimcheck.fetch import audit, database
from claimcheck.fetch.database import FILE, PARTS
from claimcheck.fetch.store import Store
from claimcheck.model import Query, Redirect

ROOT = Path(__file__).parents[2]
KEPT, LONG = 1500, 2000
STEPS = [one for step in database._STEPS[1:] for one in step.split(";\n") if one.strip()]
LOOKED_UP = 3
MOMENTS = range(LOOKED_UP, LOOKED_UP + len(STEPS) + 2)
"""Before each statement of the steps, before the new version is noted, and before all of it is committed."""
KILLED = """
import os, signal, sys
from pathlib import Path
from claimcheck.fetch import database
from claimcheck.fetch.store import Store

class Connection:
    def __init__(self, real, left):
        self.real, self.left = real, left

    def execute(self, *what):
        if not self.left:
            os.kill(os.getpid(), signal.SIGKILL)
        self.left -= 1
        return self.real.execute(*what)

def migrate(connection, name, known=database._migrate):
    known(Connection(connection, int(sys.argv[2])), name)
    os.kill(os.getpid(), signal.SIGKILL)

database._migrate = migrate
Store.open(Path(sys.argv[1]))
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store of the first version, so large that bringing it up to date does not fit into memory."""
    data, digest = zlib.compress(b"Text"), hashlib.sha256(b"Text").hexdigest()
    rest = ("page", 0, "read", 200, "https://a.example/end", "", "2026-03-05T09:30:00+00:00", "[]")
    with closing(sqlite3.connect(tmp_path / FILE)) as connection:
        connection.executescript(database._STEPS[0])
        connection.execute(f"PRAGMA application_id = {database._APPLICATION}")
        connection.execute("PRAGMA user_version = 1")
        connection.execute("INSERT INTO blob VALUES (?, ?)", (digest, data))
        rows = [(_url(number), *rest, json.dumps([_hop(number)]), None, digest, 4) for number in range(KEPT)]
        connection.executemany("INSERT INTO memento VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
        connection.commit()
    return tmp_path


def _url(number: int) -> str:
    return f"https://a.example/{number}"


def _hop(number: int) -> str:
    return f"https://a.example/{number}?{'x' * LONG}"


def _version(folder: Path) -> int:
    with closing(sqlite3.connect(folder / FILE)) as connection:
        assert [("ok",)] == connection.execute("PRAGMA integrity_check").fetchall()
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _check(folder: Path) -> None:
    """The next start finds all that was kept, and brings it up to date."""
    with Store.open(folder) as store:
        found = audit.verify(store)
        assert ("", KEPT, ()) == (store.warning, found.captures, found.faults)
        for number in range(KEPT):
            memento = store.recorded(Query(_url(number)))
            assert memento
            assert (b"Text", (Redirect(_hop(number)),)) == (memento.body, memento.redirects)
    assert len(database._STEPS) == _version(folder)


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_start_killed_while_it_brings_a_store_up_to_date_changes_nothing(folder: Path, moment: int) -> None:
    """Wherever it is killed, the older store is there as it was, and the next start brings it up to date."""
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", KILLED, str(folder), str(moment)],
        check=False,
        timeout=60,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    assert -signal.SIGKILL == done.returncode
    if moment == MOMENTS[-1]:
        assert folder.joinpath(FILE + PARTS[1]).stat().st_size > KEPT * LONG // 2  # half done on the disk as well
    assert 1 == _version(folder)
    _check(folder)


@pytest.mark.parametrize("statement", STEPS, ids=lambda one: " ".join(one.split()[:3]))
@pytest.mark.parametrize("error", [KeyboardInterrupt, sqlite3.OperationalError("database or disk is full")])
def test_a_step_that_fails_changes_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch, statement: str, error: BaseException | type[BaseException]
) -> None:
    """Ctrl-C or a full disk in the middle leaves the older store as it was, and the next start brings it up to date."""

    class Failing(sqlite3.Connection):
        def execute(self, sql: str, *values: object) -> sqlite3.Cursor:
            if sql == statement:
                raise error
            return super().execute(sql, *values)  # type: ignore[arg-type] # the same

    with monkeypatch.context() as patch:
        connect = sqlite3.connect
        patch.setattr(sqlite3, "connect", lambda name, **how: connect(name, factory=Failing, **how))
        with pytest.raises((KeyboardInterrupt, StoreError)):
            Store.open(folder)
    assert 1 == _version(folder)
    _check(folder)
