"""Write predictions for a PolNeAR file, for its scorer: `polnear.py [--include-attitudes] GOLD.jsonl OUT.jsonl`.

PolNeAR marks wishes and attitudes as well: score all of it with them, its reporting subset without.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck.extract import extract
from claimcheck.model import Article, Kind, Span

if TYPE_CHECKING:
    from claimcheck.model import Claim


def attribution(claim: Claim) -> dict[str, list[list[int]]]:
    """Return a claim as PolNeAR has it: its source is the outermost that is not merely spoken to."""
    credited = [source.mention for source in claim.chain if not source.channel][:1]
    roles = {"source": credited, "cue": claim.cue, "content": claim.content}
    return {role: [[span.start, span.end] for span in spans] for role, spans in roles.items()}


def main(gold: Path, out: Path, *, attitudes: bool) -> None:
    """Extract from every article of *gold* and write a line for each to *out*."""
    with out.open("w", encoding="utf-8") as stream:
        for line in gold.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            claims = extract(Article(row["id"], row["text"], Span(0, len(row["text"]))), attitudes=attitudes)
            found = [attribution(claim) for claim in claims if claim.kind is not Kind.CREDIT]
            stream.write(json.dumps({"id": row["id"], "attributions": found}) + "\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("gold", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--include-attitudes", action="store_true")
    options = parser.parse_args()
    main(options.gold, options.out, attitudes=options.include_attitudes)
