from __future__ import annotations

import hashlib
import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from claimcheck import cli
from claimcheck.cli import app
from claimcheck.fetch.store import Store
from claimcheck.model import Memento, Outcome, Query

if TYPE_CHECKING:
    from pathlib import Path

AT = datetime(2026, 3, 5, 9, 30, tzinfo=UTC)
BODY = b"<p>Text" * 1000


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is worked in, with a store of two captures."""
    monkeypatch.chdir(tmp_path)
    with Store.open(tmp_path / "one") as store:
        for name in "ab":
            url = f"https://{name}.example/\x1b[2J"
            memento = Memento(url, url, Outcome.READ, AT, "", 200, (), BODY, hashlib.sha256(BODY).hexdigest())
            store.keep(Query(url), memento)
    return tmp_path


def _cache(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["cache", *arguments])
    return done.exit_code, done.stdout


def _failed(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], *arguments: str
) -> tuple[object, str, str]:
    """Return exit code, stdout and stderr of the program as a whole."""
    monkeypatch.setattr("sys.argv", ["claimcheck", "cache", *arguments])
    with pytest.raises(SystemExit) as caught:
        cli.main()
    found = capfd.readouterr()
    return caught.value.code, found.out, found.err


def test_a_store_goes_out_and_comes_back(here: Path) -> None:
    """Export, import of several files and a second import tell what they did."""
    assert (0, "Exported 2 captures to x.warc.gz.\n") == _cache("export", "--warc", "x.warc.gz", "--cache-dir", "one")
    assert (0, "Exported 2 captures to y.warc.\n") == _cache("export", "--warc", "y.warc", "--cache-dir", "one")
    lines = [
        "Imported 2 captures from x.warc.gz (0 already kept, 0 passed over).",
        "Imported 0 captures from y.warc (2 already kept, 0 passed over).",
    ]
    code, out = _cache("import", "--warc", "x.warc.gz", "y.warc", "--cache-dir", "two")
    assert (0, lines) == (code, out.splitlines())
    assert (0, "2 captures, 1 body: all whole.\n") == _cache("verify", "--cache-dir", "two")


def test_an_export_does_not_write_over_a_file(
    here: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """The exit code is 2, and the hint says what to do."""
    (here / "x.warc").write_text("mine")
    code, _, err = _failed(monkeypatch, capfd, "export", "--warc", "x.warc", "--cache-dir", "one")
    assert (2, "claimcheck: x.warc is there already\n  hint: Remove it, or name another file.\n") == (code, err)
    assert "mine" == (here / "x.warc").read_text()


def test_a_broken_file_does_not_stop_the_others(
    here: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """What was read stays, the file and the record are named, and the exit code is 2."""
    _cache("export", "--warc", "x.warc", "--cache-dir", "one")
    data = (here / "x.warc").read_bytes()
    (here / "cut.warc").write_bytes(data[: data.rindex(b"WARC/1.1") + 50])
    code, out, err = _failed(monkeypatch, capfd, "import", "--warc", "cut.warc", "x.warc", "--cache-dir", "two")

    assert 2 == code
    assert "Imported 1 capture from cut.warc (0 already kept, 0 passed over).\n" in out
    assert "Imported 1 capture from x.warc (1 already kept, 0 passed over).\n" in out
    assert err.startswith("claimcheck: cut.warc: record 5: ")
    assert "hint: Copy or make the file anew" in err


def test_damage_is_told_and_escaped(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line for each fault, without control characters; the exit code is 1."""
    with Store.open(here / "one") as store:
        store._connection.execute("UPDATE blob SET data = x'00'")
    code, out = _cache("verify", "--cache-dir", "one")
    [fault, end] = out.splitlines()

    assert (1, "2 captures, 1 body: 1 fault.") == (code, end)
    assert fault.endswith(": damaged, kept for https://a.example/\ufffd[2J and 1 more")
    assert (
        "(2 damaged, left out: see 'claimcheck cache verify')"
        in _cache("export", "--warc", "x", "--cache-dir", "one")[1]
    )


def test_figures_fit_a_terminal(here: Path) -> None:
    """Names at the left, values at the right, nothing wider than 80 columns."""
    code, out = _cache("stats", "--cache-dir", "one")
    lines = out.splitlines()

    assert (0, {48}) == (code, {len(line) for line in lines})
    assert ["captures 2", "read 2", "hosts 2"] == [" ".join(line.split()) for line in lines[:3]]
    assert "saved by sharing                  6.8 KiB (50 %)" in lines


@pytest.mark.skipif(os.name == "nt", reason="needs a POSIX file name")
def test_a_hostile_file_name_is_escaped(here: Path) -> None:
    """The name of a file does nothing to the terminal."""
    assert (0, "Exported 2 captures to \ufffd[2J.warc.\n") == _cache(
        "export", "--warc", "\x1b[2J.warc", "--cache-dir", "one"
    )
