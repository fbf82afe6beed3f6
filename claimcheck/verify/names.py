"""Names of speakers as pages write them: whole, by surname, by initials."""

from __future__ import annotations

import re
from functools import lru_cache

from claimcheck.text import fold
from claimcheck.verify.wordlists import STOP_WORDS, TITLES

_CAPITAL = r"(?:[^\W\d_a-zà-öø-ÿ][\w’'-]{0,60}\.?)"
NAME = re.compile(
    rf"{_CAPITAL}(?:[ ](?:(?:de|da|del|van|von|der|den|bin|ibn|al|el|of|la|le|&|and the)[ ])?{_CAPITAL}){{0,6}}"
)
_SHORTEST = 2


@lru_cache(maxsize=1024)
def pieces(name: str) -> tuple[str, ...]:
    """Return the folded words of a name without function words and the titles before it.

    "Pope" alone is a surname.
    """
    found = [
        word.strip(".'-") for word in fold(name.replace("’s", "").replace("'s", "")).text.replace("-", " ").split()
    ]
    kept = [word.strip(',()"') for word in found]
    words = [word for word in kept if word and word not in STOP_WORDS]
    while len(words) > 1 and words[0] in TITLES:
        words.pop(0)
    return tuple(words)


def same(one: str, other: str) -> bool:
    """Say whether two names can be of the same speaker: one's words are among the other's, or are its initials."""
    first, second = pieces(one), pieces(other)
    if not first or not second:
        return False
    shorter, longer = sorted((set(first), set(second)), key=len)
    if shorter <= longer:
        return True
    return "".join(word[0] for word in first) == "".join(second) or "".join(word[0] for word in second) == "".join(
        first
    )


@lru_cache(maxsize=1024)
def _mention(name: str) -> re.Pattern[str]:
    parts = [part for part in pieces(name) if len(part) >= _SHORTEST]
    initials = "".join(part[0] for part in parts)
    forms = {" ".join(parts), *(parts if len(parts) <= 4 else parts[:1])}  # noqa: PLR2004 - longer ones are institutions
    if len(parts) > _SHORTEST:
        forms.add(initials)
    return re.compile(
        r"(?<!\w)(?:" + "|".join(map(re.escape, sorted(filter(None, forms), key=len, reverse=True))) + r")(?!\w)"
    )


def mentioned(name: str, text: str) -> bool:
    """Say whether *text* names the speaker: by the whole name, a capitalised word of it, or its initials."""
    if not pieces(name):
        return False
    folded = fold(text)
    for match in _mention(name).finditer(folded.text):
        written = folded.original(*match.span()).of(text)
        if written[:1].isupper() or not written[:1].islower() or name[:1].islower():
            return True
    return False
