from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from e2e.bench import Ran


@dataclass(frozen=True, slots=True)
class Fate:
    """What must become of one claim.

    Args:
        chain: Names, outermost first.
        begins: Words with which its content begins, quotation marks left out.
        reason: A pattern that the reason must hold.
        evidence: Part of the URL of the first evidence; empty when there must be none.
        found_by: The finder that proposed the document of the evidence.
        archived: The evidence comes from the archive.
        changes: What the article says, and what the source says.
    """

    article: str
    chain: tuple[str, ...]
    begins: str
    verdict: str
    reason: str
    evidence: str = ""
    found_by: str = ""
    archived: bool = False
    changes: tuple[tuple[str, str], ...] = ()


FATES = {
    "a quotation stands word for word in a page that a dated sitemap lists": Fate(
        "plant.txt",
        ("Reuters", "Helga Maurer"),
        "We will rebuild",
        "traced",
        r"(?i)verbatim|word for word|carries|as quoted",
        "selby-battery-plant-director-vows",
        "sitemap",
    ),
    "a page that only a feed names says it in other words": Fate(
        "plant.txt",
        ("The Hindu",),
        "The fire destroyed two",
        "traced",
        r"(?i)The Hindu|document|page|article",
        "article70000002.ece",
        "feed",
    ),
    "a page that is gone is read from the archive, which found it by outlet and date": Fate(
        "plant.txt",
        ("China Central Television",),
        "The plant passed its last",
        "traced",
        r"(?i).",
        "selby-plant-passed-fire-inspection",
        "archive",
        archived=True,
    ),
    "one word of the quotation is another in the source": Fate(
        "plant.txt",
        ("CNBC", "Tomas Brandl"),
        "The insurers will cover",
        "altered",
        r"(?i)most.*some|some.*most|word|differ|chang",
        "10-8841207.html",
        "sitemap",
        changes=(("most", "some"),),
    ),
    "a figure is another in the source": Fate(
        "plant.txt",
        ("BBC",),
        "Selby Cell employs",
        "altered",
        r"2,400|1,400|(?i:figure|number)",
        "c2bbbbbbbbbo",
        "feed",
        changes=(("2,400", "1,400"),),
    ),
    "the source says that it was not so": Fate(
        "plant.txt",
        ("The Guardian",),
        "The plant's sprinkler system was working",
        "contradicted",
        r"(?i)opposite|contradict|not|negat|den",
        "selby-plant-sprinkler-system",
        "sitemap",
    ),
    "the words are in the source, and another person says them": Fate(
        "plant.txt",
        ("The New York Times", "Karim Adjei"),
        "Nobody ordered us",
        "misattributed",
        r"Petra Lindholm|Lindholm|(?i:another speaker|other speaker|someone else|not by Karim)",
        "selby-plant-night-shift",
        "sitemap",
    ),
    "the words stand in the document of another outlet": Fate(
        "plant.txt",
        ("Al Jazeera", "Jonas Riedel"),
        "The smoke column could",
        "misattributed",
        r"(?i)Reuters",
        "reuters.com",
    ),
    "every finder answered, and the outlet has nothing about it": Fate(
        "plant.txt",
        ("Le Monde",),
        "The regional government had offered",
        "untraceable",
        r"(?i)no (?:document|page|article|report)|nothing|none|not found|found no",
    ),
    "the outlet answers with a challenge": Fate(
        "plant.txt",
        ("The Washington Post",),
        "Four city councils",
        "unreachable",
        r"(?i)challenge|bot check|bot protection",
    ),
    "the outlet's robots.txt disallows everything": Fate(
        "plant.txt",
        ("Global Times",),
        "The largest ferry line",
        "unreachable",
        r"(?i)robots",
    ),
    "the outlet is out of order": Fate(
        "plant.txt",
        ("Associated Press",),
        "Firefighters used 9,000",
        "unreachable",
        r"(?i)503|server error|out of order|unavailable|robots\.txt",
    ),
    "the document stands behind a paywall": Fate(
        "plant.txt",
        ("The Wall Street Journal",),
        "Carmakers have booked 60",
        "unreachable",
        r"(?i)paywall|subscri|teaser|cut off",
    ),
    "the source is unnamed": Fate(
        "plant.txt",
        ("Industry insiders",),
        "the price of cells",
        "unnamed",
        r"(?i)unnamed|not named|no name|names no|without a name",
    ),
    "another report by an outlet is another document of it": Fate(
        "plant.txt",
        ("Reuters",),
        "The company will lay off",
        "traced",
        r"(?i).",
        "selby-cell-lay-off-temporary-workers",
        "sitemap",
    ),
    "words in a reader's comment do not support a claim": Fate(
        "quay.html",
        ("South China Morning Post",),
        "Cell exports through",
        "unsupported",
        r"(?i)does not|nothing|not carry|no passage|not in",
    ),
    "words in a box of related links do not support a claim": Fate(
        "quay.html",
        ("South China Morning Post",),
        "The night shift at",
        "unsupported",
        r"(?i)does not|nothing|not carry|no passage|not in",
    ),
    "the link answers 404 and was never archived": Fate(
        "quay.html",
        ("Politico",),
        "Lawmakers in three states",
        "untraceable",
        r"(?i)404|gone|not found|no longer|does not exist",
    ),
    "the link answers 404 and an archived copy carries it": Fate(
        "quay.html",
        ("Australian Broadcasting Corporation",),
        "Australian recyclers had warned",
        "traced",
        r"(?i).",
        "selby-fire-recyclers-warned",
        archived=True,
    ),
    "the link redirects twice to the page": Fate(
        "quay.html",
        ("The Independent",),
        "Water samples taken",
        "traced",
        r"(?i).",
        "harbour-water-tests-clean",
        "link",
    ),
    "the link answers with a challenge": Fate(
        "quay.html",
        ("The Washington Post",),
        "Insurers in London",
        "unreachable",
        r"(?i)challenge|bot check|bot protection",
    ),
    "the link leads to an address that is not public": Fate(
        "quay.html",
        ("Selby Port Authority",),
        "Two tugs left",
        "unreachable",
        r"(?i)private|public|refus|link-local|address",
    ),
}


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
