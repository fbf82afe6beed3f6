"""The file that the store keeps its mementos in: SQLite in WAL mode, opened with care.

A file that is broken or not ours is set aside under another name, never overwritten.
"""

from __future__ import annotations

import logging
import re
import sqlite3
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from claimcheck.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILE = "claimcheck.sqlite3"
PARTS = ("", "-wal", "-shm")
_APPLICATION = 0x434C434B
_BUSY_S = 30.0
_STEPS = (
    """
CREATE TABLE blob (digest TEXT PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE memento (
    url TEXT NOT NULL,
    purpose TEXT NOT NULL,
    failed INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    status INTEGER,
    final_url TEXT NOT NULL,
    reason TEXT NOT NULL,
    retrieved_at TEXT NOT NULL,
    headers TEXT NOT NULL,
    hops TEXT NOT NULL,
    archive_url TEXT,
    digest TEXT NOT NULL,
    size INTEGER NOT NULL,
    PRIMARY KEY (url, purpose, failed)
);
CREATE INDEX memento_digest ON memento (digest);
""",
    """
ALTER TABLE memento RENAME COLUMN hops TO redirects;
UPDATE memento SET redirects = (SELECT json_group_array(json_array(value, 0)) FROM json_each(redirects));
CREATE TABLE derived (
    digest TEXT NOT NULL,
    kind TEXT NOT NULL,
    context TEXT NOT NULL,
    edition TEXT NOT NULL,
    kept_at TEXT NOT NULL,
    data BLOB NOT NULL,
    PRIMARY KEY (digest, kind, context)
);
CREATE TRIGGER forget_derived AFTER DELETE ON blob BEGIN DELETE FROM derived WHERE digest = old.digest; END;
""",
    """
CREATE TABLE lease (
    url TEXT NOT NULL,
    purpose TEXT NOT NULL,
    owner TEXT NOT NULL,
    until REAL NOT NULL,
    PRIMARY KEY (url, purpose)
) WITHOUT ROWID;
""",
)
"""What brings a file from each version of the schema to the next; the number of steps is the newest version."""
_PARTS_OF_A_STORE = (
    *(("table", name, "") for name in ("blob", "memento", "derived", "lease")),
    ("index", "memento_digest", "CREATE INDEX memento_digest ON memento (digest)"),
    (
        "trigger",
        "forget_derived",
        "CREATE TRIGGER forget_derived AFTER DELETE ON blob BEGIN DELETE FROM derived WHERE digest = old.digest; END",
    ),
)
_TAGS = {
    ".gitignore": "*\n",
    "CACHEDIR.TAG": """Signature: 8a477f597d28d172789f06886806bc55
# This file marks the folder as a cache, which may be removed at any time.
# See https://bford.info/cachedir/
""",
}
"""Files for a folder of our own; one that is empty was begun when the disk was full, and is written again."""
_FULL = re.compile("disk|space|quota", re.IGNORECASE)
"""What SQLite and the system say when the disk is full, or may be."""
_log = logging.getLogger("claimcheck")


class _UnusableError(Exception):
    """The file is no store of ours."""


def prepare(folder: Path) -> Path:
    """Make *folder*, tag it as a cache if it was empty or new, and return the path of the file in it.

    Raises:
        StoreError: The folder cannot be made or written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if all(entry.name in _TAGS and not entry.stat().st_size for entry in folder.iterdir()):
            for name, content in _TAGS.items():
                (folder / name).write_text(content, encoding="utf-8")
    except OSError as error:
        raise _unopened(folder, error.strerror or "it cannot be used") from None
    return folder / FILE


def connect(file: Path) -> tuple[sqlite3.Connection, str]:
    """Open the file, or a new one in its place when it is broken or not ours.

    Returns:
        The connection, and a warning for a person when a file was set aside (empty otherwise).

    Raises:
        StoreError: The file cannot be opened, or a newer claimcheck made it.
    """
    try:
        return open_database(str(file)), ""
    except _UnusableError as error:
        warning = f"the cache {file} {error} and was set aside as {_set_aside(file)}"
        _log.warning("%s", warning)
    try:
        return open_database(str(file)), warning
    except _UnusableError as error:
        raise _unopened(file, str(error)) from None


def open_database(name: str) -> sqlite3.Connection:
    """Open a file or `:memory:` and see to its schema; the connection commits by itself outside `transaction`."""
    try:
        connection = sqlite3.connect(name, timeout=_BUSY_S, isolation_level=None, check_same_thread=False)
    except sqlite3.Error as error:
        raise _unopened(name, str(error)) from None
    try:
        _configure(connection)
        with transaction(connection):
            _migrate(connection, name)
    except sqlite3.OperationalError as error:
        connection.close()
        raise _unopened(name, str(error)) from None
    except sqlite3.DatabaseError as error:
        connection.close()
        raise _UnusableError(f"cannot be read ({error})") from None
    except BaseException:
        connection.close()
        raise
    return connection


def read_only(folder: Path) -> tuple[sqlite3.Connection, Path]:
    """Open the file in *folder* without writing to the disk, and return it as well.

    A file that no other process has open is read as it stands; SQLite would else leave its two companions there.

    Raises:
        StoreError: There is no file, or it cannot be opened.
    """
    file = folder / FILE
    if not file.is_file():
        raise StoreError(f"there is no cache in {folder}", hint="Name the folder that has one with --cache-dir.")
    how = "mode=ro" if file.with_name(FILE + PARTS[1]).exists() else "immutable=1"
    try:
        connection = sqlite3.connect(
            f"{file.absolute().as_uri()}?{how}", uri=True, timeout=_BUSY_S, isolation_level=None
        )
    except sqlite3.Error as error:
        raise _unopened(file, str(error)) from None
    return connection, file


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Do all of it or nothing; takes the write lock at once, so that two processes wait instead of failing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # SQLite may have rolled back by itself: on a full disk it does
            connection.execute("ROLLBACK")
        raise


def _configure(connection: sqlite3.Connection) -> None:
    """Switch to WAL; the switch itself does not wait for other processes, so it is tried again."""
    end = time.monotonic() + _BUSY_S
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL").fetchone()
            break
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > end:
                raise
            time.sleep(0.02)
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA trusted_schema = OFF")


def _migrate(connection: sqlite3.Connection, name: str) -> None:
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    application = int(connection.execute("PRAGMA application_id").fetchone()[0])
    tables = int(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])
    if not tables and not version:
        connection.execute(f"PRAGMA application_id = {_APPLICATION}")
    elif application != _APPLICATION:
        raise _UnusableError("is a database of another program")
    elif version > len(_STEPS):
        raise StoreError(
            f"the cache {name} was made by a newer claimcheck",
            hint="Update claimcheck, or name another folder with --cache-dir.",
        )
    for step in _STEPS[version:]:
        for statement in filter(str.strip, step.split(";\n")):
            connection.execute(statement)
    if version < len(_STEPS):
        connection.execute(f"PRAGMA user_version = {len(_STEPS)}")
    _recognise(connection)


def _recognise(connection: sqlite3.Connection) -> None:
    """Check that the file has the parts that ours have: a stranger's view or trigger would run with every query.

    Raises:
        _UnusableError: It has others.
    """
    made = "SELECT type, name, CASE type WHEN 'table' THEN '' ELSE sql END FROM sqlite_master WHERE sql IS NOT NULL"
    if set(connection.execute(made)) != set(_PARTS_OF_A_STORE):
        raise _UnusableError("is not as claimcheck makes it")


def _set_aside(file: Path) -> Path:
    """Rename the file and what belongs to it; another process may have been quicker."""
    number = 1
    while (aside := file.with_name(f"{file.name}.broken-{number}")).exists():
        number += 1
    for suffix in PARTS:
        with suppress(FileNotFoundError):
            file.with_name(file.name + suffix).replace(aside.with_name(aside.name + suffix))
    return aside


def _unopened(place: object, why: str) -> StoreError:
    hint = "Name another folder with --cache-dir, or do without with --no-cache."
    if _FULL.search(why):
        hint = f"See whether the disk is full. {hint}"
    return StoreError(f"the cache {place} cannot be opened: {why}", hint=hint)
