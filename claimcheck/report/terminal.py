"""The report that people read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimcheck.model import Severity, Verdict
from claimcheck.report import blocks, prose, summary
from claimcheck.report.canvas import Canvas, row

if TYPE_CHECKING:
    from claimcheck.model import CheckedArticle, CheckedClaim, Report

_FEW = 3
"""More articles than these are shown by their findings alone."""
_QUIET = 2
_GRAVE = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: _QUIET}


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
    judged = any(claim.judgement for article in report.articles for claim in article.claims)
    if judged and len(report.articles) > _FEW and not verbose:
        _many(canvas, report)
    else:
        for checked in report.articles:
            _article(canvas, checked, verbose=verbose)
    if summary:
        _close(canvas, report, code)
    return canvas.result()


def _many(canvas: Canvas, report: Report) -> None:
    """Write the findings that can fail a run, the gravest articles first, and one line for every other article."""
    order = sorted(report.articles, key=lambda one: (_gravest(one), one.article.path))
    for checked in order:
        if _gravest(checked) == _QUIET:
            continue
        _head(canvas, checked)
        shown = sorted(checked.claims, key=lambda claim: (_weight(claim), claim.claim.start))
        for claim in shown:
            if _weight(claim) < _QUIET:
                blocks.write(canvas, checked.article, claim, verbose=False)
                canvas.blank()
    quiet = [checked for checked in order if _gravest(checked) == _QUIET]
    for checked in quiet:
        verdicts = [claim.judgement.verdict for claim in checked.claims if claim.judgement]
        parts = [f"{verdicts.count(verdict)} {verdict}" for verdict in Verdict if verdict in verdicts]
        told = canvas.own(f"  {', '.join(parts) or 'no attributed claim found'}", "dim")
        canvas.block(row(canvas.path(checked.article.path), told), hang=2)
    if quiet:
        canvas.blank()


def _gravest(checked: CheckedArticle) -> int:
    return min(map(_weight, checked.claims), default=_QUIET)


def _weight(claim: CheckedClaim) -> int:
    """Return 0 for an error, 1 for a warning, else what is shown in one line."""
    return min((_GRAVE[finding.severity] for finding in claim.findings), default=_QUIET)


def _head(canvas: Canvas, checked: CheckedArticle) -> None:
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


def _article(canvas: Canvas, checked: CheckedArticle, *, verbose: bool) -> None:
    _head(canvas, checked)
    told: set[str] = set()
    for claim in checked.claims:
        blocks.write(canvas, checked.article, claim, verbose=verbose, told=told)
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
