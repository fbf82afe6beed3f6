"""One claim on a canvas: headline, content, reason, then its passages or what was looked at instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimcheck.model import Kind, Verdict
from claimcheck.report import passages, prose, signs
from claimcheck.report.canvas import row
from claimcheck.report.marks import SAID, WHOLE, marked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.text import Text

    from claimcheck.model import Article, Change, CheckedClaim, Claim, Judgement
    from claimcheck.report.canvas import Canvas

_INDENT = "  "
_LINES = 3
_SURE = 0.6
_BRIEF = {Verdict.UNREACHABLE, Verdict.UNNAMED}


def write(
    canvas: Canvas, article: Article, checked: CheckedClaim, *, verbose: bool, told: set[str] | None = None
) -> None:
    """Write a claim with its verdict; one without a judgement is listed only.

    Args:
        canvas: What to write on.
        article: The article that the claim stands in.
        checked: The claim.
        verbose: Whole texts and all evidence; else at most three lines of content, one where nothing was compared.
        told: Reasons that were given above, which are not given again; a new one is added.
    """
    if checked.judgement is None:
        _listed(canvas, article, checked.claim, verbose=verbose)
    else:
        _judged(canvas, article, checked, checked.judgement, verbose=verbose, told=told)


def place(article: Article, claim: Claim) -> str:
    """Return `path:line:column` of a claim, or the path alone where there are no lines."""
    found = article.locate(claim.start)
    return f"{article.path}:{found[0]}:{found[1]}" if found else article.path


def _listed(canvas: Canvas, article: Article, claim: Claim, *, verbose: bool) -> None:
    left = row(canvas.own("• ", "dim"), _chain(canvas, claim))
    right = [canvas.path(place(article, claim), "dim"), canvas.own(claim.kind, "dim"), *_doubt(canvas, claim)]
    canvas.sides(left, canvas.join(right, "  "))
    _content(canvas, article, claim, (), lines=0 if verbose else _LINES)
    _names(canvas, article, claim)


def _judged(  # noqa: PLR0913 - what a person is told of a claim
    canvas: Canvas,
    article: Article,
    checked: CheckedClaim,
    judgement: Judgement,
    *,
    verbose: bool,
    told: set[str] | None,
) -> None:
    brief = judgement.verdict in _BRIEF and not verbose
    changes = [change for evidence in judgement.evidence for change in evidence.changes]
    _headline(canvas, article, checked, judgement.verdict)
    _content(canvas, article, checked.claim, changes, lines=0 if verbose else 1 if brief else _LINES)
    if verbose:
        _names(canvas, article, checked.claim)
    if not (brief and judgement.verdict is Verdict.UNNAMED):
        why = prose.sentence(prose.cause(judgement.reason) if brief else judgement.reason)
        again = brief and told is not None and why in told
        reason = canvas.own("as above", "dim") if again else canvas.text(why)
        canvas.block(row(canvas.own("→ ", "dim"), reason), indent=_INDENT, hang=2)
        if told is not None:
            told.add(why)
    passages.write(canvas, judgement, verbose=verbose)
    shown = {evidence.page.url for evidence in judgement.evidence}
    if verbose or not shown:
        others = [reading for reading in checked.readings if not (reading.page and reading.page.url in shown)]
        passages.looked_at(canvas, others, verbose=verbose)


def _headline(canvas: Canvas, article: Article, checked: CheckedClaim, verdict: Verdict) -> None:
    word = canvas.own(f"{signs.glyphs(canvas.encoding)[verdict]} {verdict}  ", f"bold {signs.SIGNS[verdict].style}")
    codes = " ".join(finding.code for finding in checked.findings)
    right = [canvas.path(place(article, checked.claim), "dim"), canvas.own(codes, "dim")]
    canvas.sides(row(word, _chain(canvas, checked.claim)), canvas.join([*right, *_doubt(canvas, checked.claim)], "  "))


def _doubt(canvas: Canvas, claim: Claim) -> list[Text]:
    """Say how sure the extraction is, where it is not very."""
    return [canvas.own(f"{claim.confidence:.0%} sure", "dim")] if claim.confidence < _SURE else []


def _chain(canvas: Canvas, claim: Claim) -> Text:
    if not claim.chain:
        return canvas.own("nobody named", "bold")
    return canvas.join([canvas.text(source.name, "bold") for source in claim.chain], " › ")


def _content(canvas: Canvas, article: Article, claim: Claim, changes: Sequence[Change], *, lines: int) -> None:
    """Write what is attributed, in at most *lines* lines (0: all of it), changed words marked."""
    credit = claim.kind is Kind.CREDIT
    pieces = claim.content[:1] if credit else claim.content
    text = canvas.harmless(prose.ELLIPSIS.join(span.of(article.text) for span in pieces))
    room = canvas.width - len(_INDENT)
    limit = lines * room - (lines - 1) * room // 8 if lines else WHOLE
    said = [canvas.harmless(change.said) for change in changes]
    line = marked(text, said, limit=limit, color=canvas.color, style=SAID)
    if credit and len(claim.content) > 1:
        line.append_text(canvas.own(f" (in {len(claim.content)} places)", "dim"))
    canvas.block(line, indent=_INDENT)


def _names(canvas: Canvas, article: Article, claim: Claim) -> None:
    """Say who is meant where the article uses another name, a pronoun or "the report"."""
    if claim.kind is Kind.CITATION:
        return
    told = [
        f"“{mention}” is {source.name}"
        for source in claim.chain
        if _bare(mention := source.mention.of(article.text)) not in {"", _bare(source.name)}
    ]
    if told:
        canvas.block(canvas.text(", ".join(told), "dim"), indent=_INDENT)


def _bare(name: str) -> str:
    return name.casefold().strip().removeprefix("the ")
