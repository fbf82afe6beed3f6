"""Names of speakers as pages write them: whole, by surname, by initials."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from claimcheck.text import fold
from claimcheck.verify.wordlists import NOT_NAMES, SPEECH_VERBS, STOP_WORDS, TITLES

_PIECE = r"[^\W\d_][\w’'.-]*"
_CAPITAL = r"(?:[^\W\d_a-zà-öø-ÿ][\w’'-]*\.?)"
_NAME = re.compile(
    rf"{_CAPITAL}(?:[ ](?:(?:de|da|del|van|von|der|den|bin|ibn|al|el|of|la|le|&|and the)[ ])?{_CAPITAL}){{0,6}}"
)
_WORD = re.compile(_PIECE)
_APPOSITION = re.compile(
    r"^[ ]*(?:,[^,.;\n]{1,120},|\([^()\n]{1,60}\))?(?:[ ](?:also|then|later|has|had|have|once))?[ ]+"
)
_OWNER = re.compile(r"[’'](?:s|S)?$")
_ADDRESSING = frozenset({"told", "tells", "tell", "telling", "asked", "asks", "asking", "urged", "warned"})
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Credit:
    """A name with a speech verb beside it, and where it stands."""

    name: str
    start: int
    end: int


@lru_cache(maxsize=1024)
def pieces(name: str) -> tuple[str, ...]:
    """Return the folded words of a name, titles and function words left out."""
    found = [
        word.strip(".'-") for word in fold(name.replace("’s", "").replace("'s", "")).text.replace("-", " ").split()
    ]
    kept = [word.strip(',()"') for word in found]
    return tuple(word for word in kept if word and word not in TITLES and word not in STOP_WORDS)


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


def credited(text: str) -> list[Credit]:
    """Return the names in *text* that stand beside a speech verb ("Fu said", "said Fu", "according to Fu"), in order.

    What stands between quotation marks must have been blanked out before.
    """
    found = []
    for match in _NAME.finditer(text):
        start, name = _without_lead(match)
        if name and not _OWNER.search(name) and (_speaks(text, match.end()) or _is_spoken(text, start)):
            found.append(Credit(name, start, match.end()))
    return found


def _without_lead(match: re.Match[str]) -> tuple[int, str]:
    """Cut words that are capitalised only because they open the sentence."""
    start, name = match.start(), match.group()
    while (first := name.split(" ", 1)) and first[0].casefold().strip(".") in NOT_NAMES:
        if len(first) == 1:
            return start, ""
        start += len(first[0]) + 1
        name = first[1]
    return start, name.rstrip(".")


def _speaks(text: str, end: int) -> bool:
    after = text[end : end + 160]
    gap = _APPOSITION.match(after)
    word = _WORD.match(after[gap.end() :]) if gap else None
    return bool(word) and word is not None and word.group().casefold().rstrip(".") in SPEECH_VERBS


def _describes(word: str) -> bool:
    """Say whether a word can stand between a speech verb and the name after it: a title, or "the harbour pilot"."""
    plain = word.casefold().strip(".,")
    if plain in TITLES:
        return True
    return word.rstrip(",").isalpha() and word.islower() and plain not in SPEECH_VERBS and plain not in STOP_WORDS


def _is_spoken(text: str, start: int) -> bool:
    before = text[max(0, start - 80) : start].split()
    while before and _describes(before[-1]):
        before.pop()
    if [word.casefold() for word in before[-2:]] == ["according", "to"]:
        return True
    if not before or before[-1] not in SPEECH_VERBS or before[-1] in _ADDRESSING:
        return False
    return len(before) == 1 or not before[-2][-1].isalnum()
