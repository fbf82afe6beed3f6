"""Report: what a run found, for people and for machines. Pure: a report and a view of it go in, text comes out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from claimcheck.model import Report

__all__ = ["FORMATS", "Format"]


class Format(Protocol):
    """Writes a report as text; a format that people do not read may pass over how they want to see it."""

    def __call__(
        self,
        report: Report,
        *,
        color: bool = False,
        verbose: bool = False,
        summary: bool = True,
        code: int | None = None,
    ) -> str:
        """Return *report* as text; *code* is the exit code it leads to, None when claims were only listed."""


def _terminal(
    report: Report, *, color: bool = False, verbose: bool = False, summary: bool = True, code: int | None = None
) -> str:
    from claimcheck.report import terminal  # noqa: PLC0415 - a format loads what it needs when it is asked for

    return terminal.render(report, color=color, verbose=verbose, summary=summary, code=code)


def _json(
    report: Report,
    *,
    color: bool = False,  # noqa: ARG001 - as the protocol has it
    verbose: bool = False,  # noqa: ARG001 - the same
    summary: bool = True,  # noqa: ARG001 - the same
    code: int | None = None,  # noqa: ARG001 - the same
) -> str:
    from claimcheck.report import json  # noqa: PLC0415 - a format loads what it needs when it is asked for

    return json.render(report)


FORMATS: dict[str, Format] = {"terminal": _terminal, "json": _json}
