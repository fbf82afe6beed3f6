"""How good the relations within others' contents are, on annotated articles that were never trained on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from claimcheck.extract.confidence import features_within
from claimcheck.extract.nesting import DEEPEST, SHORTEST, evident, traits
from claimcheck.extract.relations import outermost
from claimcheck.extract.scope import may_relay, stated
from claimcheck.training.evaluate import Text, matched
from claimcheck.training.examples import inner_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from claimcheck.extract.relation import Relation
    from claimcheck.model import Span
    from claimcheck.training.annotations import Annotated


def judged(known: Iterable[Annotated]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the features of every statement found in the content of a marked one, and 1 for each that is right."""
    rows: list[tuple[float, ...]] = []
    right: list[float] = []
    for article in known:
        words = Text(article.text)
        for outer, nested in zip(article.relations, article.nested, strict=True):
            gold = [(words.words(one.content), words.words([one.source] if one.source else [])) for one in nested]
            found = list(_found(article.text, outer.content, 0))
            pairs = [(words.words(one.content), words.words([one.source] if one.source else [])) for one, _ in found]
            hits = {number for _, number in matched(gold, pairs, sources=True)}
            rows += [features_within(one.confidence, traits(article.text, one, deep=depth > 0)) for one, depth in found]
            right += [float(number in hits) for number in range(len(found))]
    return np.array(rows), np.array(right)


def _found(text: str, content: Sequence[Span], depth: int) -> Iterator[tuple[Relation, int]]:
    if depth == DEEPEST:
        return
    for span in content:
        start, end = inner_text(text, span)
        if end - start < SHORTEST or not may_relay(text[start:end]):
            continue
        for one in outermost(text, start, end, None, 0.0):
            if stated(one.cue.of(text)) and evident(text, one):
                yield one, depth
                yield from _found(text, one.content, depth + 1)
