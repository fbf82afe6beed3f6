from __future__ import annotations

import asyncio
import gzip
import socket
import ssl
import zlib
from typing import TYPE_CHECKING, Any

import pytest
from fetch.fetching import fetch, outcome
from support.loopback import Loopback, Reply, endless, in_turn, raw, reset

from claimcheck.errors import ConfigError
from claimcheck.fetch.client import Client
from claimcheck.fetch.options import Options
from claimcheck.fetch.pacing import Clock
from claimcheck.fetch.store import Store
from claimcheck.model import Outcome, Query

if TYPE_CHECKING:
    from pathlib import Path

    from support.loopback import Route

    from claimcheck.model import Memento

URL = "https://www.example.com/a"
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
GZIP = (("Content-Type", "text/html"), ("Content-Encoding", "gzip"))


def _through(web: Loopback, route: Route, **changes: Any) -> Memento:  # noqa: ANN401 - options
    """Fetch one page over TLS through the proxy, with the real clock."""
    web.routes["www.example.com"] = {"/a": route}
    (memento,) = fetch(URL, proxies={"all": web.proxy}, clock=Clock(), **changes)
    return memento


def test_a_page_over_tls(web: Loopback) -> None:
    """The whole way works: proxy, certificate, headers, body."""
    memento = _through(web, Reply(b"<p>Text", html=True))

    assert (Outcome.READ, b"<p>Text") == (memento.outcome, memento.body)
    sent = web.requests[0].headers
    assert ("gzip, deflate", True) == (sent["accept-encoding"], sent["user-agent"].startswith("claimcheck/"))
    assert "+https://github.com/claimcheck-news/claimcheck" in sent["user-agent"]


@pytest.mark.parametrize(
    "packed",
    [
        Reply(gzip.compress(b"<p>Text"), headers=GZIP),
        Reply(gzip.compress(b"<p>T") + gzip.compress(b"ext"), headers=GZIP),
        Reply(gzip.compress(b"<p>Text") + b"\0\0", headers=GZIP),
        Reply(b"<p>Text", headers=GZIP),
        Reply(zlib.compress(b"<p>Text"), headers=(("Content-Encoding", "deflate"),)),
        Reply(zlib.compress(b"<p>Text", wbits=-15), headers=(("Content-Encoding", "deflate"),)),
        Reply(gzip.compress(b"<p>Text"), headers=(("Content-Type", "application/gzip"),)),
        Reply(gzip.compress(gzip.compress(b"<p>Text")), headers=GZIP),
        raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\n3\r\n<p>\r\n4\r\nText\r\n0\r\n\r\n"),
        raw(HEAD + b"\r\n<p>Text"),
    ],
)
def test_packed_bodies_are_unpacked(web: Loopback, packed: Route) -> None:
    """Both encodings that are asked for, gzip files, chunks and bodies that end with the connection give the page."""
    assert b"<p>Text" == _through(web, packed).body


def test_a_gzip_bomb_is_too_large(web: Loopback) -> None:
    """The limit is on what is unpacked, and it is met before the memory is."""
    bomb = gzip.compress(b"\0" * 50_000_000, compresslevel=9)
    memento = _through(web, Reply(bomb, headers=GZIP))
    file = _through(web, Reply(gzip.compress(b" " * 11_000_000), headers=(("Content-Type", "application/gzip"),)))

    assert ("too-large", "the page of www.example.com is longer than 10 MB") == outcome(memento)
    assert Outcome.TOO_LARGE == file.outcome


def test_an_endless_body_is_too_large(web: Loopback) -> None:
    """A body without end is cut off at the limit."""
    memento = _through(web, endless(HEAD + b"\r\n", b"x" * 60_000), max_bytes=300_000)
    assert ("too-large", "the page of www.example.com is longer than 0.3 MB") == outcome(memento)


def test_a_body_that_drips_runs_out_of_time(web: Loopback) -> None:
    """A server that always sends a little more does not hold a run up."""
    memento = _through(web, endless(HEAD + b"\r\n", b"x", pause_s=0.02), timeout_s=0.15)

    assert ("timeout", "www.example.com did not finish within 0.15 s") == outcome(memento)


def test_headers_that_drip_run_out_of_time(web: Loopback) -> None:
    """The same holds before the body."""
    memento = _through(web, endless(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n", pause_s=0.02), timeout_s=0.15)
    assert Outcome.TIMEOUT == memento.outcome


def test_a_silent_server_is_a_timeout(web: Loopback) -> None:
    """Silence has its own limit, and is tried again once."""
    memento = _through(web, endless(b"", b"", pause_s=0.4), read_s=0.05)

    assert ("timeout", "www.example.com fell silent for 0.05 s") == outcome(memento)
    assert 2 == len(web.requests)


@pytest.mark.parametrize(
    ("route", "reason"),
    [
        (
            Reply(gzip.compress(b"text" * 999)[:-20], headers=GZIP),
            "the answer of www.example.com cannot be read: it broke off",
        ),
        (
            Reply(b"\x1f\x8b\x08damaged, all of it", headers=GZIP),
            "the answer of www.example.com cannot be read: it cannot be unpacked",
        ),
        (
            Reply(b"x", headers=(("Content-Type", "text/html"), ("Content-Encoding", "br"))),
            "the answer of www.example.com cannot be read: it is packed in a way that was not asked for",
        ),
        (
            raw(HEAD + b"Content-Length: 999\r\n\r\nshort"),
            "the answer of www.example.com broke off or is no proper HTTP",
        ),
        (raw(b"SSH-2.0-OpenSSH\r\n\r\n"), "the answer of www.example.com broke off or is no proper HTTP"),
        (raw(HEAD + b"Content-Length: x\r\n\r\n"), "the answer of www.example.com broke off or is no proper HTTP"),
        (raw(HEAD + b"X: " + b"y" * 200_000), "the answer of www.example.com broke off or is no proper HTTP"),
        (raw(b""), "www.example.com broke off the connection"),
        (reset, "www.example.com broke off the connection"),
    ],
)
def test_broken_answers_are_faults_of_the_network(web: Loopback, route: Route, reason: str) -> None:
    """What breaks off or is damaged is tried again once and then named."""
    assert ("network", reason) == outcome(_through(web, route))
    assert 2 == len(web.requests)


def test_a_length_that_is_too_short_is_no_page(web: Loopback) -> None:
    """A server that sends more than it said is not believed: what was read may be a part."""
    memento = _through(web, raw(HEAD + b"Content-Length: 3\r\n\r\n<p>and more"))
    assert ("network", "the answer of www.example.com broke off or is no proper HTTP") == outcome(memento)


def test_a_length_that_is_too_long_is_too_large(web: Loopback) -> None:
    """A body that is said to be too long is not read at all."""
    memento = _through(web, raw(HEAD + b"Content-Length: 99999999999\r\n\r\n<p>"))
    assert Outcome.TOO_LARGE == memento.outcome


def test_a_broken_connection_is_tried_again(web: Loopback) -> None:
    """What fails in passing succeeds the second time."""
    assert Outcome.READ == _through(web, in_turn(reset, Reply(b"<p>Text", html=True))).outcome


def test_a_certificate_that_nobody_vouches_for(web: Loopback, monkeypatch: pytest.MonkeyPatch) -> None:
    """Certificates are always checked; a host that fails is not asked again in this run."""
    monkeypatch.delenv("SSL_CERT_FILE")
    web.routes["www.example.com"] = {"*": Reply(b"<p>Text", html=True)}
    first, second = fetch(URL, "https://www.example.com/b", proxies={"all": web.proxy})

    assert Outcome.TLS == first.outcome
    assert first.reason.startswith("the certificate of www.example.com is not trusted (")
    assert (outcome(first), 1, []) == (outcome(second), len(web.connects), web.requests)


def test_a_certificate_for_another_name(web: Loopback, monkeypatch: pytest.MonkeyPatch) -> None:
    """A certificate must be for the host in the URL."""
    other = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    web.authority.issue_cert("www.example.net").configure_cert(other)
    monkeypatch.setattr(web, "context", lambda _: other)

    memento = _through(web, Reply(b"<p>Text"))
    assert Outcome.TLS == memento.outcome
    assert "www.example.com" in memento.reason


def test_the_folder_of_certificates_is_honoured(web: Loopback, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """`SSL_CERT_DIR` works as well; a file that is not there is a clear error."""
    monkeypatch.delenv("SSL_CERT_FILE")
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path))
    assert Outcome.TLS == _through(web, Reply(b"<p>Text")).outcome
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "none.pem"))
    with pytest.raises(ConfigError, match="cannot be read"):
        _through(web, Reply(b"<p>Text"))


def test_a_server_without_tls(web: Loopback) -> None:
    """Plain HTTP where TLS is asked for is a fault of TLS."""
    (memento,) = fetch(web.http.replace("http:", "https:") + "/a", allow_private_hosts=True)
    assert ("tls", "no secure connection (TLS) to 127.0.0.1 could be made") == outcome(memento)


def test_a_port_where_nobody_listens() -> None:
    """A refused connection is said to be one."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    (memento,) = fetch(f"http://127.0.0.1:{port}/", allow_private_hosts=True)
    assert ("network", "127.0.0.1 could not be connected to") == outcome(memento)


def test_a_client_that_is_left_stops_what_is_under_way(web: Loopback) -> None:
    """Leaving the client ends its requests at once; nothing is recorded of them."""
    web.routes["www.example.com"] = {"/a": endless(HEAD + b"\r\n", b"x", pause_s=0.02)}

    async def main(store: Store) -> None:
        async with Client(store, Options(respect_robots=False), proxies={"all": web.proxy}) as client:
            job = asyncio.create_task(client.get(Query(URL)))
            await asyncio.sleep(0.1)
            job.cancel()

    with Store.memory() as store:
        asyncio.run(main(store))
        assert () == store.entries()
