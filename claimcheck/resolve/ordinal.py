"""The days of pages whose addresses have no words, learned from those that were read.

Outlets count: of two addresses that differ in a number alone, the greater is the later. Between two pages of known days
the days of the others follow.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import date
from typing import TYPE_CHECKING

from claimcheck.resolve import rank, urls

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from claimcheck.model import Candidate, Citation

_NUMBER = re.compile(r"\d{2,15}")
_LEAST = 2
_FURTHEST = 20
"""So many times the stretch between two known pages is as far as is guessed beyond them."""


def sooner(candidates: Sequence[Candidate], citation: Citation, known: Mapping[str, date]) -> list[Candidate]:
    """Return candidates in their order, but those without words by how near the day they must have is.

    Args:
        candidates: The likeliest first.
        citation: What is looked for.
        known: The days of pages that were read, by their address.
    """
    likely = citation.day
    if likely is None or not any(map(rank.blind, candidates)):
        return list(candidates)
    counted = _counted(known)
    days = {one.url: _day(one.url, counted) for one in candidates if rank.blind(one)}
    away = {url: abs((day - likely).days) for url, day in days.items() if day}
    return sorted(candidates, key=lambda one: -one.score / (1 + away.get(one.url, 0)))


def _counted(known: Mapping[str, date]) -> dict[str, list[tuple[int, date]]]:
    """Return the known days by the form of the address, in the order of the number in it."""
    found: dict[str, list[tuple[int, date]]] = {}
    for url, day in known.items():
        form, number = _form(url)
        if number is not None:
            found.setdefault(form, []).append((number, day))
    return {form: sorted(pairs) for form, pairs in found.items()}


def _form(url: str) -> tuple[str, int | None]:
    """Return an address without its last number, and that number."""
    numbers = list(_NUMBER.finditer(url))
    if not numbers:
        return url, None
    last = numbers[-1]
    return f"{urls.site(url)} {_NUMBER.sub('0', url[: last.start()])[-80:]} {url[last.end() :]}", int(last[0])


def _day(url: str, counted: Mapping[str, Sequence[tuple[int, date]]]) -> date | None:
    """Return the day that an address must have by its number, between those of its neighbours; None when none tells."""
    form, number = _form(url)
    pairs = counted.get(form, ())
    if number is None or len(pairs) < _LEAST:
        return None
    at = min(max(bisect_left(pairs, (number,)), 1), len(pairs) - 1)
    (low, first), (high, last) = pairs[at - 1], pairs[at]
    if high == low or last < first:
        return first
    share = (number - low) / (high - low)
    if abs(share) >= _FURTHEST:
        return None
    ordinal = first.toordinal() + round(share * (last - first).days)
    return date.fromordinal(ordinal) if 1 <= ordinal <= date.max.toordinal() else None
