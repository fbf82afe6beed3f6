from __future__ import annotations

import hashlib
from datetime import UTC, datetime

import pytest
import respx
from fetch.fetching import START, fetch, outcome
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.fetch import answers
from claimcheck.fetch.challenge import vendor
from claimcheck.fetch.wording import shown
from claimcheck.model import Memento, Outcome, Purpose, Query, Redirect

URL = "https://www.example.com/a"
HTML = {"Content-Type": "text/html; charset=utf-8"}


def _answered(status: int = 200, body: bytes = b"<p>Text", **headers: str) -> Memento:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    with respx.mock:
        respx.get(URL).respond(status, content=body, headers={"content-type": "text/html"} | named)
        (memento,) = fetch(URL)
    return memento


def test_a_page_is_read() -> None:
    """A page with text is a memento: its bytes, their digest, the headers, and when it was asked for."""
    memento = _answered(x_kept="yes", set_cookie="id=1")

    assert (Outcome.READ, 200, b"<p>Text", "") == (memento.outcome, memento.status, memento.body, memento.reason)
    assert hashlib.sha256(b"<p>Text").hexdigest() == memento.digest
    assert (URL, URL, (), START) == (memento.url, memento.final_url, memento.redirects, memento.retrieved_at)
    assert ("yes", "") == (memento.header("X-Kept"), memento.header("Set-Cookie"))


@pytest.mark.parametrize(
    ("status", "expected", "reason"),
    [
        (404, "not-found", "www.example.com has no such page (404)"),
        (410, "not-found", "www.example.com has removed the page (410)"),
        (400, "blocked", "www.example.com refused access (400)"),
        (401, "blocked", "www.example.com wants a login (401)"),
        (402, "paywalled", "www.example.com wants to be paid for the page (402)"),
        (403, "blocked", "www.example.com refused access (403)"),
        (429, "rate-limited", "www.example.com asked for fewer requests (429)"),
        (451, "blocked", "www.example.com withholds the page for legal reasons (451)"),
        (500, "server-error", "www.example.com answered with a server error (500)"),
        (503, "server-error", "www.example.com answered with a server error (503)"),
        (304, "network", "www.example.com answered that nothing has changed, which it was not asked (304)"),
        (999, "blocked", "www.example.com refused access (999)"),
    ],
)
def test_a_status_is_an_outcome_with_a_reason(status: int, expected: str, reason: str) -> None:
    """Every status that is no page has its own outcome, a reason that names the host, and no body."""
    memento = _answered(status)

    assert ((expected, reason), b"", "") == (outcome(memento), memento.body, memento.digest)
    assert status == memento.status


@pytest.mark.parametrize(
    ("status", "headers", "body", "who"),
    [
        (403, {"cf_mitigated": "challenge"}, b"", "Cloudflare"),
        (200, {"cf_mitigated": "challenge"}, b"x" * 30000, "Cloudflare"),
        (503, {}, b"<title>Just a moment...</title>", "Cloudflare"),
        (403, {}, b"<title>Attention Required! | Cloudflare</title>", "Cloudflare"),
        (403, {"x_datadome": "protected"}, b"<p>Please enable JS", "DataDome"),
        (200, {}, b'<script src="https://geo.captcha-delivery.com/c.js"></script>', "DataDome"),
        (403, {}, b"<title>Access Denied</title><p>Reference&#32;&#35;18.2d", "Akamai"),
        (403, {}, b"<title> Access Denied </title> Reference #18.2d", "Akamai"),
        (403, {}, b"window._pxAppId = 'PX1'", "PerimeterX"),
        (200, {}, b'<iframe id="main-iframe" src="/_Incapsula_Resource?x">', "Imperva"),
        (202, {"x_amzn_waf_action": "challenge"}, b"", "AWS WAF"),
        (429, {"x_vercel_mitigated": "challenge"}, b"", "Vercel"),
    ],
)
def test_a_challenge_is_told_from_a_refusal(status: int, headers: dict[str, str], body: bytes, who: str) -> None:
    """A page that wants proof of a person is no page of the outlet, whatever its status, and is not asked again."""
    memento = _answered(status, body, **headers)

    assert ("challenge", f"www.example.com wants proof that a person is asking ({who} challenge, {status})") == outcome(
        memento
    )


def test_an_article_about_challenges_is_read() -> None:
    """Long pages, plain refusals and pages that only carry a vendor's script are what they are."""
    article = b"<title>How sites keep programs out</title> captcha-delivery.com/ " + b"<p>words</p>" * 4000
    assert Outcome.READ == _answered(200, article).outcome
    assert Outcome.READ == _answered(200, b'<script src="/_Incapsula_Resource?SWJ"></script>', x_datadome="ok").outcome
    assert Outcome.BLOCKED == _answered(403, b"<title>Forbidden</title>").outcome
    assert "" == vendor(200, {"content-type": "application/json"}, b'["https://geo.captcha-delivery.com/"]')


@pytest.mark.parametrize(
    "kind",
    [
        "",
        "text/html",
        "TEXT/HTML; charset=x",
        "text/plain",
        "application/xhtml+xml",
        "application/rss+xml",
        "application/xml",
        "application/json",
        "application/ld+json",
        "application/x-gzip",
        "application/octet-stream",
        "application/pdf",
    ],
)
def test_types_that_may_be_text(kind: str) -> None:
    """HTML, XML, JSON, packed sitemaps, PDF and types that say nothing are read."""
    assert answers.accepts(kind)


@pytest.mark.parametrize("kind", ["image/png", "video/mp4", "audio/mpeg", "font/woff2", "application/zip", "x"])
def test_types_that_are_no_text(kind: str) -> None:
    """A type that cannot be text ends the fetch before the body."""
    memento = _answered(200, b"x", content_type=kind)

    assert ("not-text", f"www.example.com sent no text ({kind})") == outcome(memento)


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (b"\x89PNG\r\n\x1a\n", "a PNG image"),
        (b"\xff\xd8\xff\xe0", "a JPEG image"),
        (b"PK\x03\x04", "a ZIP archive"),
        (b"\x00\x00\x00\x18ftypmp42", "a film"),
        (b"text\x00text", "binary data"),
        (b"%PDF-1.7\x00", ""),
        ("<p>wide".encode("utf-16"), ""),
        ("<p>wide".encode("utf-16-le"), ""),
        ("<p>wide".encode("utf-32"), ""),
        ("ümläut".encode("latin-1"), ""),
        (b"", ""),
    ],
)
def test_a_body_shows_what_it_is(body: bytes, what: str) -> None:
    """A label that says HTML does not make an image text; wide encodings, PDF and wrong charsets pass."""
    memento = _answered(200, body)

    assert what == answers.binary(body)
    assert (("not-text", f"www.example.com sent {what} instead of text") if what else ("read", "")) == outcome(memento)


def test_the_bytes_of_a_page_with_a_wrong_charset_pass_through() -> None:
    """What encoding a page is in is decided by whoever reads it."""
    body = "<meta charset=utf-8><p>Größe".encode("cp1252")
    assert body == _answered(200, body, content_type="text/html; charset=utf-16").body


def test_a_capture_says_where_it_stands() -> None:
    """What comes from a public archive has its place there as its archive URL."""
    url = "https://web.archive.org/web/20260301id_/https://www.example.com/a"
    exact = url.replace("20260301", "20260301120000")
    with respx.mock:
        respx.get(url).respond(302, headers={"Location": exact})
        respx.get(exact).respond(200, content=b"<p>Old", headers=HTML)
        (memento,) = fetch(Query(url, Purpose.CAPTURE))

    assert (exact, exact, (Redirect(url, 302),)) == (memento.archive_url, memento.final_url, memento.redirects)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        ("Thu, 05 Mar 2026 09:31:00 GMT", 60.0),
        ("Thu, 05 Mar 2026 09:00:00 GMT", 0.0),
        ("Thu, 05 Mar 2026 10:31:00 +0100", 60.0),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("９", None),
        ("Thu, 99 Mar 99999 09:31:00 GMT", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(value: str, seconds: float | None) -> None:
    """Both forms of RFC 9110 are understood; nonsense is nothing."""
    assert seconds == answers.retry_after(value, START)


@settings(deadline=None)
@given(st.text())
def test_retry_after_never_fails(value: str) -> None:
    """Whatever a server sends, the wait is nothing or not negative."""
    assert (answers.retry_after(value, datetime(2026, 1, 1, tzinfo=UTC)) or 0.0) >= 0.0


@settings(deadline=None)
@given(st.text(max_size=500))
def test_what_is_shown_is_one_short_printable_line(text: str) -> None:
    """Nothing that a server says can move a cursor or fill a screen."""
    line = shown(text)

    assert (True, True) == (line.isprintable(), len(line) <= 80)
    assert line == shown(line)
