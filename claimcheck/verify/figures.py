"""Figures: numbers with scale words, percentages and currencies, in one spelling each.

"1.2 million", "1,200,000" and "1.2m" are one figure; so are "five" and "5", "9 per cent" and "9%".
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

MARK = "="
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}")
_LONGEST = 24
_PREFIX = re.compile(r"([a-z]{0,2}[$]|[€£¥₹])(?=\d)")
_UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SMALL = {word: value for value, word in enumerate(_UNITS)}
_TEN = {word: 10 * value for value, word in enumerate(_TENS, start=2)}
_SCALE = {
    "hundred": 10**2,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "mn": 10**6,
    "mln": 10**6,
    "bn": 10**9,
    "bln": 10**9,
    "tn": 10**12,
    "trn": 10**12,
}
_GLUED = {"k": 10**3, "m": 10**6, "b": 10**9}
_CURRENCY = {
    **dict.fromkeys(("dollar", "dollars", "usd", "us$"), "$"),
    **dict.fromkeys(("euro", "euros", "eur"), "€"),
    **dict.fromkeys(("pound", "pounds", "gbp"), "£"),
    **dict.fromkeys(("yuan", "yen", "renminbi", "rmb", "jpy", "cny"), "¥"),
    **dict.fromkeys(("rupee", "rupees", "inr"), "₹"),
}
_PERCENT = frozenset({"%", "percent", "pct"})


def value(text: str) -> Decimal | None:
    """Return the number that digits with separators stand for, or None when they are no plain number."""
    if len(text) > _LONGEST:
        return None
    if _GROUPED.fullmatch(text):
        text = text.replace(",", "") if "," in text else text.replace(".", "")
    elif text.count(",") == 1 and "." not in text:
        text = text.replace(",", ".")
    return Decimal(text) if text.count(".") <= 1 and "," not in text else None


def begins(word: str) -> bool:
    """Say whether a figure may begin with a folded word."""
    return word[:1].isdigit() or word in _SMALL or word in _TEN or _PREFIX.match(word) is not None


def read(raw: Sequence[str], glued: Sequence[bool], at: int) -> tuple[str, int] | None:
    """Read the figure that starts at word *at*.

    Args:
        at: An index into *raw*.
        raw: The folded words of a text, with currency and percent signs kept.
        glued: For each word, whether nothing stands between it and the word before.

    Returns:
        The figure's one spelling and the index of the word after it; None when no figure starts there.
    """
    prefix = _PREFIX.match(raw[at])
    currency = prefix[1] if prefix else ""
    number, after = _number(raw, raw[at][len(currency) :], at)
    if number is None:
        return None
    while after < len(raw) and number < Decimal(10) ** _LONGEST:
        scale = _SCALE.get(raw[after]) or (_GLUED.get(raw[after]) if glued[after] or currency else None)
        if scale is None:
            break
        number, after = number * scale, after + 1
    unit, after = _unit(raw, after)
    return f"{MARK}{_plain(number)}{_CURRENCY.get(currency, currency) or unit}", after


def _number(raw: Sequence[str], first: str, at: int) -> tuple[Decimal | None, int]:
    if first[:1].isdigit():
        return (value(first) if first.isascii() else None), at + 1
    if first in _SMALL:
        return Decimal(_SMALL[first]), at + 1
    if first not in _TEN:
        return None, at
    unit = _SMALL.get(raw[at + 1], 0) if at + 1 < len(raw) else 0
    return (Decimal(_TEN[first] + unit), at + 2) if 0 < unit < 10 else (Decimal(_TEN[first]), at + 1)  # noqa: PLR2004 - one digit


def _unit(raw: Sequence[str], at: int) -> tuple[str, int]:
    if at < len(raw):
        if raw[at] in _PERCENT:
            return "%", at + 1
        if raw[at] == "per" and raw[at + 1 : at + 2] == ["cent"]:
            return "%", at + 2
        if raw[at] in _CURRENCY:
            return _CURRENCY[raw[at]], at + 1
    return "", at


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def is_figure(key: str) -> bool:
    """Say whether the key of a word is a figure; "one" is not, being a pronoun as often."""
    return key.startswith(MARK) and key != f"{MARK}1"


def unit(key: str) -> str:
    """Return the unit of a figure: "%", a currency sign, or nothing."""
    return key.lstrip(MARK).lstrip("0123456789.")
