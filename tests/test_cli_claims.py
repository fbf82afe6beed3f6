"""The flags of `claimcheck claims` that choose among claims, as a person runs it."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """Anna Berg said the port froze over in May.

Tom Hale wants the harbour closed for good. He hopes to see the ice gone by June.

"We wait," she told Reuters. It touts its ice, and its doubts, and whatever else.
"""


def _claims(folder: Path, *flags: str) -> list[dict[str, Any]]:
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "claimcheck", "claims", "--isolated", "-q", "-f", "json", *flags, str(folder)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return [claim for article in json.loads(done.stdout)["articles"] for claim in article["claims"]]


def test_attitudes_are_claims_only_when_asked_for(tmp_path: Path) -> None:
    """`--include-attitudes` adds what people want and hope to what they said."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    said = _claims(tmp_path)
    every = _claims(tmp_path, "--include-attitudes")

    assert {"Anna Berg"} <= {claim["chain"][-1]["name"] for claim in said}
    assert "Tom Hale" not in {link["name"] for claim in said for link in claim["chain"]}
    assert "Tom Hale" in {link["name"] for claim in every for link in claim["chain"]}


def test_only_sure_claims_are_kept(tmp_path: Path) -> None:
    """`--min-confidence` leaves out what is less likely, and changes nothing else."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    every = _claims(tmp_path, "--include-attitudes")

    for least in (0.6, 0.9):
        kept = [claim for claim in every if claim["confidence"] >= least]
        assert [c["content"] for c in kept] == [
            c["content"] for c in _claims(tmp_path, "--include-attitudes", "--min-confidence", str(least))
        ]


def test_processes_give_the_same_claims(tmp_path: Path) -> None:
    """Many articles are shared out among processes, in their order, with the same claims."""
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.txt").write_text("\n\n".join([TEXT] * 300), encoding="utf-8")

    assert _claims(tmp_path, "--jobs", "1") == _claims(tmp_path, "--jobs", "2")
