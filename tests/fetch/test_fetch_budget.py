from __future__ import annotations

import pytest
import respx
from fetch.fetching import FakeClock, fetch

from claimcheck.fetch.options import Options
from claimcheck.fetch.store import Store
from claimcheck.model import Outcome, Purpose, Query

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
        options = Options(per_host_interval_s=0, headers={"api.example": {"X-Key": "secret"}})
        fetch(Query("https://api.example/", Purpose.API), options=options, store=store, clock=FakeClock())
        sent = {call.request.url.host: call.request.headers.get("X-Key") for call in internet.calls}
        assert {"api.example": "secret", "elsewhere.example": None} == sent


@pytest.mark.parametrize(("host", "outcome"), [("127.0.0.1", Outcome.READ), ("127.0.0.2", Outcome.REFUSED_ADDRESS)])
def test_a_host_that_the_user_named_is_let_through(host: str, outcome: Outcome) -> None:
    """The address guard opens for a host of the configuration, and for no other private one."""
    with respx.mock(assert_all_called=False) as internet, Store.memory() as store:
        internet.route().respond(200, text="{}", headers={"Content-Type": "application/json"})
        options = Options(per_host_interval_s=0, open_hosts=frozenset({"127.0.0.1"}))
        [memento] = fetch(Query(f"http://{host}:8080/search", Purpose.API), options=options, store=store)
        assert outcome is memento.outcome
