from __future__ import annotations

import hashlib
import os
import signal
import sqlite3
import subprocess
import sys
import time
import tracemalloc
import zlib
from contextlib import closing
from pathlib import Path

import pytest

from claimcheck.errors import StoreError
from claimcheck.fetch import Key, database, derived, rows
from claimcheck.fetch.database import FILE
from claimcheck.fetch.store import Store
from claimcheck.model import Outcome, Query, Redirect

ROOT = Path(__file__).parents[2]
WRITER = """
import sys, hashlib
from datetime import UTC, datetime
from pathlib import Path
from claimcheck.fetch.store import Store
from claimcheck.model import Memento, Outcome, Query
name, count = sys.argv[2], int(sys.argv[3])
with Store.open(Path(sys.argv[1])) as store:
    for number in range(count):
        body = f"{name} {number} ".encode() * 5000
        url = f"https://{name}.example/{number}"
        digest = hashlib.sha256(body).hexdigest()
        memento = Memento(url, url, Outcome.READ, datetime.now(UTC), body=body, digest=digest)
        store.keep(Query(url), memento)
        store.keep(Query("https://shared.example/"), memento)
        if number == 5:
            print("writing", flush=True)
"""


def _writer(folder: Path, name: str, count: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - our own code
        [sys.executable, "-c", WRITER, str(folder), name, str(count)],
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )


def _check(folder: Path) -> None:
    with closing(sqlite3.connect(folder / FILE)) as connection:
        assert [("ok",)] == connection.execute("PRAGMA integrity_check").fetchall()


def test_a_new_folder_is_tagged_as_a_cache(tmp_path: Path) -> None:
    """The folder is made, with a tag for back-up programs and a rule that keeps it out of git."""
    with Store.open(tmp_path / "a" / "b") as store:
        assert (0, "", True) == (len(store.entries()), store.warning, store.size > 0)
    names = {path.name for path in (tmp_path / "a" / "b").iterdir()}

    assert {"CACHEDIR.TAG", ".gitignore", FILE} == names
    assert (tmp_path / "a/b/CACHEDIR.TAG").read_text().startswith("Signature: 8a477f597d28d172789f06886806bc55")


def test_a_folder_in_use_is_left_as_it_is(tmp_path: Path) -> None:
    """A folder with other files in it gets no tag and no rule for git."""
    (tmp_path / "notes.txt").write_text("mine")
    with Store.open(tmp_path):
        pass
    assert {"notes.txt", FILE} == {path.name for path in tmp_path.iterdir()}


def test_the_store_needs_no_http_client() -> None:
    """Looking at the cache loads neither the client nor the retries, nor what writes archives."""
    script = (
        "import sys, claimcheck.fetch.store; print({'httpx', 'stamina', 'protego', 'ssl', 'warcio'} & set(sys.modules))"
    )
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)  # noqa: S603 - our own code
    assert "set()\n" == done.stdout


@pytest.mark.parametrize(
    "content",
    [b"this is no database, but it is somebody's " * 50, b"SQLite format 3\x00" + b"\xff" * 5000],
)
def test_a_broken_file_is_set_aside(tmp_path: Path, content: bytes, caplog: pytest.LogCaptureFixture) -> None:
    """A file that cannot be read is renamed, not overwritten; one warning says so."""
    (tmp_path / FILE).write_bytes(content)
    for number in (1, 2):
        with Store.open(tmp_path) as store:
            assert () == store.entries()
            assert f"{FILE}.broken-{number}" in store.warning
        assert content == (tmp_path / f"{FILE}.broken-{number}").read_bytes()
        (tmp_path / FILE).write_bytes(content)
    assert 2 == len(caplog.records)


def test_a_database_of_another_program_is_set_aside(tmp_path: Path) -> None:
    """A good database that is not ours is kept as it was."""
    with closing(sqlite3.connect(tmp_path / FILE)) as connection:
        connection.execute("CREATE TABLE recipe (name TEXT)")
        connection.execute("INSERT INTO recipe VALUES ('soup')")
        connection.commit()
    with Store.open(tmp_path) as store:
        assert "is a database of another program and was set aside" in store.warning
    with closing(sqlite3.connect(tmp_path / f"{FILE}.broken-1")) as connection:
        assert [("soup",)] == connection.execute("SELECT name FROM recipe").fetchall()


def test_a_newer_store_is_refused(tmp_path: Path) -> None:
    """A file of a later version is neither read nor touched."""
    with Store.open(tmp_path):
        pass
    with closing(sqlite3.connect(tmp_path / FILE)) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(StoreError, match="newer claimcheck") as caught:
        Store.open(tmp_path)
    assert "--cache-dir" in caught.value.hint
    assert not list(tmp_path.glob("*.broken*"))


@pytest.mark.parametrize("name", ["a-file", "a-file/below"])
def test_a_folder_that_cannot_be_made_is_a_clear_error(tmp_path: Path, name: str) -> None:
    """The error names the place and says what to do."""
    (tmp_path / "a-file").write_text("x")
    with pytest.raises(StoreError, match="a-file") as caught:
        Store.open(tmp_path / name)
    assert "--no-cache" in caught.value.hint


def test_a_folder_in_the_place_of_the_file_is_a_clear_error(tmp_path: Path) -> None:
    """What cannot be opened is an error, not a broken file."""
    (tmp_path / FILE).mkdir()
    with pytest.raises(StoreError, match="cannot be opened"):
        Store.open(tmp_path)


def test_a_file_that_breaks_while_in_use_is_a_clear_error(tmp_path: Path) -> None:
    """A fault of the disk has a hint."""
    with Store.open(tmp_path) as store:
        store._connection.execute("DROP TABLE memento")
        with pytest.raises(StoreError, match="cannot be used") as caught:
            store.recorded(Query("https://www.example.com/"))
    assert caught.value.hint


def test_a_store_of_the_first_version_is_brought_up_to_date(tmp_path: Path) -> None:
    """What an older claimcheck kept is there; the statuses of its redirects were not kept."""
    when = "2026-03-05T09:30:00+00:00"
    row = ("https://a.example/1", "page", 0, "read", 200, "https://a.example/2", "", when, "[]")
    with closing(sqlite3.connect(tmp_path / FILE)) as connection:
        connection.executescript(database._STEPS[0])
        connection.execute(f"PRAGMA application_id = {database._APPLICATION}")
        connection.execute("PRAGMA user_version = 1")
        body, digest = zlib.compress(b"Text"), hashlib.sha256(b"Text").hexdigest()
        connection.execute("INSERT INTO blob VALUES (?, ?)", (digest, body))
        values = (*row, '["https://a.example/1", "https://a.example/x\\"y"]', None, digest, 4)
        connection.execute("INSERT INTO memento VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values)
        connection.commit()
    for _ in range(2):
        with Store.open(tmp_path) as store:
            found = store.recorded(Query("https://a.example/1"))
            assert "" == store.warning
    assert found
    assert (b"Text", "https://a.example/2") == (found.body, found.final_url)
    assert (Redirect("https://a.example/1"), Redirect('https://a.example/x"y')) == found.redirects


def test_two_processes_write_at_once(tmp_path: Path) -> None:
    """Both open a new store at the same time and write to it; nothing is lost, nothing fails."""
    writers = [_writer(tmp_path, name, 60) for name in ("one", "two", "three")]
    for writer in writers:
        writer.communicate(timeout=30)
    assert [0, 0, 0] == [writer.returncode for writer in writers]
    _check(tmp_path)
    with Store.open(tmp_path) as store:
        entries = store.entries()
        assert (181, {Outcome.READ}) == (len(entries), {entry.outcome for entry in entries})
        assert all(store.find(entry.url) is not None for entry in entries)


def test_a_process_that_is_killed_leaves_the_store_whole(tmp_path: Path) -> None:
    """After a kill in the middle of writing, all that was kept before is there, and the rest can be added."""
    writer = _writer(tmp_path, "one", 100_000)
    assert writer.stdout
    assert b"writing\n" == writer.stdout.readline()
    time.sleep(0.02)
    writer.send_signal(signal.SIGKILL)
    writer.communicate(timeout=10)
    _check(tmp_path)
    with Store.open(tmp_path) as store:
        entries = store.entries()
        found = [store.find(entry.url) for entry in entries]
        assert (True, True) == (len(entries) > 6, None not in found)
        assert "" == store.warning
        assert len(entries) == store.clear()
        size = store.size
    assert size < 200_000


def _bomb(size: int) -> bytes:
    packing = zlib.compressobj(9)
    return b"".join([packing.compress(bytes(1_000_000)) for _ in range(size // 1_000_000)]) + packing.flush()


@pytest.mark.parametrize("made", ["sealed elsewhere", "not sealed"])
def test_what_somebody_else_made_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made: str) -> None:
    """A store that came with a repository cannot say what a page says, or which claims are traced."""
    key = Key("digest", "judgement", "", "one")
    with Store.open(tmp_path) as store:
        store.keep_made([(key, b"traced")])
        assert b"traced" == store.made(key)
        if made == "not sealed":
            store._connection.execute("UPDATE derived SET data = ?", (zlib.compress(b"traced"),))
        else:
            monkeypatch.setattr(derived, "_secret", lambda: b"of another machine")
        assert store.made(key) is None


def test_nothing_unpacks_to_more_than_a_body(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A few kilobytes that blow up to more than may be kept are damaged, be they a body or what was made of one."""
    monkeypatch.setattr(rows, "_LARGEST", 1_000_000)
    bomb, key = _bomb(50_000_000), Key("digest", "page", "", "one")
    with Store.open(tmp_path) as store:
        store._connection.execute("INSERT INTO blob VALUES ('x', ?)", (bomb,))
        store.keep_made([(key, b"")])
        store._connection.execute("UPDATE derived SET data = ?", (derived._sealed(key, bomb),))
        tracemalloc.start()
        assert (None, None) == (store.body("x"), store.made(key))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < 5_000_000


@pytest.mark.parametrize(
    "planted",
    [
        "CREATE TRIGGER more AFTER INSERT ON blob BEGIN DELETE FROM memento; END",
        "CREATE VIEW more AS SELECT 1",
        "DROP TRIGGER forget_derived; CREATE TRIGGER forget_derived AFTER DELETE ON blob BEGIN SELECT 1; END",
    ],
)
def test_a_file_with_parts_that_are_not_ours_is_set_aside(tmp_path: Path, planted: str) -> None:
    """A trigger or a view of a stranger's would run with every query."""
    with Store.open(tmp_path) as store:
        store._connection.executescript(planted)
    with Store.open(tmp_path) as store:
        assert "is not as claimcheck makes it" in store.warning


def test_the_key_of_seals_is_the_users_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is made once, is kept for the user alone, and a broken one is made anew."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    file = tmp_path / "claimcheck" / "seal"
    first = derived._secret.__wrapped__()
    assert (first, 0o600) == (derived._secret.__wrapped__(), file.stat().st_mode & 0o777)
    file.write_bytes(b"short")
    again = derived._secret.__wrapped__()
    assert (again, 32, False) == (derived._secret.__wrapped__(), len(again), again == first)
    assert ["seal"] == [one.name for one in file.parent.iterdir()]
