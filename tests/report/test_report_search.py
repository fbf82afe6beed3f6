"""What an outlet's lists came to, in the reports that tell it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from jsonschema import Draft202012Validator
from support import reports

from claimcheck.model import CheckedArticle, Report, Survey
from claimcheck.report import FORMATS, convert, marking
from claimcheck.report import json as report_json

SURVEY = Survey(23, 19, 3, 1, date(2026, 3, 6), "what Bay Press lists ends <b>on</b> 2\u202e May")
SHOWN = "23 listed pages: 19 read, 3 set aside by their titles, 1 not read; what Bay Press lists ends "


def _surveyed(survey: Survey, *, candidates: bool = True) -> Report:
    [checked] = reports.every_verdict().articles
    first = replace(checked.claims[0], survey=survey)
    first = first if candidates else replace(first, readings=())
    return Report((CheckedArticle(checked.article, (first,)),))


def _body(report: Report) -> str:
    article = convert.to_wire(report).articles[0]
    return marking.body(article, article.claims[0]).text


def test_the_numbers_stand_in_the_document() -> None:
    """Numbers and gap are in the JSON report, which its schema allows; the latest listed day is not in the contract."""
    data = json.loads(FORMATS["json"](_surveyed(SURVEY)))
    Draft202012Validator(json.loads(report_json.SCHEMA_FILE.read_text(encoding="utf-8"))).validate(data)
    told = data["articles"][0]["claims"][0]["search"]
    assert {"listed": 23, "read": 19, "set_aside": 3, "unread": 1} == {
        name: number for name, number in told.items() if name != "gap"
    }
    assert told["gap"].startswith("what Bay Press lists ends <b>on</b> 2")


def test_the_page_tells_them_beside_the_documents() -> None:
    """The HTML report has them under the documents looked at, with what a stranger wrote escaped."""
    text = _body(_surveyed(SURVEY))
    assert "Documents looked at" in text
    assert SHOWN in text
    assert "<b>on</b>" not in text
    assert "\u202e" not in text


def test_the_page_tells_them_without_a_document() -> None:
    """Where nothing was looked at the lists are told all the same; of a search that saw none nothing is."""
    assert SHOWN in _body(_surveyed(SURVEY, candidates=False))
    assert "0 listed pages: 0 read; it has no list" in _body(_surveyed(Survey(gap="it has no list")))
    assert "listed page" not in _body(_surveyed(Survey()))
