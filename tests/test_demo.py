"""The demonstration: every verdict, without a network, the same each time."""

from __future__ import annotations

import io
import json
import os
import sys
from collections import Counter
from pathlib import Path

import pytest
from typer.testing import CliRunner

import claimcheck
from claimcheck import demo
from claimcheck.cli import app, main
from claimcheck.errors import InputError
from claimcheck.model import Verdict

FORMATS = ["terminal", "concise", "json", "jsonl", "sarif", "junit", "github", "gitlab", "markdown", "html"]


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A folder with the demonstration."""
    demo.lay_out(tmp_path / "demo")
    return tmp_path / "demo"


def _run(here: Path, *words: str) -> tuple[int, str]:
    """Run the command line in a folder; return its exit code and what it printed."""
    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.TextIOWrapper(io.BytesIO(), "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(here)
        patch.setenv("HOME", str(here))
        patch.setenv("XDG_CONFIG_HOME", str(here))
        patch.setattr(sys, "argv", ["claimcheck", "run", "articles/", *words])
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        code = 0
        try:
            main()
        except SystemExit as end:
            code = int(end.code or 0)
        out.flush()
    return code, out.buffer.getvalue().decode()


def _offline(here: Path, form: str) -> tuple[int, str]:
    return _run(here, "--offline", "--cache-dir", "cache", "--format", form)


def test_every_verdict_occurs(here: Path) -> None:
    """Ten claims have the nine verdicts; nothing goes wrong in reading."""
    report = claimcheck.check([str(here / "articles")], demo.settings(here))
    found = Counter(one.judgement.verdict for article in report.articles for one in article.claims if one.judgement)
    assert dict.fromkeys(Verdict, 1) | {Verdict.TRACED: 2} == found
    assert () == report.problems


@pytest.mark.parametrize("form", FORMATS)
def test_two_folders_give_the_same_report(here: Path, tmp_path: Path, form: str) -> None:
    """Nothing in a report depends on when or where the demonstration was laid out."""
    demo.lay_out(tmp_path / "elsewhere" / "again")
    first, again = _offline(here, form), _offline(tmp_path / "elsewhere" / "again", form)
    assert 1 == first[0]
    assert first == again


def test_the_laid_out_folder_needs_no_flags(here: Path) -> None:
    """The configuration says that the run is offline, and the store lies where it is looked for."""
    assert _offline(here, "json") == _run(here, "--format", "json")


def test_dates_are_those_of_the_demonstration(here: Path) -> None:
    """Everything that was read was retrieved on the morning after the articles appeared."""
    _, text = _offline(here, "json")
    assert {"2026-03-06T09:00:00Z"} == set(_values(json.loads(text), "retrieved_at"))


def test_nothing_is_missing_from_the_cache(here: Path) -> None:
    """What cannot be checked fails for a reason that belongs to the story, not for want of a recorded answer."""
    assert "not in the cache" not in _offline(here, "json")[1]


def test_no_folder_is_overwritten(here: Path) -> None:
    """A folder that holds something is left alone."""
    with pytest.raises(InputError, match="not empty"):
        demo.lay_out(here)


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    """A path at which nothing can be laid out is said to be one."""
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(InputError, match="cannot be written"):
        demo.lay_out(tmp_path / "file")


def _values(data: object, name: str) -> list[object]:
    """Return all values of a name in JSON, however deep."""
    inner = list(data.values()) if isinstance(data, dict) else data if isinstance(data, list) else []
    own = [data[name]] if isinstance(data, dict) and name in data else []
    return own + [value for one in inner for value in _values(one, name)]


@pytest.mark.parametrize("format_", FORMATS)
def test_every_format_of_the_demonstration_is_as_it_was(format_: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a change that is meant: UPDATE_GOLDEN=1 pytest tests/test_demo.py, and read the diff."""
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    done = CliRunner().invoke(app, ["demo", "-f", format_, "--color", "never", "-q"])
    assert 0 == done.exit_code, done.output
    made = done.stdout.replace(claimcheck.__version__, "0.0.0")
    file = Path(__file__).parent / "demo" / f"demo.{format_}"
    if os.environ.get("UPDATE_GOLDEN"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(made, encoding="utf-8")
    assert file.read_text(encoding="utf-8") == made
