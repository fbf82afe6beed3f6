from __future__ import annotations

import pytest
from support import score_articles
from support.score_articles import Score

from claimcheck import extract
from claimcheck.model import Kind, SourceKind
from claimcheck.text import fold

NAMES = score_articles.names()


@pytest.fixture(scope="module")
def scores() -> dict[str, Score]:
    return {name: score_articles.score(name) for name in NAMES}


def test_there_are_articles_of_twelve_makes() -> None:
    """Twelve articles are measured, some of each kind of file that can be read."""
    assert len(NAMES) == 12
    assert {".txt", ".html", ".md"} == {score_articles.path_of(name).suffix for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_nobody_is_credited_with_what_the_article_says_itself(scores: dict[str, Score], name: str) -> None:
    """What the article says itself, its furniture and its by-lines are nobody's claims."""
    assert () == scores[name].wrong


@pytest.mark.parametrize("name", NAMES)
def test_every_span_lies_in_the_text_and_claims_come_in_order(scores: dict[str, Score], name: str) -> None:
    """Spans are not empty and lie in the text; claims are sorted by where they start and have different ids."""
    article = scores[name].article
    claims = extract.extract(article)
    spans = [s for c in claims for s in (*c.content, *c.cue, *(source.mention for source in c.chain))]
    assert all(0 <= span.start < span.end <= len(article.text) for span in spans)
    assert sorted(claim.start for claim in claims) == [claim.start for claim in claims]
    assert len(claims) == len({claim.id for claim in claims})
    assert claims == extract.extract(article)
