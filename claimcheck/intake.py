"""The articles of a run and their claims: read, and looked for in them unless the store has them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from claimcheck import addresses, editions, keeping, read
from claimcheck.errors import InputError
from claimcheck.fetch import Key
from claimcheck.model import Problem, Query, Step

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from claimcheck.config import Settings
    from claimcheck.fetch import Client
    from claimcheck.model import Article, Claim
    from claimcheck.workers import Workers

    Progress = Callable[[Step], None]

_WORTH_PROCESSES = 200_000
"""Characters from which several processes are quicker than one; each takes a third of a second to start."""


async def known(
    articles: Sequence[Article], settings: Settings | None, client: Client, workers: Workers
) -> list[tuple[Article, tuple[Claim, ...]]]:
    """Return every article with its claims, as the store has them or found now."""
    edition = editions.finding()
    how = _how(settings)
    keys = [Key(digest, "claims", more, edition) for digest, more in (keeping.article_key(a, how) for a in articles)]
    found: dict[int, tuple[Claim, ...]] = {}
    for place, key in enumerate(keys):
        kept = await client.made(key)
        if kept and (known := keeping.load_claims(kept)) is not None:
            found[place] = known
    missing = [place for place in range(len(articles)) if place not in found]
    for place, group in zip(missing, await _found([articles[at] for at in missing], how, workers), strict=True):
        found[place] = group
        client.keep_made(keys[place], keeping.dump_claims(group))
    return [(article, found[place]) for place, article in enumerate(articles)]


async def found(
    articles: Sequence[Article], settings: Settings | None, workers: Workers
) -> list[tuple[Article, tuple[Claim, ...]]]:
    """Return every article with its claims, found now."""
    return list(zip(articles, await _found(articles, _how(settings), workers), strict=True))


async def _found(articles: Sequence[Article], how: keeping.Extraction, workers: Workers) -> list[tuple[Claim, ...]]:
    if len(articles) > 1 and sum(len(article.text) for article in articles) >= _WORTH_PROCESSES:
        workers.start()
    claims = await workers.all(partial(_extract, how), articles)
    workers.renew()
    return claims


def _extract(how: keeping.Extraction, article: Article) -> tuple[Claim, ...]:
    from claimcheck import extract  # noqa: PLC0415 - the model, only where claims are not known

    return extract.extract(
        article, attitudes=how.attitudes, least=how.least, citations=how.citations, own=dict(how.own)
    )


def _how(settings: Settings | None) -> keeping.Extraction:
    if settings is None:
        return keeping.Extraction()
    own = tuple(settings.sites.items())
    return keeping.Extraction(settings.include_attitudes, settings.min_confidence, settings.citations, own)


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
            problems.append(Problem(addresses.unsigned(item.path), error.message, error.hint))
    return articles, problems
