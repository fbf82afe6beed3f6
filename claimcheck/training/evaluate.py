"""How good a model is: its relations against marked ones, and the calibration of its confidence.

Spans are compared as sets of words, runs of letters and digits, so that marks and blanks decide nothing. A relation
is right when content and
source each share at least half of their words with the marked one's (intersection over union).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from claimcheck.extract.confidence import features
from claimcheck.extract.tagger import tag
from claimcheck.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from claimcheck.extract.tagger import Tagged

_WORD = re.compile(r"\w+(?:[.,'’&/-]\w+)*")
_HALF = 0.5
_ROUNDS = 50
_RIDGE = 1.0

Words = frozenset[int]


@dataclass(frozen=True, slots=True)
class Figures:
    """Scores in per cent: F1 of relations, of contents (half of the words shared) and of contents that are equal."""

    relation: float
    content: float
    exact: float


class Text:
    """A text's words, to turn spans into sets of them."""

    def __init__(self, text: str) -> None:
        self._starts = np.array([match.start() for match in _WORD.finditer(text)], dtype=np.int64)
        self._ends = np.array([match.end() for match in _WORD.finditer(text)], dtype=np.int64)

    def words(self, spans: Iterable[Span]) -> Words:
        """Return the numbers of the words that mostly stand in *spans*."""
        middles = (self._starts + self._ends) / 2
        return frozenset(
            int(number) for span in spans for number in np.flatnonzero((middles > span.start) & (middles < span.end))
        )


def shared(one: Words, other: Words) -> float:
    """Return the intersection over the union of two sets of words; 1 when both are empty."""
    return len(one & other) / len(one | other) if one or other else 1.0


def matched(
    gold: Sequence[tuple[Words, Words]], found: Sequence[tuple[Words, Words]], *, sources: bool
) -> list[tuple[int, int]]:
    """Pair marked and found relations (content, source), the best first; with *sources* these must agree as well."""
    pairs = sorted(
        (
            (-shared(content, other) - shared(source, credited), i, j)
            for i, (content, source) in enumerate(gold)
            for j, (other, credited) in enumerate(found)
            if content & other
            and shared(content, other) >= _HALF
            and (not sources or shared(source, credited) >= _HALF)
        )
    )
    left, right, chosen = set(range(len(gold))), set(range(len(found))), []
    for _, i, j in pairs:
        if i in left and j in right:
            left.remove(i)
            right.remove(j)
            chosen.append((i, j))
    return chosen


def articles(path: Path) -> Iterator[tuple[str, list[tuple[list[Span], list[Span]]]]]:
    """Yield the text of each article of a corpus file with its relations, content and source."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield (
                row["text"],
                [
                    ([Span(*pair) for pair in one["content"]], [Span(*pair) for pair in one.get("source") or []])
                    for one in row["attributions"]
                ],
            )


def measured(path: Path, least: float) -> Figures:
    """Return the figures of the shipped model on a corpus file, relations below *least* confidence left out."""
    from claimcheck.extract.confidence import confidence  # noqa: PLC0415 - its weights may just have been written

    counts = np.zeros(5)
    for text, marked in articles(path):
        words = Text(text)
        gold = [(words.words(content), words.words(source)) for content, source in marked]
        found = [
            (words.words(one.content), words.words([one.source] if one.source else []))
            for one in tag(text)
            if one.cue and confidence(one.evidence) >= least
        ]
        exact = len({content for content, _ in gold} & {content for content, _ in found})
        counts += (
            len(gold),
            len(found),
            len(matched(gold, found, sources=True)),
            len(matched(gold, found, sources=False)),
            exact,
        )
    total = counts[0] + counts[1]
    return Figures(*(round(float(200 * count / total), 1) for count in (counts[2], counts[3], counts[4])))


def judged(path: Path) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the features of every relation found in a corpus file, and 1 for each that is right."""
    rows: list[tuple[float, ...]] = []
    right: list[float] = []
    for text, marked in articles(path):
        words = Text(text)
        gold = [(words.words(content), words.words(source)) for content, source in marked]
        tagged: list[Tagged] = [one for one in tag(text) if one.cue]
        found = [(words.words(one.content), words.words([one.source] if one.source else [])) for one in tagged]
        hits = {j for _, j in matched(gold, found, sources=True)}
        rows += [features(one.evidence) for one in tagged]
        right += [float(number in hits) for number in range(len(tagged))]
    return np.array(rows), np.array(right)


def fitted(rows: NDArray[np.float64], right: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the weights of a logistic regression with a small ridge, by Newton's method."""
    weights = np.zeros(rows.shape[1])
    for _ in range(_ROUNDS):
        chances = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (right - chances) - _RIDGE * weights
        curve = rows.T @ (rows * (chances * (1 - chances))[:, None]) + _RIDGE * np.eye(len(weights))
        weights = weights + np.linalg.solve(curve, slope)
    return weights


def reliability(
    rows: NDArray[np.float64], right: NDArray[np.float64], weights: NDArray[np.float64]
) -> list[tuple[float, float, int]]:
    """Return for each tenth of confidence the mean confidence, the share that is right, and how many there are."""
    chances = 1 / (1 + np.exp(-rows @ weights))
    bins = np.minimum((chances * 10).astype(int), 9)
    return [
        (
            round(float(chances[bins == number].mean()), 3),
            round(float(right[bins == number].mean()), 3),
            int((bins == number).sum()),
        )
        for number in range(10)
        if (bins == number).any()
    ]
