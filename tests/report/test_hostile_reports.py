from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from support import reports

from claimcheck.model import (
    Candidate,
    Change,
    CheckedArticle,
    Claim,
    Evidence,
    Kind,
    Memento,
    Outcome,
    Page,
    Problem,
    Reading,
    Report,
    Source,
    SourceKind,
    Span,
    Verdict,
)
from claimcheck.report import FORMATS, terminal

if TYPE_CHECKING:
    from collections.abc import Iterable

HOSTILE = {
    "ansi": "\x1b[2J\x1b[31mred\x1b]0;title\x07",
    "c1": "\x9b31m\x90q\x9c",
    "osc8": "\x1b]8;;https://evil.example/\x1b\\click\x1b]8;;\x1b\\",
    "markup": "[bold red]x[/] [link=https://evil.example]y[/link] :smile: [/]",
    "rtl": "\u202edetrever\u2066\u2067",
    "script": "</script><script>alert(1)</script><!--",
    "nul": "a\x00b\x00",
    "newlines": "a\n\n✓ traced  Forged\r\n\u2028::error file=x::y",
    "zero width": "a\u200bb\u200d\ufeffc\u2060",
    "long word": "x" * 20_000,
    "long text": "many words " * 20_000,
    "wide": "漢字" * 300,
    "marks": "e" + "\u0301" * 500,
    "surrogate": "a\ud800\udfff b",
    "emoji": "👩‍👩‍👧‍👦🏳️‍🌈" * 20,
    "empty": "",
    "blank": " \t\n ",
    "fragment": "https://a.example/#:~:text=x&y",
}
ALLOWED = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;;[\x21-\x7e]*\x1b\\")


def everywhere(text: str) -> Report:
    """Return a report that has *text* in every field that comes from outside."""
    article = replace(reports.article(text or "-", path=f"{text}.txt", title=text), publisher=text)
    whole = Span(0, len(article.text))
    chain = (Source(whole, text, SourceKind.OUTLET, text), Source(whole, text, SourceKind.PERSON))
    claim = Claim("0" * 16, Kind.DIRECT, (whole,), (whole,), chain, whole, (text,))
    memento = Memento(
        f"https://a.example/{text}",
        f"https://a.example/{text}",
        Outcome.READ,
        reports.READ_AT,
        text,
        archive_url=f"https://web.archive.org/web/20260101/{text}",
    )
    page = Page(memento, text or "-", text, text, text, text)
    proof = Evidence(page, Span(0, len(page.text)), "quotation", 0.5, (Change(text, text), Change("", text[:9])))
    reading = Reading(Candidate(text, "link", 0.5, text), memento, page)
    failed = Reading(Candidate(text, "link"), Memento(text, text, Outcome.DNS, reports.READ_AT, text))
    claims = (
        reports.checked(claim, Verdict.ALTERED, text, proof, readings=(reading,)),
        reports.checked(claim, Verdict.UNREACHABLE, text, readings=(failed,)),
    )
    return Report((CheckedArticle(article, claims),), (Problem(text, text, text),))


def controls(text: str) -> set[str]:
    return {char for char in text if char != "\n" and unicodedata.category(char) in {"Cc", "Cf", "Cs"}}


def over_wide(lines: Iterable[str], width: int) -> list[str]:
    return [line for line in lines if "://" not in line and ".txt" not in line and cell_len(line) > width]


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("verbose", [False, True])
def test_a_terminal_gets_nothing_but_our_own_escapes(name: str, *, verbose: bool) -> None:
    """No control, reordering or hidden character of an article, page or address reaches the terminal."""
    report = everywhere(HOSTILE[name])
    plain = terminal.render(report, width=60, verbose=verbose, code=2, encoding="utf-8")
    colored = terminal.render(report, width=60, verbose=verbose, code=2, encoding="utf-8", color=True)

    assert set() == controls(plain)
    assert set() == controls(ALLOWED.sub("", colored))
    assert [] == over_wide(plain.splitlines(), 60)
    assert {"a.example"} >= set(re.findall(r"\x1b\]8;;https?://([^/\x1b]*)", colored))


def test_nobody_can_forge_a_line() -> None:
    """Line breaks in an article do not start a line of the report."""
    text = terminal.render(everywhere(HOSTILE["newlines"]), width=100, code=2, encoding="utf-8")

    assert [] == re.findall(r"^(?:✓ traced|::error)", text, re.MULTILINE)


def test_markup_is_text() -> None:
    """Square brackets and emoji names are printed as they stand."""
    text = terminal.render(everywhere(HOSTILE["markup"]), width=100, code=2, encoding="utf-8")

    assert "[bold red]x[/] [link=https://evil.example]y[/link] :smile: [/]" in text


@pytest.mark.parametrize("name", HOSTILE)
def test_json_carries_hostile_text_unharmed(name: str) -> None:
    """The document parses, says what the article says, and shows a terminal no control character."""
    hostile = HOSTILE[name]
    text = FORMATS["json"](everywhere(hostile))
    article = json.loads(text.encode())["articles"][0]

    assert set() == controls(text)
    assert re.sub(r"[\ud800-\udfff]", "\ufffd", hostile) == article["publisher"]


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "shift_jis"])
@pytest.mark.parametrize("name", HOSTILE)
def test_every_encoding_can_take_it(name: str, encoding: str) -> None:
    """What is rendered for an encoding can be encoded in it."""
    assert terminal.render(everywhere(HOSTILE[name]), width=80, code=2, encoding=encoding).encode(encoding)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=80), st.integers(1, 130))
def test_any_text_at_any_width(text: str, width: int) -> None:
    """No text breaks a report, whatever the width."""
    out = terminal.render(everywhere(text), width=width, code=2, encoding="utf-8")

    assert set() == controls(out)


def test_huge_text_is_no_burden() -> None:
    """A megabyte of claim and passage renders in seconds, and stays short."""
    out = terminal.render(everywhere("some words of a very long text " * 30_000), width=80, code=2, encoding="utf-8")

    assert len(out) < 10_000_000


@pytest.mark.parametrize("format_", sorted(FORMATS))
@pytest.mark.parametrize("name", HOSTILE)
def test_no_format_lets_a_control_character_through(name: str, format_: str) -> None:
    """In every format what comes from outside has no control, reordering or hidden character left that acts."""
    assert set() == controls(FORMATS[format_](everywhere(HOSTILE[name]), code=2))
