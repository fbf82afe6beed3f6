"""Examples to batches of tensors with their targets."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch

from claimcheck.extract.encoding import CAPACITY, windows
from claimcheck.training.examples import CONTENT, CUE, SOURCE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray
    from torch import Tensor

    from claimcheck.extract.encoding import Window
    from claimcheck.training.examples import Example, Relation

NOTHING = -100
_TO_CUE, _TO_SOURCE, _CUE_TO_SOURCE = range(3)


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows side by side, padded.

    Args:
        ids: Word pieces, `[batch, piece]`; `case` and `quoted` alike.
        blank: Where there is only padding.
        tags: The tag of each word's first piece, NOTHING elsewhere.
        targets: `[batch, pointer, piece]`, the piece pointed to, NOTHING where nothing is asked.
        weights: How much each pointer counts: the words of a span together count once.
    """

    ids: Tensor
    case: Tensor
    quoted: Tensor
    blank: Tensor
    tags: Tensor
    targets: Tensor
    weights: Tensor


@dataclass(frozen=True, slots=True)
class _Row:
    window: Window
    tags: NDArray[np.int64]
    targets: NDArray[np.int64]
    weights: NDArray[np.float32]


def batches(examples: Sequence[Example], size: int, seed: int) -> Iterator[Batch]:
    """Yield all examples once; their order and the borders of windows depend on *seed* alone."""
    dice = random.Random(seed)  # noqa: S311  # no secret
    rows = [row for example in examples for row in _rows(example, dice.randint(CAPACITY // 3, CAPACITY))]
    dice.shuffle(rows)
    together = size * 50
    groups = []
    for at in range(0, len(rows), together):
        chunk = sorted(rows[at : at + together], key=lambda row: len(row.window.ids))
        groups += [chunk[i : i + size] for i in range(0, len(chunk), size)]
    dice.shuffle(groups)
    for group in groups:
        yield _batch(group)


def _rows(example: Example, first: int) -> Iterator[_Row]:
    tags = np.zeros(len(example.words), dtype=np.int64)
    for relation in example.relations:
        for tag, runs in ((SOURCE, relation.source), (CUE, relation.cue), (CONTENT, relation.content)):
            for start, end in runs:
                tags[start] = tag
                tags[start + 1 : end] = tag + 1
    for window in windows(example.text, example.words, first=first):
        yield _row(window, tags, example.relations)


def _row(window: Window, tags: NDArray[np.int64], relations: Sequence[Relation]) -> _Row:
    count = len(window.heads)
    own = np.full(len(window.ids), NOTHING, dtype=np.int64)
    own[window.heads] = tags[window.begin : window.begin + count]
    targets = np.full((3, len(window.ids)), NOTHING, dtype=np.int64)
    weights = np.zeros((3, len(window.ids)), dtype=np.float32)
    for relation in relations:
        cue, source = (_head(window, runs) for runs in (relation.cue, relation.source))
        for pointer, runs, to in (
            (_TO_CUE, relation.content, cue),
            (_TO_SOURCE, relation.content, source),
            (_CUE_TO_SOURCE, relation.cue, source),
        ):
            for start, end in runs:
                heads = window.heads[max(start - window.begin, 0) : max(end - window.begin, 0)]
                targets[pointer, heads] = to
                weights[pointer, heads] = 1 / max(len(heads), 1)
    return _Row(window, own, targets, weights)


def _head(window: Window, runs: Sequence[tuple[int, int]]) -> int:
    """Return the first piece of a span in the window, or the window's first piece when it is not there."""
    at = runs[0][0] - window.begin if runs else -1
    return int(window.heads[at]) if 0 <= at < len(window.heads) else 0


def _batch(rows: Sequence[_Row]) -> Batch:
    length = max(len(row.window.ids) for row in rows)

    def wide(arrays: Sequence[NDArray[np.generic]], fill: float) -> Tensor:
        out = np.full((len(rows), *arrays[0].shape[:-1], length), fill, dtype=arrays[0].dtype)
        for number, array in enumerate(arrays):
            out[number, ..., : array.shape[-1]] = array
        return torch.from_numpy(out)

    return Batch(
        ids=wide([row.window.ids for row in rows], 0),
        case=wide([row.window.case for row in rows], 0),
        quoted=wide([row.window.quoted for row in rows], 0),
        blank=wide([np.zeros(len(row.window.ids), dtype=bool) for row in rows], fill=1),
        tags=wide([row.tags for row in rows], NOTHING),
        targets=wide([row.targets for row in rows], NOTHING),
        weights=wide([row.weights for row in rows], 0),
    )
