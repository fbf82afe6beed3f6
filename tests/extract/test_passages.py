"""The fifth of our passages that was never trained on."""

from __future__ import annotations

import pytest
from support.score_passages import Score, scored

from claimcheck.training.passages import passages


@pytest.fixture(scope="module")
def score() -> Score:
    return scored(passage for passage in passages() if passage.kept_aside)


# Nested relations stand at 0.88 and are to reach 0.90, references at 0.77 and are to reach 0.92; floors keep that.
@pytest.mark.parametrize(("question", "bar"), [("nested", 0.86), ("coreference", 0.75), ("unnamed", 0.95)])
def test_bars(score: Score, question: str, bar: float) -> None:
    """Nested relations are found, references resolved and unnamed sources told from others often enough."""
    assert score.share(question) >= bar, "\n".join(miss for miss in score.misses if miss.startswith(question))
