from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from e2e.bench import Bench


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store for the runs of this file."""
    return tmp_path_factory.mktemp("path")


def test_passed_on_credit_is_followed_to_the_first_document(bench: Bench, store: Path) -> None:
    """Second-hand credit leads to the first report, credit that comes back is circular, a later page no evidence."""
    ran = bench.run("path.md", "--format", "json", cache=store)
    [article] = ran.report["articles"]
    found = {finding["code"]: finding["message"] for claim in article["claims"] for finding in claim["findings"]}
    assert "reuters.com/business/selby-battery-plant-director-vows" in found["CC501"]
    assert "The Independent" in found["CC502"], article["claims"][1]
    assert "2026-03-19" in found["CC504"]
    verdicts = [claim["verdict"] for claim in article["claims"]]
    assert ["traced", "traced"] == verdicts[:2]
    assert "traced" not in verdicts[2:]


def test_the_path_is_the_same_offline_and_explained(bench: Bench, store: Path) -> None:
    """The path is followed from the store as from the network, and `explain` shows it step by step."""
    offline = bench.run("path.md", "--format", "json", "--offline", cache=store)
    assert () == offline.requests
    assert b"CC501" in offline.stdout
    shown = bench.run("rebuild the whole line", "path.md", "--offline", command="explain", cache=store).text
    assert "credited 1" in shown
    assert "Reuters" in shown
    assert "set aside" in bench.run("forty empty drums", "path.md", "--offline", command="explain", cache=store).text
