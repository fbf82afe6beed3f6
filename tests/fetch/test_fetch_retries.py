from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

import httpx
import pytest
import respx
from fetch.fetching import PLAIN, START, FakeClock, fetch, outcome

from claimcheck.fetch.pacing import Clock
from claimcheck.fetch.store import Store
from claimcheck.model import Outcome, Purpose, Query

if TYPE_CHECKING:
    from claimcheck.model import Memento

URL = "https://www.example.com/a"
OK = httpx.Response(200, text="<p>Text", headers={"Content-Type": "text/html"})


def _in_turn(*replies: httpx.Response | Exception, clock: FakeClock | None = None) -> tuple[Memento, int]:
    """Fetch one page whose server answers so, and count the requests."""
    with respx.mock:
        route = respx.get(URL).mock(side_effect=[*replies, *[AssertionError("asked too often")] * 3])
        (memento,) = fetch(URL, clock=clock)
        return memento, route.call_count


@pytest.mark.parametrize("status", [502, 503, 504])
def test_a_server_in_trouble_is_asked_once_more(status: int) -> None:
    """A fault that passes does not spoil the page."""
    memento, count = _in_turn(httpx.Response(status), OK)
    assert (Outcome.READ, 2) == (memento.outcome, count)


def test_a_server_that_stays_in_trouble_is_left() -> None:
    """Two attempts are all; the last answer is the outcome."""
    memento, count = _in_turn(httpx.Response(503), httpx.Response(502))
    assert (("server-error", "www.example.com answered with a server error (502)"), 2) == (outcome(memento), count)


@pytest.mark.parametrize("status", [400, 403, 404, 500, 501])
def test_what_does_not_pass_is_not_tried_again(status: int) -> None:
    """A refusal is taken at its word."""
    assert 1 == _in_turn(httpx.Response(status))[1]


@pytest.mark.parametrize("value", ["30", "Thu, 05 Mar 2026 09:30:30 GMT"])
def test_a_host_that_asks_for_a_pause_gets_it(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """429 with Retry-After up to a minute is waited for, in seconds or to a date, and tried once more."""
    monkeypatch.setattr("claimcheck.fetch.answers.datetime", FixedTime)
    clock = FakeClock()
    memento, count = _in_turn(httpx.Response(429, headers={"Retry-After": value}), OK, clock=clock)

    assert (Outcome.READ, 2, [30.0]) == (memento.outcome, count, clock.slept)


class FixedTime:
    """A clock on the wall that stands still."""

    @staticmethod
    def now(_: object) -> object:
        """Return the start."""
        return START


@pytest.mark.parametrize("headers", [{}, {"Retry-After": "61"}, {"Retry-After": "later"}])
def test_a_host_that_asks_for_more_is_given_up(headers: dict[str, str]) -> None:
    """429 without a time, or with a long one, ends the query at once."""
    memento, count = _in_turn(httpx.Response(429, headers=headers))
    assert (("rate-limited", "www.example.com asked for fewer requests (429)"), 1) == (outcome(memento), count)


def test_a_second_429_ends_the_host_for_this_run() -> None:
    """Whoever asks twice for fewer requests is not asked any more; the outcome stays the same."""
    with respx.mock:
        route = respx.get(host="www.example.com").respond(429)
        found = fetch(*(f"{URL}{number}" for number in range(5)))

    assert ({("rate-limited", "www.example.com asked for fewer requests (429)")}, 2) == (
        set(map(outcome, found)),
        route.call_count,
    )


@pytest.mark.parametrize(
    ("error", "expected", "sent"),
    [
        (httpx.ConnectError("boom"), ("network", "www.example.com could not be connected to"), 1),
        (httpx.ConnectTimeout("late"), ("timeout", "www.example.com did not answer within 5 s"), 1),
        (httpx.ReadTimeout("late"), ("timeout", "www.example.com fell silent for 10 s"), 4),
    ],
)
def test_a_dead_host_is_left_alone(error: Exception, expected: tuple[str, str], sent: int) -> None:
    """After a connection that fails, or two pages that stay away, later queries fail at once for the same reason."""
    with respx.mock:
        route = respx.get(host="www.example.com").mock(side_effect=error)
        found = fetch(*(f"{URL}{number}" for number in range(6)))

    assert ({expected}, sent) == (set(map(outcome, found)), route.call_count)


def test_queries_that_wait_their_turn_fail_with_their_host() -> None:
    """When a host fails, whatever waits for it is not sent, and does not wait on."""

    async def late(_: httpx.Request) -> httpx.Response:
        await asyncio.sleep(0.05)
        raise httpx.ConnectError("boom")

    with respx.mock:
        route = respx.get(host="www.example.com").mock(side_effect=late)
        found = fetch(*(f"{URL}{number}" for number in range(40)), at_once=True, clock=Clock(), per_host_interval_s=0.2)

    assert ({Outcome.NETWORK}, 1) == ({memento.outcome for memento in found}, route.call_count)


def test_a_dead_proxy_fails_every_host() -> None:
    """A proxy that does not answer is tried once, and its failure is every host's."""
    with respx.mock:
        route = respx.route().mock(side_effect=httpx.ConnectError("boom"))
        found = fetch(URL, "https://www.example.net/", "http://www.example.org/", proxies={"all": "http://u:p@proxy:1"})

    why = "could not be asked because no connection to the proxy proxy:1 could be made"
    assert [("network", f"www.example.{end} {why}") for end in ("com", "net", "org")] == list(map(outcome, found))
    assert 1 == route.call_count


def test_a_network_that_swallows_everything_is_given_up() -> None:
    """After three hosts that time out, with no answer from anybody, no other host is asked."""
    urls = [f"https://h{number}.example.com/" for number in range(20)]
    with respx.mock:
        route = respx.route().mock(side_effect=httpx.ConnectTimeout("late"))
        found = fetch(*urls)

    assert ({Outcome.TIMEOUT}, 3) == ({memento.outcome for memento in found}, route.call_count)
    first = "h0.example.com did not answer within 5 s"
    assert first == found[0].reason
    assert f"h19.example.com was not asked because nothing else answers ({first})" == found[19].reason


def test_a_network_that_answers_now_and_then_is_not_given_up() -> None:
    """One answer, were it a refusal, shows that the network is alive."""
    with respx.mock:
        respx.get("https://h0.example.com/").respond(403)
        silent = respx.route().mock(side_effect=httpx.ConnectTimeout("late"))
        fetch(*(f"https://h{number}.example.com/" for number in range(10)))

    assert 9 == silent.call_count


def test_one_query_is_sent_once() -> None:
    """The same query, asked at the same time or later in the run, and with another fragment, is one request."""
    with respx.mock:
        route = respx.get(URL).mock(return_value=OK)
        found = fetch(URL, f"{URL}#:~:text=x", f" {URL} ", URL, at_once=True)
        again = fetch(URL, URL, refresh=True)

    assert (2, 1) == (route.call_count, len({memento.body for memento in [*found, *again]}))
    assert [URL, f"{URL}#:~:text=x", f" {URL} ", URL] == [memento.url for memento in found]


def test_requests_to_one_host_keep_their_distance() -> None:
    """Two requests to one host start at least the interval apart; other hosts do not wait."""
    clock = FakeClock()
    with respx.mock:
        respx.route().mock(return_value=OK)
        fetch(URL, f"{URL}b", "https://www.example.net/", clock=clock, per_host_interval_s=1.5)

    assert [1.5] == clock.slept


def test_the_index_of_the_archive_is_asked_slowly() -> None:
    """The archive's index has an interval of its own, which its captures do not share."""
    index = [Query(f"https://web.archive.org/cdx/search/cdx?url={name}", Purpose.API) for name in "abc"]
    captures = [Query(f"https://web.archive.org/web/2026id_/https://{name}.example/", Purpose.CAPTURE) for name in "ab"]
    for interval, expected in ((1.0, [2.5, 2.5, 1.0]), (0.1, [0.25, 0.25, 0.1]), (4.0, [4.0, 4.0, 4.0])):
        clock = FakeClock()
        with respx.mock:
            respx.route().mock(return_value=OK)
            fetch(*index, *captures, clock=clock, per_host_interval_s=interval)
        assert expected == clock.slept


def test_no_more_requests_at_once_than_allowed() -> None:
    """The limits per host and in all are kept."""
    now: list[str] = []
    most = {"all": 0, "one": 0}

    async def reply(request: httpx.Request) -> httpx.Response:
        now.append(request.url.host)
        most["all"] = max(most["all"], len(now))
        most["one"] = max(most["one"], now.count("h0.example.com"))
        await asyncio.sleep(0.005)
        now.remove(request.url.host)
        return OK

    urls = [f"https://h{host}.example.com/{page}" for host in range(6) for page in range(4)]
    with respx.mock:
        respx.route().mock(side_effect=reply)
        fetch(*urls, at_once=True, concurrency=5)

    assert {"all": 5, "one": 2} == most


def test_retries_are_silent(caplog: pytest.LogCaptureFixture) -> None:
    """Nothing about retries reaches a person who did not ask for a log."""
    assert [] != logging.getLogger("stamina").handlers
    _in_turn(httpx.Response(503), OK)
    assert all(record.name in {"stamina", "httpx"} for record in caplog.records)


def test_every_outcome_is_recorded(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What failed is in the store as well, with its reason."""
    with Store.memory() as store, respx.mock:
        respx.get(URL).respond(403)
        fetch(URL, store=store, options=PLAIN)
        assert [(URL, Outcome.BLOCKED, 403)] == [(e.url, e.outcome, e.status) for e in store.entries()]
