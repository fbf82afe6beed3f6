from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from e2e.fates import FATES, Fate

if TYPE_CHECKING:
    from e2e.bench import Ran


def _plain(words: str) -> str:
    return re.sub(r"^(?:that\s+)?(?:the\s+)?", "", words.strip("\"'“”‘’ ").casefold())


def _claim(report: dict[str, Any], fate: Fate) -> dict[str, Any]:
    """Return the one claim with the fate's first words.

    Raises:
        LookupError: None has them.
    """
    for article in report["articles"]:
        if article["path"].endswith(fate.article):
            for claim in article["claims"]:
                if _plain(claim["content"][0]["text"]).startswith(_plain(fate.begins)):
                    return dict(claim)
    raise LookupError(f"no claim in {fate.article} begins with {fate.begins!r}")


@pytest.fixture(params=list(FATES))
def fate(request: pytest.FixtureRequest) -> Fate:
    return FATES[str(request.param)]


def test_every_claim_meets_its_fate_for_its_reason(online: Ran, fate: Fate) -> None:
    """A claim gets the verdict that the invented web calls for, and its reason names what decided."""
    claim = _claim(online.report, fate)
    assert fate.verdict == claim["verdict"], claim["reason"]
    assert re.search(fate.reason, claim["reason"]), claim["reason"]


def test_every_claim_is_credited_to_its_chain(online: Ran, fate: Fate) -> None:
    """The chain of each claim names its sources, outermost first."""
    claim = _claim(online.report, fate)
    assert [_plain(name) for name in fate.chain] == [_plain(source["name"]) for source in claim["chain"]]


def test_evidence_is_the_document_that_was_meant(online: Ran, fate: Fate) -> None:
    """Evidence names the document, the finder that proposed it, and the archived copy when it was read from there."""
    claim = _claim(online.report, fate)
    if not fate.evidence:
        assert [] == [entry for entry in claim["evidence"] if claim["verdict"] not in {"unsupported", "unreachable"}]
        return
    assert claim["evidence"], claim["reason"]
    first = claim["evidence"][0]
    assert fate.evidence in first["url"]
    assert fate.archived == bool(first["archive_url"])
    finders = {c["found_by"] for c in claim["candidates"] if fate.evidence in c["url"] or fate.found_by == "link"}
    assert not fate.found_by or fate.found_by in finders


def test_changes_are_shown(online: Ran, fate: Fate) -> None:
    """What was altered is shown, as the article has it and as the source has it."""
    claim = _claim(online.report, fate)
    shown = [(c["said"], c["source"]) for entry in claim["evidence"] for c in entry["changes"]]
    for said, source in fate.changes:
        assert any(said in mine and source in theirs for mine, theirs in shown), shown


def test_no_claim_is_left_over(online: Ran) -> None:
    """Every claim that is found is one whose fate is known, and every verdict but partial occurs."""
    known = {claim["id"] for claim in (_claim(online.report, fate) for fate in FATES.values())}
    found = {claim["id"] for article in online.report["articles"] for claim in article["claims"]}
    assert known == found
    verdicts = {fate.verdict for fate in FATES.values()}
    assert verdicts | {"partial"} == {
        "traced", "partial", "altered", "contradicted", "misattributed",
        "unsupported", "untraceable", "unreachable", "unnamed",
    }  # fmt: skip


def test_the_summary_counts_the_verdicts(online: Ran) -> None:
    """The summary counts claims by verdict."""
    verdicts = [claim["verdict"] for article in online.report["articles"] for claim in article["claims"]]
    summary = online.report["summary"]
    assert len(verdicts) == summary["claims"]
    assert {v: verdicts.count(v) for v in verdicts} == {v: n for v, n in summary["by_verdict"].items() if n}


def test_findings_make_the_run_fail(online: Ran) -> None:
    """Altered, contradicted, misattributed, unsupported and untraceable claims have findings, and the run exits 1."""
    assert 1 == online.code
    failing = {"altered", "contradicted", "misattributed", "unsupported", "untraceable"}
    for article in online.report["articles"]:
        for claim in article["claims"]:
            errors = [finding for finding in claim["findings"] if finding["severity"] == "error"]
            assert bool(errors) == (claim["verdict"] in failing), claim["reason"]


def test_evidence_lies_in_the_article_body(online: Ran) -> None:
    """No evidence quotes a comment, a box of related links or another piece of furniture."""
    for article in online.report["articles"]:
        for claim in article["claims"]:
            for entry in claim["evidence"]:
                assert not re.search(r"First!|Ten bridges|All rights reserved|independent inquiry", entry["text"])


def test_the_web_is_asked_politely(online: Ran) -> None:
    """Nothing disallowed, private or years out of the window is asked for, and nothing twice but what failed."""
    assert {"https://www.globaltimes.cn/robots.txt"} >= {u for u in online.requests if "www.globaltimes.cn/" in u}
    assert not [url for url in online.requests if "169.254" in url]
    assert not [url for url in online.requests if "sitemaps/2019-05" in url]
    steady = [url for url in online.requests if not re.search(r"apnews|ap\.org|washingtonpost", url)]
    assert sorted(set(steady)) == sorted(steady)
