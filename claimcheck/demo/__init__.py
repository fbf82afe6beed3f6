"""Three invented articles and the small web that they cite: one offline run of them gives every verdict.

`lay_out` copies the articles, the configuration and a folder of saved documents, and records the rest of that web in a
store, as a run with a network would have. It is a cache and a folder: no other part of the program knows of it.
"""

from __future__ import annotations

import hashlib
import os
import tomllib
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from claimcheck.errors import InputError
from claimcheck.model import Memento, Outcome, Purpose, Query, Redirect

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable
    from pathlib import Path

    from claimcheck.config import Settings
    from claimcheck.fetch import Store

ARTICLES, SAVED, CACHE, CONFIGURATION = "articles", "saved", "cache", "claimcheck.toml"
_RETRIEVED = datetime(2026, 3, 6, 9, tzinfo=UTC)
_KINDS = {"html": "text/html; charset=utf-8", "xml": "application/xml", "txt": "text/plain; charset=utf-8"}
_LISTS = {"robots.txt": Purpose.ROBOTS, "sitemap.xml": Purpose.SITEMAP}
_FRONT = "index.html"


@dataclass(frozen=True, slots=True)
class _File:
    """A bundled file: its path below where the walk began, and its bytes."""

    path: str
    data: bytes


def lay_out(folder: Path) -> None:
    """Write the demonstration: articles/, saved/, claimcheck.toml and cache/.

    Args:
        folder: Made when it is not there; nothing in it is overwritten.

    Raises:
        InputError: The folder is not empty, or cannot be written.
        StoreError: The cache cannot be written.
    """
    from claimcheck.fetch import Store  # noqa: PLC0415 - httpx costs 0.2 s

    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise InputError(f"{folder}: not empty", hint="Name a folder that is empty or not there yet.")
        for part in (ARTICLES, SAVED, CONFIGURATION):
            for file in _walk(files(__name__).joinpath(part), part):
                _write(folder / file.path, file.data)
    except OSError as error:
        problem = f"{folder}: cannot be written: {error.strerror or error}"
        raise InputError(problem, hint="Name another folder.") from None
    with Store.open(folder / CACHE) as store:
        _record(store)


def settings(folder: Path) -> Settings:
    """Return the settings of a demonstration laid out in *folder*, wherever the program runs."""
    from claimcheck.config import Settings  # noqa: PLC0415 - pydantic costs 0.1 s

    values = tomllib.loads((folder / CONFIGURATION).read_text(encoding="utf-8"))
    return Settings(**values | {"sources": (folder / SAVED,), "cache_dir": folder / CACHE})


def _write(path: Path, data: bytes) -> None:
    """Write a file as if on the day of the demonstration: a saved document was retrieved when it was written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    os.utime(path, (_RETRIEVED.timestamp(), _RETRIEVED.timestamp()))


def _walk(place: Traversable, path: str) -> Iterator[_File]:
    """Yield a file, or those of a folder in the order of their names."""
    if place.is_file():
        yield _File(path, place.read_bytes())
        return
    for one in sorted(place.iterdir(), key=lambda entry: entry.name):
        yield from _walk(one, f"{path}/{one.name}" if path else one.name)


def _record(store: Store) -> None:
    """Record what the web of the demonstration answers; each site redirects from its name with www. to the bare one."""
    here = files(__name__)
    for file in _walk(here.joinpath("web"), ""):
        host, _, path = file.path.partition("/")
        query = _query(host, path)
        memento = _read(query, file.data, _KINDS[path.rpartition(".")[2]])
        store.keep(query, memento)
        if query.purpose in {Purpose.ROBOTS, Purpose.HOME}:
            asked = replace(query, url=query.url.replace("https://", "https://www.", 1))
            store.keep(asked, replace(memento, url=asked.url, redirects=(Redirect(asked.url, 301),)))
    for entry in tomllib.loads(here.joinpath("failures.toml").read_text(encoding="utf-8"))["failure"]:
        store.keep(Query(entry["url"]), _failed(entry))


def _query(host: str, path: str) -> Query:
    """Return what a file of the web is the answer to."""
    site = f"https://{host}/"
    if path in _LISTS:
        return Query(site + path, _LISTS[path])
    return Query(site, Purpose.HOME) if path == _FRONT else Query(site + path.removesuffix(".html"))


def _read(query: Query, body: bytes, kind: str) -> Memento:
    return Memento(
        url=query.url,
        final_url=query.url,
        outcome=Outcome.READ,
        retrieved_at=_RETRIEVED,
        status=200,
        headers=(("content-type", kind),),
        body=body,
        digest=hashlib.sha256(body).hexdigest(),
    )


def _failed(entry: dict[str, Any]) -> Memento:
    url = entry["url"]
    return Memento(url, url, Outcome(entry["outcome"]), _RETRIEVED, entry["reason"], entry["status"])
