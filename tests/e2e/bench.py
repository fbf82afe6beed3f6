"""Runs the program as a process against the invented web."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from support.loopback import Loopback

ARTICLES = Path(__file__).parent / "articles"
CRAMPED = (
    "import resource, runpy, sys; room = int(sys.argv.pop(1)); "
    "resource.setrlimit(resource.RLIMIT_FSIZE, (room, room)); "
    "runpy.run_module('claimcheck', run_name='__main__', alter_sys=True)"
)
"""Runs the program where no file can grow beyond so many bytes, as on a disk that is full."""


@dataclass(frozen=True, slots=True)
class Ran:
    """What a run of the program gave, and the URLs that the invented web was asked for while it ran."""

    code: int
    stdout: bytes
    stderr: bytes
    requests: tuple[str, ...]
    seconds: float

    @property
    def report(self) -> dict[str, Any]:
        """The JSON document that was printed."""
        return dict(json.loads(self.stdout))

    @property
    def text(self) -> str:
        """What was printed."""
        return self.stdout.decode()

    @property
    def errors(self) -> str:
        """What was printed on standard error."""
        return self.stderr.decode()


@dataclass(slots=True)
class Started:
    """A run that is under way; *asked* is how many requests there had been when it began."""

    process: subprocess.Popen[bytes]
    asked: int
    since: float = field(default_factory=time.monotonic)


@dataclass(slots=True)
class Bench:
    """The program, and the invented web that its processes reach through a proxy; *home* is where they run."""

    web: Loopback
    home: Path
    delay_s: float = 0.0

    @property
    def authority(self) -> Path:
        """The file with the certificate that the invented web is to be trusted by."""
        return self.home / "authority.pem"

    def wait(self) -> None:
        """Take as long over a reply as is set."""
        if self.delay_s:
            time.sleep(self.delay_s)

    @contextmanager
    def slow(self, seconds: float) -> Iterator[None]:
        """Let every reply take *seconds*."""
        self.delay_s = seconds
        try:
            yield
        finally:
            self.delay_s = 0.0

    def run(self, *arguments: str, interrupt_after: int = 0, limit_s: float = 60, **how: Any) -> Ran:  # noqa: ANN401
        """Run the program to its end, or send it Ctrl-C after so many requests; *how* is as in `start`."""
        started = self.start(*arguments, **how)
        if interrupt_after:
            while len(self.web.requests) - started.asked < interrupt_after and started.process.poll() is None:
                time.sleep(0.01)
            started.process.send_signal(signal.SIGINT)
        return self.end(started, limit_s=limit_s)

    def start(  # noqa: PLR0913 - a test names what it changes
        self,
        *arguments: str,
        cache: Path | None,
        command: str = "run",
        proxy: str | None = None,
        interval: float | None = 0,
        trusted: bool = True,
        room: int | None = None,
    ) -> Started:
        """Start the program; names of articles become their paths, and no file can grow beyond *room* bytes."""
        paths = [str(ARTICLES / word) if "://" not in word and "." in word else word for word in arguments]
        flags = ["--cache-dir", str(cache)] if cache else []
        flags += ["--host-interval", str(interval)] if interval is not None and command == "run" else []
        program = ["-m", "claimcheck"] if room is None else ["-B", "-c", CRAMPED, str(room)]
        asked = len(self.web.requests)
        process = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, *program, *command.split(), *paths, *flags],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            stdin=subprocess.DEVNULL,
            cwd=self.home,
            env=self._environment(proxy or self.web.proxy, trusted=trusted),
        )
        return Started(process, asked)

    def end(self, started: Started, *, limit_s: float = 60) -> Ran:
        """Wait for the end of a run.

        Raises:
            subprocess.TimeoutExpired: It takes longer than *limit_s*.
        """
        try:
            stdout, stderr = started.process.communicate(timeout=limit_s)
        except subprocess.TimeoutExpired:
            started.process.kill()
            started.process.communicate()
            raise
        requests = tuple(self.web.urls[started.asked :])
        return Ran(started.process.returncode, stdout, stderr, requests, time.monotonic() - started.since)

    def _environment(self, proxy: str, *, trusted: bool) -> dict[str, str]:
        root = Path(__file__).parents[2]
        values = {
            "PATH": os.environ.get("PATH", ""),
            "PYTHONPATH": str(root),
            "PYTHONUTF8": "1",
            "HOME": str(self.home),
            "COLUMNS": "100",
            "HTTPS_PROXY": proxy,
            "HTTP_PROXY": proxy,
        }
        return values | ({"SSL_CERT_FILE": str(self.authority)} if trusted else {})
