from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from claimcheck.errors import StoreError
from claimcheck.fetch import audit
from claimcheck.fetch.audit import Verified
from claimcheck.fetch.database import FILE
from claimcheck.fetch.store import Store
from claimcheck.model import Memento, Outcome, Purpose, Query

if TYPE_CHECKING:
    from pathlib import Path

AT = datetime(2026, 3, 5, 9, 30, tzinfo=UTC)
URL = "https://www.example.com/a"
DIGEST = hashlib.sha256(b"same " * 100).hexdigest()


def page(url: str = URL, body: bytes = b"same " * 100) -> Memento:
    return Memento(url, url, Outcome.READ, AT, "", 200, (), body, hashlib.sha256(body).hexdigest())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a store that has four captures and two bodies."""
    with Store.open(tmp_path) as store:
        store.keep(Query(URL), page())
        store.keep(Query(URL, Purpose.FEED), page())
        store.keep(Query("https://b.example/"), page("https://b.example/", b"other"))
        store.keep(Query("https://["), Memento("", "", Outcome.BAD_URL, AT + timedelta(days=1), "no address"))
    return tmp_path


def change(folder: Path, *statements: str) -> None:
    with closing(sqlite3.connect(folder / FILE)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def verified(folder: Path) -> Verified:
    with Store.reading(folder) as store:
        return audit.verify(store)


def test_all_entries_come_with_their_keys(folder: Path) -> None:
    """They are sorted by URL and purpose, and have their bodies."""
    with Store.open(folder) as store:
        found = list(audit.everything(store))
    assert [
        ("https://[", "page", True, 0),
        ("https://b.example/", "page", False, 5),
        (URL, "list", False, 500),
        (URL, "page", False, 500),
    ] == [(one.url, one.purpose, one.failed, len(one.memento.body) if one.memento else None) for one in found]


def test_a_store_that_is_whole(folder: Path) -> None:
    """What was kept, and nothing else, is found whole."""
    assert Verified(4, 2) == verified(folder)


def test_verify_changes_nothing(folder: Path) -> None:
    """The folder has the same files with the same bytes afterwards, also while another has the store open."""
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    verified(folder)
    assert before == {path.name: path.read_bytes() for path in folder.iterdir()}
    with Store.open(folder) as store:
        store.keep(Query("https://c.example/"), replace(page("https://c.example/"), body=b"", digest=""))
        names = {path.name for path in folder.iterdir()}
        assert Verified(5, 2) == verified(folder)
        assert names == {path.name for path in folder.iterdir()}
        assert 5 == len(store.entries())


@pytest.mark.parametrize(
    "damage", ["x'00'", "zeroblob(0)", "'text'", "(SELECT data FROM blob WHERE digest != outside.digest)"]
)
def test_a_damaged_body_is_found(folder: Path, damage: str) -> None:
    """It is named with the page that it was kept for, and no such entry has a memento."""
    change(folder, f"UPDATE blob AS outside SET data = {damage} WHERE digest = '{DIGEST}'")  # noqa: S608 - our words
    assert Verified(4, 2, (f"body {DIGEST}: damaged, kept for {URL} and 1 more",)) == verified(folder)
    with Store.open(folder) as store:
        assert [URL, URL] == [one.url for one in audit.everything(store) if one.memento is None]


def test_a_missing_body_is_found(folder: Path) -> None:
    """Each entry that had it is named."""
    change(folder, f"DELETE FROM blob WHERE digest = '{DIGEST}'")  # noqa: S608 - our words
    lines = tuple(f"{URL} ({purpose}): its body {DIGEST} is missing" for purpose in ("list", "page"))
    assert Verified(4, 1, lines) == verified(folder)


def test_an_orphaned_body_is_found(folder: Path) -> None:
    """A body that nothing refers to is a fault."""
    change(folder, "DELETE FROM memento WHERE purpose = 'list'", f"DELETE FROM memento WHERE url = '{URL}'")  # noqa: S608 - our words
    assert Verified(2, 2, (f"body {DIGEST}: no capture has it",)) == verified(folder)


@pytest.mark.parametrize("column", ["outcome", "retrieved_at", "headers", "redirects"])
def test_facts_that_cannot_be_read_are_found(folder: Path, column: str) -> None:
    """An entry that no claimcheck wrote is named, and is no memento."""
    change(folder, f"UPDATE memento SET {column} = '[1' WHERE purpose = 'list'")  # noqa: S608 - our words
    [line] = verified(folder).faults
    assert line.startswith(f"{URL} (list): what is known of it cannot be read (")
    with Store.open(folder) as store:
        assert [URL] == [one.url for one in audit.everything(store) if one.memento is None]


def test_a_damaged_file_is_found(folder: Path) -> None:
    """Pages of the file that were overwritten are faults, and the file stays where it is."""
    data = bytearray((folder / FILE).read_bytes())
    for start in range(4096, len(data), 4096):
        data[start : start + 200] = b"\xff" * 200
    (folder / FILE).write_bytes(data)
    assert verified(folder).faults
    (folder / FILE).write_bytes(b"no database " * 1000)
    assert Verified(0, 0, ("the database: file is not a database",)) == verified(folder)
    assert b"no database " * 1000 == (folder / FILE).read_bytes()


def test_a_folder_without_a_store_is_a_clear_error(tmp_path: Path) -> None:
    """Nothing is made, and no other database is taken for a store."""
    with pytest.raises(StoreError, match="there is no cache in") as caught:
        verified(tmp_path / "none")
    assert "--cache-dir" in caught.value.hint
    assert [] == list(tmp_path.iterdir())
    change(tmp_path, "CREATE TABLE recipe (name TEXT)")
    with pytest.raises(StoreError, match="no such table"):
        verified(tmp_path)


def test_a_store_in_figures(folder: Path) -> None:
    """Captures, hosts, times, and sizes with and without sharing and packing."""
    with Store.open(folder) as store:
        found = audit.stats(store)
        assert store.size == found.file
        assert (("bad-url", 1), ("read", 3)) == found.outcomes
        assert (2, AT, AT + timedelta(days=1)) == (found.hosts, found.oldest, found.newest)
        assert (2, 1005, 505) == (found.bodies, found.captured, found.unpacked)
        assert 0 < found.packed < 100
        store.clear()
        empty = audit.stats(store)
    assert ((), 0, None, None, 0, 0, 0, 0) == (
        empty.outcomes,
        empty.hosts,
        empty.oldest,
        empty.newest,
        empty.bodies,
        empty.captured,
        empty.unpacked,
        empty.packed,
    )
