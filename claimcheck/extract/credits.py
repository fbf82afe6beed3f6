"""Photo, video and graphics credits."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from claimcheck.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_MEDIUM = (
    r"(?:[Pp]hoto(?:graph)?s?|PHOTOS?|[Ii]mages?|IMAGE|[Pp]ictures?|[Vv]ideos?|[Gg]raphics?"
    r"|[Ii]llustrations?|[Ff]ile [Pp]hoto)"
)
_SOURCE = r"\s*+(?P<source>[^\n()\[\]]{2,80}?|\w)"
_LABEL = re.compile(
    rf"(?m)^[ \t]*[(\[]?(?P<content>(?:[^\n:：/]{{1,60}}?\s)?{_MEDIUM}(?:\s+[Cc]redits?"
    rf"|\s+[Cc]ourtesy(?:\s+of)?)?)\s*+(?P<cue>[:：/]|\b[Bb]y\b){_SOURCE}"
    r"(?:\s*+[)\].][ \t]*+\r?$|[^\S\n]*+$)"
)
_CREDIT = re.compile(
    r"(?m)(?:^|[(\[]|\s\|\s|[.!?]\s)(?P<content>(?:[Pp]hoto |[Ii]mage "
    rf"|[Pp]icture )?[Cc]redits?)\s*+(?P<cue>[:：]){_SOURCE}(?:\s*+[)\].]|[^\S\n]*+$)"
)
_INLINE = re.compile(rf"[(\[](?P<content>{_MEDIUM})\s*+(?P<cue>[:：/]|\bby\b){_SOURCE}\s*+[)\]]")
_PHRASE = re.compile(
    rf"(?m)(?<=[.!?] )(?P<content>{_MEDIUM})\s*+(?P<cue>[:：]"
    r"|\bby\b)\s*+(?P<source>[A-Z][^\n()\[\]]{1,80}?)\.?[ \t]*+\r?$"
)


def credits(text: str) -> Iterator[tuple[Span, Span, Span]]:  # noqa: A001 - the field's word
    """Yield content, cue and source of every credit of a text, in order: `Fu cong photo`, `:`, `CCTV`."""
    found: list[re.Match[str]] = []
    for pattern in (_LABEL, _CREDIT, _INLINE, _PHRASE):
        for match in pattern.finditer(text):
            place = bisect_left(found, _begins(match), key=_begins)
            ahead, behind = found[max(place - 1, 0) : place], found[place : place + 1]
            if all(one.end() <= _begins(match) for one in ahead) and all(match.end() <= _begins(one) for one in behind):
                found.insert(place, match)
    for match in found:
        yield Span(*match.span("content")), Span(*match.span("cue")), Span(*match.span("source"))


def _begins(credit: re.Match[str]) -> int:
    return credit.start("content")
