"""Which rules fire at a claim, and what they mean for the exit code."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from claimcheck.changes import alterations
from claimcheck.errors import UsageError
from claimcheck.model import Finding, Outcome, Problem, Severity, Standing, Verdict
from claimcheck.rulebook import RULES, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from claimcheck.model import Aside, CheckedClaim, Hop, Judgement, Reading, Report


_BY_CODE = {rule.code: rule for rule in RULES}
_BY_VERDICT = {
    Verdict.UNNAMED: "CC101",
    Verdict.UNTRACEABLE: "CC201",
    Verdict.UNSUPPORTED: "CC401",
    Verdict.MISATTRIBUTED: "CC404",
    Verdict.CONTRADICTED: "CC406",
    Verdict.PARTIAL: "CC407",
}
_STRICT = {"CC301", "CC302", "CC407"}
_WEIGHT = {Severity.NOTE: 1, Severity.WARNING: 2, Severity.ERROR: 3}
_UNCACHED = "not in the cache"
_TOLD = {Verdict.TRACED, Verdict.PARTIAL}


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


def findings(
    judgement: Judgement, readings: Sequence[Reading], path: Sequence[Hop] = (), published: date | None = None
) -> tuple[Finding, ...]:
    """Return what fires at a claim, sorted by code; the message is the judgement's reason.

    Args:
        judgement: Its verdict, reason, evidence, and what was set aside.
        readings: What was fetched for it.
        path: Whom the cited document itself credits with it.
        published: Of the article; None when it has no date.
    """
    told = dict.fromkeys(_codes(judgement, readings), "")
    told |= dict(_passed_on(path)) | dict(_set_aside(judgement.aside, published))
    return tuple(
        Finding(code, _BY_CODE[code].severity, told[code] or _message(code, judgement)) for code in sorted(told)
    )


def _passed_on(path: Sequence[Hop]) -> Iterator[tuple[str, str]]:
    """Yield what the path of passed-on credit fires, with its message."""
    steps = [hop.source.name for hop in path]
    for hop in path:
        if hop.judgement is None:
            yield "CC502", f"The credit comes back to where it started: {' → '.join(steps)}."
    ahead = [hop for hop in path if hop.judgement]
    if ahead:
        yield "CC501", f"The cited document itself has this from {', which has it from '.join(map(_step, ahead))}."


def _step(hop: Hop) -> str:
    judgement = hop.judgement
    if judgement and judgement.verdict in _TOLD and judgement.evidence:
        return f"{hop.source.name} ({judgement.evidence[0].page.url})"
    return f"{hop.source.name} (not read: {judgement.verdict})" if judgement else hop.source.name


def _set_aside(aside: Sequence[Aside], published: date | None) -> Iterator[tuple[str, str]]:
    """Yield what pages that are no evidence fire, with its message."""
    for one in aside:
        page = one.page
        if one.standing is Standing.LATER and page.first:
            yield "CC504", f"{page.url} is of {page.first.isoformat()}, after the article, so it is no evidence."
        elif one.standing is Standing.COPY and page.published and published and page.published < published:
            yield "CC503", f"The article looks like a re-publication of {page.url} of {page.published.isoformat()}."
        elif one.standing is Standing.COPY:
            yield "CC503", f"{page.url} is a near-copy of the article, so it is no evidence for it."


def failing(checked: CheckedClaim, fail_on: str | None, *, strict: bool = False) -> bool:
    """Say whether a claim makes a run fail: a finding at or above *fail_on*, or with *strict* an open verdict.

    Args:
        checked: A claim with its findings.
        fail_on: A severity; None for never.
        strict: Count `unreachable` and `partial` as failing whatever their severity.
    """
    if fail_on is None or checked.judgement is None:
        return False
    if strict and any(finding.code in _STRICT for finding in checked.findings):
        return True
    least = _WEIGHT[Severity(fail_on)]
    return any(_WEIGHT[finding.severity] >= least for finding in checked.findings)


def uncached(report: Report) -> tuple[Problem, ...]:
    """Return for each article what was needed and not in the cache, as a problem that says how to mend it."""
    found = []
    for article in report.articles:
        urls = {r.memento.url for c in article.claims for r in c.readings if r.memento.outcome is Outcome.NOT_CACHED}
        open_ = sum(any(_UNCACHED in one.problem for one in c.asked) for c in article.claims)
        if urls or open_:
            first = f", {min(urls)} among them" if urls else ""
            path = article.article.path
            hint = f"Run 'claimcheck run {path}' with the network, and commit the cache."
            found.append(Problem(path, f"answers for it are not in the cache{first}", hint))
    return tuple(found)


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


def _message(code: str, judgement: Judgement) -> str:
    return _BY_CODE[code].summary if code == "CC303" else judgement.reason or _BY_CODE[code].summary


def _only_paywalls(readings: Sequence[Reading]) -> bool:
    """Say whether all that stood between the search and an answer is paywalls."""
    paid = [r for r in readings if r.memento.outcome is Outcome.PAYWALLED or (r.page and not r.page.complete)]
    shut = [r for r in readings if not r.memento.outcome.answers]
    return bool(paid) and all(r in paid for r in shut)


__all__ = ["RULES", "Rule", "exit_code", "failing", "find_rule", "findings", "inconclusive", "uncached"]
