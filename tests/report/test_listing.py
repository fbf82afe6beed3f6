from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from support import reports

from claimcheck.model import Outcome
from claimcheck.report import listing


@dataclass(frozen=True)
class Kept:
    """An entry of a store."""

    url: str
    outcome: Outcome
    size: int
    retrieved_at: datetime


AT = datetime(2026, 3, 5, 9, 30, tzinfo=UTC)


def test_entries_are_lines_in_columns() -> None:
    """Time, outcome, size and URL, harmless, and how many there are."""
    kept = [
        Kept("https://a.example/\x1b[2J\n", Outcome.READ, 2048, AT),
        Kept("https://b.example/", Outcome.ROBOTS_DISALLOWED, 0, AT),
    ]

    assert [
        "2026-03-05 09:30:00Z  read                2.0 KiB  https://a.example/\ufffd[2J",
        "2026-03-05 09:30:00Z  robots-disallowed       0 B  https://b.example/",
        "2 captures",
    ] == listing.entries(kept).splitlines()
    assert "0 captures\n" == listing.entries([])


def test_a_capture_is_shown_fact_by_fact() -> None:
    """Facts that are not there have no line; the body comes only when asked for, line by line and harmless."""
    found = reports.page("x").memento
    found = replace(found, body=b"<p>One\r\n  two\x1b[31m\xff</p>", headers=(("Content-Type", "text/html"),))
    short = listing.memento(found)

    assert ["URL", "asked", "outcome", "status", "type", "size"] == [line.split()[0] for line in short.splitlines()]
    assert listing.memento(found, body=True) == f"{short}\n<p>One\n  two\ufffd[31m\ufffd</p>\n"


def test_a_failed_fetch_says_why() -> None:
    """The reason of the failure is one of the facts."""
    failed = reports.failed("https://a.example/", Outcome.DNS, "no address found").memento

    assert "because        no address found\n" in listing.memento(failed)


@dataclass(frozen=True)
class Checked:
    """What a check found."""

    captures: int
    bodies: int
    faults: tuple[str, ...]


@dataclass(frozen=True)
class Figures:
    """A store in figures."""

    outcomes: tuple[tuple[str, int], ...] = ()
    hosts: int = 0
    oldest: datetime | None = None
    newest: datetime | None = None
    bodies: int = 0
    captured: int = 0
    unpacked: int = 0
    packed: int = 0
    file: int = 0


def test_a_check_is_a_line_for_each_fault() -> None:
    """What pages and damage put into a fault is harmless; the last line counts."""
    assert "1 capture, 1 body: all whole.\n" == listing.checked(Checked(1, 1, ()))
    found = listing.checked(Checked(2, 0, ("a\x1b[2J\nb", "c")))
    assert ["a\ufffd[2J b", "c", "2 captures, 0 bodies: 2 faults."] == found.splitlines()


def test_figures_are_aligned() -> None:
    """Outcomes are sorted, savings told in parts of a hundred; an empty store has figures, too."""
    found = Figures((("read", 3), ("dns", 1)), 2, AT, AT, 2, 4096, 2048, 512, 1536)
    assert """\
captures                                       4
  dns                                          1
  read                                         3
hosts                                          2
oldest                      2026-03-05 09:30:00Z
newest                      2026-03-05 09:30:00Z
size of all captures                     4.0 KiB
bodies                                         2
  unpacked                               2.0 KiB
  as kept                                  512 B
saved by sharing                  2.0 KiB (50 %)
saved by packing                  1.5 KiB (75 %)
size of the file                         1.5 KiB
""" == listing.figures(found)
    assert "saved by sharing                       0 B (0 %)\n" in listing.figures(Figures())


def test_exports_and_imports_are_a_line() -> None:
    """What is damaged, kept already or passed over is counted; the file's name is harmless."""
    assert "Exported 1 capture to \ufffdx.\n" == listing.exported(1, 0, "\x1bx")
    damaged = "Exported 2 captures to x (1 damaged, left out: see 'claimcheck cache verify').\n"
    assert damaged == listing.exported(2, 1, "x")
    assert "Imported 1 capture from \ufffdx (2 already kept, 3 passed over).\n" == listing.imported(1, 2, 3, "\x1bx")
