from __future__ import annotations

from dataclasses import replace

import pytest
from support import reports

from claimcheck import rules
from claimcheck.model import (
    Asked,
    Change,
    CheckedArticle,
    CheckedClaim,
    Evidence,
    Judgement,
    Outcome,
    Span,
    Survey,
    Verdict,
)
from claimcheck.report.explain import render, trails

ARTICLE = reports.article()
CLAIM = reports.claim(ARTICLE, "Repairs cost 52 million crowns", "National Audit Office")
PAGE = reports.page("The repairs came to 25 million crowns, not 5.")
READINGS = (reports.reading(PAGE), reports.failed("https://b.example/", Outcome.BLOCKED, "HTTP 403"))
EVIDENCE = Evidence(PAGE, Span(0, 37), "overlap", 0.8125, (Change("52 million", "25 million"),))
JUDGED = Judgement(Verdict.ALTERED, "The figure differs.", (EVIDENCE,))
CHECKED = CheckedClaim(
    CLAIM,
    JUDGED,
    READINGS,
    rules.findings(JUDGED, READINGS),
    (Asked("sitemap", answered=True), Asked("gdelt", answered=False, problem="it refused", best_effort=True)),
)


def test_trail_names_every_step() -> None:
    """Source, finders, candidates, evidence with offsets, changes, verdict and remedy are told in order."""
    text = render(ARTICLE, CHECKED)
    steps = [
        "claim",
        "content",
        "source",
        "asked",
        "candidate 1",
        "candidate 2",
        "evidence",
        "change",
        "verdict",
        "rule",
    ]
    places = [text.index(f"{step} ") for step in steps]
    assert places == sorted(places)
    assert "National Audit Office" in text
    assert "sitemap: answered" in text
    assert "gdelt (best effort): it refused" in text
    assert PAGE.memento.digest[:16] in text
    assert "blocked, HTTP 403" in text
    assert "overlap, score 0.81, [0:37] “The repairs came to 25 million crowns" in text
    assert "the article has “52 million”, the source “25 million”" in text
    assert rules.find_rule("CC403").remedy in text


def test_hostile_page_cannot_move_the_cursor() -> None:
    """What stands in an article or a page is escaped."""
    page = reports.page("\x1b[2JThe repairs\u202e came to 25 million crowns.")
    judged = replace(JUDGED, evidence=(replace(EVIDENCE, page=page, changes=(Change("\x1b[31m", "\r25"),)),))
    text = render(ARTICLE, replace(CHECKED, judgement=judged))
    assert not {"\x1b", "\r", "\u202e"} & set(text)


def test_claims_are_chosen_by_id_or_words() -> None:
    """The start of an id, or words of the content in any case, choose a claim; nothing else does."""
    article = CheckedArticle(ARTICLE, (CHECKED,))
    assert 1 == len(trails(article, CLAIM.id[:6]))
    assert 1 == len(trails(article, "repairs COST 52"))
    assert [] == trails(article, "no such words")


@pytest.mark.parametrize(
    ("survey", "line"),
    [
        (Survey(23, 20, 3, 0), "listed       23 listed pages: 20 read, 3 set aside by their titles\n"),
        (Survey(1, 0, 0, 1, gap="it ends in May"), "listed       1 listed page: 0 read, 1 not read; it ends in May\n"),
        (Survey(gap="no \x1b[2Jlist"), "0 listed pages: 0 read; no "),
        (Survey(), ""),
    ],
)
def test_what_an_outlet_lists_is_told(survey: Survey, line: str) -> None:
    """How many pages are listed, read, set aside and left, and why lists do not cover the days; else no line."""
    text = render(ARTICLE, replace(CHECKED, survey=survey))
    assert line in text
    assert bool(line) is ("\nlisted " in text)
    assert "\x1b" not in text
