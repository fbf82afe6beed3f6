"""Names as words that can be compared: without case, accents, possessives and the marks of writing."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from claimcheck.text import fold

_FEW = 2
_OWNER = re.compile(r"(?<=\w)(?:[’']s|(?<=s)[’'])(?=[\s,.;:)”\"]|$)")
_LETTERS = re.compile(r"(?<!\w)((?:\w\.){2,}\w?)(?!\w)")
_LONGEST = 200
_NEAR, _LEAST = 1, 4
_PLAIN = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th"})
_VOWELS = re.compile(r"[aeiouyh]|(.)(?=\1)")
_ALIKE = str.maketrans("qgczv", "kkksw")
_CYRILLIC = re.compile(r"(?:yy|iy|ii|yi|ij|i)$")
_UMLAUT = re.compile(r"[aou]e(?=[^aeiou])")


@lru_cache(maxsize=8192)
def tokens(name: str) -> tuple[str, ...]:
    """Return the folded words of a name, at most 200 characters of it; "U.S." is "us" and "Kim Jong-un" has two blanks.

    Possessives at its end go, "&" is "and".
    """
    plain = _OWNER.sub("", " ".join(name[:_LONGEST].split()))
    plain = _LETTERS.sub(lambda match: match[0].replace(".", ""), plain)
    folded = fold(plain).text.translate(_PLAIN).replace("&", " and ").replace("-", " ").replace("/", " ")
    return tuple(word for word in (part.strip('.,;:"()[]!?*').replace("'", "") for part in folded.split()) if word)


def near(one: str, other: str) -> bool:
    """Say whether two words differ by a letter or in vowels, as spellings of one name may, and names of two."""
    if min(len(one), len(other)) < _LEAST:
        return False
    bones = _bones(one)
    return (len(bones) > _FEW and bones == _bones(other)) or bool(
        DamerauLevenshtein.distance(one, other, score_cutoff=_NEAR) <= _NEAR
    )


def _bones(word: str) -> str:
    """Return the consonants of a word, those that scripts exchange as one: "sbl" of "hezbollah"."""
    return _VOWELS.sub("", word).translate(_ALIKE)


@lru_cache(maxsize=8192)
def sound(word: str) -> str:
    """Return what the ways share to write a family name: "zelensky" of "zelenskyy", "muller" of "mueller"."""
    ending = _CYRILLIC.search(word)
    plain = word[: ending.start()] + "y" if ending and ending.start() > 1 else word
    return _UMLAUT.sub(lambda match: match[0][0], plain)
