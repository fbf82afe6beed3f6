"""A claim in other words, looked for in a page by the words that tell: a cautious first approximation.

A passage of one to three sentences carries the claim when it has most of its weighted words, all names and figures, and
the same polarity. Word overlap finds where to look and says little about whether every detail holds; hence the caution.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from enum import Enum
from itertools import islice
from typing import TYPE_CHECKING

from claimcheck.model import Change, Span
from claimcheck.verify.caution import doubtful, other_days
from claimcheck.verify.figures import is_figure, unit
from claimcheck.verify.index import index
from claimcheck.verify.polarity import Agreement, alike, compare
from claimcheck.verify.prose import prose
from claimcheck.verify.wordlists import STOP_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimcheck.verify.asked import Asked
    from claimcheck.verify.prose import Prose, Sentence

CARRIED = 0.7
OPPOSED = 0.75
_ABOUT = 0.5
LEAST_WORDS = 3
_WINDOW = 3
_TRIED = 40
_BEFORE, _AFTER = 3, 1
_CAPITALS = re.compile(r"\b[A-Z][A-Z.]{1,7}")


class State(Enum):
    """How a passage stands to a claim."""

    CARRIED = "carried"
    CHANGED = "changed"
    OPPOSED = "opposed"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Passage:
    """The nearest passage of a page.

    Args:
        share: Of the weight of the claim's words, how much stands in it.
        missing: What it lacks, as the article writes it, names and figures first.
        note: What is opposite, in words for a person; with `ABSENT`, some sentence of it may be.
    """

    state: State
    span: Span
    share: float
    missing: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    note: str = ""


def nearest(claim: Asked, text: str, title: str = "", least: float = CARRIED) -> Passage | None:
    """Return the passage of *text* that is nearest to the claim, or None when no word of it is there."""
    page = prose(text)
    window = _best(claim, page)
    if window is None:
        return None
    first, after = window
    passage = page.sentences[first:after]
    around = page.sentences[max(0, first - _BEFORE) : after + _AFTER]
    span = Span(passage[0].span.start, passage[-1].span.end)
    inside = _covered(claim, passage, span.of(text))
    context = inside | _covered(claim, around, f"{title} {Span(around[0].span.start, around[-1].span.end).of(text)}")
    context |= {stem for stem in claim.names if claim.shown[stem].casefold() in title.casefold()}
    share = sum(claim.weights[stem] for stem in inside) / claim.total
    lacking = sorted((claim.names - context) | (claim.figures - inside) | other_days(claim, passage))
    missing = tuple(claim.shown[stem] for stem in lacking)
    agreement, _ = compare(claim.stems, [stem for sentence in passage for stem in sentence.stems])
    absent = Passage(State.ABSENT, span, share, (*missing, *_unsaid(claim, inside, lacking)))
    if len(claim.weights) < LEAST_WORDS:
        return absent
    if against := _against(claim, passage, text):
        sentence, weight, note = against
        opposed = weight >= OPPOSED and not missing
        return Passage(State.OPPOSED, sentence.span, weight, note=note) if opposed else replace(absent, note=note)
    if agreement is not Agreement.SAME:
        return absent
    if share >= least and not missing and not doubtful(claim, passage, inside):
        return Passage(State.CARRIED, span, share)
    change = _figure(claim, passage, text, lacking)
    return Passage(State.CHANGED, span, share, missing, (change,)) if change else absent


def _unsaid(claim: Asked, inside: set[str], named: Sequence[str]) -> list[str]:
    """Return the other telling words that the passage lacks, as the article writes them."""
    return [shown for stem, shown in claim.shown.items() if stem not in inside and stem not in named]


def _best(claim: Asked, page: Prose) -> tuple[int, int] | None:
    """Return the window of sentences with the most weight of the claim, the shortest and first of equals."""
    weight: defaultdict[int, float] = defaultdict(float)
    for stem, heavy in claim.weights.items():
        for number in page.where.get(stem, ()):
            weight[number] += heavy
    starts = {number - back for number in weight for back in range(_WINDOW) if number >= back}
    bound = {start: sum(weight.get(start + step, 0.0) for step in range(_WINDOW)) for start in starts}
    best: tuple[float, int, int] | None = None
    for start in islice(sorted(bound, key=lambda start: (-bound[start], start)), _TRIED):
        held: set[str] = set()
        for after in range(start + 1, min(start + _WINDOW, len(page.sentences)) + 1):
            held.update(stem for stem in page.sentences[after - 1].stems if stem in claim.weights)
            value = sum(claim.weights[stem] for stem in held) / claim.total - 0.03 * (after - start)
            if best is None or (-value, start, after) < best:
                best = (-value, start, after)
    return (best[1], best[2]) if best else None


def _against(claim: Asked, passage: Sequence[Sentence], text: str) -> tuple[Sentence, float, str] | None:
    """Return the first sentence about the same that says the opposite, its share of the weight, and what differs."""
    for sentence in passage:
        weight = sum(claim.weights[stem] for stem in _covered(claim, [sentence], sentence.span.of(text))) / claim.total
        if weight >= _ABOUT:
            agreement, note = compare(claim.stems, sentence.stems)
            if agreement is Agreement.OPPOSITE:
                return sentence, weight, note
    return None


def _covered(claim: Asked, passage: Sequence[Sentence], text: str) -> set[str]:
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


def _figure(claim: Asked, passage: Sequence[Sentence], text: str, lacking: Sequence[str]) -> Change | None:
    """Return the one figure that differs, when all else matches strongly and it stands in like company."""
    if len(passage) != 1 or len(lacking) != 1 or not is_figure(lacking[0]):
        return None
    said, sentence = lacking[0], passage[0]
    rest = claim.total - claim.weights[said]
    shared = sum(weight for stem, weight in claim.weights.items() if stem in sentence.stems)
    here, there = claim.content, sentence.content
    others = {
        stem
        for place, stem in enumerate(there)
        if is_figure(stem) and stem not in claim.figures and unit(stem) == unit(said)
        if alike(here, here.index(said), there, place)
    }
    if not rest or shared < OPPOSED * rest or len(others) != 1:
        return None
    place = sentence.words[sentence.stems.index(others.pop())]
    return Change(claim.shown[said], index(text).words.span(place, place + 1).of(text))
