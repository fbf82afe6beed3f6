"""A memento as a row of the store, and a body as it is kept there."""

from __future__ import annotations

import hashlib
import json
import zlib
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from claimcheck.fetch import ages
from claimcheck.model import Memento, Outcome, Redirect

COLUMNS = "url, outcome, status, final_url, reason, retrieved_at, headers, redirects, archive_url, digest"
_LEVEL = 1
_LARGEST = 64_000_000
"""More than any body that is kept: what a store unpacks to, whoever made it, is bounded."""


def row(memento: Memento) -> tuple[object, ...]:
    """Return a memento as the values of its row, those of the key left out."""
    return (
        not ages.is_kept(memento.outcome),
        str(memento.outcome),
        memento.status,
        memento.final_url,
        memento.reason,
        stamp(memento.retrieved_at),
        json.dumps(memento.headers),
        json.dumps([(one.url, one.status) for one in memento.redirects]),
        memento.archive_url,
        memento.digest,
        len(memento.body),
    )


def memento(found: tuple[Any, ...], body: bytes) -> Memento:
    """Return what `COLUMNS` of a row say.

    Raises:
        ValueError: They say nothing that was ever kept.
        TypeError: The same.
    """
    url, outcome, status, final_url, reason, at, headers, redirects, archive_url, digest = found
    return Memento(
        url=url,
        final_url=final_url,
        outcome=Outcome(outcome),
        retrieved_at=moment(at),
        reason=reason,
        status=status,
        headers=tuple((name, value) for name, value in json.loads(headers)),
        body=body,
        digest=digest,
        redirects=tuple(Redirect(place, code) for place, code in json.loads(redirects)),
        archive_url=archive_url,
    )


def stamp(value: datetime) -> str:
    """Return a time as it is kept: such texts sort as the times do."""
    return value.astimezone(UTC).isoformat()


def moment(text: str) -> datetime:
    """Return the time that a text of `stamp` says."""
    return datetime.fromisoformat(text)


def packed(body: bytes) -> bytes:
    """Return a body as it is kept."""
    return zlib.compress(body, _LEVEL)


def unpacked(data: bytes | None, digest: str) -> bytes | None:
    """Return the body, or None when it is not the one that was kept."""
    if not digest:
        return b""
    with suppress(zlib.error, TypeError):
        body = inflated(data or b"")
        if hashlib.sha256(body).hexdigest() == digest:
            return body
    return None


def inflated(data: bytes) -> bytes:
    """Return what was packed.

    Raises:
        zlib.error: It is broken, or longer than anything that is kept.
    """
    unpacking = zlib.decompressobj()
    found = unpacking.decompress(data, _LARGEST)
    if not unpacking.eof:
        raise zlib.error("incomplete or too long")
    return found
