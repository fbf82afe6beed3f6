"""What the model is trained on: texts with their outermost relations, from the corpus, its annotated articles and ours.

The corpus is PolNeAR (Newell, Margolin and Ruths 2018), one article a line: `{id, text, attributions: [{source, cue,
content}]}` with
spans `[start, end)` in code points.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimcheck.extract.encoding import words
from claimcheck.training.passages import passages

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from claimcheck.extract.encoding import Words
    from claimcheck.model import Span
    from claimcheck.training.annotations import Annotated, Told
    from claimcheck.training.passages import Marked, Passage

    _Told = Told | Marked


OUTSIDE, SOURCE, CUE, CONTENT = 0, 1, 3, 5
"""Tags: a role's own number begins a span, the next goes on with it."""
_THAT = re.compile(r"that\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Relation:
    """Runs of words of one relation, `[start, end)` in words."""

    source: list[tuple[int, int]]
    cue: list[tuple[int, int]]
    content: list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Example:
    """A text, its words and its outermost relations."""

    id: str
    text: str
    words: Words
    relations: list[Relation]


def corpus(path: Path) -> list[Example]:
    """Read a corpus file."""
    with path.open(encoding="utf-8") as lines:
        return [_of_article(json.loads(line)) for line in lines]


def _of_article(row: dict[str, object]) -> Example:
    text = str(row["text"])
    found = words(text)
    places = _Places(found)
    relations = [
        Relation(*(places.runs(attribution.get(role) or []) for role in ("source", "cue", "content")))
        for attribution in row["attributions"]  # type: ignore[attr-defined]  # JSON
    ]
    return Example(str(row["id"]), text, found, [relation for relation in relations if relation.content])


class _Places:
    def __init__(self, found: Words) -> None:
        self._starts, self._ends = found.starts.tolist(), found.ends.tolist()

    def runs(self, spans: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
        """Return the runs of words that spans of the text touch."""
        pairs = [(bisect_right(self._ends, start), bisect_left(self._starts, end)) for start, end in spans]
        return [(first, last) for first, last in pairs if first < last]


def own(*, kept_aside: bool) -> list[Example]:
    """Return our passages as examples: each with its outermost relations, and each content as a text of its own."""
    return [example for passage in passages() if passage.kept_aside == kept_aside for example in _of_passage(passage)]


def contents(article: Annotated) -> list[Example]:
    """Return each content of an annotated article as a text of its own, with the relations in it or without any."""
    found: list[Example] = []
    for number, (outer, nested) in enumerate(zip(article.relations, article.nested, strict=True)):
        for told in (outer, *nested):
            inner: list[_Told] = [one for one in nested if one is not told]
            place = "" if told is outer else f".{nested.index(told)}"
            found += _contents(article.text, told, inner, f"{article.id}/{number}{place}")
    return found


def _contents(text: str, outer: _Told, inner: Sequence[_Told], ident: str) -> Iterator[Example]:
    for number, span in enumerate(outer.content):
        start, end = inner_text(text, span)
        inside = _outer([one for one in inner if _inside(one, start, end)])
        yield _stretch(text, start, end, inside, f"{ident}.{number}")


def _of_passage(passage: Passage) -> Iterator[Example]:
    text = passage.text
    yield _stretch(text, 0, len(text), outermost(passage, 0, len(text)), passage.id)
    for marked in passage.relations:
        inner: list[_Told] = [one for one in passage.relations if one is not marked]
        yield from _contents(text, marked, inner, f"{passage.id}/{marked.number}")


def inner_text(text: str, span: Span) -> tuple[int, int]:
    """Return the stretch of a content that is read again by itself: without a leading "that"."""
    that = _THAT.match(text, span.start, span.end)
    return (that.end() if that else span.start), span.end


def outermost(passage: Passage, start: int, end: int) -> list[_Told]:
    """Return the relations that stand in no other one's content."""
    return _outer([r for r in passage.relations if _inside(r, start, end)])


def _inside(relation: _Told, start: int, end: int) -> bool:
    return all(start <= span.start and span.end <= end for role in _roles(relation) for span in role)


def _roles(relation: _Told) -> tuple[tuple[Span, ...], tuple[Span, ...], tuple[Span, ...]]:
    """Return the spans of source, cue and content."""
    source, cue = (
        role if isinstance(role, tuple) else (role,) if role else () for role in (relation.source, relation.cue)
    )
    return source, cue, relation.content


def _outer(relations: Sequence[_Told]) -> list[_Told]:
    def held(place: int, inner: _Told) -> bool:
        return any(
            any(span.contains(part) for span in outer.content) and (inner.content != outer.content or place > other)
            for other, outer in enumerate(relations)
            if outer is not inner
            for part in inner.content[:1]
        )

    return [relation for place, relation in enumerate(relations) if not held(place, relation)]


def _stretch(text: str, start: int, end: int, relations: Sequence[_Told], ident: str) -> Example:
    piece = text[start:end]
    found = words(piece)
    places = _Places(found)
    return Example(
        ident,
        piece,
        found,
        [
            Relation(
                *(places.runs([(span.start - start, span.end - start) for span in spans]) for spans in _roles(one))
            )
            for one in relations
        ],
    )
