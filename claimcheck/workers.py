"""Processes that do what takes long: reading articles and pages, finding claims, judging.

They are for speed, and for safety: what one input may take is bounded, and only a process can be stopped in the middle
of a pattern or a parser. One is always there; more are started when they are worth it.
"""

from __future__ import annotations

import asyncio
import atexit
import itertools
import json
import os
import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import IO, TYPE_CHECKING, Any, Self, TypeVar, cast

from claimcheck.model import Problem
from claimcheck.process import HEAD, TIMER, Failed, send, told

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Thing = TypeVar("Thing")
    Made = TypeVar("Made")

LIMIT_S = 10.0
_PARTING_S = 5.0
_PATIENCE = 30
"""A process that takes so many times its processor time by the clock hangs, and is stopped as well."""
_START = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from claimcheck.process import main; main()"


class TooSlowError(Exception):
    """A job has used up its processor time; the words say how much that was."""


class Process:
    """A process that does one job at a time. Nothing of the folder that it is started in is loaded."""

    def __init__(self) -> None:
        """Start it.

        Raises:
            OSError: The system starts none.
        """
        command = [sys.executable, "-P", "-c", _START, json.dumps(sys.path)]
        quiet = subprocess.DEVNULL if os.environ.get("GITHUB_ACTIONS") else None  # a line of a log may be a command
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=quiet)  # noqa: S603 - ours
        self._jobs = cast("IO[bytes]", self._process.stdin)
        self._answers = cast("IO[bytes]", self._process.stdout)

    @property
    def alive(self) -> bool:
        """It can take a job."""
        return self._process.poll() is None

    def stop(self) -> None:
        """Let it do nothing more, whatever it does; who waits for it is told."""
        with suppress(OSError):
            self._process.kill()

    def end(self) -> None:
        """Stop it, and wait until it has gone."""
        self.stop()
        self._process.wait()
        for pipe in (self._jobs, self._answers):
            with suppress(OSError):
                pipe.close()

    def do(self, job: Callable[[Any], Any], thing: object, limit_s: float) -> Any:  # noqa: ANN401 - what the job makes
        """Return what a job makes; blocks until then.

        Raises:
            TooSlowError: It took more than so many seconds of processor.
            Failed: It raised an error that is none of ours, or the process has died of it.
        """
        data = pickle.dumps((job, thing), pickle.HIGHEST_PROTOCOL)
        answer = b""
        with suppress(OSError, ValueError):
            answer = self._asked(data, limit_s)
        if not answer:
            raise self._died(limit_s)
        done, made = pickle.loads(answer)  # noqa: S301 - from a process of ours
        if not done:
            raise made
        return made

    def _asked(self, data: bytes, limit_s: float) -> bytes:
        send(self._jobs, data, limit_s)
        head = self._answers.read(HEAD.size)
        return self._answers.read(HEAD.unpack(head)[0]) if len(head) == HEAD.size else b""

    def _died(self, limit_s: float) -> Exception:
        try:
            code = self._process.wait(_PARTING_S)
        except subprocess.TimeoutExpired:
            self.stop()
            code = self._process.wait()
        if TIMER is not None and code == -TIMER:
            return TooSlowError(f"{limit_s:g} s")
        return Failed(f"the process was ended by signal {-code}" if code < 0 else f"the process ended with {code}")


def unread(path: str, error: Exception) -> Problem:
    """Say of an input that it took too long, or that this program has failed on it."""
    if isinstance(error, TooSlowError):
        return Problem(
            path, f"takes more than {error} of processor to read", "Raise max-reading-time, or mend the file."
        )
    return Problem(path, f"claimcheck itself failed on it: {error}", "Please report this, with the file if you may.")


_spare: list[Process] = []
KEPT = 0
"""So many idle processes outlive a run, for the next one of this interpreter."""


class Workers:
    """As many processes as there are cores to use.

    Args:
        jobs: Processes at most; 0 for one a core.
        limit_s: Seconds of processor that reading one input may take.
    """

    def __init__(self, jobs: int = 1, limit_s: float = LIMIT_S) -> None:
        self.count = jobs or os.cpu_count() or 1
        self.limit_s = limit_s
        self._turns = asyncio.Semaphore(1)
        self._several = False
        self._free: list[Process] = []
        self._busy: set[Process] = set()
        self._threads = ThreadPoolExecutor(self.count, "claimcheck worker")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Leave what is under way, and end the processes."""
        idle, self._free = self._free, []
        for process in self._busy:
            process.end()
        for process in idle:
            if len(_spare) < KEPT and process.alive:
                _spare.append(process)
            else:
                process.end()
        self._threads.shutdown(wait=False, cancel_futures=True)

    def ready(self) -> None:
        """Start the first process, so that it is there when it is needed."""
        if not self._free and (process := self._taken()):
            self._free.append(process)

    def start(self) -> None:
        """Let there be several processes."""
        if not self._several:
            self._several = True
            for _ in range(self.count - 1):
                self._turns.release()

    def renew(self) -> None:
        """End the idle ones of several processes, so that what the last job loaded is given back."""
        if self._several:
            idle, self._free = self._free, []
            for process in idle:
                process.end()

    async def do(self, job: Callable[[Thing], Made], thing: Thing, limit_s: float | None = None) -> Made:
        """Do one job in a process; in a thread, which nothing can stop, where the system starts none.

        Raises:
            TooSlowError: It took more processor time than *limit_s* seconds, or than one input may.
            Failed: It raised an error that is none of ours, or the process has died of it.
        """
        limit_s = self.limit_s if limit_s is None else limit_s
        async with self._turns:
            process = self._taken()
            if process is None:
                return await asyncio.to_thread(_here, job, thing)
            return await self._done(process, job, thing, limit_s)

    async def all(
        self,
        job: Callable[[Thing], Made],
        things: Sequence[Thing],
        limit_s: float | None = None,
        tell: Callable[[int], None] = lambda _: None,
    ) -> list[Made | TooSlowError | Failed]:
        """Do one job with every thing, side by side; in the order of the things, what went wrong in its place.

        Args:
            job: What is done.
            things: What it is done with.
            limit_s: As for `do`.
            tell: Called with how many are done, after each.
        """
        done = itertools.count(1)

        async def one(thing: Thing) -> Made | TooSlowError | Failed:
            try:
                return await self.do(job, thing, limit_s)
            except (TooSlowError, Failed) as error:
                return error
            finally:
                tell(next(done))

        return list(await asyncio.gather(*map(one, things)))

    async def _done(self, process: Process, job: Callable[[Thing], Made], thing: Thing, limit_s: float) -> Made:
        loop = asyncio.get_running_loop()
        self._busy.add(process)
        watch = loop.call_later(_PATIENCE * limit_s, process.stop)
        try:
            made: Made = await loop.run_in_executor(self._threads, process.do, job, thing, limit_s)
        except asyncio.CancelledError:
            process.end()
            raise
        finally:
            watch.cancel()
            self._busy.discard(process)
            if process.alive:
                self._free.append(process)
            else:
                process.end()
        return made

    def _taken(self) -> Process | None:
        for stock in (self._free, _spare):
            while stock:
                process = stock.pop()
                if process.alive:
                    return process
                process.end()
        try:
            return Process()
        except OSError:
            return None


def _here(job: Callable[[Thing], Made], thing: Thing) -> Made:
    try:
        return job(thing)
    except Exception as error:
        raise told(error) from error


@atexit.register
def _end_spare() -> None:
    for process in _spare:
        process.end()
