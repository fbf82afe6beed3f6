"""Small pieces of English: counts, dates, lists, and long text cut short."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claimcheck.model import Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

ELLIPSIS = " … "
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_IRREGULAR = {"copy": "copies"}
_ENDED = re.compile(r"[.!?…][\"'”’)\]]*$")


def count(number: int, noun: str) -> str:
    """Return "1 claim", "2 claims"."""
    return f"{number:,} {noun if number == 1 else _IRREGULAR.get(noun, noun + 's')}"


def day(value: date) -> str:
    """Return a date as "7 February 2025", whatever the locale."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def searched(listed: int, read: int, set_aside: int, unread: int, gap: str) -> str:
    """Return what a search of an outlet's lists came to: "23 listed pages: 20 read, 3 set aside by their titles"."""
    counts = [f"{read:,} read", *([f"{set_aside:,} set aside by their titles"] if set_aside else [])]
    counts += [f"{unread:,} not read"] if unread else []
    return f"{count(listed, 'listed page')}: {', '.join(counts)}{f'; {gap}' if gap else ''}"


def telling(listed: int, gap: str, verdict: Verdict | None) -> bool:
    """Say whether what an outlet lists is worth a line: it lists something, or what it lacks left a claim untraced."""
    return bool(listed) or (bool(gap) and verdict is not Verdict.TRACED)


def series(items: Sequence[str], most: int = 6) -> str:
    """Return "a", "a and b" or "a, b and c"; beyond *most* items, how many more there are."""
    shown = list(items[:most])
    if len(items) > most:
        shown.append(f"{len(items) - most} more")
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)


def sentence(text: str) -> str:
    """Return *text* with a capital first letter and an end mark."""
    text = text.strip()
    if text and text[0].islower() and "." not in text.split(maxsplit=1)[0].rstrip("."):
        text = text[0].upper() + text[1:]
    return text if not text or _ENDED.search(text) else f"{text}."


def cause(reason: str) -> str:
    """Return the part of a reason that names the cause: what follows its first colon, or all of it."""
    return (reason.partition(": ")[2] or reason).strip().rstrip(".")


def abridge(text: str, limit: int) -> str:
    """Return *text* in at most *limit* code points, cut in the middle and at blanks where there are any."""
    if len(text) <= limit:
        return text
    room = max(limit - len(ELLIPSIS), 2)
    head, tail = text[: (room * 3 + 4) // 5], text[len(text) - room * 2 // 5 :]
    if text[len(head)] != " " and " " in head[len(head) // 2 :]:
        head = head.rsplit(" ", 1)[0]
    if text[len(text) - len(tail) - 1] != " " and " " in tail[: len(tail) // 2 + 1]:
        tail = tail.split(" ", 1)[1]
    return head.rstrip() + ELLIPSIS + tail.lstrip()
