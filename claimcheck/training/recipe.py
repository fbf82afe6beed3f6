"""The steps from data to the model that ships, with every number that matters.

1. A teacher of six layers learns from the corpus.
2. A student with four of its layers learns from the corpus and from what the teacher says of it.
3. The student goes on for a little with our passages among articles of the corpus, to learn what those lack.
4. It goes on once more with the contents of annotated articles as texts of their own, to learn what lies within them;
   this step may start from the model that ships. Three such runs are averaged with what they started from, which keeps
   what it knew of other genres (Wortsman et al., Model soups, ICML 2022, and Robust fine-tuning, CVPR 2022).
5. Export with 8-bit weights, calibration of the confidence, figures.
"""

from __future__ import annotations

import copy
import logging
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import torch
from safetensors.torch import load_file

from claimcheck.training import export, shipped
from claimcheck.training.annotations import annotated
from claimcheck.training.examples import contents, corpus, own
from claimcheck.training.figures import FOLDER, finish
from claimcheck.training.fit import Recipe, fit
from claimcheck.training.network import Network, load, shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from claimcheck.training.annotations import Annotated
    from claimcheck.training.examples import Example

TEACHER = Recipe(epochs=4, seed=1, embeddings=True)
STUDENT = Recipe(epochs=3, seed=3, threads=2)
ADAPTED = Recipe(epochs=3, seed=4, encoder_rate=1e-4, head_rate=3e-4, threads=2)
KEPT_LAYERS = (0, 1, 3, 5)
AMONG, TWICE = 2, 2
"""One article of the corpus in so many goes with our passages, which go so many times."""
STAYS = 5.0
"""What the weights before the last step count for in the average."""


@dataclass(frozen=True, slots=True)
class Within:
    """One run of the last step.

    Args:
        recipe: How it learns.
        share: What its weights count for in the average.
        passages: How often our passages go.
        again: How often more the contents with a relation in them go.
        first: The first article of the corpus.
        among: One article of the corpus in so many goes.
    """

    recipe: Recipe
    share: float
    passages: int
    again: int
    first: int
    among: int


WITHIN = (
    Within(Recipe(epochs=3, seed=6, encoder_rate=8e-5, head_rate=2e-4, threads=2), 1.5, 2, 0, 0, 4),
    Within(Recipe(epochs=4, seed=7, encoder_rate=1e-4, head_rate=2e-4, threads=2), 2.0, 2, 1, 0, 2),
    Within(Recipe(epochs=3, seed=8, encoder_rate=1e-4, head_rate=2e-4, threads=2), 1.5, 4, 2, 1, 2),
)
"""The runs of the last step; when they were made, the third began at 0.35 of the way that the second went."""
_LOG = logging.getLogger(__name__)


def make(train: Path, dev: Path, base: Path, work: Path) -> None:
    """Do all steps and write the model, its calibration and its figures into the package."""
    work.mkdir(parents=True, exist_ok=True)
    articles = corpus(train)
    weights = load_file(base)

    def fresh() -> Network:
        network = Network()
        load(network, weights)
        return network

    teacher = _step(work / "teacher", fresh, articles, TEACHER, [])
    student = _step(work / "student", lambda: shortened(teacher, KEPT_LAYERS), articles, STUDENT, [teacher])
    mixed = [*own(kept_aside=False) * TWICE, *articles[::AMONG]]
    adapted = _step(work / "adapted", lambda: student, mixed, ADAPTED, [])
    known = annotated([train])
    further(adapted, articles, known, work)
    finish(dev, known)


def go_on(train: Path, dev: Path, notes: Path | None, work: Path) -> None:
    """Train the model of the package further instead of making it anew.

    Args:
        train: The corpus to train on.
        dev: The corpus to calibrate and score on.
        notes: Annotations of articles of *dev*, whose contents are then learned from as well.
        work: A folder for checkpoints.
    """
    work.mkdir(parents=True, exist_ok=True)
    known = [*annotated([train]), *(annotated([dev], notes) if notes else [])]
    further(shipped.network(FOLDER / "attribution.onnx"), corpus(train), known, work)
    finish(dev, known)


def further(start: Network, articles: Sequence[Example], known: Sequence[Annotated], work: Path) -> None:
    """Let a network learn what lies within contents, some times, and write the average into the package."""
    total = {name: STAYS * value for name, value in start.state_dict().items()}
    inner = [example for article in known if not article.kept_aside for example in contents(article)]
    told = [example for example in inner if example.relations]
    for number, run in enumerate(WITHIN):
        examples = [*own(kept_aside=False) * run.passages, *inner, *told * run.again, *articles[run.first :: run.among]]
        fresh = partial(copy.deepcopy, start)
        after = _step(work / f"within-{number}", fresh, examples, run.recipe, []).state_dict()
        for name, value in after.items():
            total[name] += run.share * value
    shares = STAYS + sum(run.share for run in WITHIN)
    model = export.graph({name: (value / shares).numpy() for name, value in total.items()})
    (FOLDER / "attribution.onnx").write_bytes(model.SerializeToString())


def _step(
    folder: Path,
    start: Callable[[], Network],
    examples: list[Example],
    recipe: Recipe,
    teachers: list[Network],
) -> Network:
    """Train a network, or read the one that an earlier run left in *folder*."""
    done = folder / f"epoch-{recipe.epochs}.pt"
    torch.manual_seed(recipe.seed)
    network = start()
    if not done.is_file():
        folder.mkdir(exist_ok=True)
        _LOG.info("%s: %d texts, %s", folder.name, len(examples), recipe)
        fit(network, examples, recipe, folder, teachers)
    network.load_state_dict(torch.load(done))
    return network.eval()
