"""Persons by their names and offices, as one page gives them."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from claimcheck.verify.names import NAME, pieces, same

if TYPE_CHECKING:
    from collections.abc import Mapping

_OFTEN = 2
"""So many times as often a name must be given in full before its surname alone is not somebody else's."""
_LONGEST_NAME = 3
_ENDS = r"(?=\s*(?:[,.;:)”\"]|$)|\s+(?:of|for|at|in|from|who|and)\b)"
_LEAD = re.compile(r"^(?:the|a|an|this|that|its|their|his|her|our)\s+", re.IGNORECASE)


def without_article(description: str) -> str:
    """Return a description without its article: "finance minister"."""
    return _LEAD.sub("", description)


def is_role(name: str) -> bool:
    """Say whether a name is a description: no capital letter opens a word of it."""
    return not any(word[:1].isupper() for word in _LEAD.sub("", name).split())


def same_person(one: str, other: str, text: str) -> bool:
    """Compare the name of who is credited with another; a surname alone is somebody's only where *text* lets it be.

    Credited by surname, a person is the one whose full name the text has twice as often as any namesake's; asked for
    by surname, at least as often.
    """
    if not same(one, other):
        return False
    shorter, longer = sorted((pieces(one), pieces(other)), key=len)
    if len(shorter) != 1:
        return True
    named = _full_names(text)
    namesakes = {full: count for full, count in named.items() if full[-1] == shorter[0] and full[0] != full[-1]}
    if len(longer) == 1:
        return len({full[0] for full in namesakes}) <= 1 or _leads(max(namesakes.values()), namesakes)
    own = sum(count for full, count in namesakes.items() if full[0] == longer[0] or set(full) <= set(longer))
    others = {full: count for full, count in namesakes.items() if full[0] != longer[0] and not set(full) <= set(longer)}
    often = _OFTEN if len(pieces(one)) == 1 else 1
    return not others or own >= often * max(others.values())


def _leads(most: int, namesakes: Mapping[tuple[str, ...], int]) -> bool:
    return sum(count * _OFTEN > most for count in namesakes.values()) == 1


@lru_cache(maxsize=64)
def _full_names(text: str) -> Mapping[tuple[str, ...], int]:
    """Return the folded words of all names of two or three words in *text*, titles left out, and how often each is."""
    found = Counter(pieces(match.group().removesuffix("’s").removesuffix("'s")) for match in NAME.finditer(text))
    lowered = set(re.findall(r"(?<![\w’'-])[a-z]{3,}", text))
    return {name: count for name, count in found.items() if 1 < len(name) <= _LONGEST_NAME and name[0] not in lowered}


@lru_cache(maxsize=64)
def bearers(text: str, description: str) -> frozenset[str]:
    """Return who *text* calls so, in apposition: "the finance minister, Rui Falcao", or the other way round."""
    plain = _LEAD.sub("", description).strip()
    if not plain or len(plain) > 80:  # noqa: PLR2004 - characters; no office is longer
        return frozenset()
    role = re.escape(plain)
    found = {match[1] for match in re.finditer(rf"(?i:\b{role}),?\s+({NAME.pattern})", text)}
    found |= {
        match[1]
        for match in re.finditer(
            rf"({NAME.pattern}),\s+(?:who (?:is|was) )?(?:[\w’'-]+\s+){{0,5}}?(?i:{role})\b{_ENDS}",
            text,
        )
    }
    return frozenset(name for name in found if pieces(name))
