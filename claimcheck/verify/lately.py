"""What was prepared of texts lately, bounded by their length in all: many short ones or few long ones."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    Prepare = Callable[[str], "Prepared"]

Prepared = TypeVar("Prepared")
_MOST = 2_000_000
"""Characters: the pages of one article, which are not to be prepared anew for every claim that is held against them."""


class Lately(Generic[Prepared]):
    """Prepares texts, those that were asked for lately once.

    Args:
        prepare: What is done with a text.
        most: Characters of all texts that are kept; the last one is kept in any case.
    """

    def __init__(self, prepare: Prepare[Prepared], most: int = _MOST) -> None:
        self._prepare = prepare
        self._most = most
        self._kept: OrderedDict[str, Prepared] = OrderedDict()
        self._size = 0

    def __call__(self, text: str) -> Prepared:
        """Return what was prepared of a text."""
        if text in self._kept:
            self._kept.move_to_end(text)
            return self._kept[text]
        found = self._kept[text] = self._prepare(text)
        self._size += len(text)
        while self._size > self._most and len(self._kept) > 1:
            self._size -= len(self._kept.popitem(last=False)[0])
        return found
