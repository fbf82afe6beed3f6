"""What stands beside the model: its calibration and its figures, written when it is made and checked against it."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck.extract.relations import LEAST
from claimcheck.training import evaluate, within

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claimcheck.training.annotations import Annotated

FOLDER = Path(__file__).parents[1] / "extract" / "model"
TOLERANCE = 0.3
"""Points by which figures may differ between machines."""
_LOG = logging.getLogger(__name__)


def finish(dev: Path, known: Iterable[Annotated]) -> None:
    """Calibrate the model of the package and write down its figures.

    Args:
        dev: The corpus to calibrate and score on.
        known: Annotated articles; those kept aside calibrate what is found within contents.
    """
    rows, right = evaluate.judged(dev)
    inner, inner_right = within.judged(article for article in known if article.kept_aside)
    weights, inner_weights = evaluate.fitted(rows, right), evaluate.fitted(inner, inner_right)
    calibration = {
        "weights": [round(float(weight), 4) for weight in weights],
        "reliability": evaluate.reliability(rows, right, weights),
        "within": [round(float(weight), 4) for weight in inner_weights],
        "reliability within": evaluate.reliability(inner, inner_right, inner_weights),
    }
    (FOLDER / "calibration.json").write_text(json.dumps(calibration, indent=1) + "\n", encoding="utf-8")
    figures = asdict(evaluate.measured(dev, LEAST))
    (FOLDER / "figures.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    _LOG.info("figures: %s", figures)


def holds(dev: Path) -> bool:
    """Say whether the model of the package still has the figures that stand beside it."""
    known = json.loads((FOLDER / "figures.json").read_text(encoding="utf-8"))
    found = asdict(evaluate.measured(dev, LEAST))
    _LOG.info("known %s, found %s", known, found)
    return all(abs(known[name] - found[name]) <= TOLERANCE for name in known)
