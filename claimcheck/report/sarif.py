"""The report for code scanning: SARIF 2.1.0 (OASIS), within the limits of GitHub's upload.

Texts from outside are made plain, so that they show what they are wherever they are shown; URIs are printable ASCII.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from claimcheck.model import Severity
from claimcheck.report import escape
from claimcheck.rulebook import RULES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimcheck.report.wire import WireArticle, WireClaim, WireEvidence, WireFinding, WireProblem, WireReport
    from claimcheck.rulebook import Rule

    Hit = tuple[WireArticle, WireClaim, WireFinding]
    Node = dict[str, object]

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
HOME = "https://github.com/claimcheck-news/claimcheck"
MOST_RESULTS = 25_000
_LONGEST = 1024
_SNIPPET = 500
_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}
_INDEX = {rule.code: index for index, rule in enumerate(RULES)}
_URL = re.compile(r"(https?://[^/?#]*)([^#]*)(?:#(.*))?", re.IGNORECASE)
_STRAY = re.compile(r"%(?![0-9A-Fa-f]{2})|[\[\]#]")
_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_DRIVE = re.compile(r"[A-Za-z]:/")


def render(document: WireReport) -> str:
    """Return *document* as a SARIF log with one run, indented by two blanks, with a newline at the end."""
    hits = [(a, claim, finding) for a in document.articles for claim in a.claims for finding in claim.findings]
    kept = _worst(hits)
    notes = [_problem(problem) for problem in document.problems]
    if len(kept) < len(hits):
        notes.append(_left_out(len(hits) - len(kept)))
    driver = {
        "name": document.tool.name,
        "version": document.tool.version,
        "informationUri": HOME,
        "rules": [_rule(rule) for rule in RULES],
    }
    run = {
        "tool": {"driver": driver},
        "invocations": [{"executionSuccessful": not document.problems, "toolExecutionNotifications": notes}],
        "columnKind": "unicodeCodePoints",
        "results": [_result(*hit) for hit in kept],
    }
    text = json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)
    # In the log of a job `##[` would be a command wherever it stands.
    return text.replace("<", "\\u003c").replace("##[", "##\\u005b") + "\n"


def uri(path: str) -> str:
    """Return the URI reference (RFC 3986) of an input: a URL as it is, an absolute path as `file:`, others relative."""
    url = _absolute(path)
    if url is not None:
        return url
    slashed = path.replace("\\", "/")
    parts = [quote(part, safe="", errors="replace") for part in slashed.split("/") if part not in {"", "."}]
    if _DRIVE.match(slashed):
        return "file:///" + "/".join([slashed[:2], *parts[1:]])
    if slashed.startswith("//"):
        return "file://" + "/".join(parts)
    return ("file:///" if slashed.startswith("/") else "") + ("/".join(parts) or "-")


def _absolute(url: str) -> str | None:
    """Return an http(s) URL with all encoded that RFC 3986 does not let stand, or None when it is none."""
    found = _URL.fullmatch(escape.link(url) or "")
    if found is None or not _has_port(found[1]):
        return None
    head, rest, anchor = _PERCENT.sub("%25", found[1]), _STRAY.sub(_encoded, found[2]), found[3]
    return f"{head}{rest}" if anchor is None else f"{head}{rest}#{_STRAY.sub(_encoded, anchor)}"


def _has_port(head: str) -> bool:
    try:
        return urlsplit(head).port != 0
    except ValueError:
        return False


def _encoded(match: re.Match[str]) -> str:
    return f"%{ord(match[0]):02X}"


def _message(*choices: str | None) -> Node:
    """Return the first text that says something; `[x](y)` in it, which SARIF reads as a link, is broken up."""
    texts = (escape.plain(choice) for choice in choices if choice)
    return {"text": next((text for text in texts if text), "-").replace("](", "] (")}


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _rule(rule: Rule) -> Node:
    example = {"Fires": rule.fires, "Stays silent": rule.silent}
    plain = "\n".join([rule.remedy, *(f"{label}: {text}" for label, text in example.items())])
    marked = "\n\n".join([rule.remedy, *(f"**{label}:** {text}" for label, text in example.items())])
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": _cut(rule.summary)},
        "fullDescription": {"text": _cut(rule.why)},
        "help": {"text": _cut(plain), "markdown": _cut(marked)},
        "defaultConfiguration": {"level": rule.severity.value},
    }


def _worst(hits: Sequence[Hit]) -> Sequence[Hit]:
    """Return as many findings as may be uploaded: the gravest, in the order of the document."""
    if len(hits) <= MOST_RESULTS:
        return hits
    ranked = sorted(range(len(hits)), key=lambda index: _RANK[hits[index][2].severity])
    return [hits[index] for index in sorted(ranked[:MOST_RESULTS])]


def _result(article: WireArticle, claim: WireClaim, finding: WireFinding) -> Node:
    place = uri(article.path)
    known = _INDEX.get(finding.code)
    identity = f"{place}\0{claim.id}\0{finding.code}"
    related: list[Node] = []
    for location in map(_related, claim.evidence):
        if location is not None and location not in related:
            related.append(location)
    return {
        "ruleId": finding.code,
        **({} if known is None else {"ruleIndex": known}),
        "level": finding.severity.value,
        "message": _message(finding.message, claim.reason, None if known is None else RULES[known].summary),
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": place}, **_region(claim)}}],
        **({"relatedLocations": related} if related else {}),
        "partialFingerprints": {"claimcheck/v1": hashlib.sha256(identity.encode()).hexdigest()},
        "properties": {
            **({"verdict": claim.verdict.value} if claim.verdict else {}),
            "sources": [escape.plain(source.name) or "-" for source in claim.chain],
            "claimId": claim.id,
        },
    }


def _region(claim: WireClaim) -> Node:
    if claim.line is None:
        return {}
    column = {} if claim.column is None else {"startColumn": claim.column}
    return {"region": {"startLine": claim.line, **column}}


def _related(evidence: WireEvidence) -> Node | None:
    """Return where the evidence stands, or None when its address is none that a person may follow."""
    target = _absolute(evidence.fragment_url) or _absolute(evidence.url)
    if target is None:
        return None
    place: Node = {"artifactLocation": {"uri": target}}
    passage = escape.lines(evidence.text[:_SNIPPET])
    if passage.strip():
        length = min(evidence.end - evidence.start, _SNIPPET)
        place["region"] = {"charOffset": evidence.start, "charLength": length, "snippet": {"text": passage}}
    return {"physicalLocation": place, "message": _message(evidence.title, target)}


def _problem(problem: WireProblem) -> Node:
    said = " ".join(part for part in (f"{problem.path}: {problem.message.rstrip('.')}.", problem.hint) if part)
    place = {"physicalLocation": {"artifactLocation": {"uri": uri(problem.path)}}}
    return {"level": "error", "message": _message(said), "locations": [place]}


def _left_out(number: int) -> Node:
    said = f"{number} findings were left out, the least grave ones, as at most {MOST_RESULTS} can be uploaded."
    return {"level": "warning", "message": _message(said)}
