"""The whole trail of one claim, for a person who doubts its verdict: a line for each fact, in the order of the flow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimcheck import rules
from claimcheck.model import Standing
from claimcheck.report.escape import plain
from claimcheck.report.listing import moment
from claimcheck.report.prose import day, searched, telling
from claimcheck.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimcheck.model import Article, Asked, CheckedArticle, CheckedClaim, Evidence, Hop, Judgement, Reading, Source

_LONGEST = 300
_DIGEST = 16
_STANDINGS = {
    Standing.COPY: "a near-copy of the article",
    Standing.LATER: "appeared after the article",
    Standing.OWN: "the article itself, or its publisher's",
}


def trails(article: CheckedArticle, wanted: str) -> list[str]:
    """Return the trails of the claims whose id begins with *wanted* or whose words hold it, in order."""
    text = article.article.text
    return [
        render(article.article, one)
        for one in article.claims
        if one.claim.id.startswith(wanted)
        or fold(wanted).text.strip() in fold(" ".join(span.of(text) for span in one.claim.content)).text
    ]


def render(article: Article, checked: CheckedClaim) -> str:
    """Return the trail of a checked claim as text."""
    return "".join(f"{name:<12} {plain(value)}\n" if value else f"{name}\n" for name, value in _facts(article, checked))


def _facts(article: Article, checked: CheckedClaim) -> Iterator[tuple[str, str]]:
    claim = checked.claim
    place = article.locate(claim.start)
    yield "claim", f"{claim.id} at {article.path}{f':{place[0]}:{place[1]}' if place else ''}, {claim.kind}"
    if article.published is None and article.hint:
        changed = f"its file was last changed on {day(article.hint)} ({article.hint_by})"
        yield "undated", f"the article gives no day; {changed}"
    yield "content", _short(" … ".join(span.of(article.text) for span in claim.content))
    yield "confidence", f"{claim.confidence:.2f} that source and content are read aright"
    for source in claim.chain:
        yield "source", _source(article, source)
    for link in claim.links:
        yield "link", link
    for asked in checked.asked:
        yield "asked", _asked(asked)
    if telling(checked.survey.listed, checked.survey.gap, checked.judgement.verdict if checked.judgement else None):
        found = checked.survey
        yield "listed", searched(found.listed, found.read, found.set_aside, found.unread, found.gap)
    for number, reading in enumerate(checked.readings, start=1):
        yield f"candidate {number}", _reading(reading)
    if checked.judgement is not None:
        yield from _decided(checked, checked.judgement)


def _decided(checked: CheckedClaim, judgement: Judgement) -> Iterator[tuple[str, str]]:
    for one in judgement.evidence:
        yield "evidence", _evidence(one)
        for change in one.changes:
            yield "  change", f"the article has “{change.said}”, the source “{change.source}”"
    yield "verdict", f"{judgement.verdict}: {judgement.reason}"
    for aside in judgement.aside:
        yield "set aside", f"{aside.page.url}: {_STANDINGS[aside.standing]}"
    for number, hop in enumerate(checked.path, start=1):
        yield f"credited {number}", f"{hop.source.name}, by the document before: {_hop(hop)}"
    for finding in checked.findings:
        yield "rule", f"{finding.code} ({finding.severity}): {rules.find_rule(finding.code).remedy}"


def _hop(hop: Hop) -> str:
    return f"{hop.judgement.verdict}: {hop.judgement.reason}" if hop.judgement else "back where the credit started"


def _source(article: Article, source: Source) -> str:
    said = source.mention.of(article.text)
    told = f", where the article says “{said}”" if said and said != source.name else ""
    site = source.domain or "no website known"
    return f"{source.name}: {source.kind}{', spoken to' if source.channel else ''}, {site}{told}"


def _asked(asked: Asked) -> str:
    effort = " (best effort)" if asked.best_effort else ""
    return f"{asked.finder}{effort}: {'answered' if asked.answered else asked.problem or 'could not be asked'}"


def _reading(reading: Reading) -> str:
    memento, page = reading.memento, reading.page
    found = f"{reading.candidate.url}, score {reading.candidate.score:.2f}, found by {reading.candidate.found_by}"
    if page is None:
        return f"{found}: {memento.outcome}{f', {memento.reason}' if memento.reason else ''}"
    when = f", of {day(page.published)}" if page.published else ", undated"
    whole = "" if page.complete else ", only its opening"
    digest = f"sha256 {memento.digest[:_DIGEST]}…"
    return f"{found}: read {moment(memento.retrieved_at)}, {digest}{when}{whole}"


def _evidence(one: Evidence) -> str:
    return f"{one.method}, score {one.score:.2f}, [{one.span.start}:{one.span.end}] “{_short(one.text)}”"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
