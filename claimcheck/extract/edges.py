"""Where a content that stands before its cue begins and ends: with the sentence, and at the comma before the cue."""

from __future__ import annotations

import re

from claimcheck.model import Span

_REST = re.compile(r"(?P<rest>\s++[^\s,.;:“”\"\n][^,.;:“”\"\n]{0,60}),\s++")
_OPENING = re.compile(r"(?P<opening>[A-Z0-9][^,;:.!?“”\"()\n]{0,90}\s)\Z")
_BREAK = re.compile(r"(?:[.!?][”\"’']?\s|\)\s?[-–—]{1,2}\s|\n|\A)\s{0,4}\Z")
_CLAUSE = re.compile(
    r"\b(?:that|who|which|whether|if|when|while|because|although|but|and|as|after|before)\b", re.IGNORECASE
)
_SPEECH = re.compile(
    r"\b(?:sa(?:id|ys?)|t(?:old|ells?)|according|report(?:s|ed)|announce[sd]|warn(?:s|ed)|claim(?:s|ed)|den(?:ies|ied)|wr(?:ites|ote)"
    r"|argue[sd]|add(?:s|ed)|ask(?:s|ed)|call(?:s|ed))\b",
    re.IGNORECASE,
)
_FAR, _BEFORE = 100, 4


def to_the_comma(text: str, content: tuple[Span, ...], head: int) -> tuple[Span, ...]:
    """Return a content, its last part up to the comma before what attributes it.

    Args:
        text: The text.
        content: The parts of the content, all before *head* or not.
        head: Where what attributes it starts, source or cue.
    """
    *rest, last = content
    more = _REST.fullmatch(text, last.end, head) if last.end < head else None
    return (*rest, Span(last.start, more.end("rest"))) if more else content


def from_the_start(text: str, content: tuple[Span, ...], head: int, least: int) -> tuple[Span, ...]:
    """Return a content, its first part from where its sentence starts, when what stands before has no cue of its own.

    Args:
        text: The text.
        content: The parts of the content, all before *head* or not.
        head: Where what attributes it starts, source or cue.
        least: What is not reached beyond.
    """
    first, *rest = content
    if first.start >= head:
        return content
    lower = max(first.start - _FAR, least)
    opening = _OPENING.search(text, lower, first.start)
    if opening is None or not _BREAK.search(text, max(opening.start() - _BEFORE, 0), opening.start()):
        return content
    words = opening["opening"]
    if _CLAUSE.search(words) or _SPEECH.search(words):
        return content
    return (Span(opening.start(), first.end), *rest)
