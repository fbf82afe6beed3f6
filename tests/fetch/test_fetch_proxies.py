from __future__ import annotations

import sys
from pathlib import Path
from subprocess import run

import pytest
from fetch.fetching import fetch, outcome
from support.loopback import Loopback, Reply

from claimcheck.fetch.pacing import Clock
from claimcheck.fetch.proxies import choose
from claimcheck.model import Outcome

HTML = Reply(b"<p>Text", html=True)
BOTH = {"https": "http://secure:1", "http": "plain:2", "all": "http://any:3"}


@pytest.mark.parametrize(
    ("proxies", "secure", "plain"),
    [
        ({}, None, None),
        (BOTH, "http://secure:1", "http://plain:2"),
        ({"all": "http://any:3"}, "http://any:3", "http://any:3"),
        ({"https": "http://secure:1"}, "http://secure:1", None),
        (BOTH | {"no": "*"}, None, None),
        (BOTH | {"no": "other.example, example.com"}, None, None),
        (BOTH | {"no": ".example.com"}, None, None),
        (BOTH | {"no": "*.EXAMPLE.com"}, None, None),
        (BOTH | {"no": "www.example.com:443"}, None, "http://plain:2"),
        (BOTH | {"no": "ample.com,,10.0.0.0/8"}, "http://secure:1", "http://plain:2"),
    ],
)
def test_the_proxy_of_a_url(proxies: dict[str, str], secure: str | None, plain: str | None) -> None:
    """The scheme's proxy wins over the one for all; exceptions are hosts, all below them, ports, or everything."""
    assert (secure, plain) == tuple(choose(scheme, "www.example.com", None, proxies) for scheme in ("https", "http"))


@pytest.mark.parametrize(
    ("exceptions", "host", "through"),
    [
        ("10.0.0.0/8", "10.1.2.3", False),
        ("10.0.0.0/8", "11.1.2.3", True),
        ("127.0.0.1", "127.0.0.1", False),
        ("[::1]", "::1", False),
        ("::1", "::2", True),
        ("localhost", "localhost", False),
    ],
)
def test_addresses_without_a_proxy(exceptions: str, host: str, through: bool) -> None:  # noqa: FBT001 - what is stated
    """Exceptions may be addresses and blocks of them."""
    assert through == (choose("https", host, None, {"all": "http://any:3", "no": exceptions}) is not None)


@pytest.mark.parametrize("upper", [True, False])
def test_the_environment_names_the_proxies(web: Loopback, monkeypatch: pytest.MonkeyPatch, upper: bool) -> None:  # noqa: FBT001 - what is stated
    """Both cases of the variables work, for http by the whole address and for https by a tunnel."""
    web.routes["www.example.com"] = {"/a": HTML}
    for name in ("HTTP_PROXY", "HTTPS_PROXY"):
        monkeypatch.setenv(name if upper else name.lower(), web.proxy)
    found = fetch("http://www.example.com/a", "https://www.example.com/a", clock=Clock())

    assert [b"<p>Text"] * 2 == [memento.body for memento in found]
    assert (["www.example.com:443"], 2) == (web.connects, len(web.requests))


def test_an_exception_is_asked_without_the_proxy(web: Loopback, monkeypatch: pytest.MonkeyPatch) -> None:
    """A host that NO_PROXY names is looked up and connected to directly, and the guard sees its address."""
    web.routes["www.example.com"] = {"/a": HTML}
    monkeypatch.setenv("ALL_PROXY", web.proxy)
    monkeypatch.setenv("NO_PROXY", "example.com")

    async def private(host: str, port: int) -> list[str]:
        return ["10.0.0.1"]

    (memento,) = fetch("https://www.example.com/a", resolver=private)
    assert (Outcome.REFUSED_ADDRESS, []) == (memento.outcome, web.connects)


def test_a_proxy_that_refuses_says_so(web: Loopback) -> None:
    """What the proxy answers is in the reason."""
    (memento,) = fetch("https://nowhere.example.com/", proxies={"all": web.proxy}, clock=Clock())
    assert ("network", "the proxy could not connect to nowhere.example.com (502 Bad Gateway)") == outcome(memento)


@pytest.mark.parametrize("proxy", ["socks5://127.0.0.1:1", "gopher://127.0.0.1:1", "http://[::1"])
def test_a_proxy_of_another_kind_cannot_be_used(proxy: str) -> None:
    """What we cannot speak to is a fault of the network with a clear reason."""
    (memento,) = fetch("https://www.example.com/", proxies={"all": proxy})
    kind = proxy.partition(":")[0]
    assert ("network", f"the {kind} proxy that is set cannot be used, only http ones can") == outcome(memento)


SCRIPT = """
import asyncio
from claimcheck.fetch import Client, Options, Store
from claimcheck.model import Query
async def main():
    with Store.memory() as store:
        async with Client(store, Options(per_host_interval_s=0)) as client:
            print(await client.get(Query("https://www.example.com/a")))
asyncio.run(main())
"""


def test_a_process_browses_the_invented_web(web: Loopback, tmp_path: Path) -> None:
    """With a proxy and an authority in its environment, a process reaches the invented web and nothing else."""
    web.routes["www.example.com"] = {"/a": HTML}
    environment = {
        "PYTHONPATH": str(Path(__file__).parents[2]),
        "HTTPS_PROXY": web.proxy,
        "SSL_CERT_FILE": str(web.vouch(tmp_path / "authority.pem")),
    }
    command = [sys.executable, "-c", SCRIPT]
    done = run(command, env=environment, capture_output=True, text=True, timeout=30, check=True)  # noqa: S603 - our own code

    assert "outcome=<Outcome.READ: 'read'>" in done.stdout
    assert ["https://www.example.com/robots.txt", "https://www.example.com/a"] == web.urls
    assert "" == done.stderr
