"""Sentences that set two things side by side: which of them the claim's words belong to.

Comparisons with "than", the halves of a joined sentence, what is excepted, and nouns that stand there twice ("the yard
in Faro … the yard in Selm").
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimcheck.verify.asked import CALENDAR
from claimcheck.verify.figures import MARK
from claimcheck.verify.roles import deed
from claimcheck.verify.stems import meaning
from claimcheck.verify.wordlists import EXCEEDING, NEGATIONS, NEUTRAL, STOP_WORDS, UNDERCUTTING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

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
_JOINS = frozenset({"and", "but", "while", "whereas", "as", "when", "or"})
_ARTICLES = frozenset({"the", "a", "an", "its", "his", "her", "their", "another", "other", "some"})
_AUXILIARY = frozenset({"has", "have", "had", "was", "were", "is", "are", "will", "would", "be", "been"})
_PLACING = frozenset({"in", "of", "at", "on", "near", "from", "for"})
_SEVERALLY = meaning("respectively")
_EARLIER = frozenset({"before", "ever", "now"})
_LONGEST_SUBJECT = 6
_LEADING = _PLACING | {"by", "with", "to", "against", "under", "after", "before", "over"}
_LONGEST = 24
_REPORTING = frozenset({*map(meaning, NEUTRAL), "that"})


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
        or _another_subject(claim, sentence)
        or _under_preposition(claim, sentence.stems)
        or _last_of_all(claim, sentence)
        or _denied_last(claim, sentence.stems)
        or _of_a_twin(claim, sentence.stems)
        or _at_another_time(claim, sentence)
        or _swapped(claim, sentence)
    )


def _turned(claim: Sequence[str], passage: Sequence[str]) -> bool:
    """Say whether something is more than another on one side and less than it on the other."""
    there = dict(_comparisons(passage))
    return any(there.get(anchor, up) != up for anchor, up in _comparisons(claim))


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


def _another_subject(claim: Asked, sentence: Sentence) -> bool:
    """Say whether a deed of the claim is another's in a joined clause: "treated the sailor and the captain paid"."""
    stems = sentence.stems
    for one, other in _beside(claim):
        found = []
        for done in (at for at, stem in enumerate(stems) if stem == other):
            doer = next((at for at in reversed(range(done)) if stems[at] == one), None)
            if doer is not None:
                found.append(_parted(claim, sentence, doer, done))
        if found and all(found):
            return True
    return False


def _parted(claim: Asked, sentence: Sentence, doer: int, done: int) -> bool:
    """Say whether a clause with a subject of its own begins between two places, the first being an object or owner."""
    stems = sentence.stems
    ahead = itertools.takewhile(lambda stem: stem not in _REPORTING, reversed(stems[:doer]))
    between = list(stems[doer + 1 : done])
    while between and between[-1] in _AUXILIARY:
        between.pop()
    subject = list(itertools.takewhile(lambda stem: stem not in _JOINS, reversed(between)))
    strange = [stem for stem in subject if stem not in STOP_WORDS and stem not in claim.weights]
    if not any(stem not in STOP_WORDS and stem not in claim.weights for stem in ahead):
        return False
    if doer in sentence.owning and doer not in claim.owning and len(strange) == len(between) > 0:
        return True
    if len(subject) == len(between) or len(subject) > _LONGEST_SUBJECT:
        return False
    if not subject:
        return between[0] in {"who", "which"} or between == ["and"]
    named = subject[-1] in _ARTICLES or len(strange) == len(subject) > 1
    return bool(strange) and named


def _under_preposition(claim: Asked, stems: Sequence[str]) -> bool:
    """Say whether what does a deed in the claim stands right before it in the sentence, but behind a preposition."""
    pairs = set(itertools.pairwise(claim.content))
    for one, other in _beside(claim):
        if not deed(claim, other) or _led(claim.stems, claim.stems.index(one), pairs):
            continue
        found = [
            at
            for at, stem in enumerate(stems)
            if stem == one and next((after for after in stems[at + 1 :] if after not in _AUXILIARY), "") == other
        ]
        if found and all(_led(stems, at, pairs) for at in found):
            return True
    return False


def _led(stems: Sequence[str], at: int, pairs: Collection[tuple[str, str]]) -> bool:
    """Say whether a preposition leads to a word, or to the words of its name before it."""
    while at and (stems[at - 1], stems[at]) in pairs:
        at -= 1
    while at and stems[at - 1] in _ARTICLES:
        at -= 1
    return at > 0 and stems[at - 1] in _LEADING


def _last_of_all(claim: Asked, sentence: Sentence) -> bool:
    """Say whether whoever is or has something in the claim comes behind all of it, with another verb of its own."""
    verb = next((at for at, stem in enumerate(claim.stems) if stem in {"is", "are", "was", "were", "has", "have"}), 0)
    subject = {stem for stem in claim.stems[:verb] if stem in claim.weights}
    rest = [at for at, stem in enumerate(sentence.stems) if stem in claim.weights and stem not in subject]
    own = [at for at, stem in enumerate(sentence.stems) if stem in subject]
    if not own or not rest or own[0] < rest[-1] or own[-1] + 1 >= len(sentence.stems):
        return False
    follows = sentence.stems[own[-1] + 1]
    return follows not in STOP_WORDS and sentence.stems[own[0] - 1] not in {*_LEADING, *_ARTICLES, *_AUXILIARY}


def _denied_last(claim: Asked, stems: Sequence[str]) -> bool:
    """Say whether a sentence ends in denying the claim's subject what it says of another: "…, but Harsk has not"."""
    if not stems or stems[-1] not in {"not", "neither", "none"} or not NEGATIONS.isdisjoint(claim.stems):
        return False
    last = next((stem for stem in reversed(stems) if stem not in STOP_WORDS and stem not in NEGATIONS), "")
    return last in claim.weights


def _beside(claim: Asked) -> Iterator[tuple[str, str]]:
    """Yield the telling words of the claim that stand side by side, or with nothing but an auxiliary between."""
    held = ""
    for stem in claim.stems:
        if stem in claim.weights:
            if held:
                yield held, stem
            held = stem
        elif stem not in _AUXILIARY:
            held = ""


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
    """Say whether a deed has another date in the sentence, which has the claim's for another deed."""
    there = list(itertools.pairwise(sentence.content))
    for done, date in itertools.pairwise(claim.content):
        if not _is_date(date) or _is_date(done) or (done, date) in there:
            continue
        dates = {other for one, other in there if one == done and other not in claim.weights}
        like = {other for other in dates if _is_date(other) and other.startswith(MARK) == date.startswith(MARK)}
        deeds = {one for one, other in there if other == date}
        if like and any(one not in claim.weights and not _is_date(one) for one in deeds):
            return True
    return False


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
