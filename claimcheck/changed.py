"""What git knows of files: which lines changed since a revision, and which files it ignores."""

from __future__ import annotations

import re
import subprocess
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from claimcheck.model import Article, Claim

_HUNK = re.compile(r"^@@ -\S+ \+(\d+)(?:,(\d+))? @@", re.MULTILINE)
_LIMIT_S = 60


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
