"""What a finder is: questions and answers about where a cited document may be, without I/O."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

from claimcheck.model import Outcome, Query

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claimcheck.model import Answer, Candidate, Citation

_NOT_THERE = {Outcome.DNS, Outcome.TLS, Outcome.NETWORK}


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that a finder needed and did not get although its query was answered, in words for a person."""

    problem: str


class Finder(Protocol):
    """Proposes where a cited document may be. Does no I/O, knows no clock, and keeps nothing between calls."""

    name: str
    best_effort: bool

    def ask(self, citation: Citation) -> Iterable[Query | Candidate | Gap]:
        """Yield the first queries, all of which need an answer, or what is known without; a Gap where there is none."""

    def follow(self, citation: Citation, answer: Answer) -> Iterable[Query | Candidate | Gap]:
        """Yield what an answer leads to: candidates, and further queries, all of which need an answer."""


def nowhere(citation: Citation) -> Gap | None:
    """Return the gap of a citation without any site to look at; None when it has one."""
    return None if citation.domains else Gap(f"no web address is known for {citation.name}")


def main_domains(citation: Citation) -> list[str]:
    """Return the first domain of each outlet of a citation; its further domains mostly lead there."""
    first: dict[str, str] = {}
    for name, domain in zip(citation.outlets, citation.domains, strict=False):
        first.setdefault(name, domain)
    return list(first.values())


def next_domain(citation: Citation, domain: str) -> str | None:
    """Return the domain that the same outlet has after *domain*, or None."""
    pairs = list(zip(citation.outlets, citation.domains, strict=False))
    for (name, one), (other, after) in pairwise(pairs):
        if one == domain and name == other:
            return after
    return None


def main_hosts(citation: Citation) -> list[str]:
    """Return the hosts at which each outlet of a citation usually stands, that of its newsroom among them."""
    own = [urlsplit(url).hostname or "" for url in citation.newsrooms]
    return list(dict.fromkeys([*(f"www.{domain}" for domain in main_domains(citation)), *filter(None, own)]))


def other_hosts(citation: Citation) -> list[str]:
    """Return the hosts of the further domains of a citation's outlets."""
    first = set(main_domains(citation))
    return [f"www.{domain}" for domain in citation.domains if domain not in first]


def front_pages(citation: Citation) -> list[str]:
    """Return where to begin on the sites of a citation: their front pages, and newsroom pages where they are known."""
    return [*(f"https://{host}/" for host in main_hosts(citation)), *citation.newsrooms]


def without_www(answer: Answer) -> Query | None:
    """Return the same query for the bare domain, when the host with www. is not there at all; else None."""
    url = answer.query.url
    if answer.memento.outcome not in _NOT_THERE or not url.startswith("https://www."):
        return None
    return Query(url.replace("https://www.", "https://", 1), answer.query.purpose)
