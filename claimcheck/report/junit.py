"""The report for continuous integration: JUnit XML, an article as a suite and a claim as a case.

Texts from outside are made plain, and what XML 1.0 forbids becomes U+FFFD.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from claimcheck.model import Severity, Verdict
from claimcheck.report import escape

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claimcheck.report.wire import WireArticle, WireClaim, WireFinding, WireProblem, WireReport

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_OPEN = {Verdict.UNREACHABLE, Verdict.UNNAMED}
_NAME = 120
_COUNTS = {"failures": "failure", "errors": "error", "skipped": "skipped"}


def render(document: WireReport) -> str:
    """Return *document* as XML, indented by two blanks, with a newline at the end."""
    root = ET.Element("testsuites", {"name": "claimcheck"})
    root.extend(_suite(article) for article in document.articles)
    root.extend(_unread(problem) for problem in document.problems)
    for element in (root, *root):
        _count(element)
    ET.indent(root)
    # In the log of a job `##[` would be a command wherever it stands; it can stand in texts alone.
    text = ET.tostring(root, encoding="unicode").replace("##[", "##&#91;")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _plain(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", escape.plain(text))


def _count(element: ET.Element) -> None:
    """Write how many cases *element* holds, and how many of them ended badly or not at all."""
    element.set("tests", str(sum(1 for _ in element.iter("testcase"))))
    for name, tag in _COUNTS.items():
        element.set(name, str(sum(1 for _ in element.iter(tag))))


def _suite(article: WireArticle) -> ET.Element:
    path = _plain(article.path) or "-"
    suite = ET.Element("testsuite", {"name": path, "file": path})
    suite.extend(_case(path, claim) for claim in article.claims)
    return suite


def _case(path: str, claim: WireClaim) -> ET.Element:
    content = _plain(" … ".join(span.text for span in claim.content))
    names = " > ".join(_plain(source.name) or "-" for source in claim.chain)
    name = f"{content[:_NAME]} [{claim.id}]".strip()
    case = ET.Element("testcase", {"classname": names or "-", "name": name, "file": path})
    if claim.line is not None:
        case.set("line", str(claim.line))
    grave = [finding for finding in claim.findings if finding.severity is Severity.ERROR]
    reason = _plain(claim.reason or "")
    if grave:
        failure = ET.SubElement(
            case,
            "failure",
            {"message": reason or _plain(grave[0].message) or grave[0].code, "type": _plain(grave[0].code)},
        )
        passages = [f"Evidence: {_plain(each.fragment_url)}" for each in claim.evidence]
        failure.text = "\n".join([*_lines(grave), *passages])
    elif claim.verdict is None:
        ET.SubElement(case, "skipped", {"message": "The claim was only listed, not checked."})
    elif claim.verdict in _OPEN:
        ET.SubElement(case, "skipped", {"message": reason or claim.verdict.value})
    lesser = [finding for finding in claim.findings if finding.severity is not Severity.ERROR]
    if lesser:
        ET.SubElement(case, "system-out").text = "\n".join(_lines(lesser))
    return case


def _lines(findings: Iterable[WireFinding]) -> list[str]:
    return [f"{_plain(each.code)} {each.severity.value}: {_plain(each.message)}" for each in findings]


def _unread(problem: WireProblem) -> ET.Element:
    """Return the suite of an input that could not be checked: one case, which is in error."""
    path = _plain(problem.path) or "-"
    suite = ET.Element("testsuite", {"name": path, "file": path})
    case = ET.SubElement(suite, "testcase", {"classname": "claimcheck", "name": f"read {path}", "file": path})
    error = ET.SubElement(case, "error", {"message": _plain(problem.message), "type": "unreadable"})
    error.text = _plain(problem.hint)
    return suite
