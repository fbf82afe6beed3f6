"""Transcripts: paragraphs that open with a speaker's name."""

from __future__ import annotations

from claimcheck.extract import extract
from claimcheck.extract.dialogue import turns
from claimcheck.model import Article, Kind, Span

TALK = """Partial transcript as follows:

MOREAU: Why did the bridge close in May, of all months?

"LUND (on the line): Because in May the river rises.

MOREAU: And in June it falls again, does it not?

Note: the line was poor that day.

LUND: It falls, but not every June."""


def test_each_turn_is_its_speakers() -> None:
    """A name that opens several paragraphs is a speaker, and the rest of the paragraph the words."""
    found = [
        (one.source.of(TALK), one.content[0].of(TALK).split()[0])
        for one in turns(TALK, Span(0, len(TALK)))
        if one.source
    ]

    assert [("MOREAU", "Why"), ("LUND", "Because"), ("MOREAU", "And"), ("LUND", "It")] == found


def test_a_label_is_no_speaker() -> None:
    """What stands once before a colon, or is a word such as "Note", speaks to nobody."""
    text = (
        "Update: the road is open again now.\n\nUpdate: the road is shut again now.\n\nHarbour: all ships wait today."
    )

    assert [] == list(turns(text, Span(0, len(text))))


def test_turns_become_claims_once() -> None:
    """Whatever the model makes of a transcript, each turn is one claim."""
    claims = [claim for claim in extract(Article("a.txt", TALK, Span(0, len(TALK)))) if claim.kind is not Kind.CREDIT]
    starts = [claim.content[0].start for claim in claims]

    assert [TALK.index(words) for words in ("Why did", "Because", "And in", "It falls,")] == starts
