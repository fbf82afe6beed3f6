"""What the user named, as a sorted list of things to read."""

from __future__ import annotations

import fnmatch
import os
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from claimcheck import ignoring
from claimcheck.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

STDIN = "-"
PLAIN = {".txt", ".text"}
HTML = {".html", ".htm", ".xhtml"}
MARKDOWN = {".md", ".markdown"}
_KNOWN = PLAIN | HTML | MARKDOWN


@dataclass(frozen=True, slots=True, order=True)
class Input:
    """One thing to read: its path or URL as the user gave it, with forward slashes."""

    path: str
    kind: Literal["file", "stdin", "url"] = "file"


@dataclass(frozen=True, slots=True)
class Inputs:
    """What to read, sorted and each once; what is not there; and the files of folders that are no articles."""

    items: tuple[Input, ...]
    problems: tuple[Problem, ...] = ()
    skipped: tuple[str, ...] = ()


def expand(arguments: Sequence[str], exclude: Sequence[str] = (), stdin_name: str = STDIN) -> Inputs:
    """Return the files, URLs and standard input that *arguments* name; folders are searched to any depth.

    Args:
        arguments: As the user gave them.
        exclude: Patterns of paths (of a name, or of a whole path) that are left out of folders.
        stdin_name: What standard input is called.
    """
    items: set[Input] = set()
    problems: set[Problem] = set()
    skipped: set[str] = set()
    for argument in arguments:
        if argument == STDIN:
            items.add(Input(stdin_name, "stdin"))
        elif argument.startswith(("http://", "https://")):
            items.add(Input(argument, "url"))
        else:
            _add(Path(argument), exclude, items, problems, skipped)
    return Inputs(tuple(sorted(items)), tuple(sorted(problems, key=lambda p: p.path)), tuple(sorted(skipped)))


def _add(path: Path, exclude: Sequence[str], items: set[Input], problems: set[Problem], skipped: set[str]) -> None:
    if path.is_dir():
        files = [file for file in _files(path) if not _excluded(file, exclude)]
        items |= {Input(file.as_posix()) for file in files if file.suffix.lower() in _KNOWN}
        skipped |= {file.as_posix() for file in files if file.suffix.lower() not in _KNOWN}
        if not any(file.suffix.lower() in _KNOWN for file in files):
            problems.add(Problem(path.as_posix(), "no article in this folder", "Looked for .txt, .html and .md files."))
    elif path.exists():
        items.add(Input(path.as_posix()))
    else:
        problems.add(Problem(path.as_posix(), "no such file or folder", _near(path)))


def _excluded(file: Path, patterns: Sequence[str]) -> bool:
    parts = [file.as_posix(), *(parent.as_posix() for parent in file.parents), *file.parts]
    return any(fnmatch.fnmatch(part, pattern.rstrip("/")) for pattern in patterns for part in parts)


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder to any depth; hidden ones, links to folders and what git ignores are left out."""
    top = ignoring.level(folder)
    above: dict[str, ignoring.Level] = {}
    for here, folders, names in os.walk(folder):
        level = above.pop(here).below(Path(here)) if here in above else top
        folders[:] = sorted(name for name in folders if not _unwanted(name, level, folder=True))
        if level:
            above |= dict.fromkeys((os.path.join(here, name) for name in folders), level)  # noqa: PTH118 - as os.walk has it
        yield from (Path(here) / name for name in sorted(names) if not _unwanted(name, level, folder=False))


def _unwanted(name: str, level: ignoring.Level | None, *, folder: bool) -> bool:
    return name.startswith(".") or (level is not None and level.hides(name, folder=folder))


def _near(path: Path) -> str:
    try:
        names = [other.name for other in path.parent.iterdir()]
    except OSError:
        return "Check the path."
    close = get_close_matches(path.name, names, 1)
    return f"Did you mean {(path.parent / close[0]).as_posix()}?" if close else "Check the path."
