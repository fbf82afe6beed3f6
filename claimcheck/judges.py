"""Judging the claims of an article, in processes where there are any, and never twice from the same evidence."""

from __future__ import annotations

import asyncio
import hashlib
import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from claimcheck import editions, jobs, keeping
from claimcheck.fetch import Key
from claimcheck.model import Article, Judgement, Verdict
from claimcheck.process import Failed
from claimcheck.workers import TooSlowError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from claimcheck.fetch import Client
    from claimcheck.model import Citation, Claim, Page, Reading, Source, Span, Trail
    from claimcheck.workers import Workers

_TOGETHER = 12
"""Claims of one article that are judged in one go: enough that their pages are sent once, few enough to share out."""
_PAGES = 10
"""A claim that so many pages are read for may take as long again to judge."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A claim to judge, and all that the verdict rests on; see `verify.judge`.

    Args:
        brief: It only matters whether the claim is traced: what a brief judgement says is else no verdict.
    """

    claim: Claim
    citation: Citation | None
    trail: Trail | None
    readings: tuple[Reading, ...] = ()
    others: tuple[Page, ...] = ()
    brief: bool = False


class Judges:
    """Judges; what was judged before from the same evidence by the same code comes from the store."""

    def __init__(self, client: Client, workers: Workers) -> None:
        self._client = client
        self._workers = workers
        self._known: dict[str, Judgement] = {}
        self._names: dict[int, tuple[object, str]] = {}

    async def judge(self, article: Article, asks: Sequence[Ask]) -> list[Judgement]:
        """Return what is said of each claim."""
        plain = repr(replace(article, path="", text="", positions=(), waivers=()))
        text = hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()
        keys = [_digest([text, plain, *self._told(ask)]) for ask in asks]
        for ask, key in zip(asks, keys, strict=True):
            if key not in self._known and (kept := await self._client.made(_key(key))):
                self._note(key, keeping.load_judgement(kept, _pages(ask)))
        todo = {key: ask for ask, key in zip(asks, keys, strict=True) if key not in self._known}
        items = list(todo.items())
        groups = [items[at : at + _TOGETHER] for at in range(0, len(items), _TOGETHER)]
        await asyncio.gather(*(self._judge(article, group) for group in groups))
        return [self._known[key] for key in keys]

    def _told(self, ask: Ask) -> list[object]:
        """Return everything that a verdict rests on beside the article, as plain values.

        Whether a claim is traced rests on what was read for it, and not on how that was found and what was left.
        """
        who = [self._name(ask.claim), self._name(ask.citation)]
        if ask.brief:
            return [*who, [(r.candidate.found_by, *_memento(r), r.page and _page(r.page)) for r in ask.readings]]
        trail = ask.trail
        return [
            *who,
            trail and [self._name(trail.citation), *map(self._name, trail.candidates), repr(trail.asked)],
            trail and repr(trail.survey),
            [(self._name(one.candidate), *_memento(one), one.page and _page(one.page)) for one in ask.readings],
            [_page(page) for page in ask.others],
        ]

    def _name(self, thing: object) -> str:
        """Return a digest of a value; of the same object once, as claims share candidates and are asked about again."""
        kept = self._names.get(id(thing))
        if kept is None or kept[0] is not thing:
            told = hashlib.blake2b(repr(thing).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
            kept = self._names[id(thing)] = (thing, told)
        return kept[1]

    async def credited(
        self, carriers: Iterable[tuple[Page, Span]], publisher: str
    ) -> dict[tuple[str, Span], tuple[Source, ...]]:
        """Return by page and passage whom the page credits with the passage, as the store has it or found now."""
        found: dict[tuple[str, Span], tuple[Source, ...]] = {}
        todo: dict[str, tuple[Page, list[Span]]] = {}
        for page, span in {(page.url, span): (page, span) for page, span in carriers}.values():
            kept = await self._client.made(_credit(page, span, publisher))
            known = keeping.load_sources(kept) if kept else None
            if known is None:
                todo.setdefault(page.url, (page, []))[1].append(span)
            else:
                found[page.url, span] = known
        given = [(page, tuple(spans), publisher) for page, spans in todo.values()]
        for (page, spans, _), made in zip(given, await self._workers.all(jobs.credit, given), strict=True):
            for span, sources in zip(spans, () if isinstance(made, Exception) else made, strict=False):
                found[page.url, span] = sources
                self._client.keep_made(_credit(page, span, publisher), keeping.dump_sources(sources))
        return found

    async def _judge(self, article: Article, group: Sequence[tuple[str, Ask]]) -> None:
        """Judge claims together, or each alone when together they take too long or fail."""
        asks = tuple(ask for _, ask in group)
        limit_s = self._workers.limit_s * sum(1 + len(_pages(ask)) / _PAGES for ask in asks)
        try:
            made = await self._workers.do(jobs.judge, (article, asks), limit_s)
        except (TooSlowError, Failed) as error:
            if len(group) > 1:
                await asyncio.gather(*(self._judge(article, [one]) for one in group))
            else:
                self._known[group[0][0]] = _unjudged(error)
            return
        for (key, ask), data in zip(group, made, strict=True):
            self._note(key, keeping.load_judgement(data, _pages(ask)))
            self._client.keep_made(_key(key), data)

    def _note(self, key: str, judgement: Judgement | None) -> None:
        if judgement:
            self._known[key] = judgement


def _unjudged(error: TooSlowError | Failed) -> Judgement:
    """Return what is said of a claim that could not be judged: nothing that anybody could hold against it."""
    if isinstance(error, TooSlowError):
        reason = f"to compare it with what was read takes more than {error} of processor (max-reading-time)"
    else:
        reason = f"claimcheck itself failed on it ({error}); please report this"
    return Judgement(Verdict.UNREACHABLE, reason)


def settled(judgement: Judgement, ask: Ask) -> bool:
    """Say whether a verdict from a claim's own readings stands whatever other pages say."""
    from claimcheck import verify  # noqa: PLC0415 - not needed to list claims

    if judgement.verdict is not Verdict.TRACED or ask.citation is None:
        return False
    own = {(one.page.url, one.page.memento.digest) for one in ask.readings if one.page}
    others = (page for page in ask.others if (page.url, page.memento.digest) not in own)
    return not any(verify.is_cited(page, ask.citation) for page in others)


def _pages(ask: Ask) -> list[Page]:
    return [*(reading.page for reading in ask.readings if reading.page), *ask.others]


def _key(digest: str) -> Key:
    return Key(digest, "judgement", "", editions.judging())


def _credit(page: Page, span: Span, publisher: str) -> Key:
    text = hashlib.sha256(page.text.encode("utf-8", "surrogatepass")).hexdigest()
    where = f"{text} {span.start} {span.end} {page.publisher} | {publisher}"
    return Key(page.memento.digest, "credit", where, editions.crediting())


def _digest(told: Sequence[object]) -> str:
    return hashlib.sha256(json.dumps(told).encode("utf-8", "surrogatepass")).hexdigest()


def _memento(reading: Reading) -> tuple[object, ...]:
    found = reading.memento
    return found.url, found.final_url, str(found.outcome), found.reason, found.status, found.archive_url


def _page(page: Page) -> tuple[object, ...]:
    """Return what tells a page from any other: where it stands, its bytes, and how they were read."""
    return page.url, page.memento.digest, page.memento.archive_url, page.complete, len(page.text)
