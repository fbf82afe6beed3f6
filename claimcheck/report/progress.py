"""Progress on standard error, while a person waits for it."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING, Self, TextIO

from claimcheck.report.escape import plain
from claimcheck.report.prose import abridge

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from rich.progress import Progress as Bars
    from rich.progress import TaskID

    from claimcheck.model import Step

_WIDEST = 40
_EVERY_S = 10.0


class Progress:
    """Shows each stage with its counts and what is under way; nothing when *quiet*.

    On a terminal that is a bar; in CI (where `CI` is set) a plain line every ten seconds; elsewhere nothing.

    Args:
        quiet: Show nothing.
        stream: Standard error when left out.
        clock: Seconds since some moment.
    """

    def __init__(
        self, *, quiet: bool = False, stream: TextIO | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._stream = stream or sys.stderr
        terminal = self._stream.isatty() and os.environ.get("TERM") != "dumb"
        self._shown = not quiet and terminal
        self._lines = not quiet and not terminal and bool(os.environ.get("CI"))
        self._clock = clock
        self._told = clock()
        self._bars: Bars | None = None
        self._task: TaskID | None = None
        self._last: Step | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def __call__(self, step: Step) -> None:
        """Take note of a step, and show it."""
        self._last = step
        if self._lines and self._clock() - self._told >= _EVERY_S:
            self._told = self._clock()
            what = f" ({abridge(plain(step.what), _WIDEST)})" if step.what else ""
            self._stream.write(f"claimcheck: {self.done()}{what}\n")
            self._stream.flush()
        if not self._shown:
            return
        if self._bars is None:
            self._bars = self._started()
        if self._task is None:
            self._task = self._bars.add_task("", what="")
        what = abridge(plain(step.what), _WIDEST)
        self._bars.update(self._task, description=f"{step.stage:<18}", total=step.total, completed=step.done, what=what)

    def stop(self) -> None:
        """Take the display away and give the cursor back; harmless when there is none."""
        if self._bars is not None:
            self._bars.stop()
        self._bars = self._task = None

    def done(self) -> str:
        """Return how far it got, in words: "while searching, 14 of 30 done"."""
        if self._last is None:
            return "before anything was read"
        return f"while {self._last.stage}, {self._last.done} of {self._last.total} done"

    def _started(self) -> Bars:
        from rich.console import Console  # noqa: PLC0415 - not needed when nothing is shown
        from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TextColumn  # noqa: PLC0415 - the same
        from rich.progress import Progress as Bars  # noqa: PLC0415 - the same

        console = Console(file=self._stream, markup=False, highlight=False, emoji=False)
        columns = (
            SpinnerColumn(),
            TextColumn("{task.description}", markup=False),
            BarColumn(bar_width=20),
            MofNCompleteColumn(),
            TextColumn("{task.fields[what]}", style="dim", markup=False),
        )
        bars = Bars(*columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False)
        bars.start()
        return bars
