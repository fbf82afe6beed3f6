from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import reports

from claimcheck.cli import main
from claimcheck.model import Problem, Report, Verdict
from claimcheck.report import FORMATS, markdown
from claimcheck.report.inert import Inert, guarded
from claimcheck.report.output import write

if TYPE_CHECKING:
    from typing import BinaryIO

ROOT = Path(__file__).parents[2]
PIECES = [
    "::",
    ":",
    "##[",
    "##",
    "[",
    "#",
    "\n",
    "\r",
    "\r\n",
    " ",
    "\t",
    "\u00a0",
    "\u3000",
    "\u200b",
    "\ufeff",
    "a",
    "%0A",
]
PIECES += ["\x1b[31m", "\x1b]8;;http://a.example/\x1b\\", "stop-commands::x", "add-mask]x", "\x0b", "\u2028", "é", ","]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)
ESCAPE = re.compile(r"\x1b(?:\[[0-9;]*m|\]8;;[^\x1b]*\x1b\\)")
OWN = re.compile(r"::(error|warning|notice) ([^:,\n]+=[^:,\n]*,?)*::[^\n\r]*")


def commands(text: str) -> list[str]:
    """Return the lines that a runner might take for commands; lines end where it ends them."""
    lines = [
        ESCAPE.sub("", line).lstrip("\u200b\ufeff\u00ad " + "\t\x0b\x0c\u00a0\u2028\u3000")
        for line in re.split("[\r\n]", text)
    ]
    return [line for line in lines if line.startswith("::") or "##[" in line]


def through(*parts: str) -> str:
    under = io.BytesIO()
    stream: BinaryIO = Inert(under)  # type: ignore[assignment]
    stream.writelines(part.encode() for part in parts)
    return under.getvalue().decode()


@given(st.lists(TEXTS, max_size=4))
@settings(deadline=None, max_examples=500)
def test_no_line_is_a_command_however_it_is_written(parts: list[str]) -> None:
    """Whatever comes, in one piece or in many, no line of it is a command, and only blanks are put in."""
    made = through(*parts)
    assert [] == commands(made)
    assert through("".join(parts)) == made
    assert made.replace(" ", "") == "".join(parts).replace(" ", "")


def test_what_is_no_command_is_left_as_it_is() -> None:
    """Colons within a line, single ones, and brackets after one sign stay."""
    text = "a::b\n: c\n[x] #[y] ## z\nstd::vector\n"
    assert text == through(text)
    assert ": :stop-commands::x\n\x1b[1m: :a\n \u3000: :b\nc ## [d]\n" == through(
        "::stop-commands::x\n\x1b[1m::a\n \u3000::b\nc ##[d]\n"
    )


def test_much_is_written_quickly() -> None:
    """A line of a million blanks or colons, and a million small pieces, take no long time."""
    for text in (" " * 1_000_000 + "::x", ":" * 1_000_000, "##[" * 300_000, "\x1b[" * 500_000, "\x1b]" * 500_000):
        assert [] == commands(through(text, "\n"))
    assert [] == commands(through(*[" "] * 100_000, ":", ":x"))


def test_only_the_log_of_a_job_is_guarded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Elsewhere streams are what they were; there a report of commands passes, and what follows it is guarded again."""
    out = io.TextIOWrapper(io.BytesIO(), "utf-8")
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    with guarded():
        assert sys.stdout is out
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    with guarded():
        write("::error::ours\n", commands=True)
        write("::error::theirs\n")
        sys.stdout.write("::warning::theirs\n")
    assert sys.stdout is out
    assert "::error::ours\n: :error::theirs\n: :warning::theirs\n" == out.buffer.getvalue().decode()


def everywhere(text: str) -> Report:
    article = reports.article(f"{text}\n{text}", path=text)
    claim = reports.claim(article, text or "\n", "A")
    page = reports.page(text or "-", "https://a.example/##[x]", title=text)
    checked = reports.checked(claim, Verdict.ALTERED, text, reports.evidence(page, page.text))
    one = reports.with_problem(reports.every_verdict()).articles[0]
    return Report((type(one)(article, (checked,)),), (Problem(text, text, text),))


@pytest.mark.parametrize("name", FORMATS)
@given(text=TEXTS.filter(bool))
@settings(deadline=None, max_examples=60)
def test_no_format_brings_a_command_into_the_log(name: str, text: str) -> None:
    """Hostile quotations, names and paths stay text in every format; machines read the same from it."""
    report = everywhere(text)
    for color in (False, True):
        made = FORMATS[name](report, color=color, verbose=True, code=1)
        if name == "github":
            assert all(OWN.fullmatch(line) for line in re.split("[\r\n]", made) if line)
            continue
        shown = through(made)
        assert [] == commands(shown)
        if name in {"json", "sarif", "gitlab"}:
            assert shown == made
            assert json.loads(shown)
        elif name == "jsonl":
            assert shown == made
            assert all(json.loads(line) for line in shown.split("\n")[:-1])
        elif name == "junit":
            assert ET.fromstring(shown).tag == "testsuites"  # noqa: S314 - ours


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("@bay-press", "@&#8203;bay-press"),
        ("see #12, !3, &4, GH-5", "see &#35;&#8203;12, !&#8203;3, &amp;&#8203;4, GH-&#8203;5"),
        ("bay/press#1 and bay/press@abc", "bay/press&#35;&#8203;1 and bay/press@&#8203;abc"),
        ("R&D at 5 @ 3, # one!", "R&amp;D at 5 @ 3, &#35; one!"),
    ],
)
def test_markdown_names_nobody(text: str, shown: str) -> None:
    """Between the sign and a name or number stands what does not show, so that nobody is told and nothing is marked."""
    assert shown == markdown.escape(text)


STORY = "---\ndate: 2026-03-05\n---\n\n"
STORY += "“::stop-commands::x ##[add-mask]y,” the mayor told CNBC.\n\n::set-output name=a::b, CNBC reported.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of articles with commands in quotations and in names."""
    for name in ("a.md", "##[error]b.md", "::error::c.md", "d\n::error::e.md", "::x.csv"):
        (tmp_path / name).write_text(STORY, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "words",
    [
        ["claims", "."],
        ["claims", ".", "-v", "--color", "always"],
        ["run", ".", "--offline", "--no-cache", "-v", "-f", "concise"],
        ["run", ".", "--offline", "--no-cache", "-f", "markdown"],
        ["run", ".", "--offline", "--no-cache", "-f", "json"],
        ["run", "::error::gone.md", "x\n::error::gone.md", "##[error]gone.md", "--offline", "--no-cache"],
        ["run", ".", "--offline", "--no-cache", "-f", "x\n::error::format"],
        ["run", ".", "--offline", "--no-cache", "-o", "x\n::error::output"],
        ["run", ".", "--offline", "--no-cache", "--baseline", "x\n::error::baseline"],
        ["claims", ".", "--config", "x\n::error::config"],
        ["explain", "x\n::error::claim", "a.md", "--offline"],
        ["x\n::error::command"],
    ],
    ids=lambda words: " ".join(words).replace("\n", " "),
)
def test_no_stream_of_the_program_has_a_command(
    folder: Path, words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reports, problems, errors and usage are inert where GitHub reads them, on both streams."""
    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.TextIOWrapper(io.BytesIO(), "utf-8")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("HOME", str(folder))
    for name, value in (("argv", ["claimcheck", *words]), ("stdout", out), ("stderr", err)):
        monkeypatch.setattr(sys, name, value)
    with pytest.raises(SystemExit):
        main()
    assert (out, err) == (sys.stdout, sys.stderr)
    for stream in (out, err):
        stream.flush()
        assert [] == commands(stream.buffer.getvalue().decode())
    assert (out.buffer.getvalue() + err.buffer.getvalue()).strip()


def test_a_traceback_is_guarded_as_well(tmp_path: Path) -> None:
    """An exception that leaves the program is printed by Python, and through the same way out."""
    script = "import claimcheck.cli as c\ndef app(): raise ValueError('x\\n::error::y')\nc.app = app\nc.main()"
    env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "GITHUB_ACTIONS": "true", "CLAIMCHECK_DEBUG": "1"}
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, env=env, cwd=tmp_path, capture_output=True, text=True, check=False)  # noqa: S603 - ours
    assert "ValueError" in done.stderr
    assert [] == commands(done.stderr)
