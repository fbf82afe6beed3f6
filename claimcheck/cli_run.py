"""The commands that look at articles."""

from __future__ import annotations

import contextlib
import sys
import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claimcheck import cli_show, rules, selection
from claimcheck.cli_cache import CacheDir
from claimcheck.cli_options import (
    Attitudes,
    Baseline,
    ChangedSince,
    CitationsOption,
    Color,
    ColorOption,
    Confidence,
    Config,
    ExitZero,
    ExtendSelect,
    FailOnOption,
    FilesFrom,
    Format,
    FormatOption,
    Frozen,
    IgnoreCodes,
    Interval,
    Isolated,
    Jobs,
    MaxAge,
    MaxPages,
    MaxRequests,
    NoCache,
    Offline,
    Outputs,
    Paths,
    Private,
    Quiet,
    Refresh,
    Select,
    Sources,
    StdinName,
    Strict,
    Verbose,
    WriteBaseline,
)
from claimcheck.errors import UsageError
from claimcheck.model import Severity

if TYPE_CHECKING:
    from claimcheck.config import Settings
    from claimcheck.model import Report

_USAGE = 2


def run(
    paths: Paths = None,
    *,
    format_: FormatOption = Format.TERMINAL,
    output: Outputs = None,
    select: Select = None,
    extend_select: ExtendSelect = None,
    ignore: IgnoreCodes = None,
    fail_on: FailOnOption = None,
    strict: Strict = None,
    exit_zero: ExitZero = False,
    baseline: Baseline = None,
    write_baseline: WriteBaseline = False,
    changed_since: ChangedSince = None,
    files_from: FilesFrom = None,
    stdin_filename: StdinName = None,
    offline: Offline = None,
    frozen: Frozen = False,
    refresh: Refresh = None,
    max_cache_age: MaxAge = None,
    cache_dir: CacheDir = None,
    no_cache: NoCache = None,
    sources: Sources = None,
    max_pages: MaxPages = None,
    max_requests: MaxRequests = None,
    allow_private_hosts: Private = None,
    host_interval: Interval = None,
    citations: CitationsOption = None,
    include_attitudes: Attitudes = None,
    min_confidence: Confidence = None,
    jobs: Jobs = None,
    config: Config = None,
    isolated: Isolated = False,
    color: ColorOption = Color.AUTO,
    verbose: Verbose = 0,
    quiet: Quiet = False,
) -> None:
    """Check the claims of articles: find, fetch and compare."""
    from claimcheck import changed, pipeline  # noqa: PLC0415 - keeps --help quick

    flags = {
        "offline": offline or frozen or None,
        "refresh": refresh,
        "max_cache_age": max_cache_age,
        "cache_dir": cache_dir,
        "no_cache": no_cache,
        "allow_private_hosts": allow_private_hosts,
        "host_interval": host_interval,
        "sources": tuple(sources) if sources else None,
        "max_pages": max_pages,
        "max_requests": max_requests,
        "fail_on": fail_on,
        "strict": strict,
        "select": tuple(select) if select else None,
        "extend_select": tuple(extend_select) if extend_select else None,
        "ignore": tuple(ignore) if ignore else None,
        "citations": citations,
        "include_attitudes": include_attitudes,
        "min_confidence": min_confidence,
        "jobs": jobs,
    }
    settings = cli_show.settings(flags, config, isolated=isolated)
    wanted = cli_show.targets(output or [])
    if write_baseline and baseline is None:
        raise UsageError("--write-baseline needs a file", hint="Say which with --baseline FILE.")
    known = frozenset() if baseline is None or write_baseline else selection.baseline(baseline)
    inputs = _inputs(paths, files_from)
    keep = changed.since(changed_since) if changed_since else None
    with cli_show.progress(quiet=quiet) as progress:
        report = pipeline.check(inputs, settings, progress=progress, keep=keep, stdin_name=stdin_filename or "-")
    report, told = _counted(report, settings)
    if frozen:
        report = replace(report, problems=(*report.problems, *rules.uncached(report)))
    if write_baseline and baseline:
        count = selection.write_baseline(report, baseline)
        typer.echo(f"claimcheck: {count} findings written to {baseline}; with --baseline they do not count", err=True)
        report = selection.kept(report, lambda *_: False)
    report, stale = selection.without(report, known)
    if stale:
        cli_show.complain(f"{stale} findings of {baseline} are gone", "Write it anew with --write-baseline.")
    fail = None if settings.fail_on == "never" else settings.fail_on
    code = rules.exit_code(report, fail, strict=settings.strict)
    if told and not code and fail in {Severity.WARNING, Severity.NOTE}:
        code = 1
    counted = any(one.findings for article in report.articles for one in article.claims)
    if code != _USAGE and (exit_zero or write_baseline or (known and not counted)):
        code = 0
    cli_show.show(report, format_, color, verbose=verbose, quiet=quiet, code=code)
    cli_show.save(report, wanted, code)
    raise typer.Exit(code)


def _counted(report: Report, settings: Settings) -> tuple[Report, int]:
    """Return *report* with the findings that count, and how many ignores excuse nothing or have ended."""
    codes = [one for one in settings.ignore if isinstance(one, str)]
    chosen = selection.Selection(
        (*selection.prefixes(settings.select), *selection.prefixes(settings.extend_select)), selection.prefixes(codes)
    )
    excuses = [one.excuse() for one in settings.ignore if not isinstance(one, str)]
    report, unused = selection.waived(selection.selected(report, chosen))
    report, told = selection.excused(report, excuses, datetime.now(UTC).date())
    paths = [
        selection.Excuse(code, path)
        for path, codes in settings.per_path_ignores.items()
        for code in selection.prefixes(codes)
    ]
    report = selection.kept(report, lambda *finding: not any(excuse.covers(*finding) for excuse in paths))
    for one in (*unused, *told):
        cli_show.complain(one)
    return report, len(unused) + len(told)


def _inputs(paths: list[str] | None, files_from: Path | None) -> list[str]:
    """Return what to read, from the command line and from a file of paths.

    Raises:
        UsageError: There is nothing, or the file cannot be read.
    """
    found = list(paths or [])
    if files_from is not None:
        try:
            text = sys.stdin.read() if str(files_from) == "-" else files_from.read_text("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            message = f"{files_from}: cannot be read: {error}"
            raise UsageError(message, hint="Give a text file with a path a line.") from None
        found += [line.strip() for line in text.splitlines() if line.strip()]
    if not found and files_from is None:
        raise UsageError("nothing to check", hint="Name files, folders or URLs, or - for standard input.")
    return found


def claims(
    paths: Paths = None,
    *,
    format_: FormatOption = Format.TERMINAL,
    citations: CitationsOption = None,
    include_attitudes: Attitudes = None,
    min_confidence: Confidence = None,
    jobs: Jobs = None,
    config: Config = None,
    isolated: Isolated = False,
    color: ColorOption = Color.AUTO,
    verbose: Verbose = 0,
    quiet: Quiet = False,
) -> None:
    """List the claims of articles; no network needed."""
    from claimcheck import pipeline  # noqa: PLC0415 - keeps --help quick

    flags = {
        "citations": citations,
        "include_attitudes": include_attitudes,
        "min_confidence": min_confidence,
        "jobs": jobs,
    }
    settings = cli_show.settings(flags, config, isolated=isolated)
    with cli_show.progress(quiet=quiet) as progress:
        report = pipeline.claims(_inputs(paths, None), settings, progress=progress)
    cli_show.show(report, format_, color, verbose=verbose, quiet=quiet, code=None)
    raise typer.Exit(2 if report.problems else 0)


def explain(
    claim: Annotated[str, typer.Argument(help="The start of its id, or words of it.")],
    paths: Paths = None,
    *,
    offline: Offline = None,
    cache_dir: CacheDir = None,
    allow_private_hosts: Private = None,
    sources: Sources = None,
    config: Config = None,
    isolated: Isolated = False,
    quiet: Quiet = False,
) -> None:
    """Show the whole trail of a claim: its sources, who was asked, the candidates, the evidence, the rule."""
    from claimcheck import pipeline  # noqa: PLC0415 - keeps --help quick
    from claimcheck.report import explain as trail  # noqa: PLC0415 - the same
    from claimcheck.report import output  # noqa: PLC0415 - the same

    flags: dict[str, object] = {"offline": offline, "cache_dir": cache_dir}
    flags |= {"allow_private_hosts": allow_private_hosts, "sources": tuple(sources) if sources else None}
    with cli_show.progress(quiet=quiet) as progress:
        report = pipeline.check(
            _inputs(paths, None), cli_show.settings(flags, config, isolated=isolated), progress=progress
        )
    found = [text for article in report.articles for text in trail.trails(article, claim)]
    if not found:
        raise UsageError(f"no claim has the id or the words '{claim}'", hint="'claimcheck claims' lists them.")
    output.write("\n".join(found))
    raise typer.Exit(2 if report.problems else 0)


def demo(
    *,
    format_: FormatOption = Format.TERMINAL,
    output: Outputs = None,
    keep: Annotated[
        Path | None, typer.Option("--keep", metavar="DIR", help="Leave articles, documents and cache in a new folder.")
    ] = None,
    color: ColorOption = Color.AUTO,
    verbose: Verbose = 0,
    quiet: Quiet = False,
) -> None:
    """Check three invented articles against an invented web; no network needed. Always exits 0."""
    from claimcheck import demo as made  # noqa: PLC0415 - keeps --help quick
    from claimcheck import pipeline  # noqa: PLC0415 - the same

    wanted = cli_show.targets(output or [])
    with tempfile.TemporaryDirectory() as scratch:
        folder = keep or Path(scratch) / "demo"
        made.lay_out(folder)
        settings = made.settings(folder)
        with cli_show.progress(quiet=quiet) as progress, contextlib.chdir(folder):
            report = pipeline.check(["articles"], settings, progress=progress)
    code = rules.exit_code(report, settings.fail_on)
    cli_show.show(report, format_, color, verbose=verbose, quiet=quiet, code=code)
    cli_show.save(report, wanted, code)
    if keep:
        typer.echo(f"claimcheck: kept in {keep}: 'cd {keep} && claimcheck run articles/' does the same", err=True)
