from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from support import reports

from claimcheck import __version__
from claimcheck.model import CheckedArticle, Dating, Report, Verdict
from claimcheck.report import FORMATS
from claimcheck.report import json as report_json

MAKERS = [reports.every_verdict, reports.unreachable, reports.listed]
SCHEMA = json.loads(report_json.SCHEMA_FILE.read_text(encoding="utf-8"))


def document(report: Report) -> dict[str, Any]:
    text = FORMATS["json"](report)
    data: dict[str, Any] = json.loads(text)
    Draft202012Validator(SCHEMA).validate(data)
    return data


def test_the_shipped_schema_is_the_one_the_types_give() -> None:
    """`schema.json` is up to date, and a schema itself."""
    assert report_json.schema() == report_json.SCHEMA_FILE.read_text(encoding="utf-8")
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("make", MAKERS)
def test_documents_validate_and_their_offsets_hold(make: object) -> None:
    """Every span of the article's text is the text it says."""
    assert callable(make)
    [article] = document(make())["articles"]
    for claim in article["claims"]:
        for span in (*claim["content"], *claim["cue"], *(link["mention"] for link in claim["chain"])):
            assert article["text"][span["start"] : span["end"]] == span["text"]


def test_the_envelope() -> None:
    """Schema and tool are named, problems are listed, and the summary counts all verdicts in order."""
    data = document(reports.with_problem(reports.every_verdict()))

    assert ["schema", "tool", "articles", "problems", "summary"] == list(data)
    assert {"name": "claimcheck", "version": __version__} == data["tool"]
    assert "claimcheck.report/1" == data["schema"]
    assert [{"path": "articles/scan.txt", "message": "is not text", "hint": "Give a text, HTML or Markdown file."}] == (
        data["problems"]
    )
    assert 10 == data["summary"]["claims"]
    assert 1 == data["summary"]["errors"]
    assert [str(verdict) for verdict in Verdict] == list(data["summary"]["by_verdict"])
    assert 2 == data["summary"]["by_verdict"]["altered"]


def test_the_fields_of_the_contract() -> None:
    """Names and order are those of the design."""
    article = document(reports.every_verdict())["articles"][0]
    claim = article["claims"][2]

    assert ["path", "url", "title", "publisher", "published", "published_by", "text", "claims"] == list(article)
    assert "2026-03-04" == article["published"]
    assert [
        *("id", "kind", "line", "column", "content", "cue", "chain", "confidence", "links", "document"),
        *("verdict", "reason", "candidates", "evidence", "search", "findings"),
    ] == list(claim)
    assert {"listed": 0, "read": 0, "set_aside": 0, "unread": 0, "gap": ""} == claim["search"]
    assert (8, 1, "direct", "altered") == (claim["line"], claim["column"], claim["kind"], claim["verdict"])
    assert ["mention", "name", "kind", "domain", "channel"] == list(claim["chain"][0])
    assert ["Harbour Times", "Jane Roe"] == [link["name"] for link in claim["chain"]]
    assert [{"code": "CC402", "severity": "error", "message": claim["reason"]}] == claim["findings"]


def test_a_hint_is_no_day_of_the_article() -> None:
    """Where the article's own day stands is told; the day of its file's last change is not in the contract."""
    report = reports.every_verdict()
    checked = report.articles[0]
    own = replace(checked.article, published_by=Dating.METADATA)
    hinted = replace(checked.article, published=None, hint=date(2026, 3, 9), hint_by=Dating.GIT)
    told = [
        document(replace(report, articles=(replace(checked, article=article),)))["articles"][0]
        for article in (own, hinted)
    ]

    assert [("2026-03-04", "metadata"), (None, None)] == [(one["published"], one["published_by"]) for one in told]
    assert "2026-03-09" not in str(told[1])


def test_evidence_and_candidates() -> None:
    """Evidence has its passage, its change and an address that opens there; a candidate has how its fetch ended."""
    claims = document(reports.every_verdict())["articles"][0]["claims"]
    [evidence] = claims[2]["evidence"]

    assert [{"said": "never", "source": "not soon"}] == evidence["changes"]
    assert "2026-03-05T09:30:00Z" == evidence["retrieved_at"]
    assert evidence["fragment_url"].startswith(evidence["url"] + "#:~:text=")
    assert len(evidence["text"]) == evidence["end"] - evidence["start"]
    assert {"url": "https://baypress.example/photo/9", "found_by": "link", "score": 0.7, "status": "not-found"} == (
        claims[0]["candidates"][0]
    )
    assert claims[3]["evidence"][0]["archive_url"].startswith("https://web.archive.org/web/2026")


def test_listed_claims_have_no_verdict() -> None:
    """Without a judgement verdict and reason are null, and nothing is counted."""
    data = document(reports.listed())

    for claim in data["articles"][0]["claims"]:
        assert (None, None, [], [], []) == tuple(
            claim[name] for name in ("verdict", "reason", "candidates", "evidence", "findings")
        )
    assert {0} == set(data["summary"]["by_verdict"].values())


def test_times_are_written_in_utc() -> None:
    """Z is the zone, whatever the offset of the time was."""
    report = reports.every_verdict()
    checked = report.articles[0].claims[1]
    assert checked.judgement
    evidence = checked.judgement.evidence[0]
    local = datetime(2026, 3, 5, 11, 30, 0, 999, tzinfo=timezone(timedelta(hours=2)))
    page = replace(evidence.page, memento=replace(evidence.page.memento, retrieved_at=local))
    moved = replace(checked, judgement=replace(checked.judgement, evidence=(replace(evidence, page=page),)))
    data = document(Report((CheckedArticle(report.articles[0].article, (moved,)),)))

    assert local.astimezone(UTC).hour == 9
    assert "2026-03-05T09:30:00Z" == data["articles"][0]["claims"][0]["evidence"][0]["retrieved_at"]


def test_an_input_without_lines_has_null_places() -> None:
    """Line and column are null, never 0."""
    report = reports.listed()
    bare = replace(report.articles[0], article=replace(report.articles[0].article, positions=()))

    claim = document(replace(report, articles=(bare,)))["articles"][0]["claims"][0]

    assert claim["line"] is None
    assert claim["column"] is None


def test_characters_stand_for_themselves() -> None:
    """Letters of any script are not escaped; the document is indented and ends with a newline."""
    article = reports.article("中文 “é” \u202e\x9b\x1b\x00\n")
    text = FORMATS["json"](Report((CheckedArticle(article, ()),)))

    assert "中文 “é”" in text
    assert r"\u202e\u009b\u001b\u0000" in text
    assert text.startswith('{\n  "schema": "claimcheck.report/1"')
    assert text.endswith("}\n")
    assert article.text == json.loads(text)["articles"][0]["text"]


def test_lone_surrogates_keep_offsets() -> None:
    """What JSON cannot carry is replaced one for one, and the document can be encoded."""
    article = reports.article("a\ud800b")
    text = FORMATS["json"](Report((CheckedArticle(article, ()),)))

    assert "a\ufffdb" == json.loads(text.encode())["articles"][0]["text"]


def test_the_registry_knows_every_format() -> None:
    """Each format is a callable that takes a report and how to look at it."""
    report = reports.listed()

    names = ["terminal", "concise", "json", "jsonl", "sarif", "junit", "github", "gitlab", "markdown", "html"]
    assert names == list(FORMATS)
    assert FORMATS["json"](report) == FORMATS["json"](report, color=True, verbose=True, summary=False, code=None)
    assert "Jane Roe" in FORMATS["terminal"](report)
