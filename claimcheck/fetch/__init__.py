"""Fetching: a query becomes a memento, from the store or from the web.

Nothing here is loaded before it is used: the store alone needs no HTTP client.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claimcheck.fetch.client import Client
    from claimcheck.fetch.derived import Key
    from claimcheck.fetch.options import Options
    from claimcheck.fetch.store import Store

__all__ = ["Client", "Key", "Options", "Store"]

_MODULES = {"Client": "client", "Key": "derived", "Options": "options", "Store": "store"}


def __getattr__(name: str) -> object:
    if name not in _MODULES:
        raise AttributeError(f"module 'claimcheck.fetch' has no attribute {name!r}")
    return getattr(import_module(f"claimcheck.fetch.{_MODULES[name]}"), name)
