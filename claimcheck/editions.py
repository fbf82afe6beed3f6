"""Which code made something: a digest of the files that decide about it."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

_KINDS = (".py", ".toml", ".json", ".txt", ".onnx")
_COMMON = ("model", "identity", "text.py")


_READERS = ("trafilatura", "htmldate", "lxml", "pypdf")
_FINDERS = ("onnxruntime", "tokenizers")


def reading() -> str:
    """Return the edition of what reads pages."""
    return edition("read", libraries=_READERS)


def finding() -> str:
    """Return the edition of what finds claims."""
    return edition("extract", libraries=_FINDERS)


def judging() -> str:
    """Return the edition of what judges; offsets of evidence are those of the text as it is read."""
    return edition("verify", "extract", "read", "attributions.py", libraries=(*_READERS, *_FINDERS, "rapidfuzz"))


def crediting() -> str:
    """Return the edition of what says whom a page credits."""
    return edition("extract", "read", "attributions.py", "secondhand.py", libraries=(*_READERS, *_FINDERS))


@cache
def edition(*parts: str, libraries: tuple[str, ...] = ()) -> str:
    """Return 16 hex digits that change with the code in *parts* of this package, or with a library's version."""
    found = hashlib.sha256()
    home = files("claimcheck")
    for part in (*_COMMON, *parts):
        for name, data in _contents(home.joinpath(part), part):
            found.update(f"{name} {len(data)} ".encode())
            found.update(data)
    for library in libraries:
        found.update(f"{library} {_version(library)} ".encode())
    return found.hexdigest()[:16]


def _contents(place: Traversable, name: str) -> list[tuple[str, bytes]]:
    if place.is_file():
        return [(name, place.read_bytes())] if name.endswith(_KINDS) else []
    inside = sorted(place.iterdir(), key=lambda one: one.name)
    return [pair for one in inside for pair in _contents(one, f"{name}/{one.name}")]


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "none"
