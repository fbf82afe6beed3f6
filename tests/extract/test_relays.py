"""Listeners and relays beside a cue."""

from __future__ import annotations

import pytest

from claimcheck.extract.relation import Relation
from claimcheck.extract.relays import completed, whole
from claimcheck.model import Span


def _relation(text: str, source: str, cue: str, content: str) -> Relation:
    def span(words: str) -> Span:
        at = text.index(words)
        return Span(at, at + len(words))

    return Relation(span(source), span(cue), (span(content),), 0.9)


@pytest.mark.parametrize(
    ("text", "listener"),
    [
        ("Anna Berg told Reuters that it froze.", "Reuters"),
        ("Anna Berg told the Harbour Daily that it froze.", "the Harbour Daily"),
        ("Anna Berg told CNN’s Ana Ruiz that it froze.", "CNN"),
        ("In an interview with the BBC, Anna Berg said that it froze.", "the BBC"),
        ("Speaking to Reuters by telephone, Anna Berg said that it froze.", "Reuters"),
        ("Anna Berg said on CNN that it froze.", "CNN"),
        ("Anna Berg told her crew that it froze.", None),
        ("Anna Berg told parliament that it froze.", None),
    ],
)
def test_who_was_told(text: str, listener: str | None) -> None:
    """An outlet that was spoken to is the claim's channel; a crew or a parliament is none."""
    cue = "told" if "told" in text else "said"
    found = completed(text, _relation(text, "Anna Berg", cue, "that it froze"))

    assert listener == (found.told.of(text) if found.told else None)


@pytest.mark.parametrize(
    ("text", "source", "cue", "chain"),
    [
        ("Reuters reported, citing two officials, that it froze.", "Reuters", "reported", ["Reuters", "two officials"]),
        (
            "The paper quoted Ms Lund as saying that it froze.",
            "The paper",
            "quoted Ms Lund as saying",
            ["The paper", "Ms Lund"],
        ),
        (
            "Ms Lund was quoted as saying by Reuters that it froze.",
            "Ms Lund",
            "was quoted as saying",
            ["Reuters", "Ms Lund"],
        ),
        ("Ms Lund, citing “the cold”, said that it froze.", "Ms Lund", "said", ["Ms Lund"]),
    ],
)
def test_who_passed_it_on(text: str, source: str, cue: str, chain: list[str]) -> None:
    """Words around the cue that name a relay lengthen the chain, outermost first."""
    found = completed(text, _relation(text, source, cue, "that it froze"))

    assert chain == [span.of(text) for span in (*found.outer, *([found.source] if found.source else []))]


def test_a_broken_off_source_is_made_whole() -> None:
    """A source that ends in "by" goes on to the next border."""
    text = "It froze, according to a report by the state broadcaster ZDF, and thawed."
    start = text.index("a report")

    assert "a report by the state broadcaster ZDF" == whole(
        text, Span(start, start + len("a report by")), len(text)
    ).of(text)
    assert "Anna" == whole("Anna said", Span(0, 4), 9).of("Anna said")
