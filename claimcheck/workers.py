"""Processes that do what takes long: reading pages, finding claims, judging. Without them, threads do it."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING, Self, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Thing = TypeVar("Thing")
    Made = TypeVar("Made")

_TWO = 2
_WAITING = 3
"""So many jobs for each process are handed over: more would only fill the memory."""


class Workers:
    """As many processes as there are cores to use; none until they are worth their start, a third of a second each.

    Args:
        jobs: Processes at most; 0 for one a core.
    """

    def __init__(self, jobs: int = 1) -> None:
        self.count = jobs or os.cpu_count() or 1
        self._pool: ProcessPoolExecutor | None = None
        self._turns = asyncio.Semaphore(_WAITING * self.count)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Leave what is under way, and end the processes."""
        pool, self._pool = self._pool, None
        if pool:
            pool.shutdown(wait=False, cancel_futures=True)

    def start(self) -> None:
        """Start the processes, if there may be several."""
        if self._pool is None and self.count >= _TWO:
            self._pool = ProcessPoolExecutor(self.count, multiprocessing.get_context("spawn"), initializer=_deaf)

    def renew(self) -> None:
        """Put fresh processes in the place of those that run, so that what the last job loaded is given back."""
        if self._pool:
            self.__exit__()
            self.start()

    async def do(self, job: Callable[[Thing], Made], thing: Thing) -> Made:
        """Do one job in a process; in a thread when there is none, or when the processes have died."""
        async with self._turns:
            if pool := self._pool:
                try:
                    return await asyncio.get_running_loop().run_in_executor(pool, job, thing)
                except BrokenProcessPool:
                    self._pool = None
            return await asyncio.to_thread(job, thing)

    async def all(self, job: Callable[[Thing], Made], things: Sequence[Thing]) -> list[Made]:
        """Do one job with every thing, side by side where there are processes; in the order of the things."""
        if self._pool:
            return list(await asyncio.gather(*(self.do(job, thing) for thing in things)))
        return [await self.do(job, thing) for thing in things]


def _deaf() -> None:
    """Leave Ctrl-C to the process that waits for the jobs."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
