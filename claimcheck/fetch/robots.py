"""Whether a site lets us ask for a URL (RFC 9309, and the crawl delay that many sites add to it).

A `robots.txt` that is missing or refused (4xx) allows everything; one that cannot be reached (5xx, no network) allows
nothing, and the real reason is the one that the report names.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from protego import Protego

from claimcheck.fetch.faults import Fault
from claimcheck.fetch.options import PRODUCT
from claimcheck.fetch.wording import shown
from claimcheck.model import Outcome, Purpose, Query

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    import httpx

    from claimcheck.fetch.pacing import Pace
    from claimcheck.model import Memento

LIMIT = 500 * 1024
_LONGEST_DELAY_S = 10.0
_EXEMPT = frozenset({Purpose.ROBOTS, Purpose.API, Purpose.REGISTRY, Purpose.CAPTURE})
_ABSENT = frozenset({Outcome.NOT_FOUND, Outcome.REDIRECT_LOOP, Outcome.PAYWALLED, Outcome.BLOCKED})
_OF_THE_FILE = frozenset({Outcome.SERVER_ERROR, Outcome.RATE_LIMITED, Outcome.CHALLENGE})
_SERVER_ERROR = 500


class Robots:
    """The rules of all sites that a run asks."""

    def __init__(self, get: Callable[[Query], Awaitable[Memento]], pace: Pace) -> None:
        """Set up; *get* fetches a query, and *pace* is told of crawl delays."""
        self._get = get
        self._pace = pace
        self._rules: dict[str, Protego] = {}

    async def admit(self, url: httpx.URL, purpose: Purpose) -> None:
        """Let a request pass; an index made for programs and a public archive are not asked for their rules.

        Raises:
            Fault: The site's rules forbid it, or could not be read.
        """
        if purpose in _EXEMPT:
            return
        rules = await self._of(url.copy_with(path="/robots.txt", query=None, fragment=None))
        delay = rules.crawl_delay(PRODUCT)
        if delay is not None and math.isfinite(delay) and delay > 0:
            self._pace.slow_down(url.host, min(delay, _LONGEST_DELAY_S))
        if not rules.can_fetch(str(url), PRODUCT):
            reason = f"the robots.txt of {shown(url.host)} forbids programs to ask for this page"
            raise Fault(Outcome.ROBOTS_DISALLOWED, reason)

    async def _of(self, place: httpx.URL) -> Protego:
        where = str(place)
        if where not in self._rules:
            memento = await self._get(Query(where, Purpose.ROBOTS))
            self._rules[where] = _parsed(memento)
        return self._rules[where]


def _parsed(memento: Memento) -> Protego:
    if memento.outcome is Outcome.READ:
        return Protego.parse(memento.body[:LIMIT].decode("utf-8-sig", "replace"))
    refused = memento.outcome is Outcome.CHALLENGE and (memento.status or _SERVER_ERROR) < _SERVER_ERROR
    if memento.outcome in _ABSENT or refused:
        return Protego.parse("")
    told = " when asked for its robots.txt" if memento.outcome in _OF_THE_FILE else ""
    raise Fault(memento.outcome, memento.reason + told, memento.status)
