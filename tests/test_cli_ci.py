"""What a CI job sees: formats, files, selection, exit codes, baseline, ignores; from the outside."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from claimcheck.cli import main

if TYPE_CHECKING:
    from pathlib import Path

GOOD = "The pier of Selby will close in June for two years"
ARTICLE = f"""---
title: The week
date: 2026-03-05
---

{GOOD}, CNBC reported.

“The pier is safe and will stay open,” the mayor told CNBC.

Some insiders said that the wait would be long.
"""
PAGE = f"""<html><head><title>Selby pier to close</title>
<link rel="canonical" href="https://www.cnbc.com/2026/03/02/selby-pier.html">
<meta property="article:published_time" content="2026-03-02T10:00:00Z"></head>
<body><article><h1>Selby pier to close</h1>
<p>{GOOD}, the town council decided on Monday. “The pier is not safe and will not stay open,” the mayor told CNBC.</p>
<p>The council will speak about it at its next meeting, and the minutes will be printed for everyone to read.</p>
</article></body></html>"""


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A folder with an article of a traced, an altered and an unnamed claim, and the page that it cites."""
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "week.md").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "saved").mkdir()
    (tmp_path / "saved" / "pier.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "claimcheck.toml").write_text('sources = ["saved"]\nfinders = ["local"]\n', encoding="utf-8")
    return tmp_path


@dataclass(frozen=True)
class Done:
    """How a run ended, and what it wrote."""

    returncode: int
    stdout: str
    stderr: str


def _run(here: Path, *words: str, stdin: str = "", env: dict[str, str] | None = None) -> Done:
    """Run the command line as `python -m claimcheck run` does, in this process: starting one takes a second."""
    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.TextIOWrapper(io.BytesIO(), "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(here)
        patch.setenv("HOME", str(here))
        for name, value in (env or {}).items():
            patch.setenv(name, value)
        patch.setattr(sys, "argv", ["claimcheck", "run", *words, "--offline", "--no-cache"])
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), "utf-8"))
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        code = 0
        try:
            main()
        except SystemExit as end:
            code = int(end.code or 0)
        for stream in (out, err):
            stream.flush()
    return Done(code, *(one.buffer.getvalue().decode() for one in (out, err)))


def _outside(here: Path, *words: str) -> int:
    command = [sys.executable, "-m", "claimcheck", "run", *words, "--offline", "--no-cache"]
    values = {"PATH": "/usr/bin:/bin", "HOME": str(here)}
    return subprocess.run(command, cwd=here, env=values, capture_output=True, check=False).returncode  # noqa: S603 - ours


def _verdicts(done: Done) -> list[str]:
    [article] = json.loads(done.stdout)["articles"]
    return [claim["verdict"] for claim in article["claims"]]


def test_the_folder_is_what_it_says(here: Path) -> None:
    """One claim is traced, one altered, one unnamed."""
    done = _run(here, "articles", "-f", "json")
    assert ["traced", "altered", "unnamed"] == _verdicts(done), done.stdout


@pytest.mark.parametrize(
    ("flags", "code"),
    [
        ([], 1),
        (["--fail-on", "never"], 0),
        (["--fail-on", "note"], 1),
        (["--ignore", "CC402"], 0),
        (["--ignore", "CC402", "--fail-on", "note"], 1),
        (["--ignore", "ALL", "--fail-on", "note"], 0),
        (["--select", "CC1"], 0),
        (["--select", "CC1", "--fail-on", "note"], 1),
        (["--select", "CC1", "--extend-select", "quotation-altered"], 1),
        (["--select", "CC402", "--ignore", "CC4"], 1),
        (["--ignore", "CC402", "--select", "CC4"], 0),
        (["--exit-zero"], 0),
        (["--strict"], 1),
        (["--strict", "--ignore", "CC402"], 0),
        (["--ignore", "CC999"], 2),
        (["missing.md"], 2),
        (["missing.md", "--exit-zero"], 2),
        (["--format", "nonsense"], 2),
        (["--config", "nowhere.toml"], 2),
    ],
)
def test_every_flag_has_its_exit_code(here: Path, flags: list[str], code: int) -> None:
    """0 nothing to report, 1 findings, 2 bad input or use; an input that is missing is never green."""
    done = _run(here, "articles", *flags)
    assert code == done.returncode, done.stderr
    assert "Traceback" not in done.stderr


def test_exit_codes_reach_the_shell(here: Path) -> None:
    """As a process of its own the program ends with the same codes."""
    assert [1, 0, 2] == [_outside(here, "articles", *more) for more in ([], ["--exit-zero"], ["missing.md"])]


def test_nothing_conclusive_is_not_green(here: Path) -> None:
    """Without any document every citation is open: exit 3, whatever is selected, but not against a wish for zero."""
    (here / "saved" / "pier.html").unlink()
    (here / "claimcheck.toml").write_text("", encoding="utf-8")
    assert 3 == _run(here, "articles").returncode
    assert 3 == _run(here, "articles", "--ignore", "CC3").returncode
    assert 0 == _run(here, "articles", "--exit-zero").returncode


def test_one_run_feeds_several_files(here: Path) -> None:
    """Each -o writes a whole file in the format that it or its suffix names; stdout has its own."""
    outputs = [
        "-o",
        "out/r.sarif",
        "-o",
        "junit=out/r.xml",
        "-o",
        "out/r.json",
        "-o",
        "concise=out/r.txt",
        "-o",
        "out/r.md",
    ]
    done = _run(here, "articles", "-f", "concise", *outputs)
    assert 1 == done.returncode
    assert (here / "out" / "r.txt").read_text(encoding="utf-8") == done.stdout
    assert "articles/week.md:8:1: CC402 " in done.stdout
    sarif = json.loads((here / "out" / "r.sarif").read_text(encoding="utf-8"))
    [place] = sarif["runs"][0]["results"][0]["locations"]
    assert "articles/week.md" == place["physicalLocation"]["artifactLocation"]["uri"]
    assert "3" == ET.parse(here / "out" / "r.xml").getroot().get("tests")  # noqa: S314 - written by us
    assert 3 == json.loads((here / "out" / "r.json").read_text(encoding="utf-8"))["summary"]["claims"]
    assert sorted(path.name for path in (here / "out").iterdir()) == ["r.json", "r.md", "r.sarif", "r.txt", "r.xml"]


@pytest.mark.parametrize("output", ["report.dat", "sarif=", "json=/proc/nowhere/x.json"])
def test_an_output_that_cannot_be_is_said(here: Path, output: str) -> None:
    """A file without a format, and one that cannot be written, are errors with exit 2."""
    done = _run(here, "articles", "-o", output)
    assert 2 == done.returncode
    assert "hint:" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_step_summary_gets_the_table(here: Path) -> None:
    """On GitHub the commands go to the log and the whole as Markdown to the summary of the job."""
    done = _run(here, "articles", "-f", "github", env={"GITHUB_STEP_SUMMARY": str(here / "summary.md")})
    assert done.stdout.startswith("::error file=articles/week.md,line=8,col=1,title=CC402 ")
    assert "altered" in (here / "summary.md").read_text(encoding="utf-8")


def test_a_baseline_lets_known_findings_pass(here: Path) -> None:
    """What is in it does not count, an edit elsewhere changes nothing, a new finding fails, a stale entry is said."""
    made = _run(here, "articles", "--baseline", "known.json", "--write-baseline")
    assert 0 == made.returncode
    first = (here / "known.json").read_bytes()
    assert 0 == _run(here, "articles", "--baseline", "known.json").returncode
    file = here / "articles" / "week.md"
    file.write_text(ARTICLE.replace("The pier of", "Hello.\n\nThe pier of", 1), encoding="utf-8")
    assert 0 == _run(here, "articles", "--baseline", "known.json").returncode
    _run(here, "articles", "--baseline", "known.json", "--write-baseline")
    assert first == (here / "known.json").read_bytes()
    file.write_text(ARTICLE.replace("is safe and will", "is very safe and will"), encoding="utf-8")
    done = _run(here, "articles", "--baseline", "known.json")
    assert 1 == done.returncode
    assert "1 findings of known.json are gone" in done.stderr
    assert 2 == _run(here, "articles", "--write-baseline").returncode
    (here / "known.json").write_text("{}", encoding="utf-8")
    assert 2 == _run(here, "articles", "--baseline", "known.json").returncode


def test_ignores_of_the_configuration(here: Path) -> None:
    """An entry excuses what it names, says so when it is unused or has ended, and bad ones are errors."""
    settings = (here / "claimcheck.toml").read_text(encoding="utf-8")

    def with_ignore(text: str) -> Done:
        (here / "claimcheck.toml").write_text(f"{settings}\n[[ignore]]\n{text}\n", encoding="utf-8")
        return _run(here, "articles")

    assert 0 == with_ignore('code = "CC402"\narticle = "articles/*"\nreason = "checked by hand"').returncode
    assert 1 == with_ignore('code = "CC402"\narticle = "other/*"').returncode
    assert "matches nothing any more" in with_ignore('code = "CC201"').stderr
    old = with_ignore('code = "CC402"\nuntil = 2020-01-01')
    assert 1 == old.returncode
    assert "ended on 2020-01-01" in old.stderr
    assert 2 == with_ignore('cod = "CC402"').returncode
    assert 2 == with_ignore('code = "CC999"').returncode


def test_paths_have_rules_of_their_own(here: Path) -> None:
    """`per-path-ignores` leaves rules out for some articles; a rule that there is not is an error."""
    settings = (here / "claimcheck.toml").read_text(encoding="utf-8")
    for code, pattern, rule in [(0, "articles/*", "CC4"), (1, "drafts/*", "CC4"), (2, "articles/*", "CC999")]:
        text = f'{settings}[per-path-ignores]\n"{pattern}" = ["{rule}"]\n'
        (here / "claimcheck.toml").write_text(text, encoding="utf-8")
        assert code == _run(here, "articles").returncode


def test_standard_input_has_a_name(here: Path) -> None:
    """`--stdin-filename` gives path and kind; `--files-from` reads paths from a file or from standard input."""
    done = _run(here, "-", "--stdin-filename", "articles/draft.md", "-f", "json", stdin=ARTICLE)
    assert ["articles/draft.md"] == [article["path"] for article in json.loads(done.stdout)["articles"]]
    assert ["traced", "altered", "unnamed"] == _verdicts(done)
    (here / "list.txt").write_text("articles/week.md\n\n", encoding="utf-8")
    assert ["traced", "altered", "unnamed"] == _verdicts(_run(here, "--files-from", "list.txt", "-f", "json"))
    assert ["traced", "altered", "unnamed"] == _verdicts(
        _run(here, "--files-from", "-", "-f", "json", stdin="articles\n")
    )
    assert 2 == _run(here, "--files-from", "nowhere.txt").returncode
    assert 2 == _run(here).returncode


def _git(here: Path, *words: str) -> None:
    command = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org", *words]
    subprocess.run(command, cwd=here, check=True, capture_output=True)  # noqa: S603 - git


def test_only_changed_lines_are_looked_at(here: Path) -> None:
    """Only claims on lines that changed count, new files count whole, and no repository is an error."""
    assert 2 == _run(here, "articles", "--changed-since", "HEAD").returncode
    _git(here, "init", "-q")
    _git(here, "add", ".")
    _git(here, "commit", "-q", "-m", "first")
    assert [] == _verdicts(_run(here, "articles", "--changed-since", "HEAD", "-f", "json"))
    file = here / "articles" / "week.md"
    file.write_text(ARTICLE.replace("for two years", "for two  years"), encoding="utf-8")
    assert ["traced"] == _verdicts(_run(here, "articles", "--changed-since", "HEAD", "-f", "json"))
    (here / "articles" / "new.md").write_text(ARTICLE, encoding="utf-8")
    done = _run(here, "articles/new.md", "--changed-since", "HEAD", "-f", "json")
    assert ["traced", "altered", "unnamed"] == _verdicts(done)
    assert 2 == _run(here, "articles", "--changed-since", "no-such-branch").returncode


def test_what_is_excluded_is_not_read(here: Path) -> None:
    """Patterns of the configuration leave files out of folders, not files that are named."""
    settings = (here / "claimcheck.toml").read_text(encoding="utf-8")
    (here / "claimcheck.toml").write_text(f'{settings}exclude = ["drafts"]\n', encoding="utf-8")
    (here / "articles" / "drafts").mkdir()
    (here / "articles" / "drafts" / "b.md").write_text(ARTICLE, encoding="utf-8")
    done = _run(here, "articles", "-f", "json")
    assert ["articles/week.md"] == [article["path"] for article in json.loads(done.stdout)["articles"]]
    done = _run(here, "articles/drafts/b.md", "-f", "json")
    assert ["articles/drafts/b.md"] == [article["path"] for article in json.loads(done.stdout)["articles"]]


def test_what_git_ignores_is_not_read(here: Path) -> None:
    """In a repository ignored files of a folder are passed over; one that is named is read."""
    _git(here, "init", "-q")
    (here / ".gitignore").write_text("articles/build/\n", encoding="utf-8")
    (here / "articles" / "build").mkdir()
    (here / "articles" / "build" / "b.md").write_text(ARTICLE, encoding="utf-8")
    done = _run(here, "articles", "-f", "json")
    assert ["articles/week.md"] == [article["path"] for article in json.loads(done.stdout)["articles"]]
    done = _run(here, "articles/build/b.md", "-f", "json")
    assert ["articles/build/b.md"] == [article["path"] for article in json.loads(done.stdout)["articles"]]


def test_frozen_names_what_is_missing(here: Path) -> None:
    """What the cache lacks is an error with the command that mends it; with all there, it is a run as any other."""
    assert 1 == _run(here, "articles", "--frozen").returncode
    (here / "claimcheck.toml").write_text("", encoding="utf-8")
    done = _run(here, "articles", "--frozen")
    assert 2 == done.returncode
    assert "claimcheck run articles/week.md" in done.stderr


@pytest.mark.parametrize(
    "format_", ["concise", "json", "jsonl", "sarif", "junit", "github", "gitlab", "markdown", "terminal"]
)
def test_the_same_bytes_in_any_order(here: Path, format_: str) -> None:
    """Two runs, and inputs in another order, give the same bytes in every format."""
    (here / "articles" / "b.md").write_text(ARTICLE, encoding="utf-8")
    first = _run(here, "articles/week.md", "articles/b.md", "-f", format_)
    second = _run(here, "articles/b.md", "articles/week.md", "-f", format_)
    assert first.stdout
    assert first.stdout == second.stdout


def test_rules_for_machines(here: Path) -> None:
    """`rule --all` has each rule in full, as JSON and Markdown too."""

    def rules(*words: str) -> str:
        command = [sys.executable, "-m", "claimcheck", "rule", *words]
        return subprocess.run(command, cwd=here, capture_output=True, text=True, check=True).stdout  # noqa: S603 - ours

    listed = json.loads(rules("--all", "--format", "json"))
    assert {"CC101", "CC502"} <= {rule["code"] for rule in listed}
    assert "## CC402 quotation-altered" in rules("--all", "--format", "markdown")
    assert "Stays silent" in rules("--all")
    assert ["CC402"] == [rule["code"] for rule in json.loads(rules("CC402", "-f", "json"))]


def test_comments_in_an_article_excuse_findings(here: Path) -> None:
    """One alone on its line is for the next block, one beside text for its line; unused ones are said and can fail."""
    file = here / "articles" / "week.md"

    def with_comment(text: str, *words: str) -> Done:
        file.write_text(text, encoding="utf-8")
        return _run(here, "articles", *words)

    quote = "“The pier is safe and will stay open,” the mayor told CNBC."
    comment = "<!-- claimcheck: ignore[CC402] asked the mayor -->"
    assert 0 == with_comment(ARTICLE.replace(quote, f"{comment}\n\n{quote}")).returncode
    assert 0 == with_comment(ARTICLE.replace(quote, f"{quote} {comment}")).returncode
    assert 0 == with_comment(ARTICLE.replace(quote, f"<!-- claimcheck: ignore -->\n{quote}")).returncode
    assert 1 == with_comment(ARTICLE.replace(quote, f"<!-- claimcheck: ignore[CC2] -->\n\n{quote}")).returncode
    assert 1 == with_comment(ARTICLE.replace(quote, f"{comment}\n\nHello there.\n\n{quote}")).returncode
    assert 1 == with_comment(ARTICLE.replace(quote, f"```\n{comment}\n```\n\n{quote}")).returncode
    done = with_comment(ARTICLE.replace(quote, "Hello.") + f"\n{comment}\n", "--select", "CC4")
    assert 0 == done.returncode
    assert "articles/week.md:12: this ignore excuses nothing" in done.stderr
    unused = ARTICLE.replace(quote, "Hello.") + comment
    assert 1 == with_comment(unused, "--select", "CC4", "--fail-on", "note").returncode


def test_comments_in_html_excuse_findings(here: Path) -> None:
    """The same in an HTML article, before a paragraph and inside one."""
    (here / "articles" / "week.md").unlink()
    file = here / "articles" / "week.html"
    quote = "“The pier is safe and will stay open,” the mayor told CNBC."
    page = f"""<html><head><title>The week</title>
<meta property="article:published_time" content="2026-03-05"></head>
<body><article><h1>The week</h1><p>{GOOD}, CNBC reported. It is a long story, and many people in the town know it.</p>
@@<p>{quote} ##He said no more than that.</p>
<p>The council meets again in two weeks, and everybody may come.</p></article></body></html>"""
    comment = "<!-- claimcheck: ignore[CC402] asked the mayor -->"
    for code, text in [(1, ""), (0, "@@"), (0, "##")]:
        file.write_text(page.replace(text or "none", comment).replace("@@", "").replace("##", ""), encoding="utf-8")
        assert code == _run(here, "articles").returncode
