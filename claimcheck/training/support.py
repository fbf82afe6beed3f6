"""Make the scorer of claims in other words. Usage: python -m claimcheck.training.support FOLDER.

FOLDER holds development halves as `*_dev.jsonl` (claim, source_text, label). Logistic regression with an L2 penalty
over the features of `claimcheck.verify.weighing`; every set weighs the same, and its supported and other pairs too, so
that 0.5 is an even chance. Prints five-fold figures and the reliability by tenths, and writes the weights beside
`claimcheck.verify.weighing`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from claimcheck.verify import overlap, weighing
from claimcheck.verify.asked import asked
from claimcheck.verify.prose import prose

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]

SETS = ("bump", "attribbench", "wice")
PENALTY = 10.0
FOLDS = 5
ENOUGH = 8
"""Fewer pairs say nothing about precision."""
WANTED = 0.93
"""The precision of `traced` that the threshold is chosen for, in every set."""


def examples(path: Path) -> tuple[Floats, Flags, list[str], Flags]:
    """Return features, labels, groups (pairs of one page stay together), and whether no detail stands in the way."""
    rows, labels, groups, free = [], [], [], []
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        wanted = asked(row["claim"])
        page = prose(row["source_text"])
        numbers = overlap.likeliest(wanted, page) if wanted.weights else []
        if not numbers:
            continue
        tried = [overlap.weigh(wanted, page, number) for number in numbers]
        best = max(tried, key=lambda one: (one.share, -one.sentence.span.start))
        rows.append(best.features)
        free.append(overlap.carries(wanted, best, least=0.0))
        labels.append(row["label"] == "supported")
        groups.append(str(row.get("article_id", row["source_text"][:80])))
    return np.array(rows), np.array(labels), groups, np.array(free)


def fit(x: Floats, y: Flags, weight: Floats) -> tuple[Floats, float]:
    """Return weights and bias by Newton's method."""
    design = np.hstack([x, np.ones((len(x), 1))])
    beta = np.zeros(design.shape[1])
    penalty = np.diag([PENALTY] * x.shape[1] + [0.0])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-design @ beta))
        gradient = design.T @ (weight * (chance - y)) + penalty @ beta
        curve = (design * (weight * chance * (1 - chance))[:, None]).T @ design + penalty
        beta -= np.linalg.solve(curve, gradient)
    return beta[:-1], float(beta[-1])


def balanced(y: Flags, where: NDArray[np.int64]) -> Floats:
    """Return a weight for each pair, so that sets and labels count the same; 1,000 in all for each set."""
    out = np.zeros(len(y))
    for number in set(where):
        for label in (True, False):
            chosen = (where == number) & (y == label)
            out[chosen] = 500 / max(1, chosen.sum())
    return out


def area(y: Flags, s: Floats) -> float:
    """Return the area under the ROC curve."""
    good, bad = s[y], s[~y]
    return float((good[:, None] > bad).mean() + (good[:, None] == bad).mean() / 2)


def main() -> None:
    """Fit, measure, write."""
    loaded = [examples(Path(sys.argv[1]) / f"{name}_dev.jsonl") for name in SETS]
    x, y = np.vstack([one[0] for one in loaded]), np.concatenate([one[1] for one in loaded])
    where = np.concatenate([[number] * len(one[1]) for number, one in enumerate(loaded)])
    free = np.concatenate([one[3] for one in loaded])
    folds = np.array([sum(group.encode()) % FOLDS for one in loaded for group in one[2]])
    mean, deviation = x.mean(0), np.maximum(x.std(0), 0.05)
    z, out = (x - mean) / deviation, np.zeros(len(y))
    for fold in range(FOLDS):
        train = folds != fold
        beta, bias = fit(z[train], y[train], balanced(y[train], where[train]))
        out[~train] = 1 / (1 + np.exp(-(z[~train] @ beta + bias)))
    carried = 0.95
    for level in (0.95, 0.9, 0.85, 0.8, 0.75, 0.7):
        chosen = [(where == n) & free & (out >= level) for n in range(len(SETS))]
        if any(pick.sum() >= ENOUGH and y[pick].mean() < WANTED for pick in chosen):
            break
        carried = level
    for n, name in enumerate(SETS):
        pick = (where == n) & free & (out >= carried)
        sys.stdout.write(
            f"{name}: AUC {100 * area(y[where == n], out[where == n]):.1f}, from {carried}: {pick.sum()}, "
            f"precision {100 * y[pick].mean():.1f}, recall {100 * y[pick].sum() / y[where == n].sum():.1f}\n"
        )
    weight = balanced(y, where)
    for low in np.arange(0, 1, 0.1):
        pick = (out >= low) & (out < low + 0.1)
        if pick.any():
            share = 100 * np.average(y[pick], weights=weight[pick])
            sys.stdout.write(f"  {low:.1f} to {low + 0.1:.1f}: {share:.0f} % of {pick.sum()}\n")
    beta, bias = fit(z, y, weight)
    stored = {
        "bias": round(bias, 4),
        "carried": carried,
        "features": {
            name: {"weight": round(float(b), 4), "mean": round(float(m), 4), "deviation": round(float(d), 4)}
            for name, b, m, d in zip(weighing.NAMES, beta, mean, deviation, strict=True)
        },
    }
    Path(weighing.__file__).with_name("support.json").write_text(json.dumps(stored, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
