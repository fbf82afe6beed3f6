"""Who is meant by a surname, a pronoun, "the report" or "the company"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field, replace

from claimcheck import outlets
from claimcheck.extract import nouns
from claimcheck.extract.naming import PRONOUNS, Named
from claimcheck.model import SourceKind, Span

_FULL_NAME = re.compile(
    r"\b(?:[A-ZÀ-Þ][\w’'-]+|[A-Z]\.)(?:\s+(?:(?:de|van|von|bin|al|der|la|del|di"
    r"|du)\s+)?(?:[A-ZÀ-Þ][\w’'-]+|[A-Z]\.)){1,3}"
)
_TO_OUTLET = re.compile(
    r"(?:the|The|this|This|its|that)\s+(?:\w+\s+)?(?:report|outlet|newspaper|paper|broadcaster|agency"
    r"|magazine|network|website|site|article|story|channel|publication|daily|tabloid|news agency"
    r"|news outlet)$"
)
_TO_ORGANISATION = re.compile(
    r"(?:the|The|this|its)\s+(?:\w+\s+)?(?:company|firm|group|ministry|department|agency|organisation"
    r"|organization|government|union|charity|regulator|bank|university|start-?up|maker|giant|club"
    r"|commission|council|court|institute|watchdog|team|body|party|campaign|association)$"
)
_GENDER = {"he": "m", "him": "m", "she": "f", "her": "f"}
_FAR = 1500
_MOST = 100
_HE, _THEY = {"he", "she", "him", "her", "i", "who"}, {"they", "we", "them"}
_NOT_NAMES = re.compile(
    r"^(?:The|A|An|But|And|In|On|At|For|If|When|While|As|It|He|She|They|We|This|That|New|After|Before"
    r"|Last|Next|Mr|Mrs|Ms|Dr)\b|(?:day|January|February|March|April|June|July|August|September|October"
    r"|November|December)$"
)


@dataclass(slots=True)
class Memory:
    """Who was named so far, in the order of naming; a surname may also look ahead in the text."""

    text: str
    masked: str
    publisher: str = ""
    sources: list[Named] = field(default_factory=list)
    further: Counter[str] = field(default_factory=Counter)
    _genders: dict[str, str] = field(default_factory=dict)
    _names: dict[str, list[tuple[int, str]]] | None = None
    _spots: list[tuple[int, str]] = field(default_factory=list)
    _outlets: list[tuple[Span, str]] | None = None

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
        if mention.full or word in PRONOUNS:
            return mention if mention.full else self._pronoun(word, at) or mention
        if _TO_OUTLET.match(mention.name) and (found := self._last(SourceKind.OUTLET) or self._outlet_before(at)):
            return found
        if mention.kind is SourceKind.PERSON and mention.name[:1].isupper() and " " not in mention.name:
            return self._surname(mention, at)
        if mention.kind is SourceKind.PERSON:
            found = self._with_role(mention.roles) if word.startswith("the ") else None
            return found or Named(mention.name, SourceKind.UNNAMED)
        return (self._last(SourceKind.ORGANISATION) if _TO_ORGANISATION.match(mention.name) else None) or mention

    def _pronoun(self, word: str, at: int) -> Named | None:
        if word in _HE:
            return self._person(_GENDER.get(word, ""), at)
        if word in _THEY:
            groups = (SourceKind.UNNAMED, SourceKind.ORGANISATION, SourceKind.DOCUMENT, SourceKind.OUTLET)
            return self._last(*groups) or self._last(SourceKind.PERSON)
        return self._last(SourceKind.ORGANISATION, SourceKind.DOCUMENT, SourceKind.OUTLET)

    def _person(self, gender: str, at: int) -> Named | None:
        """Return the person whom a pronoun fits: the last named in its paragraph, else credited, else named at all."""
        source = self._named_near(gender, at) or self._credited(gender) or self._named_before(at)
        if source and gender:
            self._genders[source.name] = gender
        return source

    def _credited(self, gender: str) -> Named | None:
        people = [s for s in reversed(self.sources) if s.kind is SourceKind.PERSON and s.full]
        return next((s for s in people if self._fits(s.name, gender)), None)

    def _named_before(self, at: int) -> Named | None:
        self._full_names()
        count = bisect_right(self._spots, at, key=lambda spot: spot[0])
        return Named(self._spots[count - 1][1], SourceKind.PERSON) if count else None

    def _outlet_before(self, at: int) -> Named | None:
        """Return the last outlet that the text names before *at*, credited or not."""
        for name in reversed(self.context(at)):
            if outlet := outlets.lookup(name, self.context(at)):
                return Named(outlet.name.split(" (")[0], SourceKind.OUTLET)
        return None

    def _named_near(self, gender: str, at: int) -> Named | None:
        """Return the last known person whose surname stands before *at* in the same paragraph, outside quotations."""
        start = max(self.masked.rfind("\n\n", 0, at), self.masked.rfind("\r\n\r\n", 0, at), at - _FAR, 0)
        before = self.masked[start:at]
        found: list[tuple[int, Named]] = []
        for source in {s.name: s for s in self.sources if s.kind is SourceKind.PERSON and s.full}.values():
            parts = source.name.split()
            place = max(before.rfind(parts[0]), before.rfind(parts[-1]))
            if place >= 0 and self._fits(source.name, gender):
                found.append((place, source))
        return max(found, key=lambda pair: pair[0])[1] if found else None

    def _fits(self, name: str, gender: str) -> bool:
        """Say whether "he" (m) or "she" (f) may be the person: by how they were called before, else by given name."""
        given = name.split(maxsplit=1)[0].casefold()
        usual = "m" if given in nouns.MEN else "f" if given in nouns.WOMEN else gender
        return not gender or self._genders.get(name, usual) == gender

    def _with_role(self, roles: frozenset[str]) -> Named | None:
        """Return the last person credited in one of *roles*, else the last person."""
        people = [s for s in reversed(self.sources) if s.kind is SourceKind.PERSON and s.full]
        return next((s for s in people if s.roles & roles), people[0] if people else None)

    def _last(self, *kinds: SourceKind) -> Named | None:
        return next(
            (s for s in reversed(self.sources) if s.kind in kinds and (s.full or s.kind is SourceKind.UNNAMED)), None
        )

    def _surname(self, mention: Named, at: int) -> Named:
        for source in reversed(self.sources):
            parts = source.name.split()
            if source.full and len(parts) > 1 and mention.name in {parts[0], parts[-1]}:
                return replace(source, roles=source.roles | mention.roles)
        found = self._full_names().get(mention.name, [])
        count = bisect_right(found, at, key=lambda spot: spot[0])
        name = found[max(count - 1, 0)][1] if found else ""
        return (
            Named(name, SourceKind.PERSON, gender=mention.gender)
            if name
            else Named(mention.name, SourceKind.ORGANISATION)
        )

    def _full_names(self) -> dict[str, list[tuple[int, str]]]:
        if self._names is None:
            self._names = {}
            for match in _FULL_NAME.finditer(self.text):
                name = " ".join(match[0].split())
                if _NOT_NAMES.search(name) or nouns.ORGANISATION.search(name) or outlets.lookup(name):
                    continue
                name = " ".join(_without_role(name.split()))
                if " " not in name:
                    continue
                self._spots.append((match.start(), name))
                for part in {name.split()[0], name.split()[-1]}:
                    self._names.setdefault(part, []).append((match.start(), name))
        return self._names


def _without_role(words: list[str]) -> list[str]:
    """Return a name without the titles and roles before it."""
    roles = [i for i, word in enumerate(words) if word.strip(".").casefold() in nouns.BEFORE_NAMES]
    return words[roles[-1] + 1 :] if roles else words
