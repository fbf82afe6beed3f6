"""Dialogue as transcripts print it: paragraphs that open with the speaker's name and a colon."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from claimcheck.extract import nouns
from claimcheck.extract.relation import Relation
from claimcheck.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_TURN = re.compile(
    rf"(?m)^[ \t]*[\"“]?(?P<who>[{nouns.UPPER}][{nouns.UPPER}.’'-]+(?:[ \t][{nouns.UPPER}][{nouns.UPPER}.’'-]+){{0,3}}"
    rf"|[{nouns.UPPER}][\w’'-]+(?:[ \t][{nouns.UPPER}][\w’'-]+){{0,2}})(?:[ \t]*\([^()\n]{{1,40}}\))?(?P<cue>:)"
    r"[ \t]++(?P<words>[^\n]*\S)"
)
_CERTAIN = 0.9
_SHORTEST = 3
_OFTEN = 2


def turns(text: str, body: Span) -> Iterator[Relation]:
    """Yield a relation for each turn of speakers who have several; a label that stands once is no speaker's.

    Args:
        text: The whole text.
        body: The part to look at.
    """
    found = [match for match in _TURN.finditer(text, body.start, body.end) if match["who"].casefold() not in _LABELS]
    often = Counter(match["who"] for match in found)
    for match in found:
        if often[match["who"]] >= _OFTEN and len(match["words"].split()) >= _SHORTEST:
            yield Relation(Span(*match.span("who")), Span(*match.span("cue")), (Span(*match.span("words")),), _CERTAIN)


_LABELS = {
    "note",
    "photo",
    "image",
    "video",
    "source",
    "credit",
    "update",
    "correction",
    "read more",
    "related",
    "watch",
    "q",
    "a",
}
