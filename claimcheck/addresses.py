"""Web addresses as a person writes them down: a host, or what a browser shows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

_HOST = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W_](?:[\w-]{0,61}[^\W_])?|localhost", re.IGNORECASE)
_SIGNED = re.compile(r"(?:(?<=//)|(?<=[\s'\"(])|^)[^\s/'\"(]*@(?=[\w\[])", re.MULTILINE)
_STRAY = re.compile(r"[\s<>\"\\]")


@dataclass(frozen=True, slots=True)
class Address:
    """Where a site begins, and a page of it.

    Args:
        host: Lower case, without its port.
        front: Scheme, host and port, with a slash at the end.
        page: The page that was written down; empty when it is the front page.
        port: Where it is written down.
    """

    host: str
    front: str
    page: str
    port: int | None = None


def parsed(written: str) -> Address:
    """Read "news.example", "news.example/press" or "http://news.example:8080/".

    Raises:
        ValueError: It is no web address; the words show it.
    """
    bare = written.strip()
    try:
        parts = urlsplit(bare if "://" in bare else f"https://{bare}")
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        raise ValueError(f"{written!r} is no web address") from None
    proper = parts.scheme in {"http", "https"} and _HOST.fullmatch(host) and "@" not in parts.netloc
    if not proper or _STRAY.search(bare):
        raise ValueError(f"{written!r} is no web address")
    front = f"{parts.scheme}://{host}{f':{port}' if port else ''}/"
    return Address(host, front, f"{front}{parts.path.lstrip('/')}" if parts.path.strip("/") else "", port)


def unsigned(text: str) -> str:
    """Return a text with the user names and passwords of the addresses in it left out (RFC 3986, 3.2.1 and 7.5)."""
    return _SIGNED.sub("…@", text)
