"""What a run has asked and read so far: queries side by side, every page once, captures where a page cannot be read."""

from __future__ import annotations

import asyncio
import hashlib
import re
from collections import Counter
from dataclasses import replace
from functools import cache, partial
from html import escape
from typing import TYPE_CHECKING

from claimcheck import editions, jobs, keeping, read
from claimcheck.attributions import attributed
from claimcheck.fetch import Key
from claimcheck.model import Answer, Outcome, Purpose, Query, Step
from claimcheck.model.split import split
from claimcheck.process import Failed
from claimcheck.resolve import urls, xml
from claimcheck.workers import TooSlowError

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterable, Sequence

    from claimcheck.fetch import Client
    from claimcheck.model import Candidate, Citation, Memento, Page
    from claimcheck.resolve import Finder, Found
    from claimcheck.shelf import Shelf
    from claimcheck.workers import Workers

    Progress = Callable[[Step], None]

_AT_ONCE = 64
"""So many documents are read, or wait for it with their bodies in the memory."""
_DOCUMENTS = frozenset({Purpose.PAGE, Purpose.CAPTURE})
_DOCUMENT = 400
"""Characters of markup from which an entry of a feed may be a document rather than its announcement."""
_CUT = re.compile(
    r"(?:\.\.\.|…|\[…\]|\[&#8230;\]|&hellip;|(?:read|continue|full)[\w\s]{0,30}(?:more|reading|story|article))",
    re.IGNORECASE,
)
_ENDING = 200


class Gatherer:
    """Asks and reads for the citations of one run.

    Args:
        client: Fetches; sees to limits and to what the store holds.
        tell: Called with every step.
        workers: Read pages.
        shelf: Where what is read is put.
        saved: Documents that the user has; they stand in for those at their addresses.
    """

    def __init__(
        self, client: Client, tell: Progress, workers: Workers, shelf: Shelf, saved: Sequence[Memento] = ()
    ) -> None:
        self._client = client
        self._workers = workers
        self._turns = asyncio.Semaphore(_AT_ONCE)
        self._saved = {urls.key(one.final_url): one for one in saved}
        self._tell = tell
        self._shelf = shelf

    async def search(self, citations: Sequence[Citation], finders: Sequence[Finder]) -> tuple[Found, ...]:
        """Let *finders* look for *citations* together, round by round."""
        from claimcheck import resolve  # noqa: PLC0415 - not needed to list claims

        search = resolve.Search(citations, finders)
        while queries := search.queries():
            search.feed(await self.answers(queries, "searching"))
        return search.found()

    async def answers(self, queries: Sequence[Query], stage: str) -> list[Answer]:
        """Fetch *queries* side by side; the answers come in the order of the queries."""
        done, waiting = 0, Counter(split(query.url).hostname or "" for query in queries)

        async def one(query: Query) -> Answer:
            nonlocal done
            if query.purpose in _DOCUMENTS:
                memento = await self._in_turn(query)
            else:
                memento = await self._client.get(query)
            if query.purpose is Purpose.FEED:
                self._listen(memento)
            done += 1
            waiting[memento.host] -= 1
            self._tell(Step(stage, done, len(queries), _waited_for(waiting)))
            return Answer(query, memento)

        self._tell(Step(stage, 0, len(queries), _waited_for(waiting)))
        asked: list[Coroutine[None, None, Answer]] = [one(query) for query in queries]
        return list(await asyncio.gather(*asked))

    def _listen(self, memento: Memento) -> None:
        """Note which documents of its own site a feed holds, so that they can be read from there."""
        entries = xml.feed(memento.body) if memento.outcome is Outcome.READ else None
        own = {urls.site(memento.url), urls.site(memento.final_url)}
        for entry in entries or []:
            if len(entry.content) >= _DOCUMENT and urls.site(entry.url) in own:
                self._shelf.tell(entry.url, cache(partial(_in_feed, replace(memento, body=b""), entry)))

    async def _in_turn(self, query: Query) -> Memento:
        """Read a document when there is room; one that has to wait leaves its body to the store meanwhile.

        Nobody who waits may hold the body, in no variable either: in a round of thousands they fill the memory.
        """
        memento = self._own(query) or await self._client.get(query)
        if self._turns.locked() and memento.outcome is Outcome.READ and not self._own(query):
            del memento
            async with self._turns:
                return await self._seen(query, await self._client.get(query))
        async with self._turns:
            return await self._seen(query, memento)

    async def _seen(self, query: Query, memento: Memento) -> Memento:
        """Read a document for what it is, beside the event loop, which stays open to Ctrl-C meanwhile; once."""
        if not self._shelf.has(query):
            found, page = await self._parsed(memento)
            found = replace(found, body=b"")
            self._shelf.put(query, found, attributed(replace(page, memento=found)) if page else None)
        return self._shelf.memento(query)

    async def _parsed(self, memento: Memento) -> tuple[Memento, Page | None]:
        """Return what a memento is read as: as the store has it, or read now."""
        if memento.outcome is not Outcome.READ:
            return memento, None
        limit_s = self._workers.limit_s
        key = Key(memento.digest, "page", keeping.page_context(memento), editions.reading())
        kept = await self._client.made(key)
        if kept and (known := keeping.load_page(memento, kept, limit_s)):
            return known
        try:
            data = await self._workers.do(jobs.read_page, memento)
        except TooSlowError as error:
            reason = f"the page of {memento.host} takes more than {error} of processor to read (max-reading-time)"
            data = keeping.dump_slow(replace(memento, outcome=Outcome.TOO_SLOW, reason=reason), limit_s)
        except Failed as error:
            reason = f"claimcheck itself failed on the page of {memento.host} ({error}); please report this"
            return replace(memento, outcome=Outcome.FAILED, reason=reason), None
        self._client.keep_made(key, data)
        return keeping.load_page(memento, data, limit_s) or (memento, None)

    def _own(self, query: Query) -> Memento | None:
        own = self._saved.get(urls.key(query.url)) if query.purpose is Purpose.PAGE and self._saved else None
        return replace(own, url=query.url) if own else None

    async def read(self, candidates: Iterable[Candidate]) -> None:
        """Read documents, each once; a capture stands in for one that cannot be read."""
        wanted = list(dict.fromkeys(candidates))
        await self._fetch(self._shelf.wanted(wanted), "fetching")
        await self._fetch(self._shelf.captures(wanted), "fetching captures")

    async def _fetch(self, queries: Sequence[Query], stage: str) -> None:
        if queries:
            await self.answers(sorted(set(queries)), stage)


def _waited_for(hosts: Counter[str]) -> str:
    """Return in words for a person which host most answers are waited for from; empty when none is."""
    host, left = max(hosts.items(), key=lambda pair: (pair[1], pair[0]), default=("", 0))
    return f"waiting for {host} ({left})" if left > 0 else ""


def _in_feed(feed: Memento, entry: xml.Entry) -> Page | None:
    """Read the document that an entry of a feed holds, as if it stood at its address."""
    head = f"<title>{escape(entry.title)}</title>"
    head += f'<meta property="article:published_time" content="{entry.day}">' if entry.day else ""
    body = (
        f"<html><head>{head}</head><body><article><h1>{escape(entry.title)}</h1>{entry.content}</article></body></html>"
    )
    data = body.encode("utf-8", "replace")
    kind = (("content-type", "text/html; charset=utf-8"),)
    digest = hashlib.sha256(data).hexdigest()
    memento = replace(feed, url=entry.url, final_url=entry.url, headers=kind, body=data, digest=digest, redirects=())
    page = read.page(memento)
    whole = not _CUT.search(entry.content[-_ENDING:])
    return (
        attributed(replace(page, memento=replace(memento, body=b""), complete=page.complete and whole))
        if page
        else None
    )
