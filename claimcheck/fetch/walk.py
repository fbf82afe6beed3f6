"""A query on its way along redirects, each of which is checked like the first address."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import httpx

from claimcheck.fetch import ages, guard, refresh
from claimcheck.fetch.conditions import ANSWERS, UNCHANGED
from claimcheck.fetch.exchange import Allowance, Got
from claimcheck.fetch.faults import Fault
from claimcheck.fetch.wording import shown
from claimcheck.model import Memento, Outcome, Purpose, Redirect

if TYPE_CHECKING:
    from claimcheck.fetch.conditions import Known
    from claimcheck.fetch.exchange import Exchange
    from claimcheck.fetch.options import Options
    from claimcheck.fetch.pacing import Clock
    from claimcheck.fetch.robots import Robots
    from claimcheck.model import Query

_LONGEST_URL = 8192
_ROBOTS_REDIRECTS = 5
_SHOWN = frozenset({Purpose.PAGE, Purpose.CAPTURE, Purpose.HOME})


class Walk:
    """One query, from its address to where the redirects end."""

    def __init__(self, query: Query, options: Options, exchange: Exchange, robots: Robots, clock: Clock) -> None:
        self._query = query
        self._options = options
        self._exchange = exchange
        self._robots = robots
        self._clock = clock
        self._allowance = Allowance(options.timeout_s)
        self._at = ages.bare(query.url)
        self._redirects: list[Redirect] = []
        self._seen: set[object] = set()
        self._known: Known | None = None

    async def end(self, known: Known | None = None) -> Memento:
        """Follow the redirects to where they end; the digest of the body is left to whoever keeps it.

        Args:
            known: What is kept, which the server is asked about instead of being asked for it again.
        """
        self._known = known
        try:
            got = await self._followed(_parsed(self._at))
        except Fault as fault:
            return self._memento(fault.outcome, fault.status, fault.reason)
        read = self._memento(Outcome.READ, got.status)
        return replace(
            read,
            headers=got.headers,
            body=got.body,
            archive_url=self._at if self._query.purpose is Purpose.CAPTURE else None,
        )

    def failed(self, error: Exception) -> Memento:
        """Return the memento of a walk that an error of this program has ended."""
        said = shown(f"{type(error).__name__}: {error}")
        return self._memento(Outcome.FAILED, None, f"claimcheck itself failed on it ({said}); please report this")

    async def _followed(self, url: httpx.URL) -> Got:
        home = url.host
        while True:
            own = self._options.endpoint(url, self._query.purpose)
            allowed = self._options.allow_private_hosts or (own is not None and own.private)
            guard.check(url, allow_private=allowed, own=self._options.open_ports)
            if self._options.respect_robots:
                await self._robots.admit(url, self._subject(at_home=url.host == home))
            self._pass(url)
            got = await self._asked(url)
            location = got.location or self._refreshed(url, got)
            if location is None:
                return got
            url = self._next(url, location, got.status)

    async def _asked(self, url: httpx.URL) -> Got:
        """Ask for what stands at an address, or whether it is still what is kept."""
        known, ask = self._known, partial(self._exchange.ask, url, self._query.purpose, self._allowance)
        conditions = known.conditions(self._at) if known else {}
        got = await ask(conditions)
        if not known or not conditions or got.status not in ANSWERS:
            return got
        headers = known.renewed(got.headers) if got.status == UNCHANGED else None
        body = await known.body() if headers is not None else None
        if headers is None or body is None:
            self._known = None
            return await ask()
        return Got(known.memento.status or got.status, headers, body)

    def _refreshed(self, url: httpx.URL, got: Got) -> str | None:
        """Return where a page without content of its own sends its reader; None when it stays, or means itself."""
        if self._query.purpose not in _SHOWN:
            return None
        headers = {name.lower(): value for name, value in got.headers}
        if "html" not in headers.get("content-type", "html").lower():
            return None
        location = refresh.target(got.body, headers.get("refresh", ""))
        try:
            return location if location and url.join(location).copy_with(fragment=None) != url else None
        except (httpx.InvalidURL, ValueError):
            return location

    def _subject(self, *, at_home: bool) -> Purpose:
        """Return what robots rules are asked about: elsewhere than an index or archive, a page is a page."""
        asked = self._query.purpose
        return asked if at_home or asked is Purpose.ROBOTS else Purpose.PAGE

    def _pass(self, url: httpx.URL) -> None:
        """Refuse to ask for the same thing twice: the same address, with the same cookies."""
        cookies = frozenset((c.domain, c.path, c.name, c.value) for c in self._allowance.cookies.jar)
        state = (str(url), cookies)
        if state in self._seen:
            raise Fault(Outcome.REDIRECT_LOOP, f"{shown(url.host)} redirects in a circle")
        self._seen.add(state)

    def _next(self, url: httpx.URL, location: str, status: int) -> httpx.URL:
        most = _ROBOTS_REDIRECTS if self._query.purpose is Purpose.ROBOTS else self._options.max_redirects
        if len(self._redirects) >= most:
            raise Fault(Outcome.REDIRECT_LOOP, f"{shown(url.host)} redirects more than {most} times")
        try:
            target = _proper(url.join(_parsed(location.strip(), relative=True)).copy_with(fragment=None))
        except (httpx.InvalidURL, ValueError, Fault):
            reason = f"{shown(url.host)} redirects to something that is no address"
            raise Fault(Outcome.BAD_URL, reason) from None
        self._redirects.append(Redirect(self._at, status))
        self._at = str(target)
        return target

    def _memento(self, outcome: Outcome, status: int | None, reason: str = "") -> Memento:
        return Memento(
            url=ages.bare(self._query.url),
            final_url=self._at,
            outcome=outcome,
            retrieved_at=self._clock.now(),
            reason=reason,
            status=status,
            redirects=tuple(self._redirects),
        )


def _parsed(text: str, *, relative: bool = False) -> httpx.URL:
    try:
        if len(text) <= _LONGEST_URL and (relative or "://" in text):
            return _proper(httpx.URL(text))
    except (httpx.InvalidURL, ValueError):
        pass
    raise Fault(Outcome.BAD_URL, f"{shown(text) or 'an empty text'} is no web address")


def _proper(url: httpx.URL) -> httpx.URL:
    """Return a URL whose host can be told in letters and in ASCII; for other ones either is an error each time.

    Raises:
        ValueError: Its host cannot be decoded (`idna.IDNAError` is one), or encoded ("[::%é]").
    """
    _ = url.host, url.raw_host
    return url
