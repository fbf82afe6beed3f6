"""What git knows of files: which lines changed since a revision, which it ignores, and when one changed last."""

from __future__ import annotations

import os
import re
import subprocess
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from claimcheck.model import Article, Claim

_HUNK = re.compile(r"^@@ -\S+ \+(\d+)(?:,(\d+))? @@", re.MULTILINE)
_LIMIT_S = 60
_SHORT_S = 10
_OF_A_REPOSITORY = frozenset(
    {"GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_PREFIX"}
)


def since(revision: str) -> Callable[[Article, Claim], bool]:
    """Return a test for claims that stand on lines that changed since *revision*, or in files that git does not know.

    Raises:
        UsageError: This is no repository, or there is no such revision.
    """
    try:
        _git("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    except (OSError, subprocess.SubprocessError):
        hint = "Give a commit, branch or tag, inside a git repository; in CI fetch the history."
        raise UsageError(f"git knows no revision {revision!r} here", hint=hint) from None
    lines = lru_cache(maxsize=None)(lambda path: _changed(revision, path))

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


def ignored(paths: Sequence[str]) -> frozenset[str]:
    """Return those of *paths* that git ignores here; none where there is no git, or no repository."""
    if not paths or not any((folder / ".git").exists() for folder in (Path.cwd(), *Path.cwd().parents)):
        return frozenset()
    command = ["git", "check-ignore", "-z", "--stdin"]
    try:
        done = subprocess.run(  # noqa: S603 - no shell, git itself
            command, input="\0".join(paths).encode(), capture_output=True, check=False, timeout=_LIMIT_S
        )
    except (OSError, subprocess.SubprocessError):
        return frozenset()
    return frozenset(done.stdout.decode("utf-8", "replace").split("\0")) - {""}


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
    words = ("log", "-1", "--no-show-signature", "--format=%aI %P", "--", path.name)
    try:
        day, _, parents = _ask(path, *words).partition(" ")
        if not parents.strip() and "true" in _ask(path, "rev-parse", "--is-shallow-repository"):
            return None
        return date.fromisoformat(day[:10])
    except (OSError, subprocess.SubprocessError, ValueError):
        return None


def _ask(path: Path, *words: str) -> str:
    """Return what git says in the folder of *path*; inside a hook too it is asked of that folder's repository."""
    around = {name: value for name, value in os.environ.items() if name not in _OF_A_REPOSITORY}
    command = ["git", "--literal-pathspecs", "-C", str(path.parent), *words]
    done = subprocess.run(command, capture_output=True, check=True, timeout=_SHORT_S, env=around)  # noqa: S603 - no shell, git itself
    return done.stdout.decode("utf-8", "replace")


def _changed(revision: str, path: str) -> tuple[tuple[int, int], ...] | None:
    """Return the ranges of changed lines, 1-based and half-open; None when git does not know the file."""
    if not Path(path).is_file():
        return None
    try:
        _git("ls-files", "--error-unmatch", "--", path)
    except (OSError, subprocess.SubprocessError):
        return None
    found = _git("diff", "--unified=0", "--no-color", "--no-ext-diff", revision, "--", path)
    ranges = [(int(start), int(count or 1)) for start, count in _HUNK.findall(found)]
    return tuple((start, start + max(count, 1)) for start, count in ranges)


def _git(*words: str) -> str:
    command = ["git", *words]
    done = subprocess.run(command, capture_output=True, check=True, timeout=_LIMIT_S)  # noqa: S603 - no shell, git itself
    return done.stdout.decode("utf-8", "replace")
