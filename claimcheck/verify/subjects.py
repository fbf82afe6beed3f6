"""Whose deed a sentence tells of, where the claim's words stand side by side in it and belong to two clauses.

Subjects of a joined or a relative clause, those behind a preposition or a participle, and halves that leave words out.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from claimcheck.verify.roles import deed
from claimcheck.verify.stems import meaning
from claimcheck.verify.wordlists import NEGATIONS, NEUTRAL, STOP_WORDS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from claimcheck.verify.asked import Asked
    from claimcheck.verify.prose import Sentence

_JOINS = frozenset({"and", "but", "while", "whereas", "as", "when", "or"})
_ARTICLES = frozenset({"the", "a", "an", "its", "his", "her", "their", "another", "other", "some"})
_AUXILIARY = frozenset({"has", "have", "had", "was", "were", "is", "are", "will", "would", "be", "been"})
_LONGEST_SUBJECT = 6
_LEADING = frozenset(
    {"in", "of", "at", "on", "near", "from", "for", "by", "with", "to", "against", "under", "after", "before", "over"}
)
_REPORTING = frozenset({*map(meaning, NEUTRAL), "that"})
_RELATIVE = frozenset({"that", "which", "whom", "where"})


def displaced(claim: Asked, sentence: Sentence) -> bool:
    """Say whether the claim gives its subject what another subject of the sentence did, is or has."""
    return (
        _another_subject(claim, sentence)
        or _under_preposition(claim, sentence)
        or _last_of_all(claim, sentence)
        or _denied_last(claim, sentence.stems)
        or _gapped(claim, sentence)
    )


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
    between = list(stems[doer + 1 : done])
    while between and between[-1] in _AUXILIARY:
        between.pop()
    subject = list(itertools.takewhile(lambda stem: stem not in _JOINS | _RELATIVE, reversed(between)))
    strange = [stem for stem in subject if stem not in STOP_WORDS and stem not in claim.weights]
    opens = between[-len(subject) - 1] if len(subject) < len(between) else ""
    another = bool(strange) and 0 < len(subject) <= _LONGEST_SUBJECT
    if opens in _RELATIVE and another and subject[-1] in _ARTICLES and len(strange) == len(subject) - 1:
        return True
    ahead = itertools.takewhile(lambda stem: stem not in _REPORTING, reversed(stems[:doer]))
    if not any(stem not in STOP_WORDS and stem not in claim.weights for stem in ahead):
        return False
    if doer in sentence.owning and doer not in claim.owning and len(strange) == len(between) > 0:
        return True
    if not opens or opens in _RELATIVE - {"which"} or len(subject) > _LONGEST_SUBJECT:
        return False
    if not subject:
        return between[0] in {"who", "which"} or between == ["and"]
    return bool(strange) and (subject[-1] in _ARTICLES or len(strange) == len(subject) > 1)


def _under_preposition(claim: Asked, sentence: Sentence) -> bool:
    """Say whether what does a deed in the claim stands right before it in the sentence, but led by another word.

    That is a preposition, or a participle with a subject of its own: "Ferraz, succeeding Weir, became captain".
    """
    stems = sentence.stems
    pairs = set(itertools.pairwise(claim.content))
    for one, other in _beside(claim):
        if not deed(claim, other) or _led(claim.stems, claim.stems.index(one), pairs, ()):
            continue
        found = [
            at
            for at, stem in enumerate(stems)
            if stem == one and next((after for after in stems[at + 1 :] if after not in _AUXILIARY), "") == other
        ]
        if found and all(_led(stems, at, pairs, sentence.ongoing) for at in found):
            return True
    return False


def _led(stems: Sequence[str], at: int, pairs: Collection[tuple[str, str]], ongoing: Collection[int]) -> bool:
    """Say whether a preposition or a participle of somebody else leads to a word, or to its name's words before it."""
    while at and (stems[at - 1], stems[at]) in pairs:
        at -= 1
    while at and stems[at - 1] in _ARTICLES:
        at -= 1
    participle = at > 1 and at - 1 in ongoing and STOP_WORDS.isdisjoint(stems[at - 2 : at])
    return at > 0 and (stems[at - 1] in _LEADING or participle)


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


def _gapped(claim: Asked, sentence: Sentence) -> bool:
    """Say whether a subject behind "and" has another predicate: "the north has grown richer and the south poorer"."""
    there = sentence.stems
    telling = [at for at, stem in enumerate(there) if stem not in STOP_WORDS]
    for one, other in itertools.pairwise(claim.content):
        if there.count(one) != 1 or other not in there or deed(claim, one):
            continue
        at = there.index(one)
        lead = [stem for stem in there[:at] if stem not in _ARTICLES]
        follows = next((there[place] for place in telling if place > at), "")
        if not lead or lead[-1] not in _JOINS - {"as", "or"} or not follows or follows in claim.weights:
            continue
        others = [place for place, stem in enumerate(there) if stem == other]
        ahead = [next((there[back] for back in reversed(telling) if back < place), "") for place in others]
        if others[-1] < at and all(stem and stem not in claim.weights for stem in ahead):
            return True
    return False
