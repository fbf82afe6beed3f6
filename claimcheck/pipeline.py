"""The order of the stages: read, extract, resolve and fetch in turns, verify. Only this module knows it.

Everything but fetching is a pure function of its arguments: over the same store, two runs give the same report.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from claimcheck import extract, read, rules, secondhand
from claimcheck.errors import InputError
from claimcheck.model import (
    Answer,
    Article,
    CheckedArticle,
    CheckedClaim,
    Hop,
    Outcome,
    Problem,
    Purpose,
    Query,
    Reading,
    Report,
    Span,
    Step,
    Trail,
)

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Coroutine, Iterable, Sequence

    from claimcheck.config import Settings
    from claimcheck.fetch import Client
    from claimcheck.model import Candidate, Citation, Claim, Judgement, Memento, Page, Source

    Progress = Callable[[Step], None]

_TWO, _PAGES = 2, 5
_LOOKED_AT = 100_000
"""Characters of a page that are read for its own attributions; what stands behind them is credited to nobody."""
_WORTH_PROCESSES = 200_000
"""Characters from which several processes are quicker than one; each takes a third of a second to start."""


@dataclass(frozen=True, slots=True)
class _Case:
    """An article, its claims, and what the search for each citation gave, by claim."""

    article: Article
    claims: tuple[Claim, ...]
    trails: dict[str, Trail]


def check(inputs: Sequence[str], settings: Settings | None = None, *, progress: Progress | None = None) -> Report:
    """Check every claim of the articles that *inputs* name.

    Args:
        inputs: Files, folders, http(s) URLs, or `-` for standard input.
        settings: Defaults when left out; no configuration file is read.
        progress: Called with every step; from this thread.

    Raises:
        StoreError: The store cannot be opened.
    """
    return asyncio.run(acheck(inputs, settings, progress=progress))


def claims(inputs: Sequence[str], settings: Settings | None = None, *, progress: Progress | None = None) -> Report:
    """Find the claims of the articles that *inputs* name, and stop there; only a URL needs the network."""
    return asyncio.run(_claims(inputs, settings, progress or _silent))


async def acheck(
    inputs: Sequence[str], settings: Settings | None = None, *, progress: Progress | None = None
) -> Report:
    """Do what `check` does, inside a running event loop."""
    tell = progress or _silent
    todo = read.expand(inputs)
    async with _client(settings) as client:
        articles, problems = await _read(todo.items, client, tell)
        cases = await _search(_extracted(articles, settings), client, tell)
        trails, limit = [t for case in cases for t in case.trails.values()], settings.max_pages if settings else _PAGES
        readings = await _fetch(trails, client, limit, tell)
        checked = [await _checked(case, readings, client, limit, tell) for case in cases]
    return Report(tuple(checked), _sorted((*todo.problems, *problems)), todo.skipped)


async def _claims(inputs: Sequence[str], settings: Settings | None, tell: Progress) -> Report:
    todo = read.expand(inputs)
    if any(item.kind == "url" for item in todo.items):
        async with _client(settings) as client:
            articles, problems = await _read(todo.items, client, tell)
    else:
        articles, problems = await _read(todo.items, None, tell)
    found = tuple(CheckedArticle(a, tuple(map(CheckedClaim, group))) for a, group in _extracted(articles, settings))
    return Report(found, _sorted((*todo.problems, *problems)), todo.skipped)


def _extracted(articles: Sequence[Article], settings: Settings | None) -> list[tuple[Article, tuple[Claim, ...]]]:
    """Return every article with its claims; many long ones are shared out among processes when *settings* allow it."""
    attitudes, least = (settings.include_attitudes, settings.min_confidence) if settings else (False, 0.0)
    job = partial(extract.extract, attitudes=attitudes, least=least)
    jobs = (settings.jobs or os.cpu_count() or 1) if settings else 1
    if jobs < _TWO or len(articles) < _TWO or sum(len(article.text) for article in articles) < _WORTH_PROCESSES:
        return [(article, job(article)) for article in articles]
    with ProcessPoolExecutor(min(jobs, len(articles)), multiprocessing.get_context("spawn")) as pool:
        return list(zip(articles, pool.map(job, articles), strict=True))


def _silent(step: Step) -> None:
    """Tell nobody."""


def _sorted(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda problem: (problem.path, problem.message)))


@asynccontextmanager
async def _client(settings: Settings | None) -> AsyncIterator[Client]:
    """Open the store and a client on it, as *settings* say."""
    from claimcheck.config import Settings, cache_folder  # noqa: PLC0415 - pydantic and httpx cost 0.2 s
    from claimcheck.fetch import Client, Options, Store  # noqa: PLC0415 - the same

    chosen = settings or Settings()
    options = Options(
        offline=chosen.offline,
        refresh=chosen.refresh,
        max_age_s=chosen.max_cache_age.total_seconds() if chosen.max_cache_age is not None else None,
        allow_private_hosts=chosen.allow_private_hosts,
        timeout_s=chosen.timeout,
        per_host_interval_s=chosen.host_interval,
    )
    with Store.memory() if chosen.no_cache else Store.open(cache_folder(chosen)) as store:
        async with Client(store, options) as client:
            yield client


async def _read(
    items: Sequence[read.Input], client: Client | None, tell: Progress
) -> tuple[list[Article], list[Problem]]:
    articles: list[Article] = []
    problems: list[Problem] = []
    for number, item in enumerate(items):
        tell(Step("reading", number, len(items), item.path))
        try:
            if item.kind == "url" and client:
                articles.append(read.article(await client.get(Query(item.path)), item.path))
            else:
                articles.append(read.load(item))
        except InputError as error:
            problems.append(Problem(item.path, error.message, error.hint))
    return articles, problems


async def _search(
    found: Sequence[tuple[Article, tuple[Claim, ...]]], client: Client, tell: Progress
) -> tuple[_Case, ...]:
    """Let the finders ask, fetch what they ask for, and hand them the answers, round by round."""
    from claimcheck import resolve  # noqa: PLC0415 - not needed to list claims

    citations = [resolve.cite(article, claims) for article, claims in found]
    trails = iter(await _trails([c for group in citations for c in group], client, tell))
    return tuple(
        _Case(article, claims, {citation.claim: next(trails) for citation in group})
        for (article, claims), group in zip(found, citations, strict=True)
    )


async def _trails(citations: Sequence[Citation], client: Client, tell: Progress) -> tuple[Trail, ...]:
    """Search for *citations* together."""
    from claimcheck import resolve  # noqa: PLC0415 - not needed to list claims

    search = resolve.Search(citations, resolve.default_finders())
    while queries := search.queries():
        search.feed(await _answers(queries, client, "searching", tell))
    return search.trails()


async def _answers(queries: Sequence[Query], client: Client, stage: str, tell: Progress) -> list[Answer]:
    """Fetch *queries* side by side; the client sees to limits. The answers come in the order of the queries."""
    done = 0

    async def one(query: Query) -> Answer:
        nonlocal done
        memento = await client.get(query)
        done += 1
        tell(Step(stage, done, len(queries), memento.host))
        return Answer(query, memento)

    tell(Step(stage, 0, len(queries)))
    jobs: list[Coroutine[None, None, Answer]] = [one(query) for query in queries]
    return list(await asyncio.gather(*jobs))


async def _fetch(trails: Iterable[Trail], client: Client, limit: int, tell: Progress) -> dict[Candidate, Reading]:
    """Read the best candidates of every citation, each once; a capture stands in for a page that cannot be read."""
    wanted = {candidate: None for trail in trails for candidate in trail.candidates[:limit]}
    mementos = await _mementos([Query(candidate.url) for candidate in wanted], client, "fetching", tell)
    pages = {url: await _attributed(memento) for url, memento in mementos.items() if memento.outcome is Outcome.READ}
    first = {c: Reading(c, mementos[c.url], pages.get(c.url)) for c in wanted}
    poor = [c for c, reading in first.items() if c.archive_url and not (reading.page and reading.page.complete)]
    captures = await _mementos(
        [Query(c.archive_url, Purpose.CAPTURE) for c in poor if c.archive_url], client, "fetching captures", tell
    )
    return first | {c: await _instead(first[c], captures[c.archive_url]) for c in poor if c.archive_url}


async def _mementos(queries: Sequence[Query], client: Client, stage: str, tell: Progress) -> dict[str, Memento]:
    once = sorted(set(queries))
    if not once:
        return {}
    return {answer.query.url: answer.memento for answer in await _answers(once, client, stage, tell)}


async def _instead(reading: Reading, capture: Memento) -> Reading:
    """Return the reading of *capture*, or the one there was when the capture says no more."""
    if capture.outcome is not Outcome.READ:
        return reading
    memento = replace(capture, final_url=reading.candidate.url, archive_url=capture.final_url)
    page = await _attributed(memento)
    return Reading(reading.candidate, memento, page) if page else reading


async def _attributed(memento: Memento) -> Page | None:
    """Read a page and what it attributes beside the event loop, which stays open to Ctrl-C meanwhile."""
    page = await asyncio.to_thread(read.page, memento)
    return await asyncio.to_thread(attributed, page) if page else None


def attributed(page: Page) -> Page:
    """Return *page* with the attributions of its own text, which say who is credited with what in it."""
    text = Article(page.url, page.text, Span(0, min(len(page.text), _LOOKED_AT)), publisher=page.publisher)
    return replace(page, attributions=extract.extract(text))


def _judged(case: _Case, readings: dict[Candidate, Reading]) -> list[tuple[Claim, Judgement, list[Reading]]]:
    """Return the claims of an article with what is said of them and what was read for each."""
    from claimcheck import verify  # noqa: PLC0415 - not needed to list claims

    own = {name: [readings[c] for c in trail.candidates if c in readings] for name, trail in case.trails.items()}
    pages = list({r.page.url: r.page for group in own.values() for r in group if r.page}.values())
    checked = []
    for claim in case.claims:
        trail = case.trails.get(claim.id)
        citation: Citation | None = trail.citation if trail else None
        group = own.get(claim.id, [])
        checked.append((claim, verify.judge(claim, citation, case.article, trail, group, pages), group))
    return checked


async def _followed(
    case: _Case, judged: Sequence[tuple[Claim, Judgement, list[Reading]]], client: Client, limit: int, tell: Progress
) -> dict[str, tuple[Hop, ...]]:
    """Return by claim whom the cited document itself credits with it, up to two hops on, and what was found there."""
    from claimcheck import verify  # noqa: PLC0415 - not needed to list claims

    paths, publisher = dict[str, tuple[Hop, ...]](), case.article.publisher or ""
    last = {claim.id: (claim, judgement) for claim, judgement, _ in judged if claim.id in case.trails}
    for _ in range(secondhand.HOPS):
        steps: dict[str, tuple[Claim, Citation, Source]] = {}
        for name, (claim, judgement) in last.items():
            known = [hop.source.domain for hop in paths.get(name, ()) if hop.source.domain]
            for source, page in secondhand.firsts(claim, judgement, known, publisher)[:1]:
                citation = case.trails[name].citation
                if secondhand.is_own(source, citation.own, publisher):
                    paths[name] = (*paths.get(name, ()), Hop(source))
                else:
                    steps[name] = (claim, secondhand.ahead(citation, source, page), source)
        trails = await _trails([citation for _, citation, _ in steps.values()], client, tell)
        readings = await _fetch(trails, client, limit, tell)
        last = {}
        for (name, (claim, citation, source)), trail in zip(steps.items(), trails, strict=True):
            group = [readings[c] for c in trail.candidates if c in readings]
            found = verify.judge(claim, citation, case.article, trail, group, ())
            paths[name] = (*paths.get(name, ()), Hop(source, found))
            last[name] = (claim, found)
    return paths


async def _checked(
    case: _Case, readings: dict[Candidate, Reading], client: Client, limit: int, tell: Progress
) -> CheckedArticle:
    judged = _judged(case, readings)
    paths = await _followed(case, judged, client, limit, tell)
    checked = []
    for claim, judgement, group in judged:
        path = paths.get(claim.id, ())
        trail = case.trails.get(claim.id)
        findings = rules.findings(judgement, group, path, case.article.published)
        checked.append(CheckedClaim(claim, judgement, tuple(group), findings, trail.asked if trail else (), path))
    return CheckedArticle(case.article, tuple(checked))
