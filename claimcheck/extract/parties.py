"""Who is the buyer and who the seller, by the sentence that tells of the sale: "Halden has sold a unit to Orimoto"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claimcheck.identity.bearing import NAME

if TYPE_CHECKING:
    from collections.abc import Iterator

BUYERS = frozenset({"buyer", "purchaser", "acquirer", "bidder", "suitor"})
SELLERS = frozenset({"seller", "vendor"})
_BACK = 1_200
_GAP = r"[^.;:!?\n“”\"]{0,120}?"
_ONES = rf"(?P<one>{NAME.pattern})"
_SOLD = re.compile(
    rf"{_ONES}\s(?:{_GAP}\s)?(?:sold|sells|selling|sell|divested|offloaded)\s{_GAP}\bto\s(?:the\s(?:[a-z]+\s){{1,3}})?"
    rf"(?P<other>{NAME.pattern})"
)
_BOUGHT = re.compile(
    rf"{_ONES}\s(?:{_GAP}\s)?(?:bought|buys|buying|buy|acquired|acquires|acquiring|acquire|purchased|purchase|take\sover)\s"
    rf"(?P<thing>{_GAP})\bfrom\s(?:the\s(?:[a-z]+\s){{1,3}})?(?P<other>{NAME.pattern})"
)
_PASSIVE = re.compile(
    rf"\b(?:bought|acquired|purchased|taken\sover)\s(?:{_GAP}\s)?by\s(?P<one>[^.,;:!?\n“”\"]{{2,80}}?)"
    r"(?=\s(?:for|in|at|on|after|from|last|this|next)\b|[.,;:!?\n])"
)
_TAKES = re.compile(
    rf"{_ONES}\s(?:{_GAP}\s)?(?:bought|buys|buying|buy|acquired|acquires|acquiring|acquire|purchased|take\sover)\s"
)


def party(noun: str, text: str, at: int) -> str:
    """Return the name of the buyer or seller that a noun means at an offset; an empty string where none is told."""
    if noun not in BUYERS | SELLERS:
        return ""
    told = list(_told(text[max(0, at - _BACK) : at]))
    found = [buyer if noun in BUYERS else seller for buyer, seller in told]
    return next((name.rstrip(".") for name in reversed(found) if name), "")


def _told(text: str) -> Iterator[tuple[str, str]]:
    """Yield the buyer and the seller of each sale that a text tells of, in order; one may be empty."""
    sales = [(match.start(), match["other"], match["one"]) for match in _SOLD.finditer(text)]
    sales += [(match.start(), match["one"], match["other"]) for match in _BOUGHT.finditer(text)]
    sales += [(match.start(), (NAME.findall(match["one"]) or [""])[-1], "") for match in _PASSIVE.finditer(text)]
    taken = {start for start, *_ in sales}
    sales += [(match.start(), match["one"], "") for match in _TAKES.finditer(text) if match.start() not in taken]
    for _, buyer, seller in sorted(sales):
        yield buyer, seller
