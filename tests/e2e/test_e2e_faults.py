from __future__ import annotations

import json
import re
import sqlite3
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from e2e.bench import Bench, Ran


def test_an_interrupted_run_leaves_the_store_whole(bench: Bench, online: Ran, tmp_path: Path) -> None:
    """Ctrl-C says what was done and exits 130; the store is whole, and the next run goes on from it to the same end."""
    with bench.slow(0.15):
        cut = bench.run("plant.txt", "quay.html", "--format", "json", cache=tmp_path, interrupt_after=25)
    assert 130 == cut.code, cut.errors
    assert re.search(r"(?i)interrupted.*\d", cut.errors, re.DOTALL), cut.errors
    assert "Traceback" not in cut.errors
    assert b"" == cut.stdout
    kept = _urls(tmp_path)
    assert kept
    done = bench.run("plant.txt", "quay.html", "--format", "json", cache=tmp_path)
    assert _verdicts(online) == _verdicts(done)
    assert set() == kept & set(done.requests)


def test_a_dead_proxy_never_looks_green(bench: Bench, tmp_path: Path) -> None:
    """Without a network every named claim is unreachable, each reason says what failed, and the run exits 3."""
    ran = bench.run(
        "plant.txt",
        "quay.html",
        "--format",
        "json",
        cache=tmp_path,
        proxy="http://127.0.0.1:9",
        interval=None,
        limit_s=30,
    )
    claims = [claim for article in ran.report["articles"] for claim in article["claims"]]
    assert 3 == ran.code
    assert {"unreachable", "unnamed"} == {claim["verdict"] for claim in claims}
    assert ["the price of cells"] == [
        re.sub(r"^that ", "", c["content"][0]["text"])[:18] for c in claims if c["verdict"] == "unnamed"
    ]
    for claim in claims:
        if claim["verdict"] == "unreachable":
            assert re.search(r"(?i)proxy|connect|network|refused|address", claim["reason"]), claim["reason"]


def test_a_certificate_that_nobody_vouches_for_is_not_trusted(bench: Bench, tmp_path: Path) -> None:
    """Without the test's authority no page is read, and the reason names the certificate."""
    ran = bench.run("good.txt", "--format", "json", cache=tmp_path, trusted=False)
    claim = ran.report["articles"][0]["claims"][0]
    assert (3, "unreachable") == (ran.code, claim["verdict"])
    assert re.search(r"(?i)certificate|tls", claim["reason"]), claim["reason"]


def test_runs_at_once_share_a_store(bench: Bench, online: Ran, tmp_path: Path) -> None:
    """Processes over the same and over other articles may use one store at once; each reports as alone, none loses."""
    same, other = ("plant.txt", "quay.html", "--format", "json"), ("quay.html", "blocked.txt", "--format", "json")
    alone = bench.run(*other, cache=tmp_path / "alone")
    started = [bench.start(*what, cache=tmp_path / "shared") for what in (same, other, same)]
    ended = [bench.end(run) for run in started]
    assert [online.code, alone.code, online.code] == [ran.code for ran in ended], [ran.errors for ran in ended]
    assert [_timeless(ran) for ran in (online, alone, online)] == [_timeless(ran) for ran in ended]
    assert _urls(tmp_path / "alone") <= _urls(tmp_path / "shared")
    assert _timeless(online) == _timeless(bench.run(*same, "--offline", cache=tmp_path / "shared"))
    verified = bench.run(command="cache verify", cache=tmp_path / "shared")
    assert 0 == verified.code, verified.text


def _timeless(ran: Ran) -> dict[str, Any]:
    """Return the report without the times of fetching."""

    def without(found: dict[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in found.items() if name != "retrieved_at"}

    return dict(json.loads(ran.stdout, object_hook=without))


def _verdicts(ran: Ran) -> list[tuple[str, str]]:
    return [(claim["id"], claim["verdict"]) for article in ran.report["articles"] for claim in article["claims"]]


def _urls(folder: Path) -> set[str]:
    """Return the URLs of what was read into the store, after checking that it is whole."""
    (file,) = [path for path in folder.iterdir() if path.read_bytes()[:15] == b"SQLite format 3"]
    with sqlite3.connect(file) as store:
        assert [("ok",)] == store.execute("PRAGMA integrity_check").fetchall()
        tables = {name for (name,) in store.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        table = next(name for name in sorted(tables) if name in {"fetch", "memento", "mementos", "captures"})
        return {url for (url,) in store.execute(f"SELECT url FROM {table} WHERE outcome = 'read'")}  # noqa: S608
