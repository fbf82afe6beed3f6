"""What other programs start claimcheck by: pre-commit, and the action for GitHub."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from claimcheck.cli import app

ROOT = Path(__file__).parents[1]
ACTION = ROOT / ".github" / "actions" / "check" / "action.yml"


def _options(command: str) -> set[str]:
    return {word for word in command.split() if word.startswith("--")}


def _known() -> str:
    return CliRunner().invoke(app, ["run", "--help"], env={"COLUMNS": "200"}).output


def test_hooks_call_what_there_is() -> None:
    """Each hook has an entry with options that the program knows; the online one runs only when asked for."""
    hooks = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}
    known = _known()
    assert all(option in known for hook in hooks.values() for option in _options(hook["entry"]))
    assert "--offline" in hooks["claimcheck"]["entry"]
    assert ["manual"] == hooks["claimcheck-online"]["stages"]


def test_the_action_passes_nothing_to_a_shell_unquoted() -> None:
    """Inputs reach the script as variables, never pasted into it, and its options are known."""
    action: dict[str, Any] = yaml.safe_load(ACTION.read_text("utf-8"))
    scripts = [step["run"] for step in action["runs"]["steps"] if "run" in step]
    assert not any("${{" in script for script in scripts)
    known = _known()
    options = {option.partition("=")[0] for script in scripts for option in _options(script)}
    assert all(option in known for option in options if option != "--")


def test_the_action_pins_what_it_uses() -> None:
    """Actions of others are named by the digest of a commit: a tag may be moved to anything."""
    action: dict[str, Any] = yaml.safe_load(ACTION.read_text("utf-8"))
    used = [step["uses"] for step in action["runs"]["steps"] if "uses" in step]
    assert used
    assert all(re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", name) for name in used)


def _act(folder: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """Run the last step of the action as a runner does: in bash, inputs as variables, the program on the path."""
    action: dict[str, Any] = yaml.safe_load(ACTION.read_text("utf-8"))
    program = folder.parent / "bin" / "claimcheck"
    program.parent.mkdir(exist_ok=True)
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -P -m claimcheck "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    (folder.parent / "step.sh").write_text(action["runs"]["steps"][-1]["run"], encoding="utf-8")
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(folder.parent / "step.sh")]
    env = {"PATH": f"{program.parent}:/usr/bin:/bin", "HOME": str(folder), "PYTHONPATH": str(ROOT)}
    env |= {"PATHS": ".", "ARGS": "--offline", "CACHE": ".cache", "SARIF": "", **inputs}
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)  # noqa: S603 - ours


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A folder of articles, some of whose names are flags, and one whose name holds a blank."""
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("a.md", "b c.md", "-q.md", "--help", "--exit-zero.md"):
        (folder / name).write_text("---\ndate: 2026-03-05\n---\n\nCNBC reported that the pier will close in June.\n")
    return folder


def test_the_action_reads_every_line(articles: Path) -> None:
    """Each line of `paths` is one path, blank lines are nothing, and `args` may stand on several lines."""
    done = _act(
        articles, PATHS="a.md\n\n  b c.md  \n", ARGS="--offline\n--fail-on never\n--exit-zero\n", SARIF="out.sarif"
    )
    assert 0 == done.returncode, done.stderr
    sarif = (articles / "out.sarif").read_text(encoding="utf-8")
    assert "a.md" in sarif
    assert "b%20c.md" in sarif
    assert "file=a.md" in done.stdout
    assert "file=b c.md" in done.stdout
    assert 2 == _act(articles, PATHS="a.md\nmissing.md\n").returncode
    assert 2 == _act(articles, PATHS="\n").returncode


@pytest.mark.parametrize("name", ["-q.md", "--help", "--exit-zero.md"])
def test_a_file_called_as_a_flag_is_a_file_to_the_action(articles: Path, name: str) -> None:
    """The name is no flag: the file is read, and what is found counts."""
    done = _act(articles, PATHS=f"a.md\n{name}\n")
    assert 3 == done.returncode, done.stderr
    assert f"file={name}," in done.stdout


def test_no_file_beside_the_articles_is_run_by_pip() -> None:
    """Python is started apart from the working directory, in which a `pip.py` of a stranger may lie."""
    action: dict[str, Any] = yaml.safe_load(ACTION.read_text("utf-8"))
    scripts = [step["run"] for step in action["runs"]["steps"] if "run" in step]
    assert all("python -I" in script for script in scripts if "python" in script)


def _git(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org", *words]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)  # noqa: S603 - git


def test_pre_commit_runs_the_hook(tmp_path: Path) -> None:
    """In a scratch repository the hook's own entry runs over a staged article and names what it finds."""
    pytest.importorskip("pre_commit")
    shipped = next(
        hook
        for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
        if hook["id"] == "claimcheck"
    )
    hook = {
        "id": "claimcheck",
        "name": "claimcheck",
        "language": "system",
        "entry": shipped["entry"].replace("claimcheck", f"{sys.executable} -m claimcheck", 1),
        "args": shipped["args"],
        "types_or": ["markdown"],
        "require_serial": True,
    }
    (tmp_path / ".pre-commit-config.yaml").write_text(yaml.safe_dump({"repos": [{"repo": "local", "hooks": [hook]}]}))
    (tmp_path / "a.md").write_text("---\ndate: 2026-03-05\n---\n\nCNBC reported that the pier will close in June.\n")
    (tmp_path / "--exit-zero.md").write_text((tmp_path / "a.md").read_text())
    _git(tmp_path, "init", "-q")
    _git(tmp_path, "add", ".")
    command = [sys.executable, "-m", "pre_commit", "run", "--all-files", "--verbose"]
    env = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)  # noqa: S603 - ours
    assert "a.md:5:1: CC301" in done.stdout, done.stdout + done.stderr
    assert "--exit-zero.md:5:1: CC301" in done.stdout
    assert 1 == done.returncode
    assert "exit code: 3" in done.stdout
