"""What keeps a passage with most of a claim's words from tracing it: signs that a detail is another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimcheck.verify.asked import MONTH_STEMS, WEEKDAY_STEMS
from claimcheck.verify.polarity import alike

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimcheck.verify.asked import Asked
    from claimcheck.verify.prose import Sentence

_MAIN = 0.5
_FIGURES = 0.4


def doubtful(claim: Asked, passage: Sequence[Sentence], inside: set[str]) -> bool:
    """Say whether the passage may be about something else.

    No sentence of it holds half the weight; a figure stands in a sentence that shares little else; or a word of the
    claim that is missing has another in its place.

    Args:
        claim: What is looked for.
        passage: Where most of it stands.
        inside: The claim's telling words that stand in the passage.
    """
    shares = [sum(claim.weights[stem] for stem in inside.intersection(one.stems)) / claim.total for one in passage]
    if max(shares) < _MAIN:
        return True
    near = {stem for one, share in zip(passage, shares, strict=True) if share >= _FIGURES for stem in one.stems}
    stray = (claim.figures & inside) - near
    return bool(stray) or any(_replaced(claim, one, inside) for one in passage)


def _replaced(claim: Asked, sentence: Sentence, inside: set[str]) -> bool:
    here, there = claim.content, sentence.content
    gaps = [at for at, stem in enumerate(here) if stem not in inside]
    strange = [place for place, stem in enumerate(there) if stem not in claim.weights]
    return any(alike(here, at, there, place) for at in gaps[:40] for place in strange[:200])


def other_days(claim: Asked, passage: Sequence[Sentence]) -> set[str]:
    """Return the claim's days and months that the passage lacks while it names another."""
    there = {stem for sentence in passage for stem in sentence.stems}
    asked = set(claim.weights)
    return {
        stem
        for group in (WEEKDAY_STEMS, MONTH_STEMS)
        if there & group and not there & group & asked
        for stem in asked & group
    }
