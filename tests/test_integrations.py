"""What other programs start claimcheck by: pre-commit, and the action for GitHub."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from claimcheck.cli import app

ROOT = Path(__file__).parents[1]


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
    action: dict[str, Any] = yaml.safe_load((ROOT / ".github" / "actions" / "check" / "action.yml").read_text("utf-8"))
    scripts = [step["run"] for step in action["runs"]["steps"] if "run" in step]
    assert not any("${{" in script for script in scripts)
    known = _known()
    assert all(option in known for script in scripts for option in _options(script) if option != "--")


def _git(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org", *words]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)  # noqa: S603 - git


def test_pre_commit_runs_the_hook(tmp_path: Path) -> None:
    """In a scratch repository the hook's own entry runs over a staged article and names what it finds."""
    pytest.importorskip("pre_commit")
    entry = next(
        hook["entry"]
        for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
        if hook["id"] == "claimcheck"
    )
    hook = {
        "id": "claimcheck",
        "name": "claimcheck",
        "language": "system",
        "entry": entry.replace("claimcheck", f"{sys.executable} -m claimcheck", 1),
        "types_or": ["markdown"],
        "require_serial": True,
    }
    (tmp_path / ".pre-commit-config.yaml").write_text(yaml.safe_dump({"repos": [{"repo": "local", "hooks": [hook]}]}))
    (tmp_path / "a.md").write_text("---\ndate: 2026-03-05\n---\n\nCNBC reported that the pier will close in June.\n")
    _git(tmp_path, "init", "-q")
    _git(tmp_path, "add", ".")
    command = [sys.executable, "-m", "pre_commit", "run", "--all-files", "--verbose"]
    env = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)  # noqa: S603 - ours
    assert "a.md:5:1: CC301" in done.stdout, done.stdout + done.stderr
    assert 1 == done.returncode
    assert "exit code: 3" in done.stdout
