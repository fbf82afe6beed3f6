"""Sentences that set two things side by side: which of them the claim's words belong to.

Comparisons with "than", the halves of a joined sentence, what is excepted, and nouns that stand there twice ("the yard
in Faro … the yard in Selm").
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from claimcheck.verify.asked import CALENDAR
from claimcheck.verify.figures import MARK
from claimcheck.verify.stems import meaning
from claimcheck.verify.wordlists import EXCEEDING, NEGATIONS, NEUTRAL, STOP_WORDS, UNDERCUTTING

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
    }
)
_EXCEPTING = _UNLIKE_PAIRS - {(meaning("contrast"), "to"), (meaning("opposed"), "to")}
_WHOLE = frozenset({*NEGATIONS, "all", "every", "each", "any"})
_JOINS = frozenset({"and", "but", "while", "whereas", "as", "when", "or"})
_ARTICLES = frozenset({"the", "a", "an", "its", "his", "her", "their", "another", "other", "some"})
_AUXILIARY = frozenset({"has", "have", "had", "was", "were", "is", "are", "will", "would", "be", "been"})
_PLACING = frozenset({"in", "of", "at", "on", "near", "from", "for"})
_LONGEST_SUBJECT = 4
_LONGEST = 24
_REPORTING = frozenset({*map(meaning, NEUTRAL), "that"})


def contrasted(claim: Asked, sentence: Sentence) -> bool:
    """Say whether the claim gives one of two things that a sentence sets side by side what belongs to the other."""
    return (
        _turned(claim.stems, sentence.stems)
        or _excepted(claim, sentence.stems)
        or _another_subject(claim, sentence.stems)
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
        anchor = next((one for one in stems[at + 1 :] if one not in STOP_WORDS), "")
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


def _another_subject(claim: Asked, stems: Sequence[str]) -> bool:
    """Say whether a deed of the claim is another's in a joined clause: "treated the sailor and the captain paid"."""
    for one, other in _beside(claim):
        if stems.count(one) != 1 or other not in stems:
            continue
        first = stems.index(one)
        ahead = list(itertools.takewhile(lambda stem: stem not in _REPORTING, reversed(stems[:first])))
        between = list(stems[first + 1 : stems.index(other, first + 1)]) if other in stems[first + 1 :] else []
        while between and between[-1] in _AUXILIARY:
            between.pop()
        subject = list(itertools.takewhile(lambda stem: stem not in _JOINS, reversed(between)))
        if len(subject) == len(between) or not 1 < len(subject) <= _LONGEST_SUBJECT:
            continue
        strange = [stem for stem in subject if stem not in STOP_WORDS and stem not in claim.weights]
        named = subject[-1] in _ARTICLES or len(strange) == len(subject)
        if strange and named and any(stem not in STOP_WORDS and stem not in claim.weights for stem in ahead):
            return True
    return False


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
    here, there = _placed(claim.stems), _placed(stems)
    for noun, place, before, after in here:
        own = [one for one in there if one[:2] == (noun, place)]
        twins = [one for one in there if one[0] == noun and one[1] != place and one[1] not in claim.weights]
        for at, deed in ((2, before), (3, after)):
            others, ours = ({one[at] for one in group} for group in (twins, own))
            if deed in claim.weights and own and deed in others - ours:
                return True
    return False


def _placed(stems: Sequence[str]) -> list[tuple[str, str, str, str]]:
    """Return each noun with its place or owner ("yard in Selm"), and the telling words before and after the two."""
    places = [at for at, stem in enumerate(stems) if stem not in STOP_WORDS]
    words = ["", *(stems[at] for at in places), ""]
    return [
        (stems[one], stems[other], words[number], words[number + 3])
        for number, (one, other) in enumerate(itertools.pairwise(places))
        if not _PLACING.isdisjoint(stems[one + 1 : other])
    ]


def _at_another_time(claim: Asked, sentence: Sentence) -> bool:
    """Say whether a deed has another date in the sentence, which has the claim's for another deed."""
    there = list(itertools.pairwise(sentence.content))
    for deed, date in itertools.pairwise(claim.content):
        if not _is_date(date) or (deed, date) in there:
            continue
        elsewhere = any(one == deed and _is_date(other) and other not in claim.weights for one, other in there)
        if elsewhere and any(other == date and one not in claim.weights for one, other in there):
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
    for one, other in itertools.combinations(range(len(here)), 2):
        middle = here[one + 1 : other]
        if here[one] == here[other] or all(stem in claim.names or stem in claim.figures for stem in middle):
            continue
        if _runs([*here[:one], here[other], *middle, here[one], *here[other + 1 :]], there):
            return True
    return False


def _runs(words: Sequence[str], within: Sequence[str]) -> bool:
    """Say whether *words* stand within a sequence in their order."""
    left = iter(within)
    return all(word in left for word in words)
