"""What the store holds, told in figures or entry by entry, and whether all of it is whole."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from claimcheck.errors import StoreError
from claimcheck.fetch import rows
from claimcheck.model.split import split

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from claimcheck.fetch.store import Store
    from claimcheck.model import Memento

_MEMENTO = ", ".join(f"memento.{name}" for name in rows.COLUMNS.split(", "))


class Kept(NamedTuple):
    """An entry with its key; the memento is None when its body, or a fact of it, is damaged."""

    url: str
    purpose: str
    failed: bool
    memento: Memento | None


@dataclass(frozen=True, slots=True)
class Verified:
    """What a check of the store found; each fault in words for a person, to be escaped."""

    captures: int
    bodies: int
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stats:
    """The store in figures.

    Args:
        outcomes: How many captures ended so, by the name of the outcome.
        hosts: How many hosts were asked.
        oldest: When the oldest capture was made; None in an empty store.
        newest: When the newest was made.
        bodies: How many different bodies there are.
        captured: Bytes of all captures, unpacked, each counted for itself.
        unpacked: Bytes of the different bodies.
        packed: Bytes of them as they are kept.
        file: Bytes of the file, with its companions.
    """

    outcomes: tuple[tuple[str, int], ...]
    hosts: int
    oldest: datetime | None
    newest: datetime | None
    bodies: int
    captured: int
    unpacked: int
    packed: int
    file: int


def everything(store: Store) -> Iterator[Kept]:
    """Yield all entries, sorted by URL and purpose, a failure after an answer; one body is in memory at a time.

    Raises:
        StoreError: The file cannot be read.
    """
    query = (
        f"SELECT purpose, failed, data, {_MEMENTO} FROM memento LEFT JOIN blob USING (digest) "  # noqa: S608 - our words
        "ORDER BY memento.url, purpose, failed"
    )
    for purpose, failed, data, *found in store.select(query):
        yield Kept(found[0], purpose, bool(failed), _memento(tuple(found), data))


def newest(store: Store) -> datetime | None:
    """Return when the newest capture was made; None in an empty store."""
    ((at,),) = store.select("SELECT max(retrieved_at) FROM memento")
    return rows.moment(at) if at else None


def stats(store: Store) -> Stats:
    """Count what the store holds.

    Raises:
        StoreError: The file cannot be read.
    """
    outcomes = tuple(store.select("SELECT outcome, count(*) FROM memento GROUP BY outcome ORDER BY outcome"))
    ((oldest, captured),) = store.select("SELECT min(retrieved_at), coalesce(sum(size), 0) FROM memento")
    ((bodies, packed),) = store.select("SELECT count(*), coalesce(sum(length(data)), 0) FROM blob")
    ((unpacked,),) = store.select(
        "SELECT coalesce(sum(size), 0) FROM (SELECT max(size) AS size FROM memento WHERE digest != '' GROUP BY digest)"
    )
    hosts = {_host(url) for (url,) in store.select("SELECT DISTINCT url FROM memento")} - {""}
    return Stats(
        outcomes=tuple((str(name), int(count)) for name, count in outcomes),
        hosts=len(hosts),
        oldest=rows.moment(oldest) if oldest else None,
        newest=newest(store),
        bodies=bodies,
        captured=captured,
        unpacked=unpacked,
        packed=packed,
        file=store.size,
    )


def verify(store: Store) -> Verified:
    """Check the file, every body, and that entries and bodies belong together; nothing is changed.

    Raises:
        StoreError: The file cannot be read for want of rights, or is no store.
    """
    faults: list[str] = []
    captures = bodies = 0
    try:
        faults += [f"the database: {line}" for (line,) in store.select("PRAGMA integrity_check") if line != "ok"]
        ((captures,),) = store.select("SELECT count(*) FROM memento")
        ((bodies,),) = store.select("SELECT count(*) FROM blob")
        for found in (_unread(store), _damaged(store), _missing(store), _orphaned(store)):
            faults += found
    except StoreError as error:
        if isinstance(error.__cause__, sqlite3.OperationalError):
            raise
        faults.append(f"the database: {error.__cause__ or error.message}")
    return Verified(captures, bodies, tuple(faults))


def _memento(found: tuple[object, ...], data: bytes | None) -> Memento | None:
    body = rows.unpacked(data, str(found[-1]))
    try:
        return None if body is None else rows.memento(found, body)
    except (ValueError, TypeError):
        return None


def _unread(store: Store) -> Iterator[str]:
    """Yield the entries whose facts cannot be read."""
    for purpose, *found in store.select(f"SELECT purpose, {_MEMENTO} FROM memento ORDER BY url, purpose"):  # noqa: S608 - our words
        try:
            rows.memento(tuple(found), b"")
        except (ValueError, TypeError) as error:
            yield f"{found[0]} ({purpose}): what is known of it cannot be read ({error})"


def _damaged(store: Store) -> Iterator[str]:
    """Yield the bodies that do not unpack to their digest."""
    for digest, data in store.select("SELECT digest, data FROM blob ORDER BY digest"):
        if rows.unpacked(data, digest) is None:
            ((url, count),) = store.select("SELECT min(url), count(*) FROM memento WHERE digest = ?", (digest,))
            more = f" and {count - 1} more" if count > 1 else ""
            yield f"body {digest}: damaged" + (f", kept for {url}{more}" if count else "")


def _missing(store: Store) -> Iterator[str]:
    """Yield the entries whose body is not there."""
    query = (
        "SELECT url, purpose, digest FROM memento "
        "WHERE digest != '' AND digest NOT IN (SELECT digest FROM blob) ORDER BY url, purpose"
    )
    for url, purpose, digest in store.select(query):
        yield f"{url} ({purpose}): its body {digest} is missing"


def _orphaned(store: Store) -> Iterator[str]:
    """Yield the bodies that no entry has."""
    query = "SELECT digest FROM blob WHERE digest NOT IN (SELECT digest FROM memento) ORDER BY digest"
    for (digest,) in store.select(query):
        yield f"body {digest}: no capture has it"


def _host(url: str) -> str:
    return split(url).hostname or ""
