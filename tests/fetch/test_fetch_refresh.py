from __future__ import annotations

import pytest
import respx
from fetch.fetching import fetch, outcome
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.fetch.refresh import target
from claimcheck.model import Outcome, Purpose, Query, Redirect

URL = "https://www.example.com/old"
HTML = {"Content-Type": "text/html"}


@pytest.mark.parametrize(
    ("page", "where"),
    [
        ('<meta http-equiv="refresh" content="0; url=/new">', "/new"),
        ("<META HTTP-EQUIV=Refresh CONTENT='5;URL=https://a.example/b?c=1&amp;d=2'>", "https://a.example/b?c=1&d=2"),
        ('<meta content="0;URL=\'/new\'" http-equiv="refresh">', "/new"),
        ("<noscript><meta http-equiv=refresh content=0;url=/new></noscript>", "/new"),
        ('<meta http-equiv="refresh" content="0, /new">', "/new"),
        ('<meta http-equiv="refresh" content="1.5; url=/new"><p>You are being redirected.', "/new"),
        ('<meta http-equiv="refresh" content="300">', ""),
        ('<meta http-equiv="refresh" content="300; url=/new">', ""),
        ('<!-- <meta http-equiv="refresh" content="0; url=/new"> -->', ""),
        ('<script>x = \'<meta http-equiv="refresh" content="0; url=/new">\'</script>', ""),
        ('<meta name="refresh" content="0; url=/new">', ""),
        ('<meta http-equiv="refresh" content="0; url=/new">' + "<p>The story stands here.</p>" * 40, ""),
        ("<p>Press refresh.</p>", ""),
    ],
)
def test_where_a_page_sends_its_reader(page: str, where: str) -> None:
    """A page with nothing else on it leads on; one that has a story, or waits long, stays."""
    assert where == target(page.encode())


def test_a_page_that_moves_its_reader_on_is_followed() -> None:
    """The hop is noted with its status, and the page is that at the end of it."""
    with respx.mock:
        respx.get(URL).respond(200, text='<meta http-equiv="refresh" content="0; url=../new#top">', headers=HTML)
        respx.get("https://www.example.com/new").respond(200, text="<p>Text", headers=HTML)
        (memento,) = fetch(URL)
    assert ((Redirect(URL, 200),), "https://www.example.com/new") == (memento.redirects, memento.final_url)
    assert b"<p>Text" == memento.body


def test_a_header_that_moves_the_reader_on_is_followed() -> None:
    """`Refresh` works as the element does."""
    with respx.mock:
        respx.get(URL).respond(200, text="", headers=HTML | {"Refresh": "0; url=/new"})
        respx.get("https://www.example.com/new").respond(200, text="<p>Text", headers=HTML)
        assert b"<p>Text" == fetch(URL)[0].body


def test_a_page_that_means_itself_is_read() -> None:
    """A page that loads itself anew is no circle."""
    with respx.mock:
        respx.get(URL).respond(200, text=f'<meta http-equiv="refresh" content="5; url={URL}">', headers=HTML)
        (memento,) = fetch(URL)
    assert (Outcome.READ, ()) == (memento.outcome, memento.redirects)


@pytest.mark.parametrize(
    "where", ["http://127.0.0.1/", "http://[::1]/", "http://169.254.169.254/x", "file:///etc/passwd"]
)
def test_such_a_hop_is_checked_as_any_other(where: str) -> None:
    """It leads nowhere private, and two that lead to each other are a circle."""
    with respx.mock:
        respx.get(URL).respond(200, text=f'<meta http-equiv="refresh" content="0; url={where}">', headers=HTML)
        assert fetch(URL)[0].outcome in {Outcome.REFUSED_ADDRESS, Outcome.BAD_URL}
    with respx.mock:
        respx.get(URL).respond(200, text='<meta http-equiv="refresh" content="0; url=/b">', headers=HTML)
        respx.get("https://www.example.com/b").respond(302, headers={"Location": "/old"})
        assert "redirect-loop" == outcome(fetch(URL)[0])[0]


def test_lists_and_apis_are_taken_as_they_are() -> None:
    """Only what a person would read is followed."""
    with respx.mock:
        respx.get(URL).respond(200, text='<meta http-equiv="refresh" content="0; url=/new">', headers=HTML)
        assert () == fetch(Query(URL, Purpose.SITEMAP))[0].redirects


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_any_page_can_be_asked(body: bytes) -> None:
    """Whatever a page holds, there is an answer."""
    assert isinstance(target(b"<meta http-equiv=refresh content='0;url=" + body), str)


@pytest.mark.parametrize("place", ["http://xn--a.test/", "//xn--;/x", "http://１２７.0.0.1/", "http://[::1"])
def test_a_page_that_leads_to_no_address_is_a_bad_address(place: str) -> None:
    """A host that cannot be decoded ends that query, not the run."""
    with respx.mock(assert_all_called=False) as sent:
        sent.get(URL).respond(200, text=f'<meta http-equiv="refresh" content="0; url={place}">', headers=HTML)
        (memento,) = fetch(URL)

    assert Outcome.BAD_URL is memento.outcome
