from __future__ import annotations

import httpx
import respx
from fetch.fetching import fetch, outcome

from claimcheck.model import Outcome

HTML = {"Content-Type": "text/html"}
URL = "https://www.example.com/0"


def test_redirects_are_followed_and_noted() -> None:
    """Relative and absolute redirects lead to the page; the memento has the way it took, fragments left out."""
    with respx.mock:
        respx.get("http://example.com/0").respond(301, headers={"Location": "https://www.example.com/0#top"})
        respx.get(URL).respond(308, headers={"Location": " ../b?c=d "})
        respx.get("https://www.example.com/b?c=d").respond(200, text="<p>Text", headers=HTML)
        (memento,) = fetch("http://example.com/0")

    assert [("http://example.com/0", 301), (URL, 308)] == [(one.url, one.status) for one in memento.redirects]
    assert "https://www.example.com/b?c=d" == memento.final_url
    assert (Outcome.READ, "http://example.com/0") == (memento.outcome, memento.url)


def test_a_circle_is_seen_at_once() -> None:
    """A redirect to where we have been ends the query."""
    with respx.mock:
        here = respx.get(URL).respond(302, headers={"Location": "/1"})
        there = respx.get("https://www.example.com/1").respond(302, headers={"Location": "/0"})
        (memento,) = fetch(URL)

    assert ("redirect-loop", "www.example.com redirects in a circle") == outcome(memento)
    assert (1, 1) == (here.call_count, there.call_count)


def test_an_endless_chain_is_cut() -> None:
    """Ten redirects are enough."""
    with respx.mock:
        pages = respx.get(host="www.example.com").mock(
            side_effect=lambda request: httpx.Response(302, headers={"Location": f"/{int(request.url.path[1:]) + 1}"})
        )
        (memento,) = fetch(URL)

    assert ("redirect-loop", "www.example.com redirects more than 10 times") == outcome(memento)
    assert (11, 10) == (pages.call_count, len(memento.redirects))


def test_a_site_may_set_a_cookie_and_send_us_back() -> None:
    """The same address with a new cookie is no circle; the cookie stays with its host and its query."""
    seen: list[tuple[str, str]] = []

    def reply(request: httpx.Request) -> httpx.Response:
        seen.append((request.url.path, request.headers.get("Cookie", "")))
        if "Cookie" in request.headers:
            return httpx.Response(200, text="<p>Text", headers=HTML)
        return httpx.Response(302, headers={"Location": request.url.path, "Set-Cookie": "gate=open; Path=/"})

    with respx.mock:
        respx.get(host="www.example.com").mock(side_effect=reply)
        found = fetch(URL, "https://www.example.com/other")

    assert [Outcome.READ, Outcome.READ] == [memento.outcome for memento in found]
    assert [("/0", ""), ("/0", "gate=open"), ("/other", ""), ("/other", "gate=open")] == seen


def test_a_cookie_is_not_carried_to_another_host() -> None:
    """What one site sets no other site gets."""
    with respx.mock:
        respx.get(URL).respond(
            302, headers={"Location": "https://www.example.net/", "Set-Cookie": "a=b; Domain=example.net"}
        )
        other = respx.get("https://www.example.net/").respond(200, text="x", headers=HTML)
        fetch(URL)

    assert "Cookie" not in other.calls.last.request.headers


def test_redirects_without_an_address_lead_nowhere() -> None:
    """A redirect without a place to go is a fault of the network; a missing page at the end is a missing page."""
    with respx.mock:
        respx.get(URL).respond(302)
        respx.get("https://www.example.com/1").respond(301, headers={"Location": "/gone"})
        respx.get("https://www.example.com/gone").respond(410)
        nowhere, gone = fetch(URL, "https://www.example.com/1")

    assert (Outcome.NETWORK, Outcome.NOT_FOUND) == (nowhere.outcome, gone.outcome)
    assert "https://www.example.com/gone" == gone.final_url


def test_time_is_for_the_whole_way() -> None:
    """All redirects of a query share its time."""
    from support.loopback import Loopback, Reply, Request  # noqa: PLC0415 - only here

    from claimcheck.fetch.pacing import Clock  # noqa: PLC0415 - only here

    def slow(request: Request, _: object) -> Reply:
        import time  # noqa: PLC0415 - only here

        time.sleep(0.15)
        return Reply(status=302, headers=(("Location", f"{request.url[-30:]}x"),))

    with Loopback({"*": {"*": slow}}) as web:
        (memento,) = fetch("http://www.example.com/", proxies={"all": web.proxy}, clock=Clock(), timeout_s=0.4)

    assert ("timeout", "www.example.com did not finish within 0.4 s") == outcome(memento)
    assert 1 <= len(memento.redirects) <= 3
