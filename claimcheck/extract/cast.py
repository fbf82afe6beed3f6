"""Everybody and everything that a text speaks of, with the places where it does and what it says of them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from claimcheck.extract import nouns
from claimcheck.extract.introductions import introductions
from claimcheck.extract.mentions import mentions
from claimcheck.extract.surroundings import described, placed
from claimcheck.identity import organisations, outlets
from claimcheck.identity.acronyms import acronyms, initials
from claimcheck.identity.words import DEMONYMS, GIVEN, PLACES, given_gender
from claimcheck.model import SourceKind
from claimcheck.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimcheck.extract.mentions import Mention
    from claimcheck.model import Span

_CAPITALS = re.compile(r"[A-Z][A-Z&]{1,5}")
_COUPLE = re.compile(
    rf"(?<![\w’'-])(?P<before>[{nouns.UPPER}][\w’'.-]{{0,60}}\s+)?(?P<first>[{nouns.UPPER}][\w’'-]+)"
    rf"\s+and\s+(?=[{nouns.UPPER}][\w’'-]+\s+(?P<last>[{nouns.UPPER}][\w’'-]+))"
)
_GATHERINGS = frozenset({"convention", "conference", "partnership"})
_LONGEST = 4
_MOST = 60
_AHEAD = 400
_PLURAL = re.compile(r"(?:[^s]s|men|women|people|children|police|others)$", re.IGNORECASE)


@dataclass(eq=False, slots=True)
class Entity:
    """Somebody or something.

    Args:
        name: The fullest name that the text gives, or the phrase that brings it up.
        kind: What it is.
        sure: Whether more than capital letters says so.
        gender: "m", "f" or unknown.
        words: What the text calls it, in lower case.
        places: Where it is named, in order.
        credited: Where it is a source, in order of the text.
    """

    name: str
    kind: SourceKind
    sure: bool = False
    gender: str = ""
    words: set[str] = field(default_factory=set)
    places: list[int] = field(default_factory=list)
    credited: list[int] = field(default_factory=list)

    @property
    def named(self) -> bool:
        """Whether it has a name and is no mere description."""
        return not self.name.islower() and self.kind is not SourceKind.UNNAMED

    def before(self, at: int) -> int:
        """Return where it stands last before *at*; -1 when it does not."""
        here = bisect_left(self.places, at)
        return self.places[here - 1] if here else -1

    def last_credited(self, at: int) -> int:
        """Return where it is last a source before *at*; -1 when it is none."""
        here = bisect_left(self.credited, at)
        return self.credited[here - 1] if here else -1


@lru_cache(maxsize=8192)
def _key(name: str) -> str:
    return fold(name).text


class Cast:
    """The entities of a text; look-ups see a few dozen back, and a few dozen of one surname or of the same initials."""

    def __init__(self, text: str, named: Sequence[tuple[Span, str]] | None = None) -> None:
        """Read the text once.

        Args:
            text: The text.
            named: The outlets that it names, where that is known.
        """
        self.entities: dict[str, Entity] = {}
        self.acronyms = acronyms(text)
        self._text = text
        self._parts: dict[str, list[Entity]] = {}
        self._initials: dict[str, list[Entity]] = {}
        self._places: list[tuple[int, int]] = []
        self._order: list[Entity] = []
        self._index: dict[int, int] = {}
        found = mentions(text)
        self._single = {mention.name for mention in found if " " not in mention.name}
        for mention in sorted(found, key=lambda one: " " not in one.name):
            self._introduce(mention)
        for match in _COUPLE.finditer(text):
            if not match["before"] and self.called(match["last"]):
                self.note(self.entity(f"{match['first']} {match['last']}", SourceKind.PERSON, sure=True), match.start())
        for span, name in outlets.find_mentions(text) if named is None else named:
            self.note(self.entity(name, SourceKind.OUTLET, sure=True), span.start)
        for mention in found:
            if entity := self._bearer(mention):
                self._tell(entity, mention)
        for brought in introductions(text):
            entity = self.entity(brought.name, brought.kind, sure=True)
            entity.words |= brought.words
            self.note(entity, brought.at)

    def entity(self, name: str, kind: SourceKind, *, sure: bool) -> Entity:
        """Return who is called so, taken up if new; what is known surely stays."""
        key = _key(name)
        known = self.entities.get(key)
        if known is None:
            known = self.entities[key] = Entity(name, kind, sure)
            self._index[id(known)] = len(self._order)
            self._order.append(known)
            if " " in name:
                _some(self._initials, initials(name), known)
            if kind is SourceKind.PERSON:
                self._part(known)
        elif sure and not known.sure:
            known.kind, known.sure = kind, True
        return known

    def note(self, entity: Entity, at: int) -> None:
        """Take note that *entity* stands at *at*."""
        here = bisect_left(entity.places, at)
        if here == len(entity.places) or entity.places[here] != at:
            entity.places.insert(here, at)
            insort(self._places, (at, self._index[id(entity)]))

    def credit(self, name: str, kind: SourceKind, at: int, gender: str = "") -> Entity:
        """Take note that *name* is the source of a claim, mentioned at *at*."""
        known = self.entity(name, kind, sure=True)
        insort(known.credited, at)
        self.note(known, at)
        known.gender = known.gender or gender
        return known

    def near(self, at: int) -> list[Entity]:
        """Return who stands before *at*, the latest first, then who stands right after; each once."""
        here = bisect_left(self._places, (at, -1))
        found: dict[int, None] = {}
        for place in range(here - 1, max(here - 8 * _MOST, 0) - 1, -1):
            found.setdefault(self._places[place][1])
            if len(found) == _MOST:
                break
        ahead = bisect_right(self._places, (at + _AHEAD, len(self._order)))
        for _, number in self._places[here : min(ahead, here + _MOST)]:
            found.setdefault(number)
        return [self._order[number] for number in found]

    def within(self, span: Span) -> list[tuple[Entity, int]]:
        """Return whom a stretch of text names, and where."""
        first = bisect_left(self._places, (span.start, -1))
        last = bisect_left(self._places, (span.end, -1))
        return [(self._order[number], at) for at, number in self._places[first:last]]

    def long_form(self, short: str) -> str:
        """Return what an abbreviation stands for: as the text explains it, or the one name with its initials; or ""."""
        if short in self.acronyms:
            return self.acronyms[short]
        if not _CAPITALS.fullmatch(short):
            return ""
        fitting = {one.name for one in self._initials.get(short, ()) if one.kind is not SourceKind.PERSON}
        return fitting.pop() if len(fitting) == 1 else ""

    def called(self, part: str) -> list[Entity]:
        """Return the people whose first or last name is *part*, in the order in which the text names them in full."""
        return self._parts.get(_key(part), [])

    def gender(self, one: Entity) -> str:
        """Return "m" or "f" as the text or the given name says, "" when neither does."""
        return one.gender or given_gender(one.name)

    def _part(self, one: Entity) -> None:
        words = [word for word in _key(one.name).split() if word.strip(".") not in nouns.SUFFIXES]
        for part in {words[0], words[-1]} if words else ():
            _some(self._parts, part, one)

    def _introduce(self, mention: Mention) -> None:
        """Take up what a full name names."""
        name = self.acronyms.get(mention.name, mention.name)
        if " " not in name and not any(word in nouns.HONOURS for word in mention.titles):
            return
        if outlets.lookup(name) is not None or (" " not in name and self.called(name)):
            return
        kind, sure = self._kind(mention, name)
        if kind is not None:
            self.entity(name, kind, sure=sure)

    def _kind(self, mention: Mention, name: str) -> tuple[SourceKind | None, bool]:
        """Return what a full name names, and whether more than its capitals says so; None for a place."""
        honoured = any(word in nouns.BEFORE_NAMES or word in nouns.HONOURS for word in mention.titles)
        body = nouns.ORGANISATION.search(name) or " & " in name or organisations.lookup(name) is not None
        if not honoured and (nouns.MEDIA.search(name) or body):
            return (SourceKind.OUTLET if nouns.MEDIA.search(name) else SourceKind.ORGANISATION), True
        if honoured or given_gender(name):
            return SourceKind.PERSON, True
        words = _key(name).split()
        if words[-1] in nouns.THINGS:
            return (SourceKind.ORGANISATION, False) if words[-1] in _GATHERINGS else (None, True)
        if _key(name) in PLACES or words[0] in PLACES | DEMONYMS or words[-1] in PLACES:
            return None, True
        if mention.after_the or any(char.isdigit() for char in name) or " of " in name or len(words) > _LONGEST:
            return SourceKind.ORGANISATION, False
        place = placed(self._text, mention.start) and name.rsplit(maxsplit=1)[-1] not in self._single
        return (None if place else SourceKind.PERSON), False

    def _bearer(self, mention: Mention) -> Entity | None:
        """Return whom a mention names: by the whole name, by a part of it, or a body by one word."""
        name = self.acronyms.get(mention.name, mention.name)
        key = _key(name)
        if known := self.entities.get(key):
            return known
        gender = next((nouns.GENDER[word.title()] for word in mention.titles if word.title() in nouns.GENDER), "")
        last = key.split()[-1]
        bearers = self.called(key) or (self.called(last) if mention.titles and " " not in key else [])
        if bearers:
            fitting = [one for one in bearers if not gender or self.gender(one) in {"", gender}]
            return fitting[0] if fitting else bearers[0]
        if " " in name or key in PLACES or key in DEMONYMS | nouns.PARTIES:
            return None
        if key in GIVEN and outlets.lookup(name) is None:
            return self.entity(name, SourceKind.PERSON, sure=False)
        known_body = organisations.lookup(name) is not None
        if outlets.lookup(name) is not None:
            return self.entity(name, SourceKind.OUTLET, sure=True)
        return self.entity(name, SourceKind.ORGANISATION, sure=known_body or bool(nouns.ORGANISATION.search(name)))

    def _tell(self, entity: Entity, mention: Mention) -> None:
        """Keep a place, and what stands around it."""
        self.note(entity, mention.start)
        title = next((nouns.GENDER[word.title()] for word in mention.titles if word.title() in nouns.GENDER), "")
        said = {word for phrase in mention.titles for word in phrase.split()} | described(
            self._text, mention.start, mention.end
        )
        entity.words |= said
        if entity.kind is SourceKind.PERSON:
            told = title or ("f" if said & nouns.FEMALE else "m" if said & nouns.MALE else "")
            entity.gender = title or entity.gender or told


def _some(by: dict[str, list[Entity]], key: str, one: Entity) -> None:
    """Put an entity under a key, unless that has dozens."""
    under = by.setdefault(key, [])
    if len(under) < _MOST:
        under.append(one)


def plural(noun: str) -> bool:
    """Say whether a noun means several."""
    return _PLURAL.search(noun) is not None
