"""The evidence of a verdict on a canvas, and the documents that were looked at where there is none."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from claimcheck.report import prose
from claimcheck.report.marks import SOURCE, WHOLE, marked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimcheck.model import Change, Evidence, Judgement, Memento, Page, Reading
    from claimcheck.report.canvas import Canvas

BAR = "  │ "
_LINES = 3
_MOST = 2
_MOST_CHANGES = 12
_CAPTURED = re.compile(r"/web/(\d{4})(\d{2})(\d{2})\d{0,6}[a-z_]*/")


def write(canvas: Canvas, judgement: Judgement, *, verbose: bool) -> None:
    """Write the strongest two passages, or with *verbose* all, each with a link that opens there."""
    shown = judgement.evidence if verbose else judgement.evidence[:_MOST]
    above: Page | None = None
    for evidence in shown:
        if evidence.page != above:
            _document(canvas, evidence)
        _passage(canvas, evidence, judgement.reason, verbose=verbose)
        above = evidence.page
    if more := len(judgement.evidence) - len(shown):
        canvas.block(canvas.own(f"{prose.count(more, 'more passage')} with -v", "dim"), indent=BAR)


def looked_at(canvas: Canvas, readings: Sequence[Reading], *, verbose: bool) -> None:
    """Write which documents were looked at and how it went: the best candidate, or with *verbose* all of them."""
    for reading in readings if verbose else readings[:1]:
        if title := (reading.page and reading.page.title) or reading.candidate.title:
            canvas.block(canvas.text(title, "bold"), indent=BAR)
        canvas.block(canvas.text(f"{_status(reading)} · found by {reading.candidate.found_by}", "dim"), indent=BAR)
        canvas.url(reading.candidate.url, indent=BAR, label=reading.candidate.url)


def _document(canvas: Canvas, evidence: Evidence) -> None:
    page, day = evidence.page, evidence.page.day(evidence.span)
    if page.title:
        canvas.block(canvas.text(page.title, "bold"), indent=BAR)
    published = prose.day(day) if day else "undated"
    about = (page.publisher or page.domain, published, _captured(page.memento))
    canvas.block(canvas.join([canvas.text(part, "dim") for part in about], " · "), indent=BAR)


def _passage(canvas: Canvas, evidence: Evidence, reason: str, *, verbose: bool) -> None:
    from claimcheck.verify.fragment import fragment  # noqa: PLC0415 - listing claims needs no verifier

    text = canvas.harmless(evidence.text)
    changes = evidence.changes[:_MOST_CHANGES]
    limit = WHOLE if verbose else _LINES * (canvas.width - len(BAR))
    source = [canvas.harmless(change.source) for change in changes]
    canvas.block(marked(text, source, limit=limit, color=canvas.color, style=SOURCE), indent=BAR)
    for change in changes:
        if change.said not in reason or change.source not in reason:
            canvas.block(canvas.text(_change(change), "dim"), indent=BAR, hang=2)
    canvas.url(fragment(evidence), indent=BAR, label=evidence.page.url)


def _change(change: Change) -> str:
    if not change.source.strip():
        return f"not in the source: “{change.said}”"
    if not change.said.strip():
        return f"left out by the article: “{change.source}”"
    return f"article: “{change.said}”, source: “{change.source}”"


def _captured(memento: Memento) -> str:
    """Say when a page was read, or for an archived one when it was archived."""
    if not memento.archive_url:
        return f"read {prose.day(memento.retrieved_at.date())}"
    found = _CAPTURED.search(memento.archive_url)
    try:
        return f"archived {prose.day(date(*map(int, found.groups())))}" if found else "archived copy"
    except ValueError:
        return "archived copy"


def _status(reading: Reading) -> str:
    if reading.page is not None and not reading.page.complete:
        return "teaser only"
    return str(reading.memento.outcome).replace("-", " ")
