"""Print how fast claims are extracted: `bench_extract.py [--spacy MODEL] PATH…`, of .txt articles or .jsonl lines.

With `--spacy` the peer is spaCy with that model over the same texts in the same run, turn by turn. The extractor of
GenderGapTracker (Asr et al. 2021) reads spaCy's parse, so that the parse alone is less than what it takes. Times are of
one core; set OMP_NUM_THREADS=1 and pin the process.
"""

from __future__ import annotations

import argparse
import json
import time
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck.extract import extract
from claimcheck.read.plain import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimcheck.model import Article

ROUNDS = 3


def texts(path: Path) -> list[str]:
    """Return the articles of a file."""
    text = path.read_text(encoding="utf-8")
    return [json.loads(line)["text"] for line in text.splitlines()] if path.suffix == ".jsonl" else [text]


def spent(job: Callable[[Article], object], articles: list[Article]) -> float:
    """Return the processor time, in seconds, that *job* took over all articles."""
    began = time.process_time()
    for article in articles:
        job(article)
    return time.process_time() - began


def main() -> None:
    """Measure and print; the best of some rounds counts."""
    parser = argparse.ArgumentParser()
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--spacy", help="an installed spaCy model, by the name of its package")
    options = parser.parse_args()
    articles = [plain(text, path.name) for path in options.paths for text in texts(path)]
    words = sum(len(article.text.split()) for article in articles)
    jobs: dict[str, Callable[[Article], object]] = {"claimcheck": extract}
    if options.spacy:
        parse = import_module(options.spacy).load()
        jobs[f"spaCy {options.spacy}"] = lambda article: parse(article.text)
    times: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(ROUNDS):
        for name, job in jobs.items():
            times[name].append(spent(job, articles))
    print(f"{len(articles)} articles, {words:,} words")
    for name, found in times.items():
        ratio = min(found) / min(times["claimcheck"])
        print(f"{name}: {words / min(found):,.0f} words/s, {ratio:.2f} times claimcheck's time")


if __name__ == "__main__":
    main()
