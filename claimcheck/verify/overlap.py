"""A claim in other words, looked for in a page: the sentence that says the same, by words, names, figures and roles.

All telling words must stand in one sentence; names may be meant by a pronoun of it, and then stand shortly before. The
score of `weighing` must be high, and none of the `details` may differ: precision goes before recall.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from claimcheck.model import Change, Span
from claimcheck.verify.asked import CALENDAR, LONGEST, MONTH_STEMS, WEEKDAY_STEMS
from claimcheck.verify.contrasts import contrasted
from claimcheck.verify.covering import covered, rounded
from claimcheck.verify.details import differences, misplaced, replaced, subordinate, unrealised
from claimcheck.verify.figures import is_figure, unit
from claimcheck.verify.guises import doubt, guise
from claimcheck.verify.index import index
from claimcheck.verify.polarity import Agreement, alike, compare
from claimcheck.verify.prose import prose
from claimcheck.verify.roles import exchanged, headed, recast
from claimcheck.verify.subjects import displaced
from claimcheck.verify.weighing import features, score, weights
from claimcheck.verify.wordlists import STOP_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimcheck.verify.asked import Asked
    from claimcheck.verify.prose import Prose, Sentence

OPPOSED = 0.75
LEAST_WORDS = 3
_BESIDE = 0.55
"""The share of a claim's unquoted words that must stand in a sentence beside its quotations."""
_ALL = 0.8
"""The share of a claim's words that must stand in the sentence that carries it."""
_TRIED = 6
_BEFORE = 3
_PRONOUNS = frozenset({"he", "she", "it", "they", "his", "her", "its", "their", "him", "them", "who", "which"})


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
        score: How likely it supports the claim, 0 to 1.
        missing: What it lacks, as the article writes it, names and figures first.
        note: What is opposite, in words for a person; with `ABSENT`, it may be.
        has: What the sentence has and the claim has not, in words for a person.
    """

    state: State
    span: Span
    share: float
    missing: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    note: str = ""
    has: str = ""
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A sentence with the claim's words in it, what its pronouns mean included, and its score."""

    sentence: Sentence
    inside: set[str]
    share: float
    features: tuple[float, ...]
    doubt: str = ""

    @property
    def score(self) -> float:
        """How likely the sentence supports the claim, 0 to 1."""
        return score(self.features)


def nearest(claim: Asked, text: str, title: str = "", *, beside: bool = False) -> Passage | None:
    """Return the sentence of *text* that is nearest to the claim, or None when no word of it is there.

    Args:
        claim: What is looked for.
        text: The page.
        title: Its title; names in it may be meant by pronouns.
        beside: The claim's quotations stand in the page, so that its other words need not make a full sentence.
    """
    page = prose(text)
    tried = [weigh(claim, page, number, title) for number in likeliest(claim, page)]
    if not tried:
        return None
    for one in tried:
        if carries(claim, one, beside=beside):
            return Passage(State.CARRIED, one.sentence.span, one.share, score=one.score)
    best = max(tried, key=lambda one: (one.share, one.score, -one.sentence.span.start))
    if len(claim.weights) >= LEAST_WORDS and (against := _against(claim, tried)):
        one, note = against
        return Passage(State.OPPOSED, one.sentence.span, one.share, note=note, score=one.score)
    return _short(claim, best, text)


def _short(claim: Asked, best: _Weighed, text: str) -> Passage:
    """Return the nearest sentence when it does not carry the claim: changed in one figure, or what it lacks."""
    lacking = sorted((claim.names | claim.figures) - best.inside) + sorted(other_days(claim, best.sentence))
    missing = tuple(claim.shown[stem] for stem in dict.fromkeys(lacking))
    agreement, note = compare(claim.stems, best.sentence.stems)
    change = _figure(claim, best.sentence, text, lacking) if agreement is Agreement.SAME else None
    span = best.sentence.span
    if change and len(claim.weights) >= LEAST_WORDS and not differences(claim, best.sentence):
        return Passage(State.CHANGED, span, best.share, missing, (change,), score=best.score)
    unsaid = [claim.shown[stem] for stem in claim.weights if stem not in best.inside and stem not in lacking]
    other = differences(claim, best.sentence)
    ours = tuple(" ".join(claim.shown.get(stem, stem) for stem in said.split()) for said, _ in other if said)
    theirs = [_written(word, best.sentence, text) for _, word in other if word]
    has = " and ".join(f"“{word}”" for word in theirs[:3])
    if not has and exchanged(claim.stems, best.sentence.stems):
        has = "the roles exchanged"
    if not has and misplaced(claim, best.sentence, best.inside):
        has = "a figure for something else"
    if not has and (unrealised(claim, best.sentence) or subordinate(claim, best.sentence)):
        has = "it as something to be done"
    if not has and headed(claim, best.sentence):
        has = "it of a part or a relation of it"
    if not has and (_set_apart(claim, best.sentence) or recast(claim, best.sentence, best.inside)):
        has = "something else in its place"
    has = has or guise(claim, best.sentence) or best.doubt
    return Passage(State.ABSENT, span, best.share, (*missing, *unsaid, *ours), (), note, has, best.score)


def _written(stems: str, sentence: Sentence, text: str) -> str:
    """Return how a sentence writes one or two neighbouring stems of it."""
    first, *more = stems.split()
    at = sentence.stems.index(first)
    return index(text).words.span(sentence.words[at], sentence.words[at] + 1 + len(more)).of(text)


def weigh(claim: Asked, page: Prose, number: int, title: str = "") -> _Weighed:
    """Weigh one sentence of a page."""
    sentence = page.sentences[number]
    inside = covered(claim, [sentence], sentence.span.of(page.text))
    around = page.sentences[max(0, number - _BEFORE) : number + 1]
    before = f"{title} {page.text[around[0].span.start : sentence.span.start]}"
    context = covered(claim, around, before)
    context |= {stem for stem in claim.names if claim.shown[stem].casefold() in title.casefold()}
    if not _PRONOUNS.isdisjoint(sentence.stems) and not _strange(claim, page, sentence):
        inside |= context & claim.names
    inside |= rounded(claim, sentence)
    nearby = inside | context
    found = features(claim, sentence, inside, nearby, page.where)
    share = sum(claim.weights[stem] for stem in inside) / claim.total
    return _Weighed(sentence, inside, share, found, doubt(page.text, sentence.span.end))


def carries(claim: Asked, one: _Weighed, *, beside: bool = False, least: float | None = None) -> bool:
    """Say whether a weighed sentence says what the claim says, with a score of *least* (that of the weights)."""
    if len(claim.weights) < LEAST_WORDS and not beside:
        return False
    if one.doubt or differs(claim, one.sentence, one.inside):
        return False
    if beside:
        return one.share >= _BESIDE
    return one.share >= _ALL and (least == 0 or one.score >= (weights().carried if least is None else least))


def differs(claim: Asked, sentence: Sentence, inside: set[str]) -> bool:
    """Say whether a detail of a sentence keeps it from saying what the claim says, however many words they share."""
    return bool(
        (claim.names | claim.figures) - inside
        or other_days(claim, sentence)
        or compare(claim.stems, sentence.stems)[0] is not Agreement.SAME
        or differences(claim, sentence)
        or misplaced(claim, sentence, inside)
        or exchanged(claim.stems, sentence.stems)
        or unrealised(claim, sentence)
        or subordinate(claim, sentence)
        or headed(claim, sentence)
        or _set_apart(claim, sentence)
        or guise(claim, sentence)
        or recast(claim, sentence, inside)
        or replaced(claim, sentence, inside)
    )


def _set_apart(claim: Asked, sentence: Sentence) -> bool:
    """Say whether a sentence has the claim's words for two things or subjects; where either is too long it may have."""
    return (
        max(len(sentence.stems), len(claim.stems)) > LONGEST
        or contrasted(claim, sentence)
        or displaced(claim, sentence)
    )


def likeliest(claim: Asked, page: Prose) -> list[int]:
    """Return the sentences with the most weight of the claim, heaviest and first ones first."""
    weight: defaultdict[int, float] = defaultdict(float)
    for stem, heavy in claim.weights.items():
        for number in page.where.get(stem, ()):
            weight[number] += heavy
    return sorted(weight, key=lambda number: (-weight[number], number))[:_TRIED]


def _strange(claim: Asked, page: Prose, sentence: Sentence) -> bool:
    """Say whether a name that is not the claim's stands in a sentence before the last of the claim's words."""
    words = index(page.text).words
    last = max((at for at, stem in enumerate(sentence.stems) if stem in claim.weights), default=0)
    for at in range(1, last):
        stem = sentence.stems[at]
        if stem in claim.weights or stem in STOP_WORDS or stem in CALENDAR:
            continue
        if words.span(sentence.words[at], sentence.words[at] + 1).of(page.text)[:1].isupper():
            return True
    return False


def other_days(claim: Asked, sentence: Sentence) -> set[str]:
    """Return the claim's days and months that the sentence lacks while it names another."""
    there, asked = set(sentence.stems), set(claim.weights)
    return {
        stem
        for group in (WEEKDAY_STEMS, MONTH_STEMS)
        if there & group and not there & group & asked
        for stem in asked & group
    }


def _against(claim: Asked, tried: Sequence[_Weighed]) -> tuple[_Weighed, str] | None:
    """Return the first sentence that says the opposite about the same, whole and without doubt, and what differs."""
    for one in tried:
        agreement, note = compare(claim.stems, one.sentence.stems)
        lacks = (claim.names | claim.figures) - one.inside
        clear = agreement is Agreement.OPPOSITE and not exchanged(claim.stems, one.sentence.stems)
        if clear and one.share >= OPPOSED and not lacks:
            return one, note
    return None


def _figure(claim: Asked, sentence: Sentence, text: str, lacking: Sequence[str]) -> Change | None:
    """Return the one figure that differs, when all else matches strongly and it stands in like company."""
    if len(lacking) != 1 or not is_figure(lacking[0]):
        return None
    said = lacking[0]
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
