"""What keeps a sentence with a claim's words from saying what the claim says.

Modality, quantity, polarity, conditions and questions are compared as such; figures belong to what they count.
Who did what to whom is for `roles`.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from claimcheck.verify.figures import MARK, unit
from claimcheck.verify.polarity import alike
from claimcheck.verify.stems import MAGNITUDES, meaning
from claimcheck.verify.wordlists import CLASSES, NEUTRAL, PAIRS, STOP_WORDS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from claimcheck.verify.asked import Asked
    from claimcheck.verify.prose import Sentence

_CLASS = {meaning(word): name for name, words in CLASSES.items() for word in words.split()}
_PAIR = {
    tuple(meaning(word) for word in pair.split()): name for name, pairs in PAIRS.items() for pair in pairs.split("|")
}
_TURNED = {"least_of": "most_of", "most_of": "least_of"}
"""What a bound says that is denied: "no more than six" is at most six."""
_SAY = meaning("said")
_RUMOURED = (("to", meaning("have")), ("to", "be"))
_REACH, _BEHIND = 6, 3
_NEAR_FIGURE = 4
_OF = frozenset({"of", "the", "all", "its", "their", "our", "his", "her"})
_FRACTIONS = frozenset(map(meaning, ("third", "thirds", "quarter", "quarters", "fifth", "fifths")))
_OPEN = frozenset({"to", "will", "would", "shall", "should", "can", "could", "may", "might", "must", "not"})
_MODAL = 3
_NEUTRAL = frozenset(map(meaning, NEUTRAL))
_RANKS = frozenset(map(meaning, CLASSES["rank"].split()))
_AHEAD, _LEAD = 4, 4
_INVERTED = frozenset({"were", "had", "should"})


def small_words(stems: Sequence[str]) -> Iterator[tuple[str, int, str]]:
    """Yield the small words that weigh in a run of stems: the class, the place, the word or pair of words."""
    for at, stem in enumerate(stems):
        follows = stems[at + 1] if at + 1 < len(stems) else ""
        before = stems[at - 1] if at else ""
        name = "condition" if not at and stem in _INVERTED and follows not in {"", "not"} else _CLASS.get(stem)
        if pair := _PAIR.get((stem, follows)):
            bound = _TURNED.get(pair, pair) if before in {"no", "not"} else pair
            yield bound, at, f"{stem} {follows}"
        elif name == "only" and before != "not" and follows.startswith(MARK):
            yield "most_of", at, stem
        elif stem == _SAY and stems[at + 1 : at + 3] in _RUMOURED:
            yield "possible", at, f"{stem} {follows}"
        elif stem == f"{MARK}1" and follows == "of":
            yield "one of", at, f"{stem} {follows}"
        elif (before, stem) in _PAIR or (name == "some" and (follows.startswith(MARK) or follows in MAGNITUDES)):
            continue
        elif name and not (name == "only" and before == "not"):
            yield name, at, stem


def differences(claim: Asked, sentence: Sentence) -> list[tuple[str, str]]:
    """Return the small words that only one side has: (the claim's, the sentence's), one of them empty.

    In the sentence only those count that stand shortly before a telling word of the claim; denials count before and
    right behind them, allegations too, a condition everywhere.
    """
    here: dict[str, str] = {}
    for name, _, words in small_words(claim.stems):
        here.setdefault(name, words)
    there: dict[str, str] = {}
    last = max((at for at, stem in enumerate(sentence.stems) if stem in claim.weights), default=-1)
    for name, at, words in small_words(sentence.stems):
        ahead = sentence.stems[at + 1 : at + 1 + _REACH]
        if (
            name == "condition"
            or (name in {"denied", "alleged"} and at <= last + _BEHIND)
            or any(s in claim.weights for s in ahead)
        ):
            there.setdefault(name, words)
    if "to" in sentence.stems and "future" in here:
        there.setdefault("future", here["future"])
    lone = [(here[name], "") for name in sorted(here.keys() - there.keys())]
    return lone + [("", there[name]) for name in sorted(there.keys() - here.keys())]


def misplaced(claim: Asked, sentence: Sentence, inside: Collection[str]) -> bool:
    """Say whether a figure counts something else in the sentence than in the claim; *inside* may hold rounded ones."""
    here, there = claim.stems, sentence.stems
    rounded = claim.figures.intersection(inside).difference(there)
    counted, counts = _counted(here), _counted(there)
    if (
        any(
            counts[stem].isdisjoint(figures)
            for stem, figures in counted.items()
            if stem in counts and not figures & rounded
        )
        or _fraction(here, there)
        or _ranked(claim, sentence)
    ):
        return True
    for figure in claim.figures.intersection(there):
        if not claim.figures.issuperset(_range(there, figure)):
            return True
        near = _company(here, figure)
        if near and near.intersection(there) and not near & _company(there, figure):
            return True
        if any(test(claim, sentence, figure) for test in (_between, _part_of, _behind)):
            return True
    return False


def _behind(claim: Asked, sentence: Sentence, figure: str) -> bool:
    """Say whether what the claim begins with follows the figure in the sentence, and has a figure of its own there."""
    before = [stem for stem in claim.stems[: claim.stems.index(figure)] if stem in claim.weights]
    if not before or before[0] not in sentence.stems or "by" in sentence.stems:
        return False
    place = sentence.stems.index(figure)
    lead = [stem for stem in sentence.stems[:place] if stem not in STOP_WORDS]
    after = sentence.stems[sentence.stems.index(before[0]) :]
    other = any(stem.startswith(MARK) and stem not in claim.figures for stem in after[:_NEAR_FIGURE])
    return figure not in after and other and any(stem not in claim.weights for stem in lead)


def _fraction(here: Sequence[str], there: Sequence[str]) -> bool:
    """Say whether the sentence has several of the fractions of which the claim has one: two thirds and a third."""
    return any(
        stem in _FRACTIONS and before.startswith(MARK) and stem in here and before not in here
        for before, stem in itertools.pairwise(there)
    )


def _part_of(claim: Asked, sentence: Sentence, figure: str) -> bool:
    """Say whether a figure of the claim is the whole of which the sentence speaks of a part: "three of the five"."""
    at = sentence.stems.index(figure)
    before = [stem for stem in sentence.stems[max(0, at - 4) : at] if stem == "of" or stem not in {*_OF, "out"}]
    return len(before) > 1 and before[-1] == "of" and before[-2].startswith(MARK) and before[-2] not in claim.stems


def _between(claim: Asked, sentence: Sentence, figure: str) -> bool:
    """Say whether a figure that the claim lacks stands between a figure and the word that follows it in the claim."""
    following = (stem for stem in claim.stems[claim.stems.index(figure) + 1 :] if stem in claim.weights)
    word = next((stem for stem in following if not stem.startswith(MARK)), "")
    after = sentence.stems[sentence.stems.index(figure) + 1 :]
    if word not in after:
        return False
    return any(stem.startswith(MARK) and stem not in claim.figures for stem in after[: after.index(word)])


def _range(stems: Sequence[str], figure: str) -> set[str]:
    """Return the other end of the range that a figure is an end of: "between 20 and 30", "20 to 30"."""
    at = stems.index(figure)
    joins = {"to", "or", *(("and",) if "between" in stems[max(0, at - 3) : at] else ())}
    ends = {at - 2: at - 1, at + 2: at + 1}
    return {
        stems[end]
        for end, join in ends.items()
        if 0 <= end < len(stems) and stems[join] in joins and stems[end].startswith(MARK)
    }


def _counted(stems: Sequence[str]) -> dict[str, set[str]]:
    """Return for each telling word right behind a figure ("40 boats", "40 % of the boats") the figures there."""
    found: dict[str, set[str]] = {}
    for at, stem in enumerate(stems):
        if not stem.startswith(MARK) or unit(stem) not in {"", "%"}:
            continue
        after = at + 1
        while after < len(stems) and stems[after] in _OF:
            after += 1
        if after < len(stems) and stems[after] not in STOP_WORDS and not stems[after].startswith(MARK):
            found.setdefault(stems[after], set()).add(stem)
    return found


def unrealised(claim: Asked, sentence: Sentence) -> bool:
    """Say whether a word of the claim stands behind "to" in the sentence alone: ordered to pay, tried to steal."""
    open_here = {
        stem for at, stem in enumerate(claim.stems) if not _OPEN.isdisjoint(claim.stems[max(0, at - _MODAL) : at])
    }
    return any(
        stem in claim.weights and stem not in open_here and stem not in claim.names and not stem.startswith(MARK)
        for before, stem in zip(sentence.stems, sentence.stems[1:], strict=False)
        if before == "to"
    )


def _company(stems: Sequence[str], figure: str) -> set[str]:
    telling = [stem for stem in stems if stem not in STOP_WORDS]
    places = [at for at, stem in enumerate(telling) if stem == figure]
    return {
        stem
        for at in places
        for stem in (*telling[max(0, at - _NEAR_FIGURE) : at], *telling[at + 1 : at + 1 + _NEAR_FIGURE])
        if not stem.startswith(MARK)
    }


def subordinate(claim: Asked, sentence: Sentence) -> bool:
    """Say whether the claim's words stand in a "that" clause of more than a report: "asks that", "its denial that"."""
    first = next((at for at, stem in enumerate(sentence.stems) if stem in claim.weights), 0)
    places = [at for at, stem in enumerate(sentence.stems) if stem == "that" and at < len(sentence.stems) - 1]
    if "that" in claim.stems or not places:
        return False
    behind = [at for at in places if any(stem in claim.weights for stem in sentence.stems[at + 1 : at + 1 + _AHEAD])]
    for at in behind:
        if first < at and (_share_before(claim, sentence, at) or _relative(claim, sentence.stems, at)):
            continue
        leads = sentence.stems[max(0, at - _LEAD) : at]
        if not any(stem in _NEUTRAL for stem in leads) or leads[:1] == ("to",) or sentence.stems[:1] == ("to",):
            return True
    return False


def _relative(claim: Asked, stems: Sequence[str], at: int) -> bool:
    """Say whether "that" stands between two neighbours of the claim: "the storm that sank the ferry"."""
    return (stems[at - 1], stems[at + 1]) in itertools.pairwise(claim.content)


def _share_before(claim: Asked, sentence: Sentence, at: int) -> bool:
    """Say whether a third of the claim's words stand before a place, so that the claim does not begin behind it."""
    ahead = set(sentence.stems[:at]).difference(sentence.stems[at:])
    return 3 * sum(stem in ahead for stem in claim.weights) >= len(claim.weights)


def _ranked(claim: Asked, sentence: Sentence) -> bool:
    """Say whether "third" goes with another word in the sentence than in the claim."""
    here, there = claim.content, sentence.content
    for stem in _RANKS.intersection(here, there):
        ours, theirs = ({follows for one, follows in itertools.pairwise(run) if one == stem} for run in (here, there))
        if ours and theirs and ours.isdisjoint(theirs):
            return True
    return False


def replaced(claim: Asked, sentence: Sentence, inside: Collection[str]) -> bool:
    """Say whether a word of the claim that is missing has another in its place, in like company."""
    here, there = claim.content, sentence.content
    gaps = [at for at, stem in enumerate(here) if stem not in inside]
    strange = [place for place, stem in enumerate(there) if stem not in claim.weights]
    return any(alike(here, at, there, place) for at in gaps[:40] for place in strange[:200])
