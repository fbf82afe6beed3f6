"""What a finder is: questions and answers about where a cited document may be, without I/O."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Protocol

from claimcheck.model import Candidate, Outcome, Query
from claimcheck.model.split import split

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from claimcheck.model import Answer, Citation

_BREAK, _TIMES = 30, 6
"""Entries so many days apart, and so many times as far as the others are, are not of one list."""
_NOT_THERE = {Outcome.DNS, Outcome.TLS, Outcome.NETWORK}


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that a finder needed and did not get although its query was answered, in words for a person."""

    problem: str


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a list of what an outlet publishes goes back.

    Args:
        site: Registrable domain of the outlet's site.
        first: The first day of which all is listed; None when the list is of the whole site.
    """

    site: str
    first: date | None = None


def unbroken(days: Iterable[date]) -> date | None:
    """Return the oldest day that a list of entries reaches back to without a break; None when it has no days.

    What is pinned to the top of a page, or recommended beside it, may be years older than the rest.
    """
    newest_first = sorted(days, reverse=True)
    gaps: list[int] = []
    for newer, older in pairwise(newest_first):
        gap = (newer - older).days
        if gap > max(_BREAK, _TIMES * median(gaps or [0])):
            return newer
        gaps.append(gap)
    return newest_first[-1] if newest_first else None


Step = Query | Candidate | Gap | Reach
"""What a finder may answer with."""


class Finder(Protocol):
    """Proposes where a cited document may be. Does no I/O, knows no clock, and keeps nothing between calls."""

    name: str
    best_effort: bool

    def ask(self, citation: Citation) -> Iterable[Step]:
        """Yield the first queries, all of which need an answer, or what is known without; a Gap where there is none."""

    def follow(self, citation: Citation, answer: Answer) -> Iterable[Step]:
        """Yield what an answer leads to: candidates, how far they reach, and further queries, which need an answer."""


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


def main_fronts(citation: Citation) -> list[str]:
    """Return where the site of each outlet of a citation begins."""
    first = set(main_domains(citation))
    return [front for domain, front in _fronts(citation) if domain in first]


def other_fronts(citation: Citation) -> list[str]:
    """Return where the further sites of a citation's outlets begin."""
    first = set(main_domains(citation))
    return [front for domain, front in _fronts(citation) if domain not in first]


def _fronts(citation: Citation) -> list[tuple[str, str]]:
    known = dict(zip(citation.domains, citation.fronts, strict=False))
    return [(domain, known.get(domain) or f"https://www.{domain}/") for domain in citation.domains]


def at_root(front: str, path: str) -> str:
    """Return the address of *path* ("/robots.txt") at the host of a front page."""
    return split(front)._replace(path=path, query="", fragment="").geturl()


def front_pages(citation: Citation) -> list[str]:
    """Return where to begin on the main sites of a citation: front pages, and pages that list what is published."""
    return list(dict.fromkeys([*main_fronts(citation), *citation.newsrooms]))


def elsewhere(citation: Citation, answer: Answer) -> Query | None:
    """Return the same query for the next form of its host when this one is not there at all; else None.

    A site that is called by its bare name may stand at that with "www." and the other way round, and one that has no
    secure port is still there without one. A certificate that is not trusted is never got round, and an outlet's
    further domains are asked with TLS alone.
    """
    if answer.memento.outcome not in _NOT_THERE:
        return None
    asked = split(answer.query.url)
    plain = set(main_domains(citation)) if answer.memento.outcome is not Outcome.TLS else set[str]()
    for domain, front in _fronts(citation):
        forms = list(_forms(front))
        if (asked.scheme, asked.netloc) not in forms[:-1]:
            continue
        scheme, netloc = forms[forms.index((asked.scheme, asked.netloc)) + 1]
        if scheme == asked.scheme or domain in plain:
            return Query(asked._replace(scheme=scheme, netloc=netloc).geturl(), answer.query.purpose)
    return None


def _forms(front: str) -> Iterator[tuple[str, str]]:
    """Yield the schemes and hosts at which a site may stand, as it is written first."""
    parts = split(front)
    bare = parts.netloc.removeprefix("www.")
    other = bare if bare != parts.netloc else f"www.{bare}"
    for scheme in dict.fromkeys((parts.scheme, "https", "http")):
        yield from ((scheme, parts.netloc), (scheme, other))
