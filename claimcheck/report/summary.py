"""The end of a report: counts of verdicts, which sources could be reached, and what the exit code says."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimcheck.model import Severity, Verdict
from claimcheck.report import prose, signs
from claimcheck.report.blocks import place
from claimcheck.report.canvas import LONGEST, row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimcheck.model import CheckedClaim, Judgement, Report
    from claimcheck.report.canvas import Canvas

GROUNDS = ("full text", "an archived copy", "a teaser", "nothing")
_INCONCLUSIVE = 3
_NEXT = 3
_MOST_CAUSES = 12
_LABEL = 16
_NARROW = 4
_ROOMY = 60


@dataclass(frozen=True, slots=True, order=True)
class _Cause:
    """A source that was not reached, and what stood in the way."""

    source: str
    reason: str

    def __str__(self) -> str:
        """Return the reason, after the source where it does not name it."""
        reason = self.reason.rstrip(".")
        return reason if self.source in reason else f"{self.source}: {reason}"


def counts(report: Report) -> Counter[Verdict]:
    """Return how often each verdict occurs."""
    return Counter(c.judgement.verdict for a in report.articles for c in a.claims if c.judgement)


def write(canvas: Canvas, report: Report) -> None:
    """Write the counts and the sources."""
    by_verdict = counts(report)
    glyphs = signs.glyphs(canvas.encoding)
    canvas.block(canvas.own("Summary", "bold"))
    for verdict in Verdict:
        if number := by_verdict[verdict]:
            sign = canvas.own(f"  {glyphs[verdict]} ", f"bold {signs.SIGNS[verdict].style}")
            canvas.block(row(sign, canvas.own(f"{verdict:<14}{number:>5}")))
    total = canvas.own(f"    {'claims':<14}{sum(by_verdict.values()):>5}", "bold")
    canvas.block(row(total, canvas.own(f"  in {prose.count(len(report.articles), 'article')}", "dim")))
    _grounds(canvas, report)
    _sources(canvas, report)


def grounds(report: Report) -> dict[str, int]:
    """Return against what the claims of named sources were decided, and how many each, in the order of `GROUNDS`."""
    found = Counter(
        _ground(c.judgement, c)
        for a in report.articles
        for c in a.claims
        if c.judgement and c.judgement.verdict is not Verdict.UNNAMED
    )
    return {name: found[name] for name in GROUNDS if found[name]}


def _ground(judgement: Judgement, checked: CheckedClaim) -> str:
    """Say what a verdict rests on: its evidence, or else what was read for it."""
    aside = {id(one.page) for one in judgement.aside}
    read = [reading.page for reading in checked.readings if reading.page and id(reading.page) not in aside]
    pages = [one.page for one in judgement.evidence] or read
    if not pages:
        return "nothing"
    whole = [page for page in pages if page.complete]
    if not whole:
        return "a teaser"
    return "an archived copy" if all(page.memento.archive_url for page in whole) else "full text"


def closing(report: Report, code: int | None) -> str:
    """Return what the exit code will be, why, and what to do next; for a list of claims, what comes next."""
    claims = sum(len(article.claims) for article in report.articles)
    if report.problems:
        return _unread(report)
    if not claims:
        return "No attributed claim was found, so there is nothing to check."
    if code is None:
        found = f"{prose.count(claims, 'claim')} in {prose.count(len(report.articles), 'article')}."
        return f"{found} 'claimcheck run' looks for their sources."
    return _dead(report) if code == _INCONCLUSIVE else _found(report, code)


def _sources(canvas: Canvas, report: Report) -> None:
    reached = sorted(set(_reached(report)))
    missed = Counter(cause for a in report.articles for c in a.claims for cause in set(_causes(c)))
    if (reached or missed) and not grounds(report):
        canvas.blank()
    if reached:
        _row(canvas, "Sources read", prose.series(reached, 8))
    for number, (cause, times) in enumerate(
        sorted(missed.items(), key=lambda item: (-item[1], item[0]))[:_MOST_CAUSES]
    ):
        claims = f" · {prose.count(times, 'claim')}"
        _row(canvas, "" if number else "Not reached", f"{cause}{claims}")
    if len(missed) > _MOST_CAUSES:
        _row(canvas, "", f"and {len(missed) - _MOST_CAUSES} more")


def _grounds(canvas: Canvas, report: Report) -> None:
    if found := grounds(report):
        canvas.blank()
        _row(canvas, "Judged by", prose.series([f"{name} ({number})" for name, number in found.items()]))


def _row(canvas: Canvas, label: str, text: str) -> None:
    hang = _LABEL if canvas.width >= _ROOMY else _NARROW
    canvas.block(row(canvas.own(f"  {label}".ljust(_LABEL), "dim"), canvas.text(text, limit=LONGEST * 2)), hang=hang)


def _reached(report: Report) -> Iterator[str]:
    for article in report.articles:
        for checked in article.claims:
            yield from {_bare(r.page.domain or r.memento.host) or "saved files" for r in checked.readings if r.page}


def _causes(checked: CheckedClaim) -> Iterator[_Cause]:
    """Yield what kept an unreachable claim from its source: failed fetches, or else the judgement's reason."""
    if checked.judgement is None or checked.judgement.verdict is not Verdict.UNREACHABLE:
        return
    failed = [r for r in checked.readings if not r.memento.outcome.answers]
    for reading in failed:
        yield _Cause(_bare(reading.memento.host), reading.memento.reason or str(reading.memento.outcome))
    if not failed:
        outer = checked.claim.chain[0]
        yield _Cause(outer.domain or outer.name, prose.cause(checked.judgement.reason))


def _bare(host: str) -> str:
    return host.removeprefix("www.")


def _unread(report: Report) -> str:
    what = prose.count(len(report.problems), "input")
    names = prose.series(sorted({problem.path for problem in report.problems}), 3)
    rest = f" In the rest: {weights}." if (weights := _weights(report)) else ""
    return f"{what} could not be read (exit 2): {names}.{rest}"


def _dead(report: Report) -> str:
    """Name the most frequent cause and what to do, for a run in which no source could be reached."""
    judged = [(c, c.judgement) for a in report.articles for c in a.claims if c.judgement]
    causes = Counter(prose.cause(j.reason) for _, j in judged if j.verdict is Verdict.UNREACHABLE)
    first = min(causes, key=lambda cause: (-causes[cause], cause))
    more = f", and {prose.count(len(causes) - 1, 'other reason')} given above" if len(causes) > 1 else ""
    codes = {finding.code for checked, _ in judged for finding in checked.findings} - {"CC101"}
    if all("offline" in cause or "not in the cache" in cause for cause in causes):
        advice = "Run again without --offline."
    elif codes == {"CC302"}:
        advice = "Read them with a subscription, or cite what readers can open."
    else:
        advice = "Check the network or proxy, then run again; what was read is kept."
    return f"No source could be reached, so nothing is decided (exit 3): {first}{more}. {advice}"


def _found(report: Report, code: int) -> str:
    weights = _weights(report)
    if not code:
        return f"{weights or 'Nothing found'}: nothing that fails the run (exit 0)."
    if not weights:
        return f"Nothing found, but what was said above fails the run (exit {code})."
    first, *more = _worst(report)
    then = f", then {prose.series([f'{rule} at {where}' for where, rule in more])}" if more else ""
    return f"{weights} (exit 1). Begin with {first[1]} at {first[0]}{then}; 'claimcheck rule {first[1]}' explains."


def _weights(report: Report) -> str:
    """Return how many findings there are of each severity, in words."""
    weights = Counter(f.severity for a in report.articles for c in a.claims for f in c.findings)
    return prose.series([prose.count(weights[severity], str(severity)) for severity in Severity if weights[severity]])


def _worst(report: Report) -> list[tuple[str, str]]:
    """Return place and code of the gravest findings, three at most, each of another claim."""
    found = [(a.article, c.claim, f) for a in report.articles for c in a.claims for f in c.findings]
    ordered = sorted(found, key=lambda item: list(Severity).index(item[2].severity))
    first = {place(article, claim): finding.code for article, claim, finding in reversed(ordered)}
    chosen = dict.fromkeys(place(article, claim) for article, claim, _ in ordered)
    return [(where, first[where]) for where in list(chosen)[:_NEXT]]
