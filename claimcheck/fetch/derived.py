"""What was made out of bodies and texts, kept so that it need not be made again: parsed pages, claims of articles.

Every entry names the edition of the code that made it, and serves no other. All of it can be made anew: an entry that
cannot be read is none, and a disk that is full keeps nothing.
"""

from __future__ import annotations

import sqlite3
import zlib
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from claimcheck.fetch.database import transaction
from claimcheck.fetch.rows import stamp

if TYPE_CHECKING:
    from collections.abc import Iterable

_LEVEL = 1


@dataclass(frozen=True, slots=True)
class Key:
    """What an entry is of.

    Args:
        digest: SHA-256, in hex, of what it was made from.
        kind: What it is.
        context: What else it depends on; empty when nothing.
        edition: Of the code that makes it.
    """

    digest: str
    kind: str
    context: str
    edition: str


def find(connection: sqlite3.Connection, key: Key) -> bytes | None:
    """Return what was kept under *key*; None when there is nothing, or it was made by other code."""
    where = "digest = ? AND kind = ? AND context = ? AND edition = ?"
    values = (key.digest, key.kind, key.context, key.edition)
    with suppress(sqlite3.Error, zlib.error):
        found = connection.execute(f"SELECT data FROM derived WHERE {where}", values).fetchone()  # noqa: S608 - our words
        return zlib.decompress(found[0]) if found else None
    return None


def keep(connection: sqlite3.Connection, made: Iterable[tuple[Key, bytes]]) -> None:
    """Keep what was made, in the place of what other code made of the same."""
    now = stamp(datetime.now(UTC))
    rows = [(k.digest, k.kind, k.context, k.edition, now, zlib.compress(data, _LEVEL)) for k, data in made]
    with suppress(sqlite3.Error), transaction(connection):
        connection.executemany("INSERT OR REPLACE INTO derived VALUES (?, ?, ?, ?, ?, ?)", rows)
