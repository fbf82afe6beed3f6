"""One process of `claimcheck.workers`: takes jobs on standard input, one after the other, and gives what comes of them.

A job and its answer are a header and a pickle. What the system does when the processor time of a job is used up is to
end the process (`setitimer(2)`, `ITIMER_PROF`): nothing that a job runs, in Python or below it, can hold that up.
"""

from __future__ import annotations

import os
import pickle
import signal
import struct
import sys
from contextlib import suppress
from typing import IO

HEAD = struct.Struct("<Qd")
"""Bytes of the pickle that follows, and seconds of processor that the job may take."""
TIMER = getattr(signal, "SIGPROF", None)
"""What a process dies of when the time of a job is used up; None where there is no such timer."""


class Failed(Exception):  # noqa: N818 - what is told of an error, not one of ours
    """A job has raised what nobody expected; the words say what."""


def main() -> None:
    """Do jobs until there are no more; what libraries print goes to standard error."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that waits
    jobs = sys.stdin.buffer
    while head := jobs.read(HEAD.size):
        size, limit_s = HEAD.unpack(head)
        answer = _answer(jobs.read(size), limit_s)
        with suppress(BrokenPipeError):
            send(answers, answer)


def send(stream: IO[bytes], data: bytes, limit_s: float = 0.0) -> None:
    """Write a pickle with its header."""
    stream.write(HEAD.pack(len(data), limit_s))
    stream.write(data)
    stream.flush()


def _answer(data: bytes, limit_s: float) -> bytes:
    """Return what came of a job: whether it was done, and the result or what was raised instead."""
    job, thing = pickle.loads(data)  # noqa: S301 - from the process that started this one
    _allow(limit_s)
    try:
        return pickle.dumps((True, job(thing)), pickle.HIGHEST_PROTOCOL)
    except Exception as error:  # noqa: BLE001 - whoever waits for it is told
        return pickle.dumps((False, told(error)), pickle.HIGHEST_PROTOCOL)
    finally:
        _allow(0.0)


def told(error: Exception) -> Exception:
    """Return an error as it is told to whoever waits: one of ours as it is, any other in words."""
    from claimcheck.errors import ClaimcheckError  # noqa: PLC0415 - a process that is quick to start

    return error if isinstance(error, ClaimcheckError) else Failed(f"{type(error).__name__}: {error}")


def _allow(limit_s: float) -> None:
    if TIMER is not None:
        signal.setitimer(signal.ITIMER_PROF, limit_s)
