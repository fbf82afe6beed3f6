"""Which rules a quotation's changes fire: of wording, of figures, or of both."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimcheck.model import Change

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_THOUSANDS = re.compile(r",(?=\d{3}(?!\d))")
_UNITS = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_NUMERALS = {word: str(value) for value, word in enumerate(_UNITS, 2)} | dict.fromkeys(
    ("hundred", "thousand", "million", "billion", "trillion"), ""
)


def alterations(changes: Sequence[Change]) -> Iterator[str]:
    """Yield the codes that fire at *changes*; words and figures are told apart, "five" and "5" are the same."""
    kinds = [_parts(change.said) + _parts(change.source) for change in changes]
    figures = [said != source for _, said, _, source in kinds]
    if any(figures):
        yield "CC403"
    if not all(figures) or not figures or any(a != b for a, _, b, _ in kinds):
        yield "CC402"


def _parts(text: str) -> tuple[list[str], list[str]]:
    """Return the words and the figures of a text; "five" and "5" are the same figure."""
    wording: list[str] = []
    figures: list[str] = []
    for token in _TOKEN.findall(text.casefold()):
        if token[0].isdigit():
            figures.append(_THOUSANDS.sub("", token).replace(",", "."))
        elif token in _NUMERALS:
            figures.append(_NUMERALS[token] or token)
        else:
            wording.append(token)
    return wording, figures
