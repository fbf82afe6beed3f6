"""The catalogue of findings: which rules there are, when each fires, and what they mean for the exit code.

The terminal's explanations, the machine formats and the tests all derive from `RULES`.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from claimcheck.changes import alterations
from claimcheck.errors import UsageError
from claimcheck.model import Finding, Outcome, Severity, SourceKind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimcheck.model import CheckedClaim, Claim, Judgement, Reading, Report, Span


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of finding.

    Args:
        code: Stable; the hundreds group rules by what they are about.
        summary: When it fires, in one line.
        why: Why a reader of the article should care.
        remedy: What to do about it.
        fires: An example, with what was found.
        silent: A near miss at which it stays silent.
    """

    code: str
    name: str
    severity: Severity
    summary: str
    why: str
    remedy: str
    fires: str
    silent: str


RULES = (
    Rule(
        "CC101",
        "unnamed-source",
        Severity.NOTE,
        "The source is unnamed by design, so there is nothing to trace.",
        "Readers have to take the article's word for it; nobody else can look it up.",
        "Name the source, or say why it cannot be named and what it is in a position to know.",
        "Industry insiders expect the price to fall.",
        "Jane Roe of the Harbour Board expects the price to fall.",
    ),
    Rule(
        "CC201",
        "source-not-found",
        Severity.ERROR,
        "The source is named, every place where its document would be listed answered, and none was found.",
        "A credit that leads nowhere cannot be checked by a reader either, and may be a mistake or an invention.",
        "Link to the document, correct the name of the source, or drop the claim.",
        "CNBC reported a ban. CNBC's sitemaps, feeds and archived pages of those days list nothing like it.",
        "CNBC reported a ban. CNBC's site could not be asked: that is CC301.",
    ),
    Rule(
        "CC301",
        "source-unreachable",
        Severity.NOTE,
        "The source, or the place where it would be listed, could not be asked or read; the claim stays open.",
        "A fault of the network says nothing about the claim, neither for nor against it.",
        "Mend what the reason names and run again, or open the address by hand.",
        "According to XLab, attacks doubled. xlab.example did not answer within 20 seconds.",
        "According to XLab, attacks doubled. xlab.example says the page does not exist: that is CC201.",
    ),
    Rule(
        "CC302",
        "source-paywalled",
        Severity.NOTE,
        "Only a teaser of the cited document could be read; the claim stays open.",
        "What is behind the paywall may carry the claim; its absence from the teaser means nothing.",
        "Read the document with a subscription, or cite one that readers can open.",
        "The Daily Ledger reported a merger. Its page ends after two paragraphs with “Subscribe to read on”.",
        "The Daily Ledger reported a merger. Its page answers 403 to everyone: that is CC301.",
    ),
    Rule(
        "CC303",
        "read-from-archive",
        Severity.NOTE,
        "The verdict rests on an archived copy, because the document itself could not be read.",
        "The live document may have been corrected or withdrawn since the copy was made.",
        "Open the live document, and link to the archived copy if it is gone.",
        "Link to a page that answers 404; the Wayback Machine has a copy, and the quotation is in it.",
        "Link to a page that answers 404 today but is in the local cache.",
    ),
    Rule(
        "CC401",
        "content-absent",
        Severity.ERROR,
        "The cited document was read, and what is attributed to it is not in it.",
        "The article credits a source with something it does not say.",
        "Compare with the document; correct the claim, or credit the source it really comes from.",
        "The Harbour Times reported that the mayor resigned. Its story is about the mayor's budget.",
        "The Harbour Times reported that the mayor resigned. Its story says: “The mayor stepped down on Friday.”",
    ),
    Rule(
        "CC402",
        "quotation-altered",
        Severity.ERROR,
        "The quotation or name is in the cited document, but in other words.",
        "Inside quotation marks readers expect the speaker's own words; one of them can turn the meaning.",
        "Quote the words as they stand in the source, or take off the quotation marks.",
        "“We will never close the port,” she said. The source has: “We will not soon close the port.”",
        "“We will never close the port,” she said. The source has the same words with other quotation marks.",
    ),
    Rule(
        "CC403",
        "figure-differs",
        Severity.ERROR,
        "A number or date is given otherwise in the cited document.",
        "Figures are copied on; one wrong digit outlives its correction.",
        "Take the figure from the source, or say why it differs (a later count, another unit).",
        "The agency reported 52 cases. Its report has 25.",
        "The agency reported five cases. Its report has “5 cases”.",
    ),
    Rule(
        "CC404",
        "misattributed",
        Severity.ERROR,
        "The words were found, but another speaker says them, or another outlet's document carries them.",
        "The words are real, the credit is not; whoever is named did not say them.",
        "Credit the speaker or outlet at whose words the evidence points.",
        "“We are ready,” said Jane Roe. In the source John Doe says it.",
        "“We are ready,” said Roe. In the source Jane Roe says it.",
    ),
    Rule(
        "CC406",
        "contradicted",
        Severity.ERROR,
        "The cited document says the opposite of what is attributed to it.",
        "This is worse than a missing source: whoever follows the credit finds the contrary.",
        "Read the passage; correct the claim, or take it out.",
        "The board said it would open the bridge. Its statement: “The bridge will not open.”",
        "The board said it would open the bridge. Its statement does not mention the bridge: that is CC401.",
    ),
    Rule(
        "CC407",
        "partly-traced",
        Severity.WARNING,
        "The cited document carries part of the claim; the details it lacks are listed.",
        "The rest may come from another source, which then goes without credit.",
        "Look up the missing details, and credit the source that has them.",
        "XLab reported 40 attacks from 3 countries. Its report has the 40 attacks and no countries.",
        "XLab reported 40 attacks. Its report has them.",
    ),
    Rule(
        "CC501",
        "second-hand",
        Severity.NOTE,
        "The cited document has this from another outlet, which it credits.",
        "Whoever follows the credit finds a report of a report; the first may say it otherwise.",
        "Look up the first report, and credit it as well.",
        "CNBC reported that the plant will close. Its page: “The plant will close, Reuters reported.”",
        "CNBC reported that the plant will close. Its page: “The plant will close, its director told CNBC.”",
    ),
)

_BY_CODE = {rule.code: rule for rule in RULES}
_BY_VERDICT = {
    Verdict.UNNAMED: "CC101",
    Verdict.UNTRACEABLE: "CC201",
    Verdict.UNSUPPORTED: "CC401",
    Verdict.MISATTRIBUTED: "CC404",
    Verdict.CONTRADICTED: "CC406",
    Verdict.PARTIAL: "CC407",
}
_STRICT = {Verdict.UNREACHABLE, Verdict.PARTIAL}
_WEIGHT = {Severity.NOTE: 1, Severity.WARNING: 2, Severity.ERROR: 3}
_ANSWERS = {Outcome.READ, Outcome.NOT_FOUND}


def find_rule(code: str) -> Rule:
    """Return the rule with this code or name, in any case.

    Raises:
        UsageError: There is none; the hint names the nearest.
    """
    wanted = code.strip()
    for rule in RULES:
        if wanted.upper() == rule.code or wanted.lower() == rule.name:
            return rule
    names = [*_BY_CODE, *(rule.name for rule in RULES)]
    near = get_close_matches(wanted.upper(), names, 1) or get_close_matches(wanted.lower(), names, 1)
    hint = f"Did you mean {near[0]}?" if near else "'claimcheck rule' lists them all."
    raise UsageError(f"there is no rule {wanted!r}", hint=hint)


def findings(claim: Claim, judgement: Judgement, readings: Sequence[Reading]) -> tuple[Finding, ...]:
    """Return what fires at a claim, sorted by code; the message is the judgement's reason.

    Args:
        claim: The claim judged; rules about the claim itself look at it.
        judgement: Its verdict, reason and evidence.
        readings: What was fetched for it.
    """
    codes = set(_codes(judgement, readings))
    firsts = _firsts(claim, judgement)
    if firsts:
        codes.add("CC501")
    return tuple(Finding(code, _BY_CODE[code].severity, _message(code, judgement, firsts)) for code in sorted(codes))


def _firsts(claim: Claim, judgement: Judgement) -> list[str]:
    """Return the outlets that a page credits with the passage that carries the claim, and the article does not name."""
    if judgement.verdict not in {Verdict.TRACED, Verdict.PARTIAL}:
        return []
    told = {source.domain for source in claim.chain}
    return sorted(
        {
            source.name
            for evidence in judgement.evidence
            for relation in evidence.page.attributions
            for source in relation.chain
            if source.kind is SourceKind.OUTLET and source.domain and not source.channel
            if source.domain not in {*told, evidence.page.domain}
            if any(_holds(span, evidence.span) for span in relation.content)
        }
    )


def _holds(content: Span, passage: Span) -> bool:
    """Say whether an attribution's content has half of a passage."""
    shared = min(content.end, passage.end) - max(content.start, passage.start)
    return 2 * shared >= passage.end - passage.start > 0


def failing(checked: CheckedClaim, fail_on: str | None, *, strict: bool = False) -> bool:
    """Say whether a claim makes a run fail: a finding at or above *fail_on*, or with *strict* an open verdict.

    Args:
        checked: A claim with its findings.
        fail_on: A severity; None for never.
        strict: Count `unreachable` and `partial` as failing whatever their severity.
    """
    if fail_on is None or checked.judgement is None:
        return False
    if strict and checked.judgement.verdict in _STRICT:
        return True
    least = _WEIGHT[Severity(fail_on)]
    return any(_WEIGHT[finding.severity] >= least for finding in checked.findings)


def inconclusive(report: Report) -> bool:
    """Say whether at least one named source was looked for, and not one could be reached."""
    verdicts = {c.judgement.verdict for a in report.articles for c in a.claims if c.judgement}
    return verdicts - {Verdict.UNNAMED} == {Verdict.UNREACHABLE}


def exit_code(report: Report, fail_on: str | None, *, strict: bool = False) -> int:
    """Return the exit code of a run; the first of these that holds decides.

    1. An input could not be checked: 2.
    2. *fail_on* is None (never): 0.
    3. Every named source that was looked for is unreachable: 3, with *strict* as well.
    4. A claim fails (see `failing`): 1.
    5. Otherwise: 0.
    """
    if report.problems:
        return 2
    if fail_on is None:
        return 0
    if inconclusive(report):
        return 3
    return int(any(failing(c, fail_on, strict=strict) for a in report.articles for c in a.claims))


def _codes(judgement: Judgement, readings: Sequence[Reading]) -> Iterator[str]:
    if judgement.verdict is Verdict.UNREACHABLE:
        yield "CC302" if _only_paywalls(readings) else "CC301"
    elif judgement.verdict is Verdict.ALTERED:
        yield from alterations([change for evidence in judgement.evidence for change in evidence.changes])
    elif judgement.verdict in _BY_VERDICT:
        yield _BY_VERDICT[judgement.verdict]
    if any(evidence.page.memento.archive_url for evidence in judgement.evidence):
        yield "CC303"


def _message(code: str, judgement: Judgement, firsts: Sequence[str] = ()) -> str:
    if code == "CC501":
        return f"The cited document itself has this from {' and '.join(firsts)}."
    return _BY_CODE[code].summary if code == "CC303" else judgement.reason or _BY_CODE[code].summary


def _only_paywalls(readings: Sequence[Reading]) -> bool:
    """Say whether all that stood between the search and an answer is paywalls."""
    paid = [r for r in readings if r.memento.outcome is Outcome.PAYWALLED or (r.page and not r.page.complete)]
    shut = [r for r in readings if r.memento.outcome not in _ANSWERS]
    return bool(paid) and all(r in paid for r in shut)
