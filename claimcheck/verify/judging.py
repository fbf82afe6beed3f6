"""The order in which verdicts are reached."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from claimcheck.identity import outlets
from claimcheck.model import Aside, Judgement, Kind, SourceKind, Standing, Verdict
from claimcheck.verify.absence import absent, in_doubt, withheld
from claimcheck.verify.content import PARTLY, content, halves, hold, may_hold
from claimcheck.verify.credit import judge_credit
from claimcheck.verify.posts import as_of, in_time, restored
from claimcheck.verify.provenance import at_home, barred, identified, is_cited, standing, vouched
from claimcheck.verify.reasons import elsewhere, lacking, reason, reported, standing_in
from claimcheck.verify.speaker import Speaker, Whose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimcheck.model import Article, Citation, Claim, Page, Reading, Trail
    from claimcheck.verify.content import Content, Outcome

_BEST = (Verdict.TRACED, Verdict.PARTIAL, Verdict.ALTERED, Verdict.CONTRADICTED, Verdict.MISATTRIBUTED)
_ELSEWHERE_SHARE = 0.8
_PARTLY_UNKNOWN = 0.7
"""The share of the content that makes a passage one about the claim, in a document like the cited one."""
_BODIES = frozenset({SourceKind.ORGANISATION, SourceKind.OUTLET, SourceKind.DOCUMENT})
_NO_DOCUMENT = frozenset({Verdict.UNSUPPORTED, Verdict.UNTRACEABLE})


def judge(  # noqa: PLR0913, PLR0917 - all that a verdict rests on
    claim: Claim,
    citation: Citation | None,
    article: Article,
    trail: Trail | None,
    readings: Sequence[Reading],
    others: Sequence[Page],
    *,
    brief: bool = False,
) -> Judgement:
    """Say whether a claim's attribution can be traced. Pure.

    Args:
        claim: What is attributed, and to whom.
        article: Where it stands.
        citation: What it cites; None when it is not looked for.
        trail: How the search for it went.
        readings: Its candidates in rank order, with what was fetched and, where readable, the page.
        others: Every other page read for this article, to find the words in another outlet's document.
        brief: It only matters whether it is traced; for anything else the documents of other outlets are not looked at.
    """
    whole = [*(one.page for one in readings if one.page), *others]
    if any(page.posts for page in whole):
        then = [in_time(one, article) for one in readings]
        early = [as_of(page, article.published) for page in others]
        judged = restored(_judge(claim, citation, article, trail, then, early, brief=brief), article, whole)
    else:
        judged = _judge(claim, citation, article, trail, readings, others, brief=brief)
    judged = withheld(judged, readings)
    return replace(judged, aside=_aside(citation, article, readings)) if citation else judged


def _aside(citation: Citation, article: Article, readings: Sequence[Reading]) -> tuple[Aside, ...]:
    """Return the pages read for a claim that are copies of the article or came after it."""
    found = [(one.page, standing(one.page, citation, article, linked=vouched(one))) for one in readings if one.page]
    return tuple(Aside(page, place) for page, place in found if place in {Standing.COPY, Standing.LATER})


def _judge(  # noqa: PLR0911, PLR0913, PLR0917 - all that a verdict rests on, a return for each
    claim: Claim,
    citation: Citation | None,
    article: Article,
    trail: Trail | None,
    readings: Sequence[Reading],
    others: Sequence[Page],
    *,
    brief: bool,
) -> Judgement:
    if all(source.kind is SourceKind.UNNAMED for source in claim.chain):
        return Judgement(Verdict.UNNAMED, "The source is not named in the article, so there is nothing to trace.")
    if claim.kind is Kind.CREDIT:
        return judge_credit(claim, citation, article, readings)
    if citation is None or not claim.content:
        return absent(claim, citation, article, trail, readings)
    wanted = content(claim, article)
    cited, strays = _pages(citation, article, readings, others)
    speaks = claim.chain[-1].kind in _BODIES
    outcomes = [
        hold(wanted, page, citation.speakers, organisation=speaks, whose=_whose(page, claim, citation, readings))
        for page in cited
    ]
    found = [
        outcome for outcome in outcomes if outcome.verdict and not _open(outcome, citation, article, trail, readings)
    ]
    if found:
        return reason(min(found, key=_rank), citation)
    nearest = max(outcomes, key=_score, default=None)
    if half := _half(wanted, cited, citation, readings, organisation=speaks):
        return reason(half, citation)
    if nearest and _partly(nearest, readings) and not in_doubt(citation, article, trail, readings, _page(nearest)):
        return reason(replace(nearest, verdict=Verdict.PARTIAL), citation)
    judged = absent(claim, citation, article, trail, readings, lacking(nearest))
    if not brief and (strayed := _elsewhere(wanted, citation, claim, article, strays, judged)):
        return strayed
    if wanted.brief and judged.verdict is Verdict.UNSUPPORTED:
        return Judgement(Verdict.UNREACHABLE, "The content is too short to be looked for in a document in other words.")
    return judged


def _whose(page: Page, claim: Claim, citation: Citation, readings: Sequence[Reading]) -> Whose:
    """Say whose document a page is where a body speaks for itself: its own, or one that the article links to as its."""
    if len(claim.chain) != 1 or claim.chain[0].kind not in _BODIES:
        return Whose.ANYBODY
    if page.domain and page.domain == claim.chain[0].domain and at_home(page, citation):
        return Whose.THEIRS
    linked = any(one.page is page and vouched(one) for one in readings)
    return Whose.LINKED if linked and not outlets.by_domain(page.url) else Whose.ANYBODY


def _rank(outcome: Outcome) -> tuple[int, bool, float]:
    doubt = outcome.heard.speaker is not Speaker.SAME
    return (_BEST.index(outcome.verdict) if outcome.verdict else len(_BEST), doubt, -_score(outcome))


def _score(outcome: Outcome) -> float:
    return max((one.score for one in outcome.evidence), default=0.0)


def _pages(
    citation: Citation,
    article: Article,
    readings: Sequence[Reading],
    others: Sequence[Page],
) -> tuple[list[Page], list[Page]]:
    """Return the pages of the cited source that may be evidence, and all of other outlets, each once, in rank order."""
    cited: list[Page] = []
    strays: list[Page] = []
    read = [(reading.page, vouched(reading)) for reading in readings if reading.page is not None]
    seen: set[tuple[str, str]] = set()
    for page, linked in (*read, *((page, False) for page in others)):
        if (page.url, page.memento.digest) in seen:
            continue
        seen.add((page.url, page.memento.digest))
        if not is_cited(page, citation, linked=linked):
            strays.append(page)
        elif barred(page, citation, article) is None:
            cited.append(page)
    return cited, strays


def _open(
    outcome: Outcome,
    citation: Citation,
    article: Article,
    trail: Trail | None,
    readings: Sequence[Reading],
) -> bool:
    """Say whether an accusation in other words rests on a page that may not be the cited document."""
    against = outcome.verdict in {Verdict.ALTERED, Verdict.CONTRADICTED, Verdict.MISATTRIBUTED}
    worded = any(one.method == "overlap" for one in outcome.evidence)
    return against and worded and in_doubt(citation, article, trail, readings, outcome.evidence[0].page)


def _page(outcome: Outcome) -> Page:
    return outcome.evidence[0].page


def _half(
    wanted: Content, cited: Sequence[Page], citation: Citation, readings: Sequence[Reading], *, organisation: bool
) -> Outcome | None:
    """Return how a document about the matter carries one of two statements that a claim joins; None when none does."""
    known = {id(one.page) for one in readings if identified(one) or one.candidate.on_the_matter}
    for part, other in halves(wanted):
        for page in (page for page in cited if id(page) in known):
            outcome = hold(part, page, citation.speakers, organisation=organisation)
            if outcome.verdict is Verdict.TRACED:
                return replace(outcome, verdict=Verdict.PARTIAL, lacks=(other.text,))
    return None


def _partly(outcome: Outcome, readings: Sequence[Reading]) -> bool:
    """Say whether a document has a passage about the claim, without a sign that it is about something else."""
    if outcome.verdict or outcome.note or outcome.heard.speaker is Speaker.OTHER or not outcome.evidence:
        return False
    known = any(
        reading.page is _page(outcome) and (identified(reading) or reading.candidate.on_the_matter)
        for reading in readings
    )
    return _score(outcome) >= (PARTLY if known else _PARTLY_UNKNOWN)


def _elsewhere(  # noqa: PLR0913, PLR0917 - as for judge
    wanted: Content,
    citation: Citation,
    claim: Claim,
    article: Article,
    strays: Sequence[Page],
    judged: Judgement,
) -> Judgement | None:
    """Judge words that only a document of another outlet carries; None when none does, or the search has holes."""
    speaks = claim.chain[-1].kind in _BODIES
    near = [page for page in strays if may_hold(wanted, page.text) and barred(page, citation, article) is None]
    outcomes = [hold(wanted, page, citation.speakers, organisation=speaks) for page in near]
    found = [
        outcome for outcome in outcomes if outcome.verdict is Verdict.TRACED and _score(outcome) >= _ELSEWHERE_SHARE
    ]
    credited = [outcome for outcome in found if citation.speakers and outcome.heard.speaker is Speaker.SAME]
    if not any(source.kind in {SourceKind.OUTLET, SourceKind.DOCUMENT} for source in claim.chain):
        if credited and (citation.guessed or not citation.domains):
            return reported(credited[0], citation)
        found = [outcome for outcome in found if outcome not in credited]
    if found and judged.verdict in _NO_DOCUMENT:
        return elsewhere(found[0], citation)
    if found and judged.verdict is Verdict.UNREACHABLE:
        return standing_in(found[0], judged)
    return None
