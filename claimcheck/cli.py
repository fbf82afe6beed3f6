"""The command line: parses, calls, prints, returns the exit code; nothing else."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from claimcheck import __version__
from claimcheck.cli_cache import CacheDir, cache
from claimcheck.errors import ClaimcheckError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimcheck.config import Settings
    from claimcheck.model import Report
    from claimcheck.report.progress import Progress

CONTEXT = {"help_option_names": ["-h", "--help"]}
app = typer.Typer(
    name="claimcheck",
    context_settings=CONTEXT,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(cache, name="cache")


class Format(StrEnum):
    """What a report is written as."""

    TERMINAL = "terminal"
    JSON = "json"


class Color(StrEnum):
    """When to colour."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


class FailOn(StrEnum):
    """The least severity that makes a run fail."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    NEVER = "never"


Paths = Annotated[list[str], typer.Argument(metavar="PATH", help="Files, folders, http(s) URLs, or - for stdin.")]
FormatOption = Annotated[Format, typer.Option("-f", "--format", envvar="CLAIMCHECK_FORMAT", help="Report format.")]
ColorOption = Annotated[Color, typer.Option("--color", help="Colour the report; NO_COLOR and FORCE_COLOR count too.")]
Verbose = Annotated[int, typer.Option("-v", "--verbose", count=True, help="Say more: files passed over, whole texts.")]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="No progress, no summary.")]
Offline = Annotated[bool | None, typer.Option("--offline", help="Ask nothing of the network; use the cache.")]
Refresh = Annotated[bool | None, typer.Option("--refresh", help="Fetch anew, whatever the cache holds.")]
MaxAge = Annotated[
    str | None, typer.Option("--max-cache-age", metavar="AGE", help="Fetch anew what is older: 12h, 7d, 2w.")
]
NoCache = Annotated[bool | None, typer.Option("-n", "--no-cache", help="Neither read nor write the cache.")]
Private = Annotated[bool | None, typer.Option("--allow-private-hosts", help="Let links lead to private hosts.")]
Interval = Annotated[float | None, typer.Option(metavar="SECONDS", help="Between two requests to one host.")]
Sources = Annotated[
    list[Path] | None, typer.Option("--sources", metavar="PATH", help="Saved documents to look at first; repeatable.")
]
MaxPages = Annotated[int | None, typer.Option("--max-pages", help="Documents that are read for one claim.")]
MaxRequests = Annotated[int | None, typer.Option("--max-requests", help="Requests that the run may send in all.")]
FailOnOption = Annotated[FailOn | None, typer.Option("--fail-on", help="The least severity that fails.")]
Strict = Annotated[bool | None, typer.Option("--strict", help="Unreachable and partly traced claims fail too.")]
Attitudes = Annotated[bool | None, typer.Option("--include-attitudes", help="Keep wishes and attitudes as claims.")]
Confidence = Annotated[
    float | None, typer.Option("--min-confidence", metavar="SHARE", help="Leave out claims less likely right: 0 to 1.")
]
Jobs = Annotated[int | None, typer.Option("-j", "--jobs", help="Processes for many articles; 0: one a core.")]
Config = Annotated[Path | None, typer.Option(metavar="FILE", help="Use this configuration file.")]
Isolated = Annotated[bool, typer.Option("--isolated", help="Read no configuration file.")]


def _version(wanted: bool) -> None:  # noqa: FBT001 - typer calls it so
    if wanted:
        typer.echo(f"claimcheck {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    *, _: Annotated[bool, typer.Option("-V", "--version", callback=_version, is_eager=True, help="Print it.")] = False
) -> None:
    """Say for every attributed claim of an article whether the attribution can be traced to its source.

    Exit codes: 0 nothing to report, 1 findings, 2 usage, configuration or input error, 3 nothing conclusive.
    """


@app.command()
def run(
    paths: Paths,
    *,
    format_: FormatOption = Format.TERMINAL,
    offline: Offline = None,
    refresh: Refresh = None,
    max_cache_age: MaxAge = None,
    cache_dir: CacheDir = None,
    no_cache: NoCache = None,
    allow_private_hosts: Private = None,
    host_interval: Interval = None,
    sources: Sources = None,
    max_pages: MaxPages = None,
    max_requests: MaxRequests = None,
    fail_on: FailOnOption = None,
    strict: Strict = None,
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
    from claimcheck import pipeline, rules  # noqa: PLC0415 - keeps --help quick

    flags = {
        "offline": offline,
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
        "include_attitudes": include_attitudes,
        "min_confidence": min_confidence,
        "jobs": jobs,
    }
    settings = _settings(flags, config, isolated=isolated)
    with _progress(quiet=quiet) as progress:
        report = pipeline.check(paths, settings, progress=progress)
    fail = None if settings.fail_on == "never" else settings.fail_on
    code = rules.exit_code(report, fail, strict=settings.strict)
    _show(report, format_, color, verbose=verbose, quiet=quiet, code=code)
    raise typer.Exit(code)


@app.command()
def claims(
    paths: Paths,
    *,
    format_: FormatOption = Format.TERMINAL,
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

    flags = {"include_attitudes": include_attitudes, "min_confidence": min_confidence, "jobs": jobs}
    settings = _settings(flags, config, isolated=isolated)
    with _progress(quiet=quiet) as progress:
        report = pipeline.claims(paths, settings, progress=progress)
    _show(report, format_, color, verbose=verbose, quiet=quiet, code=None)
    raise typer.Exit(2 if report.problems else 0)


@app.command()
def explain(
    claim: Annotated[str, typer.Argument(help="The start of its id, or words of it.")],
    paths: Paths,
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
    with _progress(quiet=quiet) as progress:
        report = pipeline.check(paths, _settings(flags, config, isolated=isolated), progress=progress)
    found = [text for article in report.articles for text in trail.trails(article, claim)]
    if not found:
        raise UsageError(f"no claim has the id or the words '{claim}'", hint="'claimcheck claims' lists them.")
    output.write("\n".join(found))
    raise typer.Exit(2 if report.problems else 0)


@app.command()
def rule(
    code: Annotated[str | None, typer.Argument(help="Such as CC201; all rules when left out.")] = None,
    *,
    color: ColorOption = Color.AUTO,
) -> None:
    """Explain a rule: when it fires, why it matters, what to do."""
    from claimcheck.report import catalogue, output  # noqa: PLC0415 - keeps --help quick

    output.write(catalogue.render(code, color=output.colour(color)))


def main() -> None:
    """Run the command line and leave with its exit code; every error becomes one clear message."""
    try:
        app()
    except ClaimcheckError as error:
        _complain(error.message, error.hint)
    except Exception as error:
        if os.environ.get("CLAIMCHECK_DEBUG"):
            raise
        _complain(f"a fault of its own: {error!r}", "Please report it, with what CLAIMCHECK_DEBUG=1 prints.")
    sys.exit(2)


def _settings(flags: dict[str, Any], config: Path | None, *, isolated: bool = False) -> Settings:
    from claimcheck.config import load  # noqa: PLC0415 - keeps --help quick

    return load(flags, path=config, isolated=isolated)


@contextmanager
def _progress(*, quiet: bool) -> Iterator[Progress]:
    """Show progress; when interrupted, say what was done."""
    from claimcheck.report.progress import Progress  # noqa: PLC0415 - keeps --help quick

    with Progress(quiet=quiet) as progress:
        try:
            yield progress
        except KeyboardInterrupt:
            progress.stop()
            _complain(f"interrupted: {progress.done()}", "What was fetched is kept; the same command goes on from it.")
            raise


def _show(report: Report, format_: Format, color: Color, *, verbose: int, quiet: bool, code: int | None) -> None:
    """Print the report on stdout; inputs that failed and, with -v, files passed over on stderr."""
    from claimcheck.report import FORMATS, escape, output  # noqa: PLC0415 - keeps --help quick

    for problem in report.problems:
        _complain(f"{escape.plain(problem.path)}: {escape.plain(problem.message)}", escape.plain(problem.hint))
    if verbose:
        for path in report.skipped:
            typer.echo(f"claimcheck: passed over {escape.plain(path)}: not a text, HTML or Markdown file", err=True)
    write = FORMATS[format_]
    output.write(write(report, color=output.colour(color), verbose=verbose > 0, summary=not quiet, code=code))


def _complain(message: str, hint: str = "") -> None:
    typer.echo(f"claimcheck: {message}", err=True)
    if hint:
        typer.echo(f"  hint: {hint}", err=True)
