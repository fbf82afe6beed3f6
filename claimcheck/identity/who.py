"""The one question of the room: do two names, or descriptions, mean the same?"""

from __future__ import annotations

import re
from functools import lru_cache

from claimcheck.identity import outlets
from claimcheck.identity.answers import Answer, Different, Same, Unknown
from claimcheck.identity.bearing import namesakes
from claimcheck.identity.bodies import Body, body, same_body
from claimcheck.identity.offices import Office, held_by, holders, is_description, office, same_office
from claimcheck.identity.persons import Person, person, same_person
from claimcheck.identity.words import COMMON, GIVEN, HEADS, LEGAL, PARTICLES, SMALL

Who = Person | Body | Office
_PAIR = 2
_OF = re.compile(r"\s(?:of|at|from)\s")
_NOUNS = HEADS | COMMON | LEGAL
_BODIES = HEADS | SMALL - PARTICLES


def who(name: str, beside: str = "") -> Who | None:
    """Return what a name is of, as far as it says so itself; None where it may be a person's and a body's.

    Args:
        name: A name or a description, as news writes it.
        beside: The text that has it; outlets named there decide what "the Post" means.
    """
    plain = " ".join(name.split())
    if is_description(plain):
        return office(plain)
    named = body(plain, _context(beside))
    if (named.key or named.short) and not _surname(named, beside):
        return named
    return _guessed(named, person(plain))


def _guessed(named: Body, one: Person) -> Who | None:
    """Return what a name that no table has is of, by its words."""
    placed = len(named.every) > len(one.words) >= _PAIR and not set(one.words) & _NOUNS and _OF.search(named.name)
    last = {*one.words[-1:], *named.words[-1:]}
    nouns = last & _NOUNS or any(word in _BODIES for word in named.every)
    if nouns and not placed and not one.titles - {"the", "a", "an"}:
        return named
    given = len(one.words) >= _PAIR and (one.words[0] in GIVEN or (one.eastern and not placed))
    return one if given or one.titles - {"the", "a", "an"} or one.particles else None


def _surname(named: Body, beside: str) -> bool:
    """Say whether a body's name of one word is somebody's family name in the text: "Guardian" beside "Don Guardian"."""
    return len(named.words) == 1 and any(name[0] in GIVEN for name in namesakes(beside, named.words[0]))


@lru_cache(maxsize=64)
def _context(beside: str) -> tuple[str, ...]:
    return tuple(name for _, name in outlets.find_mentions(beside)) if beside else ()


@lru_cache(maxsize=1024)
def same(one: str | Who, other: str | Who, *, beside: str = "") -> Answer:
    """Say whether two names mean the same person or body.

    Args:
        one: As a text names somebody; or what `person`, `body` or `office` made of it, where the kind is known.
        other: As somebody else names them.
        beside: The text that has the first; it may tell who is called by a short name, a description, an abbreviation.

    >>> same("the Fed", "Federal Reserve")
    Same(reason='both are names of Federal Reserve')
    >>> same("University of Oxford", "University of Leeds")
    Different(reason='University of Oxford is not University of Leeds')
    >>> same("Boeing Commercial Airplanes", "Boeing")
    Unknown(reason='Boeing Commercial Airplanes may be a part of Boeing')
    >>> same("Bob Marsh", "Robert Marsh")
    Same(reason='Bob Marsh is Robert Marsh')
    >>> same("the finance minister", "Ana Ruiz", beside="Ana Ruiz, the finance minister, resigned.")
    Same(reason='the text calls Ana Ruiz so')
    """
    first = who(one, beside) if isinstance(one, str) else one
    second = who(other, beside) if isinstance(other, str) else other
    names = (_name(one), _name(other))
    if isinstance(first, Office) or isinstance(second, Office):
        return _described(first, second, names, beside)
    if isinstance(first, Person) or isinstance(second, Person):
        return _personal(first, second, names, beside)
    if isinstance(first, Body) or isinstance(second, Body):
        return same_body(_body(first, names[0], beside), _body(second, names[1], beside), beside)
    return _either(names, beside)


def _name(one: str | Who) -> str:
    return one if isinstance(one, str) else one.name


def _body(one: Who | None, name: str, beside: str) -> Body:
    return one if isinstance(one, Body) else body(name, _context(beside))


def _either(names: tuple[str, str], beside: str) -> Answer:
    """Answer for two names that may be persons' and bodies'."""
    answers = (
        same_person(person(names[0]), person(names[1]), beside),
        same_body(_body(None, names[0], beside), _body(None, names[1], beside), beside),
    )
    for wanted in (Same, Unknown):
        for answer in answers:
            if isinstance(answer, wanted):
                return answer
    return answers[1]


def _personal(first: Who | None, second: Who | None, names: tuple[str, str], beside: str) -> Answer:
    """Answer where at least one is a person."""
    if isinstance(first, Body) or isinstance(second, Body):
        mine, yours = _body(first, names[0], beside), _body(second, names[1], beside)
        if mine.short or yours.short:
            return same_person(person(names[0]), person(names[1]), beside)
        return Same() if mine.every == yours.every else Different(f"{names[0]} is not {names[1]}")
    one = first if isinstance(first, Person) else person(names[0])
    return same_person(one, second if isinstance(second, Person) else person(names[1]), beside)


def _described(first: Who | None, second: Who | None, names: tuple[str, str], beside: str) -> Answer:
    """Answer where at least one is a description."""
    if isinstance(first, Office) and isinstance(second, Office):
        return same_office(first, second, beside)
    told, other, name = (first, second, names[1]) if isinstance(first, Office) else (second, first, names[0])
    assert isinstance(told, Office)  # noqa: S101 - by the caller
    if isinstance(other, Body) or (other is None and told.body):
        return held_by(told, _body(other, name, beside), beside)
    called = holders(beside, told.name)
    answers = [same(bearer, name, beside=beside) for bearer in sorted(called)]
    if answers and all(isinstance(answer, Same) for answer in answers):
        return Same(f"the text calls {name} so")
    if answers and all(isinstance(answer, Different) for answer in answers):
        return Different(f"the text calls {min(called)} {told.name}")
    return Unknown(f"{name} is not clearly the {told.name}")
