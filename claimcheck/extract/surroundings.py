"""What stands around a name: appositions and the words before it."""

from __future__ import annotations

import re

from claimcheck.extract import nouns

_BEFORE = re.compile(r"[^.;:!?\n,“”\"()]{0,70}+\Z")
_NEAR = 30
_PLACE = re.compile(rf"(?:\b(?:in|at|near|from)|[{nouns.UPPER}]\w{{1,{_NEAR}}}\s+(?:of|for))\s+(?:the\s+)?\Z")
_AFTER = re.compile(r"(?:,|\s[—–]|\s\()\s*((?:[^,.;:!?\n“”\"()]|,(?=\s\d)){2,100})")
_WORD = re.compile(r"(?:\d{1,3}-)?[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_S = ("’s", "'s")
_APPOSED = {"a", "an", "the", "who", "one", "another"} | nouns.ROLES | nouns.PEOPLE | nouns.BEFORE_NAMES
_OPENS = {"the", "a", "an", "its", "his", "her", "their", "our", "by", "and", "said"}
_AGE = re.compile(r",\s+(?:aged\s+)?(\d{1,3})\b")
_DESCRIBES = (
    nouns.BEFORE_NAMES
    | nouns.PEOPLE
    | nouns.ROLES
    | nouns.BODIES_OR_ITS
    | nouns.GENERIC
    | nouns.OUTLETS
    | nouns.FEMALE
    | nouns.MALE
)


def described(text: str, start: int, end: int) -> set[str]:
    """Return the words right before a name, back to an article, and those of its apposition; in lower case."""
    age = _AGE.match(text, end)
    more = {f"{age[1]}-year-old"} if age else set()
    words = (*_ahead(text, start), *_behind(text, end))
    return {word.casefold().removesuffix("’s").removesuffix("'s") for word in words} | more


def _ahead(text: str, start: int) -> list[str]:
    first = max(start - 70, 0)
    apposed = text.endswith(", ", first, start)
    before = _BEFORE.search(text, first, start - len(", ") * apposed)
    words = _WORD.findall(before[0])[-5:] if before else []
    opens = [number for number, word in enumerate(words) if word.casefold() in _OPENS or word.endswith(_S)]
    if apposed:
        words = words[opens[-1] :] if opens else []
        return words if any(word.casefold() in _DESCRIBES for word in words) else []
    words = words[opens[-1] + 1 :] if opens else words[-3:]
    return words if words and (words[-1][0].isupper() or words[-1].casefold() in _DESCRIBES) else []


def _behind(text: str, end: int) -> list[str]:
    after = _AFTER.match(text, end, min(end + 130, len(text)))
    words = _WORD.findall(after[1]) if after else []
    apposed = words and after and (words[0].casefold() in _APPOSED or after[1][:1].isdigit() or words[0].endswith(_S))
    return words if apposed else []


def placed(text: str, start: int) -> bool:
    """Say whether a name stands where a place does: "near Ann Arbor"."""
    return _PLACE.search(text, max(start - _NEAR, 0), start) is not None
