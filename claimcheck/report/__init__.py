"""Report: what a run found, for people and for machines. Pure: a report and a view of it go in, text comes out."""

from __future__ import annotations

from importlib import import_module
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


def _wired(name: str) -> Format:
    """Return the format of the module *name*, which reads the contract's document."""

    def write(
        report: Report,
        *,
        color: bool = False,  # noqa: ARG001 - as the protocol has it
        verbose: bool = False,  # noqa: ARG001 - the same
        summary: bool = True,  # noqa: ARG001 - the same
        code: int | None = None,  # noqa: ARG001 - the same
    ) -> str:
        module = import_module(f"claimcheck.report.{name}")  # a format loads what it needs when it is asked for
        convert = import_module("claimcheck.report.convert")
        if hasattr(module, "render_parts"):
            return str(module.render_parts(convert.head(report), convert.articles(report)))
        return str(module.render(convert.to_wire(report)))

    return write


FORMATS: dict[str, Format] = {
    "terminal": _terminal,
    **{
        name: _wired(name)
        for name in ("concise", "json", "jsonl", "sarif", "junit", "github", "gitlab", "markdown", "html")
    },
}
