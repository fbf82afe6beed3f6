"""Phrases that bring up somebody or something without a name: "a pilot", "a Bloomberg poll", "Clinton's campaign"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimcheck.extract import nouns
from claimcheck.identity.words import DEMONYMS
from claimcheck.model import SourceKind

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD = re.compile(r"[\w/&’'-]+")
_DOCUMENTS = nouns.DOCUMENTS - {"will", "order", "sign", "count", "forms"}
_NOUNS = nouns.PEOPLE | nouns.ROLES | nouns.BODIES | _DOCUMENTS | nouns.OUTLETS
_OPENS = {"a", "an", "one", "another", "the", "this", "its", "his", "her", "their", "that", "these", "those"}
_SOME = {"a", "an", "one", "another"}
_NEAR = 40
_NAMED = re.compile(rf",?\s[{nouns.UPPER}][\w’'-]+")
_BEARER = re.compile(rf"\s[{nouns.UPPER}][\w’'-]+\s[{nouns.UPPER}]")
_APPOSED = re.compile(rf"[{nouns.UPPER}][\w’'.-]{{1,{_NEAR}}},\s\Z")
_MAKER = re.compile(
    r"\s+(?:(?:conducted|released|published|issued|posted|commissioned|obtained|hacked|sent|written|filed)\s+)?(?:by|from|of)\s+(?:the\s+)?"
    rf"(?:[{nouns.UPPER}][\w’'&/-]*)(?:\s+(?:(?:of|for|and)\s+)?[{nouns.UPPER}][\w’'&/-]*){{0,5}}"
)
_STOPS = nouns.WORDS["breaks"]
_VAGUE = frozenset(
    {"new", "recent", "latest", "same", "another", "separate", "own", "first", "second", "online", "national"}
)
_LONGEST = 6


@dataclass(frozen=True, slots=True)
class Introduction:
    """A phrase without a name of its own.

    Args:
        name: The phrase without its article and without words that say little ("new").
        kind: DOCUMENT, ORGANISATION or UNNAMED.
        words: Its words, in lower case, the noun among them.
        at: Where it starts.
    """

    name: str
    kind: SourceKind
    words: frozenset[str]
    at: int


def introductions(text: str) -> Iterator[Introduction]:
    """Yield the people, bodies and documents that *text* brings up without a name, in order.

    One that stands beside a name is left out, as it describes who bears that.
    """
    words = list(_WORD.finditer(text))
    for number, match in enumerate(words):
        noun = match[0].casefold()
        if noun not in _NOUNS or (match[0][0].isupper() and not match[0].islower() and noun not in _DOCUMENTS):
            continue
        if (
            number + 1 < len(words)
            and words[number + 1][0].casefold() in _NOUNS
            and _next_to(text, match, words[number + 1])
        ):
            continue
        if found := _introduced(text, words, number, noun):
            yield found


def _introduced(text: str, words: list[re.Match[str]], number: int, noun: str) -> Introduction | None:
    first = _opening(text, words, number)
    opener = words[first][0].casefold() if words[first][0].casefold() in _OPENS else ""
    phrase = [word[0] for word in words[first + bool(opener) : number + 1]]
    at, end, lower = words[first].start(), words[number].end(), _lower(phrase)
    named = any(word.endswith(("’s", "'s", "s’", "s'")) or word[0].isupper() for word in phrase[:-1])
    told = " ".join(word for word in phrase if word.casefold() not in _VAGUE)
    if opener in {"the", "this", "that"} and len(phrase) > 1 and phrase[0].casefold() in DEMONYMS:
        return None
    if noun in _DOCUMENTS:
        maker = _MAKER.match(text, end)
        known = maker or named or opener not in {"", "the", "this", "that"}
        name = told + (" " + " ".join(maker[0].split()) if maker else "")
        return Introduction(name, SourceKind.DOCUMENT, lower, at) if known else None
    if noun in nouns.BODIES | nouns.OUTLETS:
        if _BEARER.match(text, end):
            return None
        known = named or (opener in _SOME and len(phrase) > 1)
        kind = SourceKind.ORGANISATION if named else SourceKind.UNNAMED
        return Introduction(told, kind, lower, at) if known else None
    beside = _NAMED.match(text, end) or _APPOSED.search(text, max(at - _NEAR, 0), at)
    somebody = opener in _SOME and not beside
    return Introduction(f"{opener} {' '.join(phrase)}", SourceKind.UNNAMED, lower, at) if somebody else None


def _opening(text: str, words: list[re.Match[str]], number: int) -> int:
    """Return the number of the word that opens the phrase around a noun."""
    first = number
    while first > 0 and number - first < _LONGEST and _next_to(text, words[first - 1], words[first]):
        before = words[first - 1][0]
        opens = before.casefold() in _OPENS
        if not opens and (before.casefold() in _STOPS or (before.islower() and before in _NOUNS)):
            break
        first -= 1
        if opens:
            break
    return first


def _lower(phrase: list[str]) -> frozenset[str]:
    return frozenset(word.casefold().removesuffix("’s").removesuffix("'s") for word in phrase)


def _next_to(text: str, one: re.Match[str], other: re.Match[str]) -> bool:
    return text[one.end() : other.start()] in {" ", "\xa0"}
