"""What the commands print, and where: reports on stdout and in files, everything else on stderr."""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from claimcheck.cli_options import Color, Format
from claimcheck.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimcheck.config import Settings
    from claimcheck.model import Report
    from claimcheck.report.progress import Progress

_SUFFIXES = {
    ".json": Format.JSON,
    ".jsonl": Format.JSONL,
    ".sarif": Format.SARIF,
    ".xml": Format.JUNIT,
    ".md": Format.MARKDOWN,
    ".html": Format.HTML,
    ".txt": Format.TERMINAL,
}


def settings(flags: dict[str, Any], config: Path | None, *, isolated: bool = False) -> Settings:
    """Return the effective settings."""
    from claimcheck.config import load  # noqa: PLC0415 - keeps --help quick

    return load(flags, path=config, isolated=isolated)


def complain(message: str, hint: str = "") -> None:
    """Say on stderr what is wrong, and what to do."""
    typer.echo(f"claimcheck: {message}", err=True)
    if hint:
        typer.echo(f"  hint: {hint}", err=True)


@contextmanager
def progress(*, quiet: bool) -> Iterator[Progress]:
    """Show progress; when interrupted, say what was done."""
    from claimcheck.report.progress import Progress  # noqa: PLC0415 - keeps --help quick

    with Progress(quiet=quiet) as shown:
        try:
            yield shown
        except KeyboardInterrupt:
            shown.stop()
            complain(f"interrupted: {shown.done()}", "What was fetched is kept; the same command goes on from it.")
            raise


def show(report: Report, format_: Format, color: Color, *, verbose: int, quiet: bool, code: int | None) -> None:
    """Print the report on stdout; inputs that failed and, with -v, files passed over on stderr."""
    from claimcheck.report import FORMATS, escape, output  # noqa: PLC0415 - keeps --help quick

    for problem in report.problems:
        complain(f"{escape.plain(problem.path)}: {escape.plain(problem.message)}", escape.plain(problem.hint))
    if verbose:
        for path in report.skipped:
            typer.echo(f"claimcheck: passed over {escape.plain(path)}: not a text, HTML or Markdown file", err=True)
    write = FORMATS[format_]
    text = write(report, color=output.colour(color), verbose=verbose > 0, summary=not quiet, code=code)
    output.write(text, commands=format_ is Format.GITHUB)
    if format_ is Format.GITHUB and (file := os.environ.get("GITHUB_STEP_SUMMARY")):
        with Path(file).open("a", encoding="utf-8") as summary:
            summary.write(FORMATS[Format.MARKDOWN](report, code=code))


def targets(given: Sequence[str]) -> list[tuple[Format, Path]]:
    """Return what to write where: "sarif=out.json", or the format that the file's suffix stands for.

    Raises:
        UsageError: Neither says which format.
    """
    found = []
    for one in given:
        name, sign, rest = one.partition("=")
        if sign and name in set(Format):
            found.append((Format(name), Path(rest)))
            continue
        suffix = Path(one).suffix.lower()
        if suffix not in _SUFFIXES:
            known = ", ".join(Format)
            raise UsageError(
                f"{one}: no format is known for this file", hint=f"Write FORMAT={one}, with one of {known}."
            )
        found.append((_SUFFIXES[suffix], Path(one)))
    return found


def save(report: Report, wanted: Sequence[tuple[Format, Path]], code: int | None) -> None:
    """Write the report to files, each as a whole or not at all.

    Raises:
        InputError: One cannot be written.
    """
    from claimcheck.report import FORMATS  # noqa: PLC0415 - keeps --help quick
    from claimcheck.selection import save as save_file  # noqa: PLC0415 - the same

    for format_, path in wanted:
        save_file(path, FORMATS[format_](report, code=code))
