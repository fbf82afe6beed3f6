from __future__ import annotations

import pytest

import claimcheck
from claimcheck.model import Verdict

PAGE = "“We will close the plant in May unless the lease is extended,” said Ana Ferraz."


def test_claim_and_page_are_judged_without_a_search() -> None:
    """A claim, a page and a speaker give a verdict, a reason and evidence in the page."""
    judged = claimcheck.compare("“We will close the plant in May”", PAGE, speaker="Ana Ferraz")
    assert Verdict.ALTERED is judged.verdict
    assert "leaves out “unless the lease is extended”" in judged.reason


def test_quotation_is_matched_to_the_letter_or_in_another_presentation() -> None:
    """Exact, presentational, altered and not found are told apart, with offsets and edits."""
    match = claimcheck.match_quotation("close the plant in May", PAGE)
    assert "exact" == match.verdict
    assert "close the plant in May" == match.spans[0].of(PAGE)
    assert "presentational" == claimcheck.match_quotation('"CLOSE the plant in May."', PAGE).verdict
    altered = claimcheck.match_quotation("We will close the plant in June unless", PAGE)
    assert "altered" == altered.verdict
    assert ("June", "May") == (altered.edits[0].said, altered.edits[0].source)
    assert "not_found" == claimcheck.match_quotation("nobody ever sold a boat to him", PAGE).verdict


def test_speaker_is_the_same_another_or_unknown() -> None:
    """True, False, and None where nobody is credited; a passage outside the page is an error."""
    assert claimcheck.same_speaker(PAGE, 1, 31, "Ana Ferraz") is True
    assert claimcheck.same_speaker(PAGE, 1, 31, "Rui Falcao") is False
    assert claimcheck.same_speaker("The plant will be closed.", 0, 20, "Ana Ferraz") is None
    with pytest.raises(ValueError, match="no passage"):
        claimcheck.same_speaker(PAGE, 5, 5_000, "Ana Ferraz")


def test_support_has_a_score_a_passage_and_what_is_missing() -> None:
    """The same sentence scores high and is traced; another modality is named and is not traced."""
    page = "It was cold. The bank of Lysia will close 14 branches in June, its chairman said."
    same = claimcheck.support("the bank of Lysia will close 14 branches in June", page)
    other = claimcheck.support("the bank of Lysia may close 14 branches in June", page)
    assert Verdict.TRACED is same.verdict
    assert same.passage is not None
    assert same.passage.of(page).startswith("The bank")
    assert Verdict.PARTIAL is other.verdict
    assert 0.0 < other.score <= 1.0
    assert "may" in other.missing
    assert claimcheck.support("", page).score == 0.0
