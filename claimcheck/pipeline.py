"""The order of the stages: read, extract, resolve and fetch in turns, verify. Only this module knows it.

Everything but fetching is a pure function of its arguments: over the same store, two runs give the same report.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from claimcheck import intake, means, read, rules, secondhand
from claimcheck.gathering import Gatherer
from claimcheck.model import (
    Article,
    CheckedArticle,
    CheckedClaim,
    Hop,
    Problem,
    Reading,
    Report,
    Step,
    Trail,
    Verdict,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from claimcheck.config import Settings
    from claimcheck.model import Citation, Claim, Judgement, Source
    from claimcheck.resolve import Finder

    Progress = Callable[[Step], None]
    Keep = Callable[[Article, Claim], bool]

_PAGES = 10
_STEPS = (2, 5)
"""So many documents are read for every claim before more are read for those that are still open."""


@dataclass(frozen=True, slots=True)
class _Case:
    """An article, its claims, and what the search for each citation has given so far, by claim."""

    article: Article
    claims: tuple[Claim, ...]
    trails: dict[str, Trail]

    @property
    def by_id(self) -> dict[str, Claim]:
        """The claims by their id."""
        return {claim.id: claim for claim in self.claims}


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
    async with means.client(settings) as client:
        articles, problems = await intake.read_all(todo.items, client, tell)
        cases = [
            _case(a, _kept(a, group, keep), settings) for a, group in await intake.known(articles, settings, client)
        ]
        saved, unread = means.saved(settings)
        gatherer, limit = Gatherer(client, tell, saved), settings.max_pages if settings else _PAGES
        stages = means.stages(settings, [page for one in saved if (page := read.page(one))])
        if settings is None or "wikidata" in settings.finders:
            await _name_sites(cases, gatherer)
        await _decide(cases, gatherer, stages, limit)
        checked = [await _checked(case, gatherer, stages, limit) for case in cases]
    return Report(tuple(checked), _sorted((*todo.problems, *problems, *unread)), todo.skipped)


def _kept(article: Article, claims_: tuple[Claim, ...], keep: Keep | None) -> tuple[Claim, ...]:
    return tuple(claim for claim in claims_ if keep is None or keep(article, claim))


async def _claims(inputs: Sequence[str], settings: Settings | None, tell: Progress) -> Report:
    todo = read.expand(inputs, settings.exclude if settings else ())
    if any(item.kind == "url" for item in todo.items):
        async with means.client(settings) as client:
            articles, problems = await intake.read_all(todo.items, client, tell)
    else:
        articles, problems = await intake.read_all(todo.items, None, tell)
    found = tuple(
        CheckedArticle(a, tuple(map(CheckedClaim, group))) for a, group in intake.extracted(articles, settings)
    )
    return Report(found, _sorted((*todo.problems, *problems)), todo.skipped)


def _silent(step: Step) -> None:
    """Tell nobody."""


def _sorted(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda problem: (problem.path, problem.message)))


def _case(article: Article, claims_: tuple[Claim, ...], settings: Settings | None) -> _Case:
    """Return an article with the citations of its claims, nothing looked for yet."""
    from claimcheck import organisations, resolve  # noqa: PLC0415 - not needed to list claims

    sites = organisations.own(settings.sites) if settings else {}
    return _Case(article, claims_, {one.claim: Trail(one) for one in resolve.cite(article, claims_, sites)})


async def _name_sites(cases: Sequence[_Case], gatherer: Gatherer) -> None:
    """Look for the websites of sources that no table knows."""
    from claimcheck import resolve  # noqa: PLC0415 - not needed to list claims

    sites = resolve.Websites(trail.citation for case in cases for trail in case.trails.values())
    while queries := sites.queries():
        sites.feed(await gatherer.answers(queries, "searching"))
    for case in cases:
        for name, trail in case.trails.items():
            if domain := sites.of(trail.citation):
                whose = trail.citation.name
                case.trails[name] = Trail(replace(trail.citation, outlets=(whose,), domains=(domain,)))


async def _decide(cases: Sequence[_Case], gatherer: Gatherer, stages: Sequence[Sequence[Finder]], limit: int) -> None:
    """Search and read for every claim, the cheapest finders and the likeliest documents first, until it is traced."""
    from claimcheck import resolve  # noqa: PLC0415 - not needed to list claims

    todo = [(case, name) for case in cases for name in case.trails]
    for stage in stages:
        found = await gatherer.search([case.trails[name].citation for case, name in todo], stage)
        for (case, name), more in zip(todo, found, strict=True):
            case.trails[name] = resolve.merged(case.trails[name], more)
        for most in (*(step for step in _STEPS if step < limit), limit):
            left = [(case, case.trails[name]) for case, name in todo]
            more_ = [(case, trail, gatherer.unread(trail, most)) for case, trail in left]
            open_ = [new for case, trail, new in more_ if new and not _traced(case, trail, gatherer)]
            await gatherer.read(one for new in open_ for one in new)
        todo = [(case, name) for case, name in todo if not _traced(case, case.trails[name], gatherer)]
    for case, name in todo:
        trail = case.trails[name]
        case.trails[name] = resolve.with_unread(trail, gatherer.unread(trail, len(trail.candidates)))


def _traced(case: _Case, trail: Trail, gatherer: Gatherer) -> bool:
    """Say whether what was read for a claim settles it, so that nothing more is asked or read for it."""
    from claimcheck import verify  # noqa: PLC0415 - not needed to list claims

    claim = case.by_id[trail.citation.claim]
    group = gatherer.readings(trail)
    return bool(group) and verify.judge(claim, trail.citation, case.article, trail, group, ()).verdict is Verdict.TRACED


def _judged(case: _Case, gatherer: Gatherer) -> list[tuple[Claim, Judgement, list[Reading]]]:
    """Return the claims of an article with what is said of them and what was read for each."""
    from claimcheck import verify  # noqa: PLC0415 - not needed to list claims

    own = {name: gatherer.readings(trail) for name, trail in case.trails.items()}
    pages = list({r.page.url: r.page for group in own.values() for r in group if r.page}.values())
    checked = []
    for claim in case.claims:
        trail = case.trails.get(claim.id)
        citation: Citation | None = trail.citation if trail else None
        group = own.get(claim.id, [])
        checked.append((claim, verify.judge(claim, citation, case.article, trail, group, pages), group))
    return checked


async def _followed(
    case: _Case,
    judged: Sequence[tuple[Claim, Judgement, list[Reading]]],
    gatherer: Gatherer,
    stages: Sequence[Sequence[Finder]],
    limit: int,
) -> dict[str, tuple[Hop, ...]]:
    """Return by claim whom the cited document itself credits with it, up to two hops on, and what was found there."""
    from claimcheck import verify  # noqa: PLC0415 - not needed to list claims

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
        onward = _Case(case.article, case.claims, {name: trail for name, (_, _, trail) in steps.items()})
        await _decide([onward], gatherer, stages, limit)
        last = {}
        for name, (claim, source, _) in steps.items():
            trail = onward.trails[name]
            found = verify.judge(claim, trail.citation, case.article, trail, gatherer.readings(trail), ())
            paths[name] = (*paths.get(name, ()), Hop(source, found))
            last[name] = (claim, found)
    return paths


async def _checked(case: _Case, gatherer: Gatherer, stages: Sequence[Sequence[Finder]], limit: int) -> CheckedArticle:
    judged = _judged(case, gatherer)
    paths = await _followed(case, judged, gatherer, stages, limit)
    checked = []
    for claim, judgement, group in judged:
        path = paths.get(claim.id, ())
        trail = case.trails.get(claim.id)
        findings = rules.findings(judgement, group, path, case.article.published)
        checked.append(CheckedClaim(claim, judgement, tuple(group), findings, trail.asked if trail else (), path))
    return CheckedArticle(case.article, tuple(checked))
