"""The report in lines: one for each finding, as editors and `grep` like them, and one that counts."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from claimcheck.model import Severity, Verdict
from claimcheck.report import prose
from claimcheck.report.escape import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimcheck.report.wire import WireClaim, WireReport


def render(document: WireReport) -> str:
    """Return a line `path:line:column: CODE message` for each finding of *document*, and a last one that counts."""
    return "\n".join([*_findings(document), *_problems(document), _closing(document)]) + "\n"


def _findings(document: WireReport) -> Iterator[str]:
    for article in document.articles:
        for claim in article.claims:
            place = _path(article.path) + _position(claim)
            for finding in claim.findings:
                yield f"{place}: {_text(finding.code)} {_text(finding.message)}".rstrip()


def _problems(document: WireReport) -> Iterator[str]:
    for problem in document.problems:
        yield f"{_path(problem.path)}: error: {_text(problem.message)}".rstrip()


def _position(claim: WireClaim) -> str:
    return "".join(f":{number}" for number in (claim.line, claim.column) if number is not None)


def _text(text: str) -> str:
    # GitHub's runner takes `##[name]` for a command wherever it stands in a line.
    return plain(text).replace("##[", "# #[")


def _path(path: str) -> str:
    # It takes `::name` for one at the start of a line, where a path stands.
    text = _text(path)
    return f"./{text}" if text.startswith(":") or not text else text


def _closing(document: WireReport) -> str:
    unread = f"{prose.count(len(document.problems), 'input')} could not be checked" if document.problems else ""
    found = _found(document) if document.articles or not unread else ""
    return "; ".join(part for part in (found, unread) if part) + "."


def _found(document: WireReport) -> str:
    claims = [claim for article in document.articles for claim in article.claims]
    weights = Counter(finding.severity for claim in claims for finding in claim.findings)
    if weights:
        counts = [prose.count(weights[severity], str(severity)) for severity in Severity if weights[severity]]
        return f"Found {prose.series(counts)}"
    if not claims:
        return "No attributed claim found"
    if all(claim.verdict is None for claim in claims):
        return f"{prose.count(len(claims), 'claim')} listed"
    return "All traced" if all(claim.verdict is Verdict.TRACED for claim in claims) else "Nothing found"
