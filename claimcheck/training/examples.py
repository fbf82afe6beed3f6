"""What the model is trained on: texts with their outermost relations, from the corpus and from our own passages.

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
    from claimcheck.training.passages import Marked, Passage

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


def _of_passage(passage: Passage) -> Iterator[Example]:
    yield _stretch(passage, 0, len(passage.text), outermost(passage, 0, len(passage.text)), passage.id)
    for marked in passage.relations:
        for number, span in enumerate(marked.content):
            start, end = inner_text(passage.text, span)
            inside = [r for r in passage.relations if r is not marked and _inside(r, start, end)]
            yield _stretch(passage, start, end, _outer(inside), f"{passage.id}/{marked.number}.{number}")


def inner_text(text: str, span: Span) -> tuple[int, int]:
    """Return the stretch of a content that is read again by itself: without a leading "that"."""
    that = _THAT.match(text, span.start, span.end)
    return (that.end() if that else span.start), span.end


def outermost(passage: Passage, start: int, end: int) -> list[Marked]:
    """Return the relations that stand in no other one's content."""
    return _outer([r for r in passage.relations if _inside(r, start, end)])


def _inside(relation: Marked, start: int, end: int) -> bool:
    return all(start <= span.start and span.end <= end for span in (*relation.source, *relation.cue, *relation.content))


def _outer(relations: Sequence[Marked]) -> list[Marked]:
    def held(inner: Marked) -> bool:
        return any(
            any(span.contains(part) for span in outer.content)
            and (inner.content != outer.content or inner.number > outer.number)
            for outer in relations
            if outer is not inner
            for part in inner.content[:1]
        )

    return [relation for relation in relations if not held(relation)]


def _stretch(passage: Passage, start: int, end: int, relations: Sequence[Marked], ident: str) -> Example:
    text = passage.text[start:end]
    found = words(text)
    places = _Places(found)
    return Example(
        ident,
        text,
        found,
        [
            Relation(
                *(
                    places.runs([(span.start - start, span.end - start) for span in spans])
                    for spans in (relation.source, relation.cue, relation.content)
                )
            )
            for relation in relations
        ],
    )
