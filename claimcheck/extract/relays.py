"""Who passed a relation on, and to whom it was told, where the words around the cue say so."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from claimcheck.extract.listeners import described_at, outlet_at, signed, work_at
from claimcheck.model import Span

if TYPE_CHECKING:
    from claimcheck.extract.relation import Relation

_INTERVIEW = re.compile(
    r"\b(?P<spoken>interview(?:ed)?|remarks|comments|e-?mail|statement|message|speaking|talking|spoke|talked)"
    r"(?:\s+(?!in\b|on\b|with\b|to\b|for\b|by\b)[\w’'-]+){0,4}?\s+(?P<how>in|on|with|to|for|by)\s+"
    r"|\b(?:broadcast|episode|edition|instalment)\s+of\s+|\b(?:appear(?:ed|s|ing|ance)|op-ed|column|essay|piece|writing|wrote|writes|aired|broadcast|published|posted|said|says"
    r"|argued?|argues|segment|episode|show)\b"
    r"(?:\s+(?!in\b|on\b|with\b|to\b|for\b|by\b)[\w’'-]+){0,4}?\s+(?:in|on|with|to|for|by)\s+",
    re.IGNORECASE,
)
_TO = re.compile(
    r"(?:tells?|told|telling|(?:assur|inform|remind|warn)(?:e?d|e?s|ing)|confirmed to|confided in|admitted to)\s+"
)
_ON = re.compile(r"\s*(?:On|In)\s+(?=[\"“‘']?(?:[Tt]he\s+)?[A-Z])")
_ON_AIR = re.compile(r"\bon\s+(?=[\"“‘']?(?:[Tt]he\s+)?[A-Z])")
_GAVE = re.compile(
    r"\b(?:made|gave|sent|issued|provided)\s+(?:an?\s+)?(?:[\w-]+\s+){0,3}(?:statement|comments?|interview|e-?mail|letter)\s+to\s+"
)
_NEAR = 60
_HOST = re.compile(rf"\b(?:host|hosts|hosted|anchor|anchors)\b[^.;]{{0,{_NEAR}}}\Z")
_OF_ANOTHER = re.compile(r"[’']s?\s\Z")
_APPEARED = re.compile(r"\s*(?:in|on|to)\s+")
_BY = re.compile(r"(?:\s+(?:on\s+)?\w+day)?\s+by\s+")
_CITING = re.compile(
    r"\b(?:citing|quoting)\s++(?P<who>(?![\"“])[^,;:.\"“”]{3,90}?)(?=\s+(?:as\s+saying|who|that)\b|[,;:.]|$)"
)
_AS_SAYING = re.compile(
    r"\b(?:quot(?:ed|es|ing|e)|cit(?:ed|es|ing|e))\s+(?P<who>\S.{0,300}?)"
    r"(?<!\s)\s+as\s+(?:saying|telling|writing)$",
    re.DOTALL,
)
_PASSIVE = re.compile(r"\b(?:quoted|cited)\b.{0,300}\bas\s+saying$", re.DOTALL)
_LINE = re.compile(
    r"[\n\r]|(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bSen)(?<!\bRep)(?<!\bGov)(?<!\bGen)(?<!\bSt)(?<!\b[A-Z])[.!?]"
    r"[”\"’']?\s"
)
_BROKEN = re.compile(r"\b(?:by|of|from|for|at|the)$", re.IGNORECASE)
_REST = re.compile(r"\s+[^\s,.;:\"“”()][^,.;:\"“”()\n]{0,79}[^\s,.;:\"“”()](?=\s*(?:[,.;:\"“”()\n]|$))")
_IN = re.compile(r"(?:\w+\s+){1,3}in\s+")
_AS = re.compile(r"\s+as\s+(?=[\"“‘'])")
_FAR = 160


def completed(text: str, relation: Relation) -> Relation:
    """Return a relation with the listener and relays that stand beside its cue."""
    cue = relation.cue.of(text)
    inside = _AS_SAYING.search(cue)
    if inside and relation.source and not _PASSIVE.search(cue[: inside.start("who")]):
        who = Span(relation.cue.start + inside.start("who"), relation.cue.start + inside.end("who"))
        if not who.of(text).startswith("by "):
            relation = replace(relation, outer=(*relation.outer, relation.source), source=who)
    if _PASSIVE.search(cue) and (by := _BY.match(text, relation.cue.end)) and (relay := outlet_at(text, by.end())):
        return replace(relation, outer=(relay, *relation.outer))
    relation = _cited(text, relation)
    told = _listener(text, relation)
    if told and told != relation.source:
        return replace(relation, told=told)
    return _described_in(text, relation)


def _described_in(text: str, relation: Relation) -> Relation:
    """Return "described it in the Church Times as “…”" with the outlet as listener, and only the quotation."""
    first, *rest = relation.content
    match = _IN.match(text, first.start, first.end)
    outlet = outlet_at(text, match.end()) if match else None
    behind = _AS.match(text, outlet.end, first.end) if outlet else None
    if outlet is None or behind is None:
        return relation
    return replace(relation, told=outlet, content=(Span(behind.end(), first.end), *rest))


def whole(text: str, source: Span, end: int) -> Span:
    """Return a source that breaks off after "a report by" or "the" with the words up to the next border."""
    if not _BROKEN.search(source.of(text)):
        return source
    rest = _REST.match(text, source.end, end)
    return Span(source.start, rest.end()) if rest else source


def _listener(text: str, relation: Relation) -> Span | None:
    """Return the outlet that was spoken to."""
    cue = relation.cue
    told = _TO.search(text, cue.start, min(cue.end + 1, len(text)))
    if told and (listener := outlet_at(text, told.end()) or described_at(text, told.end())):
        return listener
    if relation.source and (paper := signed(text, relation.source)):
        return paper
    start, end = around(text, relation)
    aired = [_ON.match(text, start), _APPEARED.match(text, cue.end)]
    aired += [
        match
        for match in _ON_AIR.finditer(text, relation.end, max(end, relation.end))
        if not _HOST.search(text, max(match.start() - _NEAR, 0), match.start())
    ]
    found = [
        outlet_at(text, match.end(), spoken=match["spoken"] is not None and match["how"] in {"with", "to"})
        for match in _INTERVIEW.finditer(text, start, end)
        if not match["spoken"] or not _OF_ANOTHER.search(text, max(match.start() - len("’s "), 0), match.start())
    ]
    places = [outlet_at(text, match.end()) for match in aired if match] + list(work_at(text, start, end))
    found += [one for one in places if one and not (relation.source and relation.source.overlaps(one))]
    free = (one for one in found if one and not _in_content(relation, one) and not cue.overlaps(one))
    return next(free, None) or _before(text, start)


def _before(text: str, start: int) -> Span | None:
    """Return the outlet to which the sentence before has a statement made: "Perla made a statement to Berlingske"."""
    opens = max(text.rfind("\n", 0, start), start - _FAR, 0)
    given = list(_GAVE.finditer(text, opens, start))
    if not given or _LINE.search(text, given[-1].end(), max(start - len('"”. '), 0)):
        return None
    return outlet_at(text, given[-1].end(), spoken=True)


def _cited(text: str, relation: Relation) -> Relation:
    """Return "Reuters reported, citing two officials, that …" with the officials as its inner source."""
    start, end = around(text, relation)
    for match in _CITING.finditer(text, start, end):
        who = Span(*match.span("who"))
        if (
            relation.source
            and not _in_content(relation, who)
            and not who.overlaps(relation.source)
            and not who.overlaps(relation.cue)
        ):
            return replace(relation, outer=(*relation.outer, relation.source), source=who)
    return relation


def _in_content(relation: Relation, span: Span) -> bool:
    return any(part.overlaps(span) for part in relation.content)


def around(text: str, relation: Relation) -> tuple[int, int]:
    """Return the borders of the sentence of a cue, no further than what is likely to belong to it."""
    cue = relation.cue
    ahead = [match.end() for match in _LINE.finditer(text, max(cue.start - _FAR, 0), cue.start)]
    behind = _LINE.search(text, cue.end, cue.end + _FAR)
    return (ahead[-1] if ahead else max(cue.start - _FAR, 0)), (
        behind.start() if behind else min(cue.end + _FAR, len(text))
    )
