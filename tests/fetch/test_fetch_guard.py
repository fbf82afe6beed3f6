from __future__ import annotations

import asyncio
import socket
from typing import TYPE_CHECKING, Any

import httpx
import pytest
import respx
from fetch.fetching import fetch, outcome
from hypothesis import given, settings
from hypothesis import strategies as st
from support.loopback import Reply

from claimcheck.fetch import guard
from claimcheck.fetch.faults import Fault
from claimcheck.fetch.network import AddressRefusedError, GuardedResolver, NameNotFoundError
from claimcheck.model import Outcome, Redirect

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from support.loopback import Loopback

REFUSED = [
    "http://127.0.0.1/",
    "http://127.0.0.1./",
    "http://127.8.9.10/",
    "http://127.1/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0x7f.1/",
    "http://017700000001/",
    "http://0x7f.0x0.0x0.0x1/",
    "http://0/",
    "http://0.0.0.0/",
    "http://10.0.0.1/",
    "http://10.1/",
    "http://172.16.0.1/",
    "http://172.31.255.255/",
    "http://192.168.1.1/",
    "http://192.168.257/",
    "http://169.254.169.254/latest/meta-data/",
    "http://2852039166/",
    "http://0xa9fea9fe/",
    "http://168.63.129.16/",
    "http://100.64.0.1/",
    "http://100.100.100.200/",
    "http://192.0.0.192/",
    "http://192.0.2.1/",
    "http://198.18.0.1/",
    "http://203.0.113.9/",
    "http://224.0.0.1/",
    "http://240.0.0.1/",
    "http://255.255.255.255/",
    "http://999999999999/",
    "http://[::1]/",
    "http://[::]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:a9fe:a9fe]/",
    "http://[::127.0.0.1]/",
    "http://[::ffff:8.8.8.8]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[64:ff9b:1::a00:1]/",
    "http://[2002:7f00:1::]/",
    "http://[2001:0:7f00:1::]/",
    "http://[2001:db8::1]/",
    "http://[fc00::1]/",
    "http://[fd00:ec2::254]/",
    "http://[fe80::1]/",
    "http://[fe80::1%25eth0]/",
    "http://[fec0::1]/",
    "http://[ff02::1]/",
    "http://localhost/",
    "http://LOCALHOST./",
    "http://a.localhost/",
    "http://metadata.google.internal/",
    "http://printer.local/",
    "http://router.lan/",
    "http://intranet/",
    "http://host.docker.internal/",
    "http://user:secret@www.example.com/",
    "http://www.example.com@127.0.0.1/",
    "http://127.0.0.1\\@www.example.com/",
    "https://www.example.com:8443/",
    "http://www.example.com:22/",
]
NO_ADDRESS = [
    "",
    "   ",
    "www.example.com/a",
    "javascript://alert(1)",
    "http://0177.0.0.1/",
    "file:///etc/passwd",
    "ftp://www.example.com/",
    "gopher://www.example.com:70/_x",
    "data:text/html,x",
    "http://",
    "http:///a",
    "http://exa mple.com/",
    "http://%31%32%37.0.0.1/",
    "http://１２７.０.０.１/",
    "http://[::1/",
    "http://[::%é]/",
    "http://[fe80::1%\x81]/",
    "http://www.example.com:99999/",
    "http://www.exa\x00mple.com/",
    "http://a\r\nHost: b/",
    "http://" + "a" * 300 + ".com/",
    "http://xn--a.test/",
    "http://XN--A.test:8080/",
    "http://www.xn--;/",
    "http://xn--/",
    "http://\ud800.com/",
    "http://www.example.com/" + "a" * 9000,
]


@pytest.mark.parametrize("url", REFUSED)
@pytest.mark.parametrize("proxies", [{}, {"all": "http://127.0.0.1:1"}], ids=["direct", "proxied"])
def test_addresses_of_the_readers_own_network_are_refused(url: str, proxies: dict[str, str]) -> None:
    """No form of a private, local or reserved address is asked, with a proxy or without; nothing is sent."""
    with respx.mock(assert_all_called=False) as sent:
        (memento,) = fetch(url, proxies=proxies)

    assert (Outcome.REFUSED_ADDRESS, 0) == (memento.outcome, len(sent.calls))
    assert memento.reason
    assert "secret" not in memento.reason


@pytest.mark.parametrize("url", NO_ADDRESS)
def test_what_is_no_web_address_is_said_to_be_none(url: str) -> None:
    """Other schemes, broken hosts and endless addresses are a bad URL, in words that are safe to print."""
    (memento,) = fetch(url, proxies={})

    assert Outcome.BAD_URL == memento.outcome
    assert memento.reason.isprintable()
    assert len(memento.reason) < 130


@pytest.mark.parametrize("location", [*REFUSED[:40:3], "//169.254.169.254/x", "http://user@www.example.com/"])
def test_a_redirect_leads_nowhere_private(location: str) -> None:
    """Each redirect is checked as the first address is."""
    with respx.mock:
        respx.get("https://www.example.com/").respond(302, headers={"Location": location})
        (memento,) = fetch("https://www.example.com/")

    assert (Outcome.REFUSED_ADDRESS, (Redirect("https://www.example.com/", 302),)) == (
        memento.outcome,
        memento.redirects,
    )


def test_a_redirect_to_another_scheme_is_no_address() -> None:
    """A redirect to a script or a file is not followed."""
    for location in (
        "file:///etc/passwd",
        "javascript:alert(1)",
        "http://[::1",
        "//xn--a.test/",
    ):
        with respx.mock:
            respx.get("https://www.example.com/").respond(302, headers={"Location": location})
            assert Outcome.BAD_URL == fetch("https://www.example.com/")[0].outcome


@pytest.mark.parametrize(
    "answers",
    [["127.0.0.1"], ["93.184.216.34", "10.0.0.1"], ["::1"], ["fe80::1%eth0"], ["::ffff:10.0.0.1"], ["nonsense"]],
)
def test_a_name_with_a_private_answer_is_refused(answers: list[str]) -> None:
    """Every address of a name must be public; one that is not is enough."""
    (memento,) = fetch("http://rebind.example.com/", resolver=_resolver(answers))

    assert ("refused-address", "rebind.example.com is a private or local address, which is not asked") == outcome(
        memento
    )


def test_the_connection_goes_to_the_address_that_was_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name is resolved once for a connection; what it answers later is checked anew."""
    tried: list[list[str]] = []

    async def connect(addr_infos: list[Any], **_: object) -> socket.socket:
        tried.append([info[4][0] for info in addr_infos])
        raise OSError

    monkeypatch.setattr("aiohttp.connector.aiohappyeyeballs.start_connection", connect)
    answers = iter([["93.184.216.34", "93.184.216.35"], ["127.0.0.1"]])

    async def rebinding(host: str, port: int) -> list[str]:
        return next(answers)

    first, second = fetch("http://rebind.example.com/", "http://rebind.example.com/b", resolver=rebinding)
    assert {"93.184.216.34", "93.184.216.35"} == {address for one in tried for address in one}
    assert Outcome.NETWORK is first.outcome
    assert Outcome.NETWORK is second.outcome  # a host that could not be connected to is not asked again
    guarded = GuardedResolver(rebinding)
    with pytest.raises(AddressRefusedError):
        asyncio.run(guarded.resolve("rebind.example.com", 80))


def test_a_name_without_an_address_is_a_fault_of_dns() -> None:
    """No answer, and a resolver that fails, are the same to the reader."""
    nothing: list[str] = []
    for answers in (nothing, socket.gaierror(socket.EAI_AGAIN, "later")):
        (memento,) = fetch("https://gone.example.com/", resolver=_resolver(answers))
        assert ("dns", "no address found for gone.example.com (DNS)") == outcome(memento)
    with pytest.raises(NameNotFoundError):
        asyncio.run(GuardedResolver(_resolver([])).resolve("gone.example.com", 443))


def test_a_resolver_that_hangs_is_a_timeout() -> None:
    """Finding the address counts into the time for connecting."""

    async def never(host: str, port: int) -> list[str]:
        await asyncio.sleep(60)
        return []

    (memento,) = fetch("https://slow.example.com/", resolver=never, connect_s=0.05)
    assert ("timeout", "slow.example.com did not answer within 0.05 s") == outcome(memento)


def test_private_hosts_can_be_allowed() -> None:
    """Who means it may ask hosts of their own network, on any port; passwords in addresses stay out."""
    for url in ("http://127.0.0.1:8080/", "http://intranet/", "http://[::1]/"):
        guard.check(httpx.URL(url), allow_private=True)
    (memento,) = fetch("http://user:secret@127.0.0.1/", allow_private_hosts=True)
    assert Outcome.REFUSED_ADDRESS == memento.outcome
    gone = fetch("http://intranet/", allow_private_hosts=True, resolver=_resolver([]))
    assert ("dns", "no address found for intranet (DNS)") == outcome(gone[0])


@pytest.mark.parametrize(
    "url",
    [
        "http://93.184.216.34/",
        "https://www.example.com:443/",
        "http://1.1/",
        "http://[2606:4700::1111]/",
        "https://bücher.example/",
    ],
)
def test_public_addresses_pass(url: str) -> None:
    """The guard lets through what anybody may ask."""
    guard.check(httpx.URL(url), allow_private=False)


def test_the_well_known_prefix_of_nat64_is_judged_by_the_address_in_it() -> None:
    """Networks without IPv4 put that prefix before every address (RFC 6052)."""
    assert guard.is_public("64:ff9b::808:808")
    assert not guard.is_public("64:ff9b::a00:1")


@settings(deadline=None)
@given(st.integers(min_value=0, max_value=2**32 - 1))
def test_every_way_to_write_an_address_is_the_same_address(number: int) -> None:
    """Decimal, hexadecimal, octal and dotted forms are judged alike."""
    dotted = socket.inet_ntoa(number.to_bytes(4, "big"))
    first, rest = divmod(number, 2**24)
    forms = [str(number), hex(number), f"0{number:o}", f"{first}.{rest}", f"{first:#x}.{rest:#x}", f"{dotted}."]

    assert {dotted} == {guard.literal(form) for form in forms}


def _resolver(answers: list[str] | OSError) -> Callable[[str, int], Awaitable[list[str]]]:
    async def resolve(host: str, port: int) -> list[str]:
        if isinstance(answers, OSError):
            raise answers
        return answers

    return resolve


def test_a_public_name_is_connected_to(web: Loopback, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name whose addresses are all public is asked at one of them, under its own name."""
    monkeypatch.setattr(guard, "is_public", lambda address: address == "127.0.0.1")
    port = int(web.http.rpartition(":")[2])
    monkeypatch.setattr(guard, "PORTS", {port})
    web.routes["www.example.com"] = {"/a": Reply(b"<p>Text", html=True)}
    url = f"http://www.example.com:{port}/a"

    assert b"<p>Text" == fetch(url, resolver=_resolver(["127.0.0.1"]))[0].body
    assert [f"www.example.com:{port}"] == [request.headers["host"] for request in web.requests]
    assert Outcome.REFUSED_ADDRESS is fetch(url, resolver=_resolver(["127.0.0.1", "10.0.0.1"]))[0].outcome
    assert 1 == len(web.requests)


def test_sixty_ways_to_name_what_must_not_be_asked_are_tried() -> None:
    """The list that the tests above go through has at least so many."""
    assert 60 <= len(REFUSED)


@pytest.mark.parametrize(
    ("url", "refused"),
    [
        ("http://gazette.example:8080/news", False),
        ("http://gazette.example:8081/news", True),
        ("http://www.gazette.example:8080/news", True),
        ("http://127.0.0.1:8080/", True),
        ("http://localhost:8080/", True),
    ],
)
def test_a_port_that_the_user_names_is_asked_at_that_host_alone(url: str, *, refused: bool) -> None:
    """A site entered with a port is asked there; no other host is, and no private one for its sake."""
    own = {("gazette.example", 8080), ("127.0.0.1", 8080), ("localhost", 8080)}
    if refused:
        with pytest.raises(Fault):
            guard.check(httpx.URL(url), allow_private=False, own=own)
    else:
        guard.check(httpx.URL(url), allow_private=False, own=own)
