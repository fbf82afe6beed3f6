"""The command line: parses, calls, prints, returns the exit code; nothing else."""

from __future__ import annotations

import json
import os
import sys
from enum import StrEnum
from typing import Annotated

import typer

from claimcheck import __version__, cli_show
from claimcheck.cli_cache import cache
from claimcheck.cli_options import Color, ColorOption, Config, Isolated
from claimcheck.cli_run import claims, demo, explain, run
from claimcheck.errors import ClaimcheckError
from claimcheck.report.inert import guarded

CONTEXT = {"help_option_names": ["-h", "--help"]}
app = typer.Typer(
    name="claimcheck",
    context_settings=CONTEXT,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(cache, name="cache")


def _version(wanted: bool) -> None:  # noqa: FBT001 - typer calls it so
    if wanted:
        typer.echo(f"claimcheck {__version__}")
        raise typer.Exit


class RuleFormat(StrEnum):
    """What the rules are written as."""

    TERMINAL = "terminal"
    JSON = "json"
    MARKDOWN = "markdown"


@app.callback()
def _main(
    *, _: Annotated[bool, typer.Option("-V", "--version", callback=_version, is_eager=True, help="Print it.")] = False
) -> None:
    """Say for every attributed claim of an article whether the attribution can be traced to its source.

    Exit codes: 0 nothing to report, 1 findings, 2 usage, configuration or input error, 3 nothing conclusive.
    """


app.command()(run)
app.command()(claims)
app.command()(explain)
app.command()(demo)


@app.command()
def rule(
    code: Annotated[str | None, typer.Argument(help="Such as CC201; all rules when left out.")] = None,
    *,
    all_: Annotated[bool, typer.Option("--all", help="Every rule in full.")] = False,
    format_: Annotated[RuleFormat, typer.Option("-f", "--format", help="How to write them.")] = RuleFormat.TERMINAL,
    color: ColorOption = Color.AUTO,
) -> None:
    """Explain a rule: when it fires, why it matters, what to do."""
    from claimcheck.report import catalogue, output  # noqa: PLC0415 - keeps --help quick

    if format_ is not RuleFormat.TERMINAL:
        output.write(catalogue.written(format_, code))
    else:
        output.write(catalogue.render(code, color=output.colour(color), whole=all_))


@app.command("config")
def config_(
    *,
    schema: Annotated[bool, typer.Option("--schema", help="Print the JSON Schema of a configuration file.")] = False,
    config: Config = None,
    isolated: Isolated = False,
) -> None:
    """Print the effective settings, each with where it comes from."""
    from claimcheck import config as settings  # noqa: PLC0415 - keeps --help quick
    from claimcheck.report import output  # noqa: PLC0415 - the same

    if schema:
        output.write(settings.schema())
        return
    for name, value, origin in settings.effective(config, isolated=isolated):
        output.write(f"{name} = {json.dumps(value, ensure_ascii=False)}  # {origin}\n")


def main() -> None:
    """Run the command line and leave with its exit code; every error becomes one clear message."""
    with guarded():
        try:
            app()
        except ClaimcheckError as error:
            cli_show.complain(error.message, error.hint)
        except Exception as error:
            if os.environ.get("CLAIMCHECK_DEBUG"):
                raise
            cli_show.complain(
                f"a fault of its own: {error!r}", "Please report it, with what CLAIMCHECK_DEBUG=1 prints."
            )
        sys.exit(2)
