"""The sentence for a person that goes with a verdict that rests on a passage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimcheck.model import Judgement, Verdict
from claimcheck.verify.wording import clean, differences, document, listing, sentence

if TYPE_CHECKING:
    from claimcheck.model import Citation
    from claimcheck.verify.content import Outcome


_NEAR = 0.35
"""The share of a claim's words from which it is worth telling what a passage lacks."""


def reason(outcome: Outcome, citation: Citation) -> Judgement:
    """Return the judgement for what a page of the cited source shows."""
    page = outcome.evidence[0].page
    words = {
        Verdict.TRACED: _traced,
        Verdict.PARTIAL: _partial,
        Verdict.ALTERED: _altered,
        Verdict.CONTRADICTED: _contradicted,
        Verdict.MISATTRIBUTED: _misattributed,
    }
    verdict = outcome.verdict or Verdict.UNSUPPORTED
    return Judgement(verdict, sentence(words[verdict](outcome, document(page, citation), citation)), outcome.evidence)


def _traced(outcome: Outcome, place: str, _: Citation) -> str:
    how = "word for word" if outcome.evidence[0].method == "quotation" else "in other words"
    return f"{place} carries this {how}"


def _partial(outcome: Outcome, place: str, _: Citation) -> str:
    if outcome.note:
        return f"{place} has a passage with this, but {outcome.note}"
    if not outcome.lacks and not outcome.has:
        return f"{place} has a passage about this, but does not clearly say the same"
    if not outcome.lacks:
        return f"{place} has a passage about this, but it has {outcome.has}"
    instead = f"; it has {outcome.has}" if outcome.has else ""
    return (
        f"{place} carries part of this, but not {listing([f'“{clean(lack)}”' for lack in outcome.lacks], 5)}{instead}"
    )


def _altered(outcome: Outcome, place: str, _: Citation) -> str:
    what = "this quotation" if outcome.evidence[0].method == "quotation" else "this"
    return f"{place} has {what} in another form: {differences(outcome.changes)}"


def _contradicted(outcome: Outcome, place: str, _: Citation) -> str:
    passage = clean(outcome.evidence[-1].text, 160)
    return f"{place} says the opposite ({outcome.note or 'the statement'} differs): “{passage}”"


def _misattributed(outcome: Outcome, place: str, citation: Citation) -> str:
    return f"{place} credits these words to {clean(outcome.heard.name)}, not to {clean(citation.speakers[0])}"


def elsewhere(outcome: Outcome, citation: Citation) -> Judgement:
    """Return the judgement for words that stand in a document of another outlet than the one cited."""
    place = document(outcome.evidence[0].page)
    words = f"no document of {clean(citation.name)} that was read has this; it stands in {place}"
    return Judgement(Verdict.MISATTRIBUTED, sentence(words), outcome.evidence)


def standing_in(outcome: Outcome, judged: Judgement) -> Judgement:
    """Return an open judgement that says where the words stand meanwhile."""
    words = f"{judged.reason.rstrip('.')}; the words stand in {document(outcome.evidence[0].page)}"
    return Judgement(judged.verdict, sentence(words), outcome.evidence)


def reported(outcome: Outcome, citation: Citation) -> Judgement:
    """Return the judgement for the words of a person who has no outlet, in a document that credits them with them."""
    place = document(outcome.evidence[0].page)
    return Judgement(
        Verdict.TRACED,
        sentence(f"{place} carries this and credits it to {clean(citation.speakers[0])}"),
        outcome.evidence,
    )


def lacking(outcome: Outcome | None) -> str:
    """Return what the nearest passage lacks, in words for a person; empty when there is nothing to say."""
    if outcome is None or not outcome.lacks or max(one.score for one in outcome.evidence) < _NEAR:
        return ""
    return f"the nearest passage lacks {listing([f'“{clean(lack)}”' for lack in outcome.lacks], 5)}"
