"""Whole reports, as files. After a change that is meant: UPDATE_GOLDEN=1 pytest tests/report, and read the diff."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support import reports

from claimcheck.report import FORMATS, catalogue, convert, terminal

if TYPE_CHECKING:
    from collections.abc import Callable

GOLDEN = Path(__file__).parent / "golden"
WRITTEN = {
    "run.json": "json",
    "run.jsonl": "jsonl",
    "run.sarif": "sarif",
    "run-junit.xml": "junit",
    "run-concise.txt": "concise",
    "run-github.txt": "github",
    "run-gitlab.json": "gitlab",
    "run.md": "markdown",
    "run.html": "html",
}


def _written(format_: str) -> str:
    return FORMATS[format_](reports.with_problem(reports.every_verdict()))


FILES: dict[str, Callable[[], str]] = {
    "run-40.txt": lambda: terminal.render(reports.every_verdict(), width=40, encoding="utf-8", code=1),
    "run-80.txt": lambda: terminal.render(reports.every_verdict(), width=80, encoding="utf-8", code=1),
    "run-200.txt": lambda: terminal.render(reports.every_verdict(), width=200, encoding="utf-8", code=1),
    "run-80-verbose.txt": lambda: terminal.render(
        reports.every_verdict(), width=80, encoding="utf-8", code=1, verbose=True
    ),
    "run-80-color.txt": lambda: terminal.render(
        reports.every_verdict(), width=80, encoding="utf-8", code=1, color=True
    ),
    "run-80-ascii.txt": lambda: terminal.render(reports.every_verdict(), width=80, encoding="ascii", code=1),
    "unreachable-80.txt": lambda: terminal.render(reports.unreachable(), width=80, encoding="utf-8", code=3),
    "claims-80.txt": lambda: terminal.render(reports.listed(), width=80, encoding="utf-8"),
    "rules-80.txt": lambda: catalogue.render(width=80, encoding="utf-8"),
    "rule-40.txt": lambda: catalogue.render("CC402", width=40, encoding="utf-8"),
    "claims.json": lambda: FORMATS["json"](reports.listed()),
    **{name: partial(_written, format_) for name, format_ in WRITTEN.items()},
}


@pytest.mark.parametrize("name", FILES)
def test_reports_are_as_they_were(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every format, at every width, gives the bytes that were last approved."""
    monkeypatch.setattr(convert, "__version__", "0.0.0")
    file = GOLDEN / name
    made = FILES[name]()
    if os.environ.get("UPDATE_GOLDEN"):
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(made.encode())

    assert file.read_bytes().decode() == made


def test_no_golden_file_is_left_over() -> None:
    """Each file belongs to a test."""
    assert sorted(FILES) == sorted(file.name for file in GOLDEN.iterdir())
