"""What a finder is: questions and answers about where a cited document may be, without I/O."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claimcheck.model import Answer, Candidate, Citation, Query


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that a finder needed and did not get although its query was answered, in words for a person."""

    problem: str


class Finder(Protocol):
    """Proposes where a cited document may be. Does no I/O, knows no clock, and keeps nothing between calls."""

    name: str
    best_effort: bool

    def ask(self, citation: Citation) -> Iterable[Query | Gap]:
        """Yield the first queries; the answer to any one of them will do. A Gap says why there is none."""

    def follow(self, citation: Citation, answer: Answer) -> Iterable[Query | Candidate | Gap]:
        """Yield what an answer leads to: candidates, and further queries, all of which need an answer."""


def nowhere(citation: Citation) -> Gap | None:
    """Return the gap of a citation without any site to look at; None when it has one."""
    return None if citation.domains else Gap(f"no web address is known for {citation.name}")


def hosts(domain: str) -> tuple[str, str]:
    """Return the two hosts at which a site usually stands."""
    return f"www.{domain}", domain
