"""From the inner types to those of the JSON contract."""

from __future__ import annotations

import re
from datetime import UTC
from typing import TYPE_CHECKING, Literal, overload

from claimcheck import __version__
from claimcheck.model import Dating, Verdict
from claimcheck.report import wire

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from claimcheck.model import (
        Article,
        CheckedArticle,
        CheckedClaim,
        Claim,
        Evidence,
        Reading,
        Report,
        Source,
        Span,
        Survey,
    )

_SURROGATE = re.compile(r"[\ud800-\udfff]")
_DIGITS = 4
_DATED: dict[Dating | None, Literal["text", "metadata"]] = {Dating.TEXT: "text", Dating.METADATA: "metadata"}


def to_wire(report: Report) -> wire.WireReport:
    """Return *report* as the contract has it. Lone surrogates, which JSON cannot carry, become U+FFFD."""
    return head(report).model_copy(update={"articles": list(articles(report))})


def articles(report: Report) -> Iterator[wire.WireArticle]:
    """Yield the articles of a report as the contract has them."""
    yield from map(_article, report.articles)


def head(report: Report) -> wire.WireReport:
    """Return what the contract has of a report beside its articles."""
    judged = [c.judgement.verdict for a in report.articles for c in a.claims if c.judgement]
    return wire.WireReport(
        tool=wire.WireTool(version=__version__),
        articles=[],
        problems=[
            wire.WireProblem(path=_text(p.path), message=_text(p.message), hint=_text(p.hint)) for p in report.problems
        ],
        summary=wire.WireSummary(
            claims=sum(len(checked.claims) for checked in report.articles),
            by_verdict={verdict: judged.count(verdict) for verdict in Verdict},
            errors=len(report.problems),
        ),
    )


def _article(checked: CheckedArticle) -> wire.WireArticle:
    article = checked.article
    return wire.WireArticle(
        path=_text(article.path),
        url=_text(article.url),
        title=_text(article.title),
        publisher=_text(article.publisher),
        published=_day(article.published),
        published_by=_DATED.get(article.published_by),
        text=_text(article.text),
        claims=[_claim(article, claim) for claim in checked.claims],
    )


def _claim(article: Article, checked: CheckedClaim) -> wire.WireClaim:
    claim, judgement = checked.claim, checked.judgement
    line, column = article.locate(claim.start) or (None, None)
    return wire.WireClaim(
        id=claim.id,
        kind=claim.kind,
        line=line,
        column=column,
        content=_spans(article, claim.content),
        cue=_spans(article, claim.cue),
        chain=_chain(article, claim),
        confidence=claim.confidence,
        links=[_text(url) for url in claim.links],
        document=claim.document,
        verdict=judgement.verdict if judgement else None,
        reason=_text(judgement.reason) if judgement else None,
        candidates=[_candidate(reading) for reading in checked.readings],
        search=_search(checked.survey),
        evidence=[_evidence(evidence) for evidence in judgement.evidence] if judgement else [],
        findings=[
            wire.WireFinding(code=f.code, severity=f.severity, message=_text(f.message)) for f in checked.findings
        ],
    )


def _search(survey: Survey) -> wire.WireSearch:
    return wire.WireSearch(
        listed=survey.listed,
        read=survey.read,
        set_aside=survey.set_aside,
        unread=survey.unread,
        gap=_text(survey.gap),
    )


def _chain(article: Article, claim: Claim) -> list[wire.WireSource]:
    def link(source: Source) -> wire.WireSource:
        return wire.WireSource(
            mention=_span(article, source.mention),
            name=_text(source.name),
            kind=source.kind,
            domain=_text(source.domain),
            channel=source.channel,
        )

    return [link(source) for source in claim.chain]


def _candidate(reading: Reading) -> wire.WireCandidate:
    candidate = reading.candidate
    return wire.WireCandidate(
        url=_text(candidate.url),
        found_by=candidate.found_by,
        score=round(candidate.score, _DIGITS),
        status=reading.memento.outcome,
    )


def _evidence(evidence: Evidence) -> wire.WireEvidence:
    from claimcheck.verify.fragment import fragment  # noqa: PLC0415 - listing claims needs no verifier

    page = evidence.page
    return wire.WireEvidence(
        url=_text(page.url),
        archive_url=_text(page.memento.archive_url),
        retrieved_at=f"{page.memento.retrieved_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        published=_day(page.day(evidence.span)),
        title=_text(page.title),
        text=_text(evidence.text),
        start=evidence.span.start,
        end=evidence.span.end,
        method=evidence.method,
        score=round(evidence.score, _DIGITS),
        fragment_url=_text(fragment(evidence)),
        changes=[wire.WireChange(said=_text(c.said), source=_text(c.source)) for c in evidence.changes],
    )


def _spans(article: Article, spans: tuple[Span, ...]) -> list[wire.WireSpan]:
    return [_span(article, span) for span in spans]


def _span(article: Article, span: Span) -> wire.WireSpan:
    return wire.WireSpan(start=span.start, end=span.end, text=_text(span.of(article.text)))


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


@overload
def _text(text: str) -> str: ...


@overload
def _text(text: None) -> None: ...


@overload
def _text(text: str | None) -> str | None: ...


def _text(text: str | None) -> str | None:
    """Replace lone surrogates one for one, so that offsets stay right."""
    return _SURROGATE.sub("\ufffd", text) if text is not None else None
