"""The weights by which a reference finds whom it means, learned from annotated articles and our passages."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from claimcheck.extract import nouns
from claimcheck.extract.antecedents import scores
from claimcheck.extract.borders import Borders
from claimcheck.extract.coreference import Memory
from claimcheck.extract.naming import named
from claimcheck.extract.proper import Named
from claimcheck.extract.quotes import quotations
from claimcheck.model import SourceKind, Span
from claimcheck.text import fold
from claimcheck.training.annotations import Entity, Told

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from claimcheck.extract import cast
    from claimcheck.extract.antecedents import Candidate
    from claimcheck.training.annotations import Annotated
    from claimcheck.training.passages import Passage

_TOKEN = re.compile(r"[\w&+/-]+")
_TITLES = nouns.HONOURS | {"vice", "former", "attorney", "general", "director", "speaker", "chairman"}
_RIDGE, _ROUNDS, _RATE, _LEAST = 2.0, 400, 0.05, 1e-3
_KINDS = {"person": SourceKind.PERSON, "organisation": SourceKind.ORGANISATION, "group": SourceKind.ORGANISATION} | {
    "outlet": SourceKind.OUTLET,
    "platform": SourceKind.OUTLET,
    "document": SourceKind.DOCUMENT,
}


@dataclass(frozen=True, slots=True)
class Question:
    """A reference with whom it may mean.

    Args:
        article: The id of its text.
        sort: What kind of reference it is.
        found: The candidates and what speaks for each.
        right: The numbers of those that are right; none when the right one is no candidate.
        phrase: The reference itself.
        answer: Whom it means.
    """

    article: str
    sort: str
    found: list[Candidate]
    right: tuple[int, ...]
    phrase: str
    answer: str


def of_article(article: Annotated) -> Iterator[Question]:
    """Yield the references of an annotated article in the order of the text."""
    rows = [
        (told, outer)
        for told_outer, nested in zip(article.relations, article.nested, strict=True)
        for told, outer in ((told_outer, None), *((inner, told_outer) for inner in nested))
        if told.source
    ]
    yield from _questions(article.id, article.text, rows)


def of_passage(passage: Passage) -> Iterator[Question]:
    """Yield the references of one of our passages."""
    told: dict[int, Told] = {}
    for one in passage.relations:
        who = () if one.kind is None else (Entity(one.name or None, one.kind.value),)
        told[one.number] = Told(one.source[0] if one.source else None, one.cue[0], one.content, who)
    rows = [(told[one.number], told.get(one.within) if one.within else None) for one in passage.relations if one.source]
    yield from _questions(passage.id, passage.text, rows)


def _questions(ident: str, text: str, rows: Sequence[tuple[Told, Told | None]]) -> Iterator[Question]:
    quoted = quotations(text)
    memory = Memory(text, Borders(text, Span(0, len(text))), quoted)
    for told, outer in sorted(rows, key=lambda row: row[0].source.start if row[0].source else 0):
        if told.source is None:
            continue
        phrase, at = told.source.of(text), told.source.start
        mention = named(phrase, memory.context(at))
        chain = [Named(one.name, SourceKind.PERSON) for one in (outer.who if outer else ()) if one.name]
        myself = mention.name.casefold() in {"i", "me", "we", "us", "you"}
        who = None if myself or memory.single(mention) else memory.reference(mention)
        if who is not None and len(told.who) == 1 and not memory.inside(told.source):
            found = memory.options(who, at, [one.name for one in chain])
            right = tuple(
                number for number, (one, _) in enumerate(found) if _right(one, told.who[0], text, told.source)
            )
            yield Question(ident, who.sort, found, right, phrase, told.who[0].name or "")
        for one in told.who:
            if one.name and one.kind in _KINDS:
                known = next((e for e in memory.cast.entities.values() if same(e.name, one)), None)
                memory.cast.credit(known.name if known else one.name, known.kind if known else _KINDS[one.kind], at)


def _right(candidate: cast.Entity | None, wanted: Entity, text: str, source: Span) -> bool:
    if candidate is None:
        return wanted.name is None
    if wanted.name is None:
        return (
            candidate.kind is SourceKind.UNNAMED
            and candidate.before(source.start) >= 0
            and _shares(candidate.name, source.of(text))
        )
    return same(candidate.name, wanted)


def _shares(name: str, phrase: str) -> bool:
    return bool(set(_tokens(name)[-1:]) & set(_tokens(phrase)[-1:]))


def _tokens(name: str) -> list[str]:
    words = _TOKEN.findall(re.sub(r"[’']s?\b(?=\s|$)", "", fold(name).text))
    return words[1:] if words[:1] in (["the"], ["a"], ["an"]) else words


def same(name: str, wanted: Entity) -> bool:
    """Say whether a name is one of an entity's: wholly, by first and last name, or by most words of a body's."""
    given = _tokens(name)
    person = wanted.kind == "person"
    bare = [word for word in given if word not in _TITLES] or given
    for other in filter(None, (wanted.name, *wanted.aliases)):
        words = _tokens(other)
        plain = ([word for word in words if word not in _TITLES] or words) if person else words
        if given and (given == words or bare == plain):
            return True
        if person and len(bare) > 1 and len(plain) > 1 and (bare[0], bare[-1]) == (plain[0], plain[-1]):
            return True
        shared = set(words) & set(given)
        if not person and len(shared) > 1 and (set(words) <= set(given) or set(given) <= set(words)):
            return True
    return False


def fitted(questions: Sequence[Question]) -> dict[str, float]:
    """Return the weights under which the right candidates are likeliest, with a ridge, by gradient descent (Adam)."""
    usable = [one for one in questions if one.right]
    names = sorted({mark for one in usable for _, marks in one.found for mark in marks})
    index = {name: number for number, name in enumerate(names)}
    group = np.repeat(np.arange(len(usable)), [len(one.found) for one in usable])
    right = np.array([place in one.right for one in usable for place in range(len(one.found))])
    marked = [[index[mark] for mark in marks] for one in usable for _, marks in one.found]
    row = np.repeat(np.arange(len(marked)), [len(marks) for marks in marked])
    weights = _descended(row, np.concatenate(marked).astype(np.int64), right, group, len(names))
    return {name: round(float(weights[number]), 3) for name, number in index.items() if abs(weights[number]) > _LEAST}


def _descended(
    row: NDArray[np.int64], mark: NDArray[np.int64], right: NDArray[np.bool_], group: NDArray[np.int64], count: int
) -> NDArray[np.float64]:
    """Return the weights; *row* and *mark* are the places of the ones in a matrix of candidates and marks."""
    weights = np.zeros(count)
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    starts = np.flatnonzero(np.diff(group, prepend=-1))
    for step in range(1, _ROUNDS + 1):
        sums = np.bincount(row, weights[mark], len(group))
        powers = np.exp(sums - np.maximum.reduceat(sums, starts)[group])
        total, good = np.add.reduceat(powers, starts), np.add.reduceat(powers * right, starts)
        gap = powers / total[group] - powers * right / good[group]
        slope = np.bincount(mark, gap[row], count) + _RIDGE * weights
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        weights = weights - _RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return weights


def share(questions: Iterable[Question], weights: Mapping[str, float]) -> dict[str, tuple[int, int]]:
    """Return for each sort of reference how many come out right, of how many."""
    counts: dict[str, tuple[int, int]] = {}
    for one in questions:
        chances = scores(one.found, weights)
        best = max(range(len(chances)), key=lambda number: chances[number])
        for sort in (one.sort, "all"):
            hits, total = counts.get(sort, (0, 0))
            counts[sort] = (hits + (best in one.right), total + 1)
    return counts


def write(path: Path, questions: Sequence[Question]) -> None:
    """Learn the weights and write them."""
    path.write_text(json.dumps({"weights": fitted(questions)}, indent=1) + "\n", encoding="utf-8")
