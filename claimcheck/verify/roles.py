"""Who did what to whom, by the order of words: around a deed, passives turned, behind prepositions, in genitives.

There is no parser behind this. Each test looks for one shape in which a sentence with all words of a claim says
something else, and says nothing of other shapes.
"""

from __future__ import annotations

import itertools
from collections import Counter
from typing import TYPE_CHECKING

from claimcheck.verify.asked import CALENDAR
from claimcheck.verify.figures import MARK
from claimcheck.verify.stems import MAGNITUDES, meaning
from claimcheck.verify.wordlists import IRREGULAR, STOP_WORDS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from claimcheck.verify.asked import Asked
    from claimcheck.verify.prose import Sentence

_TIMES = frozenset(map(meaning, ["since", "until", "till", "before", "after", "by"]))
_BEING = frozenset({"is", "are", "was", "were", "be", "been", "being"})
_SIDE = 3
_LEADING = frozenset(
    map(
        meaning,
        [
            "from",
            "to",
            "by",
            "against",
            "for",
            "since",
            "until",
            "till",
            "before",
            "after",
            "without",
            "with",
            "above",
            "below",
            "under",
            "over",
            "into",
            "within",
        ],
    )
)
_PAIRING = frozenset({"and", "or"})
_JOINING = frozenset({"and", "but", "while", "whereas"})
_BESIDE = frozenset({"in", "at", "on", "of", "from", "for", "to", "with", "before", "after", "during", "by"})
_ARTICLES = frozenset({"the", "a", "an"})
_RELATIVE = frozenset({"who", "whom", "whose", "which", "where"})


def headed(claim: Asked, sentence: Sentence) -> bool:
    """Say whether a word of the claim only belongs to a word that the claim lacks: "a subsidiary of Nordhavn"."""
    ours, found = _owners(claim.stems, claim.owning), _owners(sentence.stems, sentence.owning)
    owned = {stem for _, stem in ours}
    for stem in claim.figures.intersection(owned, (stem for _, stem in found)):
        heads, others = ({head for head, one in pairs if one == stem} for pairs in (ours, found))
        if heads.isdisjoint(others):
            return True
    free = Counter(sentence.stems) - Counter(stem for _, stem in found)
    return any(
        stem in claim.weights and stem not in owned and stem not in free and head not in claim.weights
        for head, stem in found
    )


def _owners(stems: Sequence[str], owning: Collection[int]) -> list[tuple[str, str]]:
    """Return the telling words behind "of" or "from" or in the genitive, each with the word that it belongs to."""
    found = [(stems[at + 1], stems[at]) for at in owning if at + 1 < len(stems)]
    for at, stem in enumerate(stems):
        before = stems[at - 1] if at else ""
        if stem not in {"of", "from"} or not at or before in STOP_WORDS or before.startswith(MARK):
            continue
        if stem == "of" and before in MAGNITUDES:
            continue
        after = at + 1
        while after < len(stems) and stems[after] in STOP_WORDS and after < at + 3:
            after += 1
        if after < len(stems) and stems[after] not in STOP_WORDS:
            found.append((stems[at - 1], stems[after]))
    return found


def _pivot(stems: Sequence[str]) -> int | None:
    """Return where the second half of a comparison begins: at "than", or at the last "as" of "as … as"."""
    places = [at for at, stem in enumerate(stems) if stem == "than"]
    like = [at for at, stem in enumerate(stems) if stem == "as"]
    return places[0] if places else like[-1] if len(like) > 1 else None


def _than(stems: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the word behind each "than" with the word before it."""
    for at, stem in enumerate(stems):
        if stem == "than" and 0 < at < len(stems) - 1:
            yield next((one for one in stems[at + 1 :] if one not in STOP_WORDS), ""), stems[at - 1]


def _compared_other_way(claim: Sequence[str], passage: Sequence[str]) -> bool:
    """Say whether what stands before "than" or "as" on one side stands only behind it on the other."""
    pairs, others = (dict(_than(stems)) for stems in (claim, passage))
    if any(one in others and others[one] != head for one, head in pairs.items()):
        return True
    here, there = _pivot(claim), _pivot(passage)
    if here is None or there is None:
        return False
    ahead = {stem for stem in claim[:here] if stem not in STOP_WORDS}
    behind = {stem for stem in claim[here:] if stem not in STOP_WORDS} - ahead
    before = {stem for stem in passage[:there] if stem not in STOP_WORDS}
    after = {stem for stem in passage[there:] if stem not in STOP_WORDS} - before
    return bool(ahead & after) and bool(behind & before)


def exchanged(claim: Sequence[str], passage: Sequence[str]) -> bool:
    """Say whether words change sides around another, or keep them although one side alone is passive."""
    if _compared_other_way(claim, passage):
        return True
    here, there = _sides(claim), _sides(passage)
    turned = any(passive for *_, passive in here.values()) != any(passive for *_, passive in there.values())
    for verb, (before, after, passive) in here.items():
        if verb not in there:
            continue
        other_before, other_after, other_passive = there[verb]
        straight = bool(before & other_before - other_after) and bool(after & other_after - other_before)
        crossed = bool(before & other_after - other_before) and bool(after & other_before - other_after)
        if (passive == other_passive and crossed and not straight and not turned) or (
            passive != other_passive and straight
        ):
            return True
    return False


def _sides(stems: Sequence[str]) -> dict[str, tuple[set[str], set[str], bool]]:
    """Return for each telling stem those shortly before and after it, and whether it is a passive with "by"."""
    places = [at for at, stem in enumerate(stems) if stem not in STOP_WORDS]
    out: dict[str, tuple[set[str], set[str], bool]] = {}
    for number, at in enumerate(places):
        before = {stems[place] for place in places[max(0, number - _SIDE) : number]}
        after = {stems[place] for place in places[number + 1 : number + 1 + _SIDE]}
        passive = not _BEING.isdisjoint(stems[max(0, at - 3) : at]) and "by" in stems[at + 1 : at + 4]
        out.setdefault(stems[at], (before, after, passive))
    return out


def led(claim: Asked, sentence: Sentence) -> bool:
    """Say whether a word of both follows another preposition on each side: fell by 5 and fell to 5, for and against."""
    here, there = _leads(claim.stems, claim), _leads(sentence.stems, claim)
    if any(stem in there and leads.isdisjoint(there[stem]) for stem, leads in here.items()):
        return True
    dates = {stem for stem in claim.weights if stem in CALENDAR or stem.startswith(MARK)}.intersection(sentence.stems)
    if any((here.get(stem, set()) ^ there.get(stem, set())) & _TIMES for stem in dates):
        return True
    shared = set(claim.weights).intersection(sentence.stems)
    for word in set().union(*here.values()) & set().union(*there.values()):
        ours, theirs = ({stem for stem in shared if word in leads.get(stem, ())} for leads in (here, there))
        if ours and theirs and ours.isdisjoint(theirs):
            return True
    return False


def unseated(claim: Asked, sentence: Sentence) -> bool:
    """Say whether all that does or bears a deed in the claim stands behind the deed in the sentence alone.

    A sentence that has the deed in the passive has whoever does it behind "by", or in a court or a town.
    """
    here, there = claim.stems, sentence.stems
    for at, stem in enumerate(here):
        if stem not in claim.weights or not deed(claim, stem) or there.count(stem) != 1:
            continue
        place = there.index(stem)
        doers = {one for one in here[:at] if one in claim.weights and not one.startswith(MARK)}
        ours, theirs = _passive(here, at), _passive(there, place)
        if ours or theirs:
            doers = {one for one in doers if _placing(here, one).isdisjoint(_BESIDE)}
            doers &= set(there)
        if (ours and not theirs) or (theirs and not ours and _agent(there, place, doers)):
            continue
        if doers.isdisjoint(there[:place]) and not doers.isdisjoint(there[place:]):
            return True
    return False


def _agent(stems: Sequence[str], place: int, doers: Collection[str]) -> bool:
    """Say whether a passive deed is followed by "by", or by one of the doers behind a preposition of place."""
    behind = stems[place + 1 :]
    return "by" in behind or any(stem in doers and not _placing(stems, stem).isdisjoint(_BESIDE) for stem in behind)


def _placing(stems: Sequence[str], stem: str) -> set[str]:
    """Return the preposition that leads to a word where it first stands, articles left out; empty when none does."""
    before = [one for one in stems[: stems.index(stem)] if one not in _ARTICLES]
    return set(before[-1:])


def deed(claim: Asked, stem: str) -> bool:
    """Say whether a word of the claim looks like a verb that tells what was done."""
    written = claim.shown[stem].lower()
    return written.endswith("ed") or written in IRREGULAR


def _passive(stems: Sequence[str], at: int) -> bool:
    return not _BEING.isdisjoint(stems[max(0, at - 3) : at]) or "by" in stems[at + 1 : at + 4]


def _leads(stems: Sequence[str], claim: Asked) -> dict[str, set[str]]:
    """Return for each telling word the prepositions that lead to it, no other telling word between."""
    found: dict[str, set[str]] = {}
    for at, stem in enumerate(stems):
        if stem not in claim.weights:
            continue
        for before in reversed(stems[max(0, at - _SIDE) : at]):
            if before in _LEADING:
                found.setdefault(stem, set()).add(before)
            if before in _LEADING or before in claim.weights:
                break
    return found


def interposed(claim: Asked, sentence: Sentence) -> bool:
    """Say whether two neighbours of the claim belong to two clauses: "fined Nordhavn and acquitted Calder"."""
    stems = sentence.stems
    for one, other in itertools.pairwise(claim.content):
        if one not in stems or other not in stems:
            continue
        first = stems.index(one)
        between = stems[first + 1 : stems.index(other, first + 1)] if other in stems[first + 1 :] else ()
        if _of_another(claim, between):
            return True
        join = next((at for at, stem in enumerate(between) if stem in _JOINING), None)
        if join is not None and all(
            any(stem not in STOP_WORDS and stem not in claim.weights for stem in half)
            for half in (between[:join], between[join + 1 :])
        ):
            return True
    return False


def _of_another(claim: Asked, between: Sequence[str]) -> bool:
    """Say whether a relative clause opens in a run of stems behind somebody whom the claim does not speak of."""
    opens = next((at for at, stem in enumerate(between) if stem in _RELATIVE), 0)
    strange = [stem for stem in between[:opens] if stem not in STOP_WORDS and stem not in claim.weights]
    if not strange or strange[-1] != between[opens - 1]:
        return False
    return len(strange) > 1 or not _ARTICLES.isdisjoint(between[:opens])


def unpaired(claim: Asked, inside: Collection[str]) -> bool:
    """Say whether the claim joins what the sentence has with what it lacks: "the flood and the fire"."""
    for at, stem in enumerate(claim.stems):
        if stem not in claim.weights or stem in inside:
            continue
        if not _PAIRING.isdisjoint((*claim.stems[max(0, at - 2) : at], *claim.stems[at + 1 : at + 2])):
            return True
    return False


def recast(claim: Asked, sentence: Sentence, inside: Collection[str]) -> bool:
    """Say whether the sentence has the claim's words in other roles: any test but `exchanged` and `headed`."""
    moved = led(claim, sentence) or interposed(claim, sentence) or unseated(claim, sentence)
    return moved or unpaired(claim, inside)
