"""An attribution relation while it is being built."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claimcheck.model import Span


@dataclass(frozen=True, slots=True)
class Relation:
    """Source, cue and content (Pareti's PARC 3.0), before anybody is named.

    Args:
        source: The phrase that is credited; None when the sentence leaves it out.
        content: What is attributed, in order.
        postposed: The content stands before the cue.
        told: Who was spoken to, in "told the Harbour Daily that".
        sentence: Where it was found.
        outer: Phrases that relay this relation, outermost first: "…, according to China Central Television".
    """

    source: Span | None
    cue: Span
    content: tuple[Span, ...]
    sentence: Span
    postposed: bool = False
    told: Span | None = None
    outer: tuple[Span, ...] = ()

    @property
    def start(self) -> int:
        """Where its content starts."""
        return self.content[0].start

    @property
    def end(self) -> int:
        """Where its content ends."""
        return self.content[-1].end
