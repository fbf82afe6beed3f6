"""Sentences that set two things side by side: which of them the claim's words belong to.

Comparisons with "than" or "as", what is excepted, and nouns that stand there twice ("the yard
in Faro … the yard in Selm").
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimcheck.verify.asked import CALENDAR
from claimcheck.verify.figures import MARK
from claimcheck.verify.stems import meaning
from claimcheck.verify.wordlists import EXCEEDING, NEGATIONS, STOP_WORDS, UNDERCUTTING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimcheck.verify.asked import Asked
    from claimcheck.verify.prose import Sentence

_UP, _DOWN = (frozenset(map(meaning, words)) for words in (EXCEEDING, UNDERCUTTING))
_REACH = 7
_UNLIKE = frozenset({"unlike", meaning("excluding"), meaning("barring"), meaning("except")})
_UNLIKE_PAIRS = frozenset(
    {
        (meaning("contrast"), "to"),
        (meaning("apart"), "from"),
        (meaning("aside"), "from"),
        ("other", "than"),
        (meaning("opposed"), "to"),
        (meaning("save"), "for"),
        (meaning("exception"), "of"),
    }
)
_EXCEPTING = _UNLIKE_PAIRS - {(meaning("contrast"), "to"), (meaning("opposed"), "to")}
_WHOLE = NEGATIONS | set(map(meaning, ["all", "every", "each", "any", "everyone", "everybody", "everything"]))
_AT = frozenset({"in", "at", "on"})
_HALVING = frozenset({"and", "but", "while", "whereas", "than"})
_PLACING = frozenset({"in", "of", "at", "on", "near", "from", "for"})
_SEVERALLY = meaning("respectively")
_EARLIER = frozenset({"before", "ever", "now"})
_LONGEST = 24


@dataclass(frozen=True, slots=True)
class _Placed:
    """A noun in a run of stems, the word that tells it apart, the telling words around the two.

    Args:
        joined: That word stands right before the noun, not behind a preposition.
    """

    at: int
    noun: str
    place: str
    before: str
    after: str
    joined: bool


def contrasted(claim: Asked, sentence: Sentence) -> bool:
    """Say whether the claim gives one of two things that a sentence sets side by side what belongs to the other."""
    return (
        (_SEVERALLY in sentence.stems and _SEVERALLY not in claim.stems)
        or _turned(claim.stems, sentence.stems)
        or _excepted(claim, sentence.stems)
        or _of_a_twin(claim, sentence.stems)
        or _at_another_time(claim, sentence)
        or _swapped(claim, sentence)
    )


def _turned(claim: Sequence[str], passage: Sequence[str]) -> bool:
    """Say whether something is more than another on one side and less than it on the other."""
    there, multiples = dict(_comparisons(passage)), dict(_multiples(passage))
    return (
        any(there.get(anchor, up) != up for anchor, up in _comparisons(claim))
        or any(there and anchor in passage and anchor not in there for anchor, _ in _comparisons(claim))
        or any(multiples.get(anchor, size) != size for anchor, size in _multiples(claim))
    )


def _multiples(stems: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield what stands behind each "as … as", and how many times it is had: "twice as many schools as Orsk"."""
    for at, stem in enumerate(stems):
        first = next((back for back in reversed(range(max(0, at - _REACH), at)) if stems[back] == "as"), 0)
        if stem == "as" and first:
            yield next((one for one in stems[at + 1 :] if one not in STOP_WORDS), ""), stems[first - 1]


def _comparisons(stems: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """Yield what stands behind each "than", and whether it is exceeded."""
    for at, stem in enumerate(stems):
        if stem != "than":
            continue
        anchor = next((one for one in stems[at + 1 :] if one not in STOP_WORDS or one in _EARLIER), "")
        for before in reversed(stems[max(0, at - _REACH) : at]):
            if before in _UP or before in _DOWN:
                yield anchor, before in _UP
            if before in _UP or before in _DOWN or before in {"than", "but"}:
                break


def _excepted(claim: Asked, stems: Sequence[str]) -> bool:
    """Say whether a sentence excepts what the claim speaks of, or something from what the claim says of all."""
    for at, pair in enumerate(zip(stems, (*stems[1:], ""), strict=True)):
        if (pair[0] not in _UNLIKE and pair not in _UNLIKE_PAIRS) or pair[0] in claim.stems:
            continue
        behind = next((one for one in stems[at + 1 :] if one not in STOP_WORDS), "")
        excepts = pair in _EXCEPTING or pair[0] in _UNLIKE - {"unlike"}
        if behind in claim.weights or (excepts and not _WHOLE.isdisjoint(claim.stems)):
            return True
    return False


def _of_a_twin(claim: Asked, stems: Sequence[str]) -> bool:
    """Say whether the sentence has a noun of the claim twice, and the claim's deed is that of the other one."""
    there = _placed(stems)
    for noun in _placed(claim.stems):
        own = [one for one in there if (one.noun, one.place) == (noun.noun, noun.place)]
        at = {one.at for one in own}
        twins = [one for one in there if one.noun == noun.noun and one.at not in at and one.place not in claim.weights]
        if not own or not twins:
            continue
        ahead = {one.before for one in twins} - {one.before for one in own}
        behind = {one.after for one in twins} - {one.after for one in own}
        deeds = {noun.before} & ahead | {noun.after} & behind
        if deeds & claim.weights.keys() - (claim.names if noun.joined else set()):
            return True
    return False


def _placed(stems: Sequence[str]) -> list[_Placed]:
    """Return each noun with its place, owner or the word that tells it apart."""
    named = _resolved(stems)
    places = [at for at, stem in enumerate(named) if stem not in STOP_WORDS]
    words = ["", *(named[at] for at in places), ""]
    found = []
    for number, (one, other) in enumerate(itertools.pairwise(places)):
        beside = words[number], words[number + 3]
        if not _PLACING.isdisjoint(named[one + 1 : other]):
            found.append(_Placed(one, named[one], named[other], *beside, joined=False))
        elif other == one + 1:
            found.append(_Placed(other, named[other], named[one], *beside, joined=True))
    return found


def _resolved(stems: Sequence[str]) -> list[str]:
    """Return the stems with the noun put in for "that" in "the price of bread and that of milk"."""
    found = list(stems)
    noun = ""
    for at, (stem, follows) in enumerate(itertools.pairwise(stems)):
        if follows == "of" and stem in {"that", "those"} and noun:
            found[at] = noun
        elif follows == "of" and stem not in STOP_WORDS:
            noun = stem
    return found


def _at_another_time(claim: Asked, sentence: Sentence) -> bool:
    """Say whether a deed has another date or place in the sentence, which has the claim's for another deed."""
    there = _neighbours(sentence.stems)
    pairs = {(one, other) for one, other, _ in there}
    for done, place, led in _neighbours(claim.stems):
        if not (_is_date(place) or led) or _is_date(done) or (done, place) in pairs:
            continue
        others = {
            other
            for one, other, way in there
            if one == done and other not in claim.weights and _kind(other) == _kind(place) and (way or _is_date(other))
        }
        deeds = {one for one, other, _ in there if other == place and one not in claim.weights and not _is_date(one)}
        if others and deeds and (_is_date(place) or _joined(sentence.stems, done, place)):
            return True
    return False


def _joined(stems: Sequence[str], one: str, other: str) -> bool:
    """Say whether two words of a sentence stand in two halves of it."""
    first, last = sorted((stems.index(one), stems.index(other)))
    return not _HALVING.isdisjoint(stems[first:last])


def _neighbours(stems: Sequence[str]) -> list[tuple[str, str, bool]]:
    """Return neighbouring telling words, and whether a preposition of place stands between them."""
    places = [at for at, stem in enumerate(stems) if stem not in STOP_WORDS]
    return [
        (stems[one], stems[other], not _AT.isdisjoint(stems[one + 1 : other]))
        for one, other in itertools.pairwise(places)
    ]


def _kind(stem: str) -> tuple[bool, bool]:
    return stem.startswith(MARK), stem in CALENDAR


def _is_date(stem: str) -> bool:
    return stem in CALENDAR or stem.startswith(MARK)


def _swapped(claim: Asked, sentence: Sentence) -> bool:
    """Say whether the sentence has the claim's words in their order but for two, which have changed places."""
    there = [stem for stem in sentence.content if stem in claim.weights]
    here = [stem for stem in claim.content if stem in there]
    if len(here) > _LONGEST or ("by" in claim.stems) != ("by" in sentence.stems) or _runs(here, there):
        return False
    for one, other in itertools.combinations(dict.fromkeys(here), 2):
        middle = here[here.index(one) + 1 : here.index(other)]
        change = {one: other, other: one}
        if all(stem in claim.names or stem in claim.figures for stem in middle):
            continue
        if _runs([change.get(stem, stem) for stem in here], there):
            return True
    return False


def _runs(words: Sequence[str], within: Sequence[str]) -> bool:
    """Say whether *words* stand within a sequence in their order."""
    left = iter(within)
    return all(word in left for word in words)
