"""What was made out of bodies and texts, kept so that it need not be made again: parsed pages, claims of articles.

Every entry names the edition of the code that made it, and serves no other. All of it can be made anew: an entry that
cannot be read is none, and a disk that is full keeps nothing.

Nobody can tell from a body what was made of it, and a store may come with a stranger's repository: every entry is
sealed (HMAC, RFC 2104) with a key that the user's machine has, and one that was sealed elsewhere is made anew.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import sqlite3
import zlib
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING

from claimcheck.fetch.database import transaction
from claimcheck.fetch.rows import inflated, stamp

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_LEVEL = 1
_SEAL = hashlib.sha256().digest_size


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
    with suppress(sqlite3.Error, zlib.error, TypeError):
        found = connection.execute(f"SELECT data FROM derived WHERE {where}", values).fetchone()  # noqa: S608 - our words
        data = bytes(found[0]) if found else b""
        if hmac.compare_digest(data[:_SEAL], _seal(key, data[_SEAL:])):
            return inflated(data[_SEAL:])
    return None


def keep(connection: sqlite3.Connection, made: Iterable[tuple[Key, bytes]]) -> None:
    """Keep what was made, in the place of what other code made of the same."""
    now = stamp(datetime.now(UTC))
    rows = [(k.digest, k.kind, k.context, k.edition, now, _sealed(k, zlib.compress(data, _LEVEL))) for k, data in made]
    with suppress(sqlite3.Error), transaction(connection):
        connection.executemany("INSERT OR REPLACE INTO derived VALUES (?, ?, ?, ?, ?, ?)", rows)


def _sealed(key: Key, data: bytes) -> bytes:
    return _seal(key, data) + data


def _seal(key: Key, data: bytes) -> bytes:
    told = f"{key.digest}\0{key.kind}\0{key.context}\0{key.edition}\0".encode("utf-8", "surrogatepass")
    return hmac.digest(_secret(), told + data, "sha256")


@cache
def _secret() -> bytes:
    """Return the key of this machine's user, made when there is none; where it cannot be kept it lasts for a run."""
    from platformdirs import user_state_path  # noqa: PLC0415 - not needed without a store

    file = user_state_path("claimcheck") / "seal"
    with suppress(OSError):
        return _kept(file) or _made(file)
    return secrets.token_bytes(_SEAL)


def _kept(file: Path) -> bytes:
    try:
        found = file.read_bytes()
    except FileNotFoundError:
        return b""
    return found if len(found) == _SEAL else b""


def _made(file: Path) -> bytes:
    """Write a new key; of several processes that do so at once the first one counts."""
    key = secrets.token_bytes(_SEAL)
    file.parent.mkdir(parents=True, exist_ok=True)
    own = file.with_name(f"{file.name}.{os.getpid()}")
    own.touch(mode=0o600)
    own.write_bytes(key)
    if file.exists():
        own.replace(file)
        return key
    with suppress(FileExistsError):
        os.link(own, file)
    own.unlink()
    return _kept(file) or key
