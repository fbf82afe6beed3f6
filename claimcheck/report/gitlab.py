"""The report as GitLab's code quality has it: a JSON array of findings (a subset of the Code Climate specification)."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from claimcheck.report.json import UNSEEN
from claimcheck.rulebook import RULES

if TYPE_CHECKING:
    from claimcheck.report.wire import WireReport

_NAMES = {rule.code: rule.name for rule in RULES}
_WEIGHTS = {"error": "major", "warning": "minor", "note": "info"}


def render(document: WireReport) -> str:
    """Return *document* as code quality findings, in its order; a fingerprint stays while claim and path do."""
    findings = [
        {
            "description": f"{finding.code} {finding.message}",
            "check_name": _NAMES.get(finding.code, finding.code),
            "fingerprint": _fingerprint(article.path, claim.id, finding.code),
            "severity": _WEIGHTS[finding.severity],
            "location": {"path": article.path, "lines": {"begin": claim.line or 1}},
        }
        for article in document.articles
        for claim in article.claims
        for finding in claim.findings
    ]
    text = json.dumps(findings, ensure_ascii=False, indent=2)
    return UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"


def _fingerprint(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
