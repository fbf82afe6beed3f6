"""Print how fast claims are extracted: `bench_extract.py PATH…`, with .txt articles or .jsonl lines with a "text".

The peer of the same run is a bare pass over the words by a regular expression, so that figures from different
machines can be compared by their ratio.
"""

from __future__ import annotations

import json
import re
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck.extract import extract
from claimcheck.read.plain import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimcheck.model import Article

WORD = re.compile(r"\w+")
ROUNDS = 3


def texts(path: Path) -> list[str]:
    """Return the articles of a file."""
    text = path.read_text(encoding="utf-8")
    return [json.loads(line)["text"] for line in text.splitlines()] if path.suffix == ".jsonl" else [text]


def best(job: Callable[[Article], object], articles: list[Article]) -> float:
    """Return the shortest of three times, in seconds, that *job* took over all articles."""
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        for article in articles:
            job(article)
        times.append(time.perf_counter() - began)
    return min(times)


def main(paths: list[str]) -> None:
    """Measure and print."""
    articles = [plain(text, path) for path in paths for text in texts(Path(path))]
    words = sum(len(WORD.findall(article.text)) for article in articles)
    spent = best(extract, articles)
    bare = best(lambda article: WORD.findall(article.text), articles)
    print(f"{len(articles)} articles, {words:,} words")
    print(f"{len(articles) / spent:,.0f} articles/s, {words / spent:,.0f} words/s")
    print(f"{spent / bare:.0f} times a bare pass over the words")


if __name__ == "__main__":
    main(sys.argv[1:])
