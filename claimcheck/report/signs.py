"""How each verdict looks: a sign that works without colour, its ASCII stand-in, and a colour."""

from __future__ import annotations

from dataclasses import dataclass

from claimcheck.model import Verdict
from claimcheck.report.escape import shows


@dataclass(frozen=True, slots=True)
class Sign:
    """The look of a verdict; *style* is a rich style."""

    glyph: str
    ascii: str
    style: str


SIGNS = {
    Verdict.TRACED: Sign("✓", "+", "green"),
    Verdict.PARTIAL: Sign("~", "~", "yellow"),
    Verdict.ALTERED: Sign("≠", "#", "red"),
    Verdict.CONTRADICTED: Sign("✗", "x", "red"),
    Verdict.MISATTRIBUTED: Sign("✗", "x", "red"),
    Verdict.UNSUPPORTED: Sign("✗", "x", "red"),
    Verdict.UNTRACEABLE: Sign("?", "?", "red"),
    Verdict.UNREACHABLE: Sign("…", ".", "cyan"),
    Verdict.UNNAMED: Sign("–", "-", "bright_black"),
}


def glyphs(encoding: str) -> dict[Verdict, str]:
    """Return the sign of every verdict: the ASCII ones for all when *encoding* lacks any of the others."""
    rich = shows("".join(sign.glyph for sign in SIGNS.values()), encoding)
    return {verdict: sign.glyph if rich else sign.ascii for verdict, sign in SIGNS.items()}
