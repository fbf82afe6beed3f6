from __future__ import annotations

import asyncio
import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING

import claimcheck
from claimcheck.config import Settings
from claimcheck.workers import Workers

if TYPE_CHECKING:
    import pytest

ARTICLES = Path(__file__).parent / "articles"


def _square(number: int) -> tuple[int, int]:
    return number * number, os.getpid()


def _die(number: int) -> int:
    if number and os.getpid() != _HOME:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


_HOME = int(os.environ.setdefault("CLAIMCHECK_TEST_HOME", str(os.getpid())))


def test_one_job_is_done_without_processes() -> None:
    """Nothing is started before it is worth it, nor when there may be only one."""
    for jobs in (1, 2):
        with Workers(jobs) as workers:
            if jobs == 1:
                workers.start()
            found = asyncio.run(workers.all(_square, [1, 2, 3]))
        assert [(1, os.getpid()), (4, os.getpid()), (9, os.getpid())] == found


def test_jobs_are_shared_out_and_come_back_in_order() -> None:
    """Processes do the jobs; the results stand in the order of the things."""
    with Workers(2) as workers:
        workers.start()
        found = asyncio.run(workers.all(_square, range(20)))
    assert [number * number for number in range(20)] == [square for square, _ in found]
    assert os.getpid() not in {pid for _, pid in found}


def test_what_processes_die_of_is_done_without_them() -> None:
    """A process that is killed takes no job with it."""
    with Workers(2) as workers:
        workers.start()
        assert [0, 1, 2] == asyncio.run(workers.all(_die, [0, 1, 2]))


def test_processes_change_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A run that is shared out gives the same report as one that is not."""
    monkeypatch.setattr("claimcheck.pipeline._WORTH_PROCESSES", 1)
    monkeypatch.setattr("claimcheck.intake._WORTH_PROCESSES", 1)
    reports = [
        claimcheck.check([str(ARTICLES)], Settings(cache_dir=tmp_path / str(jobs), offline=True, jobs=jobs))
        for jobs in (1, 2)
    ]
    one, two = ([(c.claim, c.judgement, c.findings) for a in r.articles for c in a.claims] for r in reports)
    assert len(one) > 20
    assert one == two
