"""The parts of an address that anybody may have written: what is no address has none."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit


def split(url: str) -> SplitResult:
    """Return the parts of a URL, as `urllib.parse.urlsplit` does; all of them empty where it raises ValueError.

    It does so for a bracket without its other half, and for letters that stand for a slash or an at sign (UTS 46).
    """
    try:
        return urlsplit(url)
    except ValueError:
        return urlsplit("")
