from __future__ import annotations

import pytest

from claimcheck.extract import extract
from claimcheck.extract.apart import Story
from claimcheck.model import Article, Claim, Kind, Link, Source, SourceKind, Span

TEXT = "“It froze [1] hard,” Jo Roe said.[2] She left.\n\n[1] Log"
APART = (Span(9, 13), Span(33, 36), Span(48, 55))


def _article() -> Article:
    links = (Link(Span(29, 32), "https://a.example"), Link(Span(52, 55), "https://b.example"))
    return Article("a", TEXT, Span(0, len(TEXT)), links=links, apart=APART)


def test_the_story_lacks_what_is_apart() -> None:
    """Its text, body and links are those that remain."""
    story = Story(_article()).article

    assert "“It froze hard,” Jo Roe said. She left.\n\n" == story.text
    assert story.text == story.body.of(story.text)
    assert [("aid", "https://a.example")] == [(link.span.of(story.text), link.url) for link in story.links]


def test_a_claim_is_put_back() -> None:
    """What was parted is parted again, a piece without words is dropped, and a sentence spans what stood in it."""
    story = Story(_article())
    who = Source(Span(17, 23), "Jo Roe", SourceKind.PERSON)
    claim = Claim("", Kind.DIRECT, (Span(0, 16),), (Span(24, 28),), (who,), Span(0, 29))
    found = story.restored(claim)

    assert ["“It froze", "hard,”"] == [span.of(TEXT) for span in found.content]
    assert ["said"] == [span.of(TEXT) for span in found.cue]
    assert "Jo Roe" == found.chain[0].mention.of(TEXT)
    assert "“It froze [1] hard,” Jo Roe said." == found.sentence.of(TEXT)


@pytest.mark.parametrize("apart", [(), (Span(0, len(TEXT)),), (Span(0, 5), Span(2, 9))])
def test_any_parts_can_be_apart(apart: tuple[Span, ...]) -> None:
    """Nothing, all, or parts that overlap."""
    article = Article("a", TEXT, Span(0, len(TEXT)), apart=apart)

    assert all(span.of(TEXT) for claim in extract(article) for span in claim.content)
