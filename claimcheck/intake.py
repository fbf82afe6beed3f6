"""The articles of a run and their claims: read, and looked for in them unless the store has them."""

from __future__ import annotations

import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from typing import TYPE_CHECKING

from claimcheck import editions, extract, keeping, read
from claimcheck.errors import InputError
from claimcheck.fetch import Key
from claimcheck.model import Problem, Query, Step

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from claimcheck.config import Settings
    from claimcheck.fetch import Client
    from claimcheck.model import Article, Claim

    Progress = Callable[[Step], None]

_TWO = 2
_WORTH_PROCESSES = 200_000
"""Characters from which several processes are quicker than one; each takes a third of a second to start."""


async def known(
    articles: Sequence[Article], settings: Settings | None, client: Client
) -> list[tuple[Article, tuple[Claim, ...]]]:
    """Return every article with its claims, as the store has them or found now."""
    edition = editions.edition("extract", libraries=("onnxruntime", "tokenizers"))
    how = _how(settings)
    found: dict[int, tuple[Claim, ...]] = {}
    keys = [Key(digest, "claims", more, edition) for digest, more in (keeping.article_key(a, how) for a in articles)]
    for place, key in enumerate(keys):
        kept = await client.made(key)
        if kept and (known := keeping.load_claims(kept)) is not None:
            found[place] = known
    missing = [place for place in range(len(articles)) if place not in found]
    for place, (_, group) in zip(missing, extracted([articles[at] for at in missing], settings), strict=True):
        found[place] = group
        await client.keep_made(keys[place], keeping.dump_claims(group))
    return [(article, found[place]) for place, article in enumerate(articles)]


def _how(settings: Settings | None) -> keeping.Extraction:
    if settings is None:
        return keeping.Extraction()
    return keeping.Extraction(settings.include_attitudes, settings.min_confidence, settings.citations)


def extracted(articles: Sequence[Article], settings: Settings | None) -> list[tuple[Article, tuple[Claim, ...]]]:
    """Return every article with its claims; many long ones are shared out among processes when *settings* allow it."""
    how = _how(settings)
    job = partial(extract.extract, attitudes=how.attitudes, least=how.least, citations=how.citations)
    jobs = (settings.jobs or os.cpu_count() or 1) if settings else 1
    if jobs < _TWO or len(articles) < _TWO or sum(len(article.text) for article in articles) < _WORTH_PROCESSES:
        return [(article, job(article)) for article in articles]
    with ProcessPoolExecutor(min(jobs, len(articles)), multiprocessing.get_context("spawn")) as pool:
        return list(zip(articles, pool.map(job, articles), strict=True))


async def read_all(
    items: Sequence[read.Input], client: Client | None, tell: Progress
) -> tuple[list[Article], list[Problem]]:
    """Read every input; the second value is what could not be read."""
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
