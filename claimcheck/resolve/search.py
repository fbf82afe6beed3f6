"""The driver: gathers the finders' queries, hands every answer back, and ranks what they propose.

It does no I/O. Each round gives the queries of all finders for all citations, each once; after twelve rounds it stops
(robots.txt, three further forms of a host, an index of indexes, an index, a part; or a section's pages one by one).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from claimcheck.model import Answer, Asked, Candidate, Query, Survey, Trail
from claimcheck.resolve import urls
from claimcheck.resolve.finder import Gap, Reach
from claimcheck.resolve.pool import MOST, Pools
from claimcheck.resolve.reach import covers, gap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from claimcheck.model import Citation, Memento
    from claimcheck.resolve.finder import Finder, Step

ROUNDS = 12


@dataclass(slots=True, eq=False)
class _Case:
    """How one finder fares for one citation.

    Args:
        first: Its first queries.
        later: What answers led to.
    """

    finder: Finder
    citation: Citation
    first: list[Query] = field(default_factory=list)
    later: list[Query] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    reaches: list[Reach] = field(default_factory=list)
    found: list[Sequence[Candidate]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Found:
    """What finders have proposed for a citation so far, and how each fared.

    Args:
        groups: Candidates as they came, many of them shared with other citations.
    """

    citation: Citation
    groups: tuple[Sequence[Candidate], ...] = ()
    asked: tuple[Asked, ...] = ()

    def and_then(self, more: Found) -> Found:
        """Return both searches as one."""
        return replace(self, groups=(*self.groups, *more.groups), asked=(*self.asked, *more.asked))

    def trail(self, pools: Pools, most: int = MOST) -> Trail:
        """Return the candidates, ranked; *most* listed pages of its days, and as many others, are among them."""
        return Trail(self.citation, pools.of(self.groups).ranked(self.citation, most), self.asked)

    def gap(self, pools: Pools) -> str:
        """Return why lists do not cover the citation's days; empty when they do."""
        return gap(self.citation, self.asked, pools.of(self.groups).latest(self.citation))

    def survey(self, pools: Pools, seen: Callable[[str], bool], tried: Callable[[str], bool]) -> Survey:
        """Count what is listed, read and left; *seen* and *tried* are as for `Pool.survey`."""
        counted = pools.of(self.groups).survey(self.citation, seen, tried)
        return replace(counted, gap=gap(self.citation, self.asked, counted.latest))


class Search:
    """The search for a list of citations.

    Args:
        citations: What to look for.
        finders: Who looks, the most telling first.
    """

    def __init__(self, citations: Sequence[Citation], finders: Sequence[Finder]) -> None:
        self._citations = tuple(citations)
        self._cases = [[_Case(finder, citation) for finder in finders] for citation in citations]
        self._answers: dict[Query, Memento] = {}
        self._waiting: dict[Query, list[_Case]] = {}
        self._rounds = 0
        self._followed: dict[tuple[int, Query, Citation], list[Step]] = {}
        self._sorted: dict[int, tuple[list[Step], Sequence[Candidate], Sequence[Step]]] = {}
        for case in (case for cases in self._cases for case in cases):
            self._take(case, case.finder.ask(case.citation), case.first)

    def queries(self) -> tuple[Query, ...]:
        """Return the queries of the next round, sorted and each asked once; empty when the search has ended."""
        if self._rounds >= ROUNDS:
            return ()
        return tuple(sorted(self._waiting))

    def feed(self, answers: Iterable[Answer]) -> None:
        """Hand the answers of a round to the finders that wait for them; a query without one counts as not answered."""
        self._rounds += 1
        waiting, self._waiting = self._waiting, {}
        known = sorted((answer for answer in answers if answer.query in waiting), key=lambda answer: answer.query)
        for answer in known:
            self._answers[answer.query] = answer.memento
        for answer in known:
            for case in waiting[answer.query]:
                self._take(case, self._follow(case, answer), case.later)

    def found(self) -> tuple[Found, ...]:
        """Return what was found for each citation, in the order given."""
        return tuple(map(self._found, self._citations, self._cases))

    def trails(self) -> tuple[Trail, ...]:
        """Return what was found for each citation, ranked, in the order given."""
        pools = Pools()
        return tuple(found.trail(pools) for found in self.found())

    def _follow(self, case: _Case, answer: Answer) -> list[Step]:
        """Return what an answer leads to; once for all citations that differ only in what is said, not in where."""
        where = replace(case.citation, claim="", text="", speakers=(), words=(), context=(), links=(), document=0)
        name = (id(case.finder), answer.query, where)
        if name not in self._followed:
            self._followed[name] = list(case.finder.follow(where, answer))
        return self._followed[name]

    def _take(self, case: _Case, things: Iterable[Step], queries: list[Query]) -> None:
        things = things if isinstance(things, list) else list(things)
        name = id(things)
        if name not in self._sorted:
            proposed = [thing for thing in things if isinstance(thing, Candidate)]
            self._sorted[name] = (things, proposed, [thing for thing in things if not isinstance(thing, Candidate)])
        _, found, rest = self._sorted[name]
        if found:
            case.found.append(found)
        for thing in rest:
            if isinstance(thing, Gap):
                case.gaps.append(thing)
            elif isinstance(thing, Reach):
                case.reaches.append(thing)
            elif isinstance(thing, Query) and thing not in queries:
                queries.append(thing)
                if thing in self._answers:
                    again = Answer(thing, self._answers[thing])
                    self._take(case, self._follow(case, again), case.later)
                elif case not in self._waiting.setdefault(thing, []):
                    self._waiting[thing].append(case)

    def _found(self, citation: Citation, cases: list[_Case]) -> Found:
        asked = [self._asked(case) for case in cases if case.first or case.gaps]
        return Found(citation, tuple(group for case in cases for group in case.found), tuple(asked))

    def _asked(self, case: _Case) -> Asked:
        """Say how a finder fared.

        It has answered when every query of it was answered, itself or its twin with or without "www.".
        """
        problem = next((gap.problem for gap in case.gaps), "")
        answered = {_twin(query) for query in (*case.first, *case.later) if self._conclusive(query)}
        firsts = {_twin(query) for query in case.first}
        if not firsts <= answered:
            problem = self._fault([query for query in case.first if _twin(query) not in answered])
        if not problem:
            problem = self._fault([q for q in case.later if _twin(q) not in answered | firsts])
        return Asked(
            case.finder.name,
            answered=not problem,
            problem=problem,
            best_effort=case.finder.best_effort,
            covers=not problem and covers(case.citation, case.reaches),
            reach=max((one.first for one in case.reaches if one.first), default=None),
        )

    def _conclusive(self, query: Query) -> bool:
        memento = self._answers.get(query)
        return memento is not None and memento.outcome.answers

    def _fault(self, queries: Sequence[Query]) -> str:
        for query in queries:
            memento = self._answers.get(query)
            if memento is None:
                return f"the look-up needed more than {ROUNDS} rounds"
            if not memento.outcome.answers:
                return memento.reason or f"{memento.host}: {memento.outcome}"
        return ""


def _twin(query: Query) -> tuple[str, str]:
    return (urls.key(query.url), query.purpose)
