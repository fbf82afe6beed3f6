from __future__ import annotations

import json
import os
import re
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from markdown_it import MarkdownIt
from support import reports

from claimcheck.model import CheckedArticle, Problem, Report, Source, SourceKind, Verdict
from claimcheck.report import concise, convert, github, jsonl, markdown
from claimcheck.report import json as report_json
from claimcheck.report.convert import to_wire

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimcheck.report.wire import WireFinding, WireReport

GOLDEN = Path(__file__).parent / "golden"
RENDERERS: dict[str, Callable[[WireReport], str]] = {
    "run-concise.txt": concise.render,
    "run.jsonl": jsonl.render,
    "run-github.txt": github.render,
    "run.md": markdown.render,
}
HOSTILE = {
    "ansi": "\x1b[2J\x1b[31mred\x1b]0;title\x07\x9b31m",
    "encoded": "a%0A::error::b%0D%25",
    "command": "::error::forged",
    "old command": "x ##[add-mask]a ###[error]b",
    "newlines": "a\n::error file=x::y\r\n::error::z\r::warning::\u2028::notice::\x85::debug::\x0b::error::q",
    "table": "a | b \\| c \\\\| d || `x|y` |",
    "script": "</script><script>alert(1)</script><!-- &lt;b&gt;",
    "image": "![x](javascript:alert(1)) [y](data:text/html,z) <javascript:alert(1)> **b** __c__ `d` ~~e~~",
    "autolink": "https://evil.example/ www.evil.example",
    "blocks": "# h\n- a\n> q\n```\ncode\n```\n---\n$x$",
    "rtl": "\u202edetrever\u2066\u2067\u200b\ufeff",
    "formula": '=HYPERLINK("https://evil.example","x")',
    "surrogate": "a\ud800\udfff b",
    "empty": "",
    "long": "many words " * 20_000,
}
OWN_COMMAND = re.compile(r"::(error|warning|notice) [^:\n]*::[^\n]*")


def document(report: Report | None = None) -> WireReport:
    return to_wire(report or reports.with_problem(reports.every_verdict()))


def everywhere(text: str) -> WireReport:
    """Return a document that has *text* in every field that comes from outside."""
    article = replace(reports.article(text or "-", path=text, title=text), publisher=text, url=text)
    claim = reports.claim(article, text, "A > B")
    chain = tuple(Source(link.mention, text, SourceKind.PERSON, text) for link in claim.chain)
    claim = replace(claim, chain=chain, links=(text,))
    pages = [
        reports.page(text or "-", url, title=text) for url in (f"https://a.example/{text}", f"javascript://a/{text}")
    ]
    proof = [reports.evidence(page, page.text) for page in pages]
    claims = (
        reports.checked(claim, Verdict.ALTERED, text, *proof),
        reports.checked(claim, Verdict.UNREACHABLE, text),
    )
    return to_wire(Report((CheckedArticle(article, claims),), (Problem(text, text, text),)))


def many(claims: int, text: str = "words") -> WireReport:
    """Return a document with *claims* claims that have an error each, and as many that have a note."""
    article = reports.article(text)
    one = reports.claim(article, text, "Bay Press")
    error = reports.checked(one, Verdict.UNSUPPORTED, text)
    note = reports.checked(one, Verdict.UNREACHABLE, text)
    return document(Report((CheckedArticle(article, (note,) * claims + (error,) * claims),)))


def findings(of: WireReport) -> list[WireFinding]:
    return [finding for article in of.articles for claim in article.claims for finding in claim.findings]


def controls(text: str) -> set[str]:
    return {c for c in text if c != "\n" and unicodedata.category(c) in {"Cc", "Cf", "Cs", "Zl", "Zp"}}


def entries(of: WireReport) -> list[dict[str, Any]]:
    return [json.loads(line) for line in jsonl.render(of).split("\n")[:-1]]


@pytest.mark.parametrize("name", RENDERERS)
def test_formats_are_as_they_were(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every format gives the bytes that were last approved (after a change that is meant: UPDATE_GOLDEN=1)."""
    monkeypatch.setattr(convert, "__version__", "0.0.0")
    made = RENDERERS[name](document())
    if os.environ.get("UPDATE_GOLDEN"):
        (GOLDEN / name).write_bytes(made.encode())

    assert (GOLDEN / name).read_bytes().decode() == made


@pytest.mark.parametrize("name", RENDERERS)
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_inert(name: str, text: str) -> None:
    """No control or reordering character comes through, lines are those of the format, and twice gives the same."""
    made = RENDERERS[name](everywhere(HOSTILE[text]))

    assert set() == controls(made)
    assert made == RENDERERS[name](everywhere(HOSTILE[text]))
    assert made.encode().endswith(b"\n")
    assert made.split("\n")[:-1] == made.splitlines()
    assert len(made.splitlines()) == len(RENDERERS[name](everywhere("x")).splitlines())


@pytest.mark.parametrize("text", HOSTILE)
def test_no_line_but_those_of_the_github_format_is_a_command(text: str) -> None:
    """A line that starts a command is ours; in the other formats none does, in lines neither new style nor old."""
    hostile = everywhere(HOSTILE[text])

    assert all(OWN_COMMAND.fullmatch(line) for line in github.render(hostile).splitlines())
    for render in (concise.render, jsonl.render, markdown.render):
        assert [] == [line for line in render(hostile).splitlines() if line.lstrip().startswith("::")]
    assert "##[" not in concise.render(hostile) + markdown.render(hostile)


def test_concise_lines() -> None:
    """A finding is `path:line:col: CODE message`, a problem an error of its path, and the last line counts."""
    lines = concise.render(document()).splitlines()

    assert "articles/bridge.txt:10:71: CC401 The Daily Ledger's document was read, and it does not carry this." in lines
    assert "articles/scan.txt: error: is not text" == lines[-2]
    assert "Found 6 errors, 1 warning and 3 notes; 1 input could not be checked." == lines[-1]


def test_concise_without_lines() -> None:
    """An article that has no lines has a path alone."""
    full = reports.every_verdict().articles[0]
    bare = replace(full, article=replace(full.article, positions=()))

    assert concise.render(document(Report((bare,)))).startswith("articles/bridge.txt: CC201 Every finder")


def test_concise_says_when_there_is_nothing() -> None:
    """Without findings the last line says why: all traced, listed, no claims, or no input that could be read."""
    full = reports.every_verdict().articles[0]
    traced = [c for c in full.claims if c.judgement and c.judgement.verdict is Verdict.TRACED]
    unread = reports.with_problem(Report(()))

    assert "All traced.\n" == concise.render(document(Report((replace(full, claims=tuple(traced)),))))
    assert "10 claims listed.\n" == concise.render(document(reports.listed()))
    assert "No attributed claim found.\n" == concise.render(document(Report((replace(full, claims=()),))))
    assert "1 input could not be checked." == concise.render(document(unread)).splitlines()[-1]


@pytest.mark.parametrize("text", ["plain", *HOSTILE])
def test_json_lines_hold_what_the_document_holds(text: str) -> None:
    """Run, articles, claims and problems are those of the JSON document, in its order, without the articles' text."""
    of = document() if text == "plain" else everywhere(HOSTILE[text])
    whole = json.loads(report_json.render(of))
    lines = entries(of)
    wanted = [{"type": "run", "schema": whole["schema"], "tool": whole["tool"], "summary": whole["summary"]}]
    for article in whole["articles"]:
        wanted.append({"type": "article"} | {k: v for k, v in article.items() if k not in {"text", "claims"}})
        wanted += [{"type": "claim", "path": article["path"]} | claim for claim in article["claims"]]
    wanted += [{"type": "problem"} | problem for problem in whole["problems"]]

    assert wanted == lines


def test_json_lines_escape_as_the_document_does() -> None:
    """Unseen characters are written as escapes and read back as they were; what shows stands for itself."""
    seen = "".join(map(chr, [*range(0x300), *range(0x2000, 0x2100), 0xFEFF]))

    assert jsonl._line({"a": seen}).isascii() is False
    assert set() == controls(jsonl._line({"a": seen})) - set("\u0600\u0601\u0602\u0603\u0604\u0605")
    assert {"a": seen} == json.loads(jsonl._line({"a": seen}))


def test_github_commands() -> None:
    """A finding names its place, rule and message; what could not be checked comes first, and notes are notices."""
    lines = github.render(document()).splitlines()

    assert "::error file=articles/scan.txt,title=claimcheck::is not text" == lines[0]
    assert (
        "::error file=articles/bridge.txt,line=10,col=71,title=CC401 content-absent::"
        "The Daily Ledger's document was read, and it does not carry this."
    ) in lines
    assert ["error"] * 7 + ["warning"] + ["notice"] * 3 == [line[2:].split(" ")[0] for line in lines]


def test_github_escapes() -> None:
    """Percent signs and line breaks are encoded in messages, colons and commas in properties as well."""
    assert "a%25b%0Dc%0Ad:e,f" == github._data("a%b\rc\nd:e,f")
    assert "a%25b%0Dc%0Ad%3Ae%2Cf" == github._property("a%b\rc\nd:e,f")
    assert "%250A\ufffd[1m  x" == github._data("%0A\x1b[1m  x\u202e")


@pytest.mark.parametrize("number", [1, 9, 10, 11, 500])
def test_github_shows_ten_of_each(number: int) -> None:
    """No kind has more than ten; errors come before notices; the last notice counts what is left out."""
    of = many(number)
    lines = github.render(of).splitlines()
    errors = [line for line in lines if line.startswith("::error ")]
    notices = [line for line in lines if line.startswith("::notice ")]
    left = len(findings(of)) - len(lines) + 1

    assert [*errors, *notices] == lines
    assert min(number, 10) == len(errors) == len(notices)
    if number > 10:
        assert f"::notice title=claimcheck::{left} more findings; see the summary of this job." == lines[-1]
    else:
        assert "more finding" not in lines[-1]


def test_github_without_findings_is_empty() -> None:
    """Nothing to say is no output; the job's summary is the Markdown all the same."""
    assert github.render(document(reports.listed())) == ""
    assert markdown.render(document()) == github.summary(document())


def test_markdown_has_a_row_for_each_claim() -> None:
    """Verdicts that occur are counted, and the tables are tables: six cells in every row."""
    html = MarkdownIt("gfm-like", {"linkify": False}).render(markdown.render(document()))

    assert 1 + 9 + 1 + 10 == html.count("<tr>")
    assert 6 * 10 + 2 * 9 == len(re.findall(r"<td\b", html))
    assert "<h2>articles/bridge.txt</h2>" in html
    assert 'href="https://harbourtimes.example/2026/03/02/bridge-reopens#:~:text=The%20harbour' in html
    assert "traced" not in markdown.render(document(reports.unreachable())).split("##")[0]


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_of_others_is_text(text: str) -> None:
    """Neither a cell, an element nor a link comes from an article or a page, with HTML allowed or not."""
    html = MarkdownIt("gfm-like", {"linkify": False, "html": True}).render(markdown.render(everywhere(HOSTILE[text])))

    ours = {"h1", "h2", "table", "thead", "tbody", "tr", "th", "td", "ul", "li", "code", "a"}
    assert ours >= set(re.findall(r"<[/!]?([^\s>]*)", html))
    assert 2 * 2 + 6 * 2 == len(re.findall(r"<td\b", html))
    assert {"https://a.example"} >= {re.sub(r"(?<=[a-z])/.*", "", url) for url in re.findall(r'href="([^"]*)"', html)}


def test_markdown_escapes() -> None:
    """What has a meaning becomes a character reference; a long text is cut before that."""
    assert "&#124;&#96;&lt;b&gt;&amp;&#91;&#93;&#42;&#95;&#92;" == markdown.escape("|`<b>&[]*_\\")
    assert "https&#58;//www&#46;a.example" == markdown.escape("https://www.a.example")
    assert "&amp;" * 140 + "…" == markdown.escape("&" * 141, 140)


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("https://a.example/b (c)?d=1&e=2#:~:text=x", "https://a.example/b%20%28c%29?d=1&amp;e=2#:~:text=x"),
        ("http://a.example/[x]|`*", "http://a.example/%5Bx%5D%7C%60%2A"),
        ("javascript:alert(1)", None),
        ("java\nscript://a/alert(1)", None),
        ("\x01https://a.example/", None),
        ("ht\ntps://a.example/", None),
        ("https://a.example/" + "x" * 3_000, None),
        ("", None),
    ],
)
def test_markdown_links_only_to_pages(url: str, target: str | None) -> None:
    """Addresses of the web are encoded so that they end where the link does; others are no links."""
    assert target == markdown.address(url)


def test_markdown_stays_below_the_limit() -> None:
    """A summary too long for GitHub ends with how many claims were left out, and its problems are there."""
    report = many(4_000, "語 | " * 60)
    problems = [report_problem for report_problem in document().problems for _ in range(10_000)]
    made = markdown.render(report.model_copy(update={"problems": problems}))
    shown = len(re.findall(r"^\| [^|]*un(?:supported|reachable) \| Bay", made, re.MULTILINE))

    assert 800_000 < len(made.encode()) < markdown.LARGEST
    assert f"Left out, because GitHub cuts a summary at 1 MiB: {8_000 - shown:,} claims in 1 article." in made
    assert re.search(r"\n- and [\d,]+ more\n$", made)
