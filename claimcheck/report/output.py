"""Where a report goes: stdout, in its encoding, with or without colour."""

from __future__ import annotations

import os
import sys

from claimcheck.report.inert import Inert


def colour(choice: str) -> bool:
    """Decide on colour: the flag, then NO_COLOR, then FORCE_COLOR, then whether stdout is a terminal."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if force := os.environ.get("FORCE_COLOR"):
        return force != "0"
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def write(text: str, *, commands: bool = False) -> None:
    """Write *text* to stdout; what its encoding lacks becomes a question mark.

    Args:
        text: What to write.
        commands: Its lines are commands of this program for the log of a job, and stay so.
    """
    stream: object = sys.stdout.buffer
    data = text.encode(sys.stdout.encoding or "utf-8", "replace")
    if commands and isinstance(stream, Inert):
        stream.command(data)
    else:
        sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
