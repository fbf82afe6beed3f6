"""One request and its answer: pacing, retries, deadlines and limits; redirects are not followed here."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

import httpx
import stamina

from claimcheck.fetch import answers, explain, robots
from claimcheck.fetch.body import Body, BrokenError, TooLongError, gunzipped
from claimcheck.fetch.circuit import Origin
from claimcheck.fetch.conditions import ANSWERS, unvalidated
from claimcheck.fetch.faults import Fault
from claimcheck.fetch.wording import shown
from claimcheck.model import Outcome, Purpose

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from claimcheck.fetch.circuit import Circuit
    from claimcheck.fetch.network import Network
    from claimcheck.fetch.options import Options
    from claimcheck.fetch.pacing import Clock, Pace

logging.getLogger("stamina").addHandler(logging.NullHandler())

_LONGEST_WAIT_S = 60.0
_HEAD = 65536
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,application/json;q=0.8,*/*;q=0.5"
_MEGA = 1_000_000
_LONGEST_LIST = 50_000_000
"""What sitemaps.org allows, unpacked."""
_NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(slots=True)
class Allowance:
    """What one query may use up: seconds left on the wire, and the cookies that its redirects have set."""

    left_s: float
    cookies: httpx.Cookies = field(default_factory=httpx.Cookies)


@dataclass(frozen=True, slots=True)
class Got:
    """A proper answer: a body, or where it redirects to."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes = b""
    location: str | None = None


class Exchange:
    """Sends requests, each host in its turn."""

    def __init__(self, options: Options, network: Network, pace: Pace, circuit: Circuit, clock: Clock) -> None:
        self._options = options
        self._sent = 0
        self._network = network
        self._pace = pace
        self._circuit = circuit
        self._clock = clock

    async def ask(
        self, url: httpx.URL, purpose: Purpose, allowance: Allowance, conditions: Mapping[str, str] = _NONE
    ) -> Got:
        """Send a request, again if it fails in passing.

        Args:
            url: What is asked for.
            purpose: What for.
            allowance: What the query may still use up.
            conditions: Headers; with them there may be an answer without a body (`conditions.ANSWERS`).

        Raises:
            Fault: There is no text and no redirect in the answer, or no answer.
        """
        most = self._options.max_requests
        if most is not None and self._sent >= most:
            raise Fault(Outcome.OVER_BUDGET, f"the {most} requests of this run are used up (max-requests)")
        try:
            return await self._persistent(Origin.of(url), partial(self._once, url, purpose, allowance, conditions))
        except Fault as fault:
            self._circuit.failed(Origin.of(url), self._network.proxy(url), fault)
            raise

    async def _persistent(self, origin: Origin, send: Callable[[], Awaitable[Got]]) -> Got:
        """Send, and again if it fails in passing; what sees to that costs a fifth of a page, and is rarely needed."""
        try:
            return await send()
        except Fault as fault:
            first: Fault | None = fault
        attempts = stamina.retry_context(
            on=partial(self._again, origin),
            attempts=self._options.attempts,
            timeout=None,
            wait_initial=0.2,
            wait_jitter=0.2,
        )
        async for attempt in attempts:
            with attempt:
                if first:
                    failed, first = first, None
                    raise failed
                return await send()
        raise AssertionError("unreachable")

    def _again(self, origin: Origin, error: Exception) -> bool | float:
        """Say whether to try again, and after how many seconds; a wait that the host asks for is kept by all."""
        if not isinstance(error, Fault) or not error.passing or (error.wait_s or 0.0) > _LONGEST_WAIT_S:
            return False
        self._circuit.stumbled(origin, error)
        if error.wait_s is None:
            return True
        if error.outcome is Outcome.RATE_LIMITED:
            self._circuit.failed(origin, None, error)
        self._pace.hold(origin.host, error.wait_s)
        return 0.0

    async def _once(self, url: httpx.URL, purpose: Purpose, allowance: Allowance, conditions: Mapping[str, str]) -> Got:
        proxy = self._network.proxy(url)
        self._sent += 1
        async with self._pace.turn(url.host, purpose, partial(self._circuit.check, Origin.of(url), proxy)):
            began = self._clock.monotonic()
            try:
                async with asyncio.timeout(max(allowance.left_s, 0.0)):
                    got = await self._transfer(url, purpose, allowance, conditions)
            except Fault:
                raise
            except TimeoutError:
                raise explain.too_slow(url.host, self._options) from None
            except explain.NETWORK_ERRORS as error:
                raise explain.fault(error, url.host, proxy, self._options) from None
            finally:
                allowance.left_s -= self._clock.monotonic() - began
        self._circuit.answered(Origin.of(url))
        return got

    async def _transfer(
        self, url: httpx.URL, purpose: Purpose, allowance: Allowance, conditions: Mapping[str, str]
    ) -> Got:
        options, own = self._options, self._options.endpoint(url, purpose)
        times = {"connect": options.connect_s, "read": options.read_s, "write": None, "pool": None}
        headers = {
            "User-Agent": options.user_agent,
            "Accept": _ACCEPT,
            "Accept-Encoding": "gzip, deflate",
            "Accept-Language": "en, *;q=0.5",
            **(own.headers if own else {}),
            **conditions,
        }
        request = httpx.Request("GET", url, headers=headers, cookies=allowance.cookies, extensions={"timeout": times})
        transport = self._network.transport(url, private=own is not None and own.private)
        response = await transport.handle_async_request(request)
        response.request = request
        try:
            if "set-cookie" in response.headers:
                allowance.cookies.extract_cookies(response)
            if conditions and response.status_code in ANSWERS:
                return Got(response.status_code, _kept(response))
            return await self._read(response, url.host, purpose)
        finally:
            await response.aclose()

    async def _read(self, response: httpx.Response, host: str, purpose: Purpose) -> Got:
        status, kept = response.status_code, _kept(response)
        headers = _joined(response)
        if status in _REDIRECTS and "location" in headers:
            return Got(status, kept, location=headers["location"])
        if (
            response.is_success
            and purpose is not Purpose.ROBOTS
            and not answers.accepts(headers.get("content-type", ""))
        ):
            raise answers.not_text(host, status, headers["content-type"])
        limit, cut = self._limit(purpose, success=response.is_success)
        try:
            body, whole = await _gathered(response, limit, cut=cut)
            body = body if cut else gunzipped(body, limit)
        except TooLongError:
            size = f"{self._options.max_bytes / _MEGA:g} MB"
            raise Fault(Outcome.TOO_LARGE, f"the page of {shown(host)} is longer than {size}", status) from None
        except BrokenError as error:
            reason = f"the answer of {shown(host)} cannot be read: {error}"
            raise Fault(Outcome.NETWORK, reason, status, passing=True) from None
        if not (response.is_success and purpose is Purpose.ROBOTS):
            answers.judge(host, status, headers, body)
        return Got(status, kept if whole else unvalidated(kept), body)

    def _limit(self, purpose: Purpose, *, success: bool) -> tuple[int, bool]:
        """Return how many bytes to read, and whether what is longer is cut there."""
        if not success:
            return _HEAD, True
        if purpose is Purpose.ROBOTS:
            return robots.LIMIT, True
        return max(self._options.max_bytes, _LONGEST_LIST if purpose is Purpose.SITEMAP else 0), False


async def _gathered(response: httpx.Response, limit: int, *, cut: bool) -> tuple[bytes, bool]:
    """Return the body, unpacked, and whether it is all of it.

    Raises:
        TooLongError: It is longer than *limit* bytes and may not be cut.
        BrokenError: It cannot be unpacked or ends too early.
    """
    length = response.headers.get("content-length", "")
    if not cut and length.isascii() and length.isdigit() and int(length[:20]) > limit:
        raise TooLongError
    body = Body(response.headers.get("content-encoding", ""), limit)
    try:
        async for piece in response.aiter_raw():
            body.feed(piece)
        return body.finish(), True
    except (TooLongError, BrokenError):
        if cut:
            return body.so_far(), False
        raise


def _joined(response: httpx.Response) -> dict[str, str]:
    """Return the headers by their names in lower case, those that come several times joined by commas."""
    found: dict[str, str] = {}
    for name, value in response.headers.multi_items():
        found[name] = f"{found[name]}, {value}" if name in found else value
    return found


def _kept(response: httpx.Response) -> tuple[tuple[str, str], ...]:
    """Return the headers worth keeping, in their order: no cookies, nothing endless."""
    found = [(_line(name, 100), _line(value, 2000)) for name, value in response.headers.multi_items()]
    return tuple((name, value) for name, value in found if name.lower() != "set-cookie")[:100]


def _line(text: str, longest: int) -> str:
    """Return what `shown` does, at once for what needs no cleaning."""
    clean = text.isascii() and text.isprintable() and len(text) <= longest and "  " not in text
    return text if clean and text == text.strip() else shown(text, longest)
