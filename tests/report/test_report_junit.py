from __future__ import annotations

import os
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from lxml import etree
from support import reports

from claimcheck.model import Verdict
from claimcheck.report import junit
from claimcheck.report.convert import to_wire
from claimcheck.report.wire import WireReport, WireTool

GOLDEN = Path(__file__).parent / "golden" / "run-junit.xml"
HOSTILE = "\x1b[2J\x9b31m ]]> </script><!-- &amp; \"'\n\u202edetrever \x00\x0b\ufffe\uffff a\ud800 \u200b\u2028"
FORBIDDEN = re.compile("[^\n\x20-\x7e\xa0-\u200a\u2010-\u2027\u202f-\u205f\u2070-\ud7ff\ue000-\ufefe\uff00-\ufffd]")
COUNTS = {"tests": "testcase", "failures": "failure", "errors": "error", "skipped": "skipped"}


def whole() -> WireReport:
    return to_wire(reports.with_problem(reports.every_verdict()))


def parsed(document: WireReport) -> ET.Element:
    text = junit.render(document)
    etree.fromstring(text.encode(), etree.XMLParser(recover=False))
    root = ET.fromstring(text)  # noqa: S314 - our own output
    for element in (root, *root.findall("testsuite")):
        for name, tag in COUNTS.items():
            assert len(list(element.iter(tag))) == int(element.attrib[name])
    return root


def hostile() -> WireReport:
    document = whole()
    article = document.articles[0]
    claims = []
    for claim in article.claims:
        changed = {
            "content": [span.model_copy(update={"text": HOSTILE}) for span in claim.content],
            "chain": [link.model_copy(update={"name": HOSTILE}) for link in claim.chain],
            "reason": HOSTILE,
            "evidence": [each.model_copy(update={"fragment_url": HOSTILE}) for each in claim.evidence],
            "findings": [each.model_copy(update={"message": HOSTILE}) for each in claim.findings],
        }
        claims.append(claim.model_copy(update=changed))
    problem = document.problems[0].model_copy(update={"path": HOSTILE, "message": HOSTILE, "hint": HOSTILE})
    articles = [article.model_copy(update={"path": HOSTILE, "claims": claims})]
    return document.model_copy(update={"articles": articles, "problems": [problem]})


def test_the_file_is_as_it_was() -> None:
    """The bytes are those last approved (UPDATE_GOLDEN=1 writes them anew)."""
    made = junit.render(whole().model_copy(update={"tool": WireTool(version="0.0.0")}))
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.write_bytes(made.encode())

    assert GOLDEN.read_bytes().decode() == made
    assert made.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="claimcheck"')
    assert made.endswith("</testsuites>\n")


@pytest.mark.parametrize("make", [reports.every_verdict, reports.unreachable, reports.listed])
def test_files_parse_and_their_counts_agree(make: object) -> None:
    """Every claim is one case, in the order of the document, and the same document gives the same bytes."""
    assert callable(make)
    document = to_wire(make())

    cases = parsed(document).findall("testsuite/testcase")

    ids = [f"[{claim.id}]" for article in document.articles for claim in article.claims]
    assert ids == [case.attrib["name"].rpartition(" ")[2] for case in cases]
    assert junit.render(document) == junit.render(document)


def test_verdicts_become_outcomes() -> None:
    """An error finding fails, an open claim is skipped, and what has warnings or notes alone passes."""
    document = whole()
    cases = parsed(document).findall("testsuite[1]/testcase")
    outcomes = {
        claim.verdict: [child.tag for child in case]
        for claim, case in zip(document.articles[0].claims, cases, strict=True)
    }

    assert [] == outcomes[Verdict.TRACED]
    assert ["system-out"] == outcomes[Verdict.PARTIAL]
    assert ["skipped", "system-out"] == outcomes[Verdict.UNREACHABLE]
    assert ["skipped", "system-out"] == outcomes[Verdict.UNNAMED]
    for verdict in (Verdict.UNTRACEABLE, Verdict.UNSUPPORTED, Verdict.MISATTRIBUTED, Verdict.CONTRADICTED):
        assert ["failure"] == outcomes[verdict]
    assert ["failure", "system-out"] == outcomes[Verdict.ALTERED]


def test_a_failure_says_what_and_where() -> None:
    """Reason, code, evidence, chain, content and line are there."""
    document = whole()
    case = parsed(document).findall("testsuite/testcase")[2]
    failure = case.find("failure")

    assert failure is not None
    assert document.articles[0].claims[2].reason == failure.attrib["message"]
    assert "CC402" == failure.attrib["type"]
    assert "Evidence: https://harbourtimes.example/2026/03/02/bridge-reopens#:~:text=" in (failure.text or "")
    assert "Harbour Times > Jane Roe" == case.attrib["classname"]
    assert ("articles/bridge.txt", "8") == (case.attrib["file"], case.attrib["line"])


def test_names_are_cut() -> None:
    """A name has 120 characters of the content at most, and the claim's id."""
    names = [case.attrib["name"] for case in parsed(whole()).iter("testcase")]

    assert 120 + len(" [0123456789abcdef]") == max(map(len, names))


def test_claims_that_were_only_listed_are_skipped() -> None:
    """Nothing passes that nobody checked."""
    root = parsed(to_wire(reports.listed()))

    assert root.attrib["tests"] == root.attrib["skipped"] != "0"


def test_a_problem_is_a_suite_in_error() -> None:
    """An input that could not be checked has one case, with what to do."""
    suite = parsed(whole()).findall("testsuite")[-1]
    [case] = suite
    [error] = case

    assert "articles/scan.txt" == suite.attrib["name"]
    assert ("error", "is not text", "Give a text, HTML or Markdown file.") == (
        error.tag,
        error.attrib["message"],
        error.text,
    )


def test_an_input_without_lines_has_no_line() -> None:
    """The attribute is missing, not 0."""
    document = whole()
    claims = [each.model_copy(update={"line": None, "column": None}) for each in document.articles[0].claims]
    article = document.articles[0].model_copy(update={"claims": claims})

    assert all("line" not in case.attrib for case in parsed(document.model_copy(update={"articles": [article]})).iter())


def test_hostile_text_is_inert() -> None:
    """No forbidden or reordering character comes through, and markup stays text."""
    text = junit.render(hostile())
    root = parsed(hostile())

    assert not FORBIDDEN.search(text)
    assert "]]>" not in text
    assert "</script>" not in text
    assert {"testsuites", "testsuite", "testcase", "failure", "skipped", "error", "system-out"} == {
        element.tag for element in root.iter()
    }
    assert "</script>" in root[0].attrib["name"]
    assert "\ufffd" in root[0].attrib["name"]
