from __future__ import annotations

import doctest
import importlib
import re
import shlex
import subprocess
import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner

import claimcheck
from claimcheck import demo
from claimcheck.cli import app
from claimcheck.config import Settings
from claimcheck.model import Verdict
from claimcheck.rules import RULES

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_verdict_table_is_the_closed_set() -> None:
    """The README explains every verdict, in the order of the design."""
    assert [str(verdict) for verdict in Verdict] == re.findall(r"^\| `([a-z]+)` \|", README, re.MULTILINE)


def test_every_command_named_exists() -> None:
    """Each `claimcheck …` line of the README is a command the program has, with options it has."""
    lines = re.findall(r"^claimcheck (\w+)([^#\n]*)", README, re.MULTILINE)
    assert lines
    for command, _ in lines:
        assert CliRunner().invoke(app, [command, "--help"]).exit_code == 0, command


def test_every_command_of_the_cache_is_named() -> None:
    """The README names each of them, and none that is not there."""
    named = re.findall(r"`claimcheck cache ([a-z|]+)(?: [^`|]*(\|[a-z|]+))?", README)
    known = re.findall(r"^  ([a-z]+) ", CliRunner().invoke(app, ["cache", "--help"]).output, re.MULTILINE)
    assert set(known) == {name for pair in named for part in pair for name in part.split("|") if name}


def test_every_option_named_exists() -> None:
    """Each --option of the README stands in the program's help."""
    commands = ("run", "claims", "cache", "cache export", "cache import", "config", "demo")
    known = "".join(CliRunner().invoke(app, [*command.split(), "--help"]).output for command in commands)
    for option in set(re.findall(r"--[a-z][a-z-]+", README)):
        assert option in known, option


def test_every_rule_named_exists() -> None:
    """Each rule code of the README is in the catalogue."""
    assert set(re.findall(r"CC\d{3}", README)) <= {rule.code for rule in RULES}


def test_configuration_example_is_valid() -> None:
    """The README's configurations can be used as they stand."""
    examples = [Settings(**tomllib.loads(text)) for text in re.findall(r"```toml\n(.*?)```", README, re.DOTALL)]

    assert ["error", "warning"] == [example.fail_on for example in examples]


def test_ci_finds_the_test_command() -> None:
    """CI runs the test command of the README, word for word."""
    [pattern] = re.findall(r"sed -n 's/(.*?)/\\1/p'", (ROOT / ".ci" / "run").read_text(encoding="utf-8"))
    expression = pattern.replace(r"\(", "(").replace(r"\)", ")")
    [command] = re.findall(expression, README, re.MULTILINE)

    assert "pytest" in shlex.split(command)


def _demo(folder: Path) -> None:
    demo.lay_out(folder)
    branch = ["update-ref", "refs/remotes/origin/main", "HEAD"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "a"], branch):
        command = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org", *words]
        subprocess.run(command, cwd=folder, check=True, capture_output=True)  # noqa: S603 - git


def test_every_command_of_the_readme_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each `claimcheck …` line of a console block does what it says, in a folder with the demonstration."""
    _demo(tmp_path / "demo")
    monkeypatch.chdir(tmp_path / "demo")
    blocks = "".join(re.findall(r"```console\n(.*?)```", README, re.DOTALL))
    lines = [line.split("#")[0].strip() for line in blocks.splitlines() if line.startswith("claimcheck ")]
    assert len(lines) >= 10
    CliRunner().invoke(app, ["run", "articles/", "--baseline", "known.json", "--write-baseline"])
    for line in lines:
        words = shlex.split(line.replace("ARTICLE…", "articles/").replace("ID", "Annika"))[1:]
        done = CliRunner().invoke(app, words)
        assert done.exit_code in {0, 1}, (line, done.output, done.stderr)


def test_the_readmes_python_is_true(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The examples give what they say they give."""
    demo.lay_out(tmp_path / "demo")
    monkeypatch.chdir(tmp_path / "demo")
    examples = doctest.DocTestParser().get_doctest(README, {}, "README.md", "README.md", 0)
    assert len(examples.examples) >= 6
    assert 0 == doctest.DocTestRunner().run(examples).failed


@pytest.mark.parametrize(
    "module", ["comparing", "identity.sites", "identity.voices", "identity.who"], ids=lambda name: name
)
def test_the_docstrings_python_is_true(module: str) -> None:
    """What the functions for other programs show in their docstrings is so."""
    outcome = doctest.testmod(importlib.import_module(f"claimcheck.{module}"))
    assert (0, True) == (outcome.failed, outcome.attempted > 0)


def test_pictures_are_there() -> None:
    """Every picture and every file that the README links to is in the repository."""
    links = re.findall(r"\]\((?!https?://)([^)#]+)\)", README)
    assert links
    assert [] == [link for link in links if not (ROOT / link).exists()]


def test_a_notebook_shows_a_report() -> None:
    """`_repr_html_` puts the page in a frame, so that its style stays its own."""
    shown = claimcheck.claims([str(ROOT / "tests" / "e2e" / "articles" / "good.txt")])._repr_html_()
    assert shown.startswith("<iframe srcdoc=")
    assert "Helga Maurer" in shown
