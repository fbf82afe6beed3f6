"""Who speaks for whom: "a spokesman for the union at Tollway Buses" is the union's voice, and not Tollway Buses'.

Those at the head of a body and those who are sent to speak are its voice; who works there, owns a share of it, or did
once, is not.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from claimcheck.identity.answers import Different, Same, Unknown
from claimcheck.identity.bearing import NAME
from claimcheck.identity.spelling import tokens
from claimcheck.identity.who import same
from claimcheck.identity.words import FORMERLY, HEADS, TITLES, VOICES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimcheck.identity.answers import Answer

_LONGEST = 300
_PART = re.compile(r"[^,;()—–]+")
_WORD = re.compile(r"[\w’'&.-]+")
_LINK = re.compile(r"\s(?:for|of|at|from|with)\s+", re.IGNORECASE)
_ARTICLE = re.compile(r"\A(?:the|an?|its|their|his|her|our|one|some|two|several)\s+", re.IGNORECASE)
_OWNER = re.compile(
    r"^(?:(?:the|an?)\s+)?(?P<body>.{1,80}?)(?:[’']s|(?<=s)[’'])\s+(?P<rest>.+)$", re.DOTALL | re.IGNORECASE
)
_CUT = re.compile(r"\s(?:who|which|that|said|says|told|wrote|in|on|to|by|and|as)\s")
_OPEN = re.compile(r"\b(?:for|of|at|from|with|by)(?:\s(?:the|an?))?\s*$")
_NEAR = 120
_OF_ANOTHER = frozenset(
    {"union", "opposition", "workers", "staff", "employees", "shareholders", "parents", "residents", "students"}
)


@lru_cache(maxsize=2048)
def spoken_for(phrase: str) -> tuple[str, ...]:
    """Return the bodies for which a phrase says that somebody speaks, as it names them; none where it does not.

    >>> spoken_for("Ana Ruiz, a spokeswoman for the Fund")
    ('Fund',)
    >>> spoken_for("a White House official")
    ('White House',)
    >>> spoken_for("a former manager of Tollway Buses")
    ()
    """
    parts = [part.strip() for part in _PART.findall(phrase[:_LONGEST])]
    return tuple(dict.fromkeys(_apposed(parts)))


def _apposed(parts: list[str]) -> Iterator[str]:
    """Yield the bodies that parts of a phrase name, and behind a description its name: "the owner, Petrosund"."""
    for at, part in enumerate(parts):
        for found in _of_part(part):
            yield found
            if found[:1].islower() and at + 1 < len(parts) and NAME.fullmatch(parts[at + 1]):
                yield parts[at + 1]


def voice_of_whom(phrase: str) -> bool:
    """Say whether a phrase has a voice's role and leaves open of which body: "the chief executive", "its leader"."""
    words = [word.casefold() for word in _WORD.findall(phrase)]
    voiced = any(word in VOICES for word in words) and not any(word in FORMERLY for word in words)
    return voiced and not _OPEN.search(phrase) and not spoken_for(phrase)


def _of_part(part: str) -> Iterator[str]:
    words = [(match.start(), match.end(), match[0].casefold()) for match in _WORD.finditer(part)]
    if any(word in FORMERLY for *_, word in words):
        return
    owner = _OWNER.match(part)
    if owner and _LINK.search(owner["body"]):
        owner = None
    if owner and _voiced(owner["rest"]):
        yield _named(owner["body"])
        return
    roles = [(start, end) for start, end, word in words if word in VOICES]
    if not roles:
        return
    start, end = roles[0]
    ahead = _ARTICLE.sub("", part[:start], count=1).strip()
    while (
        (link := _LINK.match(part, end)) is None
        and end < len(part)
        and (after := _WORD.match(part, end + 1))
        and after[0].islower()
    ):
        end = after.end()
    bearer = NAME.match(part, end + 1)
    if link is None and bearer:
        link = _LINK.match(part, bearer.end())
    before = _attributive(ahead)
    if before:
        yield before
    elif link and link.end() < len(part):
        yield _named(part[link.end() :])


def _voiced(rest: str) -> bool:
    """Say whether what stands behind an owner is a voice: "chief executive", not "former manager" or "opponent"."""
    return any(word.casefold() in VOICES for word in _WORD.findall(rest)[:4])


def _attributive(ahead: str) -> str:
    """Return the body named before a role: "White House" of "a White House official", "council" of "council leader"."""
    words = ahead.split()
    while words and (
        words[-1].casefold() in VOICES | TITLES
        or words[-1].casefold() in {"senior", "top", "vice", "managing", "press", "interim", "acting", "general"}
    ):
        words.pop()
    if not words:
        return ""
    plain = words[-1].casefold()
    while words[-1][0].isupper() and words[0][0].islower():
        words.pop(0)
    if plain in HEADS or plain in _OF_ANOTHER or words[-1][0].isupper():
        return " ".join(words)
    return ""


def _named(rest: str) -> str:
    """Return the name that a phrase begins with, with the noun behind it: "Selby council"; or the description."""
    plain = _ARTICLE.sub("", rest, count=1).strip()
    match = NAME.match(plain)
    if match is None:
        return _CUT.split(plain, maxsplit=1)[0] if not _OF_ANOTHER & set(plain.casefold().split()[:2]) else plain
    after = _WORD.match(plain, match.end() + 1)
    return plain[: after.end()] if after and after[0] in HEADS else match[0]


def speaks_for(phrase: str, name: str, beside: str = "") -> Answer:
    """Say whether a phrase names a voice of *name*: the same, somebody else's, or that it does not say.

    >>> speaks_for("a spokeswoman for Pellworm", "Pellworm")
    Same(reason='a spokeswoman for Pellworm speaks for it')
    >>> speaks_for("a spokesman for the union at Tollway Buses", "Tollway Buses")
    Unknown(reason='a spokesman for the union at Tollway Buses need not speak for Tollway Buses')
    """
    answers = [same(found, name, beside=beside) for found in spoken_for(phrase)]
    if any(isinstance(answer, Same) for answer in answers):
        return Same(f"{phrase} speaks for it")
    if answers and all(isinstance(answer, Different) for answer in answers):
        return Different(f"{phrase} speaks for another")
    return Unknown(f"{phrase} need not speak for {name}")


def introduced(name: str, text: str) -> Iterator[str]:
    """Yield what a text says of a person around their full name: "Ana Ruiz, a spokeswoman for the Fund"."""
    plain = " ".join(name.split())
    if len(tokens(plain)) < len(("given", "family")):
        return
    for match in re.finditer(rf"(?<!\w){re.escape(plain)}(?!\w)", text):
        behind = re.match(r",\s[^.;:!?\n“”\"]{2,120}", text[match.end() : match.end() + _NEAR])
        if behind:
            yield behind[0].removeprefix(",").split(", said")[0].strip()
        before = re.search(r"[^.,;:!?\n“”\"]{2,80}$", text[max(0, match.start() - _NEAR) : match.start()].rstrip(", "))
        if before:
            yield before[0].strip()
