from __future__ import annotations

import hashlib
import os
import random
import resource
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from claimcheck.errors import StoreError
from claimcheck.fetch import audit
from claimcheck.fetch.database import FILE
from claimcheck.fetch.store import Store
from claimcheck.model import Memento, Outcome, Query

ROOT = Path(__file__).parents[2]
AT = datetime(2026, 3, 5, 9, 30, tzinfo=UTC)
CRAMPED = """
import os, resource, sys
from pathlib import Path
sys.path[:0] = sys.argv[2:]
from fetch.test_fetch_store_full import URL, fill, put
from claimcheck.fetch.store import Store
with Store.open(Path(sys.argv[1])) as store:
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, hard))
    print(fill(store))
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    put(store, 99)
"""
URL = "https://www.example.com/{}"


def put(store: Store, number: int) -> None:
    body = random.Random(number).randbytes(20_000)  # noqa: S311 - what cannot be packed
    url = URL.format(number)
    store.keep(Query(url), Memento(url, url, Outcome.READ, AT, body=body, digest=hashlib.sha256(body).hexdigest()))


def fill(store: Store) -> tuple[int, str]:
    """Keep more and more, and return how many captures there was room for and what was said of the next."""
    for number in range(50):
        try:
            put(store, number)
        except StoreError as error:
            return number, f"{error.message} {error.hint}"
    raise AssertionError("there was room for all of it")


def _kept(store: Store) -> list[str]:
    assert () == audit.verify(store).faults
    return [entry.url for entry in store.entries()]


def test_a_full_database_says_so_and_loses_nothing(tmp_path: Path) -> None:
    """The error names the disk, what was kept is whole, and the same store goes on when there is room again."""
    with Store.open(tmp_path) as store:
        store._connection.execute("PRAGMA max_page_count = 60")
        count, said = fill(store)
        assert 0 < count < 20
        assert "database or disk is full" in said
        assert sorted(map(URL.format, range(count))) == _kept(store)
        store._connection.execute("PRAGMA max_page_count = 6000")
        put(store, 99)
        assert count + 1 == len(_kept(store))


def test_a_file_that_cannot_grow_loses_nothing(tmp_path: Path) -> None:
    """A write that the system refuses names the disk, and the same store goes on when there is room again."""
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-B", "-c", CRAMPED, str(tmp_path), str(ROOT), str(ROOT / "tests")],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={"PATH": os.environ.get("PATH", "")},
    )
    assert (0, "") == (done.returncode, done.stderr)
    assert "disk I/O error See whether the disk is full" in done.stdout
    with Store.open(tmp_path) as store:
        count = int(done.stdout.strip("(").partition(",")[0])
        assert 0 < count < 20
        assert sorted(map(URL.format, (*range(count), 99))) == _kept(store)


def test_a_disk_that_is_full_from_the_start_is_a_clear_error(tmp_path: Path) -> None:
    """A store that cannot be made for want of room names the disk, and is made when there is room."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    (tmp_path / "notes.txt").write_text("mine")
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    try:
        with pytest.raises(StoreError) as caught:
            Store.open(tmp_path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert "See whether the disk is full" in caught.value.hint
    assert not list(tmp_path.glob("*.broken*"))
    with Store.open(tmp_path) as store:
        put(store, 1)
        assert ("", 1) == (store.warning, len(_kept(store)))
    assert (tmp_path / FILE).stat().st_size


def test_a_folder_that_was_begun_on_a_full_disk_is_tagged_later(tmp_path: Path) -> None:
    """Tags that there was no room for are written by the next start; a file of somebody's stays as it is."""
    for name, content in (("begun", ""), ("theirs", "*.tmp\n")):
        (tmp_path / name).mkdir()
        (tmp_path / name / ".gitignore").write_text(content)
        Store.open(tmp_path / name).close()
    assert ["*\n", "*.tmp\n"] == [(tmp_path / name / ".gitignore").read_text() for name in ("begun", "theirs")]
    assert [True, False] == [(tmp_path / name / "CACHEDIR.TAG").exists() for name in ("begun", "theirs")]
