from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path

from typer.testing import CliRunner

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


def test_every_option_named_exists() -> None:
    """Each --option of the README stands in the program's help."""
    known = "".join(
        CliRunner().invoke(app, [command, "--help"]).output for command in ("run", "claims", "cache", "config")
    )
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
