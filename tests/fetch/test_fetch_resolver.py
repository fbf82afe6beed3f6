from __future__ import annotations

import asyncio
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from claimcheck.fetch.resolver import resolve

HANGING = """
import asyncio, socket, time
from claimcheck.fetch.resolver import resolve
socket.getaddrinfo = lambda *_, **__: time.sleep(60)
async def main():
    async with asyncio.timeout(0.05):
        await resolve("www.example.com", 443)
try:
    asyncio.run(main())
except TimeoutError:
    print("gave up")
"""


def test_addresses_come_in_order_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """All answers of the system count, each once."""
    answers = [(0, 0, 0, "", (address, 443)) for address in ("192.0.2.1", "2001:db8::1", "192.0.2.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answers)
    assert ["192.0.2.1", "2001:db8::1"] == asyncio.run(resolve("www.example.com", 443))


@pytest.mark.parametrize("host", ["a" * 70 + ".example", "", "x\x00y"])
def test_what_is_no_name_is_not_found(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that the system refuses is a fault of the name, not of ours."""

    def refuse(host: str, *_: object, **__: object) -> None:
        host.encode("idna")
        raise socket.gaierror(socket.EAI_NONAME, "no such name")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    with pytest.raises(OSError, match="name"):
        asyncio.run(resolve(host, 443))


def test_a_resolver_that_hangs_does_not_keep_the_program_from_ending() -> None:
    """Nobody waits for an answer that nobody wants any more."""
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", HANGING]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=30, check=True)  # noqa: S603 - our own code
    assert ("gave up\n", "") == (done.stdout, done.stderr)
