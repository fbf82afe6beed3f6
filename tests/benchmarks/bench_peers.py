"""Pairs a second beside two peers, each over the same quotations and pages, one after the other in one run.

Usage: `bench_peers.py FOLDER [PAIRS]`, where FOLDER holds quotes_dev.jsonl and quotes_dev_sources.jsonl. Peers are
krokai (`verify.check` on a corpus of the one page) and proof-citations (`verify_citation` on a snapshot of it), where
they are installed. Prints pairs a second, the ratio to ours, and the share of altered quotations that each lets pass.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import io
import itertools
import json
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import claimcheck

if TYPE_CHECKING:
    from collections.abc import Callable

    Judge = Callable[[str, str, str], bool]


def ours() -> Judge:
    """Return our judge: does the quotation stand in the page?"""
    return lambda quote, _, page: claimcheck.match_quotation(quote, page).verdict in {"exact", "presentational"}


def krokai(folder: Path) -> Judge:
    """Return krokai's; a corpus is built once for each page, from a folder that holds it alone."""
    corpus, verify = importlib.import_module("krokai.corpus"), importlib.import_module("krokai.verify")
    built: dict[str, Any] = {}

    def judge(quote: str, name: str, page: str) -> bool:
        if name not in built:
            home = folder / str(len(built))
            home.mkdir()
            (home / "page.txt").write_text(page, "utf-8")
            built[name] = corpus.Corpus([str(home)])
        return bool(verify.check(quote, built[name])[0] in {"VERIFIED", "PUNCTUATION", "ASSEMBLED"})

    return judge


def proof_citations() -> Judge:
    """Return that of proof-citations, without its network."""
    verify = importlib.import_module("proof_citations.verify").verify_citation

    def judge(quote: str, _: str, page: str) -> bool:
        found = verify("https://page.invalid/", quote, "one", snapshot=page, skip_live_fetch=True, oa_lookup=False)
        return bool(found["status"] == "verified")

    return judge


def main() -> None:
    """Run each over the same pairs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("pairs", type=int, nargs="?", default=500)
    given = parser.parse_args()
    lines = (given.folder / "quotes_dev_sources.jsonl").read_text("utf-8").splitlines()
    pages = {row["source_id"]: row["source_text"] for row in map(json.loads, lines)}
    rows = [json.loads(line) for line in (given.folder / "quotes_dev.jsonl").read_text("utf-8").splitlines()]
    rows = list(itertools.islice(rows, 0, None, max(1, len(rows) // given.pairs)))
    first = 0.0
    with tempfile.TemporaryDirectory() as folder:
        makers = {"claimcheck": ours, "krokai": lambda: krokai(Path(folder)), "proof-citations": proof_citations}
        for name, make in makers.items():
            try:
                judge = make()
            except ImportError:
                print(f"{name:<16} not installed")
                continue
            passed = 0
            started = time.perf_counter()
            with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
                for row in rows:
                    held = judge(row["quote"], row["source_id"], pages[row["source_id"]])
                    passed += held and row["expect"] in {"altered", "fabricated"}
            rate = len(rows) / (time.perf_counter() - started)
            first = first or rate
            wrong = sum(row["expect"] in {"altered", "fabricated"} for row in rows)
            print(f"{name:<16} {rate:8.0f} a second, {rate / first:.2f} of ours; altered let pass {passed} of {wrong}")


if __name__ == "__main__":
    main()
