"""Pairs of names as articles and documents have them, answered as an editor would."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimcheck.identity.who import same

PAIRS = [line.split(" | ") for line in Path(__file__).with_name("names.txt").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: " | ".join(pair[:2]))
def test_a_pair_gets_its_answer(pair: list[str]) -> None:
    """One, other, the answer, and what stands beside the other where that matters."""
    one, other, wanted, *beside = pair
    assert wanted == type(same(one, other, beside="".join(beside))).__name__.lower()
