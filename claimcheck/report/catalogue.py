"""The rules for people: all of them as a table, or one in full."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from claimcheck.model import Severity
from claimcheck.report.canvas import Canvas, row
from claimcheck.rules import RULES, find_rule

if TYPE_CHECKING:
    from claimcheck.rules import Rule

_STYLE = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
_ROOMY = 70


def render(
    code: str | None = None,
    *,
    color: bool = False,
    whole: bool = False,
    width: int | None = None,
    encoding: str | None = None,
) -> str:
    """Return the rule with *code* (or name) in full, or all rules when it is None, with *whole* each in full.

    Raises:
        UsageError: There is no such rule.
    """
    canvas = Canvas(color=color, width=width, encoding=encoding)
    if code is None and whole:
        for number, rule in enumerate(RULES):
            if number:
                canvas.blank()
            _full(canvas, rule)
    elif code is None:
        for rule in RULES:
            _row(canvas, rule)
        canvas.blank()
        canvas.block(canvas.own("'claimcheck rule CODE' explains one, with examples.", "dim"))
    else:
        _full(canvas, find_rule(code))
    return canvas.result()


def _row(canvas: Canvas, rule: Rule) -> None:
    head = row(canvas.own(f"{rule.code}  ", "bold"), canvas.own(f"{rule.severity:<8}", _STYLE[rule.severity]))
    longest = max(len(each.name) for each in RULES)
    if canvas.width >= _ROOMY:
        name = canvas.own(f"{rule.name:<{longest}}  ")
        canvas.block(row(head, name, canvas.own(rule.summary)), hang=longest + 17)
    else:
        canvas.block(row(head, canvas.own(f"  {rule.name}")))
        canvas.block(canvas.own(rule.summary), indent="  ")


def _full(canvas: Canvas, rule: Rule) -> None:
    severity = canvas.own(rule.severity, _STYLE[rule.severity])
    canvas.block(row(canvas.own(f"{rule.code} {rule.name}  ", "bold"), severity))
    parts = {
        "": rule.summary,
        "Why it matters": rule.why,
        "What to do": rule.remedy,
        "Fires": rule.fires,
        "Stays silent": rule.silent,
    }
    for label, text in parts.items():
        canvas.blank()
        if label:
            canvas.block(canvas.own(label, "bold"))
        canvas.block(canvas.own(text), indent="  ")


def written(format_: str, code: str | None = None) -> str:
    """Return the rule with *code*, or all, as "json" or "markdown".

    Raises:
        UsageError: There is no such rule.
    """
    chosen = RULES if code is None else (find_rule(code),)
    if format_ == "json":
        return json.dumps([asdict(rule) for rule in chosen], ensure_ascii=False, indent=2) + "\n"
    parts = [
        f"## {rule.code} {rule.name}\n\n**{rule.severity}.** {rule.summary}\n\n{rule.why}\n\n"
        f"What to do: {rule.remedy}\n\n- Fires: {rule.fires}\n- Stays silent: {rule.silent}\n"
        for rule in chosen
    ]
    return "\n".join(parts)
