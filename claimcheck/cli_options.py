"""What the commands have in common: their options."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Format(StrEnum):
    """What a report is written as."""

    TERMINAL = "terminal"
    CONCISE = "concise"
    JSON = "json"
    JSONL = "jsonl"
    SARIF = "sarif"
    JUNIT = "junit"
    GITHUB = "github"
    GITLAB = "gitlab"
    MARKDOWN = "markdown"
    HTML = "html"


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


Paths = Annotated[
    list[str] | None, typer.Argument(metavar="PATH", help="Files, folders, http(s) URLs, or - for stdin.")
]
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
MaxPages = Annotated[int | None, typer.Option("--max-pages", help="Listed pages of one outlet that a run reads.")]
MaxRequests = Annotated[int | None, typer.Option("--max-requests", help="Requests that the run may send in all.")]
Outputs = Annotated[
    list[str] | None,
    typer.Option("-o", "--output", metavar="[FORMAT=]FILE", help="Write a report to a file as well; repeatable."),
]
Select = Annotated[
    list[str] | None, typer.Option("--select", metavar="CODES", help="Rules that count, by prefix: CC2,CC404.")
]
ExtendSelect = Annotated[
    list[str] | None, typer.Option("--extend-select", metavar="CODES", help="Rules that count beside those selected.")
]
IgnoreCodes = Annotated[
    list[str] | None, typer.Option("--ignore", metavar="CODES", help="Rules that do not count, by prefix.")
]
ExitZero = Annotated[bool, typer.Option("--exit-zero", help="Exit 0 whatever is found; errors of use still exit 2.")]
Baseline = Annotated[Path | None, typer.Option("--baseline", metavar="FILE", help="Findings in it do not count.")]
WriteBaseline = Annotated[
    bool, typer.Option("--write-baseline", help="Write what is found to the baseline, and exit 0.")
]
Frozen = Annotated[bool, typer.Option("--frozen", help="As --offline, and what is missing from the cache is an error.")]
StdinName = Annotated[
    str | None, typer.Option("--stdin-filename", metavar="PATH", help="What to call, and take for, standard input.")
]
FilesFrom = Annotated[
    Path | None,
    typer.Option("--files-from", metavar="FILE", help="Read paths from a file, a line each; - for stdin."),
]
ChangedSince = Annotated[
    str | None, typer.Option("--changed-since", metavar="REV", help="Only claims on lines that changed since, in git.")
]
FailOnOption = Annotated[FailOn | None, typer.Option("--fail-on", help="The least severity that fails.")]
Strict = Annotated[bool | None, typer.Option("--strict", help="Unreachable and partly traced claims fail too.")]


class Citations(StrEnum):
    """Which cited statements count as claims."""

    FOOTNOTES = "footnotes"
    LINKS = "links"
    NONE = "none"


CitationsOption = Annotated[
    Citations | None, typer.Option("--citations", help="Statements with a footnote or link that count as claims.")
]
Attitudes = Annotated[bool | None, typer.Option("--include-attitudes", help="Keep wishes and attitudes as claims.")]
Confidence = Annotated[
    float | None, typer.Option("--min-confidence", metavar="SHARE", help="Leave out claims less likely right: 0 to 1.")
]
Jobs = Annotated[int | None, typer.Option("-j", "--jobs", help="Processes for many articles; 0: one a core.")]
Config = Annotated[Path | None, typer.Option(metavar="FILE", help="Use this configuration file.")]
Isolated = Annotated[bool, typer.Option("--isolated", help="Read no configuration file.")]
