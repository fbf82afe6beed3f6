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


class Checked(Protocol):
    """What a check of the store found, its faults in words."""

    @property
    def captures(self) -> int:
        """How many there are."""

    @property
    def bodies(self) -> int:
        """How many different ones there are."""

    @property
    def faults(self) -> tuple[str, ...]:
        """A line for each."""


class Figures(Protocol):
    """The store in figures; sizes in bytes."""

    @property
    def outcomes(self) -> tuple[tuple[str, int], ...]:
        """How many captures ended so, by the name of the outcome."""

    @property
    def hosts(self) -> int:
        """How many were asked."""

    @property
    def oldest(self) -> datetime | None:
        """When the oldest capture was made."""

    @property
    def newest(self) -> datetime | None:
        """When the newest was made."""

    @property
    def bodies(self) -> int:
        """How many different ones there are."""

    @property
    def captured(self) -> int:
        """The size of all captures, each counted for itself."""

    @property
    def unpacked(self) -> int:
        """The size of the different bodies."""

    @property
    def packed(self) -> int:
        """The size of them as they are kept."""

    @property
    def file(self) -> int:
        """The size of the file."""


def entries(kept: Iterable[Entry]) -> str:
    """Return a line for each entry (time, outcome, size, URL) and one that counts them."""
    rows = [(moment(e.retrieved_at), str(e.outcome), _size(e.size), plain(e.url)) for e in kept]
    table = [f"{when}  {outcome:<17} {size:>9}  {url}\n" for when, outcome, size, url in rows]
    return "".join(table) + f"{_counted(len(rows), 'capture')}\n"


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


def checked(found: Checked) -> str:
    """Return a line for each fault, and one that counts what was checked."""
    number = len(found.faults)
    end = _counted(number, "fault") if number else "all whole"
    bodies = f"{found.bodies} {'body' if found.bodies == 1 else 'bodies'}"
    lines_ = [*map(plain, found.faults), f"{_counted(found.captures, 'capture')}, {bodies}: {end}."]
    return "".join(f"{line}\n" for line in lines_)


def figures(found: Figures) -> str:
    """Return the store in figures: a name and a value a line, the values aligned at their ends."""
    facts = [
        ("captures", str(sum(count for _, count in found.outcomes))),
        *((f"  {plain(name)}", str(count)) for name, count in sorted(found.outcomes)),
        ("hosts", str(found.hosts)),
        ("oldest", moment(found.oldest) if found.oldest else "-"),
        ("newest", moment(found.newest) if found.newest else "-"),
        ("size of all captures", _size(found.captured)),
        ("bodies", str(found.bodies)),
        ("  unpacked", _size(found.unpacked)),
        ("  as kept", _size(found.packed)),
        ("saved by sharing", _saved(found.captured, found.unpacked)),
        ("saved by packing", _saved(found.unpacked, found.packed)),
        ("size of the file", _size(found.file)),
    ]
    return "".join(f"{name:<24}{value:>24}\n" for name, value in facts)


def _saved(before: int, after: int) -> str:
    saved = max(0, before - after)
    return f"{_size(saved)} ({saved * 100 // before if before else 0} %)"


def exported(captures: int, damaged: int, file: str) -> str:
    """Return a line that says what an export wrote."""
    left = f" ({damaged} damaged, left out: see 'claimcheck cache verify')" if damaged else ""
    return f"Exported {_counted(captures, 'capture')} to {plain(file)}{left}.\n"


def imported(captures: int, kept: int, passed: int, file: str) -> str:
    """Return a line that says what an import put into the store."""
    counted = _counted(captures, "capture")
    return f"Imported {counted} from {plain(file)} ({kept} already kept, {passed} passed over).\n"


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def moment(value: datetime) -> str:
    """Return a time as "2025-02-07 02:06:50Z"."""
    return value.strftime("%Y-%m-%d %H:%M:%SZ")


def _size(octets: int) -> str:
    if octets < _KILO:
        return f"{octets} B"
    kilo = octets / _KILO
    return f"{kilo:.1f} KiB" if kilo < _KILO else f"{kilo / _KILO:.1f} MiB"
