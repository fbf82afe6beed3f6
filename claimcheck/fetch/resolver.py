"""Names to addresses, without waiting for a resolver that hangs when the program wants to end."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Awaitable, Callable
from contextlib import suppress

Resolver = Callable[[str, int], Awaitable[list[str]]]


async def resolve(host: str, port: int) -> list[str]:
    """Return all addresses of a host, in the order in which they should be tried.

    Raises:
        OSError: There are none, or no name server answers.
    """
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[list[str]] = loop.create_future()

    def settle(addresses: list[str] | None, error: OSError | None) -> None:
        if answer.done():
            return
        if error is None:
            answer.set_result(addresses or [])
        else:
            answer.set_exception(error)

    def ask() -> None:
        addresses, fault = None, None
        try:
            addresses = _addresses(host, port)
        except OSError as error:
            fault = error
        except UnicodeError:
            fault = socket.gaierror(socket.EAI_NONAME, "not a host name")
        with suppress(RuntimeError):  # the loop may be closed by now
            loop.call_soon_threadsafe(settle, addresses, fault)

    threading.Thread(target=ask, name=f"resolve {host}", daemon=True).start()
    return await answer


def _addresses(host: str, port: int) -> list[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))
