"""From the model's figures to relations: the best row of tags that is well formed, then who belongs to what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

SOURCE, CUE, CONTENT = 1, 3, 5
SECOND = 0.4
"""How sure a further part of a content must be."""
_OUTSIDE = -0.5
_TAGS = 7
_NEVER = -1e9


@dataclass(frozen=True, slots=True)
class Run:
    """A span of words `[start, end)` of a window with the mean probability of its tags."""

    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Part:
    """A span of a content, and how sure it is that it belongs to its cue (0 to 1)."""

    run: Run
    sure: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """How sure the model is of the parts of a relation, each 0 to 1, and how many words its content has.

    Args:
        content: The mean probability of the content's tags, of the least sure part.
        cue: The same of the cue; 0 without one.
        to_cue: How much of the content points to the cue.
        source: The mean probability of the source's tags; 0 without one.
        to_source: How much of content and cue points to the source, or to nothing when there is none.
        words: The length of the content.
    """

    content: float
    cue: float
    to_cue: float
    source: float
    to_source: float
    words: int


@dataclass(frozen=True, slots=True)
class Found:
    """A relation of a window.

    Args:
        source: Who is credited; None when nobody is.
        cue: The words that attribute; None when only the content was seen.
        content: What is attributed, in order.
        evidence: How sure the model is of its parts.
    """

    source: Run | None
    cue: Run | None
    content: tuple[Run, ...]
    evidence: Evidence


def _allowed() -> NDArray[np.float32]:
    """Return 0 for each step from tag to tag that may be, a great loss for the others."""
    steps = np.zeros((_TAGS, _TAGS), dtype=np.float32)
    for role in (SOURCE, CUE, CONTENT):
        steps[:, role + 1] = _NEVER
        steps[role, role + 1] = steps[role + 1, role + 1] = 0
    return steps


_STEPS = _allowed()


def best_tags(scores: Sequence[NDArray[np.float32]]) -> list[NDArray[np.int64]]:
    """Return for each window the well-formed row of tags with the highest score (Viterbi 1967)."""
    longest = max(map(len, scores))
    padded = np.zeros((len(scores), longest, _TAGS), dtype=np.float32)
    padded[:, :, 1:] = _NEVER
    for number, rows in enumerate(scores):
        padded[number, : len(rows)] = rows
        padded[number, : len(rows), 0] += _OUTSIDE
    best = padded[:, 0].copy()
    best[:, [SOURCE + 1, CUE + 1, CONTENT + 1]] = _NEVER
    back = np.zeros((longest, len(scores), _TAGS), dtype=np.int64)
    for at in range(1, longest):
        ways = best[:, :, None] + _STEPS
        back[at] = ways.argmax(axis=1)
        best = ways.max(axis=1) + padded[:, at]
    tags = np.zeros((len(scores), longest), dtype=np.int64)
    tags[:, -1] = best.argmax(axis=1)
    every = np.arange(len(scores))
    for at in range(longest - 1, 0, -1):
        tags[:, at - 1] = back[at, every, tags[:, at]]
    return [tags[number, : len(window)] for number, window in enumerate(scores)]


def runs(tags: NDArray[np.int64], scores: NDArray[np.float32]) -> dict[int, list[Run]]:
    """Return the spans of each role of a window. *scores* are log-probabilities."""
    found: dict[int, list[Run]] = {SOURCE: [], CUE: [], CONTENT: []}
    chances = np.exp(scores[np.arange(len(tags)), tags])
    begins = np.isin(tags, (SOURCE, CUE, CONTENT)).nonzero()[0]
    for begin in begins:
        role = int(tags[begin])
        end = begin + 1
        while end < len(tags) and tags[end] == role + 1:
            end += 1
        found[role].append(Run(int(begin), int(end), float(chances[begin:end].mean())))
    return found


def relations(tags: NDArray[np.int64], scores: NDArray[np.float32], pointers: NDArray[np.float32]) -> list[Found]:
    """Return the relations of a window in the order of their content.

    Args:
        tags: The tag of each word.
        scores: Log-probabilities of all tags, `[word, tag]`.
        pointers: Probabilities `[pointer, word, to]`, where *to* is 0 for nothing and a word's number plus one
            otherwise.
    """
    spans = runs(tags, scores)
    to_cue, to_source, cue_to_source = pointers
    held: dict[Run | None, list[Part]] = {}
    for content in spans[CONTENT]:
        shares = to_cue[content.start : content.end].mean(axis=0)
        cue = _best(shares, spans[CUE])
        sure = content.score * float(shares[cue.start + 1]) if cue else content.score
        held.setdefault(cue, []).append(Part(content, sure))
    found = []
    for cue, parts in held.items():
        for group in [_kept(parts)] if cue else [[part] for part in parts]:
            shares = np.concatenate([to_source[part.run.start : part.run.end] for part in group]).mean(axis=0)
            if cue:
                shares = (shares + cue_to_source[cue.start : cue.end].mean(axis=0)) / 2
            source = _best(shares, spans[SOURCE], nobody=True)
            pointed = float(shares[source.start + 1] if source else shares[0])
            evidence = Evidence(
                content=min(part.run.score for part in group),
                cue=cue.score if cue else 0.0,
                to_cue=max(part.sure for part in group) if cue else 0.0,
                source=source.score if source else 0.0,
                to_source=pointed,
                words=sum(part.run.end - part.run.start for part in group),
            )
            found.append(Found(source, cue, tuple(part.run for part in group), evidence))
    return sorted(found, key=lambda relation: relation.content[0].start)


def _best(shares: NDArray[np.float32], among: Sequence[Run], *, nobody: bool = False) -> Run | None:
    """Return the span pointed to most; None when nothing is pointed to more (*nobody*) or there is none."""
    if not among:
        return None
    chosen = max(among, key=lambda run: shares[run.start + 1])
    return None if nobody and shares[0] > shares[chosen.start + 1] else chosen


def _kept(parts: Sequence[Part]) -> list[Part]:
    """Return the surest part of a split content, and the others that are sure enough."""
    best = max(parts, key=lambda part: part.sure * (part.run.end - part.run.start) ** 0.5)
    return [part for part in parts if part is best or part.sure >= SECOND]
