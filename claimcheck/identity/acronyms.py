"""Abbreviations: what a text says they stand for, and whether a name has their letters."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from claimcheck.identity.words import SMALL

if TYPE_CHECKING:
    from collections.abc import Mapping

_ACRONYM = re.compile(r"\(\s*(?:the\s+|or\s+)?[\"“‘']?([A-Z][A-Za-z&-]{1,9})[\"”’']?\s*\)")
_OR = re.compile(r",\s+(?:or|known as|or simply)\s+(?:the\s+)?([A-Z][A-Za-z&-]{1,9})(?=[,.;)])")
_LEAST = 3
"""Two letters are those of too many."""
_SHORT = re.compile(r"(?=(?:[^A-Z]*[A-Z]){2})[A-Z][A-Za-z&]{1,8}")


@lru_cache(maxsize=64)
def acronyms(text: str) -> Mapping[str, str]:
    """Return the abbreviations that stand in brackets behind what they stand for."""
    found = {}
    for match in (*_ACRONYM.finditer(text), *_OR.finditer(text)):
        if long := _spelt_out(text[max(match.start() - 120, 0) : match.start()], match[1]):
            found[match[1]] = long
    return found


def _fit(letters: list[str], firsts: list[str]) -> bool:
    """Say whether letters are the first ones of capital words, of which all but the first and last may be skipped."""
    if firsts[:1] != letters[:1] or firsts[-1:] != letters[-1:] or len(firsts) > len(letters) + 1:
        return False
    rest = iter(firsts)
    return all(letter in rest for letter in letters)


def acronym(name: str) -> str:
    """Return a name that is one, without its dots: "USGS" of "U.S.G.S.", "MoD"; an empty string for any other."""
    plain = name.strip().replace(".", "").removesuffix("’s").removesuffix("'s")
    return plain if _SHORT.fullmatch(plain) else ""


def stands_for(short: str, words: tuple[str, ...]) -> bool:
    """Say whether an abbreviation has the first letters of a name's folded words, the small ones counted or not."""
    letters = short.casefold().replace("&", "")
    every = "".join(word[0] for word in words)
    telling = "".join(word[0] for word in words if word not in SMALL)
    return len(letters) >= _LEAST and letters in {every, telling}


def initials(name: str) -> str:
    """Return the first letters of a name's capital words."""
    return "".join(word[0] for word in name.split() if word[0].isupper())


def _spelt_out(before: str, short: str) -> str:
    """Return the words before a bracket whose initials are the letters in it."""
    words = list(re.finditer(r"[\w’'&-]+", before))
    letters = [letter for letter in short if letter.isupper()]
    for count in range(len(letters), min(len(letters) + 4, len(words)) + 1):
        tail = words[-count:]
        firsts = [word[0][0] for word in tail if word[0][0].isupper()]
        if _fit(letters, firsts) and tail[0][0][0].isupper():
            return " ".join(before[tail[0].start() : tail[-1].end()].split())
    return ""
