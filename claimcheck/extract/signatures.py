"""Attributions by layout: signed quotations, names that announce one, briefs, a sentence with its outlet last."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claimcheck.extract import nouns
from claimcheck.extract.naming import named
from claimcheck.extract.relation import Relation
from claimcheck.model import SourceKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_WHO = rf"[{nouns.UPPER}][^\n“”\"!?;]{{2,90}}?"
_QUOTATION = r"(?P<words>[“\"][^\n]*[”\"])"
_SIGNED = re.compile(
    rf"(?m)^[ \t]*{_QUOTATION}[ \t]*(?:\r?\n[ \t]*)?(?P<cue>[-–—―]{{1,2}})[ \t]*(?P<who>{_WHO})[ \t]*\.?$"
)
_ANNOUNCED = re.compile(
    r"(?m)^[ \t]*(?:(?:And|Also)[ \t]+)?(?P<cue>[Ff]rom(?:[ \t]+the[ \t]+desk[ \t]+of)?)[ \t]+"
    rf"(?P<who>{_WHO})[ \t]*+(?:[:.,][ \t]*+)?$\s*^[ \t]*{_QUOTATION}[ \t]*$"
)
_BRIEF = re.compile(
    rf"(?m)^[^\n]{{0,40}}\((?P<agency>[{nouns.UPPER}][\w .&’'-]{{1,40}})\)\s*[-–—]+\s*(?P<who>{_WHO})[ \t]*:[ \t]*$"
)
_BULLET = re.compile(
    r"(?m)^[ \t]*[*•·][ \t]*(?P<cue>Says|Said|Sees|Expects|Announces|Reports|Confirms)[ \t]++(?P<words>[^\n]*\S)"
)
_CLOSING = re.compile(
    r",\s+"
    rf"(?P<who>(?:the\s+|The\s+)?[{nouns.UPPER}][\w’'&.-]*(?:\s+[{nouns.UPPER}][\w’'&.-]*){{0,4}})"
    r"\s+(?P<cue>reports|writes)\.(?=\s|$)"
)
_SENTENCE = re.compile(rf"[{nouns.UPPER}][^\n.!?“”\"]{{20,400}}+\Z")
_LONGEST = 401
_SURE = 0.9
_MOST = 14


def signatures(text: str, body: Span) -> Iterator[Relation]:
    """Yield the relations that layout alone tells, in no order.

    Args:
        text: The whole text.
        body: The part to look at.
    """
    for match in (*_SIGNED.finditer(text, body.start, body.end), *_ANNOUNCED.finditer(text, body.start, body.end)):
        if _somebody(match["who"]):
            yield _relation(match)
    heads = list(_BRIEF.finditer(text, body.start, body.end))
    for number, head in enumerate(heads):
        end = heads[number + 1].start() if number + 1 < len(heads) else body.end
        agency, who = Span(*head.span("agency")), Span(*head.span("who"))
        for match in _BULLET.finditer(text, head.end(), end):
            found = _relation(match, who)
            yield Relation(who, found.cue, found.content, _SURE, outer=(agency,))


def closings(text: str, body: Span) -> Iterator[Relation]:
    """Yield sentences that end with the outlet that reports them: "…, the Harbour Daily reports"."""
    free = body.start
    for match in _CLOSING.finditer(text, body.start, body.end):
        if words := _SENTENCE.search(text, max(free, match.start() - _LONGEST), match.start()):
            free = match.end()
            who, cue = Span(*match.span("who")), Span(*match.span("cue"))
            yield Relation(who, cue, (Span(*words.span()),), _SURE)


def _relation(match: re.Match[str], who: Span | None = None) -> Relation:
    return Relation(who or Span(*match.span("who")), Span(*match.span("cue")), (Span(*match.span("words")),), _SURE)


def _somebody(phrase: str) -> bool:
    """Say whether a phrase names one who may sign."""
    who = named(phrase)
    return len(phrase.split()) <= _MOST and who.full and who.kind not in {SourceKind.UNNAMED, SourceKind.DOCUMENT}
