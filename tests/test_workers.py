from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from pathlib import Path

import pytest

import claimcheck
from claimcheck import workers as made
from claimcheck.config import Settings
from claimcheck.errors import InputError
from claimcheck.process import Failed
from claimcheck.workers import TooSlowError, Workers

ARTICLES = Path(__file__).parent / "articles"


@pytest.fixture(autouse=True)
def _afresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test has processes of its own."""
    monkeypatch.setattr(made, "KEPT", 0)
    monkeypatch.setattr(made, "_spare", [])


def _square(number: int) -> tuple[int, int]:
    return number * number, os.getpid()


def _nap(number: int) -> tuple[int, int]:
    time.sleep(0.3)
    return _square(number)


def _die(number: int) -> int:
    if number == 1:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def _spin(number: int) -> int:
    """Run in a library, where no signal handler of Python's is heard."""
    if number == 1:
        sum(range(10**11))
    return number


def _hang(number: int) -> int:
    time.sleep(60)
    return number


def _fail(number: int) -> int:
    if number == 1:
        raise KeyError("nobody expected it")
    if number == 2:
        raise InputError("too bad", hint="Mend it.")
    return number


def _print(text: str) -> str:
    sys.stdout.write(text)
    sys.stdout.flush()
    os.write(1, text.encode())
    return text


def test_a_job_is_done_in_another_process() -> None:
    """One process does all jobs until more are worth it, and there are never more than may be."""
    for jobs in (1, 2):
        with Workers(jobs) as workers:
            if jobs == 1:
                workers.start()
            found = asyncio.run(workers.all(_square, [1, 2, 3]))
        squares, pids = zip(*(one for one in found if isinstance(one, tuple)), strict=True)
        assert (1, 4, 9) == squares
        assert 1 == len(set(pids) - {os.getpid()}) == len(set(pids))


def test_jobs_are_shared_out_and_come_back_in_order() -> None:
    """Processes do the jobs; the results stand in the order of the things."""
    with Workers(2) as workers:
        workers.start()
        found = asyncio.run(workers.all(_nap, range(4)))
    squares, pids = zip(*(one for one in found if isinstance(one, tuple)), strict=True)
    assert (0, 1, 4, 9) == squares
    assert 2 == len(set(pids))


def test_a_process_that_dies_takes_one_job_with_it() -> None:
    """The others are done in its stead."""
    with Workers(2) as workers:
        workers.start()
        zero, one, two = asyncio.run(workers.all(_die, [0, 1, 2]))
    assert (0, 2) == (zero, two)
    assert isinstance(one, Failed)
    assert "signal 9" in str(one)


def test_a_job_is_stopped_when_its_processor_time_is_used_up() -> None:
    """Nothing that it runs holds that up, and the other jobs are done."""
    with Workers(1) as workers:
        zero, one, two = asyncio.run(workers.all(_spin, [0, 1, 2], 0.3))
    assert (0, 2) == (zero, two)
    assert isinstance(one, TooSlowError)
    assert "0.3 s" == str(one)


def test_a_job_that_hangs_is_stopped_by_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that uses no processor, and does not come to an end either, is given up."""
    monkeypatch.setattr(made, "_PATIENCE", 2)
    with Workers(1) as workers:
        [one] = asyncio.run(workers.all(_hang, [0], 0.2))
    assert isinstance(one, Failed)


def test_an_error_of_ours_is_raised_and_any_other_is_told() -> None:
    """What a person can mend comes as it is; a fault of this program comes in words, and the process goes on."""
    with Workers(1) as workers:
        zero, one = asyncio.run(workers.all(_fail, [0, 1]))
        assert (0, "KeyError: 'nobody expected it'") == (zero, str(one))
        with pytest.raises(InputError) as caught:
            asyncio.run(workers.all(_fail, [2]))
    assert ("too bad", "Mend it.") == (caught.value.message, caught.value.hint)


def test_where_no_process_can_be_started_a_thread_does_the_job(monkeypatch: pytest.MonkeyPatch) -> None:
    """The system may have none left, or not let us."""

    def none(*_: object, **__: object) -> None:
        raise OSError("no more processes")

    monkeypatch.setattr("subprocess.Popen", none)
    with Workers(2) as workers:
        workers.ready()
        assert [0, 4] == [one[0] for one in asyncio.run(workers.all(_square, [0, 2])) if isinstance(one, tuple)]
        [failed] = asyncio.run(workers.all(_fail, [1]))
    assert isinstance(failed, Failed)


@pytest.mark.parametrize(("variable", "told"), [("", "wordword"), ("true", "")])
def test_what_a_job_prints_is_no_answer(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, variable: str, told: str
) -> None:
    """What a library writes goes to standard error, but in a job whose log has commands nowhere."""
    monkeypatch.setenv("GITHUB_ACTIONS", variable)
    with Workers(1) as workers:
        assert ["word"] == asyncio.run(workers.all(_print, ["word"]))
    assert ("", told) == capfd.readouterr()


def test_nothing_of_the_folder_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stranger's folder may hold files with the names of modules."""
    for name in ("json.py", "pickle.py", "sitecustomize.py", "claimcheck.py"):
        (tmp_path / name).write_text(f"open({str(tmp_path / 'run')!r}, 'w')\n")
    monkeypatch.chdir(tmp_path)
    with Workers(1) as workers:
        assert 1 == len(asyncio.run(workers.all(_square, [1])))
    assert not (tmp_path / "run").exists()


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
