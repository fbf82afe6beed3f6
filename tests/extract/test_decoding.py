"""From figures to relations."""

from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as shapes

from claimcheck.extract.decoding import CONTENT, CUE, SOURCE, best_tags, relations

TAGS = 7
FIGURES = shapes.arrays(np.float32, st.tuples(st.integers(1, 4), st.just(TAGS)), elements=st.floats(-5, 0, width=32))


def _formed(row: tuple[int, ...]) -> bool:
    inner = {SOURCE + 1: {SOURCE, SOURCE + 1}, CUE + 1: {CUE, CUE + 1}, CONTENT + 1: {CONTENT, CONTENT + 1}}
    return all(tag not in inner or (at and row[at - 1] in inner[tag]) for at, tag in enumerate(row))


@settings(max_examples=60, deadline=None)
@given(FIGURES)
def test_the_best_row_is_found(scores: np.ndarray) -> None:
    """The row of tags is well formed, and none that is has a higher score."""
    [row] = best_tags([scores])
    biased = scores.astype(np.float64)
    biased[:, 0] -= 0.5

    def total(tags: tuple[int, ...]) -> float:
        return float(sum(biased[at, tag] for at, tag in enumerate(tags)))

    best = max(total(tags) for tags in product(range(TAGS), repeat=len(scores)) if _formed(tags))
    assert _formed(tuple(row.tolist()))
    assert abs(best - total(tuple(row.tolist()))) < 1e-3


@settings(max_examples=60, deadline=None)
@given(st.lists(FIGURES, min_size=1, max_size=4))
def test_windows_do_not_touch_one_another(group: list[np.ndarray]) -> None:
    """Windows that are decoded together give what each gives alone."""
    together = best_tags(group)

    assert [best_tags([scores])[0].tolist() for scores in group] == [row.tolist() for row in together]


def _figures(tags: list[int], links: dict[int, tuple[int, int]]) -> tuple[np.ndarray, np.ndarray]:
    """Return sure figures for a row of tags; *links* gives each word's cue and source, -1 for none."""
    scores = np.full((len(tags), TAGS), np.log(0.01), dtype=np.float32)
    scores[range(len(tags)), tags] = np.log(0.94)
    pointers = np.zeros((3, len(tags), len(tags) + 1), dtype=np.float32)
    for word, (cue, source) in links.items():
        pointers[0, word, cue + 1] = pointers[1, word, source + 1] = pointers[2, word, source + 1] = 1
    return scores, pointers


def test_content_is_tied_to_its_cue_and_source() -> None:
    """Two relations in one window keep apart: each content goes where it points."""
    tags = [SOURCE, CUE, CONTENT, CONTENT + 1, 0, SOURCE, CUE, CONTENT, CONTENT + 1]
    links = {1: (1, 0), 2: (1, 0), 3: (1, 0), 6: (6, 5), 7: (6, 5), 8: (6, 5)}
    scores, pointers = _figures(tags, links)
    found = relations(np.array(tags), scores, pointers)

    assert [(0, 1, 2, 4), (5, 6, 7, 9)] == [
        (one.source.start, one.cue.start, one.content[0].start, one.content[0].end)
        for one in found
        if one.source and one.cue
    ]


def test_a_split_content_is_one_relation() -> None:
    """Contents that point to the same cue are one relation with several spans."""
    tags = [CONTENT, CONTENT + 1, SOURCE, CUE, CONTENT, CONTENT + 1]
    links = dict.fromkeys((0, 1, 3, 4, 5), (3, 2))
    scores, pointers = _figures(tags, links)
    [found] = relations(np.array(tags), scores, pointers)

    assert [(0, 2), (4, 6)] == [(run.start, run.end) for run in found.content]


def test_nobody_is_credited_when_nothing_is_pointed_to() -> None:
    """A relation whose words point to nothing has no source, though one stands beside it."""
    tags = [SOURCE, 0, CUE, CONTENT]
    scores, pointers = _figures(tags, {2: (2, -1), 3: (2, -1)})
    [found] = relations(np.array(tags), scores, pointers)

    assert found.source is None
