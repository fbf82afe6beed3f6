"""How far one sentence of a page supports a claim: features, and the one calibrated score over them.

A logistic regression whose weights stand in `support.json`, made by `claimcheck.training.support`, which measures what
a score is worth.
"""

from __future__ import annotations

import itertools
import json
import math
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from claimcheck.verify.details import differences, misplaced, replaced
from claimcheck.verify.polarity import Agreement, compare
from claimcheck.verify.roles import exchanged

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from claimcheck.verify.asked import Asked
    from claimcheck.verify.prose import Sentence

NAMES = (
    "share", "whole", "nearby", "page", "names", "names_page", "figures", "figures_page", "pairs", "order", "missing",
    "missing_names", "missing_figures", "length", "longer", "unlike", "small", "misplaced", "exchanged", "replaced",
    "pairs_page", "phrases", "missing_page", "apart",
)  # fmt: skip
_MOST = 40


@dataclass(frozen=True, slots=True)
class Weights:
    """The scorer: a weight, mean and deviation for each feature, and the score from which a claim is carried."""

    bias: float
    weights: tuple[float, ...]
    means: tuple[float, ...]
    deviations: tuple[float, ...]
    carried: float


@lru_cache(maxsize=1)
def weights() -> Weights:
    """Return the shipped weights."""
    stored = json.loads(files("claimcheck.verify").joinpath("support.json").read_text("utf-8"))
    found = [stored["features"][name] for name in NAMES]
    columns = [tuple(one[key] for one in found) for key in ("weight", "mean", "deviation")]
    return Weights(stored["bias"], columns[0], columns[1], columns[2], stored["carried"])


def score(features: Sequence[float]) -> float:
    """Return the score of a sentence's features, 0 to 1."""
    model = weights()
    total = model.bias + sum(
        weight * (value - mean) / deviation
        for value, weight, mean, deviation in zip(features, model.weights, model.means, model.deviations, strict=True)
    )
    return 1 / (1 + math.exp(-max(-_MOST, min(_MOST, total))))


def features(
    claim: Asked, sentence: Sentence, inside: set[str], nearby: set[str], where: Mapping[str, Sequence[int]]
) -> tuple[float, ...]:
    """Return the features of *sentence* for *claim*, in the order of `NAMES`.

    Args:
        claim: What is looked for.
        sentence: Where.
        inside: The claim's telling words that stand in it or are meant by its pronouns.
        nearby: Those that stand in it or its neighbours.
        where: All stems of the page.
    """
    share = _share(claim, inside)
    here = claim.content
    there = sentence.content
    agreement, _ = compare(claim.stems, sentence.stems)
    page = {stem for stem in claim.weights if stem in where}
    return (
        share,
        float(len(inside) == len(claim.weights)),
        _share(claim, nearby),
        _share(claim, page),
        _part(claim.names, inside),
        _part(claim.names, page),
        _part(claim.figures, inside),
        _part(claim.figures, page),
        _pairs(here, there),
        _common(here[:80], there[:120]) / max(1, len(here[:80])),
        min(6, len(claim.weights) - len(inside)) / 6,
        min(3, len(claim.names - inside)) / 3,
        min(3, len(claim.figures - inside)) / 3,
        math.log1p(len(here)),
        math.log1p(len(there)) - math.log1p(len(here)),
        {Agreement.SAME: 0.0, Agreement.UNCLEAR: 0.5, Agreement.OPPOSITE: 1.0}[agreement],
        min(3, len(differences(claim, sentence))) / 3,
        float(misplaced(claim, sentence, inside)),
        float(exchanged(claim.stems, sentence.stems)),
        float(replaced(claim, sentence, inside)),
        _pairs_page(here, where),
        _phrases(claim.stems, sentence.stems),
        min(4, len(claim.weights) - len(page)) / 4,
        _apart(claim, inside, where),
    )


def _share(claim: Asked, inside: set[str]) -> float:
    return sum(claim.weights[stem] for stem in inside) / claim.total if claim.total else 0.0


def _part(wanted: frozenset[str], inside: set[str]) -> float:
    return len(wanted & inside) / len(wanted) if wanted else 1.0


def _pairs(here: Sequence[str], there: Sequence[str]) -> float:
    """Return the share of the claim's neighbouring words that stand next to one another, or one apart, in both."""
    close = set(itertools.pairwise(there)) | set(zip(there, there[2:], strict=False))
    pairs = list(itertools.pairwise(here))
    return sum(pair in close for pair in pairs) / len(pairs) if pairs else 1.0


def _pairs_page(here: Sequence[str], where: Mapping[str, Sequence[int]]) -> float:
    """Return the share of the claim's neighbouring words that stand in one sentence of the page, whichever it is."""
    pairs = list(itertools.pairwise(here))
    there = sum(not set(where.get(one, ())).isdisjoint(where.get(other, ())) for one, other in pairs)
    return there / len(pairs) if pairs else 1.0


def _phrases(here: Sequence[str], there: Sequence[str]) -> float:
    """Return the share of the claim's runs of three words, function words among them, that the sentence has."""
    runs = list(zip(here, here[1:], here[2:], strict=False))
    found = set(zip(there, there[1:], there[2:], strict=False))
    return sum(run in found for run in runs) / len(runs) if runs else 1.0


def _apart(claim: Asked, inside: set[str], where: Mapping[str, Sequence[int]]) -> float:
    """Return the share of the claim's weight that stands elsewhere in the page only: what a mosaic is made of."""
    return sum(claim.weights[stem] for stem in claim.weights if stem not in inside and stem in where) / claim.total


def _common(here: Sequence[str], there: Sequence[str]) -> int:
    """Return the length of the longest common subsequence."""
    row = [0] * (len(there) + 1)
    for one in here:
        above = 0
        for at, other in enumerate(there, start=1):
            kept = row[at]
            row[at] = above + 1 if one == other else max(kept, row[at - 1])
            above = kept
    return row[-1]
