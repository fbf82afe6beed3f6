from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
import respx
from fetch.fetching import FakeClock, fetch
from support.loopback import Reply

from claimcheck.fetch.options import Endpoint, Options
from claimcheck.fetch.store import Store
from claimcheck.model import Outcome, Purpose, Query

if TYPE_CHECKING:
    from support.loopback import Loopback

HTML = {"Content-Type": "text/html"}
PAGES = [Query(f"https://a.example/{number}", Purpose.API) for number in range(4)]


def test_a_run_sends_no_more_requests_than_it_may() -> None:
    """What is left when they are used up is not asked; that is said, is no answer, and is not recorded as one."""
    with respx.mock(assert_all_called=False) as internet, Store.memory() as store:
        internet.route().respond(200, text="<p>Text", headers=HTML)
        options = Options(per_host_interval_s=0, max_requests=2, per_host_concurrency=1)
        found = fetch(*PAGES, options=options, store=store, clock=FakeClock())
        assert 2 == len(internet.calls)
        outcomes = [memento.outcome for memento in found]
        assert 2 == outcomes.count(Outcome.READ) == outcomes.count(Outcome.OVER_BUDGET)
        [reason] = {memento.reason for memento in found if memento.outcome is Outcome.OVER_BUDGET}
        assert "2 requests of this run" in reason
        again = fetch(*PAGES, options=Options(per_host_interval_s=0), store=store, clock=FakeClock())
        assert [Outcome.READ] * 4 == [memento.outcome for memento in again]


def test_a_key_is_sent_to_its_own_host_alone() -> None:
    """A header for a host goes to that host and to no other, not even to where it redirects."""
    with respx.mock(assert_all_called=False) as internet, Store.memory() as store:
        internet.get("https://api.example/").respond(302, headers={"Location": "https://elsewhere.example/"})
        internet.get("https://elsewhere.example/").respond(200, text="{}", headers={"Content-Type": "application/json"})
        internet.route().respond(404)
        own = Endpoint("https://api.example/", {"X-Key": "secret"})
        options = Options(per_host_interval_s=0, endpoints=(own,))
        fetch(Query("https://api.example/", Purpose.API), options=options, store=store, clock=FakeClock())
        sent = {call.request.url.host: call.request.headers.get("X-Key") for call in internet.calls}
        assert {"api.example": "secret", "elsewhere.example": None} == sent


@pytest.mark.parametrize(
    ("url", "purpose"),
    [
        ("https://api.example/v1/search?q=x", Purpose.PAGE),
        ("http://api.example/v1/search?q=x", Purpose.API),
        ("http://api.example:80/v1/search?q=x", Purpose.API),
        ("http://api.example:443/v1/search", Purpose.API),
        ("https://api.example/v1/other", Purpose.API),
        ("https://api.example/v1/search/%2e%2e/other", Purpose.API),
        ("https://api.example/robots.txt", Purpose.ROBOTS),
        ("https://api.example.net/v1/search", Purpose.API),
    ],
)
@pytest.mark.parametrize("redirected", [False, True])
def test_a_key_is_sent_for_the_finders_own_queries_alone(url: str, purpose: Purpose, redirected: bool) -> None:  # noqa: FBT001 - a case
    """By no link, over no plain line, to no other path, for no robots rules, and on no redirect of a page."""
    with respx.mock(assert_all_called=False) as internet, Store.memory() as store:
        if redirected:
            internet.get("https://www.example.com/1").respond(302, headers={"Location": url})
        internet.route().respond(200, text="{}", headers={"Content-Type": "application/json"})
        own = Endpoint("https://api.example/v1/search", {"X-Key": "secret"})
        options = Options(per_host_interval_s=0, endpoints=(own,))
        fetch(Query("https://www.example.com/1" if redirected else url, purpose), options=options, store=store)
        assert {None} == {call.request.headers.get("X-Key") for call in internet.calls}


@pytest.mark.parametrize(
    ("url", "purpose", "outcome"),
    [
        ("http://localhost:8888/search?q=x", Purpose.API, Outcome.READ),
        ("http://localhost:8888/search?q=x", Purpose.PAGE, Outcome.REFUSED_ADDRESS),
        ("http://localhost:7777/search?q=x", Purpose.API, Outcome.REFUSED_ADDRESS),
        ("http://localhost:8888/admin/delete?all=1", Purpose.API, Outcome.REFUSED_ADDRESS),
        ("https://localhost:8888/search", Purpose.API, Outcome.REFUSED_ADDRESS),
        ("http://127.0.0.1:8888/search", Purpose.API, Outcome.REFUSED_ADDRESS),
    ],
)
def test_an_interface_that_the_user_named_is_let_through(url: str, purpose: Purpose, outcome: Outcome) -> None:
    """The address guard opens for that interface and its finder's queries: no other port, path, scheme or purpose."""
    with respx.mock(assert_all_called=False) as internet, Store.memory() as store:
        internet.route().respond(200, text="{}", headers={"Content-Type": "application/json"})
        own = Endpoint("http://localhost:8888/search", private=True)
        options = Options(per_host_interval_s=0, endpoints=(own,), respect_robots=False)
        [memento] = fetch(Query(url, purpose), options=options, store=store)
        assert outcome is memento.outcome


def test_a_connection_to_a_private_interface_serves_nothing_else(web: Loopback) -> None:
    """A name that leads to a private address is refused to a link, though a connection to it is open."""
    web.routes["*"] = {"*": Reply(b"{}", headers=(("Content-Type", "application/json"),))}
    port = urlsplit(web.http).port
    assert port
    url = f"http://searx.example:{port}/search"
    options = Options(
        per_host_interval_s=0,
        endpoints=(Endpoint(url, private=True),),
        open_ports=frozenset({("searx.example", port)}),
        respect_robots=False,
    )

    async def inward(host: str, port: int) -> list[str]:
        return ["127.0.0.1"]

    own, link = fetch(Query(url, Purpose.API), Query(f"{url}/x"), options=options, resolver=inward, proxies={})
    assert (Outcome.READ, Outcome.REFUSED_ADDRESS) == (own.outcome, link.outcome)


def test_a_fault_of_our_own_is_the_outcome_of_one_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a page makes this program fail on ends neither the run nor the other queries."""

    def broken(body: bytes, header: str = "") -> str:
        raise KeyError(header or body[:1])

    monkeypatch.setattr("claimcheck.fetch.refresh.target", broken)
    with respx.mock as internet:
        internet.route().respond(200, text="<p>Text", headers=HTML)
        [memento] = fetch("https://a.example/p", respect_robots=False)
    assert Outcome.FAILED is memento.outcome
    assert "KeyError" in memento.reason
