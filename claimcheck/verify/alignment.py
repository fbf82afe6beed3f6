"""A quotation whose words were changed: the best window of the page, and the changes word by word.

Pairs of neighbouring words vote for windows; the window is then aligned with the Levenshtein edit operations of
rapidfuzz over words, and cut to its best stretch.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz.distance import Levenshtein

from claimcheck.model import Change, Span
from claimcheck.verify.wordlists import STOP_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rapidfuzz.distance import Opcodes

    from claimcheck.verify.index import Index
    from claimcheck.verify.pattern import Pattern

MOST_CHANGED = 0.34
_VOTES = 20_000
_WINDOWS = 4
_LONGEST = 3_000
_LEAST_MATCHED = 3
_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Aligned:
    """Where a changed quotation stands, the share of its words that stand there, and what was changed."""

    pieces: tuple[Span, ...]
    score: float
    changes: tuple[Change, ...]
    cost: int


def align(asked: Pattern, page: Index) -> Aligned | None:
    """Return the place in the page that is nearest to the quotation, or None when over a third of it differs."""
    if len(asked.keys) > _LONGEST:
        return None
    slack = max(6, len(asked.keys) // 3)
    reach = len(asked.keys) + sum(asked.gaps.values()) + slack
    found = (
        _aligned(asked, page, max(0, start - slack), min(len(page.words.keys), start + reach))
        for start in _windows(asked, page, slack)
    )
    return min(filter(None, found), key=lambda aligned: aligned.cost, default=None)


def _windows(asked: Pattern, page: Index, slack: int) -> list[int]:
    """Return the likeliest places of the page for the quotation's first word, likeliest first."""
    votes: Counter[int] = Counter()
    earliest: dict[int, int] = {}
    spent = 0
    for at, place in _shared(asked, page):
        shift = place - at
        for bucket in (shift // slack, shift // slack + 1):
            votes[bucket] += 1
            earliest[bucket] = min(earliest.get(bucket, shift), shift)
        if (spent := spent + 1) > _VOTES:
            break
    ranked = sorted(votes, key=lambda bucket: (-votes[bucket], bucket))
    return list(dict.fromkeys(earliest[bucket] for bucket in ranked[: 2 * _WINDOWS]))[:_WINDOWS]


def _shared(asked: Pattern, page: Index) -> Iterator[tuple[int, int]]:
    """Yield the places of the quotation and the page that share two neighbouring words, the rarest first."""
    keys, there, none = asked.keys, page.words.keys, ()
    weight = [len(page.places.get(key, none)) for key in keys]
    pairs = sorted(range(len(keys) - 1), key=lambda at: min(weight[at], weight[at + 1]))
    for at in pairs:
        lead = 0 if weight[at] <= weight[at + 1] else 1
        for place in page.places.get(keys[at + lead], none):
            other = place + 1 - 2 * lead
            if 0 <= other < len(there) and there[other] == keys[at + 1 - lead]:
                yield at, place - lead


def _aligned(asked: Pattern, page: Index, start: int, end: int) -> Aligned | None:
    window = list(page.words.keys[start:end])
    low, high = _stretch(asked, Levenshtein.opcodes(list(asked.keys), window), len(window))
    if low >= high:
        return None
    operations = Levenshtein.opcodes(list(asked.keys), window[low:high])
    changes: list[Change] = []
    pieces: list[list[int]] = []
    cost, matched = 0, set[int]()
    for operation in operations:
        first, after = start + low + operation.dest_start, start + low + operation.dest_end
        if operation.tag == "equal":
            matched.update(range(operation.src_start, operation.src_end))
        elif operation.tag == "insert" and after - first <= asked.gaps.get(operation.src_start, 0):
            continue
        else:
            said = asked.words[operation.src_start : operation.src_end]
            cost += max(len(said), after - first)
            there = page.words.span(first, after).of(page.text) if after > first else ""
            changes.append(Change(_short(" ".join(filter(None, said))), _short(there)))
        if after > first:
            if pieces and pieces[-1][1] == first:
                pieces[-1][1] = after
            else:
                pieces.append([first, after])
    if not changes or not _near(asked, matched, cost):
        return None
    spans = tuple(page.words.span(*piece) for piece in pieces)
    return Aligned(spans, len(matched) / len(asked.keys), tuple(changes), cost)


def _stretch(asked: Pattern, operations: Opcodes, length: int) -> tuple[int, int]:
    """Return the part of the window that the quotation takes up: its best stretch, widened by its unmatched ends."""
    best, total = (0.0, 0, 0, 0, 0), 0.0
    begin = begin_quotation = 0
    for operation in operations:
        size = operation.dest_end - operation.dest_start
        if operation.tag == "equal":
            if total <= 0:
                total, begin, begin_quotation = 0.0, operation.dest_start, operation.src_start
            total += size
            if total > best[0]:
                best = (total, begin, operation.dest_end, begin_quotation, operation.src_end)
        elif operation.tag != "insert" or size > asked.gaps.get(operation.src_start, 0):
            total -= size / 2
    _, low, high, first, after = best
    return max(0, low - first), min(length, high + len(asked.keys) - after)


def _near(asked: Pattern, matched: set[int], cost: int) -> bool:
    heavy = [at for at, key in enumerate(asked.keys) if key not in STOP_WORDS]
    return (
        cost <= MOST_CHANGED * len(asked.keys)
        and len(matched) >= _LEAST_MATCHED
        and 2 * len(matched.intersection(heavy)) >= len(heavy)
    )


def _short(words: str) -> str:
    pieces = words.split()
    return " ".join(pieces if len(pieces) <= _SHOWN else (*pieces[: _SHOWN - 1], "…"))
