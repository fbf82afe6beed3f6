"""Keeps the log of a job from being read as commands: GitHub's runner takes a line that begins with `::` for one.

Whoever writes an article or names a file must not be able to stop commands, mask words or set outputs (GitHub's
"Workflow commands"; the older form is `##[name]`, and counts wherever it stands in a line). It is done where the bytes
leave, so that reports, errors, warnings, usage and tracebacks all pass: `::` becomes `: :`, and `##[` becomes `## [`.
"""

from __future__ import annotations

import io
import os
import re
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, TextIO, cast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typing_extensions import Buffer

_BLANK = "\u0085\u00a0\u1680\u180e\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_UNSEEN = "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_ESCAPES = rb"\x1b(?:\[[0-?]*+[ -/]*+[@-~]|\][^\x07\x1b\r\n]*+(?:\x07|\x1b\\)|[ -/]*+[0-OQ-WYZ\\^-~])"
_BETWEEN = b"(?:" + b"|".join([*(char.encode() for char in _UNSEEN), _ESCAPES]) + b")*+"
_BEFORE = rb"(?:[\x00-\x09\x0b\x0c\x0e-\x1a\x1c-\x20\x7f]|"
_BEFORE += b"|".join([*(char.encode() for char in _BLANK + _UNSEEN), _ESCAPES]) + b")*+"
_START = re.compile(_BEFORE)
_COMMAND = re.compile(rb"((?:\A|(?<=[\r\n]))" + _BEFORE + b":" + _BETWEEN + b")(?=:)")
_OLD = re.compile(b"(#" + _BETWEEN + b"#" + _BETWEEN + rb")(?=\[)")
_LONGEST = 4096
_ENOUGH = 256


class Inert(io.BufferedIOBase):
    """A stream of bytes in which no line is a command, however it is cut into pieces."""

    def __init__(self, under: BinaryIO) -> None:
        super().__init__()
        self._under = under
        self._line = b""

    def write(self, data: Buffer, /) -> int:
        """Write *data*, commands in it made inert; return its length."""
        given = bytes(data)
        whole = _OLD.sub(rb"\1 ", _COMMAND.sub(rb"\1 ", self._line + given))
        self._under.write(whole[len(self._line) :])
        self._line = _kept(whole)
        return len(given)

    def command(self, data: bytes) -> None:
        """Write lines that are meant as commands, as they are."""
        self._under.write(data)
        self._line = b""

    def flush(self) -> None:
        """Hand on what was written."""
        self._under.flush()

    def close(self) -> None:
        """Leave the stream below open: it is not this one's."""
        self.flush()

    def writable(self) -> bool:
        """Say yes."""
        return True

    def isatty(self) -> bool:
        """Say whether the stream below is a terminal."""
        return self._under.isatty()

    def fileno(self) -> int:
        """Return the number of the stream below."""
        return self._under.fileno()


def _kept(written: bytes) -> bytes:
    """Return what of the last line says whether it goes on as a command: all that is not skipped, or the end of it."""
    cut = max(written.rfind(b"\n"), written.rfind(b"\r")) + 1
    begun = _START.match(written, cut)
    rest = written[begun.end() if begun else cut :]
    return rest if len(rest) <= _LONGEST else b"x" + rest[-_ENOUGH:]


@contextmanager
def guarded() -> Iterator[None]:
    """Make standard output and standard error inert where GitHub reads them as a log; elsewhere leave them alone."""
    before = sys.stdout, sys.stderr
    if os.environ.get("GITHUB_ACTIONS"):
        sys.stdout, sys.stderr = (_wrapped(stream) for stream in before)
    try:
        yield
    except SystemExit:
        _put_back(before)
        raise
    # Any other exception leaves them so, for its traceback.
    _put_back(before)


def _put_back(before: tuple[TextIO, TextIO]) -> None:
    sys.stdout.flush()
    sys.stderr.flush()
    sys.stdout, sys.stderr = before


def _wrapped(stream: TextIO) -> TextIO:
    """Return a stream for text that writes to *stream*; what has no bytes below is returned as it is."""
    if not isinstance(stream, io.TextIOWrapper):
        return stream
    stream.flush()
    under = cast("BinaryIO", Inert(cast("BinaryIO", stream.buffer)))
    return io.TextIOWrapper(
        under,
        encoding=stream.encoding,
        errors=stream.errors,
        line_buffering=stream.line_buffering,
        write_through=stream.write_through,
    )
