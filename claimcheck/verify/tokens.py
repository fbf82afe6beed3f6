"""The words of a text as keys that compare equal when two spellings mean the same word, with their places.

Case, accents, marks and spacing are folded away before; here go hyphens, contractions ("don't" is "do not"), dots of
abbreviations, British spelling, short month names and the spellings of figures.
"""

from __future__ import annotations

import itertools
import re
from array import array
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from claimcheck.text import Folded, fold
from claimcheck.verify import figures

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimcheck.model import Span

_CJK = r"\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_LETTER = rf"(?:[^\W\d_{_CJK}]|[\u0900-\u0dff])"
_RAW = re.compile(
    r"(?:[a-z]{0,2}[$](?=\d)|[€£¥₹](?=\d))?\d++(?:[.,]\d++)*"
    rf"|[{_CJK}]"
    rf"|{_LETTER}(?:\.{_LETTER})++\b"
    rf"|(?:\[{_LETTER}\])?{_LETTER}[^\W_{_CJK}\u0900-\u0dff]*+(?:[\u0900-\u0dff]++)?(?:'{_LETTER}++)*+"
    r"|%",
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_TWO_DIGITS = re.compile(r"\d\d")
_HEAD = re.compile(r"(?:[a-z]{0,2}[$]|[€£¥₹])?\d{1,3}(?:,000)*")
_DAY = re.compile(r"(?:[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?")
_BEFORE_MONTH = frozenset({"in", "of", "since", "until", "last", "early", "late", "mid", "during", "between"})
MAY = "may-month"
"""The key of the month, which the auxiliary does not have."""
_ENDINGS = (("'re", "are"), ("'ll", "will"), ("'ve", "have"), ("'m", "am"))
_STEMS = {"ca": "can", "wo": "will", "sha": "shall"}
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_ALIASES = {
    **{month[:3]: month for month in _MONTHS if month != "march"},
    "sept": "september",
    "grey": "gray",
    "programme": "program",
    "programmes": "programs",
    "okay": "ok",
    "sceptic": "skeptic",
    "sceptical": "skeptical",
    "cheque": "check",
    "tyre": "tire",
    "whilst": "while",
}
_BRITISH = (
    (re.compile(r"(?<=[a-z]{3})is(e|ed|es|ing|er|ers|ation|ations)$"), r"iz\1"),
    (re.compile(r"(?<=[a-z]{2})lys(e|ed|es|ing|er|ers)$"), r"lyz\1"),
    (re.compile(r"(?<=[a-z]{2})our(s|ed|ing|able|ite|ites|ful|hood|er|ers|ly)?$"), r"or\1"),
    (re.compile(r"(?<=[a-z]{2})([tb])re(s|d)?$"), r"\1er\2"),
    (re.compile(r"(?<=[a-z]{2})ogue(s)?$"), r"og\1"),
    (re.compile(r"(?<=[a-z]{2})ence(s)?$"), r"ense\1"),
    (re.compile(r"(?<=[a-z]{2}[ea])ll(ed|ing|er|ers)$"), r"l\1"),
)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text.

    Args:
        keys: What to compare.
        starts: Where each word starts in the folded text.
        ends: Where it ends there.
    """

    folded: Folded
    keys: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]

    def span(self, first: int, after: int) -> Span:
        """Return the span in the original of the words `[first:after]`."""
        return self.folded.original(self.starts[first], self.ends[after - 1])

    def at(self, offset: int) -> int:
        """Return the index of the first word that ends after *offset* of the original."""
        low, high = 0, len(self.keys)
        while low < high:
            middle = (low + high) // 2
            if self.folded.starts[self.ends[middle] - 1] + 1 <= offset:
                low = middle + 1
            else:
                high = middle
        return low


@lru_cache(maxsize=65536)
def _spelled(word: str) -> tuple[str, ...]:
    word = word.replace(".", "").replace("[", "").replace("]", "")
    if word == "cannot":
        return ("can", "not")
    if word.endswith("n't") and len(word) > len("n't"):
        return (_STEMS.get(word[:-3], word[:-3]), "not")
    for ending, full in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending):
            return (word[: -len(ending)], full)
    word = _ALIASES.get(word, word)
    for british, american in _BRITISH:
        word = british.sub(american, word)
    return (word,)


@lru_cache(maxsize=65536)
def _plain(word: str) -> str | None:
    """Return the key of a word that is one whatever stands around it; None when that cannot be told alone."""
    if not word.isalpha() or word == "may" or figures.begins(word):
        return None
    spelled = _spelled(word)
    return spelled[0] if len(spelled) == 1 else None


def _short_year(raw: Sequence[str], matches: Sequence[tuple[int, int]], text: str, at: int) -> str:
    """Return the key of the second year of "2018-19", or an empty string."""
    if not at or not _YEAR.fullmatch(raw[at - 1]) or not _TWO_DIGITS.fullmatch(raw[at]):
        return ""
    dashed = text[matches[at - 1][1] : matches[at][0]] == "-"
    return f"{figures.MARK}{raw[at - 1][:2]}{raw[at]}" if dashed and raw[at] > raw[at - 1][2:] else ""


def _grouped(
    raw: list[str], glued: list[bool], matches: list[tuple[int, int]]
) -> tuple[list[str], list[bool], list[tuple[int, int]]]:
    """Join thousands that a blank parts ("12 000"), where the second part can be nothing else."""
    if "000" not in raw:
        return raw, glued, matches
    kept = [True] * len(raw)
    first = 0
    for at in range(1, len(raw)):
        joins = raw[at] == "000" and _HEAD.fullmatch(raw[first]) and matches[at][0] - matches[first][1] == 1
        if joins:
            raw[first] += ",000"
            matches[first] = (matches[first][0], matches[at][1])
            kept[at] = False
        else:
            first = at
    parts = (list(itertools.compress(part, kept)) for part in (raw, glued, matches))
    return tuple(parts)  # type: ignore[return-value]


def _month_of_may(raw: Sequence[str], at: int) -> str:
    """Return the key of the month, where "may" is one by its company ("in May", "4 May", "May 2026")."""
    if raw[at] != "may":
        return ""
    before, after = raw[at - 1] if at else "", raw[at + 1] if at + 1 < len(raw) else ""
    dated = _DAY.fullmatch(before) or _DAY.fullmatch(after) or _YEAR.fullmatch(after)
    return MAY if dated or before in _BEFORE_MONTH else ""


def tokenise(text: str) -> Words:
    """Return the words of *text*; a figure of several words ("$42 million") is one. Linear in its length."""
    folded = fold(text)
    matches = [match.span() for match in _RAW.finditer(folded.text)]
    raw = [folded.text[start:end] for start, end in matches]
    glued = [False, *(before[1] == here[0] for before, here in itertools.pairwise(matches))]
    raw, glued, matches = _grouped(raw, glued, matches)
    keys: list[str] = []
    starts, ends = array("L"), array("L")
    spelled: tuple[str, ...]
    at = 0
    while at < len(raw):
        if (plain := _plain(raw[at])) is not None:
            keys.append(plain)
            starts.append(matches[at][0])
            ends.append(matches[at][1])
            at += 1
            continue
        if special := _short_year(raw, matches, folded.text, at) or _month_of_may(raw, at):
            spelled, after = (special,), at + 1
        else:
            figure = figures.read(raw, glued, at)
            spelled, after = ((figure[0],), figure[1]) if figure else (_spelled(raw[at]), at + 1)
        for key in spelled:
            keys.append(key)
            starts.append(matches[at][0])
            ends.append(matches[after - 1][1])
        at = after
    return Words(folded, keys, starts, ends)
