"""Which body of a text is meant by its head noun, a part of its name, or "there"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claimcheck.extract import nouns, times
from claimcheck.extract.surroundings import placed
from claimcheck.identity import organisations, outlets
from claimcheck.identity.words import DEMONYMS, PLACES
from claimcheck.model import SourceKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimcheck.extract.borders import Borders
    from claimcheck.extract.cast import Cast, Entity
    from claimcheck.extract.references import Reference

BODIES = frozenset({SourceKind.ORGANISATION, SourceKind.OUTLET})
_THE = re.compile(r"the\s+", re.IGNORECASE)
_TAIL = re.compile(r"\s(?:of|for|on|in|at)\s")
_SITE = re.compile(r"\b(?:at|in|from|of|by|near|outside|inside)\s+(?:the\s+)?\Z")
_PLACE = re.compile(rf"\b(?:in|near|outside|to)\s+(?=[{nouns.UPPER}])")
_APPOSED = re.compile(r",\s+(?:an?|the|one)\s[^,.;:]*\Z")
_BACK, _MOST, _FAR = 3, 4, 1000
_WORD = re.compile(r"[\w’&-]+")
_POSSESSIVE = re.compile(r"(?:[’']s|(?<=s)[’'])$")


def proper(one: Entity) -> bool:
    """Say whether a body has a name of its own: "Haldane Resources", not "Haldane mine" or "Chinese giant"."""
    words = one.name.split()
    return one.named and words[0][0].isupper() and not words[-1][0].islower()


def head(name: str) -> str:
    """Return the noun of a body's name, in lower case: "agency", and "institute" of "Institute for Bees"."""
    words = _TAIL.split(name, maxsplit=1)[0].split()
    return words[-1].casefold() if words else ""


def namesakes(who: Reference, near: Sequence[Entity], at: int) -> list[Entity]:
    """Return the bodies named before *at* that are called by the noun of a description, and by its other words."""
    return [
        one
        for one in near
        if one.kind in BODIES
        and proper(one)
        and one.before(at) >= 0
        and head(one.name) == who.noun
        and _agrees(who, one)
    ]


def _agrees(who: Reference, one: Entity) -> bool:
    own = set(one.name.casefold().split()) | one.words
    return all(word in own for word in who.modifiers)


def described(words: str, near: Sequence[Entity]) -> str:
    """Return as many of *words* as describe a body: those up to its noun; nothing when there is none."""
    found = words.casefold().split()[:_MOST]
    heads = {head(one.name) for one in near if one.kind in BODIES and one.sure and proper(one)}
    for count in range(len(found), 0, -1):
        if found[count - 1] in nouns.BODIES | nouns.OUTLETS | heads:
            return " ".join(found[:count])
    return ""


def named_at(words: str, cast: Cast, text: str, at: int) -> Entity | None:
    """Return the body that is named at *at*, in full or by a short form."""
    for one, _ in cast.within(Span(at, at + 1)):
        if one.kind in BODIES and one.sure and proper(one):
            return one
    return called(_POSSESSIVE.sub("", words), SourceKind.ORGANISATION, cast, text, at)


def called(name: str, kind: SourceKind, cast: Cast, text: str, at: int) -> Entity | None:
    """Return the one body named before *at* that a single word with a capital is short for; None of several."""
    word = _THE.sub("", name, count=1)
    if kind not in BODIES | {SourceKind.PERSON} or not _WORD.fullmatch(word) or not word[0].isupper():
        return None
    found = short_form(word, cast, text, at)
    return found[0] if len(found) == 1 else None


def torn(phrase: str, cast: Cast, at: int) -> bool:
    """Say whether a word such as "the Post" ends the names of several outlets before *at*, one of them little known."""
    word = _THE.sub("", phrase, count=1).casefold()
    fitting = [one for one in cast.near(at) if one.kind is SourceKind.OUTLET and proper(one) and one.before(at) >= 0]
    rivals = {one.name for one in fitting if one.name.casefold().split()[-1] == word != one.name.casefold()}
    return len(rivals) > 1 and any(outlets.table().lookup(name) is None for name in rivals)


def short_form(word: str, cast: Cast, text: str, at: int) -> list[Entity]:
    """Return the bodies named before *at* that one word of their names may mean: "Vellum", "the Post".

    A word that is itself a known name, a person's or a place's means no other body.
    """
    plain = word.casefold()
    if outlets.lookup(word) or organisations.lookup(word) or cast.called(word):
        return []
    alone = cast.entities.get(plain)
    found = []
    for one in cast.near(at):
        words = one.name.split()
        if one.kind not in BODIES or not one.sure or not proper(one) or len(words) == 1 or one.before(at) < 0:
            continue
        if _THE.sub("", one.name).casefold() == plain:
            continue
        last = plain in {words[-1].casefold(), head(one.name)}
        first = words[0].casefold() == plain and _may_open(plain, one, alone, text)
        if last or first:
            found.append(one)
    return found


def _may_open(plain: str, one: Entity, alone: Entity | None, text: str) -> bool:
    """Say whether the first word of a body's name may stand for it: no place, and nothing named by it before."""
    if plain in PLACES or plain in DEMONYMS:
        return False
    places = alone.places if alone and alone is not one else []
    return all(place > one.places[0] and not placed(text, place) for place in places)


def site(cast: Cast, borders: Borders, text: str, at: int) -> Entity | None:
    """Return the body that "there" means: the one at which, or of which, the text speaks last before *at*.

    None where a place is named later, unless it only tells of that body where it is, and where there are two.
    """
    start = borders.around([Span(at, at + 1)]).start
    end = at
    for _ in range(_BACK):
        stretch = Span(max(start, end - _FAR), end)
        here = [(place, one) for one, place in cast.within(stretch) if one.kind in BODIES and one.sure and proper(one)]
        here = [
            (place, one) for place, one in here if _SITE.search(text, max(start, place - len("outside the ")), place)
        ]
        if here or any(_places(text, stretch)):
            return _only(text, here, stretch)
        before = borders.before(start)
        if before is None:
            return None
        start, end = before.start, before.end
    return None


def _places(text: str, stretch: Span) -> Iterator[int]:
    for match in _PLACE.finditer(text, stretch.start, stretch.end):
        if not times.CALENDAR.match(text, match.end()):
            yield match.end()


def _only(text: str, here: Sequence[tuple[int, Entity]], stretch: Span) -> Entity | None:
    if len({id(one) for _, one in here}) != 1:
        return None
    place, one = here[-1]
    end = place + len(one.name)
    rivals = [at for at in _places(text, stretch) if at != place and not (place <= at < end)]
    inside = all(at > end and _APPOSED.fullmatch(text, end, at) for at in rivals)
    return one if inside else None
