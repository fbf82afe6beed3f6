"""The parts of an address, whatever it is: what is no address has none."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit

_NOTHING = SplitResult("", "", "", "", "")


def split(url: str) -> SplitResult:
    """Return the parts of *url* (RFC 3986); those of what `urlsplit` refuses, as "http://[x", are all empty.

    Asking the result for its `port` raises ValueError where that is no number of a port.
    """
    try:
        return urlsplit(url)
    except ValueError:
        return _NOTHING
