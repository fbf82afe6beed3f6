"""The report that people read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimcheck.model import Verdict
from claimcheck.report import blocks, prose, summary
from claimcheck.report.canvas import Canvas

if TYPE_CHECKING:
    from claimcheck.model import CheckedArticle, Report


def render(  # noqa: PLR0913 - what a person can ask of it
    report: Report,
    *,
    color: bool = False,
    verbose: bool = False,
    summary: bool = True,
    code: int | None = None,
    width: int | None = None,
    encoding: str | None = None,
) -> str:
    """Return the report as lines of text; the same report gives the same bytes.

    Args:
        report: Judged, or of claims alone (then nothing is said about verdicts).
        color: Write colours and hyperlinks; signs and marks do without.
        verbose: Whole texts, all evidence, and everything that was looked at.
        summary: Close with counts and a sentence about the outcome.
        code: The exit code that the closing sentence explains; None when claims were only listed.
        width: In columns; None for the terminal's.
        encoding: What the text will be encoded in; None for that of standard output.
    """
    canvas = Canvas(color=color, width=width, encoding=encoding)
    for checked in report.articles:
        _article(canvas, checked, verbose=verbose)
    if summary:
        _close(canvas, report, code)
    return canvas.result()


def _article(canvas: Canvas, checked: CheckedArticle, *, verbose: bool) -> None:
    article = checked.article
    published = prose.day(article.published) if article.published else ""
    about = [
        canvas.text(article.publisher or "", "dim"),
        canvas.own(published, "dim"),
        canvas.path(article.path, "dim"),
    ]
    canvas.block(canvas.text(article.title or article.path, "bold"))
    canvas.block(canvas.join(about, " · "))
    _counts(canvas, checked)
    canvas.rule()
    for claim in checked.claims:
        blocks.write(canvas, article, claim, verbose=verbose)
        canvas.blank()
    if not checked.claims:
        canvas.blank()


def _counts(canvas: Canvas, checked: CheckedArticle) -> None:
    verdicts = [claim.judgement.verdict for claim in checked.claims if claim.judgement]
    parts = [f"{verdicts.count(verdict)} {verdict}" for verdict in Verdict if verdict in verdicts]
    total = prose.count(len(checked.claims), "claim")
    canvas.items(f"{total}: " if parts else total if checked.claims else "no attributed claim found", parts)


def _close(canvas: Canvas, report: Report, code: int | None) -> None:
    if code is not None and any(article.claims for article in report.articles):
        summary.write(canvas, report)
        canvas.blank()
    canvas.block(canvas.path(summary.closing(report, code)))
