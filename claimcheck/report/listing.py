"""What the store of captures holds, for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from claimcheck.report.escape import lines, plain

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from claimcheck.model import Memento, Outcome

_KILO = 1024


class Entry(Protocol):
    """One capture of the store, or the record of a fetch that failed; *size* in bytes."""

    @property
    def url(self) -> str:
        """What was asked for."""

    @property
    def outcome(self) -> Outcome:
        """How the fetch ended."""

    @property
    def size(self) -> int:
        """How long the body is."""

    @property
    def retrieved_at(self) -> datetime:
        """When it was asked for."""


def entries(kept: Iterable[Entry]) -> str:
    """Return a line for each entry (time, outcome, size, URL) and one that counts them."""
    rows = [(moment(e.retrieved_at), str(e.outcome), _size(e.size), plain(e.url)) for e in kept]
    table = [f"{when}  {outcome:<17} {size:>9}  {url}\n" for when, outcome, size, url in rows]
    return "".join(table) + f"{len(rows)} {'capture' if len(rows) == 1 else 'captures'}\n"


def memento(found: Memento, *, body: bool = False) -> str:
    """Return what is known of a capture, a line for each fact; with *body* what was read after them."""
    facts = {
        "URL": found.url,
        "read at": found.final_url if found.final_url != found.url else "",
        "archived copy": found.archive_url or "",
        "asked": moment(found.retrieved_at),
        "outcome": str(found.outcome),
        "because": found.reason,
        "status": str(found.status or ""),
        "type": found.header("content-type"),
        "size": _size(len(found.body)),
        "SHA-256": found.digest,
        "redirects": " → ".join(one.url for one in found.redirects),
    }
    text = "".join(f"{name:<14} {plain(value)}\n" for name, value in facts.items() if value)
    return f"{text}\n{lines(found.body.decode('utf-8', 'replace'))}\n" if body else text


def moment(value: datetime) -> str:
    """Return a time as "2025-02-07 02:06:50Z"."""
    return value.strftime("%Y-%m-%d %H:%M:%SZ")


def _size(octets: int) -> str:
    if octets < _KILO:
        return f"{octets} B"
    kilo = octets / _KILO
    return f"{kilo:.1f} KiB" if kilo < _KILO else f"{kilo / _KILO:.1f} MiB"
