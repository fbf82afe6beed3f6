"""An attribution relation before anybody is named."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claimcheck.model import Span


@dataclass(frozen=True, slots=True)
class Relation:
    """Source, cue and content (Pareti's PARC 3.0).

    Args:
        source: The phrase that is credited; None when the text leaves it out.
        cue: The words that attribute.
        content: What is attributed, in order.
        confidence: How likely source and content are right, 0 to 1.
        told: Who was spoken to, in "told the Harbour Daily that".
        outer: Phrases that relay this relation, outermost first: "…, according to China Central Television".
        nested: It is a detail of another relation's content, and told besides that one.
    """

    source: Span | None
    cue: Span
    content: tuple[Span, ...]
    confidence: float
    told: Span | None = None
    outer: tuple[Span, ...] = ()
    nested: bool = False

    @property
    def start(self) -> int:
        """Where its content starts."""
        return self.content[0].start

    @property
    def end(self) -> int:
        """Where its content ends."""
        return self.content[-1].end

    def spans(self) -> tuple[Span, ...]:
        """Return all its spans, in no order."""
        return (*self.content, self.cue, *((self.source,) if self.source else ()))
