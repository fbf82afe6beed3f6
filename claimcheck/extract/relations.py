"""The attribution relations of a text: the outermost ones as the model finds them, with what continues them."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from claimcheck.extract import edges, nesting, relays
from claimcheck.extract.confidence import confidence
from claimcheck.extract.dialogue import turns
from claimcheck.extract.overlaps import Overlaps
from claimcheck.extract.relation import Relation
from claimcheck.extract.scope import may_attribute, said, silent
from claimcheck.extract.signatures import closings, signatures
from claimcheck.extract.tagger import tag
from claimcheck.model import Span
from claimcheck.text import paragraphs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from claimcheck.extract.tagger import Tagged

LEAST = 0.4
"""A relation less likely than this is not reported: above it the harmonic mean of precision and recall is best."""
_INSIDE = re.compile(r"[^\s,;](?:.*[^\s,;])?", re.DOTALL)
_NEAR = 12
_QUOTED_ONLY = re.compile(r"\s*[\"“'‘]")
_NEXT_PARAGRAPH = re.compile(
    r"([.!?…,]*+)(?:[^\S\n]*+\n){2,}+[ \t]*+([\"“][^\n\"”]*(?:[\"”](?=[ \t\r]*(?:\n|$))|(?=\n|$)))"
)
_INFINITIVE = re.compile(r"\s+(?:[\w’'.-]+\s+){0,5}?(to\s+[a-z]+\s+)")
_ADJUNCT = re.compile(
    r"[,\s]*(?:in|at|on|during|after|before|as|when|while|following|amid|by|through|via|with|from|to)\s"
)
_LONGEST_GAP = 120
_CLAUSE = re.compile(r",\s+which\s+(?:it|he|she|they)\s[^.!?;:\n\"“”]{3,160}(?=[.!?])")
_BREAK = re.compile(r"[.!?\n\"“”]")
_OPEN_QUOTATION = re.compile(r"[\"“][^\"“”]*$")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which relations are kept.

    Args:
        attitudes: Wishes and attitudes ("she supports") beside what was said.
        details: Everything within the content of another relation, however small or unsure; else only what is worth a
            claim.
    """

    attitudes: bool = False
    details: bool = False


def relations(text: str, body: Span, wanted: Wanted | None = None) -> list[Relation]:
    """Return the relations of a stretch of text in the order of their content.

    Args:
        text: The whole text; offsets refer to it.
        body: The part to look at.
        wanted: What to keep; what claims are made of when left out.
    """
    wish = wanted or Wanted()
    found = list(outermost(text, body.start, body.end, None if wish.attitudes else may_attribute))
    found = _laid_out(found, list(turns(text, body)), list(signatures(text, body)), list(closings(text, body)))
    found = _clauses(text, found)
    whole = [
        part
        for relation in _apart(text, list(_continued(text, _joined(text, found))), wish)
        if wish.attitudes or _told(text, relation)
        for part in nesting.chained(text, relation, outermost, details=wish.details)
    ]
    return sorted(whole, key=lambda relation: (relation.start, -relation.end))


def outermost(
    text: str, start: int, end: int, wanted: Callable[[str], bool] | None = None, least: float = LEAST
) -> Iterator[Relation]:
    """Yield the model's relations that are likely enough; a quotation without a cue goes on with the one before it."""
    last: Relation | None = None
    for tagged in tag(text, start, end, wanted):
        if tagged.cue is None:
            if last and _goes_on(text, last, tagged.content[0]):
                last = replace(last, content=(*last.content, *tagged.content))
            continue
        sure = confidence(tagged.evidence)
        if sure < least:
            continue
        if last:
            yield last
        content = tuple(_trimmed(text, part) for span in tagged.content for part in _by_paragraph(text, span))
        content = _together(text, content, tagged.cue)
        content = _filled(text, (_whole_infinitive(text, tagged.cue, content[0]), *content[1:]), tagged)
        source = relays.whole(text, tagged.source, end) if tagged.source else None
        head = min(tagged.cue.start, source.start if source else tagged.cue.start)
        content = edges.to_the_comma(text, content, head)
        content = edges.from_the_start(text, content, head, last.end if last else start)
        last = Relation(source, tagged.cue, content, sure)
    if last:
        yield last


def _laid_out(
    found: Sequence[Relation], said_by: Sequence[Relation], signed: Sequence[Relation], closed: Sequence[Relation]
) -> list[Relation]:
    """Return the model's relations with those that layout tells.

    Args:
        found: The model's.
        said_by: Turns of a dialogue, which take the place of what has the same cue.
        signed: Signed quotations, which take the place of what has part of their content.
        closed: Sentences that an outlet closes, where the model has nothing.
    """
    cues = {turn.cue for turn in said_by}
    taken = Overlaps(part for one in signed for part in one.content)
    model = [one for one in found if one.cue not in cues and not any(map(taken.meet, one.content))]
    known = Overlaps(span for one in (*model, *said_by, *signed) for span in one.spans())
    missing = [one for one in closed if not any(map(known.meet, one.spans()))]
    return sorted([*said_by, *signed, *model, *missing], key=lambda one: (one.start, -one.end))


def _joined(text: str, found: Sequence[Relation]) -> list[Relation]:
    """Return relations, one between the content and the cue of another of the same source made part of that one.

    So does `NASA banned it, citing "concerns," CNBC reported` come as one thing that CNBC reported.
    """
    kept: list[Relation] = []
    for relation in found:
        last = kept[-1] if kept else None
        if (
            last
            and last.source
            and last.source == relation.source
            and last.end <= relation.cue.start
            and relation.end <= min(last.cue.start, last.source.start)
        ):
            *rest, final = last.content
            kept[-1] = replace(last, content=(*rest, Span(final.start, relation.end)))
        elif last and _relays_all(text, last, relation):
            kept[-1] = replace(last, outer=(*last.outer, *([relation.source] if relation.source else [])))
        else:
            kept.append(relation)
    return kept


def _relays_all(text: str, inner: Relation, outer: Relation) -> bool:
    """Say whether a sentence goes on after a relation and closes with who relays it.

    So does `A, said Fu, in reply to B, according to CCTV`.
    """
    end = max(span.end for span in inner.spans())
    closing = outer.cue.start > outer.end and outer.source is not None and inner.source is not None
    after = inner.cue.start > inner.end and end <= outer.start
    return closing and after and not re.search(r"[\w.!?]", text[end : outer.start]) and bool(_ADJUNCT.match(text, end))


def _clauses(text: str, found: Sequence[Relation]) -> list[Relation]:
    """Return relations, contents after their cue with the relative clause that closes the sentence."""
    starts = sorted(span.start for one in found for span in one.spans())
    grown = []
    for one in found:
        last = one.content[-1]
        clause = _CLAUSE.match(text, last.end) if one.cue.start < last.start else None
        free = clause and bisect_right(starts, clause.end()) == bisect_right(starts, last.end - 1)
        grown.append(
            replace(one, content=(*one.content[:-1], Span(last.start, clause.end()))) if clause and free else one
        )
    return grown


def _whole_infinitive(text: str, cue: Span, first: Span) -> Span:
    """Return the start of a content with the "to view" before it, in `called on Washington to view the rise fairly`."""
    match = _INFINITIVE.match(text, cue.end, first.start) if first.start > cue.end else None
    return Span(match.start(1), first.end) if match and match.end() == first.start else first


def _together(text: str, content: Sequence[Span], cue: Span) -> tuple[Span, ...]:
    """Return the spans of a content that no other paragraph's prose parts from the cue."""
    groups = [[content[0]]]
    for span in content[1:]:
        gap = text[groups[-1][-1].end : span.start]
        if "\n" in gap and re.search(r"\w", gap) and not groups[-1][-1].end <= cue.start < span.start:
            groups.append([span])
        else:
            groups[-1].append(span)
    return tuple(min(groups, key=lambda group: min(abs(span.start - cue.start) for span in group)))


def _filled(text: str, content: Sequence[Span], tagged: Tagged) -> tuple[Span, ...]:
    """Return the spans of a content, joined where only words part them and none of these is its source or cue."""
    joined = [content[0]]
    for span in content[1:]:
        gap = Span(joined[-1].end, span.start)
        apart = any(other and other.overlaps(gap) for other in (tagged.source, tagged.cue))
        if apart or gap.end - gap.start > _LONGEST_GAP or _BREAK.search(gap.of(text)):
            joined.append(span)
        else:
            joined[-1] = Span(joined[-1].start, span.end)
    return tuple(joined)


def _told(text: str, relation: Relation) -> bool:
    cue = relation.cue.of(text)
    return said(cue) and not silent(cue, relation.content[0].of(text))


def _goes_on(text: str, relation: Relation, more: Span) -> bool:
    """Say whether *more* is a quotation of its own right behind a relation."""
    between = text[max(span.end for span in relation.spans()) : more.start]
    return len(between) < _NEAR and not re.search(r"\w", between) and bool(_QUOTED_ONLY.match(text, more.start))


def _by_paragraph(text: str, span: Span) -> Iterator[Span]:
    """Yield the parts of a span that stand in different paragraphs."""
    for block in paragraphs(span.of(text)):
        yield Span(span.start + block.start, span.start + block.end)


def _trimmed(text: str, span: Span) -> Span:
    """Return a span without blanks and commas at its borders."""
    inside = _INSIDE.search(text, span.start, span.end)
    return Span(*inside.span()) if inside else span


def _continued(text: str, found: Sequence[Relation]) -> Iterator[Relation]:
    """Yield relations, those that end in an open quotation with the paragraphs in which it goes on."""
    for number, relation in enumerate(found):
        content = list(relation.content)
        limit = found[number + 1].start if number + 1 < len(found) else len(text)
        while (more := _NEXT_PARAGRAPH.match(text, content[-1].end)) and more.end() <= limit:
            if not _OPEN_QUOTATION.search(content[-1].of(text)):
                break
            content[-1] = Span(content[-1].start, more.end(1))
            content.append(Span(*more.span(2)))
        yield replace(relation, content=tuple(content)) if len(content) > len(relation.content) else relation


def _apart(text: str, found: Sequence[Relation], wish: Wanted) -> Iterator[Relation]:
    """Yield relations; one in another's content is a detail of that one, or nothing when it is not worth it."""
    held = sorted((span.start, span.end, number) for number, one in enumerate(found) for span in one.content)
    starts = [start for start, _, _ in held]
    for number, relation in enumerate(found):
        near = held[max(bisect_right(starts, relation.cue.start) - 2, 0) : bisect_right(starts, relation.cue.start)]
        holder = next((found[other] for _, end, other in near if other != number and relation.cue.end <= end), None)
        if holder is None:
            yield relation
        elif wish.details or nesting.worth(text, relation):
            yield replace(relation, outer=(holder.source,) if holder.source else (), nested=True)


def described(text: str, found: Sequence[Relation]) -> list[str]:
    """Return relations as lines, for people who look into the engine."""
    return [
        " | ".join(
            (
                " > ".join(span.of(text) for span in (*one.outer, *([one.source] if one.source else []))),
                one.cue.of(text),
                " … ".join(span.of(text) for span in one.content),
            )
        )
        for one in found
    ]
