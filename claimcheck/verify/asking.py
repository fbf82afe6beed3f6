"""The room's questions that need no search: a quotation in a page, a passage's speaker, support in other words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from claimcheck.model import Change, Span, Verdict
from claimcheck.verify.asked import asked
from claimcheck.verify.index import index
from claimcheck.verify.marks import quoted
from claimcheck.verify.overlap import State, nearest
from claimcheck.verify.quotation import find, turned
from claimcheck.verify.speaker import Speaker, heard

if TYPE_CHECKING:
    from claimcheck.model import Page


class Found(StrEnum):
    """How a quotation stands in a page."""

    EXACT = "exact"
    PRESENTATIONAL = "presentational"
    ALTERED = "altered"
    NOT_FOUND = "not_found"


@dataclass(frozen=True, slots=True)
class Match:
    """Where a quotation stands in a page.

    Args:
        verdict: Exact to the letter, in another presentation (marks, case, spelling, ellipses, brackets), altered.
        spans: Its stretches in the page, in order, as offsets in code points; none when not found.
        edits: What was changed, word by word.
    """

    verdict: Found
    spans: tuple[Span, ...] = ()
    edits: tuple[Change, ...] = ()


def match_quotation(quote: str, page: str) -> Match:
    """Look for a quotation in the text of a page; its outer quotation marks may be there or not."""
    matches = [turned(match) for match in find(quote, index(page))]
    if not matches:
        return Match(Found.NOT_FOUND)
    best = min(matches, key=lambda match: (bool(match.changes), len(match.pieces) > 1, match.pieces[0].start))
    if best.changes:
        return Match(Found.ALTERED, best.pieces, best.changes)
    exact = len(best.pieces) == 1 and quote in page
    spans = (Span(page.index(quote), page.index(quote) + len(quote)),) if exact else best.pieces
    return Match(Found.EXACT if exact else Found.PRESENTATIONAL, spans)


_VERDICTS = {State.CARRIED: Verdict.TRACED, State.CHANGED: Verdict.ALTERED, State.OPPOSED: Verdict.CONTRADICTED}
_PARTLY = 0.5


@dataclass(frozen=True, slots=True)
class Support:
    """How far a page supports a claim in other words.

    Args:
        score: 0 to 1, over the nearest sentence; what it is worth is told in the room's CARD.md. A detail that differs
            keeps a claim from being traced, however high it is.
        verdict: Traced, altered, contradicted, partial (the sentence has half of the claim's words), unsupported.
        passage: The nearest sentence, as offsets into the page; None when no word of the claim is there.
        missing: What it lacks, as the claim writes it.
        note: What it has instead, in words for a person.
    """

    score: float
    verdict: Verdict
    passage: Span | None = None
    missing: tuple[str, ...] = ()
    note: str = ""


def support(claim: str, page: str) -> Support:
    """Say how far the text of a page supports *claim* in other words."""
    wanted = asked(claim)
    passage = nearest(wanted, page) if wanted.weights else None
    if passage is None:
        return Support(0.0, Verdict.UNSUPPORTED)
    near = Verdict.PARTIAL if passage.share >= _PARTLY else Verdict.UNSUPPORTED
    verdict = _VERDICTS.get(passage.state, near)
    return Support(passage.score, verdict, passage.span, passage.missing, passage.note or passage.has)


def same_speaker_on(page: Page, passage: Span, speaker: str, *, organisation: bool = False) -> bool | None:
    """Say whether a page credits a passage to *speaker*; None when it credits nobody for certain."""
    who = heard(page, [passage], (speaker,), organisation=organisation).speaker
    return None if who is Speaker.NOBODY else who is Speaker.SAME


def shares_quoted(text: str) -> float:
    """Return the share of the letters of *text* that stands in quotation marks."""
    letters = sum(char.isalnum() for char in text)
    return sum(char.isalnum() for span in quoted(text) for char in span.of(text)) / letters if letters else 0.0
