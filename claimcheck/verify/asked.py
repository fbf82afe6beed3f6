"""What a claim in other words asks of a page: its telling words, names and figures, with weights."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimcheck.verify.figures import is_figure
from claimcheck.verify.prose import owning, stemmed
from claimcheck.verify.stems import meaning
from claimcheck.verify.tokens import tokenise
from claimcheck.verify.wordlists import MONTHS, STOP_WORDS, WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Mapping

WEEKDAY_STEMS = frozenset(map(meaning, WEEKDAYS))
MONTH_STEMS = frozenset(map(meaning, MONTHS))
CALENDAR = WEEKDAY_STEMS | MONTH_STEMS
_MOST = 150
LONGEST = 400
"""Words of a statement, or of a sentence, in which anything may belong to anything; others of a claim are left out."""
_FIGURE, _NAME, _WORD = 2.5, 2.0, 1.0
_LONG_WORD = 1.3
_LONG = 8
_NEAR = 20
_OPENS_SENTENCE = re.compile(
    rf"(?:^|[.!?:;\n]['\"”’)\]]{{0,{_NEAR}}}\s{{1,{_NEAR}}}|[\"“‘(\[])['\"“‘(\[]{{0,{_NEAR}}}$"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """The words of a claim.

    Args:
        stems: All of them in order, function words among them.
        weights: The telling ones, and how much each weighs.
        owning: The places of stems in the genitive.
        shown: How each word of *stems* is written in the article, where it stands first.
        credited: The words of its sources' names.
    """

    stems: tuple[str, ...]
    weights: Mapping[str, float]
    names: frozenset[str]
    figures: frozenset[str]
    shown: Mapping[str, str]
    owning: tuple[int, ...] = ()
    credited: frozenset[str] = frozenset()

    @property
    def content(self) -> tuple[str, ...]:
        """The stems without the function words, in order."""
        return tuple(found for found in self.stems if found not in STOP_WORDS)

    @property
    def total(self) -> float:
        """What all telling words weigh together."""
        return sum(self.weights.values())


def asked(text: str, before: str = "", leave_out: tuple[str, ...] = ()) -> Asked:
    """Return what a claim asks for.

    Args:
        text: Its content.
        before: What stands before it in the article; tells whether its first capital letter means anything.
        leave_out: Names of its sources, which credit it and are no part of it.
    """
    words = tokenise(text)
    credited = {meaning(key) for name in leave_out for key in tokenise(name).keys}
    weights: dict[str, float] = {}
    names: set[str] = set()
    pairs = stemmed(words.keys)[: LONGEST + 1]
    for stem, at in pairs:
        if stem in STOP_WORDS or len(weights) >= _MOST:
            continue
        span = words.span(at, at + 1)
        written = span.of(text)
        if is_figure(stem):
            weight = _FIGURE
        elif _is_name(written, before[-_NEAR:] + text[max(0, span.start - _NEAR) : span.start]):
            weight = _WORD if stem in CALENDAR else _NAME
            if stem not in credited and stem not in CALENDAR:
                names.add(stem)
        else:
            weight = _LONG_WORD if len(stem) >= _LONG else _WORD
        weights[stem] = max(weight, weights.get(stem, 0.0))
    figures = frozenset(stem for stem in weights if is_figure(stem))
    shown = {stem: words.span(at, at + 1).of(text) for stem, at in reversed(pairs)}
    stems = tuple(stem for stem, _ in pairs)
    owns = owning(pairs, words.keys)
    return Asked(stems, weights, frozenset(names), figures, shown, owns, frozenset(credited))


def _is_name(written: str, before: str) -> bool:
    if not written[:1].isupper():
        return any(char.isupper() for char in written[1:])
    if any(char.isupper() for char in written[1:]):
        return True
    return not _OPENS_SENTENCE.search(before[-_NEAR:]) and len(written) > 1
