"""The order of the stages: read, extract, resolve and fetch in turns, verify. Only this module knows it.

Everything but fetching is a pure function of its arguments: over the same store, two runs give the same report.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import partial
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
    from collections.abc import Awaitable, Callable, Collection, Coroutine, Iterable, Sequence

    from claimcheck.config import Settings
    from claimcheck.fetch import Client
    from claimcheck.model import Claim, Judgement, Page, Source
    from claimcheck.workers import Workers

    Progress = Callable[[Step], None]
    Keep = Callable[[Article, Claim], bool]
    Judged = list[tuple[Claim, Judgement, tuple[Reading, ...]]]

_PAGES = 40
_ARTICLES = 8
"""So many articles are judged side by side."""
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
    return _ended(acheck(inputs, settings, progress=progress, keep=keep, stdin_name=stdin_name))


def claims(inputs: Sequence[str], settings: Settings | None = None, *, progress: Progress | None = None) -> Report:
    """Find the claims of the articles that *inputs* name, and stop there; only a URL needs the network."""
    return _ended(_claims(inputs, settings, progress or _silent))


def _ended(run: Coroutine[None, None, Report]) -> Report:
    """Return the report of a run. It is no result of the task: the loop tells of that, in full, when it closes."""
    reports: list[Report] = []

    async def main() -> None:
        reports.append(await run)

    asyncio.run(main())
    return reports[0]


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
        workers.ready()
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

    articles, problems = await intake.read_all(todo.items, client, workers, tell)
    found, unfound = await intake.known(articles, settings, client, workers, tell)
    cases = [_case(article, _kept(article, group, keep), settings) for article, group in found]
    if sum(len(case.trails) for case in cases) >= _WORTH_PROCESSES:
        workers.start()
    saved, pages, unread = await means.saved(settings, workers)
    shelf = Shelf(means.archive(settings))
    gatherer = Gatherer(client, tell, workers, shelf, saved)
    stages = means.stages(settings, pages)
    most = settings.max_pages if settings else _PAGES
    desk = Desk(gatherer, shelf, Judges(client, workers), stages, resolve.Pools(), most)
    if settings is None or "wikidata" in settings.finders:
        await searching.name_sites(cases, gatherer)
    for case in cases:
        near = resolve.beside(case.claims, {name: trail.citation for name, trail in case.trails.items()})
        case.trails |= {name: Trail(citation) for name, citation in near.items()}
    await searching.decide(cases, desk)
    index = Index(shelf.pages(), ((case.article, claim) for case in cases for claim in case.claims))
    judged = await _side_by_side([partial(_judged, case, desk, index) for case in cases], tell)
    paths = await _followed(cases, judged, desk)
    checked = map(_checked, cases, judged, paths)
    return Report(tuple(checked), _sorted((*todo.problems, *problems, *unfound, *unread)), todo.skipped)


async def _side_by_side(jobs: Sequence[Callable[[], Awaitable[Judged]]], tell: Progress) -> list[Judged]:
    """Judge articles, some at a time: what is held for each meanwhile is more than what comes of it."""
    turns, done = asyncio.Semaphore(_ARTICLES), 0

    async def one(job: Callable[[], Awaitable[Judged]]) -> Judged:
        nonlocal done
        async with turns:
            judged = await job()
        done += 1
        tell(Step("judging", done, len(jobs)))
        return judged

    tell(Step("judging", 0, len(jobs)))
    return list(await asyncio.gather(*map(one, jobs)))


def _kept(article: Article, claims_: tuple[Claim, ...], keep: Keep | None) -> tuple[Claim, ...]:
    return tuple(claim for claim in claims_ if keep is None or keep(article, claim))


async def _claims(inputs: Sequence[str], settings: Settings | None, tell: Progress) -> Report:
    todo = read.expand(inputs, settings.exclude if settings else ())
    with means.workers(settings) as workers:
        workers.ready()
        if any(item.kind == "url" for item in todo.items):
            async with means.client(settings) as client:
                articles, problems = await intake.read_all(todo.items, client, workers, tell)
        else:
            articles, problems = await intake.read_all(todo.items, None, workers, tell)
        found, unfound = await intake.found(articles, settings, workers, tell)
    listed = tuple(CheckedArticle(article, tuple(map(CheckedClaim, group))) for article, group in found)
    return Report(listed, _sorted((*todo.problems, *problems, *unfound)), todo.skipped)


def _silent(step: Step) -> None:
    """Tell nobody."""


def _sorted(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda problem: (problem.path, problem.message)))


def _case(article: Article, claims_: tuple[Claim, ...], settings: Settings | None) -> Case:
    """Return an article with the citations of its claims, nothing looked for yet."""
    from claimcheck import resolve  # noqa: PLC0415 - not needed to list claims
    from claimcheck.identity import organisations  # noqa: PLC0415 - not needed to list claims

    sites = organisations.own(settings.sites) if settings else {}
    return Case(article, claims_, {one.claim: Trail(one) for one in resolve.cite(article, claims_, sites)})


async def _judged(case: Case, desk: Desk, index: Index) -> Judged:
    """Return the claims of an article with what is said of them and what was read for each."""
    own = {claim.id: searching.ask(case, claim.id, desk) for claim in case.claims}
    read_ = {name: replace(ask, brief=True) for name, ask in own.items() if ask.readings}
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


async def _followed(cases: Sequence[Case], judged: Sequence[Judged], desk: Desk) -> list[dict[str, tuple[Hop, ...]]]:
    """Return for every article, by claim, whom the cited documents themselves credit with it, and what was found there.

    All articles go the same number of hops together: what is read for one is there for the others, in any order.
    """
    paths = [dict[str, tuple[Hop, ...]]() for _ in cases]
    last = [
        {claim.id: (claim, judgement) for claim, judgement, _ in group if claim.id in case.trails}
        for case, group in zip(cases, judged, strict=True)
    ]
    for _ in range(secondhand.HOPS):
        steps = [await _steps(*three, desk) for three in zip(cases, last, paths, strict=True)]
        onward = [
            Case(case.article, case.claims, {name: trail for name, (_, _, trail) in step.items()})
            for case, step in zip(cases, steps, strict=True)
        ]
        await searching.decide(onward, desk)
        asks = [[searching.ask(case, name, desk) for name in step] for case, step in zip(onward, steps, strict=True)]
        found = await asyncio.gather(
            *(desk.judges.judge(case.article, group) for case, group in zip(onward, asks, strict=True))
        )
        last = []
        for path, step, group in zip(paths, steps, found, strict=True):
            last.append({})
            for (name, (claim, source, _)), judgement in zip(step.items(), group, strict=True):
                path[name] = (*path.get(name, ()), Hop(source, judgement))
                last[-1][name] = (claim, judgement)
    return paths


async def _steps(
    case: Case, last: dict[str, tuple[Claim, Judgement]], paths: dict[str, tuple[Hop, ...]], desk: Desk
) -> dict[str, tuple[Claim, Source, Trail]]:
    """Return by claim whom the documents that carry it credit with it, and how to look there.

    The article's own publisher is noted as the end of the path.
    """
    publisher = case.article.publisher or ""
    carriers = {name: secondhand.carriers(judgement) for name, (_, judgement) in last.items()}
    credited = await desk.judges.credited((pair for group in carriers.values() for pair in group), publisher)
    steps: dict[str, tuple[Claim, Source, Trail]] = {}
    for name, (claim, _) in last.items():
        told = [(page, credited.get((page.url, span), ())) for page, span in carriers[name]]
        known = [hop.source.domain for hop in paths.get(name, ()) if hop.source.domain]
        for source, page in secondhand.firsts(claim, told, known, publisher)[:1]:
            citation = case.trails[name].citation
            if secondhand.is_own(source, citation.own, publisher):
                paths[name] = (*paths.get(name, ()), Hop(source))
            else:
                steps[name] = (claim, source, Trail(secondhand.ahead(citation, source, page)))
    return steps


def _checked(case: Case, judged: Judged, paths: dict[str, tuple[Hop, ...]]) -> CheckedArticle:
    checked = []
    for claim, judgement, group in judged:
        path = paths.get(claim.id, ())
        trail = case.trails.get(claim.id)
        findings = rules.findings(judgement, group, path, case.article.published)
        asked, survey = (trail.asked, trail.survey) if trail else ((), Survey())
        checked.append(CheckedClaim(_linked(claim, group), judgement, group, findings, asked, path, survey))
    return CheckedArticle(case.article, tuple(checked))
