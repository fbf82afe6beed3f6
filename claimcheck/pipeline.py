"""The order of the stages: read, extract, resolve and fetch in turns, verify. Only this module knows it.

Everything but fetching is a pure function of its arguments: over the same store, two runs give the same report.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from claimcheck import intake, means, read, rules, searching, secondhand
from claimcheck.gathering import Gatherer
from claimcheck.judges import Ask, Judges, settled
from claimcheck.lookup import Index
from claimcheck.model import (
    Article,
    CheckedArticle,
    CheckedClaim,
    Hop,
    Problem,
    Reading,
    Report,
    Step,
    Survey,
    Trail,
)
from claimcheck.searching import Case, Desk
from claimcheck.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from claimcheck.config import Settings
    from claimcheck.fetch import Client
    from claimcheck.model import Claim, Judgement, Page, Source
    from claimcheck.workers import Workers

    Progress = Callable[[Step], None]
    Keep = Callable[[Article, Claim], bool]

_PAGES = 40
_WORTH_PROCESSES = 60
"""Claims from which several processes are quicker than one."""


def check(
    inputs: Sequence[str],
    settings: Settings | None = None,
    *,
    progress: Progress | None = None,
    keep: Keep | None = None,
    stdin_name: str = "-",
) -> Report:
    """Check every claim of the articles that *inputs* name.

    Args:
        inputs: Files, folders, http(s) URLs, or `-` for standard input.
        settings: Defaults when left out; no configuration file is read.
        progress: Called with every step; from this thread.
        keep: Says which claims to look at; all when left out.
        stdin_name: What standard input is called, and taken for by its suffix.

    Raises:
        StoreError: The store cannot be opened.
    """
    return asyncio.run(acheck(inputs, settings, progress=progress, keep=keep, stdin_name=stdin_name))


def claims(inputs: Sequence[str], settings: Settings | None = None, *, progress: Progress | None = None) -> Report:
    """Find the claims of the articles that *inputs* name, and stop there; only a URL needs the network."""
    return asyncio.run(_claims(inputs, settings, progress or _silent))


async def acheck(
    inputs: Sequence[str],
    settings: Settings | None = None,
    *,
    progress: Progress | None = None,
    keep: Keep | None = None,
    stdin_name: str = "-",
) -> Report:
    """Do what `check` does, inside a running event loop."""
    tell = progress or _silent
    todo = read.expand(inputs, settings.exclude if settings else (), stdin_name)
    with means.workers(settings) as workers:
        async with means.client(settings) as client:
            return await _run(todo, settings, client, workers, tell, keep)


async def _run(  # noqa: PLR0913, PLR0917 - a run is made of many things
    todo: read.Inputs,
    settings: Settings | None,
    client: Client,
    workers: Workers,
    tell: Progress,
    keep: Keep | None,
) -> Report:
    from claimcheck import resolve  # noqa: PLC0415 - not needed to list claims

    articles, problems = await intake.read_all(todo.items, client, tell)
    found = await intake.known(articles, settings, client, workers)
    cases = [_case(article, _kept(article, group, keep), settings) for article, group in found]
    if sum(len(case.trails) for case in cases) >= _WORTH_PROCESSES:
        workers.start()
    saved, unread = means.saved(settings)
    shelf = Shelf(means.archive(settings))
    gatherer = Gatherer(client, tell, workers, shelf, saved)
    stages = means.stages(settings, [page for one in saved if (page := read.page(one))])
    most = settings.max_pages if settings else _PAGES
    desk = Desk(gatherer, shelf, Judges(client, workers), stages, resolve.Pools(), most)
    if settings is None or "wikidata" in settings.finders:
        await _name_sites(cases, gatherer)
    for case in cases:
        near = resolve.beside(case.claims, {name: trail.citation for name, trail in case.trails.items()})
        case.trails |= {name: Trail(citation) for name, citation in near.items()}
    await searching.decide(cases, desk)
    index = Index(shelf.pages(), ((case.article, claim) for case in cases for claim in case.claims))
    checked = [await _checked(case, desk, index) for case in cases]
    return Report(tuple(checked), _sorted((*todo.problems, *problems, *unread)), todo.skipped)


def _kept(article: Article, claims_: tuple[Claim, ...], keep: Keep | None) -> tuple[Claim, ...]:
    return tuple(claim for claim in claims_ if keep is None or keep(article, claim))


async def _claims(inputs: Sequence[str], settings: Settings | None, tell: Progress) -> Report:
    todo = read.expand(inputs, settings.exclude if settings else ())
    with means.workers(settings) as workers:
        if any(item.kind == "url" for item in todo.items):
            async with means.client(settings) as client:
                articles, problems = await intake.read_all(todo.items, client, tell)
        else:
            articles, problems = await intake.read_all(todo.items, None, tell)
        found = await intake.found(articles, settings, workers)
    listed = tuple(CheckedArticle(article, tuple(map(CheckedClaim, group))) for article, group in found)
    return Report(listed, _sorted((*todo.problems, *problems)), todo.skipped)


def _silent(step: Step) -> None:
    """Tell nobody."""


def _sorted(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda problem: (problem.path, problem.message)))


def _case(article: Article, claims_: tuple[Claim, ...], settings: Settings | None) -> Case:
    """Return an article with the citations of its claims, nothing looked for yet."""
    from claimcheck import organisations, resolve  # noqa: PLC0415 - not needed to list claims

    sites = organisations.own(settings.sites) if settings else {}
    return Case(article, claims_, {one.claim: Trail(one) for one in resolve.cite(article, claims_, sites)})


async def _name_sites(cases: Sequence[Case], gatherer: Gatherer) -> None:
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


async def _judged(case: Case, desk: Desk, index: Index) -> list[tuple[Claim, Judgement, tuple[Reading, ...]]]:
    """Return the claims of an article with what is said of them and what was read for each."""
    own = {claim.id: searching.ask(case, claim.id, desk) for claim in case.claims}
    read_ = {name: ask for name, ask in own.items() if ask.readings}
    first = dict(zip(read_, await desk.judges.judge(case.article, list(read_.values())), strict=True))
    near = {reading.page.url for ask in own.values() for reading in ask.readings if reading.page}
    asks = {name: replace(ask, others=_others(case.article, ask, index, near)) for name, ask in own.items()}
    left = {name: ask for name, ask in asks.items() if name not in first or not settled(first[name], ask)}
    last = dict(zip(left, await desk.judges.judge(case.article, list(left.values())), strict=True))
    found = first | last
    return [(claim, found[claim.id], own[claim.id].readings) for claim in case.claims]


def _others(article: Article, ask: Ask, index: Index, near: Collection[str]) -> tuple[Page, ...]:
    """Return what else was read and may carry a claim: in the whole run, or for its own article.

    A claim whose link was read has its document; what other articles link is not what this one cites.
    """
    found = index.about(article, ask.claim)
    linked = any(reading.candidate.found_by == "link" and reading.page for reading in ask.readings)
    return tuple(page for page in found if page.url in near) if linked else found


def _linked(claim: Claim, readings: Sequence[Reading]) -> Claim:
    """Return a claim whose source has the site of the page that it links, where that page says so."""
    from claimcheck import verify  # noqa: PLC0415 - not needed to list claims

    pages = [one.page for one in readings if one.page and one.candidate.found_by == "link" and one.page.domain]
    chain = tuple(
        next((replace(one, domain=page.domain) for page in pages if verify.publishes(page, one)), one)
        for one in claim.chain
    )
    return replace(claim, chain=chain) if chain != claim.chain else claim


async def _followed(
    case: Case, judged: Sequence[tuple[Claim, Judgement, tuple[Reading, ...]]], desk: Desk
) -> dict[str, tuple[Hop, ...]]:
    """Return by claim whom the cited document itself credits with it, up to two hops on, and what was found there."""
    paths, publisher = dict[str, tuple[Hop, ...]](), case.article.publisher or ""
    last = {claim.id: (claim, judgement) for claim, judgement, _ in judged if claim.id in case.trails}
    for _ in range(secondhand.HOPS):
        steps: dict[str, tuple[Claim, Source, Trail]] = {}
        for name, (claim, judgement) in last.items():
            known = [hop.source.domain for hop in paths.get(name, ()) if hop.source.domain]
            for source, page in secondhand.firsts(claim, judgement, known, publisher)[:1]:
                citation = case.trails[name].citation
                if secondhand.is_own(source, citation.own, publisher):
                    paths[name] = (*paths.get(name, ()), Hop(source))
                else:
                    steps[name] = (claim, source, Trail(secondhand.ahead(citation, source, page)))
        onward = Case(case.article, case.claims, {name: trail for name, (_, _, trail) in steps.items()})
        await searching.decide([onward], desk)
        found = await desk.judges.judge(case.article, [searching.ask(onward, name, desk) for name in steps])
        last = {}
        for (name, (claim, source, _)), judgement in zip(steps.items(), found, strict=True):
            paths[name] = (*paths.get(name, ()), Hop(source, judgement))
            last[name] = (claim, judgement)
    return paths


async def _checked(case: Case, desk: Desk, index: Index) -> CheckedArticle:
    judged = await _judged(case, desk, index)
    paths = await _followed(case, judged, desk)
    checked = []
    for claim, judgement, group in judged:
        path = paths.get(claim.id, ())
        trail = case.trails.get(claim.id)
        findings = rules.findings(judgement, group, path, case.article.published)
        asked, survey = (trail.asked, trail.survey) if trail else ((), Survey())
        checked.append(CheckedClaim(_linked(claim, group), judgement, group, findings, asked, path, survey))
    return CheckedArticle(case.article, tuple(checked))
