"""Which files of a folder git would ignore, without asking git: it runs what a stranger's configuration names.

The rules are those of gitignore(5), read from `.git/info/exclude` and from each `.gitignore` between the top of the
work tree and a file. Two things differ: a tracked file that a pattern matches is ignored as well, as in other tools
that look through folders, and the user's own `core.excludesFile` is not asked, so that a folder gives everyone the
same.
"""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck.globs import Glob, compiled

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MOST_BYTES = 1_000_000
_MOST_RULES = 5_000
"""Of one file and of all that hold for a file: whoever writes more would make each look at a name last."""
_MOST_DEEP = 200


@dataclass(frozen=True, slots=True)
class _Rule:
    """A line of a `.gitignore`.

    Args:
        glob: What it matches.
        keeps: It began with `!`: what it matches is not ignored.
        folders: It ended with `/`: it matches folders only.
    """

    glob: Glob
    keeps: bool
    folders: bool


@dataclass(frozen=True, slots=True)
class _Rules:
    """The rules of one file, the last first; their paths start *depth* names below the top of the work tree."""

    depth: int
    rules: tuple[_Rule, ...]

    def of(self, names: Sequence[str], *, folder: bool) -> _Rule | None:
        """Return the rule that decides for a path."""
        inner = names[self.depth :]
        return next((rule for rule in self.rules if (folder or not rule.folders) and rule.glob.matches(inner)), None)


@dataclass(frozen=True, slots=True)
class Level:
    """A folder of a work tree, with the rules for what is in it.

    Args:
        names: The way to it from the top of the work tree.
        rules: Those of its own file, then of the folder above, and so on: the first that matches decides.
        hidden: The folder itself is ignored, and with it all that is in it.
    """

    names: tuple[str, ...]
    rules: tuple[_Rules, ...]
    hidden: bool = False

    def hides(self, name: str, *, folder: bool) -> bool:
        """Say whether what is called *name* in this folder is ignored."""
        if self.hidden:
            return True
        path = (*self.names, name)
        found = next((rule for rules in self.rules if (rule := rules.of(path, folder=folder))), None)
        return found is not None and not found.keeps

    def below(self, path: Path) -> Level:
        """Return the level of the folder *path*, which lies in this one."""
        names = (*self.names, path.name)
        if self.hides(path.name, folder=True):
            return Level(names, (), hidden=True)
        room = _MOST_RULES - sum(len(one.rules) for one in self.rules)
        own = _rules(path / ".gitignore", len(names), room) if len(names) <= _MOST_DEEP else ()
        return Level(names, (*own, *self.rules))


def level(folder: Path) -> Level | None:
    """Return the level of a folder, or None where it lies in no work tree of git."""
    try:
        folder = folder.resolve()
        top = next((one for one in (folder, *folder.parents) if os.path.lexists(one / ".git")), None)
    except (OSError, RuntimeError):
        return None
    if top is None:
        return None
    shared = _rules(_exclude(top), 0, _MOST_RULES)
    found = Level((), (*_rules(top / ".gitignore", 0, _MOST_RULES), *shared))
    for number in range(len(top.parts), len(folder.parts)):
        found = found.below(Path(*folder.parts[: number + 1]))
    return found


def _exclude(top: Path) -> Path | None:
    """Return the work tree's own list; None where the way to it leads elsewhere."""
    info = top / ".git" / "info"
    return None if info.parent.is_symlink() or info.is_symlink() else info / "exclude"


def _rules(file: Path | None, depth: int, room: int) -> tuple[_Rules, ...]:
    """Return the rules of *file*, at most *room* of them; nothing when there are none."""
    lines = _text(file).split("\n") if file else []
    found = [rule for _, rule in zip(range(max(room, 0)), _each(lines), strict=False)]
    return (_Rules(depth, tuple(reversed(found))),) if found else ()


def _each(lines: Sequence[str]) -> Iterator[_Rule]:
    for line in lines:
        if rule := _rule(line):
            yield rule


def _rule(line: str) -> _Rule | None:
    """Return what a line says, or None for an empty one, a comment, and a pattern that matches nothing."""
    if line.startswith("#"):
        return None
    pattern = _unpadded(line.removesuffix("\r").partition("\0")[0])
    keeps = pattern.startswith("!")
    pattern = pattern[keeps:]
    folders = pattern.endswith("/")
    glob = compiled(pattern[: len(pattern) - folders])
    return _Rule(glob, keeps, folders) if glob else None


def _unpadded(pattern: str) -> str:
    """Return *pattern* without the blanks at its end, but for one that a backslash keeps."""
    bare = pattern.rstrip(" ")
    slashes = len(bare) - len(bare.rstrip("\\"))
    return bare + " " if slashes % 2 and len(bare) < len(pattern) else bare


def _text(file: Path) -> str:
    """Return the whole lines among the first bytes of a plain file; nothing for any other, or one behind a link."""
    try:
        handle = os.open(file, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except (OSError, ValueError):
        return ""
    try:
        data = os.read(handle, _MOST_BYTES + 1) if stat.S_ISREG(os.fstat(handle).st_mode) else b""
    except OSError:
        return ""
    finally:
        os.close(handle)
    whole = data if len(data) <= _MOST_BYTES else data[: data.rfind(b"\n") + 1]
    return whole.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "surrogateescape")
