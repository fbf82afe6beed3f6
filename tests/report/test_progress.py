from __future__ import annotations

import io
import subprocess
import sys
from contextlib import suppress

import pytest

from claimcheck.model import Step
from claimcheck.report.progress import Progress


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Say so."""
        return True


@pytest.fixture(autouse=True)
def _terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")


def _shown(stream: io.StringIO, *, quiet: bool = False) -> str:
    with Progress(quiet=quiet, stream=stream) as progress:
        progress(Step("searching", 3, 12, "a.example"))
        progress(Step("fetching", 1, 4, "\x1b[2Jb.example\u202e"))
    return stream.getvalue()


def test_a_terminal_sees_stage_counts_and_what_is_under_way() -> None:
    """The last step is on screen, made harmless, and the cursor is given back."""
    text = _shown(Terminal())

    assert "fetching" in text
    assert "1/4" in text
    assert "b.example" in text
    assert "\x1b[2Jb" not in text
    assert "\u202e" not in text
    assert text.rindex("\x1b[?25h") > text.rindex("\x1b[?25l")


def test_nobody_else_sees_anything() -> None:
    """A pipe, a quiet run and a dumb terminal get no byte."""
    assert "" == _shown(io.StringIO())
    assert "" == _shown(Terminal(), quiet=True)


def test_a_dumb_terminal_sees_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """TERM=dumb cannot take back what it has shown."""
    monkeypatch.setenv("TERM", "dumb")

    assert "" == _shown(Terminal())


def test_it_can_say_how_far_it_got() -> None:
    """After an interruption it tells stage and counts, shown or not."""
    progress = Progress(stream=io.StringIO())

    assert "before anything was read" == progress.done()
    progress(Step("searching", 3, 12))
    assert "while searching, 3 of 12 done" == progress.done()


def test_stopping_twice_is_harmless() -> None:
    """`stop` may come from an interruption and again from the end of the block."""
    stream = Terminal()
    with Progress(stream=stream) as progress:
        progress(Step("reading", 0, 1))
        progress.stop()
        once = stream.getvalue()
        progress.stop()

    assert once == stream.getvalue()


def test_an_exception_leaves_the_cursor_visible() -> None:
    """Whatever happens inside, the display is taken away."""
    stream = Terminal()
    with suppress(KeyboardInterrupt), Progress(stream=stream) as progress:
        progress(Step("reading", 0, 1))
        raise KeyboardInterrupt

    assert "\x1b[?25h" in stream.getvalue()


def test_rich_is_loaded_only_to_show_something() -> None:
    """Progress that shows nothing costs nothing."""
    code = "import sys, claimcheck.report.progress as p; p.Progress(quiet=True); print('rich' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=30)  # noqa: S603 - our own code

    assert "False\n" == done.stdout
