"""The driver: gathers the finders' queries, hands every answer back, and ranks what they propose.

It does no I/O. Each round gives the queries of all finders for all citations, each once; after four rounds it stops
(robots.txt, a second host or an index of indexes, an index, a part).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from claimcheck.model import Answer, Asked, Candidate, Query, Trail
from claimcheck.resolve import rank, urls
from claimcheck.resolve.finder import Gap
from claimcheck.resolve.pool import Pool

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from claimcheck.model import Citation, Memento
    from claimcheck.resolve.finder import Finder

ROUNDS = 4
MOST = 40


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
    found: list[Sequence[Candidate]] = field(default_factory=list)


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
        self._followed: dict[tuple[int, Query, Citation], list[Query | Candidate | Gap]] = {}
        self._sorted: dict[int, tuple[list[Query | Candidate | Gap], Sequence[Candidate], Sequence[Query | Gap]]] = {}
        self._pools: dict[tuple[int, ...], Pool] = {}
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

    def trails(self) -> tuple[Trail, ...]:
        """Return what was found for each citation, in the order given."""
        return tuple(map(self._trail, self._citations, self._cases))

    def _follow(self, case: _Case, answer: Answer) -> list[Query | Candidate | Gap]:
        """Return what an answer leads to; once for all citations that differ only in what is said, not in where."""
        where = replace(case.citation, claim="", text="", speakers=(), words=(), links=(), document=0)
        name = (id(case.finder), answer.query, where)
        if name not in self._followed:
            self._followed[name] = list(case.finder.follow(where, answer))
        return self._followed[name]

    def _take(self, case: _Case, things: Iterable[Query | Candidate | Gap], queries: list[Query]) -> None:
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
            elif thing not in queries:
                queries.append(thing)
                if thing in self._answers:
                    again = Answer(thing, self._answers[thing])
                    self._take(case, self._follow(case, again), case.later)
                elif case not in self._waiting.setdefault(thing, []):
                    self._waiting[thing].append(case)

    def _trail(self, citation: Citation, cases: list[_Case]) -> Trail:
        asked = [self._asked(case) for case in cases if case.first or case.gaps]
        groups = [group for case in cases for group in case.found]
        name = tuple(map(id, groups))
        if name not in self._pools:
            self._pools[name] = Pool(one for group in groups for one in group)
        return Trail(citation, _ranked(citation, self._pools[name]), tuple(asked))

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
        return Asked(case.finder.name, answered=not problem, problem=problem, best_effort=case.finder.best_effort)

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


def _ranked(citation: Citation, pool: Pool) -> tuple[Candidate, ...]:
    """Return the candidates that fit, each document once, links first, the best first; the article itself left out."""
    own = {urls.key(part) for part in citation.own if "/" in part}
    best = {name: one for name, one in pool.near(citation) if name not in own}
    fits = {name: _score(citation, one) for name, one in best.items()}
    good = [name for name, one in best.items() if fits[name] or one.found_by == "link"]
    order = sorted(good, key=lambda name: (best[name].found_by != "link", -fits[name], best[name].url))
    return tuple(replace(best[name], score=fits[name]) for name in order[:MOST])


def _score(citation: Citation, one: Candidate) -> float:
    """Return the fit of a candidate; of a link its own words say less than that it is linked.

    A saved document was read before, so that its own score knows more than its title does.
    """
    if one.found_by == "local":
        return one.score
    fit = rank.score(citation, one)
    if not fit or not citation.own or one.found_by == "link":
        return fit
    return 0.0 if urls.site(one.url) in citation.own else fit


def merged(first: Trail, more: Trail) -> Trail:
    """Return two searches for one citation as one; a document that both found is one candidate."""
    candidates = _ranked(first.citation, Pool([*first.candidates, *more.candidates]))
    return Trail(first.citation, candidates, (*first.asked, *more.asked))


def with_unread(trail: Trail, left: Sequence[Candidate]) -> Trail:
    """Return *trail* with a note on documents of which only reading tells what they are about, and that were not read.

    Where an outlet's addresses tell nothing, what stands in an unread page is as open as behind a failed fetch.
    """
    dark = [one for one in left if rank.blind(one)]
    if 2 * sum(map(rank.blind, trail.candidates)) < len(trail.candidates) or not dark:
        return trail
    whose = trail.citation.name
    problem = f"{len(dark)} pages of {whose} of those days have no words in their address and were not read"
    return replace(trail, asked=(*trail.asked, Asked("pages", answered=False, problem=problem)))
