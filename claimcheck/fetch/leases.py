"""Leases: a query that one run asks its host for is not asked for by another run on the same file meanwhile.

A lease is a row that says who asks, and until when that holds. Whoever asks renews it for as long as it takes, which a
time limit of one query cannot tell: a query may wait long for its turn at a host. So it may be short, and a run that
was killed holds up nobody for longer; one that ended on this machine holds up nobody at all. Times are those of the
machine's clock; a lease from beyond the longest one is from before that clock was set back, and has ended.

All of it saves requests and no more: where a lease cannot be written, a run goes on as if it were alone.
"""

from __future__ import annotations

import os
import platform
import secrets
import sqlite3
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from claimcheck.fetch.database import transaction
from claimcheck.fetch.rows import moment, stamp

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LEASE_S = 10.0
"""How long a lease holds that nobody renews; renewed three times as often, it outlasts a busy moment."""
_LIVE = "until > ? AND until <= ?"


class Turn(Enum):
    """Whose turn it is to ask for something."""

    OURS = auto()
    THEIRS = auto()
    ANSWERED = auto()
    """Nobody's: an answer came since the store was looked at."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a run wants to ask for.

    Args:
        url: As `ages.key` gives it.
        purpose: The same.
        seen: When the answer came that the store was seen to have, as `rows.stamp` gives it; empty without one.
    """

    url: str
    purpose: str
    seen: str = ""


class Leases:
    """The leases in a file, and those among them that are of this run."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._owner = f"{platform.node()}:{os.getpid()}:{secrets.token_hex(8)}"
        self._cleaned = False

    def take(self, wanted: Sequence[Wanted]) -> list[Turn]:
        """Take a lease for each of what is wanted, in one transaction, where nobody has one."""
        try:
            with transaction(self._connection):
                self._clean()
                return [self._turn(one) for one in wanted]
        except sqlite3.Error:
            return [Turn.OURS] * len(wanted)

    def is_taken(self, url: str, purpose: str) -> bool:
        """Say whether somebody else asks for it now."""
        with suppress(sqlite3.Error):
            return self._theirs(url, purpose)
        return False

    def renew(self) -> None:
        """Let the leases of this run hold from now on for as long as new ones."""
        with suppress(sqlite3.Error):
            self._connection.execute("UPDATE lease SET until = ? WHERE owner = ?", (_longest(), self._owner))

    def leave(self, url: str, purpose: str) -> None:
        """Give up a lease of this run, if it has one."""
        with suppress(sqlite3.Error):
            self.end([(url, purpose)])

    def end(self, keys: Iterable[tuple[str, str]]) -> None:
        """End the leases of this run for what it keeps, in the transaction that keeps it.

        Raises:
            sqlite3.Error: The file cannot be written.
        """
        statement = "DELETE FROM lease WHERE url = ? AND purpose = ? AND owner = ?"
        self._connection.executemany(statement, [(*key, self._owner) for key in keys])

    def _turn(self, one: Wanted) -> Turn:
        key = (one.url, one.purpose)
        answer = "SELECT retrieved_at FROM memento WHERE url = ? AND purpose = ? AND NOT failed"
        found = self._connection.execute(answer, key).fetchone()
        if (stamp(moment(found[0])) if found else "") != one.seen:
            return Turn.ANSWERED
        if self._theirs(*key):
            return Turn.THEIRS
        self._connection.execute("INSERT OR REPLACE INTO lease VALUES (?, ?, ?, ?)", (*key, self._owner, _longest()))
        return Turn.OURS

    def _theirs(self, url: str, purpose: str) -> bool:
        statement = f"SELECT owner FROM lease WHERE url = ? AND purpose = ? AND {_LIVE}"  # noqa: S608 - our words
        found = self._connection.execute(statement, (url, purpose, *_span())).fetchone()
        return found is not None and found[0] != self._owner and not _has_ended(str(found[0]))

    def _clean(self) -> None:
        """Remove once what runs left behind that were killed."""
        if not self._cleaned:
            self._connection.execute(f"DELETE FROM lease WHERE NOT ({_LIVE})", _span())  # noqa: S608 - our words
            self._cleaned = True


def _longest() -> float:
    """Return until when a lease holds that is taken now, in seconds since 1970 UTC."""
    return time.time() + LEASE_S


def _span() -> tuple[float, float]:
    """Return what a lease that holds now ends after, and what it ends by."""
    now = time.time()
    return now, now + LEASE_S


def _has_ended(owner: str) -> bool:
    """Say whether a run was one of this machine and is gone; when that cannot be told, its lease counts."""
    node, _, rest = owner.rpartition(":")[0].rpartition(":")
    if sys.platform == "win32" or node != platform.node() or not rest.isdecimal():
        return False
    try:
        os.kill(int(rest), 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError, ValueError):
        return False
    return False
