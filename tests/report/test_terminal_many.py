from __future__ import annotations

from dataclasses import replace

import pytest
from rich.cells import cell_len
from support import reports

from claimcheck.model import CheckedArticle, Report, Verdict
from claimcheck.report import terminal


def _many() -> Report:
    whole = reports.every_verdict().articles[0]
    quiet = []
    for number in range(48):
        article = reports.article(path=f"articles/{number:02}.txt")
        claim = reports.claim(article, "Repairs cost 52 million crowns", "National Audit Office")
        quiet.append(CheckedArticle(article, (reports.checked(claim, Verdict.TRACED, ""),)))
    empty = CheckedArticle(replace(reports.article(), path="articles/empty.txt"), ())
    return Report((*quiet, empty, whole))


@pytest.mark.parametrize("width", [40, 80, 200])
def test_many_articles_stay_readable(width: int) -> None:
    """Findings come first, what is traced or open is not listed, and an article without findings is one line."""
    text = terminal.render(_many(), width=width, encoding="utf-8", code=1)
    lines = text.splitlines()
    assert lines[0] == "Harbour Bridge to reopen after a year"
    assert 48 == sum(line.startswith("articles/") and "1 traced" in line for line in lines)
    assert "no attributed claim found" in " ".join(text.split())
    assert "✓ traced  " not in text.split("Summary")[0]
    assert [] == [line for line in lines if "://" not in line and cell_len(line) > width]


def test_verbose_shows_all_of_them() -> None:
    """With -v every claim of every article is there."""
    text = terminal.render(_many(), width=100, encoding="utf-8", code=1, verbose=True)
    assert 49 == text.split("Summary")[0].count("✓ traced")


def test_a_reason_is_given_once() -> None:
    """What kept many claims of an article from their sources is said for the first and pointed at for the others."""
    text = terminal.render(reports.unreachable(), width=100, encoding="utf-8", code=3)
    body = text.split("Summary")[0]
    assert 1 == body.count("No address found for harbourtimes.example")
    assert "as above" in body
    assert "as above" not in terminal.render(reports.unreachable(), width=100, encoding="utf-8", code=3, verbose=True)
