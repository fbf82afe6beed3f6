"""Fetching that is there to be killed.

Run as a program, this is a process that has everything imported and nothing else running. For every line on its
standard input (a folder, and the address of a web on loopback) it forks a child that fetches all of `urls` into the
store of that folder, and tells on its standard output how that goes, a line for each event:

    child 4711
    kept http://h7.example:8080/7
    done
    ended 9

`kept` is written when `Client.get` has returned, so the store must have the capture from then on. After `done` the
child waits to be killed, so whoever has read its number never kills anybody else.
"""

from __future__ import annotations

import asyncio
import importlib
import os
import signal
import sys
import traceback
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from claimcheck.fetch import Client, Options, Store, guard, resolver
from claimcheck.model import Query

if TYPE_CHECKING:
    from collections.abc import Iterator

CAPTURES, HOSTS = 300, 30


def urls(web: str) -> list[str]:
    """Return the addresses of all pages of the web at *web*."""
    port = urlsplit(web).port
    return [f"http://h{number % HOSTS}.example:{port}/{number}" for number in range(CAPTURES)]


@contextmanager
def reaching(web: str) -> Iterator[pytest.MonkeyPatch]:
    """Let every name lead to the web at *web*, as if that were a public address."""
    known = guard.is_public
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(resolver, "_addresses", lambda *_: ["127.0.0.1"])
        patch.setattr(guard, "is_public", lambda address: address == "127.0.0.1" or known(address))
        patch.setattr(guard, "PORTS", {80, 443, urlsplit(web).port})
        yield patch


async def _fetch(folder: Path, web: str) -> None:
    with Store.open(folder) as store:
        async with Client(store, Options(per_host_interval_s=0)) as client:

            async def one(url: str) -> None:
                await client.get(Query(url))
                _say(f"kept {url}")

            await asyncio.gather(*map(one, urls(web)))


def _say(what: str) -> None:
    os.write(1, f"{what}\n".encode())  # so short that a pipe takes all of it or nothing


def _live(folder: Path, web: str) -> None:
    _say(f"child {os.getpid()}")
    try:
        with reaching(web):
            asyncio.run(_fetch(folder, web))
        _say("done")
        signal.pause()
    finally:
        traceback.print_exc()
        os._exit(1)


def main() -> None:
    """Fork a child for every line."""
    for late in ("anyio._backends._asyncio", "encodings.idna"):  # else each child would load them for itself
        importlib.import_module(late)
    for line in sys.stdin:
        folder, web = line.split()
        child = os.fork()
        if not child:
            _live(Path(folder), web)
        _say(f"ended {os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])}")


if __name__ == "__main__":
    main()
