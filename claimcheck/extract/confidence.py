"""How likely a relation is right: a logistic regression on how sure the model is of its parts."""

from __future__ import annotations

import json
import math
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from claimcheck.extract.decoding import Evidence

_LONG = 100


def features(evidence: Evidence) -> tuple[float, ...]:
    """Return what the regression looks at, a constant first."""
    return (
        1.0,
        _logit(evidence.content),
        _logit(evidence.cue),
        _logit(evidence.to_cue),
        _logit(evidence.source) if evidence.source else 0.0,
        float(evidence.source > 0),
        _logit(evidence.to_source),
        math.log(min(evidence.words, _LONG)),
    )


def confidence(evidence: Evidence) -> float:
    """Return the chance, 0 to 1, that both content and source are right (intersection over union at least one half)."""
    total = sum(weight * value for weight, value in zip(_weights(), features(evidence), strict=True))
    return 1 / (1 + math.exp(-total))


def features_within(sure: float, traits: Iterable[bool]) -> tuple[float, ...]:
    """Return what the regression for relations within others' contents looks at, a constant first.

    Args:
        sure: How likely the relation is by its evidence alone.
        traits: What else is known of it, in the order of the weights.
    """
    return 1.0, _logit(sure), *map(float, traits)


def confidence_within(sure: float, traits: Iterable[bool]) -> float:
    """Return the chance, 0 to 1, that a relation within another's content is right."""
    total = sum(weight * value for weight, value in zip(_weights("within"), features_within(sure, traits), strict=True))
    return 1 / (1 + math.exp(-total))


@cache
def _weights(which: str = "weights") -> Sequence[float]:
    data = json.loads((files("claimcheck.extract") / "model" / "calibration.json").read_text(encoding="utf-8"))
    weights: Sequence[float] = data[which]
    return weights


def _logit(share: float) -> float:
    share = min(max(share, 0.01), 0.99)
    return math.log(share / (1 - share))
