"""Photo, video and graphics credits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claimcheck.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_MEDIUM = (
    r"(?:[Pp]hoto(?:graph)?s?|PHOTOS?|[Ii]mages?|IMAGE|[Pp]ictures?|[Vv]ideos?|[Gg]raphics?"
    r"|[Ii]llustrations?|[Ff]ile [Pp]hoto)"
)
_LABEL = re.compile(
    rf"(?m)^[ \t]*[(\[]?(?P<content>(?:[^\n:：/]{{1,60}}?\s)?{_MEDIUM}(?:\s+[Cc]redits?"
    r"|\s+[Cc]ourtesy(?:\s+of)?)?)\s*(?P<cue>[:：/]"
    rf"|\b[Bb]y\b)\s*(?P<source>[^\n()\[\]]{{2,80}}?)\s*[)\].]?[ \t]*\r?$"
)
_CREDIT = re.compile(
    r"(?m)(?:^|[(\[]|\s\|\s|[.!?]\s)(?P<content>(?:[Pp]hoto |[Ii]mage "
    r"|[Pp]icture )?[Cc]redits?)\s*(?P<cue>[:：])\s*(?P<source>[^\n()\[\]]{2,80}?)\s*(?:[)\].]|\r?$)"
)
_INLINE = re.compile(
    rf"[(\[](?P<content>{_MEDIUM})\s*(?P<cue>[:：/]|\bby\b)\s*(?P<source>[^\n()\[\]]{{2,80}}?)\s*[)\]]"
)
_PHRASE = re.compile(
    rf"(?m)(?<=[.!?] )(?P<content>{_MEDIUM})\s*(?P<cue>[:：]"
    rf"|\bby\b)\s*(?P<source>[A-Z][^\n()\[\]]{{1,80}}?)\.?[ \t]*\r?$"
)


def credits(text: str) -> Iterator[tuple[Span, Span, Span]]:  # noqa: A001 - the field's word
    """Yield content, cue and source of every credit of a text, in order: `Fu cong photo`, `:`, `CCTV`."""
    found: dict[int, re.Match[str]] = {}
    for pattern in (_LABEL, _CREDIT, _INLINE, _PHRASE):
        for match in pattern.finditer(text):
            if not any(
                other.start("content") < match.end() and match.start("content") < other.end()
                for other in found.values()
            ):
                found[match.start("content")] = match
    for _, match in sorted(found.items()):
        yield Span(*match.span("content")), Span(*match.span("cue")), Span(*match.span("source"))
