"""Patterns of paths as git reads them, in time that grows with pattern times path, whoever wrote the pattern.

A `*` gives back nothing once what follows it is found: where the rest of a pattern matches after a later place, it
matches after the first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST = 4096
_SPECIAL = re.compile(r"[*?\[\\]")
_CLASSES = {
    "alnum": "09AZaz",
    "alpha": "AZaz",
    "blank": "\t\t  ",
    "cntrl": "\x00\x1f\x7f\x7f",
    "digit": "09",
    "graph": "!~",
    "lower": "az",
    "print": " ~",
    "punct": "!/:@[`{~",
    "space": "\t\r  ",
    "upper": "AZ",
    "xdigit": "09AFaf",
}


class _NothingError(Exception):
    """A pattern that matches nothing: a set that does not end, a class that there is not, a backslash at the end."""


@dataclass(frozen=True, slots=True)
class Glob:
    """A pattern of a path.

    Args:
        parts: A name, or a pattern of one, for each part; None for `**`, any number of them.
        anywhere: It is a pattern of the last name alone.
    """

    parts: tuple[str | re.Pattern[str] | None, ...]
    anywhere: bool

    def matches(self, names: Sequence[str]) -> bool:
        """Say whether the pattern matches the path of these names as a whole."""
        names = names[-1:] if self.anywhere else names
        part = name = 0
        retry: tuple[int, int] | None = None
        while name < len(names):
            if part < len(self.parts) and self.parts[part] is None:
                part += 1
                retry = (part, name)
            elif part < len(self.parts) and _is(self.parts[part], names[name]):
                part, name = part + 1, name + 1
            elif retry:
                retry = (retry[0], retry[1] + 1)
                part, name = retry
            else:
                return False
        return part == len(self.parts)


def compiled(pattern: str) -> Glob | None:
    """Return what a pattern without `!` and the slash at its end matches; None when that is nothing."""
    if not pattern or len(pattern) > _LONGEST:
        return None
    try:
        if "/" not in pattern:
            return Glob((_name(pattern),), anywhere=True)
        return Glob(tuple(_parts(_split(pattern.removeprefix("/")))), anywhere=False)
    except _NothingError:
        return None


def _parts(texts: Sequence[str]) -> list[str | re.Pattern[str] | None]:
    *above, last = texts
    found = [None if _deep(text) else _name(text) for text in above]
    # At the end `**` is what is in a folder, not the folder itself.
    return [*found, None, _name("*")] if _deep(last) else [*found, _name(last)]


def _split(text: str) -> list[str]:
    """Return what stands between the slashes of *text*, but for those in sets; a quoted slash is one as well."""
    parts, start, place = [], 0, 0
    while place < len(text):
        if text.startswith(("/", "\\/"), place):
            parts.append(text[start:place])
            start = place = place + 1 + (text[place] == "\\")
        elif text[place] == "[":
            _, place = _set(text, place + 1)
        else:
            _, place = _quoted(text, place)
    return [*parts, text[start:]]


def _deep(text: str) -> bool:
    return len(text) > 1 and not text.strip("*")


def _is(part: str | re.Pattern[str] | None, name: str) -> bool:
    return part == name if isinstance(part, str) else part is not None and part.fullmatch(name) is not None


def _name(text: str) -> str | re.Pattern[str]:
    """Return the pattern of one name, or the name when nothing in it is special."""
    if not _SPECIAL.search(text):
        return text
    first, *rest = _pieces(text)
    if not rest:
        return re.compile(first, re.DOTALL)
    *middle, last = rest
    return re.compile("".join([first, *(f"(?>.*?{piece})" for piece in middle), f".*{last}"]), re.DOTALL)


def _pieces(text: str) -> list[str]:
    """Return the expressions for what stands between the stars of *text*."""
    pieces, place = [""], 0
    while place < len(text):
        char = text[place]
        if char == "*":
            pieces += [""]
            place += 1
        elif char == "[":
            piece, place = _set(text, place + 1)
            pieces[-1] += piece
        else:
            quoted, place = _quoted(text, place)
            pieces[-1] += "." if char == "?" else re.escape(quoted)
    return [pieces[0], *(piece for piece in pieces[1:-1] if piece), *pieces[1:][-1:]]


def _quoted(text: str, place: int) -> tuple[str, int]:
    """Return the character at *place*, or the one that a backslash there quotes, and where the next one stands."""
    place += text.startswith("\\", place)
    if place >= len(text):
        raise _NothingError
    return text[place], place + 1


def _set(text: str, place: int) -> tuple[str, int]:
    """Return the expression for the set whose first character stands at *place*, and where the next thing stands."""
    negated = text.startswith(("!", "^"), place)
    place += negated
    ranges: list[tuple[str, str]] = []
    before, start = "", place
    while place == start or not text.startswith("]", place):
        if before and text.startswith("-", place) and text[place + 1 : place + 2] not in {"", "]"}:
            char, place = _quoted(text, place + 1)
            ranges.append((before, char))
            before = ""
        elif text.startswith("[:", place) and (end := text.find("]", place + 2)) > place + 2 and text[end - 1] == ":":
            ranges += _class(text[place + 2 : end - 1])
            before, place = "", end + 1
        else:
            before, place = _quoted(text, place)
            ranges.append((before, before))
    return _expression(ranges, negated=negated), place + 1


def _class(name: str) -> list[tuple[str, str]]:
    if name not in _CLASSES:
        raise _NothingError
    ends = _CLASSES[name]
    return list(zip(ends[::2], ends[1::2], strict=True))


def _expression(ranges: Sequence[tuple[str, str]], *, negated: bool) -> str:
    inside = "".join(f"{re.escape(low)}-{re.escape(high)}" for low, high in ranges if low <= high)
    if not inside:
        return "." if negated else "(?!)"
    return f"[{'^' if negated else ''}{inside}]"
