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
