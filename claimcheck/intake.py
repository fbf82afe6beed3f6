"""The articles of a run and their claims: read, and looked for in them unless the store has them."""

from __future__ import annotations

import asyncio
import itertools
from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck import addresses, editions, jobs, keeping, read
from claimcheck.errors import InputError
from claimcheck.fetch import Key
from claimcheck.model import Problem, Query, Step
from claimcheck.process import Failed
from claimcheck.workers import TooSlowError, unread

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from claimcheck.config import Settings
    from claimcheck.fetch import Client
    from claimcheck.model import Article, Claim
    from claimcheck.workers import Workers

    Progress = Callable[[Step], None]
    Found = list[tuple[Article, tuple[Claim, ...]]]

_WORTH_PROCESSES = 200_000
"""Characters from which several processes are quicker than one; each takes a third of a second to start."""
_WORTH_IT, _AT_ONCE = 40, 16
"""Articles from which several processes read them quicker than one, and how many wait for it in the memory."""
_SHARE = 50_000
"""So many characters of an article may take as long as reading one input."""


async def known(
    articles: Sequence[Article], settings: Settings | None, client: Client, workers: Workers, tell: Progress
) -> tuple[Found, list[Problem]]:
    """Return every article with its claims, as the store has them or found now, and where they could not be found."""
    edition = editions.finding()
    how = _how(settings)
    keys = [Key(digest, "claims", more, edition) for digest, more in (keeping.article_key(a, how) for a in articles)]
    found: dict[int, tuple[Claim, ...]] = {}
    for place, key in enumerate(keys):
        kept = await client.made(key)
        if kept and (known := keeping.load_claims(kept)) is not None:
            found[place] = known
    missing = [place for place in range(len(articles)) if place not in found]
    problems = []
    for place, group in zip(missing, await _found([articles[at] for at in missing], how, workers, tell), strict=True):
        if isinstance(group, Exception):
            problems.append(unread(articles[place].path, group))
        else:
            found[place] = group
            client.keep_made(keys[place], keeping.dump_claims(group))
    return [(article, found[place]) for place, article in enumerate(articles) if place in found], problems


async def found(
    articles: Sequence[Article], settings: Settings | None, workers: Workers, tell: Progress
) -> tuple[Found, list[Problem]]:
    """Return every article with its claims, found now, and where they could not be found."""
    groups = list(zip(articles, await _found(articles, _how(settings), workers, tell), strict=True))
    bad = [unread(article.path, group) for article, group in groups if isinstance(group, Exception)]
    return [(article, group) for article, group in groups if not isinstance(group, Exception)], bad


async def _found(
    articles: Sequence[Article], how: keeping.Extraction, workers: Workers, tell: Progress
) -> list[tuple[Claim, ...] | TooSlowError | Failed]:
    if len(articles) > 1 and sum(len(article.text) for article in articles) >= _WORTH_PROCESSES:
        workers.start()
    longest = max((len(article.text) for article in articles), default=0)
    limit_s = workers.limit_s * (1 + longest / _SHARE)
    total = len(articles)
    claims = await workers.all(
        jobs.find,
        [(how, article) for article in articles],
        limit_s,
        lambda done: tell(Step("finding claims", done, total)),
    )
    workers.renew()
    return claims


def _how(settings: Settings | None) -> keeping.Extraction:
    if settings is None:
        return keeping.Extraction()
    own = tuple(settings.sites.items())
    return keeping.Extraction(settings.include_attitudes, settings.min_confidence, settings.citations, own)


async def read_all(
    items: Sequence[read.Input], client: Client | None, workers: Workers, tell: Progress
) -> tuple[list[Article], list[Problem]]:
    """Read every input, some side by side; the second value is what could not be read."""
    if len(items) >= _WORTH_IT:
        workers.start()
    turns, done = asyncio.Semaphore(_AT_ONCE), itertools.count(1)

    async def one(item: read.Input) -> Article | Problem:
        where = addresses.unsigned(item.path)
        async with turns:
            try:
                return await _read(item, client, workers)
            except InputError as error:
                return Problem(where, error.message, error.hint)
            except (TooSlowError, Failed) as error:
                return unread(where, error)
            finally:
                tell(Step("reading", next(done), len(items), where))

    tell(Step("reading", 0, len(items)))
    found = await asyncio.gather(*map(one, items))
    return (
        [article for article in found if not isinstance(article, Problem)],
        [problem for problem in found if isinstance(problem, Problem)],
    )


async def _read(item: read.Input, client: Client | None, workers: Workers) -> Article:
    if item.kind == "url" and client:
        return await workers.do(jobs.read_fetched, (await client.get(Query(item.path)), item.path))
    article = await workers.do(jobs.read_article, (read.contents(item), item.path))
    return article if item.kind == "stdin" else read.hinted(article, Path(item.path))
