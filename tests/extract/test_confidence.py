"""How sure a claim is."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files

from claimcheck.extract import extract
from claimcheck.extract.confidence import confidence
from claimcheck.extract.decoding import Evidence
from claimcheck.model import Article, Span

SURE = Evidence(content=0.98, cue=0.98, to_cue=0.97, source=0.98, to_source=0.98, words=12)


def test_doubt_about_any_part_lowers_it() -> None:
    """Less sure content or pointers make a relation less likely."""
    less = [replace(SURE, content=0.4), replace(SURE, to_cue=0.4), replace(SURE, to_source=0.4)]

    assert all(confidence(one) < confidence(SURE) for one in less)
    assert 0.85 < confidence(SURE) < 1


def test_the_reliability_curve_is_straight() -> None:
    """In every tenth of confidence with a hundred relations or more, about that share was right."""
    data = json.loads((files("claimcheck.extract") / "model" / "calibration.json").read_text(encoding="utf-8"))
    full = [(said, right) for said, right, count in data["reliability"] if count >= 100]

    assert len(full) > 5
    assert all(abs(said - right) < 0.12 for said, right in full)


def test_claims_below_a_share_are_left_out() -> None:
    """`least` keeps only claims at least so likely."""
    text = (
        "Anna Berg said the port froze. It touts its ice, some of it. The firm has its doubts about that, Mr Low said."
    )
    article = Article("a.txt", text, Span(0, len(text)))
    every = extract(article)

    for least in (0.5, 0.8, 0.95):
        assert [claim for claim in every if claim.confidence >= least] == list(extract(article, least=least))
