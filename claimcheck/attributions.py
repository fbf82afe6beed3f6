"""Whom a page credits with a passage: the attributions around it, found when they are asked for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from claimcheck.model import Article, Span

if TYPE_CHECKING:
    from claimcheck.model import Claim, Page

_GAP = "\n\n"
_FAR = 2_000


def attributed(page: Page) -> Page:
    """Return *page* so that it can be asked who is credited with a passage of its text."""
    return replace(page, attributions=Around(page.text, page.publisher))


@dataclass(frozen=True, slots=True)
class Around:
    """The attributions around a passage of a text: in its paragraphs, and in one before and after them."""

    text: str
    publisher: str | None

    def __call__(self, passage: Span) -> tuple[Claim, ...]:
        """Return them; a passage of the same paragraphs is looked at once."""
        start = self.text.rfind(_GAP, 0, max(self.text.rfind(_GAP, 0, passage.start), 0))
        end = self.text.find(_GAP, passage.end)
        end = self.text.find(_GAP, end + len(_GAP)) if end >= 0 else end
        window = Span(max(start, 0, passage.start - _FAR), min(end if end >= 0 else len(self.text), passage.end + _FAR))
        return _around(self.text, self.publisher, window)


@lru_cache(maxsize=512)
def _around(text: str, publisher: str | None, window: Span) -> tuple[Claim, ...]:
    from claimcheck import extract  # noqa: PLC0415 - the model, only where it is asked

    return extract.extract(Article("", text, window, publisher=publisher))
