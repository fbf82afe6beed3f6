"""Words for a person out of what hostile servers and addresses say."""

from __future__ import annotations

import unicodedata

_LONGEST = 80


def shown(text: str, longest: int = _LONGEST) -> str:
    """Return *text* on one line, without control, format or private characters, and not longer than *longest*."""
    head = text[: 4 * longest]
    plain = "".join(" " if char.isspace() else char for char in head if char.isspace() or _shows(char))
    line = " ".join(plain.split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def seconds(value: float) -> str:
    """Return a length of time as "5 s" or "0.5 s"."""
    return f"{value:g} s"


def _shows(char: str) -> bool:
    return not unicodedata.category(char).startswith("C")
