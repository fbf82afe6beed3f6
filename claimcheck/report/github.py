"""The report as workflow commands, which GitHub shows as annotations beside the lines of an article.

The escapes are those of the toolkit (`actions/toolkit`, `packages/core/src/command.ts`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimcheck.model import Severity
from claimcheck.report import markdown, prose
from claimcheck.report.escape import lines
from claimcheck.rulebook import RULES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimcheck.report.wire import WireReport

MOST = 10
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_NAMES = {rule.code: rule.name for rule in RULES}


@dataclass(frozen=True, slots=True)
class _Annotation:
    """A command in the making; *properties* without a value are left out."""

    severity: Severity
    properties: dict[str, str | int | None]
    message: str

    def __str__(self) -> str:
        """Return the command as the runner reads it."""
        given = [
            f"{name}={_property(str(value))}" for name, value in self.properties.items() if value not in {None, ""}
        ]
        return f"::{_COMMANDS[self.severity]} {','.join(given)}::{_data(self.message)}"


def render(document: WireReport) -> str:
    """Return the annotations of *document*, worst first, and how many are left out.

    GitHub shows ten of each kind for a step, so the line about the rest takes the place of a notice.
    """
    every = [*_problems(document), *_findings(document)]
    shown = _shown(every, MOST)
    if len(shown) < len(every):
        shown = _shown(every, MOST - 1)
        rest = f"{prose.count(len(every) - len(shown), 'more finding')}; see the summary of this job."
        shown.append(_Annotation(Severity.NOTE, {"title": "claimcheck"}, rest))
    return "".join(f"{annotation}\n" for annotation in shown)


def summary(document: WireReport) -> str:
    """Return the Markdown for the job summary."""
    return markdown.render(document)


def _shown(every: list[_Annotation], notices: int) -> list[_Annotation]:
    most = {Severity.ERROR: MOST, Severity.WARNING: MOST, Severity.NOTE: notices}
    return [one for severity in Severity for one in [a for a in every if a.severity is severity][: most[severity]]]


def _problems(document: WireReport) -> Iterator[_Annotation]:
    for problem in document.problems:
        yield _Annotation(Severity.ERROR, {"file": problem.path, "title": "claimcheck"}, problem.message)


def _findings(document: WireReport) -> Iterator[_Annotation]:
    for article in document.articles:
        for claim in article.claims:
            for finding in claim.findings:
                title = f"{finding.code} {_NAMES.get(finding.code, '')}".strip()
                place = {"file": article.path, "line": claim.line, "col": claim.column}
                yield _Annotation(finding.severity, {**place, "title": title}, finding.message)


def _data(text: str) -> str:
    return lines(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
