"""Persons by their names: what a name says of who bears it, and whether two names can be one person's.

A family name alone is somebody's only where the text beside it gives it to nobody else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from claimcheck.identity.acronyms import acronym
from claimcheck.identity.answers import Different, Same, Unknown
from claimcheck.identity.bearing import namesakes
from claimcheck.identity.spelling import near, sound, tokens
from claimcheck.identity.words import (
    BEFORE_GIVEN,
    FAMILY_FIRST,
    GENDERS,
    GIVEN,
    IBERIAN,
    LETTERS,
    PARTICLES,
    SUFFIXES,
    TITLES,
    called_alike,
    given_gender,
    short_for,
)

if TYPE_CHECKING:
    from claimcheck.identity.answers import Answer

_PAIR = 2
_OF = re.compile(r"(?<=\w)\s(?:of|at|from)\s")
_INITIALS = 5
_OFTEN = 2
"""So many times as often a name must be given in full before its surname alone is not somebody else's."""
_ELDER = {"senior": "sr", "snr": "sr", "junior": "jr", "jnr": "jr"}


@dataclass(frozen=True, slots=True)
class Person:
    """What a name says of a person; words are folded.

    Args:
        name: As written.
        words: All words of the name itself, in the order written: no titles, particles, suffix.
        given: The first, or empty where only a family name is given.
        middle: Between the given and the family name; initials are single letters.
        family: The last, or the first where names of its kind stand first: "xi" of "Xi Jinping".
        particles: "von der", "bin".
        suffix: "jr", "iii".
        titles: "dr", "prime", "minister".
        gender: "m" or "f" where a title tells, else empty.
    """

    name: str
    words: tuple[str, ...]
    given: str = ""
    middle: tuple[str, ...] = ()
    family: str = ""
    particles: tuple[str, ...] = ()
    suffix: str = ""
    titles: frozenset[str] = frozenset()
    gender: str = ""

    @property
    def eastern(self) -> bool:
        """Whether the family name may stand first."""
        return len(self.words) >= _PAIR and self.words[0] in FAMILY_FIRST

    @property
    def families(self) -> frozenset[str]:
        """Which of the words may be the family name."""
        first = {self.words[0]} if self.eastern else set()
        return frozenset({self.family, *first} - {""})


@lru_cache(maxsize=4096)
def person(name: str) -> Person:
    """Take a name apart, as news writes it: "Dr. Ursula von der Leyen", "Ferraz, Rui", "Joseph R. Biden Jr."."""
    ahead, comma, behind = name.partition(",")
    if comma and behind.strip() and tokens(behind)[:1] not in {(suffix,) for suffix in SUFFIXES | LETTERS}:
        name = f"{behind} {ahead}" if len(ahead.split()) == 1 and len(behind.split()) <= _PAIR else ahead
    words = list(tokens(_OF.split(name, maxsplit=1)[0]))
    titles = []
    while len(words) > 1 and words[0] in TITLES | {"the", "a", "an"}:
        titles.append(words.pop(0))
    suffix = ""
    while len(words) > 1 and words[-1] in SUFFIXES | LETTERS:
        last = words.pop()
        suffix = _ELDER.get(last, last) if last in SUFFIXES else suffix
    particles = tuple(word for at, word in enumerate(words) if word in PARTICLES and _joins(words, at))
    plain = tuple(word for at, word in enumerate(words) if not (word in PARTICLES and _joins(words, at)))
    gender = next((GENDERS[title] for title in titles if title in GENDERS), "")
    return _ordered(Person(name, plain, particles=particles, suffix=suffix, titles=frozenset(titles), gender=gender))


def _joins(words: list[str], at: int) -> bool:
    """Say whether the word at a place is a particle: not at the end, nor a given name at the start, "Van Morrison"."""
    return at + 1 < len(words) and (at > 0 or words[at] not in GIVEN)


def _ordered(one: Person) -> Person:
    words = one.words
    if len(words) == 1:
        reigns = bool(one.titles & BEFORE_GIVEN) and not one.particles
        given, family = (words[0], "") if reigns else ("", words[0])
        middle: tuple[str, ...] = ()
    elif one.eastern and (len(words) > _PAIR or words[-1] not in FAMILY_FIRST) and words[0] not in GIVEN:
        given, family, middle = "".join(words[1:]), words[0], ()
    else:
        given, family, middle = (words[0], words[-1], words[1:-1]) if words else ("", "", ())
    return Person(one.name, words, given, middle, family, one.particles, one.suffix, one.titles, one.gender)


def same_person(one: Person, other: Person, beside: str = "") -> Answer:
    """Say whether two names mean the same person; *beside* is the text that has *one*, or both."""
    if not one.words or not other.words:
        return Unknown("a name is missing")
    if {_gender(one), _gender(other)} == {"m", "f"} and (one.gender or other.gender):
        return Different(f"{one.name} and {other.name} are a man and a woman")
    if "".join(one.words) == "".join(other.words):
        return _told_apart(one, other, beside)
    short, full = sorted((one, other), key=lambda who: (len(who.words), who.words))
    if len(short.words) == 1:
        return _by_one_word(one, other, beside)
    found = _by_family(short, full)
    return _told_apart(one, other, beside) if isinstance(found, Same) else found


def _gender(one: Person) -> str:
    return one.gender or (given_gender(one.given) if one.given else "")


def _told_apart(one: Person, other: Person, beside: str) -> Answer:
    """Answer for two forms of one name: the same, unless a suffix or a rival's name in the text keeps them apart."""
    if one.suffix and other.suffix:
        return Same() if one.suffix == other.suffix else Different(f"one is “{one.suffix}”, one “{other.suffix}”")
    suffixed = one if one.suffix else other
    if one.suffix != other.suffix and not suffixed.middle and not suffixed.titles & BEFORE_GIVEN:
        return Unknown(f"{suffixed.name} may be the son or father of one of that name")
    if len(one.words) == len(other.words) == 1:
        return _leading(one, other, beside)
    return _initials_fit(one, other, beside)


def _initials_fit(one: Person, other: Person, beside: str) -> Answer:
    """Answer for names that differ by an initial: somebody's else where the text has two whom it fits."""
    short, full = sorted((one, other), key=lambda who: len(who.given))
    if len(short.given) != 1 or len(full.given) == 1:
        return Same() if one.words == other.words else Same(f"{one.name} is {other.name}")
    rivals = {name[0] for name in namesakes(beside, full.family) if name[0][0] == short.given and len(name[0]) > 1}
    if any(name != full.given and not called_alike(name, full.given) for name in rivals):
        return Unknown(f"{short.name} may be another of that name")
    return Same(f"{short.name} is short for {full.name}")


def _by_one_word(one: Person, other: Person, beside: str) -> Answer:
    short, full = sorted((one, other), key=lambda who: (len(who.words), who.words))
    word = short.words[0]
    if short.given:
        return _by_given(short, full)
    if word == "".join(part[0] for part in full.words):
        return Same(f"{short.name} has the initials of {full.name}")
    double = (word in full.words[1:-1] and word in IBERIAN | FAMILY_FIRST) or (
        word.endswith("ez") and word in full.words
    )
    if double or sound(word) in {sound(family) for family in full.families}:
        return _leading(one, other, beside)
    if word in full.words or any(near(word, family) for family in full.families):
        return Unknown(f"{short.name} is not clearly {full.name}")
    if acronym(short.name) and len(word) <= _INITIALS:
        return Unknown(f"{short.name} need not be {full.name}")
    return Different(f"{short.name} is not {full.name}")


def _by_given(short: Person, full: Person) -> Answer:
    """Answer for "Sir Keir", "Pope Leo", "Prince Harry"."""
    given = short.words[0]
    if full.given in {"", given} and given in full.words:
        fits = not full.titles & BEFORE_GIVEN or short.titles & full.titles
        return Same(f"{short.name} is {full.name}") if fits else Unknown("the titles differ")
    if given == full.given or called_alike(given, full.given):
        return Same(f"{short.name} is {full.name}")
    return Different(f"{short.name} is not {full.name}")


def _leading(one: Person, other: Person, beside: str) -> Answer:
    """Answer for a family name alone, by how often the text gives it with which given name.

    Credited by family name, a person is the one whose full name the text has twice as often as any namesake's; asked
    for by family name, at least as often.
    """
    short, full = sorted((one, other), key=lambda who: (len(who.words), who.words))
    named = namesakes(beside, short.words[-1])
    if short.gender:
        named = {name: count for name, count in named.items() if _may_be(name[0], short.gender)}
    if len(full.words) == 1:
        alone = len({name[0] for name in named}) <= 1 or _one_leads(list(named.values()))
        return Same() if alone else Unknown(f"several are called {short.name}")
    if short.gender and namesakes(beside, short.words[-1]) and not named:
        return Different(f"{short.name} is another than who is named there")
    own = sum(count for name, count in named.items() if _bears(name, full))
    others = {name: count for name, count in named.items() if not _bears(name, full)}
    often = _OFTEN if len(one.words) == 1 else 1
    if not others or own >= often * max(others.values()):
        return Same(f"{short.name} is {full.name}")
    if not own and len(others) == 1 and next(iter(others))[0] in GIVEN and full.words[0] not in tokens(beside):
        return Different(f"{short.name} is {' '.join(next(iter(others))).title()} there")
    return Unknown(f"several are called {short.name}")


def _bears(name: tuple[str, ...], full: Person) -> bool:
    return name[0] == full.words[0] or set(name) <= set(full.words) or called_alike(name[0], full.given)


def _may_be(given: str, gender: str) -> bool:
    return given_gender(given) in {"", gender}


def _one_leads(counts: list[int]) -> bool:
    most = max(counts, default=0)
    return sum(count * _OFTEN > most for count in counts) == 1


def _by_family(short: Person, full: Person) -> Answer:  # noqa: PLR0911 - one for each way to bear two names
    """Answer for two names of at least two words each."""
    if short.family == full.family or sound(short.family) == sound(full.family):
        return _by_given_names(short, full)
    if set(short.words) == set(full.words):
        turned = short.words[0] in FAMILY_FIRST or short.words[-1] in FAMILY_FIRST
        return Same(f"{short.name} is {full.name}, family name first") if turned else Unknown("the names are turned")
    if short.families & full.families:
        shared = next(iter(short.families & full.families))
        rest = ["".join(word for word in who.words if word != shared) for who in (short, full)]
        if rest[0] == rest[1]:
            return Same(f"{short.name} is {full.name}")
    if set(short.words) <= set(full.words):
        return _within(short, full)
    givens_fit = _fit(short.given, full.given) or near(short.given, full.given)
    if givens_fit and near(short.family, full.family):
        return Unknown(f"{short.name} is spelt nearly as {full.name}")
    if givens_fit and short.family in full.middle and (short.family in IBERIAN or short.family.endswith("ez")):
        return Same(f"{short.name} is {full.name}")
    if givens_fit and short.family in full.middle:
        return Unknown(f"{short.name} may be {full.name} under another family name")
    return Different(f"{short.name} is not {full.name}")


def _within(short: Person, full: Person) -> Answer:
    """Answer where all words of one name are in the other: "García Márquez", "Pedro Sánchez", "Hillary Rodham"."""
    if full.words[-len(short.words) :] == short.words:
        return Same(f"{short.name} is {full.name}")
    if short.given == full.given and (short.family in IBERIAN or short.family.endswith("ez")):
        return Same(f"{short.name} is {full.name}")
    return Unknown(f"{short.name} is not clearly {full.name}")


def _by_given_names(short: Person, full: Person) -> Answer:
    if not short.given or not full.given:
        return Same()
    rests = {"".join(word for word in who.words if word != who.family) for who in (short, full)}
    if not _fit(short.given, full.given) and len(rests) > 1:
        if full.words[-len(short.words) :] == short.words and short.words[0] not in GIVEN:
            return Same(f"{short.name} is {full.name}")
        if short.given in full.middle or full.given in short.middle or near(short.given, full.given):
            return Unknown(f"{short.name} is not clearly {full.name}")
        return Different(f"{short.name} and {full.name} share a family name only")
    if short.middle and full.middle and not _fit(short.middle[0], full.middle[0]):
        return Different(f"{short.name} and {full.name} have other middle names")
    return Same(f"{short.name} is {full.name}")


def _fit(one: str, other: str) -> bool:
    """Say whether two given names can be one's: equal, an initial, a short form."""
    if sound(one) == sound(other) or called_alike(one, other):
        return True
    short, full = sorted((one, other), key=len)
    return len(short) == 1 and short_for(short, full)
