"""Pages that move the reader on by themselves: `<meta http-equiv="refresh">` and the `Refresh` header (HTML, 4.2.5.3).

Only a page that has next to nothing else on it is left so: a live page that loads itself anew every five minutes, or a
splash in front of an article, is what was asked for.
"""

from __future__ import annotations

import re
from html import unescape

_MARKUP = 60_000
_LONGEST_S = 10
_TEXT = 400
_META = re.compile(rb"<meta\s([^<>]{1,4000})>", re.IGNORECASE)
_REFRESHES = re.compile(rb"http-equiv\s*=\s*[\"']?refresh\b", re.IGNORECASE)
_CONTENT = re.compile(rb"\bcontent\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
_TARGET = re.compile(
    r"\s*+(\d{1,6})(?:\.\d*+)?(?:\s*+[;,]|\s)\s*+(?:url\s*+=\s*+)?+[\"']?(.*)", re.IGNORECASE | re.DOTALL
)
_HIDES = re.compile(rb"<!--|<(script|style|title|template)\b", re.IGNORECASE)
_TAG = re.compile(rb"<[^<>]*>")


def target(body: bytes, header: str = "") -> str:
    """Return where a page sends its reader within ten seconds; an empty string when it stays.

    Args:
        body: The page, in an encoding that has ASCII in it.
        header: The `Refresh` header.
    """
    if header and (place := _after(header)):
        return place if _is_bare(body) else ""
    if b"refresh" not in body[:_MARKUP].lower() or not _is_bare(body):
        return ""
    for meta in _META.finditer(_without_unseen(body)):
        content = _CONTENT.search(meta[1])
        if content and _REFRESHES.search(meta[1]):
            told = next(filter(None, content.groups()), b"").decode("utf-8", "replace")
            if place := _after(unescape(told)):
                return place
    return ""


def _after(told: str) -> str:
    match = _TARGET.fullmatch(told)
    place = match[2].rstrip() if match and int(match[1]) <= _LONGEST_S else ""
    return (place[:-1] if place.endswith(("'", '"')) else place).strip()


def _is_bare(body: bytes) -> bool:
    return len(body) <= _MARKUP and len(b" ".join(_TAG.sub(b" ", _without_unseen(body)).split())) <= _TEXT


def _without_unseen(body: bytes) -> bytes:
    """Return a page without comments, scripts and the like; what is left open hides the rest."""
    lower, kept, at = body.lower(), list[bytes](), 0
    while opened := _HIDES.search(body, at):
        kept.append(body[at : opened.start()])
        end = b"</" + opened[1].lower() if opened[1] else b"-->"
        closed = lower.find(end, opened.end())
        if closed < 0:
            return b" ".join(kept)
        at = max(closed + len(end), lower.find(b">", closed) + 1)
    return b" ".join((*kept, body[at:]))
