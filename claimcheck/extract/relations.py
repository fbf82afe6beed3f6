"""Attribution relations of a sentence, from its cues outwards."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice

from claimcheck.extract import content, nouns, phrases
from claimcheck.extract.according import accordings
from claimcheck.extract.cues import CueClass, by_form, pattern
from claimcheck.extract.quotes import CLOSE, OPEN
from claimcheck.extract.relation import Relation
from claimcheck.model import Span

_NOUN_BEFORE = re.compile(
    r"\b(?:the|a|an|of|no|his|her|its|their|our|any|some|these|those|such|without|in|for|media|news|press"
    r"|from|false|several|to|and their|early|first)\s+$",
    re.IGNORECASE,
)
_NOUN_FORMS = {
    "reports",
    "report",
    "claims",
    "claim",
    "notes",
    "note",
    "states",
    "state",
    "warning",
    "shows",
    "show",
    "finds",
    "say",
    "forecast",
    "promises",
    "promise",
    "demands",
    "estimates",
    "estimate",
    "posts",
    "order",
    "answers",
    "remarks",
    "comments",
    "pledges",
}
_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|been|being|be|get|got)\s+(?:also\s+|widely\s+|first\s+|last\s+|\w+ly\s+)?$"
)
_QUOTED_AS = re.compile(r"\b(?:was|were|is|been)\s+(?:also\s+)?quoted\s+(?:by\s+(?P<by>[^,;“”]{2,60}?)\s+)?as\s+$")
_TO_BEFORE = re.compile(r"\bto\s+$")
_CITING = re.compile(r"\bciting\s+(?!“)")
_CLAUSE_AFTER_NAME = re.compile(
    rf"\s*(?:$|[,.;{CLOSE}?!)]|(?:in|on|at|during|after|of|from|who|to|when|as|while|{phrases.DAYS}|last"
    r"|this|earlier|yesterday)\b)"
)
_INTERVIEW = re.compile(
    r"\b(?:[Ii]n an? (?:\w+\s){0,3}interview (?:with|on|for|to)|(?:[Ss]peaking|talking) (?:to|with|on))\s+"
)
_OPENING = re.compile(
    r"(?:He|She|They|It|(?:The |[A-ZÀ-Þ][\w.’'-]*)(?:\s+[A-ZÀ-Þ][\w.’'-]*){0,4}(?:(?<=The )\w+)?)(?=\s)"
)
_NEGATED = re.compile(r"\b(?:not|n[’']t|never|cannot)\s+(?:yet\s+|immediately\s+)?$")
_BY = re.compile(r"\s+(?:as saying\s+)?by\s+")
_IN_OUTLET = re.compile(r"[^,.;:“”]{0,40}?\b(?:in|on)\s+(?=(?:[Tt]he\s+)?[A-ZÀ-Þ])")
_AND_BEFORE = re.compile(r"\b(?:and|but)\s+(?:also\s+|later\s+|then\s+)?$")
_AUXILIARY = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|could|should|can|may|might|must|did|does|do)\b")
_VERB = re.compile(rf"{_AUXILIARY.pattern}|\b\w+(?:ed|n[’']t)\b")
_HALVES = 0.4
_MOST = 40


def relations(masked: str, sentence: Span) -> list[Relation]:
    """Return the relations of a sentence in the order of their content, nested ones joined or left out."""
    found: list[Relation] = []
    for match in islice(pattern().finditer(masked, sentence.start, sentence.end), _MOST):
        relation = _of_verb(masked, sentence, match, found)
        if relation:
            found.append(relation)
    relays = list(accordings(masked, sentence))
    leading = [relay.cue for relay in relays if not relay.postposed]
    found = [r for r in found if not any(s.start <= cue.start < s.end for s in r.content for cue in leading)]
    return sorted(_nested(found, relays), key=lambda relation: relation.start)


def _of_verb(masked: str, sentence: Span, match: re.Match[str], found: list[Relation]) -> Relation | None:
    form = match[0]
    kind = by_form()[form].kind
    ahead = masked[sentence.start : match.start()]
    if (form in _NOUN_FORMS and _NOUN_BEFORE.search(ahead)) or _TO_BEFORE.search(ahead):
        return None
    if form.endswith("ing"):
        return _participle(masked, sentence, match, found)
    if _PASSIVE.search(ahead) or _NEGATED.search(ahead):
        return None
    cue = Span(*match.span())
    return _inverted(masked, sentence, cue, kind) or _direct(masked, sentence, cue, kind, found)


def _participle(masked: str, sentence: Span, match: re.Match[str], found: list[Relation]) -> Relation | None:
    """Build the relation of ", noting that …", whose source is that of the cue before it, or of "quoted as saying"."""
    ahead = masked[sentence.start : match.start()]
    quoted = _QUOTED_AS.search(ahead)
    if quoted and not ahead[quoted.end() :].strip():
        source = phrases.before(masked, sentence.start, sentence.start + quoted.start())
        cue = Span(sentence.start + quoted.start(), match.end())
        if source and (behind := _quoted_before(masked, sentence, source, cue)):
            return behind
        after = content.after_cue(masked, match.end(), sentence.end, bare=True)
        if not source or not after:
            return None
        by = Span(sentence.start + quoted.start("by"), sentence.start + quoted.end("by")) if quoted["by"] else None
        return Relation(source, cue, (after[0],), sentence, outer=(by,) if by else ())
    if not re.search(rf"(?:,|{CLOSE})\s*(?:and\s+)?$", ahead):
        return None
    if match[0].startswith(("calling", "urging", "accusing", "describing")):
        after = content.commanded(masked, match.end(), sentence.end)
    else:
        after = content.after_cue(masked, match.end(), sentence.end, bare=False)
    if not after:
        return None
    source = found[-1].source if found else _subject(masked, sentence)
    outer = found[-1].outer if found else ()
    return Relation(source, Span(*match.span()), (after[0],), sentence, outer=outer) if source else None


def _quoted_before(masked: str, sentence: Span, source: Span, cue: Span) -> Relation | None:
    """Build the relation of `"…," Ms Pawar was quoted as saying by PTI`."""
    if not masked[sentence.start : source.start].rstrip().endswith((CLOSE, ",")):
        return None
    span = content.before_cue(masked, sentence, source.start)
    by = _BY.match(masked, cue.end, sentence.end)
    relay = phrases.after(masked, by.end(), sentence.end) if by else None
    return Relation(source, cue, (span,), sentence, postposed=True, outer=(relay,) if relay else ()) if span else None


def _subject(masked: str, sentence: Span) -> Span | None:
    """Return the name or pronoun that opens a sentence."""
    match = _OPENING.match(masked, sentence.start, sentence.end)
    return Span(*match.span()) if match else None


def _inverted(masked: str, sentence: Span, cue: Span, kind: CueClass) -> Relation | None:
    """Build the relation of `"…," said Fu Cong` and `…, said Fu Cong`."""
    ahead = masked[sentence.start : cue.start].rstrip()
    if kind in {CueClass.URGE, CueClass.SHOW} or not ahead.endswith((CLOSE, ",", "?", "!")):
        return None
    if kind is CueClass.TELL and not ahead.endswith(CLOSE):
        return None
    source = phrases.after(masked, cue.end, sentence.end)
    if not source or masked[source.start : source.end].startswith("that "):
        return None
    if not ahead.endswith(CLOSE) and not _stands_alone(masked, source, sentence.end):
        return None
    span = content.before_cue(masked, sentence, cue.start)
    if not span:
        return None
    more = content.continued(masked, _past_apposition(masked, source.end, sentence.end), sentence.end)
    return Relation(source, cue, (span, more) if more else (span,), sentence, postposed=True)


def _stands_alone(masked: str, source: Span, end: int) -> bool:
    """Say whether somebody who may be credited follows the cue, and no clause: "said Fu", "said the minister"."""
    words = masked[source.start : source.end].split(",", maxsplit=1)[0].split()
    known = nouns.PEOPLE | nouns.BODIES | nouns.OUTLETS
    somebody = words[0][:1].isupper() or any(word.casefold() in known for word in words)
    return somebody and bool(_CLAUSE_AFTER_NAME.match(masked, source.end, end))


def _past_apposition(masked: str, start: int, end: int) -> int:
    at = masked.find(OPEN, start, end)
    return at if at >= 0 and not re.search(r"[;]", masked[start:at]) else start


def _direct(masked: str, sentence: Span, cue: Span, kind: CueClass, found: list[Relation]) -> Relation | None:
    source = phrases.before(masked, sentence.start, cue.start)
    if found and (source is None or _AND_BEFORE.search(masked[sentence.start : cue.start])):
        return _forward(masked, sentence, cue, kind, found[-1].source) if found[-1].source else None
    if not source:
        return None
    ahead = masked[sentence.start : source.start].rstrip()
    if kind is not CueClass.URGE and ahead.endswith((CLOSE, ",", "—", "–", "?", "!")):
        span = content.before_cue(masked, sentence, source.start)
        if span and _closes_sentence(masked, cue.end, sentence.end, span, kind):
            more = content.continued(masked, cue.end, sentence.end) or (
                None if CLOSE in masked[span.end - 1 : span.end] else content.resumed(masked, cue.end, sentence.end)
            )
            told = phrases.after(masked, cue.end, sentence.end) if kind is CueClass.TELL else None
            told = told or _interviewer(masked, cue.end, sentence.end)
            return Relation(source, cue, (span, more) if more else (span,), sentence, postposed=True, told=told)
    return _forward(masked, sentence, cue, kind, source)


def _closes_sentence(masked: str, at: int, end: int, span: Span, kind: CueClass) -> bool:
    """Say whether the content can stand before the cue: nothing after it would be its own content."""
    if masked[span.end - 1] == CLOSE:
        return True
    rest = masked[at:end].strip(" .")
    if kind is CueClass.TELL:
        return not re.search(rf"\bthat\b|{OPEN}", rest)
    return (
        not rest
        or rest[0] in ",;"
        or bool(
            re.match(
                rf"(?:on|in|at|during|after|{phrases.DAYS}|last|this|earlier|yesterday"
                rf"|today)\b(?![^,]*\bthat\b)[^{OPEN},]*(?:,|$)",
                rest,
            )
        )
    )


def _forward(masked: str, sentence: Span, cue: Span, kind: CueClass, source: Span) -> Relation | None:
    """Build the relation of `Fu said (that) …`, `Zhou told the Global Times that …`, `Doctors urged Y to …`."""
    told = phrases.after(masked, cue.end, sentence.end) if kind is CueClass.TELL else None
    start = told.end if told else cue.end
    if kind is CueClass.URGE:
        after = content.commanded(masked, cue.end, sentence.end) or content.after_cue(
            masked, cue.end, sentence.end, bare=False
        )
    else:
        after = content.after_cue(
            masked, start, sentence.end, bare=_may_be_bare(masked, start, sentence.end, masked[cue.start : cue.end])
        )
    if not after or (told and after[0].start < told.end):
        return None
    if not told:
        told = _interviewer(masked, cue.end, sentence.end) or _interviewer(masked, sentence.start, source.start)
    return Relation(source, cue, (after[0],), sentence, told=told)


def _may_be_bare(masked: str, start: int, end: int, cue: str) -> bool:
    """Say whether what follows can be a clause without "that"; after other cues than "said" it must show its verb."""
    lemma = by_form()[cue]
    if lemma.kind is CueClass.SAY:
        return lemma.name == "say" or bool(_VERB.search(masked, start, end))
    return lemma.kind is CueClass.SHOW and bool(_AUXILIARY.search(masked, start, end))


def _interviewer(masked: str, start: int, end: int) -> Span | None:
    match = _INTERVIEW.search(masked, start, end) or _IN_OUTLET.match(masked, start, end)
    return phrases.after(masked, match.end(), end) if match else None


def _nested(verbs: list[Relation], relays: list[Relation]) -> list[Relation]:
    """Join relations that lie in one another: a relayed one is kept with its relays; a mere detail is dropped."""
    whole = sorted([*verbs, *relays], key=lambda r: (r.sentence.start, -(r.end - r.start)))
    kept: list[Relation] = []
    for relation in whole:
        holder = next((k for k in kept if k is not relation and _holds(k, relation)), None)
        if holder is None:
            kept.append(relation)
        elif _relays(holder, relation):
            kept[kept.index(holder)] = replace(
                relation,
                outer=(*holder.outer, *([holder.source] if holder.source else []), *relation.outer),
                told=relation.told or holder.told,
            )
    return kept


def _holds(outer: Relation, inner: Relation) -> bool:
    """Say whether the cue and source of *inner* stand in the content of *outer*."""
    return (
        any(span.start <= inner.cue.start and inner.cue.end <= span.end for span in outer.content)
        and outer.cue != inner.cue
    )


def _relays(outer: Relation, inner: Relation) -> bool:
    """Say whether *outer* passes on *inner* as a whole, rather than mentioning it on the way."""
    if inner.source is None or outer.source is None or inner.source == outer.source:
        return False
    if inner.postposed:
        return inner.start - outer.start <= len("In addition, ")
    whole = Span(min(inner.source.start, inner.start), inner.end)
    return whole.start - outer.start <= len("that the ") and (inner.end - inner.start) >= _HALVES * (
        outer.end - outer.start
    )
