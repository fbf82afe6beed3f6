from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from support import reports

from claimcheck.model import Severity
from claimcheck.report import sarif
from claimcheck.report.convert import to_wire
from claimcheck.report.wire import WireClaim, WireFinding, WireReport, WireTool
from claimcheck.rulebook import RULES

GOLDEN = Path(__file__).parent / "golden" / "run.sarif"
HOSTILE = (
    "\x1b[2J\x9b31m ]]> </script><!-- \u202edetrever \x00\x0b\uffff a\ud800 \u200b\u2028 [x](https://evil.example) {0}"
)
UNSEEN = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)


def strict(required: dict[str, object], **optional: object) -> dict[str, object]:
    known = required | optional
    return {"type": "object", "properties": known, "required": list(required), "additionalProperties": False}


def many(item: object, **limits: object) -> dict[str, object]:
    return {"type": "array", "items": item, **limits}


STRING = {"type": "string", "minLength": 1}
SHORT = {"type": "string", "minLength": 1, "maxLength": 1024}
LEVEL = {"enum": ["note", "warning", "error"]}
URI = {"type": "string", "pattern": r"^(?:[A-Za-z0-9._~!$&'()*+,;=:@/?#\[\]-]|%[0-9A-Fa-f]{2})+$"}
NUMBER = {"type": "integer", "minimum": 1}
OFFSET = {"type": "integer", "minimum": 0}
MESSAGE = strict({"text": STRING})
LINES = strict({"startLine": NUMBER}, startColumn=NUMBER)
SNIPPET = strict({"text": {**STRING, "maxLength": 500}})
PASSAGE = strict({"charOffset": OFFSET, "charLength": OFFSET, "snippet": SNIPPET})
PLACE = strict({"artifactLocation": strict({"uri": URI})}, region={"oneOf": [LINES, PASSAGE]})
LOCATION = strict({"physicalLocation": PLACE}, message=MESSAGE)
RULE = strict(
    {
        "id": {"type": "string", "pattern": "^CC[0-9]{3}$"},
        "name": STRING,
        "shortDescription": strict({"text": SHORT}),
        "fullDescription": strict({"text": SHORT}),
        "help": strict({"text": SHORT, "markdown": SHORT}),
        "defaultConfiguration": strict({"level": LEVEL}),
    }
)
RESULT = strict(
    {
        "ruleId": STRING,
        "level": LEVEL,
        "message": MESSAGE,
        "locations": many(LOCATION, minItems=1, maxItems=1),
        "partialFingerprints": strict({"claimcheck/v1": {"type": "string", "pattern": "^[0-9a-f]{64}$"}}),
        "properties": strict({"sources": many(STRING), "claimId": STRING}, verdict=STRING),
    },
    ruleIndex=OFFSET,
    relatedLocations=many(LOCATION, minItems=1, uniqueItems=True),
)
NOTIFICATION = strict({"level": LEVEL, "message": MESSAGE}, locations=many(LOCATION))
INVOCATION = strict({"executionSuccessful": {"type": "boolean"}, "toolExecutionNotifications": many(NOTIFICATION)})
DRIVER = strict(
    {"name": {"const": "claimcheck"}, "version": STRING, "informationUri": URI, "rules": many(RULE, uniqueItems=True)}
)
RUN = strict(
    {
        "tool": strict({"driver": DRIVER}),
        "invocations": many(INVOCATION, minItems=1, maxItems=1),
        "columnKind": {"const": "unicodeCodePoints"},
        "results": many(RESULT, maxItems=25_000),
    }
)
LOG = strict({"$schema": URI, "version": {"const": "2.1.0"}, "runs": many(RUN, minItems=1, maxItems=1)})


def every() -> WireReport:
    return to_wire(reports.every_verdict())


def run(document: WireReport) -> dict[str, Any]:
    text = sarif.render(document)
    log = json.loads(text.encode())
    Draft202012Validator(LOG).validate(log)
    return dict(log["runs"][0])


def holding(*claims: WireClaim, **changes: object) -> WireReport:
    document = every()
    article = document.articles[0].model_copy(update={"claims": list(claims) or document.articles[0].claims, **changes})
    return document.model_copy(update={"articles": [article]})


def hostile() -> WireReport:
    document = to_wire(reports.with_problem(reports.every_verdict()))
    article = document.articles[0]
    claims = []
    bad = {"title": HOSTILE, "text": HOSTILE, "fragment_url": f"https://a.example/{HOSTILE}"}
    for claim in article.claims:
        proof = [each.model_copy(update=bad) for each in claim.evidence]
        changed = {
            "evidence": proof,
            "chain": [link.model_copy(update={"name": HOSTILE}) for link in claim.chain],
            "findings": [each.model_copy(update={"message": HOSTILE}) for each in claim.findings],
        }
        claims.append(claim.model_copy(update=changed))
    problem = document.problems[0].model_copy(update={"path": HOSTILE, "message": HOSTILE, "hint": HOSTILE})
    articles = [article.model_copy(update={"path": HOSTILE, "claims": claims})]
    return document.model_copy(update={"articles": articles, "problems": [problem]})


def test_the_log_is_as_it_was() -> None:
    """The bytes are those last approved (UPDATE_GOLDEN=1 writes them anew)."""
    document = to_wire(reports.with_problem(reports.every_verdict()))
    made = sarif.render(document.model_copy(update={"tool": WireTool(version="0.0.0")}))
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.write_bytes(made.encode())

    assert GOLDEN.read_bytes().decode() == made
    assert made.endswith("}\n")


@pytest.mark.parametrize("make", [reports.every_verdict, reports.unreachable, reports.listed])
def test_logs_have_the_structure_of_the_standard(make: object) -> None:
    """Only properties that SARIF knows, all that it or GitHub requires, and no empty strings."""
    assert callable(make)
    document = to_wire(make())

    results = run(document)["results"]

    assert [f.code for c in document.articles[0].claims for f in c.findings] == [each["ruleId"] for each in results]
    assert sarif.render(document) == sarif.render(document)


def test_rules_are_those_of_the_rulebook() -> None:
    """Every result points at its rule, and the level is the finding's own."""
    made = run(every())
    rules = made["tool"]["driver"]["rules"]

    assert [rule.code for rule in RULES] == [rule["id"] for rule in rules]
    assert [rule.severity.value for rule in RULES] == [rule["defaultConfiguration"]["level"] for rule in rules]
    for result in made["results"]:
        assert result["ruleId"] == rules[result["ruleIndex"]]["id"]
    assert {"note", "warning", "error"} == {result["level"] for result in made["results"]}


def test_a_result_has_its_place_and_its_evidence() -> None:
    """Line and column are the claim's; the evidence is an absolute address with title and passage."""
    result = next(each for each in run(every())["results"] if each["ruleId"] == "CC402")
    place = result["locations"][0]["physicalLocation"]
    [related] = result["relatedLocations"]

    assert "articles/bridge.txt" == place["artifactLocation"]["uri"]
    assert {"startLine": 8, "startColumn": 1} == place["region"]
    assert "Bridge to reopen in May, mayor says" == related["message"]["text"]
    assert related["physicalLocation"]["artifactLocation"]["uri"].startswith("https://harbourtimes.example/2026")
    assert related["physicalLocation"]["region"]["snippet"]["text"].startswith("“We will not soon close")
    assert {"verdict": "altered", "sources": ["Harbour Times", "Jane Roe"], "claimId": "000000e000000018"} == (
        result["properties"]
    )


def test_an_article_without_lines_has_no_region() -> None:
    """The file alone is named."""
    bare = [each.model_copy(update={"line": None, "column": None}) for each in every().articles[0].claims]

    for result in run(holding(*bare))["results"]:
        assert ["artifactLocation"] == list(result["locations"][0]["physicalLocation"])


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("./a b/./ü.txt", "a%20b/%C3%BC.txt"),
        (r".\news\a.txt", "news/a.txt"),
        ("../a:b 100%#1?.txt", "../a%3Ab%20100%25%231%3F.txt"),
        ("/srv/a b.txt", "file:///srv/a%20b.txt"),
        (r"C:\news\a b.txt", "file:///C:/news/a%20b.txt"),
        (r"\\host\share\a.txt", "file://host/share/a.txt"),
        ("", "-"),
        ("https://a.example/x?y=1", "https://a.example/x?y=1"),
        ("https://a.example/ä[1]?q=50%#a#b", "https://a.example/%C3%A4%5B1%5D?q=50%25#a%23b"),
        ("http://[::1]:80/x", "http://[::1]:80/x"),
        ("http://a.example:port/x", "http%3A/a.example%3Aport/x"),
        ("javascript:alert(1)", "javascript%3Aalert%281%29"),
    ],
)
def test_paths_become_uris(path: str, expected: str) -> None:
    """Relative paths stay relative, URLs stay URLs, and what RFC 3986 forbids is encoded."""
    for result in run(holding(path=path))["results"]:
        assert expected == result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]


def test_fingerprints_outlive_a_move() -> None:
    """They differ between findings and between files, and do not know lines or how the path was written."""
    moved = [each.model_copy(update={"line": 99, "column": 7}) for each in every().articles[0].claims]
    before, after, elsewhere = (
        [each["partialFingerprints"]["claimcheck/v1"] for each in run(made)["results"]]
        for made in (every(), holding(*moved, path="./articles/bridge.txt"), holding(path="other.txt"))
    )

    assert before == after
    assert len(before) == len(set(before))
    assert set() == set(before) & set(elsewhere)


def test_problems_are_notifications() -> None:
    """An input that could not be checked makes the run unsuccessful."""
    [good] = run(every())["invocations"]
    [bad] = run(to_wire(reports.with_problem(reports.every_verdict())))["invocations"]
    [notification] = bad["toolExecutionNotifications"]

    assert {"executionSuccessful": True, "toolExecutionNotifications": []} == good
    assert not bad["executionSuccessful"]
    assert "error" == notification["level"]
    assert "articles/scan.txt: is not text. Give a text, HTML or Markdown file." == notification["message"]["text"]


def test_too_many_results_are_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    """The gravest are kept in the document's order, and a notification counts the rest."""
    document = every()
    findings = [f for c in document.articles[0].claims for f in c.findings]
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    monkeypatch.setattr(sarif, "MOST_RESULTS", errors + 1)

    made = run(document)
    [notification] = made["invocations"][0]["toolExecutionNotifications"]

    kept = [f.code for f in findings if f.severity is not Severity.NOTE]
    assert kept == [each["ruleId"] for each in made["results"]]
    assert notification["message"]["text"].startswith(f"{len(findings) - errors - 1} findings were left out")
    assert made["invocations"][0]["executionSuccessful"]


def test_an_upload_has_at_most_25000_results() -> None:
    """That is what GitHub takes."""
    claim = every().articles[0].claims[0]
    note = WireFinding(code="CC101", severity=Severity.NOTE, message="n")
    full = claim.model_copy(update={"findings": [note] * 25_000 + claim.findings})
    results = json.loads(sarif.render(holding(full)))["runs"][0]["results"]

    assert 25_000 == len(results)
    assert "CC201" == results[-1]["ruleId"]


def test_long_passages_are_cut() -> None:
    """A snippet has 500 characters at most, and one passage is given once."""
    claim = every().articles[0].claims[2]
    proof = claim.evidence[0].model_copy(update={"text": "x" * 900, "title": None, "start": 5, "end": 905})
    long = claim.model_copy(update={"evidence": [proof, proof]})

    [related] = run(holding(long))["results"][0]["relatedLocations"]

    assert {"charOffset": 5, "charLength": 500, "snippet": {"text": "x" * 500}} == related["physicalLocation"]["region"]
    assert related["message"]["text"].startswith("https://harbourtimes.example/")


def test_evidence_that_nobody_may_follow_is_left_out() -> None:
    """Only http and https addresses become places."""
    claim = every().articles[0].claims[2]
    proof = claim.evidence[0].model_copy(update={"url": "javascript:x", "fragment_url": "javascript:x"})

    [result] = run(holding(claim.model_copy(update={"evidence": [proof]})))["results"]

    assert "relatedLocations" not in result


def test_a_code_without_a_rule_has_no_index() -> None:
    """A finding of a rule that is not in the book is still written."""
    odd = WireFinding(code="CC999", severity=Severity.NOTE, message="")
    claim = every().articles[0].claims[0].model_copy(update={"findings": [odd], "reason": None})

    [result] = run(holding(claim))["results"]

    assert "ruleIndex" not in result
    assert {"text": "-"} == result["message"]


def test_hostile_text_is_inert() -> None:
    """No control or reordering character, no tag, no link of SARIF's own comes through; the log stays valid."""
    text = sarif.render(hostile())
    made = run(hostile())

    assert not UNSEEN.search(text)
    assert "<" not in text
    assert all("](" not in each["message"]["text"] for each in made["results"])
    assert "</script>" in made["results"][0]["message"]["text"]
    assert not UNSEEN.search(json.dumps(made, ensure_ascii=False))
