"""The search for what claims cite: finders in stages, documents read in steps, until nothing more can be found.

The likeliest documents of each claim are read first. Then the budget of a run is spent on outlets, not on claims: what
an outlet lists for the days in question is read from the likeliest down, and every page is there for all claims.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from claimcheck.judges import Ask
from claimcheck.model import Trail, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimcheck.gathering import Gatherer
    from claimcheck.judges import Judges
    from claimcheck.model import Article, Candidate, Claim, Page, Source
    from claimcheck.resolve import Found, Pools, Stage
    from claimcheck.shelf import Shelf

    Todo = Sequence[tuple["Case", str]]

STEPS = (2, 5)
"""So many documents are read for every claim before more are read for those that are still open."""
_TOGETHER = 10
"""So many pages of an outlet are read before it is asked whether its claims are still open."""


@dataclass(slots=True, eq=False)
class Case:
    """An article, its claims, and what the search for each citation has given so far, by claim.

    Args:
        found: All that was proposed; the trails rank it.
    """

    article: Article
    claims: tuple[Claim, ...]
    trails: dict[str, Trail]
    found: dict[str, Found] = field(default_factory=dict)

    @property
    def by_id(self) -> dict[str, Claim]:
        """The claims by their id."""
        return {claim.id: claim for claim in self.claims}

    def place(self, name: str, source: str, domain: str) -> None:
        """Give a claim's source of a name the site that was found for it."""
        self.claims = tuple(
            replace(claim, chain=tuple(_placed(one, source, domain) for one in claim.chain))
            if claim.id == name
            else claim
            for claim in self.claims
        )

    def add(self, name: str, more: Found, pools: Pools, most: int) -> None:
        """Take what a stage has found for a claim, and rank it all anew."""
        self.found[name] = self.found[name].and_then(more) if name in self.found else more
        self.trails[name] = self.found[name].trail(pools, most)


def _placed(one: Source, name: str, domain: str) -> Source:
    return replace(one, domain=domain) if one.name == name and one.domain is None else one


@dataclass(frozen=True, slots=True)
class Desk:
    """What a run works with.

    Args:
        limit: So many pages of one outlet are read in a run, beside the likeliest of each claim.
    """

    gatherer: Gatherer
    shelf: Shelf
    judges: Judges
    stages: Sequence[Stage]
    pools: Pools
    limit: int


async def name_sites(cases: Sequence[Case], gatherer: Gatherer) -> None:
    """Look for the websites of sources that no table knows."""
    from claimcheck import resolve  # noqa: PLC0415 - not needed to list claims

    sites = resolve.Websites(trail.citation for case in cases for trail in case.trails.values())
    while queries := sites.queries():
        sites.feed(await gatherer.answers(queries, "searching"))
    for case in cases:
        for name, trail in case.trails.items():
            if where := sites.of(trail.citation):
                found = resolve.at(trail.citation, where)
                case.trails[name] = Trail(found)
                case.place(name, found.name, found.domains[0])


def ask(case: Case, name: str, desk: Desk, others: tuple[Page, ...] = ()) -> Ask:
    """Return what the verdict on a claim rests on so far."""
    trail = case.trails.get(name)
    readings = tuple(desk.shelf.readings(trail)) if trail else ()
    return Ask(case.by_id[name], trail.citation if trail else None, trail, readings, others)


async def decide(cases: Sequence[Case], desk: Desk) -> None:
    """Search and read for every claim, the cheapest finders and the likeliest documents first, until it is traced."""
    todo: Todo = [(case, name) for case in cases for name in case.trails]
    for stage in desk.stages:
        asking = [(case, name) for case, name in todo if stage.always or not _covered(case, name, desk)]
        citations = [case.trails[name].citation for case, name in asking]
        for (case, name), more in zip(asking, await desk.gatherer.search(citations, stage.finders), strict=True):
            case.add(name, more, desk.pools, desk.limit)
        for most in STEPS:
            left = await _open([(case, name) for case, name in asking if _unread(case, name, desk, most)], desk)
            await desk.gatherer.read(one for case, name in left for one in _unread(case, name, desk, most))
        todo = await _read_on(await _open(todo, desk), desk)
    for case in cases:
        for name in case.trails:
            case.trails[name] = _surveyed(case, name, desk)


def _covered(case: Case, name: str, desk: Desk) -> bool:
    """Say whether an outlet's lists reach over a claim's days."""
    return name in case.found and not case.found[name].gap(desk.pools)


def _surveyed(case: Case, name: str, desk: Desk) -> Trail:
    """Return a claim's trail with what is listed, read and left for it by now."""
    trail, found = _reread(case.trails[name], desk), case.found.get(name)
    return replace(trail, survey=found.survey(desk.pools, desk.shelf.seen, desk.shelf.tried)) if found else trail


def _reread(trail: Trail, desk: Desk) -> Trail:
    """Return a trail whose candidates, where they were read, are known for whether they are about the matter."""
    from claimcheck.resolve import near, weighed  # noqa: PLC0415 - not needed to list claims

    readings = [one for one in desk.shelf.readings(trail) if one.page and near(trail.citation, one.candidate)]
    texts = {one.candidate.url: f"{one.page.title or ''} {one.page.text}" for one in readings if one.page}
    return replace(trail, candidates=weighed(trail.citation, trail.candidates, texts))


def _unread(case: Case, name: str, desk: Desk, most: int) -> list[Candidate]:
    return desk.shelf.unread(case.trails[name].candidates[:most])


async def _read_on(todo: Todo, desk: Desk) -> Todo:
    """Read what outlets list for the days in question, some pages at a time, and return what is still open then."""
    while batch := _batch(todo, desk):
        await desk.gatherer.read(batch)
        todo = await _open(todo, desk)
    return todo


def _batch(todo: Todo, desk: Desk) -> list[Candidate]:
    """Return the next pages to read: of each outlet the likeliest of all its open claims in turn, within its budget."""
    from claimcheck.resolve import site  # noqa: PLC0415 - not needed to list claims

    spent = desk.shelf.spent()
    taken: Counter[str] = Counter()
    chosen: dict[str, Candidate] = {}
    rows = [_listed(case, name, desk) for case, name in todo]
    for one in (one for row in zip_longest(*rows) for one in row if one):
        place = site(one.url)
        if one.url in chosen or taken[place] >= min(_TOGETHER, desk.limit - spent[place]):
            continue
        if not desk.shelf.walled(place):
            chosen[one.url] = one
            taken[place] += 1
    return list(chosen.values())


def _listed(case: Case, name: str, desk: Desk) -> list[Candidate]:
    """Return the unread pages that an outlet lists for a claim's days, the likeliest first.

    Where one about the very matter has been read, only those that are nearly as likely are left to be read.
    """
    from claimcheck.resolve import near, sooner  # noqa: PLC0415 - not needed to list claims

    trail = _reread(case.trails[name], desk)
    unread = desk.shelf.unread(trail.candidates)
    found = next((one for one in trail.candidates if one.on_the_matter and desk.shelf.seen(one.url)), None)
    if found:
        rivals = {one.url for one in trail.rivals(found)}
        unread = [one for one in unread if one.url in rivals]
    listed = [one for one in unread if near(trail.citation, one)]
    return sooner(listed, trail.citation, desk.shelf.days())


async def _open(todo: Todo, desk: Desk) -> Todo:
    """Return those claims that are not traced by what was read for them, so that more is to be asked or read."""
    names: dict[int, list[str]] = {}
    for case, name in todo:
        names.setdefault(id(case), []).append(name)
    cases = {id(case): case for case, _ in todo}
    groups = await asyncio.gather(*(_traced(cases[place], group, desk) for place, group in names.items()))
    traced = {(place, name) for place, group in zip(names, groups, strict=True) for name in group}
    return [(case, name) for case, name in todo if (id(case), name) not in traced]


async def _traced(case: Case, names: Sequence[str], desk: Desk) -> set[str]:
    asks = {name: replace(one, brief=True) for name in names if (one := ask(case, name, desk)).readings}
    judged = await desk.judges.judge(case.article, list(asks.values()))
    return {name for name, judgement in zip(asks, judged, strict=True) if judgement.verdict is Verdict.TRACED}
