from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from e2e.bench import Bench, Ran

NOT_EVEN_OPENED, FULL_ON_THE_WAY = 0, 60_000


def test_a_full_disk_ends_the_run_and_loses_nothing(bench: Bench, online: Ran, tmp_path: Path) -> None:
    """Where no more can be written a run says so and exits 2; what was kept is whole, and the next run completes."""
    both = ("plant.txt", "quay.html", "--format", "json")
    assert 0 == bench.run("good.txt", "--format", "json", cache=tmp_path).code
    kept = _kept(bench, tmp_path)
    for room in (NOT_EVEN_OPENED, FULL_ON_THE_WAY):
        full = bench.run(*both, cache=tmp_path, room=room)
        assert (2, b"") == (full.code, full.stdout)
        assert "See whether the disk is full" in full.errors
        assert "Traceback" not in full.errors
    verified = bench.run(command="cache verify", cache=tmp_path)
    assert 0 == verified.code, verified.text
    assert "all whole" in verified.text
    assert kept < _kept(bench, tmp_path)
    done = bench.run(*both, cache=tmp_path)
    assert online.code == done.code, done.errors
    assert _verdicts(online) == _verdicts(done)


def _kept(bench: Bench, folder: Path) -> set[str]:
    """Return a line for every capture that the store has."""
    lines = bench.run(command="cache list", cache=folder).text.splitlines()
    return {line for line in lines if "://" in line}


def _verdicts(ran: Ran) -> list[tuple[str, str]]:
    return [(claim["id"], claim["verdict"]) for article in ran.report["articles"] for claim in article["claims"]]
