"""Who is meant by a surname, a pronoun, "the report" or "the company"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field, replace

from claimcheck import outlets
from claimcheck.extract import nouns
from claimcheck.extract.cast import Cast
from claimcheck.extract.naming import PRONOUNS, Named
from claimcheck.model import SourceKind, Span

_TO_OUTLET = re.compile(
    r"(?:the|this|its|that|both|either)\s+(?:[\w-]+\s+)?(?:report|outlet|newspaper|paper|broadcaster|agency|wire|journal|weekly"
    r"|magazine|network|website|site|article|story|channel|station|publication|daily|tabloid|gazette|programme"
    r"|news agency|news outlet)$",
    re.IGNORECASE,
)
_DEFINITE = re.compile(r"(?:the|this|that|its|his|her|their|our)\s", re.IGNORECASE)
_GENDER = {"he": "m", "him": "m", "she": "f", "her": "f"}
_HEAD = re.compile(r"\s(?:of|for|at|in|from|who|that)\s")
_DEMONYM = re.compile(
    r"^(?:\w+(?:ian|ean|[^ai]an|ese|ish|ine)|czech|french|dutch|greek|swiss|thai|turk|swede|dane|finn|pole|serb|croat|scot|slovak|iraqi|israeli)$"
)
_LABELS = {"report", "paper", "newspaper", "analysis"}
_ANY_BODY = {"agency", "network", "station", "site", "website"}
_OWNERS = {"his": "he", "her": "she", "their": "they", "its": "it"}
_FAR, _NEAR = 1500, 300
_MOST = 100
_HE, _THEY = {"he", "she", "him", "her", "i", "who", "me", "my"}, {"they", "we", "them"}
_PEOPLE = (SourceKind.PERSON,)
_BODIES = (SourceKind.ORGANISATION, SourceKind.OUTLET)
_KINDS = {SourceKind.ORGANISATION: _BODIES, SourceKind.PERSON: _PEOPLE}


@dataclass(slots=True)
class Memory:
    """Who was named so far, in the order of naming; a surname may also look ahead in the text."""

    text: str
    masked: str
    publisher: str = ""
    sources: list[Named] = field(default_factory=list)
    further: Counter[str] = field(default_factory=Counter)
    _genders: dict[str, str] = field(default_factory=dict)
    _cast: Cast | None = None
    _outlets: list[tuple[Span, str]] | None = None

    @property
    def cast(self) -> Cast:
        """Everybody whom the text names in full."""
        if self._cast is None:
            self._cast = Cast(self.text)
        return self._cast

    def remember(self, source: Named) -> None:
        """Take note of a source that was credited; each stands once in the list, where it was credited last."""
        self.sources = [other for other in self.sources[-_MOST:] if other.name != source.name]
        self.sources.append(source)
        self.further[source.name] += source.another
        if source.gender:
            self._genders[source.name] = source.gender

    def context(self, at: int) -> tuple[str, ...]:
        """Return the outlets that the text names before *at*, the latest last; the publisher first."""
        if self._outlets is None:
            self._outlets = outlets.find_mentions(self.text)
        count = bisect_right(self._outlets, at, key=lambda found: found[0].end)
        named = [name for _, name in self._outlets[max(count - _MOST, 0) : count]]
        return tuple(name for name in [self.publisher, *named] if name)

    def resolve(self, mention: Named, at: int) -> Named:
        """Return who *mention*, which stands at *at*, refers to; the mention itself when nobody fits."""
        word = mention.name.casefold()
        if word in PRONOUNS:
            return self._pronoun(word, at) or mention
        if mention.name in self.cast.acronyms:
            return replace(mention, name=self.cast.acronyms[mention.name], kind=SourceKind.ORGANISATION, full=True)
        office = word in nouns.ROLES | nouns.OFFICES
        if mention.kind is SourceKind.PERSON and mention.name[:1].isupper() and " " not in mention.name and not office:
            return self._surname(mention, at)
        if mention.kind is SourceKind.ORGANISATION and _DEMONYM.search(word):
            bearer = self.cast.described([word], at, *_PEOPLE)
            return Named(bearer.name, bearer.kind, gender=bearer.gender) if bearer else mention
        if mention.full and not (mention.kind is SourceKind.UNNAMED and _DEFINITE.match(mention.name)):
            return mention
        return self._definite(mention, at)

    def _definite(self, mention: Named, at: int) -> Named:
        """Return whom "the sergeant" or "the company" means: who was described so, else the last of its kind."""
        words = [word.casefold() for word in _HEAD.split(mention.name, maxsplit=1)[0].split()]
        noun = words[-1]
        plural = noun.endswith("s") and noun not in nouns.BODIES
        outlet = bool(_TO_OUTLET.match(mention.name)) or (noun in _LABELS and len(words) == 1)
        if outlet and (found := self._outlet(mention, noun, at)):
            return found
        kinds = _BODIES if outlet else _KINDS.get(mention.kind, (*_PEOPLE, *_BODIES))
        paper = plural or mention.kind is SourceKind.DOCUMENT
        if not paper and words[0] not in {"my", "our"} and (member := self.cast.described(words, at, *kinds)):
            return Named(member.name, member.kind, gender=member.gender)
        owned = words[0] in {*_OWNERS, "my", "our", "your"}
        if mention.kind is SourceKind.ORGANISATION:
            return self._owned(mention, words[0], at) if owned else self._body(mention, noun, at)
        if mention.kind is SourceKind.PERSON or (noun not in nouns.DOCUMENTS | nouns.ANYBODY and not plural):
            person = None if owned else self._plain_person(mention.roles, at)
            return person or Named(mention.name, SourceKind.PERSON if noun in nouns.OFFICES else SourceKind.UNNAMED)
        return mention

    def _body(self, mention: Named, noun: str, at: int) -> Named:
        found = None if noun in nouns.ALONE else self._last(SourceKind.ORGANISATION) or self._body_before(at)
        return found or mention

    def _owned(self, mention: Named, pronoun: str, at: int) -> Named:
        """Return "her union" with the owner's name for the pronoun."""
        owner = self._pronoun(_OWNERS[pronoun], at) if pronoun in _OWNERS else None
        if owner is None or owner.kind is SourceKind.UNNAMED:
            return mention
        return replace(mention, name=f"{owner.name}’s {mention.name.split(maxsplit=1)[1]}", full=True)

    def _outlet(self, mention: Named, noun: str, at: int) -> Named | None:
        """Return which outlet "the newspaper" means; "the agency" may be any body that was credited."""
        if noun in _ANY_BODY and (body := self._last(SourceKind.ORGANISATION, SourceKind.OUTLET)):
            return body
        known = self._last(SourceKind.OUTLET) or self._outlet_before(at)
        if not known and noun in _LABELS and (member := self.cast.outlet(at, ahead=True)):
            return Named(member.name, SourceKind.OUTLET)
        return known or (self._last(SourceKind.ORGANISATION) if mention.kind is SourceKind.OUTLET else None)

    def _pronoun(self, word: str, at: int) -> Named | None:
        if word in _HE:
            return self._person(_GENDER.get(word, ""), at)
        if word in _THEY:
            return self._last(SourceKind.UNNAMED, SourceKind.ORGANISATION)
        credited = self._last(SourceKind.ORGANISATION, SourceKind.DOCUMENT, SourceKind.OUTLET)
        return credited or self._body_before(at) or self._outlet_before(at)

    def _person(self, gender: str, at: int) -> Named | None:
        """Return the person whom a pronoun fits: the last named in its paragraph, else credited, else named at all."""
        source = (
            self._named_near(gender, at)
            or self._credited(gender)
            or self._named_before(gender, at)
            or self._named_after(gender, at)
            or self._only(at)
        )
        if source and gender and source.kind is SourceKind.PERSON:
            self._genders[source.name] = gender
        return source

    def _credited(self, gender: str) -> Named | None:
        people = [s for s in reversed(self.sources) if s.kind is SourceKind.PERSON and s.full]
        return next((s for s in people if self._fits(s.name, gender)), None)

    def _named_before(self, gender: str, at: int) -> Named | None:
        found = (one for one in self.cast.people(at) if self._fits(one.name, gender))
        member = next(found, None)
        return Named(member.name, SourceKind.PERSON) if member else None

    def _named_after(self, gender: str, at: int) -> Named | None:
        """Return who is named only after a pronoun: "In his first remarks, he …, Tadesse said"."""
        member = next((one for one in self.cast.after(at) if self._fits(one.name, gender)), None)
        return Named(member.name, SourceKind.PERSON) if member else None

    def _body_before(self, at: int) -> Named | None:
        member = self.cast.body(at)
        return Named(member.name, SourceKind.ORGANISATION) if member else None

    def _outlet_before(self, at: int) -> Named | None:
        """Return the last outlet that the text names before *at*, credited or not."""
        for name in reversed(self.context(at)):
            if outlet := outlets.lookup(name, self.context(at)):
                return Named(outlet.name.split(" (")[0], SourceKind.OUTLET)
        member = self.cast.outlet(at)
        return Named(member.name, SourceKind.OUTLET) if member else None

    def _named_near(self, gender: str, at: int) -> Named | None:
        """Return the last known person whose surname stands before *at* in the same paragraph, outside quotations."""
        start = max(self.masked.rfind("\n\n", 0, at), self.masked.rfind("\r\n\r\n", 0, at), at - _FAR, 0)
        before = self.masked[start:at]
        known = {s.name: s for s in self.sources if s.kind is SourceKind.PERSON and s.full}
        known |= {one.name: Named(one.name, SourceKind.PERSON) for one in self.cast.people(at) if one.name not in known}
        found: list[tuple[bool, int, Named]] = []
        for source in known.values():
            parts = source.name.split()
            place = max(before.rfind(parts[0]), before.rfind(parts[-1]))
            if place >= 0 and self._fits(source.name, gender):
                found.append((self._known(source.name, gender), place, source))
        return max(found, key=lambda one: one[:2])[2] if found else None

    def _known(self, name: str, gender: str) -> bool:
        """Say whether somebody is known to be called so, rather than merely not known to be called otherwise."""
        return bool(gender) and (self._genders.get(name) or self.cast.gender(name)) == gender

    def _fits(self, name: str, gender: str) -> bool:
        """Say whether "he" (m) or "she" (f) may be the person: by how they were called before, else by given name."""
        return not gender or (self._genders.get(name) or self.cast.gender(name) or gender) == gender

    def _only(self, at: int) -> Named | None:
        """Return the one person that the text names before *at*, whatever the given name suggests."""
        people = self.cast.people(at)
        return Named(people[0].name, SourceKind.PERSON) if len(people) == 1 else None

    def _plain_person(self, roles: frozenset[str], at: int) -> Named | None:
        """Return whom "the soprano" means when nobody was called so: somebody whom the text calls nothing else."""
        people = [s for s in reversed(self.sources) if s.kind is SourceKind.PERSON and s.full]
        known = next((s for s in people if s.roles & roles), None)
        around = [*(one for one in self.cast.people(at) if one.at > at - _NEAR), *self.cast.after(at)]
        named = [*(s.name for s in people), *(one.name for one in around)]
        free = next((name for name in named if self.cast.free(name)), None)
        return known or (Named(free, SourceKind.PERSON) if free else None)

    def _last(self, *kinds: SourceKind) -> Named | None:
        return next(
            (s for s in reversed(self.sources) if s.kind in kinds and (s.full or s.kind is SourceKind.UNNAMED)), None
        )

    def _surname(self, mention: Named, at: int) -> Named:
        """Return who bears a surname or a given name; of two, the one whose title agrees, else the one named last."""
        member = self.cast.called(mention.name, at, lambda name: self._known(name, mention.gender))
        for source in reversed(self.sources):
            parts = source.name.split()
            named = source.full and len(parts) > 1 and mention.name in {parts[0], parts[-1]}
            if named and (source.name == member.name if member else self._fits(source.name, mention.gender)):
                return replace(source, roles=source.roles | mention.roles)
        member = member or self.cast.called(mention.name, at, lambda name: self._fits(name, mention.gender))
        if member:
            return Named(member.name, SourceKind.PERSON, gender=mention.gender)
        person = bool(mention.gender or mention.roles)
        return replace(mention, kind=SourceKind.PERSON if person else SourceKind.ORGANISATION, full=person)
