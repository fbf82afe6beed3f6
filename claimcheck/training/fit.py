"""Training itself."""

from __future__ import annotations

import copy
import logging
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import torch
from torch.nn import functional

from claimcheck.training.batches import NOTHING, Batch, batches

if TYPE_CHECKING:
    from collections.abc import Sequence

    from torch import Tensor

    from claimcheck.training.examples import Example
    from claimcheck.training.network import Network

_FRESH = {"case", "quoted", "tags", "asks", "answers"}
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a model is trained.

    Args:
        epochs: Passes over the data.
        batch: Windows per step.
        encoder_rate: Highest learning rate of the pretrained weights.
        head_rate: Highest learning rate of the new ones.
        warmup: Share of all steps over which the rates rise; afterwards they fall to nothing.
        pointer_weights: What the three pointers weigh beside the tags.
        average: Decay of the running average of the weights, which is what is kept.
        embeddings: Let the word embeddings learn as well, which moves only those that the corpus holds.
        share: How much teachers count beside the marks.
        seed: Of everything random.
        threads: Cores to use; another number gives slightly other figures.
    """

    epochs: int = 5
    batch: int = 8
    encoder_rate: float = 2e-4
    head_rate: float = 1e-3
    warmup: float = 0.06
    pointer_weights: tuple[float, float, float] = (0.3, 0.3, 0.2)
    average: float = 0.995
    embeddings: bool = False
    share: float = 0.5
    seed: int = 1
    threads: int = 1


def loss_of(network: Network, batch: Batch, recipe: Recipe, teachers: Sequence[Network] = ()) -> Tensor:
    """Return the loss of a batch: tags and pointers together, against the marks and against what teachers say of it.

    Args:
        network: What is trained.
        batch: What it is shown.
        recipe: The weights.
        teachers: Trained networks, whose mean answer is a softer target (Hinton, Vinyals and Dean 2015).
    """
    tags, pointers = (figures.float() for figures in network(batch.ids, batch.case, batch.quoted, batch.blank))
    soft = _answers(teachers, batch) if teachers else None
    labelled = batch.tags != NOTHING
    total = _entropy(tags[labelled], batch.tags[labelled], soft[0][labelled] if soft else None, recipe.share).mean()
    for number, weight in enumerate(recipe.pointer_weights):
        asked = batch.targets[:, number] != NOTHING
        if not asked.any():
            continue
        target = soft[1][:, number][asked] if soft else None
        each = _entropy(pointers[:, number][asked], batch.targets[:, number][asked], target, recipe.share)
        counts = batch.weights[:, number][asked]
        total = total + weight * (each * counts).sum() / counts.sum()
    return total


def _entropy(logits: Tensor, marks: Tensor, soft: Tensor | None, share: float) -> Tensor:
    """Return the cross-entropy of each row against its mark and, for *share* of it, against soft targets."""
    chances = functional.log_softmax(logits, dim=-1)
    hard = functional.nll_loss(chances, marks, reduction="none")
    return hard if soft is None else (1 - share) * hard - share * (soft * chances).sum(dim=-1)


@torch.no_grad()
def _answers(teachers: Sequence[Network], batch: Batch) -> tuple[Tensor, Tensor]:
    """Return the mean probabilities of teachers for tags and pointers."""
    found = [teacher(batch.ids, batch.case, batch.quoted, batch.blank) for teacher in teachers]
    tags, pointers = (
        torch.stack([functional.softmax(each.float(), dim=-1) for each in which]).mean(dim=0)
        for which in zip(*found, strict=True)
    )
    return tags, pointers


def fit(
    network: Network, examples: Sequence[Example], recipe: Recipe, out: Path, teachers: Sequence[Network] = ()
) -> Network:
    """Train in place, from *teachers* as well if there are any; return the averaged network.

    A checkpoint of the average is written after each epoch.
    """
    torch.manual_seed(recipe.seed)
    torch.set_num_threads(recipe.threads)
    half = has_bfloat16()
    _LOG.info(
        "products in %s", "bfloat16" if half else "float32: this processor has no bfloat16, which would be slower"
    )
    network.word.weight.requires_grad = recipe.embeddings
    moving = {name: part for name, part in network.named_parameters() if part.requires_grad}
    fresh = [part for name, part in moving.items() if name.split(".")[0] in _FRESH]
    known = [part for name, part in moving.items() if name.split(".")[0] not in _FRESH]
    optimizer = torch.optim.AdamW(
        [{"params": known, "lr": recipe.encoder_rate}, {"params": fresh, "lr": recipe.head_rate}],
        weight_decay=0.01,
        fused=True,
    )
    steps = recipe.epochs * sum(1 for _ in batches(examples, recipe.batch, recipe.seed))
    rise = recipe.warmup * steps
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / rise, max((steps - step) / (steps - rise), 0.01))
    )
    mean = copy.deepcopy(network).eval()
    step = 0
    began = time.monotonic()
    for epoch in range(recipe.epochs):
        network.train()
        for batch in batches(examples, recipe.batch, recipe.seed * 1000 + epoch):
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=half):
                loss = loss_of(network, batch, recipe, teachers)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_([*known, *fresh], 1.0)
            optimizer.step()
            schedule.step()
            _follow(mean, network, min(recipe.average, (step + 1) / (step + 10)))
            step += 1
            if step % 20 == 0:
                _LOG.info(
                    "step %d of %d, loss %.3f, %.0f s", step, steps, float(loss.detach()), time.monotonic() - began
                )
        torch.save(mean.state_dict(), out / f"epoch-{epoch + 1}.pt")
    return mean


def has_bfloat16() -> bool:
    """Say whether the processor multiplies bfloat16 itself; done in software it is three times slower than float32."""
    known = Path("/proc/cpuinfo")
    flags = known.read_text(encoding="utf-8").split() if known.is_file() else []
    return any(flag in flags for flag in ("avx512_bf16", "amx_bf16", "bf16"))


@torch.no_grad()
def _follow(mean: Network, network: Network, decay: float) -> None:
    torch._foreach_lerp_(list(mean.parameters()), list(network.parameters()), 1 - decay)
