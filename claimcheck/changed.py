"""What git knows of files: which lines changed since a revision, and when one changed last."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck import git
from claimcheck.errors import UsageError
from claimcheck.linewise import changed_lines

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimcheck.model import Article, Claim

_LIMIT_S = 60
_LARGEST = 64 * 1024 * 1024
"""Of a file, in bytes: a small object of a repository may unpack to any size."""


def since(revision: str) -> Callable[[Article, Claim], bool]:
    """Return a test for claims that stand on lines that changed since *revision*, or in files that were not there then.

    Files are compared as they lie there, ends of lines aside: where git keeps another form of a file (Git LFS, a filter
    of the repository's own), all of it has changed.

    Raises:
        UsageError: This is no repository, or there is no such revision.
    """
    commit = _commit(revision)
    lines = lru_cache(maxsize=None)(lambda path: _changed(commit, path))

    def keep(article: Article, claim: Claim) -> bool:
        first, last = (
            article.locate(claim.sentence.start),
            article.locate(max(claim.sentence.start, claim.sentence.end - 1)),
        )
        found = lines(article.path)
        if found is None or first is None or last is None:
            return found is None or bool(found)
        return any(start <= last[0] and first[0] < end for start, end in found)

    return keep


def in_work_tree(path: Path) -> bool:
    """Say whether a file lies in a git work tree, git knowing it or not."""
    try:
        home = path.parent.resolve()
        return any((folder / ".git").exists() for folder in (home, *home.parents))
    except (OSError, RuntimeError):
        return False


def last_changed(path: Path) -> date | None:
    """Return the day, in its author's zone, of the last commit that touched a file; None where git tells none.

    Where a clone is shallow its oldest commit seems to bring every file, and tells nothing of their age.
    """
    try:
        said = git.ask(path.parent, "rev-list", "-1", "--format=%aI %P", "HEAD", "--", path.name)
        day, _, parents = said.decode("utf-8", "replace").partition("\n")[2].partition(" ")
        if not parents.strip() and b"true" in git.ask(path.parent, "rev-parse", "--is-shallow-repository"):
            return None
        return date.fromisoformat(day[:10])
    except (*git.FAULTS, ValueError):
        return None


def _commit(revision: str) -> str:
    """Return the name of the commit that a revision stands for."""
    try:
        if not revision.startswith("-"):
            said = git.ask(Path(), "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}", limit_s=_LIMIT_S)
            return said.decode("ascii", "replace").strip()
    except (*git.FAULTS, ValueError):
        pass
    hint = "Give a commit, branch or tag, inside a git repository; in CI fetch the history."
    raise UsageError(f"git knows no revision {revision!r} here", hint=hint)


def _changed(commit: str, path: str) -> tuple[tuple[int, int], ...] | None:
    """Return the ranges of changed lines, 1-based and half-open; None when the file was not there in that commit."""
    try:
        file = Path(path)
        now = file.read_bytes() if file.is_file() and file.stat().st_size <= _LARGEST else None
        before = _blob(commit, file) if now is not None else None
    except (*git.FAULTS, ValueError):
        return None
    return None if now is None or before is None else changed_lines(_lines(before), _lines(now))


def _blob(commit: str, file: Path) -> bytes | None:
    """Return a file as *commit* has it, or None when it is too large to compare."""
    name = f"{commit}:./{file.name}"
    if int(git.ask(file.parent, "cat-file", "-s", name, limit_s=_LIMIT_S)) > _LARGEST:
        return None
    return git.ask(file.parent, "cat-file", "blob", name, limit_s=_LIMIT_S)


def _lines(data: bytes) -> list[bytes]:
    return data.replace(b"\r\n", b"\n").removesuffix(b"\n").split(b"\n")
