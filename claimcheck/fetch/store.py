"""The store: mementos and failed fetches, in one SQLite file (WAL) that several processes may use at once.

What was read or is known to be missing is a memento. Any other outcome is a failure: it is kept so that a run without
a network gives the same report as the run before it, and is never served to a later run that has one.
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Self

from claimcheck.errors import StoreError
from claimcheck.fetch import ages, derived, rows
from claimcheck.fetch.database import PARTS, connect, open_database, prepare, read_only, transaction
from claimcheck.fetch.leases import Leases
from claimcheck.model import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from claimcheck.model import Memento, Query


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """One line of `claimcheck cache list`; *size* in bytes, unpacked."""

    url: str
    outcome: Outcome
    status: int | None
    size: int
    retrieved_at: datetime


class Store:
    """Mementos by URL and purpose. Use `Store.open` or `Store.memory`, and close it."""

    def __init__(self, connection: sqlite3.Connection, file: Path | None = None, warning: str = "") -> None:
        """Take over *connection*; *warning* tells a person that a file was set aside, and is empty otherwise."""
        self.file = file
        self.warning = warning
        self.leases = Leases(connection)
        self._connection = connection

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open the store in *folder*, which is made and tagged as a cache when it is not there.

        Raises:
            StoreError: The folder or the file cannot be used, or a newer claimcheck made the file.
        """
        file = prepare(folder)
        connection, warning = connect(file)
        return cls(connection, file, warning)

    @classmethod
    def reading(cls, folder: Path) -> Self:
        """Open the store in *folder* to look at it alone: nothing is made, mended, brought up to date or set aside.

        Raises:
            StoreError: There is none, or it cannot be opened.
        """
        return cls(*read_only(folder))

    @classmethod
    def memory(cls) -> Self:
        """Return a store that is gone when it is closed."""
        return cls(open_database(":memory:"))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def fresh(
        self, query: Query, max_age_s: float | None = None, now: datetime | None = None, since: datetime | None = None
    ) -> Memento | None:
        """Return the memento of a query if it is young enough, and forget a failure recorded after it.

        Args:
            query: What is asked for.
            max_age_s: Instead of the age that suits the query's purpose.
            now: Instead of the time it is.
            since: What came after this moment, and is not from the future, is young enough in any case.

        Raises:
            StoreError: The file cannot be read.
        """
        found, now = self.known(query), now or datetime.now(UTC)
        if found is None:
            return None
        age_s = (now - found.retrieved_at).total_seconds()
        young = age_s < ages.age_s(query.purpose, found.outcome, max_age_s)
        if not young and not (since and since < found.retrieved_at <= now):
            return None
        body = self.body(found.digest)
        if body is None:
            return None
        self._forget_failure(query)
        return replace(found, body=body)

    def known(self, query: Query) -> Memento | None:
        """Return the last answer to a query, of any age, its body left out.

        Raises:
            StoreError: The file cannot be read.
        """
        row = self._row("url = ? AND purpose = ? AND NOT failed", ages.key(query))
        return rows.memento(row, b"") if row else None

    def body(self, digest: str) -> bytes | None:
        """Return the body with this digest; None when it is not there, or damaged.

        Raises:
            StoreError: The file cannot be read.
        """
        with self._faults():
            data = self._connection.execute("SELECT data FROM blob WHERE digest = ?", (digest,)).fetchone()
        return rows.unpacked(data[0] if data else None, digest)

    def recorded(self, query: Query) -> Memento | None:
        """Return how the last fetch of a query ended, of any age, failures included.

        Raises:
            StoreError: The file cannot be read.
        """
        return self._load("url = ? AND purpose = ? ORDER BY failed DESC LIMIT 1", ages.key(query))

    def keep(self, query: Query, memento: Memento) -> None:
        """Record how the fetch of a query ended: all of it, or nothing of it.

        Raises:
            StoreError: The file cannot be written.
        """
        self.keep_all(((query, memento),))

    def keep_all(self, found: Iterable[tuple[Query, Memento]]) -> None:
        """Record how several fetches ended, in one transaction: all of it, or nothing of it.

        Raises:
            StoreError: The file cannot be written.
        """
        packed = [(*ages.key(query), memento, _packed(memento)) for query, memento in found]
        with self._faults(), transaction(self._connection):
            for url, purpose, memento, body in packed:
                older = "url = ? AND purpose = ? AND (? OR failed)"
                with self._dropping(older, (url, purpose, ages.is_kept(memento.outcome))):
                    self._put(purpose, memento if memento.url == url else replace(memento, url=url), body)
            self.leases.end((url, purpose) for url, purpose, *_ in packed)

    def restore(self, purpose: str, memento: Memento, *, beside: bool = False) -> bool:
        """Put back an entry that was exported, under the URL of the memento and a purpose as `ages.key` gives it.

        What the store has that is as new stays. A failure is not put beside an answer that came after it, unless
        *beside* says that the two were kept so.

        Returns:
            Whether it was put.

        Raises:
            StoreError: The file cannot be written.
        """
        failed, at = not ages.is_kept(memento.outcome), rows.stamp(memento.retrieved_at)
        key = (memento.url, purpose)
        newer = "(failed = ? AND retrieved_at >= ?) OR (? AND NOT failed AND retrieved_at > ?)"
        with self._faults(), transaction(self._connection):
            if self._connection.execute(
                f"SELECT 1 FROM memento WHERE url = ? AND purpose = ? AND ({newer})",  # noqa: S608 - our words
                (*key, failed, at, failed and not beside, at),
            ).fetchone():
                return False
            older = "url = ? AND purpose = ? AND (failed = ? OR (NOT ? AND retrieved_at < ?))"
            with self._dropping(older, (*key, failed, failed, at)):
                self._put(purpose, memento, _packed(memento))
        return True

    def entries(self) -> tuple[Entry, ...]:
        """Return what is kept, sorted by URL."""
        with self._faults():
            kept = self._connection.execute("SELECT url, outcome, status, size, retrieved_at FROM memento").fetchall()
        found = [Entry(url, Outcome(outcome), status, size, rows.moment(at)) for url, outcome, status, size, at in kept]
        return tuple(sorted(found, key=lambda entry: (entry.url, entry.retrieved_at, entry.outcome)))

    def find(self, url: str) -> Memento | None:
        """Return the newest memento of a URL, whatever it was fetched for; a failure only if there is nothing else."""
        return self._load("url = ? ORDER BY failed, retrieved_at DESC LIMIT 1", (ages.bare(url),))

    def prune(self, older_than_s: float, now: datetime | None = None) -> int:
        """Remove what is older than so many seconds, and return how many that were."""
        try:
            before = (now or datetime.now(UTC)) - timedelta(seconds=older_than_s)
        except OverflowError:
            return 0
        with self._faults():
            self._connection.execute("DELETE FROM derived WHERE kept_at < ?", (before.isoformat(),))
        return self._remove("retrieved_at < ?", (before.isoformat(),))

    def clear(self) -> int:
        """Remove everything, and return how many that were."""
        with self._faults():
            self._connection.executescript("DELETE FROM derived; DELETE FROM lease")
        return self._remove("1", ())

    def made(self, key: derived.Key) -> bytes | None:
        """Return what was made of something before; None when it is to be made anew."""
        return derived.find(self._connection, key)

    def keep_made(self, made: Iterable[tuple[derived.Key, bytes]]) -> None:
        """Keep what can be made anew; when it cannot be kept, that is no error."""
        derived.keep(self._connection, made)

    @property
    def size(self) -> int:
        """Bytes on disk; 0 for a store in memory."""
        if self.file is None:
            return 0
        parts = [self.file.with_name(self.file.name + suffix) for suffix in PARTS]
        return sum(part.stat().st_size for part in parts if part.exists())

    def select(self, query: str, values: tuple[object, ...] = ()) -> Iterator[tuple[Any, ...]]:
        """Yield what a query of the file gives, one row in memory at a time.

        Raises:
            StoreError: The file cannot be read.
        """
        with self._faults():
            yield from self._connection.execute(query, values)

    def _put(self, purpose: str, memento: Memento, packed: bytes) -> None:
        if memento.digest:
            mended = "INSERT INTO blob VALUES (?, ?) ON CONFLICT DO UPDATE SET data = excluded.data"
            self._connection.execute(f"{mended} WHERE data IS NOT excluded.data", (memento.digest, packed))
        self._connection.execute(
            "INSERT OR REPLACE INTO memento VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (memento.url, purpose, *rows.row(memento)),
        )

    def _load(self, where: str, values: tuple[str, ...]) -> Memento | None:
        row = self._row(where, values)
        body = self.body(row[-1]) if row else None
        return rows.memento(row, body) if row and body is not None else None

    def _row(self, where: str, values: tuple[str, ...]) -> tuple[Any, ...] | None:
        with self._faults():
            found: tuple[Any, ...] | None = self._connection.execute(
                f"SELECT {rows.COLUMNS} FROM memento WHERE {where}",  # noqa: S608 - our words
                values,
            ).fetchone()
        return found

    def _forget_failure(self, query: Query) -> None:
        with self._faults():
            self._connection.execute("DELETE FROM memento WHERE url = ? AND purpose = ? AND failed", ages.key(query))

    @contextmanager
    def _dropping(self, where: str, values: tuple[object, ...]) -> Iterator[int]:
        """Delete rows, and after what is put in their place the bodies that nothing refers to any more.

        A body that stays is never deleted in between: what was made of it would be forgotten with it.
        """
        digests = self._connection.execute(f"SELECT DISTINCT digest FROM memento WHERE {where}", values).fetchall()  # noqa: S608 - our words
        yield self._connection.execute(f"DELETE FROM memento WHERE {where}", values).rowcount if digests else 0  # noqa: S608 - our words
        self._connection.executemany(
            "DELETE FROM blob WHERE digest = ?1 AND NOT EXISTS (SELECT 1 FROM memento WHERE digest = ?1)", digests
        )

    def _remove(self, where: str, values: tuple[object, ...]) -> int:
        with self._faults():
            with transaction(self._connection), self._dropping(where, values) as removed:
                pass
            with suppress(sqlite3.OperationalError):
                self._connection.execute("VACUUM")
                self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return removed

    @contextmanager
    def _faults(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise StoreError(
                f"the cache {self.file or 'in memory'} cannot be used: {error}",
                hint="See whether the disk is full; remove the file, or do without with --no-cache.",
            ) from error


def _packed(memento: Memento) -> bytes:
    return rows.packed(memento.body) if memento.digest else b""
