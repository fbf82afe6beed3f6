"""A folder of a stranger, whose git configuration names programs: none of them is run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from claimcheck import git

ROOT = Path(__file__).parents[1]
STORY = "The pier of Selby will close in June, the Selby Gazette reported.\n"
ATTRIBUTES = "*.md diff=x filter=x merge=x\n*.txt diff=y filter=y\n"
HOOKS = (
    "post-index-change",
    "reference-transaction",
    "pre-auto-gc",
    "post-checkout",
    "fsmonitor-watchman",
    "pre-commit",
)


def _git(folder: Path, *words: str) -> None:
    who = ("-c", "user.name=Jo Reed", "-c", "user.email=jo@selby.example", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)  # noqa: S603, S607 - git itself


def _config(marker: str) -> str:
    """Return a configuration in which whatever git could run makes a file *marker* followed by a name."""

    def run(name: str) -> str:
        return f"touch {marker}{name}; cat #"

    return f"""
[core]
    fsmonitor = "{run("fsmonitor")}"
    hooksPath = {Path(marker).parent}/hooks
    pager = "{run("pager")}"
    editor = "{run("editor")}"
    sshCommand = "{run("ssh")}"
    askPass = "{run("ask")}"
    gitProxy = "{run("proxy")}"
    alternateRefsCommand = "{run("alternate")}"
[pager]
    log = "{run("pagerlog")}"
    diff = "{run("pagerdiff")}"
[alias]
    diff = "!{run("alias")}"
    log = "!{run("alias")}"
    rev-list = "!{run("alias")}"
    rev-parse = "!{run("alias")}"
    cat-file = "!{run("alias")}"
    check-ignore = "!{run("alias")}"
[diff]
    external = "{run("external")}"
[diff "x"]
    command = "{run("command")}"
[diff "y"]
    textconv = "{run("textconv")}"
[filter "x"]
    clean = "{run("clean")}"
    smudge = "{run("smudge")}"
    required = true
[filter "y"]
    process = "{run("process")}"
    required = true
[merge "x"]
    driver = "{run("merge")}"
[credential]
    helper = "!{run("credential")}"
[log]
    showSignature = true
[gpg]
    program = {Path(marker).parent}/gpg
[extensions]
    partialClone = origin
[remote "origin"]
    url = "ext::sh -c 'touch {marker}ext'"
    promisor = true
    partialclonefilter = blob:none
    uploadpack = "{run("uploadpack")}"
[protocol]
    allow = always
"""


def _program(path: Path, marker: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\ntouch {marker}\n", encoding="utf-8")
    path.chmod(0o755)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A repository of two commits with changes in its work tree, an object missing, and all traps set."""
    here = tmp_path / "in"
    (here / "deep").mkdir(parents=True)
    _git(here, "init", "-q", ".")
    for name in ("a.md", "b.txt", "deep/c.md", "gone.md"):
        (here / name).write_text(STORY, encoding="utf-8")
    (here / ".gitignore").write_text("hidden.md\n", encoding="utf-8")
    _git(here, "add", ".")
    _git(here, "commit", "-q", "-m", "Add the stories")
    (here / "a.md").write_text(f"Today.\n\n{STORY}", encoding="utf-8")
    _git(here, "commit", "-q", "-a", "-m", "Write more")
    (here / "b.txt").write_text(f"{STORY}\nThe mayor said that it is safe.\n", encoding="utf-8")
    (here / "gone.md").write_text(f"{STORY}\nThe mayor told the Selby Gazette that it is safe.\n", encoding="utf-8")
    (here / "hidden.md").write_text(STORY, encoding="utf-8")
    (here / ".gitattributes").write_text(ATTRIBUTES, encoding="utf-8")
    marker = str(tmp_path / "ran-")
    for name in HOOKS:
        _program(tmp_path / "hooks" / name, f"{marker}{name}")
        _program(here / ".git" / "hooks" / name, f"{marker}{name}")
    _program(tmp_path / "gpg", f"{marker}gpg")
    with (here / ".git" / "config").open("a", encoding="utf-8") as config:
        config.write(_config(marker))
    return here


def _ran(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.parent.glob("ran-*"))


def _claimcheck(folder: Path, *words: str, path: str = "") -> subprocess.CompletedProcess[str]:
    around = {"PATH": f"{path}{os.environ['PATH']}", "HOME": str(folder.parent), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-P", "-m", "claimcheck", *words]
    return subprocess.run(command, cwd=folder, env=around, capture_output=True, text=True, check=False)  # noqa: S603 - ours


def _lose_blobs(folder: Path) -> None:
    """Take an object away, as a partial clone lacks it: git would fetch it from the remote."""
    name = subprocess.run(
        ["git", "rev-parse", "HEAD~1:gone.md"],  # noqa: S607 - git itself
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    (folder / ".git" / "objects" / name[:2] / name[2:]).unlink()


def test_the_traps_are_set(folder: Path) -> None:
    """What git does by itself in that folder runs what the folder names: the test would see it."""
    for words in (["status"], ["diff", "HEAD~1"], ["log", "-1"]):
        subprocess.run(["git", *words], cwd=folder, capture_output=True, check=False)  # noqa: S603, S607 - git itself
    assert {"ran-fsmonitor", "ran-clean", "ran-process"} <= set(_ran(folder))


COMMANDS = [
    ["claims", "."],
    ["claims", "a.md", "deep"],
    ["run", ".", "--offline", "--no-cache"],
    ["run", ".", "--offline", "--no-cache", "--changed-since", "HEAD~1", "-f", "concise"],
    ["run", ".", "--offline", "--no-cache", "--changed-since", "--output=x"],
]


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_nothing_of_the_folder_is_run(folder: Path, words: list[str]) -> None:
    """Listing, checking, and checking what changed run none of the folder's programs, an object missing or not."""
    assert "Traceback" not in _claimcheck(folder, *words).stderr
    assert [] == _ran(folder)
    _lose_blobs(folder)
    assert "Traceback" not in _claimcheck(folder, *words).stderr
    assert [] == _ran(folder)


def test_the_answers_are_right_all_the_same(folder: Path) -> None:
    """What is ignored is left out, and only the lines that changed are looked at."""
    assert "hidden.md" not in _claimcheck(folder, "claims", ".", "-f", "concise").stdout
    done = _claimcheck(folder, "run", ".", "--offline", "--no-cache", "--changed-since", "HEAD~1", "-f", "jsonl")
    claims = [line for line in done.stdout.splitlines() if line.startswith('{"type": "claim"')]
    assert claims
    assert all('"line": 3' in line for line in claims)
    assert not any("deep/c.md" in line for line in claims)


def test_a_folder_that_points_elsewhere_runs_nothing(folder: Path) -> None:
    """Neither a `.git` that is a file, nor a repository without a work tree beside the articles, is a way around."""
    other, bare = folder.parent / "other", folder.parent / "bare"
    other.mkdir()
    (other / ".git").write_text(f"gitdir: {folder}/.git\n", encoding="utf-8")
    (folder / ".git").rename(bare)
    (other / ".git").write_text(f"gitdir: {bare}\n", encoding="utf-8")
    for here in (other, bare):
        (here / "a.md").write_text(f"Now.\n\n{STORY}", encoding="utf-8")
        for words in COMMANDS:
            assert "Traceback" not in _claimcheck(here, *words).stderr
    assert [] == _ran(folder)


def test_git_of_the_folder_is_not_git(folder: Path) -> None:
    """A program called git in the folder is not taken for git, even where the search path begins there."""
    _program(folder / "git", f"{folder.parent}/ran-git")
    done = _claimcheck(folder, "run", ".", "--offline", "--no-cache", "--changed-since", "HEAD~1", path=".:")
    assert 2 == done.returncode
    assert "Traceback" not in done.stderr
    assert [] == _ran(folder)


def test_git_has_a_time_limit_and_asks_nobody(tmp_path: Path) -> None:
    """Where there is no repository the question fails at once."""
    with pytest.raises(git.FAULTS):
        git.ask(tmp_path, "rev-parse", "HEAD")
