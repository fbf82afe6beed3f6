"""Judging the claims of an article, in processes where there are any, and never twice from the same evidence."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from claimcheck import editions, keeping
from claimcheck.fetch import Key
from claimcheck.model import Article, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimcheck.fetch import Client
    from claimcheck.model import Citation, Claim, Judgement, Page, Reading, Trail
    from claimcheck.workers import Workers

_TOGETHER = 12
"""Claims of one article that are judged in one go: enough that their pages are sent once, few enough to share out."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A claim to judge, and all that the verdict rests on; see `verify.judge`."""

    claim: Claim
    citation: Citation | None
    trail: Trail | None
    readings: tuple[Reading, ...] = ()
    others: tuple[Page, ...] = ()


class Judges:
    """Judges; what was judged before from the same evidence by the same code comes from the store."""

    def __init__(self, client: Client, workers: Workers) -> None:
        self._client = client
        self._workers = workers
        self._known: dict[str, Judgement] = {}

    async def judge(self, article: Article, asks: Sequence[Ask]) -> list[Judgement]:
        """Return what is said of each claim."""
        keys = [_digest(article, ask) for ask in asks]
        for ask, key in zip(asks, keys, strict=True):
            if key not in self._known and (kept := await self._client.made(_key(key))):
                self._note(key, keeping.load_judgement(kept, _pages(ask)))
        todo = {key: ask for ask, key in zip(asks, keys, strict=True) if key not in self._known}
        groups = [list(todo.items())[at : at + _TOGETHER] for at in range(0, len(todo), _TOGETHER)]
        jobs = [(article, tuple(ask for _, ask in group)) for group in groups]
        for group, made in zip(groups, await self._workers.all(_judged, jobs), strict=True):
            for (key, ask), data in zip(group, made, strict=True):
                self._note(key, keeping.load_judgement(data, _pages(ask)))
                self._client.keep_made(_key(key), data)
        return [self._known[key] for key in keys]

    def _note(self, key: str, judgement: Judgement | None) -> None:
        if judgement:
            self._known[key] = judgement


def settled(judgement: Judgement, ask: Ask) -> bool:
    """Say whether a verdict from a claim's own readings stands whatever other pages say."""
    from claimcheck import verify  # noqa: PLC0415 - not needed to list claims

    if judgement.verdict is not Verdict.TRACED or ask.citation is None:
        return False
    own = {(one.page.url, one.page.memento.digest) for one in ask.readings if one.page}
    others = (page for page in ask.others if (page.url, page.memento.digest) not in own)
    return not any(verify.is_cited(page, ask.citation) for page in others)


def _judged(job: tuple[Article, tuple[Ask, ...]]) -> list[bytes]:
    """Judge claims of an article; what comes back is small and names its pages only."""
    from claimcheck import verify  # noqa: PLC0415 - not needed to list claims

    article, asks = job
    return [
        keeping.dump_judgement(verify.judge(ask.claim, ask.citation, article, ask.trail, ask.readings, ask.others))
        for ask in asks
    ]


def _pages(ask: Ask) -> list[Page]:
    return [*(reading.page for reading in ask.readings if reading.page), *ask.others]


def _key(digest: str) -> Key:
    return Key(digest, "judgement", "", editions.judging())


def _digest(article: Article, ask: Ask) -> str:
    """Return a digest of everything that a verdict rests on."""
    plain = replace(article, path="", text="", positions=(), waivers=())
    told = [
        hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest(),
        repr(plain),
        repr(ask.claim),
        repr(ask.citation),
        repr(ask.trail),
        [(repr(one.candidate), *_memento(one), _page(one.page) if one.page else None) for one in ask.readings],
        [_page(page) for page in ask.others],
    ]
    return hashlib.sha256(json.dumps(told).encode("utf-8", "surrogatepass")).hexdigest()


def _memento(reading: Reading) -> tuple[object, ...]:
    found = reading.memento
    return found.url, found.final_url, str(found.outcome), found.reason, found.status, found.archive_url


def _page(page: Page) -> tuple[object, ...]:
    """Return what tells a page from any other: where it stands, its bytes, and how they were read."""
    return page.url, page.memento.digest, page.memento.archive_url, page.complete, len(page.text)
