"""Which of those a text speaks of a pronoun or a description means: a learned ranking of candidates.

A log-linear model over the candidates and "nobody", as in mention ranking (Denis and Baldridge, EMNLP 2008; Durrett
and Klein, EMNLP 2013). It looks at kind, gender, descriptions, recency, salience and at who was credited before; its
weights are learned from annotated articles.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from claimcheck.extract import nouns
from claimcheck.extract.cast import plural
from claimcheck.extract.marks import MANY, count, level, placed, said
from claimcheck.identity.bodies import body
from claimcheck.identity.offices import unfit
from claimcheck.model import SourceKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from claimcheck.extract.cast import Cast, Entity
    from claimcheck.extract.marks import Scene
    from claimcheck.extract.references import Reference

_ONES = {
    SourceKind.PERSON: "person",
    SourceKind.ORGANISATION: "body",
    SourceKind.OUTLET: "outlet",
    SourceKind.DOCUMENT: "document",
    SourceKind.UNNAMED: "someone",
}
_FIT = {
    "he": {"person", "someone", "body?"},
    "she": {"person", "someone", "body?"},
    "it": {"body", "outlet", "document", "person?", "body?"},
    "who": {"person", "someone", "people", "body", "outlet", "document", "body?"},
    "they": {"body", "outlet", "person?", "body?", "people", "document", "person"},
    "person": {"person", "someone"},
    "epithet": {"person", "someone"},
    "body": {"body", "outlet", "person?", "body?"},
    "agency": {"body", "outlet", "person?", "body?"},
    "outlet": {"outlet", "body", "person?", "body?", "document"},
    "paper": {"outlet", "document", "body", "person?", "body?"},
    "document": {"document", "outlet", "person?", "body?", "body"},
    "other": {"person", "someone", "body", "body?", "document", "outlet"},
}
_FINE = ("credited", "never credited", "rank", "same", "sentence before", "previous", "far", "here")
_BODIES = frozenset({SourceKind.ORGANISATION, SourceKind.OUTLET})
_GAP = 40
_STOPS = re.compile(r"[.;:!?“”\"]\s")
_PAIR = 2

Candidate = tuple["Entity | None", list[str]]


def candidates(who: Reference, scene: Scene, cast: Cast) -> list[Candidate]:
    """Return whom *who* may mean with what speaks for and against each; nobody, None, last."""
    near = [one for one in cast.near(scene.at) if _fits(who, one, scene.at)]
    levels = {id(one): level(who, one) if who.noun else "" for one in near}
    latest = sorted({one.credited[-1] for one in near if one.credited}, reverse=True)
    known = [one for one in near if _agrees(who, one, cast)]
    most = max((count(one, scene.at) for one in known), default=1)
    seen: Counter[str] = Counter()
    same = Counter(levels.values())
    found: list[Candidate] = []
    for one in near:
        agreeing, how = _agrees(who, one, cast), levels[id(one)]
        where = placed(one, scene, seen[how] if agreeing else MANY, latest, most)
        marks = [f"{who.sort}:{_what(one)}", *said(who, one)]
        if who.noun:
            marks += _of_noun(who, one, how, where, seen)
            marks += [f"alone {how}"] * (same[how] == 1)
        else:
            marks += [f"pronoun:{mark}" for mark in where]
        if who.gender:
            marks += [f"gender {_gender(who, one, cast)}", *["only one"] * (agreeing and len(known) == 1)]
        if who.owned:
            marks.append(f"owned:{_what(one)}")
        if who.label == "who":
            marks.append("right before" if _adjacent(one, scene) else "not right before")
        if one.before(scene.at) >= 0:
            seen[how] += agreeing
            seen[_what(one)] += 1
        found.append((one, marks))
    return [*found, (None, _nobody(who, scene))]


def _of_noun(who: Reference, one: Entity, how: str, where: Sequence[str], seen: Counter[str]) -> list[str]:
    """Return what speaks for and against an entity for a reference with a noun."""
    sort, what = who.sort, _what(one)
    marks = [f"level {how}", f"{sort} {how}", f"{sort}:{what} {how}", f"noun:{what} number {min(seen[what], _PAIR)}"]
    return [
        *marks,
        *(f"noun:{mark}" for mark in where),
        *(f"{sort}:{mark}" for mark in where if mark.startswith(_FINE)),
    ]


def _nobody(who: Reference, scene: Scene) -> list[str]:
    """Return what speaks for and against that a reference means nobody whom the text names."""
    anybody = "anybody, bare" if who.bare else "anybody"
    sorts = {"owned": who.owned, anybody: who.noun in nouns.ANYBODY, "alone": who.noun in nouns.ALONE}
    sorts |= {"modified": bool(who.modifiers), "bare": who.bare, "quoted": scene.quoted}
    group = "noun" if who.noun else "pronoun"
    return [
        f"{group}:nobody",
        f"{who.sort}:nobody",
        *(f"{of}{mark}:nobody" for mark, so in sorts.items() if so for of in ("", f"{who.sort}, ")),
    ]


def _gender(who: Reference, one: Entity, cast: Cast) -> str:
    gender = one.gender or ("likely " + cast.gender(one) if cast.gender(one) else "")
    return {who.gender: "told", f"likely {who.gender}": "likely", "": "unknown"}.get(gender, "against")


def scores(found: Sequence[tuple[Entity | None, Iterable[str]]], weights: Mapping[str, float]) -> list[float]:
    """Return how likely each of *found* is, together 1."""
    sums = [sum(weights.get(mark, 0.0) for mark in marks) for _, marks in found]
    top = max(sums)
    powers = [math.exp(each - top) for each in sums]
    total = sum(powers)
    return [each / total for each in powers]


def choose(found: Sequence[Candidate], weights: Mapping[str, float] | None = None) -> tuple[Entity | None, float]:
    """Return the likeliest of *found* and how likely it is; the first of equals."""
    chances = scores(found, shipped() if weights is None else weights)
    best = max(range(len(found)), key=lambda number: chances[number])
    return found[best][0], chances[best]


def _fits(who: Reference, one: Entity, at: int) -> bool:
    what = _what(one)
    if what not in _FIT[who.label] and what.removesuffix("?") not in _FIT[who.label]:
        return False
    if not (one.named and (one.sure or not who.noun)) and one.before(at) < 0:
        return False
    if who.noun and one.kind in _BODIES and unfit(who.noun, body(one.name)):
        return False
    return not who.gender or one.gender in {"", who.gender}


def _adjacent(one: Entity, scene: Scene) -> bool:
    """Say whether a relative pronoun stands right behind a mention of an entity."""
    last = one.before(scene.at)
    between = scene.text[last : scene.at] if last >= 0 else ""
    return bool(between) and len(between) < len(one.name) + _GAP and not _STOPS.search(between[:-2])


def _agrees(who: Reference, one: Entity, cast: Cast) -> bool:
    """Say whether an entity is what the reference asks for as far as is known, so that it competes with others."""
    if not who.gender:
        return True
    return _what(one) in {"person", "person?", "someone"} and cast.gender(one) in {"", who.gender}


def _what(one: Entity) -> str:
    """Return what an entity seems to be, with a question mark when only capital letters say so."""
    if one.kind is SourceKind.UNNAMED and plural(one.name):
        return "people"
    return _ONES[one.kind] + "?" * (not one.sure)


@cache
def shipped() -> Mapping[str, float]:
    """Return the learned weights."""
    data = json.loads((files("claimcheck.extract") / "model" / "antecedents.json").read_text(encoding="utf-8"))
    weights: Mapping[str, float] = data["weights"]
    return weights
