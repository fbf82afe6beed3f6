from __future__ import annotations

import gzip
import hashlib
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import httpx
import pytest
import respx
from fetch.fetching import PLAIN, START, FakeClock, fetch, outcome
from support.loopback import Reply

from claimcheck.fetch.conditions import Known
from claimcheck.model import Memento, Outcome, Purpose, Query, Redirect

if TYPE_CHECKING:
    import socket
    from collections.abc import Iterator

    from support.loopback import Loopback, Request

    from claimcheck.fetch.store import Store

URL = "https://www.example.com/a"
OTHER = "https://www.example.com/b"
DATE = "Wed, 04 Mar 2026 08:00:00 GMT"
TAG = '"one"'
FIRST = {"Content-Type": "text/html", "ETag": TAG, "Last-Modified": DATE, "Age": "1"}
BOTH = {"if-none-match": TAG, "if-modified-since": DATE}


@pytest.fixture
def internet() -> Iterator[respx.MockRouter]:
    with respx.mock(assert_all_called=False) as router:
        yield router


def _late(days: float = 100) -> FakeClock:
    return FakeClock(START + timedelta(days=days))


def _put(store: Store, purpose: Purpose = Purpose.PAGE, **changes: object) -> Memento:
    """Put a page with a tag and a date into the store."""
    body = b"<p>Old"
    page = Memento(URL, URL, Outcome.READ, START, status=200, headers=tuple(FIRST.items()), body=body)
    page = replace(page, digest=hashlib.sha256(body).hexdigest(), **changes)  # type: ignore[arg-type] # checked when run
    store.keep(Query(URL, purpose), page)
    return page


def _asked(route: respx.Route) -> list[dict[str, str]]:
    """Return the conditions of each request."""
    return [{name: call.request.headers[name] for name in BOTH if name in call.request.headers} for call in route.calls]


def test_what_is_unchanged_is_kept_with_its_new_headers(store: Store, internet: respx.MockRouter) -> None:
    """After a 304 the body that is kept is served as of now, with the headers that came; and that is on record."""
    old = _put(store)
    new = {"ETag": 'W/"one"', "Age": "0", "X-New": "x", "Content-Type": "text/plain", "Content-Encoding": "br"}
    route = internet.get(URL).respond(304, headers=new)
    (memento,) = fetch(URL, store=store, clock=_late())

    assert [BOTH] == _asked(route)
    kept = (("Content-Type", "text/html"), ("Last-Modified", DATE))
    came = (("etag", 'W/"one"'), ("age", "0"), ("x-new", "x"))
    assert replace(old, retrieved_at=START + timedelta(days=100), headers=kept + came) == memento
    assert memento == store.recorded(Query(URL))
    assert [memento] == fetch(URL, store=store, clock=_late(129))
    assert 1 == route.call_count


def test_refresh_asks_whether_a_young_page_is_unchanged(store: Store, internet: respx.MockRouter) -> None:
    """A page that need not be asked for is asked for with its conditions."""
    _put(store)
    route = internet.get(URL).respond(304)
    (memento,) = fetch(URL, store=store, clock=_late(1), refresh=True)
    assert ([BOTH], b"<p>Old", START + timedelta(days=1)) == (_asked(route), memento.body, memento.retrieved_at)


def test_what_has_changed_is_kept_instead(store: Store, internet: respx.MockRouter) -> None:
    """A 200 to a request with conditions is like any other."""
    _put(store)
    internet.get(URL).respond(200, text="<p>New", headers={"ETag": '"two"', "Content-Type": "text/html"})
    assert b"<p>New" == fetch(URL, store=store, clock=_late())[0].body
    assert 1 == len(list(store.select("SELECT 1 FROM blob")))


@pytest.mark.parametrize("purpose", Purpose)
def test_only_the_web_of_pages_is_asked_with_conditions(
    purpose: Purpose, store: Store, internet: respx.MockRouter
) -> None:
    """Pages, lists and robots rules are asked for with conditions; indexes, registries and captures are not."""
    _put(store, purpose)
    route = internet.get(URL).respond(200, text="x", headers={"Content-Type": "text/html"})
    fetch(Query(URL, purpose), store=store, clock=_late(), refresh=True)
    without = purpose in {Purpose.API, Purpose.REGISTRY, Purpose.CAPTURE}
    assert [{} if without else BOTH] == _asked(route)


@pytest.mark.parametrize(
    "changes",
    [
        {"archive_url": OTHER},
        {"status": 203},
        {"status": 404, "outcome": Outcome.NOT_FOUND},
        {"headers": ()},
        {"headers": (("ETag", TAG), ("ETag", '"two"'))},
        {"headers": (("ETag", '"o\r\nX: y"'), ("Last-Modified", f"{DATE}\r\nX: y"))},
        {"headers": (("ETag", '"o\x00ne"'), ("Last-Modified", "yesterday"))},
        {"headers": (("ETag", "one"), ("Last-Modified", f"{DATE}…"))},
        {"headers": (("ETag", '"é"'), ("Last-Modified", DATE.lower()))},
    ],
)
def test_doubtful_pages_give_no_conditions(
    changes: dict[str, object], store: Store, internet: respx.MockRouter
) -> None:
    """What is no whole page from that address, or has no proper tag or date, is asked for anew."""
    _put(store, **changes)  # type: ignore[arg-type] # of the memento
    route = internet.get(URL).respond(200, text="x", headers={"Content-Type": "text/html"})
    fetch(URL, store=store, clock=_late())
    assert [{}] == _asked(route)


def test_conditions_go_to_where_the_body_came_from(store: Store, internet: respx.MockRouter) -> None:
    """Along redirects only the last address is asked with conditions, and the way is the one of now."""
    _put(store, final_url=OTHER, redirects=(Redirect(URL, 301),))
    first = internet.get(URL).respond(302, headers={"Location": OTHER})
    last = internet.get(OTHER).respond(304)
    (memento,) = fetch(URL, store=store, clock=_late())

    assert ([{}], [BOTH]) == (_asked(first), _asked(last))
    assert (OTHER, (Redirect(URL, 302),), b"<p>Old") == (memento.final_url, memento.redirects, memento.body)


def test_conditions_do_not_follow_a_page_that_moved(store: Store, internet: respx.MockRouter) -> None:
    """A page that redirects since is asked for anew where it is now."""
    _put(store)
    first = internet.get(URL).respond(301, headers={"Location": OTHER})
    last = internet.get(OTHER).respond(200, text="<p>New", headers=FIRST)
    (memento,) = fetch(URL, store=store, clock=_late())
    assert ([BOTH], [{}], b"<p>New") == (_asked(first), _asked(last), memento.body)


@pytest.mark.parametrize("damage", ["UPDATE blob SET data = x'00'", "DELETE FROM blob"])
def test_a_body_that_is_not_whole_is_asked_for_again(damage: str, store: Store, internet: respx.MockRouter) -> None:
    """A 304 about a body that the store has lost is followed by a request without conditions."""
    _put(store)
    store._connection.execute(damage)
    route = internet.get(URL).mock(side_effect=[httpx.Response(304), httpx.Response(200, text="<p>Old", headers=FIRST)])
    (memento,) = fetch(URL, store=store, clock=_late())
    assert ([BOTH, {}], b"<p>Old") == (_asked(route), memento.body)
    assert memento == store.recorded(Query(URL))


@pytest.mark.parametrize("wrong", [httpx.Response(304, headers={"ETag": '"two"'}), httpx.Response(412)])
def test_an_answer_that_does_not_fit_is_not_believed(
    wrong: httpx.Response, store: Store, internet: respx.MockRouter
) -> None:
    """A 304 about another body, or a refusal of the conditions, is followed by a request without them."""
    _put(store)
    route = internet.get(URL).mock(side_effect=[wrong, httpx.Response(200, text="<p>New", headers=FIRST)])
    (memento,) = fetch(URL, store=store, clock=_late())
    assert ([BOTH, {}], Outcome.READ, b"<p>New") == (_asked(route), memento.outcome, memento.body)


def test_a_304_that_nobody_asked_for_is_a_fault(store: Store, internet: respx.MockRouter) -> None:
    """A server that says 304 without conditions, even after a request with some, gave no answer."""
    _put(store)
    store._connection.execute("DELETE FROM blob")
    route = internet.get(URL).respond(304)
    expected = ("network", "www.example.com answered that nothing has changed, which it was not asked (304)")
    assert expected == outcome(fetch(URL, store=store, clock=_late())[0])
    assert [BOTH, {}] == _asked(route)


def test_rules_that_did_not_come_whole_are_not_taken_for_current(web: Loopback) -> None:
    """Of robots rules that break off, neither tag nor date is kept."""
    whole = gzip.compress(b"User-agent: *\nDisallow: /private\n")
    web.routes["www.example.com"] = {
        path: Reply(body, headers=(*FIRST.items(), ("Content-Encoding", "gzip")))
        for path, body in (("/whole", whole), ("/broken", whole[:-9]))
    }
    queries = (Query(f"https://www.example.com/{name}", Purpose.ROBOTS) for name in ("whole", "broken"))
    names = [{name.lower() for name, _ in memento.headers} for memento in fetch(*queries, proxies={"all": web.proxy})]
    assert [{"etag", "last-modified"}, set()] == [{"etag", "last-modified"} & one for one in names]


def test_offline_sends_nothing(store: Store, internet: respx.MockRouter) -> None:
    """Without a network an old page is served as it is."""
    assert [_put(store)] == fetch(URL, store=store, clock=_late(), offline=True)


def test_conditions_go_over_the_wire(store: Store, web: Loopback) -> None:
    """A server that knows its tags and dates answers 304, and its connection serves the next request."""

    def route(request: Request, wire: socket.socket) -> Reply:
        if request.headers.get("if-none-match") == TAG and request.headers.get("if-modified-since") == DATE:
            return Reply(status=304, headers=(("ETag", TAG), ("X-Seen", "again"), ("Content-Length", "6")))
        return Reply(b"<p>Old", headers=tuple(FIRST.items()))

    web.routes["www.example.com"] = {"*": route}
    proxies = {"all": web.proxy}
    (first,) = fetch(URL, store=store, proxies=proxies)
    later = fetch(URL, OTHER, store=store, clock=_late(), proxies=proxies, options=PLAIN)

    assert replace(first, retrieved_at=later[0].retrieved_at, headers=later[0].headers) == later[0]
    assert "again" == {name.lower(): value for name, value in later[0].headers}["x-seen"]
    assert Outcome.READ == later[1].outcome
    assert [URL, URL, OTHER] == web.urls
    assert 2 == len(web.connects)


def test_a_failed_page_gives_no_conditions() -> None:
    """What was not read has nothing to ask about."""

    async def body() -> bytes:
        return b""

    failure = Memento(URL, URL, Outcome.TIMEOUT, START, headers=tuple(FIRST.items()), status=200)
    assert {} == Known(failure, body).conditions(URL)
