"""Light stemming: enough for "banned" to meet "ban", and "companies" "company"; no more, for a guess must not match."""

from __future__ import annotations

import re
from functools import lru_cache

from claimcheck.verify.figures import MARK
from claimcheck.verify.wordlists import IRREGULAR, NEGATIONS, SAME_NAME, STOP_WORDS, SYNONYMS

_SHORTEST = 3
_VOWEL = re.compile(r"[aeiouy]")
_PLURAL = re.compile(r"(?<=..)(?:ies$|(?<=[sxz])es$|(?<=[cs]h)es$|(?<=[^sui'])s$)")


@lru_cache(maxsize=65536)
def stem(key: str) -> str:
    """Return the stem of the key of a word; figures and words of other scripts stay as they are."""
    if key.startswith(MARK) or not key.isascii():
        return key
    if key in STOP_WORDS or key in NEGATIONS:
        return key
    key = key.removesuffix("'s").strip("'")
    if key in SAME_NAME:
        return SAME_NAME[key]
    if key in IRREGULAR:
        return IRREGULAR[key]
    found = _ended(key)
    return key if found in STOP_WORDS or found in NEGATIONS else found


def _ended(key: str) -> str:
    key = _PLURAL.sub(lambda match: "y" if match.group() == "ies" else "", key)
    for ending in ("ing", "ed", "ly"):
        base = key.removesuffix(ending)
        if base != key and len(base) >= _SHORTEST and _VOWEL.search(base):
            key = _undoubled(base)
            break
    if len(key) > _SHORTEST or key.endswith("ee"):
        key = key.rstrip("e")
    return f"{key[:-1]}i" if key.endswith("y") and len(key) > _SHORTEST else key


def _undoubled(base: str) -> str:
    return base[:-1] if base[-1] == base[-2] and base[-1] not in "lsz" else base


_SYNONYM = {stem(word): stem(base) for word, base in SYNONYMS.items()}


def meaning(key: str) -> str:
    """Return the stem of the key of a word, one for the few verbs that may stand for one another."""
    found = stem(key)
    return _SYNONYM.get(found, found)


MAGNITUDES = frozenset(map(meaning, ("hundred", "thousand", "million", "billion", "dozen", "score")))
"""Words that count without a figure: "several hundred farmers", "dozens of villages"."""
