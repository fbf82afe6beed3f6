"""Score the judge on development sets.

Usage: `bench_verify.py FOLDER`, where FOLDER holds quotes_dev.jsonl, speaker_dev.jsonl, wice_dev.jsonl, bump_dev.jsonl,
attribbench_dev.jsonl and the *_sources.jsonl they refer to. Prints what the public functions say, and pairs a second.
"""

from __future__ import annotations

import argparse
import collections
import json
import time
from pathlib import Path
from typing import Any

import claimcheck

WANTED = {
    "exact": {"exact", "presentational"},
    "presentational": {"exact", "presentational"},
    "altered": {"altered"},
    "fabricated": {"not_found"},
    "other_speaker": {"exact", "presentational"},
}


def rows(path: Path) -> list[dict[str, Any]]:
    """Return the lines of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def texts(folder: Path, name: str) -> dict[str, str]:
    """Return the pages of a set by their id."""
    return {row["source_id"]: row["source_text"] for row in rows(folder / f"{name}_sources.jsonl")}


def quotations(folder: Path) -> None:
    """Print the share of right verdicts over the kinds of edit."""
    pages, right, seen = texts(folder, "quotes_dev"), collections.Counter[str](), collections.Counter[str]()
    started = time.perf_counter()
    for row in rows(folder / "quotes_dev.jsonl"):
        verdict = claimcheck.match_quotation(row["quote"], pages[row["source_id"]]).verdict
        seen[row["kind"]] += 1
        right[row["kind"]] += verdict in WANTED[row["expect"]]
    took = time.perf_counter() - started
    mean = sum(100 * right[kind] / seen[kind] for kind in seen) / len(seen)
    worst = ", ".join(f"{k} {100 * right[k] / seen[k]:.1f}" for k in sorted(seen) if right[k] < seen[k])
    print(f"quotations  mean over kinds {mean:.1f} %  ({seen.total() / took:.0f} a second)  below 100: {worst}")


def speakers(folder: Path) -> None:
    """Print how often the right speaker is accepted and another is not."""
    pages, said = texts(folder, "speaker_dev"), collections.Counter[tuple[str, bool | None]]()
    for row in rows(folder / "speaker_dev.jsonl"):
        page = pages[row["source_id"]]
        said[row["label"], claimcheck.same_speaker(page, row["start"], row["end"], row["claimed_speaker"])] += 1
    same = said["same", True] / sum(count for (label, _), count in said.items() if label == "same")
    other = 1 - said["other", True] / sum(count for (label, _), count in said.items() if label == "other")
    print(
        f"speakers    balanced accuracy {50 * (same + other):.1f}  same accepted {100 * same:.1f} %  "
        f"other not rejected {100 * (1 - other):.1f} %  {dict(sorted(said.items(), key=str))}"
    )


def auc(pairs: list[tuple[float, bool]]) -> float:
    """Return the area under the ROC curve, ties counted as half."""
    good, bad = [s for s, yes in pairs if yes], [s for s, yes in pairs if not yes]
    return sum((g > b) + (g == b) / 2 for g in good for b in bad) / (len(good) * len(bad))


def paraphrases(folder: Path, name: str) -> None:
    """Print precision and recall of `traced`, and the area under the curve of the score."""
    found = collections.Counter[tuple[bool, bool]]()
    pairs: list[tuple[float, bool]] = []
    started = time.perf_counter()
    todo = rows(folder / f"{name}_dev.jsonl")
    for row in todo:
        judged = claimcheck.support(row["claim"], row["source_text"])
        yes = row["label"] == "supported"
        pairs.append((judged.score, yes))
        found[judged.verdict == "traced", yes] += 1
    took = time.perf_counter() - started
    traced, good = found[True, True] + found[True, False], found[True, True] + found[False, True]
    print(
        f"{name:11s} traced {traced}  precision {100 * found[True, True] / max(1, traced):.1f} %  "
        f"recall {100 * found[True, True] / good:.1f} %  AUC {100 * auc(pairs):.1f}  ({len(todo) / took:.0f} pairs/s)"
    )


def giant() -> None:
    """Print how long a quotation of 200 characters takes in a page of a million, once that is indexed."""
    words = [f"word{number * 7919 % 50021}" for number in range(110_000)]
    page = " ".join(words)[:1_000_000]
    middle = page[600_000:600_200]
    changed = middle[:90] + " boat" + middle[95:]
    claimcheck.match_quotation("word1 word2 word3 word4", page)
    asked = {"as it stands": middle, "a word changed": changed, "absent": "no such words at all " * 10}
    for name, quotation in asked.items():
        started = time.perf_counter()
        for _ in range(10):
            claimcheck.match_quotation(quotation, page)
        print(f"giant page  {name}: {100 * (time.perf_counter() - started):.2f} ms")


def main() -> None:
    """Print all of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    quotations(folder)
    speakers(folder)
    for name in ("bump", "attribbench", "wice"):
        paraphrases(folder, name)
    giant()


if __name__ == "__main__":
    main()
