"""Everybody a text names in full, with the words it describes them by: whom "the sergeant" and "the NGA" may mean."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from claimcheck import outlets
from claimcheck.extract import nouns
from claimcheck.model import SourceKind
from claimcheck.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_PART = rf"[{nouns.UPPER}][\w’'-]+"
_FULL_NAME = re.compile(
    rf"\b(?:{_PART}|[A-Z]\.)"
    rf"(?:[ \t\xa0]+(?:(?:de|da|dos|van|von|der|den|bin|ibn|al|el|la|del|di|du|ten)"
    rf"[ \t\xa0]+){{0,2}}(?:{_PART}|[A-Z]\.)){{0,4}}"
)
_NOT_NAMES = re.compile(
    r"^(?:The|A|An|But|And|In|On|At|For|If|When|While|As|It|He|She|They|We|This|That|New|After|Before|Its|His|Her|Their"
    r"|Last|Next|Our|My|No|One|Two|Three|Some|Many|Under|From|With|By|To|Not|Nobody)\b|(?:day|January|February|March|April|June|July|August"
    r"|September|October|November|December)$"
)
_ACRONYM = re.compile(r"\(\s*(?:the\s+|or\s+)?[\"“‘']?([A-Z][A-Za-z&-]{1,9})[\"”’']?\s*\)")
_BEFORE = re.compile(r"[^.;:!?\n,“”\"()]{0,70}\Z")
_PLACE = re.compile(rf"(?:\b(?:in|at|near)|[{nouns.UPPER}]\w+\s+(?:of|for))\s+(?:the\s+)?\Z")
_AFTER = re.compile(r"(?:,|\s[—–]|\s\()\s*((?:[^,.;:!?\n“”\"()]|,(?=\s\d)){2,100})")
_WORD = re.compile(r"(?:\d{1,3}-)?[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_ABROAD = re.compile(r"(?:La|Le|El|Il|Der|Die|Das|Los|Las|Les|Lo|O)\s")
_S = ("’s", "'s")
_APPOSED = {"a", "an", "the", "who", "one", "another"} | nouns.ROLES | nouns.PEOPLE | nouns.BEFORE_NAMES
_AGE = re.compile(r",\s+(?:aged\s+)?(\d{1,3})\b")
_FEMALE = {
    "woman",
    "mother",
    "actress",
    "widow",
    "wife",
    "daughter",
    "sister",
    "aunt",
    "grandmother",
    "queen",
    "princess",
    "spokeswoman",
    "chairwoman",
    "businesswoman",
    "congresswoman",
    "waitress",
    "nun",
    "girl",
    "lady",
    "mum",
    "niece",
    "bride",
    "matron",
    "midwife",
    "stewardess",
    "heroine",
}
_MALE = {
    "man",
    "father",
    "actor",
    "widower",
    "husband",
    "son",
    "brother",
    "uncle",
    "grandfather",
    "king",
    "prince",
    "spokesman",
    "chairman",
    "businessman",
    "congressman",
    "waiter",
    "monk",
    "boy",
    "gentleman",
    "dad",
    "nephew",
    "fisherman",
    "imam",
    "priest",
    "bishop",
    "rabbi",
    "groom",
    "sir",
}
_FAR_AHEAD = 400
_MOST = 300
_CALLINGS = (nouns.BEFORE_NAMES | nouns.PEOPLE | nouns.ROLES) - nouns.TITLES


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody named in full.

    Args:
        name: Without titles and roles.
        at: Where.
        kind: PERSON or ORGANISATION.
        words: The words beside the name that describe its bearer, in lower case.
        gender: "m", "f" or unknown.
    """

    name: str
    at: int
    kind: SourceKind
    words: frozenset[str]
    gender: str


@dataclass(slots=True)
class Cast:
    """All members in the order of the text, and the short forms it introduces; look-ups see a few hundred back."""

    text: str
    members: list[Member] = field(default_factory=list)
    acronyms: dict[str, str] = field(default_factory=dict)
    _words: dict[str, set[str]] = field(default_factory=dict)
    _genders: dict[str, str] = field(default_factory=dict)
    _parts: dict[str, list[Member]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Read the text once."""
        for match in _FULL_NAME.finditer(self.text):
            if member := self._member(match):
                self._add(member)
        for match in _ACRONYM.finditer(self.text):
            if long := _spelt_out(self.text[max(match.start() - 120, 0) : match.start()], match[1]):
                self.acronyms[match[1]] = long

    def _add(self, member: Member) -> None:
        self.members.append(member)
        self._words.setdefault(member.name, set()).update(member.words)
        if member.gender:
            self._genders.setdefault(member.name, member.gender)
        if _is_person(member):
            for part in {member.name.split()[0], member.name.split()[-1]}:
                self._parts.setdefault(part, []).append(member)

    def _around_place(self, at: int) -> tuple[list[Member], list[Member]]:
        """Return the members named before *at*, the latest last, and those right after."""
        here = bisect_right(self.members, at, key=lambda one: one.at)
        ahead = bisect_right(self.members, at + _FAR_AHEAD, key=lambda one: one.at)
        return self.members[max(here - _MOST, 0) : here], self.members[here:ahead]

    def described(self, words: Sequence[str], at: int, *kinds: SourceKind) -> Member | None:
        """Return who was described by the last of *words*, and most of the others, before *at* or else right after."""
        wanted = nouns.alike(words[-1])
        before, after = (
            [one for one in part if one.kind in kinds and wanted & one.words] for part in self._around_place(at)
        )
        agreeing = {one.name: sum(word in self._words[one.name] for word in words[:-1]) for one in (*before, *after)}
        most = max(agreeing.values(), default=0)
        best = (one for one in (*reversed(before), *after) if agreeing[one.name] == most)
        return next(best, None)

    def after(self, at: int) -> list[Member]:
        """Return the people named in full soon after *at*."""
        return [one for one in self._around_place(at)[1] if _is_person(one)]

    def outlet(self, at: int, *, ahead: bool = False) -> Member | None:
        """Return the outlet, known by its name alone, that is named last before *at*, or soon *ahead* of it."""
        before, after = self._around_place(at)
        return next((one for one in (after if ahead else reversed(before)) if one.kind is SourceKind.OUTLET), None)

    def body(self, at: int) -> Member | None:
        """Return the organisation named last before *at*."""
        return next((one for one in reversed(self._around_place(at)[0]) if _is_body(one)), None)

    def people(self, at: int) -> list[Member]:
        """Return the people named in full before *at*, the latest first, each once."""
        return list({one.name: one for one in reversed(self._around_place(at)[0]) if _is_person(one)}.values())

    def called(self, part: str, at: int, fits: Callable[[str], bool]) -> Member | None:
        """Return who bears *part* as a first or last name, and *fits*: the last before *at*, else the first after."""
        bearers = self._parts.get(part, [])
        here = bisect_right(bearers, at, key=lambda one: one.at)
        near = (*reversed(bearers[max(here - _MOST, 0) : here]), *bearers[here : here + _MOST])
        return next((one for one in near if fits(one.name)), None)

    def free(self, name: str) -> bool:
        """Say whether the text leaves open what somebody is; mere titles say nothing."""
        return not self._words.get(name, set()) & _CALLINGS

    def gender(self, name: str) -> str:
        """Return "m" or "f" as the text or the given name says, "" when neither does."""
        given = fold(name.split(maxsplit=1)[0]).text if name else ""
        usual = "m" if given in nouns.MEN else "f" if given in nouns.WOMEN else ""
        return self._genders.get(name, usual)

    def _member(self, match: re.Match[str]) -> Member | None:
        whole = " ".join(match[0].split())
        words = re.sub(r"[’']s$", "", whole).split()
        words = words[1:] if words[0] in {"The", "An", "A"} else words
        titles = [n for n, word in enumerate(words) if word.strip(".").casefold() in nouns.BEFORE_NAMES]
        name = " ".join(words[titles[-1] + 1 :] if titles else words)
        if any(word.endswith(("s’", "s'")) for word in name.split()[:-1]):
            return None
        if not name or _NOT_NAMES.search(name) or (_ABROAD.match(name) and not nouns.MEDIA.search(name)):
            return None
        body = bool(nouns.ORGANISATION.search(name))
        around = self._around(match) | {word.strip(".").casefold() for word in words[: titles[-1] + 1 if titles else 0]}
        if (" " not in name and not (body or around)) or outlets.lookup(name):
            return None
        kind = (
            SourceKind.ORGANISATION if body or " " not in name or "’s " in name or "'s " in name else SourceKind.PERSON
        )
        kind = SourceKind.OUTLET if nouns.MEDIA.search(name) else kind
        if kind is SourceKind.PERSON and _PLACE.search(self.text, max(match.start() - 30, 0), match.start()):
            return None
        title = next((nouns.GENDER[word.strip(".")] for word in words if word.strip(".") in nouns.GENDER), "")
        gender = title or ("f" if around & _FEMALE else "m" if around & _MALE else "")
        return Member(name, match.start(), kind, frozenset(around), gender)

    def _around(self, match: re.Match[str]) -> set[str]:
        """Return the words right before a name, back to an article, and those of its apposition."""
        start = max(match.start() - 70, 0)
        before = _BEFORE.search(
            self.text, start, match.start() - len(", ") * self.text.endswith(", ", start, match.start())
        )
        ahead = _WORD.findall(before[0])[-5:] if before else []
        opens = [
            n
            for n, word in enumerate(ahead)
            if word.casefold() in {"the", "a", "an", "its", "his", "her", "their", "our", "by", "and", "said"}
        ]
        apposed = self.text.endswith(", ", start, match.start())
        ahead = ahead if apposed else ahead[opens[-1] + 1 :] if opens else ahead[-3:]
        after = _AFTER.match(self.text, match.end(), min(match.end() + 130, len(self.text)))
        behind = _WORD.findall(after[1]) if after else []
        if behind and not (
            behind[0].casefold() in _APPOSED or (after and after[1][:1].isdigit()) or behind[0].endswith(_S)
        ):
            behind = []
        age = _AGE.match(self.text, match.end())
        years = {f"{age[1]}-year-old"} if age else set()
        return {word.casefold() for word in (*ahead, *behind)} | years


def _is_person(one: Member) -> bool:
    return one.kind is SourceKind.PERSON and " " in one.name


def _is_body(one: Member) -> bool:
    named = nouns.ORGANISATION.search(one.name) or one.words & nouns.BODIES_OR_ITS
    return one.kind is SourceKind.ORGANISATION and bool(named)


def _spelt_out(before: str, short: str) -> str:
    """Return the words before a bracket whose initials are the letters in it."""
    words = list(re.finditer(r"[\w’'&-]+", before))
    letters = [letter for letter in short if letter.isupper()]
    for count in range(len(letters), min(len(letters) + 4, len(words)) + 1):
        tail = words[-count:]
        initials = [word[0][0] for word in tail if word[0][0].isupper()]
        if initials == letters and tail[0][0][0].isupper():
            return " ".join(before[tail[0].start() : tail[-1].end()].split())
    return ""
