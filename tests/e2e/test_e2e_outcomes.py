from __future__ import annotations

import gzip
import socket
import ssl
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
import stamina
import trustme
from support.loopback import Loopback, Reply, endless, in_turn, raw, reset

import claimcheck
from claimcheck.config import Settings
from claimcheck.fetch import guard, resolver
from claimcheck.model import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from support.loopback import Request, Route

    from claimcheck.model import CheckedClaim

SAID = "the harbour of Kingsmere opened two weeks early with a cargo of timber from Oslo"
LEAD = f"On Monday {SAID}, and the cranes stood ready for it."
FILLER = "".join(
    f"<p>On day {n} of the spring the harbour master counted {n + 3} ships, and nobody spoke of ice.</p>"
    for n in range(9)
)
PAGE = (
    "<!doctype html><html><head><title>Harbour opens</title></head>"
    f"<body><article><p>{LEAD}</p>{FILLER}</article></body></html>"
)
WITHOUT = PAGE.replace(LEAD, "Nothing of note happened in the town on that day.")
GERMAN = PAGE.replace("nobody spoke of ice", "niemand sprach über Größe, Öl, Häfen und Überfälle").replace("utf-8", "x")
HTML = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def _html(source: str, status: int = 200, **headers: str) -> Reply:
    named = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return Reply(source.encode(), status, named, html=True)


def _to(location: str) -> Reply:
    return Reply(status=302, headers=(("Location", location),))


def _shell(title: str, body: str) -> str:
    return f"<!doctype html><html><head><title>{title}</title></head><body>{body}</body></html>"


def _hold(request: Request, wire: socket.socket) -> None:
    """Keep the connection open and never answer."""
    time.sleep(4)


BANNER = (
    "<p>We and our partners use cookies to measure our site and to show personalised advertising.</p>"
    "<button>Accept all</button>"
)
GONE = _shell("Page not found | Daily", "<h1>Page not found</h1><p>The page you are looking for does not exist.</p>")
LONG = len(PAGE)
ROUTES: dict[str, Route] = {
    "read": _html(PAGE),
    "silent-page": _html(WITHOUT),
    "plain-text": Reply(f"{LEAD}\n".encode(), headers=(("Content-Type", "text/plain"),)),
    "gzip-unsaid": Reply(gzip.compress(PAGE.encode()), headers=(("Content-Type", "text/html"),)),
    "charset-lie": Reply(GERMAN.encode("cp1252"), headers=(("Content-Type", "text/html; charset=utf-16"),)),
    "no-charset": Reply(GERMAN.encode("cp1252"), headers=(("Content-Type", "text/html"),)),
    "refresh": _html(_shell("Moved", '<meta http-equiv="refresh" content="0; url=/story">')),
    "refresh-inward": _html('<meta http-equiv="Refresh" content="1;URL=\'http://10.0.0.1/admin\'">'),
    "gone": Reply(status=404),
    "gone-for-good": Reply(status=410),
    "gone-softly": _html(GONE),
    "unavailable-once": in_turn(Reply(status=503), _html(PAGE)),
    "unavailable-twice": in_turn(Reply(status=503), Reply(status=503), _html(PAGE)),
    "reset": reset,
    "half-open": _hold,
    "slow-loris": endless(HTML + b"\r\n", b"<p>", pause_s=0.05),
    "slow-headers": endless(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n", pause_s=0.05),
    "storm": Reply(status=429, headers=(("Retry-After", "3600"),)),
    "gzip-cut": Reply(
        gzip.compress(PAGE.encode())[:-40], headers=(("Content-Encoding", "gzip"), ("Content-Type", "text/html"))
    ),
    "length-long": raw(HTML + b"Content-Length: %d\r\n\r\n" % (LONG + 999) + WITHOUT.encode()),
    "length-short": raw(HTML + b"Content-Length: 700\r\n\r\n" + WITHOUT.encode()),
    "inward": _to("http://10.0.0.1/latest/meta-data/"),
    "circle": _to("/story"),
    "front-page": _to("/"),
    "paywalled": _html(
        WITHOUT.replace(
            "</head>",
            '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": false}</script></head>',
        )
    ),
    "teaser": _html(_shell("Harbour", "<p>The harbour was in the news again on Monday.</p>")),
    "consent": _html(_shell("Before you continue", BANNER)),
    "login": _html(_shell("Sign in", '<h1>Sign in</h1><form><input name="u"><input type="password"></form>')),
    "unauthorised": Reply(status=401),
    "forbidden": Reply(status=403),
    "withheld": Reply(status=451),
    "payment": Reply(status=402),
    "cloudflare": _html(_shell("Just a moment...", "<p>Checking your browser</p>"), 403, cf_mitigated="challenge"),
    "datadome": _html(
        '<script src="https://geo.captcha-delivery.com/captcha/?x"></script>', 403, x_datadome="protected"
    ),
    "akamai": _html(_shell("Access Denied", "<p>You don't have permission. Reference&#32;&#35;18.2</p>"), 403),
    "perimeterx": _html('<div id="px-captcha"></div>', 200),
    "too-large": raw(HTML + b"Content-Length: 99999999999\r\n\r\n<p>"),
    "endless": endless(HTML + b"\r\n", b"x" * 1_000_000),
    "picture": Reply(b"\x89PNG\r\n\x1a\n", headers=(("Content-Type", "image/png"),)),
    "robots": _html(PAGE),
}
OTHERS: dict[str, dict[str, Route]] = {
    **{name: {"/": _html(WITHOUT)} for name in ("gone", "gone-for-good", "gone-softly")},
    "refresh": {"/story": _html(PAGE)},
    "front-page": {"/": _html(WITHOUT)},
    "robots": {"/robots.txt": Reply(b"User-agent: *\nDisallow: /", headers=(("Content-Type", "text/plain"),))},
}


@dataclass(frozen=True, slots=True)
class Fate:
    """What must become of a page, and of a claim that links to it."""

    status: str
    verdict: str = "unreachable"


FATES = {
    "read": Fate("read", "traced"),
    "silent-page": Fate("read", "unsupported"),
    "plain-text": Fate("read", "traced"),
    "gzip-unsaid": Fate("read", "traced"),
    "charset-lie": Fate("read", "traced"),
    "no-charset": Fate("read", "traced"),
    "refresh": Fate("read", "traced"),
    "refresh-inward": Fate("refused-address"),
    "gone": Fate("not-found", "untraceable"),
    "gone-for-good": Fate("not-found", "untraceable"),
    "gone-softly": Fate("soft-not-found", "untraceable"),
    "unavailable-once": Fate("read", "traced"),
    "unavailable-twice": Fate("server-error"),
    "reset": Fate("network"),
    "half-open": Fate("timeout"),
    "slow-loris": Fate("timeout"),
    "slow-headers": Fate("timeout"),
    "storm": Fate("rate-limited"),
    "gzip-cut": Fate("network"),
    "length-long": Fate("network"),
    "length-short": Fate("network"),
    "inward": Fate("refused-address"),
    "circle": Fate("redirect-loop"),
    "front-page": Fate("redirect-elsewhere"),
    "paywalled": Fate("paywalled"),
    "teaser": Fate("paywalled"),
    "consent": Fate("consent"),
    "login": Fate("login"),
    "unauthorised": Fate("blocked"),
    "forbidden": Fate("blocked"),
    "withheld": Fate("blocked"),
    "payment": Fate("paywalled"),
    "cloudflare": Fate("challenge"),
    "datadome": Fate("challenge"),
    "akamai": Fate("challenge"),
    "perimeterx": Fate("challenge"),
    "too-large": Fate("too-large"),
    "endless": Fate("too-large"),
    "picture": Fate("not-text"),
    "robots": Fate("robots-disallowed"),
    "no-such-name": Fate("dns"),
    "rebinding": Fate("refused-address"),
    "half-private": Fate("refused-address"),
    "untrusted": Fate("tls"),
    "no-tls": Fate("tls"),
    "port-shut": Fate("network"),
}


def _host(name: str) -> str:
    return f"www.{name}.example"


@pytest.fixture(scope="module")
def web() -> Iterator[Loopback]:
    """A web whose hosts are reached at a loopback address, which counts as public here; 10.0.0.1 does not."""
    with Loopback() as found, pytest.MonkeyPatch.context() as patch:
        for name, route in ROUTES.items():
            found.routes[_host(name)] = {"/story": route, **OTHERS.get(name, {})}
        leaving = Reply(status=302, headers=(("Location", "/again"), ("Connection", "close")))
        for name in ("rebinding", "half-private"):
            found.routes[_host(name)] = {"/story": leaving, "/again": _html(WITHOUT)}
        found.routes[_host("untrusted")] = {"/story": _html(PAGE)}
        stranger = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        trustme.CA().issue_cert(_host("untrusted")).configure_cert(stranger)
        found._contexts[_host("untrusted")] = stranger
        found.routes["web.archive.org"] = {"*": Reply(b"[]", headers=(("Content-Type", "application/json"),))}
        _settle(found, patch)
        yield found


def _settle(web: Loopback, patch: pytest.MonkeyPatch) -> None:
    known, asked = guard.is_public, dict[str, int]()

    def addresses(host: str, port: int) -> list[str]:
        name = host.removeprefix("www.").removesuffix(".example")
        asked[name] = asked.get(name, 0) + 1
        if name == "no-such-name":
            raise socket.gaierror(socket.EAI_NONAME, "no such name")
        if name == "rebinding" and asked[name] > 1:
            return ["10.0.0.1"]
        return ["127.0.0.1", "10.0.0.1"] if name == "half-private" else ["127.0.0.1"]

    patch.setattr(resolver, "_addresses", addresses)
    patch.setattr(guard, "is_public", lambda address: address == "127.0.0.1" or known(address))
    patch.setattr(guard, "PORTS", {80, 443, *(urlsplit(url).port for url in (web.http, web.https)), 9})
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        patch.delenv(name, raising=False)
        patch.delenv(name.upper(), raising=False)


def _link(web: Loopback, name: str) -> str:
    port, secure = urlsplit(web.http).port, urlsplit(web.https).port
    special = {
        "untrusted": f"https://{_host(name)}:{secure}/story",
        "no-tls": f"https://{_host(name)}:{port}/story",
        "port-shut": f"http://{_host(name)}:9/story",
    }
    return special.get(name, f"http://{_host(name)}:{port}/story")


def _checked(web: Loopback, folder: Path, *names: str, **settings: object) -> dict[str, CheckedClaim]:
    """Check an article that cites one page for each name; the archive is reached through a proxy."""
    lines = [f"The {name} office [reported]({_link(web, name)}) that {SAID}.\n" for name in names]
    file = folder / "article.md"
    file.write_text("\n".join(lines), encoding="utf-8")
    chosen = Settings(cache_dir=folder / "cache", host_interval=0, timeout=2.5, finders=("link",), **settings)
    report = claimcheck.check([str(file)], chosen)
    by_link = {link: one for one in report.articles[0].claims for link in one.claim.links}
    return {name: by_link[_link(web, name)] for name in names}


@pytest.fixture(scope="module")
def checked(web: Loopback, tmp_path_factory: pytest.TempPathFactory) -> dict[str, CheckedClaim]:
    """What one run says of all of them."""
    folder = tmp_path_factory.mktemp("outcomes")
    with pytest.MonkeyPatch.context() as patch, stamina.set_testing(True, attempts=2, cap=True):
        patch.setenv("SSL_CERT_FILE", str(web.vouch(folder / "authority.pem")))
        patch.setenv("HTTPS_PROXY", web.proxy)
        patch.setenv("NO_PROXY", ".example")
        return _checked(web, folder, *FATES)


@pytest.mark.parametrize("name", sorted(FATES))
def test_every_answer_of_a_server_has_its_outcome(checked: dict[str, CheckedClaim], name: str) -> None:
    """Each page and each fault of a real server ends in the outcome it should, and the claim in the right verdict."""
    claim, fate = checked[name], FATES[name]
    assert claim.judgement
    statuses = {str(reading.memento.outcome) for reading in claim.readings} or {claim.judgement.reason}
    assert (fate.verdict, {fate.status}) == (str(claim.judgement.verdict), statuses), claim.judgement.reason


def test_no_outcome_is_left_out(checked: dict[str, CheckedClaim]) -> None:
    """Every outcome there is was seen, but those of a run that may not ask, and of an address that is none."""
    seen = {reading.memento.outcome for claim in checked.values() for reading in claim.readings}
    ours = {Outcome.BAD_URL, Outcome.NOT_CACHED, Outcome.OVER_BUDGET, Outcome.TOO_SLOW, Outcome.FAILED}
    assert ours == set(Outcome) - seen


@pytest.mark.parametrize(
    ("settings", "outcome"), [({"offline": True}, "not-cached"), ({"max_requests": 0}, "over-budget")]
)
def test_what_may_not_be_asked_is_unreachable(
    web: Loopback, tmp_path: Path, settings: dict[str, object], outcome: str
) -> None:
    """A run without a network, or with its requests used up, says so and accuses nobody."""
    claim = _checked(web, tmp_path, "silent-page", **settings)["silent-page"]
    assert [outcome] == [str(reading.memento.outcome) for reading in claim.readings]
    assert claim.judgement
    assert "unreachable" == claim.judgement.verdict
