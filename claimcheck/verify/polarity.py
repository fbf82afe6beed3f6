"""Whether a passage says the same as a claim or the opposite: negations, and words of direction.

Only what is shown counts: a difference that could be read in another way stops a claim from being traced, but does not
make it contradicted.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from claimcheck.verify.stems import meaning, stem
from claimcheck.verify.wordlists import DIRECTIONS, NEGATIONS, STOP_WORDS, TURNING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

_NEGATIONS = NEGATIONS | {stem(word) for word in TURNING}
_ADDING = (["only"], ["just"], ["mere"], ["simpl"], ("only",), ("just",), ("mere",), ("simpl",))
_EXCLUDING = {(stem("instead"), "of"), (stem("rather"), "than")}
_REACH = 2
_SIDES: dict[str, set[tuple[int, int]]] = {}
for _number, _pair in enumerate(DIRECTIONS):
    for _side, _group in enumerate(_pair):
        for _word in _group.split():
            _SIDES.setdefault(meaning(_word), set()).add((_number, _side))


class Agreement(Enum):
    """How a passage stands to a claim."""

    SAME = "same"
    UNCLEAR = "unclear"
    OPPOSITE = "opposite"


def negations(stems: Sequence[str]) -> int:
    """Count the words that turn a statement around."""
    return sum(_turns(stems, at) for at in range(len(stems)))


def _turns(stems: Sequence[str], at: int) -> bool:
    """Say whether a word turns what follows: "not only" adds to it, "instead of" and "rather than" exclude it."""
    if stems[at] not in _NEGATIONS:
        return tuple(stems[at : at + 2]) in _EXCLUDING
    return stems[at] != "not" or stems[at + 1 : at + 2] not in _ADDING


def negated(stems: Sequence[str]) -> list[tuple[str, bool]]:
    """Return the telling stems in order, each with whether a negation stands shortly before it."""
    out: list[tuple[str, bool]] = []
    left = 0
    for at, found in enumerate(stems):
        if _turns(stems, at):
            left = _REACH
        elif found not in STOP_WORDS:
            out.append((found, left > 0))
            left = max(0, left - 1)
    return out


def compare(claim: Sequence[str], passage: Sequence[str]) -> tuple[Agreement, str]:
    """Compare two runs of stems; the second value names what differs, in words for a person, when they are opposite."""
    claim, passage = _unbounded(claim, passage), _unbounded(passage, claim)
    here, there = _flags(claim), _flags(passage)
    turned = {found for found, flags in here.items() if found in there and not flags & there[found]}
    if reversal := _reversed(claim, passage):
        return (Agreement.UNCLEAR, "") if turned else (Agreement.OPPOSITE, reversal)
    if turned:
        ours, theirs = (_at_work(stems, here.keys() & there.keys()) for stems in (claim, passage))
        return (Agreement.OPPOSITE, "a negation") if {ours, theirs} == {0, 1} else (Agreement.UNCLEAR, "")
    return (Agreement.UNCLEAR if negations(claim) and not negations(passage) else Agreement.SAME), ""


def _unbounded(stems: Sequence[str], other: Sequence[str]) -> Sequence[str]:
    """Return *stems* without the "no" of bounds: "no more than six" denies nothing, unless the other has "more"."""
    kept = [
        stem
        for at, stem in enumerate(stems)
        if not (stem in {"no", "not"} and "than" in stems[at + 2 : at + 3] and not {*stems[at + 1 : at + 2]} & {*other})
    ]
    return stems if len(kept) == len(stems) else kept


def _flags(stems: Sequence[str]) -> dict[str, set[bool]]:
    """Return for each telling stem whether it stands negated, not negated, or both."""
    out: dict[str, set[bool]] = {}
    for found, flag in negated(stems):
        out.setdefault(found, set()).add(flag)
    return out


def _at_work(stems: Sequence[str], shared: AbstractSet[str]) -> int:
    """Count the negations that reach a shared stem."""
    places = [at for at in range(len(stems)) if _turns(stems, at)]
    return sum(
        any(flag and found in shared for found, flag in negated(stems[at:after]))
        for at, after in zip(places, (*places[1:], len(stems)), strict=False)
    )


def _reversed(claim: Sequence[str], passage: Sequence[str]) -> str:
    """Name a direction that is turned around: two opposite words, each missing from the other side, in like company."""
    here = [found for found in claim if found not in STOP_WORDS or found in _SIDES]
    there = [found for found in passage if found not in STOP_WORDS or found in _SIDES]
    lone_here = [(at, found) for at, found in enumerate(here) if found in _SIDES and found not in there]
    lone_there = [(at, found) for at, found in enumerate(there) if found in _SIDES and found not in here]
    for at, one in lone_here[:20]:
        for place, other in lone_there[:20]:
            opposite = any((pair, 1 - side) in _SIDES[other] for pair, side in _SIDES[one])
            if opposite and alike(here, at, there, place):
                return "the direction"
    return ""


def alike(here: Sequence[str], at: int, there: Sequence[str], place: int) -> bool:
    """Say whether two places of two runs of words stand in like company: the word before or after is the same."""
    before = at > 0 and place > 0 and here[at - 1] == there[place - 1]
    after = at + 1 < len(here) and place + 1 < len(there) and here[at + 1] == there[place + 1]
    return before or after
