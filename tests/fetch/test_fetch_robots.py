from __future__ import annotations

import httpx
import pytest
import respx
from fetch.fetching import PLAIN, FakeClock, fetch, outcome
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.fetch.options import Options
from claimcheck.fetch.store import Store
from claimcheck.model import Outcome, Purpose, Query

ROBOTS = "https://www.example.com/robots.txt"
URL = "https://www.example.com/news/a"
OPEN = Options(per_host_interval_s=0)
HTML = {"Content-Type": "text/html"}
PIECES = [
    "User-agent: *\n",
    "Disallow: /",
    "Allow: ",
    "Crawl-delay: 1e999",
    "*",
    "$",
    "%",
    "%zz",
    "//x:y@[",
    "\n",
    "\0",
]


def _site(internet: respx.MockRouter, robots: httpx.Response | Exception) -> respx.Route:
    """Put up a site with these rules, and return the route of its pages."""
    if isinstance(robots, Exception):
        internet.get(ROBOTS).mock(side_effect=robots)
    else:
        internet.get(ROBOTS).mock(return_value=robots)
    return internet.get(host="www.example.com").respond(200, text="<p>Text", headers=HTML)


@pytest.mark.parametrize(
    ("rules", "allowed"),
    [
        ("", True),
        ("User-agent: *\nDisallow: /", False),
        ("User-agent: *\nDisallow: /news/\nAllow: /news/a", True),
        ("User-agent: *\nAllow: /\n\nUser-agent: claimcheck\nDisallow: /news", False),
        ("User-agent: *\nDisallow: /\n\nUser-agent: ClaimCheck\nDisallow:", True),
        ("User-agent: otherbot\nDisallow: /", True),
        ("User-agent: *\nDisallow: /*/a$", False),
        ("\ufeffUser-agent: *\nDisallow: /", False),
        ("<html><body>Welcome</body></html>", True),
        ("User-agent: *\n" + "Allow: /x\n" * 60_000 + "Disallow: /", True),
    ],
)
def test_rules_are_kept(rules: str, allowed: bool) -> None:  # noqa: FBT001 - what is stated
    """The group for claimcheck, or else for everybody, decides by its longest match; half a megabyte is read."""
    with respx.mock(assert_all_called=False) as internet:
        pages = _site(internet, httpx.Response(200, text=rules, headers={"Content-Type": "image/png"}))
        (memento,) = fetch(URL, options=OPEN)

    assert (allowed, allowed) == (memento.outcome is Outcome.READ, pages.called)
    if not allowed:
        reason = "the robots.txt of www.example.com forbids programs to ask for this page"
        assert ("robots-disallowed", reason) == outcome(memento)


@pytest.mark.parametrize("status", [400, 401, 402, 403, 404, 410, 451])
def test_missing_rules_allow_everything(status: int) -> None:
    """A robots.txt that answers 4xx forbids nothing (RFC 9309, 2.3.1.3)."""
    with respx.mock(assert_all_called=False) as internet:
        _site(internet, httpx.Response(status))
        assert Outcome.READ == fetch(URL, options=OPEN)[0].outcome


@pytest.mark.parametrize(
    ("robots", "expected"),
    [
        (
            httpx.Response(503),
            ("server-error", "www.example.com answered with a server error (503) when asked for its robots.txt"),
        ),
        (
            httpx.Response(429),
            ("rate-limited", "www.example.com asked for fewer requests (429) when asked for its robots.txt"),
        ),
        (httpx.ConnectTimeout("late"), ("timeout", "www.example.com did not answer within 5 s")),
        (httpx.RemoteProtocolError("bad"), ("network", "the answer of www.example.com broke off or is no proper HTTP")),
    ],
)
def test_rules_that_cannot_be_read_forbid_everything(
    robots: httpx.Response | Exception, expected: tuple[str, str]
) -> None:
    """Without its rules a site is not asked in this run, and the reason is the one behind it (RFC 9309, 2.3.1.4)."""
    with respx.mock(assert_all_called=False) as internet:
        pages = _site(internet, robots)
        found = fetch(URL, f"{URL}b", options=OPEN)

    assert [expected, expected] == [outcome(memento) for memento in found]
    assert not pages.called


def test_rules_are_asked_for_once_per_site() -> None:
    """All pages of a site share its rules, as does a query for the rules themselves; other ports are other sites."""
    with respx.mock(assert_all_called=False) as internet:
        robots = internet.get(ROBOTS).respond(404)
        other = internet.get("http://www.example.com/robots.txt").respond(404)
        internet.get(host="www.example.com").respond(200, text="x", headers=HTML)
        fetch(URL, f"{URL}b", Query(ROBOTS, Purpose.ROBOTS), "http://www.example.com/", options=OPEN, at_once=True)

    assert (1, 1) == (robots.call_count, other.call_count)


def test_rules_are_kept_for_a_day() -> None:
    """A later run asks for the rules again when they are a day old."""
    with respx.mock(assert_all_called=False) as internet, Store.memory() as store:
        robots = internet.get(ROBOTS).respond(200, text="User-agent: *\nDisallow: /", headers=HTML)
        for hours in (0, 23, 25):
            clock = FakeClock()
            clock.elapsed = hours * 3600
            assert Outcome.ROBOTS_DISALLOWED == fetch(URL, options=OPEN, store=store, clock=clock)[0].outcome

    assert 2 == robots.call_count


@pytest.mark.parametrize(
    ("purpose", "asked"),
    [
        (Purpose.PAGE, True),
        (Purpose.HOME, True),
        (Purpose.SITEMAP, True),
        (Purpose.FEED, True),
        (Purpose.API, False),
        (Purpose.CAPTURE, False),
    ],
)
def test_indexes_and_archives_are_not_asked_for_rules(purpose: Purpose, asked: bool) -> None:  # noqa: FBT001 - what is stated
    """Rules are for pages, home pages, sitemaps and feeds."""
    with respx.mock(assert_all_called=False) as internet:
        _site(internet, httpx.Response(200, text="User-agent: *\nDisallow: /"))
        (memento,) = fetch(Query(URL, purpose), options=OPEN)

    assert asked == (memento.outcome is Outcome.ROBOTS_DISALLOWED)


def test_a_redirect_is_checked_against_the_rules_of_where_it_leads() -> None:
    """Each hop asks the rules of its own site, also when an archive sends us elsewhere."""
    for purpose in (Purpose.PAGE, Purpose.CAPTURE):
        with respx.mock(assert_all_called=False) as internet:
            pages = _site(internet, httpx.Response(200, text="User-agent: *\nDisallow: /"))
            internet.get("https://short.example/robots.txt").respond(404)
            internet.get("https://short.example/1").respond(301, headers={"Location": URL})
            (memento,) = fetch(Query("https://short.example/1", purpose), options=OPEN)

        assert (Outcome.ROBOTS_DISALLOWED, URL, False) == (memento.outcome, memento.final_url, pages.called)


def test_rules_may_redirect_but_not_for_ever() -> None:
    """Five redirects are followed; after that there are no rules (RFC 9309, 2.3.1.2)."""
    for count, expected in ((5, Outcome.ROBOTS_DISALLOWED), (6, Outcome.READ)):
        with respx.mock(assert_all_called=False) as internet:
            internet.get(ROBOTS).respond(301, headers={"Location": "/r1"})
            for number in range(1, count):
                internet.get(f"https://www.example.com/r{number}").respond(301, headers={"Location": f"/r{number + 1}"})
            internet.get(f"https://www.example.com/r{count}").respond(200, text="User-agent: *\nDisallow: /")
            internet.get(URL).respond(200, text="<p>Text", headers=HTML)
            assert expected == fetch(URL, options=OPEN)[0].outcome


@pytest.mark.parametrize(("delay", "waited"), [("3", 3.0), ("0.5", 0.5), ("600", 10.0), ("nan", 0.0), ("-1", 0.0)])
def test_a_crawl_delay_is_honoured_up_to_ten_seconds(delay: str, waited: float) -> None:
    """The delay of the rules is the distance between requests; nonsense is none."""
    clock = FakeClock()
    with respx.mock(assert_all_called=False) as internet:
        _site(internet, httpx.Response(200, text=f"User-agent: *\nCrawl-delay: {delay}\nDisallow: /x"))
        fetch(URL, f"{URL}b", f"{URL}c", options=OPEN, clock=clock)

    assert ([waited] * 2 if waited else []) == clock.slept


def test_rules_can_be_left_out() -> None:
    """Who does not respect them does not ask for them."""
    with respx.mock(assert_all_called=False) as internet:
        _site(internet, httpx.Response(200, text="User-agent: *\nDisallow: /"))
        assert Outcome.READ == fetch(URL, options=PLAIN)[0].outcome


def test_rules_on_a_private_host_are_not_asked_for() -> None:
    """A robots.txt that redirects into the reader's network is not followed, and the site is not asked."""
    with respx.mock(assert_all_called=False) as internet:
        pages = _site(internet, httpx.Response(302, headers={"Location": "http://169.254.169.254/"}))
        (memento,) = fetch(URL, options=OPEN)

    assert (Outcome.REFUSED_ADDRESS, False) == (memento.outcome, pages.called)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=12))
def test_any_rules_are_a_yes_or_a_no(pieces: list[str]) -> None:
    """Whatever a robots.txt holds, it allows or forbids."""
    with respx.mock(assert_all_called=False) as internet:
        _site(internet, httpx.Response(200, content="".join(pieces).encode("utf-8", "surrogatepass")))
        (memento,) = fetch(URL, options=OPEN)

    assert memento.outcome in {Outcome.READ, Outcome.ROBOTS_DISALLOWED}
