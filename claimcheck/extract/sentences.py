"""The borders of sentences. A quotation is never cut, and belongs to the sentence that introduces or follows it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claimcheck.extract.cues import verbs
from claimcheck.extract.quotes import CLOSE, HIDDEN, OPEN
from claimcheck.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Col|Lt|Sgt|Capt|Maj|Adm|Rev|Hon|St|Jr|Sr|vs|v|No|Inc|Ltd|Co|Corp|Bros"
    r"|Jan|Feb|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Calif|Fla|Va|Pa|Mass|Wash|Ill"
    r"|Mich|Ariz|Conn|Tenn|Dept|Fig|approx|est|a\.m|p\.m|e\.g|i\.e|et al|U\.S|U\.K|U\.N|D\.C)|\b[A-Z](?:\.[A-Z])*)$"
)
_END = re.compile(r"[.!?…]+[)\]’']*(?=[\s])|[”][.]?(?=\s)")
_STARTS = re.compile(r"\s+[(\[]?[“\"‘']?[A-Z0-9À-ÖØ-Þ“█]")
_ATTRIBUTES = re.compile(
    rf"\s+(?:[a-z]|(?:(?:[A-Z][\w.’'-]*|the|a|an|of|for|who|,)\s*){{1,9}}\s*(?:has |have |had |also "
    rf"|later |then )?(?:{verbs()})\b)"
)
_LOOK = 160


def sentences(text: str, masked: str, block: Span) -> Iterator[Span]:
    """Yield the sentences of a paragraph in order.

    Args:
        text: The article's text.
        masked: The same text with its quotations hidden (`quotes.hide`).
        block: Where the paragraph stands.
    """
    start = block.start
    for match in _END.finditer(masked, block.start, block.end):
        if _is_border(text, masked, match, block.end):
            yield Span(start, match.end())
            start = match.end() + (
                len(masked[match.end() : block.end]) - len(masked[match.end() : block.end].lstrip())
                if match.end() < block.end
                else 0
            )
    if masked[start : block.end].strip():
        yield Span(start, block.end)


def _is_border(text: str, masked: str, match: re.Match[str], end: int) -> bool:
    at = match.end()
    ahead = masked[at : min(at + _LOOK, end)]
    if not _STARTS.match(ahead):
        return False
    if match[0].startswith(CLOSE) and len(match[0]) == 1:
        inside = text[match.start() - 1]
        return inside in ".!?…" and not _ATTRIBUTES.match(ahead) and masked[match.start() - 1] == HIDDEN
    if match[0].startswith("."):
        return not _ABBREVIATION.search(masked[max(match.start() - 12, 0) : match.start()])
    return not (match[0][0] in "?!" and ahead.lstrip().startswith(OPEN) is False and _ATTRIBUTES.match(ahead))
