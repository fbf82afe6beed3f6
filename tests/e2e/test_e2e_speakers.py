"""Through the command line: whose words a linked page has, by bodies, offices, voices and sites."""

from __future__ import annotations

import html
import json
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from claimcheck.cli import app

if TYPE_CHECKING:
    from pathlib import Path

WORDS = "Every account will be repaid in full by the end of May"
LEAD = "".join(
    f"On day {day} of the month the queue at the counter of the savings bank was longer again. " for day in range(9)
)
ELSEWHERE = "https://ledger.example/news/bank"
CHIEF = "said Ana Ruiz, chief executive of Lumen Labs."
UNION = "said a spokesman for the drivers' union at Tollway Buses."
_NOT_THEIRS = dict.fromkeys(
    ("https://rival.mediaroom.com/bank", "https://www.efsa.europa.eu/en/bank", "https://www.spc.noaa.gov/bank"),
    ("unreachable",),
)
"""Pages of neighbours, which are no document of the cited body."""
_JUDGED = ("partial", "misattributed", "unsupported", "unnamed")
CASES = {
    "a regulator, where a chief of a firm speaks": ("the regulator", ELSEWHERE, CHIEF, ""),
    "a court, where a firm's chief speaks": ("the high court", ELSEWHERE, CHIEF, ""),
    "a ministry, where a firm's chief speaks": ("the health ministry", ELSEWHERE, CHIEF, ""),
    "a ministry by its name": ("the health ministry", ELSEWHERE, "the Ministry of Health said.", "traced"),
    "a regulator's spokesman": ("the regulator", ELSEWHERE, "a spokesman for the regulator said.", "traced"),
    "one official and another's": ("a Kremlin official", ELSEWHERE, "a White House official said.", ""),
    "an agency, where a firm's chief speaks on its own site": (
        "NASA", "https://www.nasa.gov/news/bank", CHIEF, ""
    ),
    "an agency's manager on its own site": (
        "NASA", "https://www.nasa.gov/news/bank", "said mission manager Ana Ruiz.", "traced"
    ),
    "a rival at the press host of many firms": ("Boeing", "https://rival.mediaroom.com/bank", "the company said.", ""),
    "another agency of the Union": ("the European Medicines Agency", "https://www.efsa.europa.eu/en/bank", "", ""),
    "another part of the same domain": ("the National Hurricane Center", "https://www.spc.noaa.gov/bank", "", ""),
    "the union at a firm": ("Tollway Buses", ELSEWHERE, UNION, ""),
    "who judged a man": ("Ken Ward", ELSEWHERE, "said the judge who sentenced Ken Ward.", ""),
    "a university of like name": ("the University of Wexcombe", ELSEWHERE, "the University of Selby said.", ""),
    "a short form of the body": ("the Fed", "https://www.federalreserve.gov/a", "the Federal Reserve said.", "traced"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_only_the_speaker_named_traces_a_claim(case: str, tmp_path: Path) -> None:
    """A page that the claim links to carries it only in the words of the body, office or person that it names."""
    who, url, tag, verdict = CASES[case]
    (tmp_path / "saved").mkdir()
    said = f"“{WORDS},” {tag}" if tag else f"“{WORDS}.”"
    page = (
        f"<html><head><title>The bank</title><link rel=canonical href='{url}'></head><body><article><h1>The bank</h1>"
    )
    rest = "".join(f"<p>{html.escape(part)}</p>" for part in (LEAD, said, "Talks go on until the middle of next week."))
    (tmp_path / "saved" / "page.html").write_text(f"{page}{rest}</article></body></html>", "utf-8")
    article = tmp_path / "a.md"
    article.write_text(f"# The week\n\nSavers can breathe again.\n\n“{WORDS},” {who} [said]({url}).\n", "utf-8")
    options = ["--offline", "--no-cache", "--sources", str(tmp_path / "saved"), "-f", "json"]
    done = CliRunner().invoke(app, ["run", str(article), *options])
    found = [
        claim for claim in json.loads(done.stdout)["articles"][0]["claims"] if WORDS in claim["content"][0]["text"]
    ]
    assert found, done.output
    wanted = {verdict} if verdict else {*_JUDGED, *_NOT_THEIRS.get(url, ())}
    assert found[0]["verdict"] in wanted, found[0]["reason"]
