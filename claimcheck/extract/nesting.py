"""Relations within the content of others: the content is read again by itself, as a text of its own."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from claimcheck.extract import relays
from claimcheck.extract.confidence import confidence_within
from claimcheck.extract.naming import named
from claimcheck.extract.scope import may_relay, silent, stated, weak
from claimcheck.model import SourceKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from claimcheck.extract.relation import Relation

    Reader = Callable[..., Iterator[Relation]]

SURE = 0.56
"""A detail less likely than this is no claim of its own."""
_PLAIN = 0.6
_THAT = re.compile(r"that\s+", re.IGNORECASE)
_SOMEBODY = re.compile(r"(?:you|one|it|that|this|anybody|anyone|nobody|everybody|everyone)", re.IGNORECASE)
_SELF = re.compile(r"I|we", re.IGNORECASE)
_QUOTED = re.compile(r"[\"“”‘]|'\w")
_ENOUGH = re.compile(r"\b(?:den(?:y|ies|ied)|admit|reject|confirm)", re.IGNORECASE)
_FEWEST = 3
_PAPERS = {SourceKind.DOCUMENT, SourceKind.OUTLET}
DEEPEST, SHORTEST = 3, 12
"""In how many contents a relation may stand, and how many characters of content may hold one."""
_RELAYED, _HALF = 0.8, 0.5


def chained(
    text: str, relation: Relation, read: Reader, *, details: bool = False, depth: int = 0
) -> Iterator[Relation]:
    """Yield a relation and its details; when it only relays another one, the two are one relation with a longer chain.

    Args:
        text: The whole text.
        relation: An outermost relation of a stretch of it.
        read: Yields the outermost relations of a stretch.
        details: Keep what is not worth a claim as well.
        depth: In how many contents it stands.
    """
    outer = relays.completed(text, relation)
    inner = _inner(text, relation, read, details=details, depth=depth)
    phrases = (*outer.outer, *([outer.source] if outer.source else []))
    whole = next((part for part in inner if not part.nested and _covers(text, outer, part)), None)
    if whole:
        yield replace(whole, outer=tuple(dict.fromkeys((*phrases, *whole.outer))), told=whole.told or outer.told)
    else:
        yield outer
    for part in inner:
        if part is not whole and (details or part.nested or worth(text, part)) and not _repeats(text, outer, part):
            sure = part.confidence if part.nested else likely(text, part, deep=depth > 0)
            told = part.told or outer.told
            yield replace(part, outer=(*phrases, *part.outer), told=told, nested=True, confidence=sure)


def _inner(text: str, relation: Relation, read: Reader, *, details: bool, depth: int) -> list[Relation]:
    """Return the relations that stand in the content of *relation*."""
    if depth == DEEPEST:
        return []
    found: list[Relation] = []
    for span in relation.content:
        that = _THAT.match(text, span.start, span.end)
        start = that.end() if that else span.start
        if span.end - start < SHORTEST or not (details or may_relay(text[start : span.end])):
            continue
        for inner in read(text, start, span.end, None, 0.0):
            if details or (inner.source and stated(inner.cue.of(text))):
                found += chained(text, inner, read, details=details, depth=depth + 1)
    return found


def _repeats(text: str, outer: Relation, inner: Relation) -> bool:
    """Say whether a speaker only says that it is said: "As I said, …"."""
    if inner.source is None or not _SELF.fullmatch(inner.source.of(text)):
        return False
    length = sum(span.end - span.start for span in outer.content)
    return sum(span.end - span.start for span in inner.content) >= _HALF * length


def worth(text: str, detail: Relation) -> bool:
    """Say whether a relation within another's content is worth a claim of its own, however deep it stands."""
    told = stated(detail.cue.of(text)) and evident(text, detail) and _whole(text, detail)
    return told and likely(text, detail) >= SURE


def _whole(text: str, detail: Relation) -> bool:
    """Say whether a relation tells something: no refusal, and more than "announced her campaign"."""
    cue, content = detail.cue.of(text), " ".join(span.of(text) for span in detail.content)
    source = detail.source
    if silent(cue, content) or (source and any(source.overlaps(span) for span in (detail.cue, *detail.content))):
        return False
    return len(content.split()) >= _FEWEST or bool(_QUOTED.search(content) or _ENOUGH.search(cue))


def likely(text: str, detail: Relation, *, deep: bool = False) -> float:
    """Return the chance that a relation in another's content is right and somebody's statement.

    Args:
        text: The text.
        detail: The relation, as sure as the model is of it.
        deep: Whether it stands in the content of such a one itself.
    """
    return confidence_within(detail.confidence, traits(text, detail, deep=deep))


def traits(text: str, detail: Relation, *, deep: bool) -> tuple[bool, ...]:
    """Return what speaks for or against a relation in another's content, beside how sure the model is of it."""
    source = detail.source.of(text) if detail.source else ""
    return _SOMEBODY.fullmatch(source) is not None, deep


def evident(text: str, relation: Relation) -> bool:
    """Say whether a source gives evidence: "the data show", not "the firm showed"."""
    cue, source = relation.cue.of(text), relation.source
    return source is not None and (not weak(cue) or named(source.of(text)).kind in _PAPERS)


def _covers(text: str, outer: Relation, inner: Relation) -> bool:
    """Say whether *outer* passes on *inner* as a whole, rather than mentioning it on the way."""
    if inner.source and _SELF.fullmatch(inner.source.of(text)):
        return False
    if inner.confidence < _PLAIN or not stated(inner.cue.of(text)) or not evident(text, inner):
        return False
    length = sum(span.end - span.start for span in outer.content)
    spans = inner.spans()
    reach = max(span.end for span in spans) - min(span.start for span in spans)
    if reach >= _RELAYED * length:
        return True
    opens = inner.start - outer.start < SHORTEST and inner.cue.start > inner.start
    return opens and reach >= _HALF * length
