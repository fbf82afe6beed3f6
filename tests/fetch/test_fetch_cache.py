from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import httpx
import pytest
import respx
from fetch.fetching import START, FakeClock, fetch, outcome

from claimcheck.fetch.options import Options
from claimcheck.model import Outcome, Purpose, Query

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimcheck.fetch.store import Store

ROBOTS = "https://www.example.com/robots.txt"
URL = "https://www.example.com/news/a"
OPEN = Options(per_host_interval_s=0)
HTML = {"Content-Type": "text/html"}
ASKED = [
    Query(URL),
    Query(f"{URL}#fragment"),
    Query("https://www.example.com/private/b"),
    Query("https://www.example.com/gone"),
    Query("https://www.example.com/moved"),
    Query("https://www.example.com/refused"),
    Query("https://www.example.com/feed", Purpose.FEED),
    Query("https://dead.example.com/"),
    Query("https://dead.example.com/other"),
    Query("http://127.0.0.1/"),
    Query("no address"),
    Query("https://web.archive.org/web/2026id_/https://www.example.com/", Purpose.CAPTURE),
]


@pytest.fixture
def internet() -> Iterator[respx.MockRouter]:
    with respx.mock(assert_all_called=False) as router:
        router.get(ROBOTS).respond(200, text="User-agent: *\nDisallow: /private", headers=HTML)
        router.get(URL).respond(200, text="<p>Text", headers=HTML)
        router.get("https://www.example.com/moved").respond(301, headers={"Location": URL})
        router.get("https://www.example.com/refused").respond(403)
        router.get("https://www.example.com/feed").respond(503)
        router.get(host="dead.example.com").mock(side_effect=httpx.ConnectError("no"))
        router.get(host="web.archive.org").respond(200, text="<p>Old", headers=HTML)
        router.route().respond(404)
        yield router


def _clock(**after: float) -> FakeClock:
    return FakeClock(START + timedelta(**after))


def test_offline_gives_exactly_what_the_run_before_gave(store: Store, internet: respx.MockRouter) -> None:
    """Answers, failures, refusals by robots rules and times are the same without a network, and nothing is sent."""
    online = fetch(*ASKED, options=OPEN, store=store, clock=_clock())
    sent = internet.calls.call_count
    offline = fetch(*ASKED, options=OPEN, store=store, clock=_clock(days=400), offline=True)

    assert online == offline
    assert sent == internet.calls.call_count
    assert {
        Outcome.READ,
        Outcome.NOT_FOUND,
        Outcome.ROBOTS_DISALLOWED,
        Outcome.BLOCKED,
        Outcome.SERVER_ERROR,
        Outcome.NETWORK,
        Outcome.REFUSED_ADDRESS,
        Outcome.BAD_URL,
    } == {memento.outcome for memento in online}


def test_offline_after_a_second_run_gives_what_that_one_gave(store: Store, internet: respx.MockRouter) -> None:
    """What a later run took from the store, asked for again or failed to get is what is on record."""
    fetch(*ASKED, options=OPEN, store=store, clock=_clock())
    internet.get(URL).mock(side_effect=httpx.ConnectError("no"))
    again = fetch(*ASKED, options=OPEN, store=store, clock=_clock(days=1), refresh=True)
    third = fetch(*ASKED, options=OPEN, store=store, clock=_clock(days=2))

    assert (Outcome.NETWORK, Outcome.READ) == (again[0].outcome, third[0].outcome)
    assert third == fetch(*ASKED, options=OPEN, store=store, clock=_clock(days=3), offline=True)


def test_offline_without_a_record(store: Store, internet: respx.MockRouter) -> None:
    """What was never asked for is not in the cache, and is not recorded as asked for."""
    (memento,) = fetch(URL, store=store, offline=True)

    assert ("not-cached", "not in the cache, and this run is offline") == outcome(memento)
    assert (0, ()) == (internet.calls.call_count, store.entries())


def test_a_page_that_is_kept_is_not_asked_for(store: Store, internet: respx.MockRouter) -> None:
    """A second run takes what is young enough from the store, its robots rules unasked."""
    first = fetch(URL, options=OPEN, store=store, clock=_clock())
    sent = internet.calls.call_count
    assert first == fetch(URL, options=OPEN, store=store, clock=_clock(days=29))
    assert sent == internet.calls.call_count
    (later,) = fetch(URL, options=OPEN, store=store, clock=_clock(days=31))
    assert START + timedelta(days=31) == later.retrieved_at


def test_a_failure_is_tried_again_by_the_next_run(store: Store, internet: respx.MockRouter) -> None:
    """A fault of one run does not spoil the next."""
    refused = internet.get("https://www.example.com/refused").respond(403)
    assert Outcome.BLOCKED == fetch("https://www.example.com/refused", store=store, clock=_clock())[0].outcome
    refused.respond(200, text="<p>Open", headers=HTML)
    assert b"<p>Open" == fetch("https://www.example.com/refused", store=store, clock=_clock(seconds=1))[0].body


def test_refresh_asks_for_everything(store: Store, internet: respx.MockRouter) -> None:
    """Nothing that is kept is served, and what comes is kept instead."""
    fetch(URL, store=store, clock=_clock())
    internet.get(URL).respond(200, text="<p>New", headers=HTML)
    (memento,) = fetch(URL, store=store, clock=_clock(seconds=1), refresh=True)

    assert (b"<p>New", b"<p>New") == (memento.body, fetch(URL, store=store, clock=_clock(seconds=2))[0].body)


def test_an_age_of_choice_is_kept(store: Store, internet: respx.MockRouter) -> None:
    """The chosen age decides what is asked for again; offline no age matters."""
    fetch(URL, store=store, clock=_clock())
    page = internet.get(URL)
    for seconds, count in ((59, 1), (60, 2)):
        fetch(URL, store=store, clock=_clock(seconds=seconds), max_age_s=60)
        assert count == page.call_count
    assert Outcome.READ == fetch(URL, store=store, clock=_clock(days=99), max_age_s=60, offline=True)[0].outcome
