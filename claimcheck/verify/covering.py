"""Which words of a claim a sentence has, in whatever form: abbreviations, names spelled out, rounded figures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claimcheck.verify.figures import MARK, is_figure, unit
from claimcheck.verify.wordlists import STOP_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimcheck.verify.asked import Asked
    from claimcheck.verify.prose import Sentence

_ROUND = 0.05
"""How far a figure that the claim calls "about" may be from the page's."""
_ABOUT_WORDS = frozenset({"about", "around", "roughly", "approximate", "some", "nearly", "almost"})
_CAPITALS = re.compile(r"\b[A-Z][A-Z.]{1,7}")


def covered(claim: Asked, passage: Sequence[Sentence], text: str) -> set[str]:
    """Return the telling words that stand in a passage, abbreviations spelled out and long names abbreviated too."""
    there = {stem for sentence in passage for stem in sentence.stems}
    found = there.intersection(claim.weights)
    runs = [stem for sentence in passage for stem in sentence.stems]
    for stem in claim.names - found:
        if claim.shown[stem].isupper() and _spelled_out(stem, runs):
            found.add(stem)
    short = {match.group().replace(".", "").lower() for match in _CAPITALS.finditer(text)}
    for size in (2, 3, 4):
        for start in range(len(claim.stems) - size + 1):
            run = claim.stems[start : start + size]
            if not STOP_WORDS.intersection(run) and "".join(stem[:1] for stem in run) in short:
                found.update(stem for stem in run if stem in claim.weights)
    return found


def _spelled_out(short: str, stems: Sequence[str]) -> bool:
    letters = short.replace(".", "")
    return any(
        all(stem[:1] == letter and stem not in STOP_WORDS for stem, letter in zip(stems[at:], letters, strict=False))
        for at in range(len(stems) - len(letters) + 1)
        if stems[at][:1] == letters[:1]
    )


def rounded(claim: Asked, sentence: Sentence) -> set[str]:
    """Return the figures that the claim rounds ("about 1,400") and the sentence has within a twentieth."""
    found = set()
    for stem in claim.figures:
        at = claim.stems.index(stem)
        if _ABOUT_WORDS.isdisjoint(claim.stems[max(0, at - 2) : at]):
            continue
        value = float(stem.removeprefix(MARK).removesuffix(unit(stem)) or 0)
        for other in filter(is_figure, sentence.stems):
            there = float(other.removeprefix(MARK).removesuffix(unit(other)) or 0)
            if unit(other) == unit(stem) and abs(value - there) <= _ROUND * value:
                found.add(stem)
    return found
