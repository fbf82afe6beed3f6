"""Who is meant by a surname, a pronoun, "the report" or "the company"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from claimcheck.extract import bodies, nouns
from claimcheck.extract.antecedents import candidates, choose
from claimcheck.extract.cast import Cast
from claimcheck.extract.marks import Scene
from claimcheck.extract.naming import PRONOUNS
from claimcheck.extract.parties import party
from claimcheck.extract.proper import Named
from claimcheck.extract.quotes import hide
from claimcheck.extract.references import Reference, reference
from claimcheck.identity import outlets
from claimcheck.identity.words import DEMONYMS
from claimcheck.model import SourceKind, Span
from claimcheck.text import paragraphs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimcheck.extract.affiliations import Affiliation
    from claimcheck.extract.antecedents import Candidate
    from claimcheck.extract.borders import Borders
    from claimcheck.extract.cast import Entity

_DEFINITE = re.compile(r"(?:the|this|that|its|his|her|their|our)\s", re.IGNORECASE)
_OWNERS = {"his": "he", "her": "she", "their": "they", "its": "it"}
_MYSELF = {"i", "me", "my", "we", "us", "our"}
_BEHIND = re.compile(r"\b(?:of|for|to|with|by|from|about|on|at|in|and|or|than|like|the)$|[’']s$|\($")
_MOST = 100
_NEAR = 5
_PAIR = 2
_LINK = re.compile(r"\s(?:of|in|at|for|from|with|to|on|who|whom|which|that)\s")
_RELATIVE = re.compile(r"\b(?:who|whom|whose|which|that)\b")
_OF_BODIES = frozenset({"body", "agency", "outlet"})
LEAST = 0.3
"""A reference less sure than this stays what it is."""


@dataclass
class Memory:
    """Who was named so far; a reference may also look a little ahead in the text."""

    text: str
    borders: Borders
    quoted: Sequence[Span] = ()
    publisher: str = ""
    further: Counter[str] = field(default_factory=Counter)

    @cached_property
    def cast(self) -> Cast:
        """Everybody and everything the text speaks of."""
        return Cast(self.text, self._outlets)

    @cached_property
    def _hidden(self) -> str:
        return hide(self.text, self.quoted)

    @cached_property
    def _paragraphs(self) -> list[int]:
        return [block.start for block in paragraphs(self.text)]

    @cached_property
    def _outlets(self) -> list[tuple[Span, str]]:
        return outlets.find_mentions(self.text)

    def remember(self, source: Named, at: int) -> None:
        """Take note of a source that was credited by a mention at *at*."""
        self.further[source.name] += source.another
        if source.name.casefold() not in PRONOUNS:
            self.cast.credit(source.name, source.kind, at, source.gender)

    def context(self, at: int) -> tuple[str, ...]:
        """Return the outlets that the text names before *at*, the latest last; the publisher first."""
        count = bisect_right(self._outlets, at, key=lambda found: found[0].end)
        named = [name for _, name in self._outlets[max(count - _MOST, 0) : count]]
        return tuple(name for name in [self.publisher, *named] if name)

    def resolve(self, mention: Named, span: Span, chain: Sequence[Named] = ()) -> Named:
        """Return who *mention* refers to; the mention itself when nobody fits.

        Args:
            mention: What the phrase says.
            span: Where it stands in the text.
            chain: The sources through which its claim came, outermost first.
        """
        word, at = mention.name.casefold(), span.start
        if word in _MYSELF and chain:
            return chain[-1]
        if long := self.cast.long_form(mention.name):
            return replace(mention, name=long, kind=SourceKind.ORGANISATION, full=True)
        if found := self._short(mention, span):
            return found
        who = self.reference(mention)
        if who is None:
            return mention
        if named := self.inside(span):
            return replace(named, roles=mention.roles)
        return self._meant(who, at, chain, span.end) or self._nobody(mention, who, at)

    def single(self, mention: Named) -> bool:
        """Say whether *mention* is a single name of a person."""
        single = mention.name[:1].isupper() and " " not in mention.name
        plain = mention.name.casefold()
        return mention.kind is SourceKind.PERSON and single and plain not in nouns.CALLED | DEMONYMS | nouns.PARTIES

    def reference(self, mention: Named) -> Reference | None:
        """Return what a pronoun or description says about whom it means; None when *mention* stands for itself."""
        word = mention.name.casefold()
        if word in DEMONYMS:
            return Reference("epithet", word)
        definite = mention.kind is SourceKind.UNNAMED and _DEFINITE.match(mention.name)
        label = (
            " " not in mention.name and word in nouns.DOCUMENTS | nouns.ROLES | nouns.BEFORE_NAMES | nouns.ABBREVIATED
        )
        if word not in PRONOUNS and mention.full and not definite and not label:
            return None
        return reference(mention.name, mention.kind)

    def employer(self, place: Affiliation, at: int) -> Named | None:
        """Return the body that somebody works for; None when the text names none that fits, or more than one.

        Args:
            place: What the phrase for them says of it.
            at: Where that phrase starts.
        """
        start = at + place.start
        if place.body == "there":
            found = bodies.site(self.cast, self.borders, self.text, start)
        elif place.body == "its":
            found = self._body(reference("it", SourceKind.UNNAMED), at)
        elif place.named:
            found = bodies.named_at(place.body, self.cast, self.text, start)
        else:
            words = bodies.described(place.body, self.cast.near(start))
            found = self._body(reference(f"the {words}", SourceKind.ORGANISATION) if words else None, start)
        return Named(found.name, found.kind) if found else None

    def _body(self, who: Reference | None, at: int) -> Entity | None:
        """Return the body with a name that a pronoun or a description means."""
        if who is None:
            return None
        found = self._sure(who, at)
        if found is None and not self._either(who, at):
            entity, chance = choose(self.options(who, at))
            found = entity if chance >= LEAST else None
        return found if found and found.kind in bodies.BODIES and bodies.proper(found) else None

    def inside(self, span: Span) -> Named | None:
        """Return the person whom a description itself names: "longtime pollster Pat Caddell", "his aide, Tom Lee,"."""
        for one, place in self.cast.within(span):
            if one.kind is not SourceKind.PERSON or " " not in one.name:
                continue
            before, after = self.text[span.start : place].rstrip(), self.text[place : span.end]
            if _RELATIVE.search(before):
                continue
            last = len(after.strip(" ,")) <= len(one.name) + 1
            if before.endswith(",") or (last and not _BEHIND.search(before)):
                return Named(one.name, SourceKind.PERSON, gender=one.gender)
        return None

    def options(self, who: Reference, at: int, chain: Sequence[str] = (), end: int = 0) -> list[Candidate]:
        """Return whom *who* may mean, each with what speaks for and against it.

        Whom a description that goes to *end* names to say of whom or where it is, it does not mean: "the opposition in
        Selby council".
        """
        found = candidates(who, self._scene(at, chain), self.cast)
        link = _LINK.search(self.text, at, end)
        return [row for row in found if row[0] is None or link is None or row[0].before(end) < link.end()]

    def _meant(self, who: Reference, at: int, chain: Sequence[Named], end: int = 0) -> Named | None:
        if sure := self._sure(who, at):
            return _named(sure, who)
        if self._either(who, at):
            return None
        entity, chance = choose(self.options(who, at, [link.name for link in chain], end))
        return _named(entity, who) if entity and chance >= LEAST else None

    def _sure(self, who: Reference, at: int) -> Entity | None:
        if found := self._paper(who, at) or self._owner(who, at) or self._party(who, at):
            return found
        same = self._namesakes(who, at)
        return same[0] if len(same) == 1 and who.sort != "any body" else None

    def _namesakes(self, who: Reference, at: int) -> list[Entity]:
        """Return the bodies whose names have the noun of a description: "the institute" of "Institute for Bees"."""
        return bodies.namesakes(who, self.cast.near(at), at) if who.label in _OF_BODIES and not who.owned else []

    def _either(self, who: Reference, at: int) -> bool:
        """Say whether a description means one of two bodies that the text last names side by side."""
        latest = sorted((one.before(at) for one in self._namesakes(who, at)), reverse=True)[:_PAIR]
        return len(latest) == _PAIR and latest[1] >= self.borders.around([Span(latest[0], latest[0] + 1)]).start

    def _paper(self, who: Reference, at: int) -> Entity | None:
        """Return the outlet last credited in this paragraph, which "the paper" or "the report" then surely means."""
        if who.label not in {"outlet", "paper"} or who.modifiers:
            return None
        start = self._start(at)
        here = [(one.last_credited(at), one) for one in self.cast.near(at) if one.kind is SourceKind.OUTLET]
        place, found = max(here, key=lambda row: row[0], default=(-1, None))
        return found if place >= start else None

    def _owner(self, who: Reference, at: int) -> Entity | None:
        """Return the body that opens the sentence as an owner: "Vireo’s share price fell after the company …"."""
        if who.sort != "any body" or who.modifiers:
            return None
        start = self.borders.around([Span(at, at + 1)]).start
        for one, place in self.cast.within(Span(start, min(start + _NEAR, at))):
            end = place + len(one.name)
            if one.kind is SourceKind.ORGANISATION and self.text.startswith(("’s ", "'s "), end):
                return one
        return None

    def _party(self, who: Reference, at: int) -> Entity | None:
        """Return the buyer or seller of the sale that the text last tells of."""
        name = party(who.noun, self.text, at)
        return self.cast.entity(name, SourceKind.ORGANISATION, sure=True) if name else None

    def _start(self, at: int) -> int:
        """Return where the paragraph around *at* starts."""
        index = bisect_right(self._paragraphs, at) - 1
        return self._paragraphs[index] if index >= 0 else 0

    def _scene(self, at: int, chain: Sequence[str]) -> Scene:
        index = max(bisect_right(self._paragraphs, at) - 1, 0)
        starts = self._paragraphs or [0]
        sentence = self.borders.around([Span(at, at + 1)]).start
        before = self.borders.before(sentence)
        quoted = bisect_right(self.quoted, at, key=lambda quote: quote.start) - 1
        inside = quoted >= 0 and at < self.quoted[quoted].end
        return Scene(
            at,
            starts[index],
            starts[max(index - 1, 0)],
            sentence,
            before.start if before else sentence,
            self.text,
            self._hidden,
            chain,
            inside,
        )

    def _nobody(self, mention: Named, who: Reference, at: int) -> Named:
        """Return a reference that nobody fits: what it says, "her union" with the owner's name for the pronoun."""
        if not who.noun:
            return mention
        if mention.kind is SourceKind.ORGANISATION:
            return self._owned(mention, at) if who.owned else mention
        if who.label in {"person", "epithet", "other"}:
            office = who.noun in nouns.OFFICES and not who.owned
            return Named(mention.name, SourceKind.PERSON if office else SourceKind.UNNAMED)
        return mention

    def _owned(self, mention: Named, at: int) -> Named:
        pronoun, rest = mention.name.split(maxsplit=1)
        word = _OWNERS.get(pronoun.casefold())
        owner = reference(word, SourceKind.UNNAMED) if word else None
        found = self._meant(owner, at, ()) if owner else None
        if found is None or found.kind is SourceKind.UNNAMED:
            return mention
        return replace(mention, name=f"{found.name}’s {rest}", full=True)

    def _short(self, mention: Named, span: Span) -> Named | None:
        """Return who a part of a name means: a body, a person, or nobody yet where it ends several outlets' names."""
        if mention.kind is SourceKind.OUTLET and bodies.torn(span.of(self.text), self.cast, span.start):
            return replace(mention, name=span.of(self.text))
        if body := bodies.called(mention.name, mention.kind, self.cast, self.text, span.start):
            return replace(mention, name=body.name, kind=body.kind, full=True)
        return self._surname(mention) if self.single(mention) else None

    def _surname(self, mention: Named) -> Named:
        """Return who bears a surname or a given name; of several, whose title agrees, else who is introduced first."""
        bearers = self.cast.called(mention.name)
        fitting = [one for one in bearers if self.cast.gender(one) in {"", mention.gender or self.cast.gender(one)}]
        surely = [one for one in fitting if mention.gender and self.cast.gender(one) == mention.gender]
        agreeing = [one for one in fitting if mention.roles & one.words]
        if best := surely or agreeing or fitting:
            return Named(best[0].name, SourceKind.PERSON, gender=mention.gender, roles=mention.roles)
        person = bool(mention.gender or mention.roles)
        return replace(mention, kind=SourceKind.PERSON if person else SourceKind.ORGANISATION, full=person)


def _named(entity: Entity, who: Reference) -> Named:
    kind = SourceKind.OUTLET if who.label == "outlet" and not entity.sure else entity.kind
    if who.label in {"he", "she", "person", "epithet"} and not entity.sure:
        kind = SourceKind.PERSON
    elif who.label in {"it", "body"} and kind is SourceKind.PERSON:
        kind = SourceKind.ORGANISATION
    return Named(entity.name, kind, gender=who.gender)
