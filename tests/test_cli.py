"""The program from the outside: every test starts a process."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from claimcheck import __version__

SEEDS = Path(__file__).parent.parent / "seeds"
ARTICLE = """The minister said on Monday that the bridge would open in May.

"We are ready," Jane Roe said.
"""


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    return tmp_path


def _run(here: Path, *arguments: str, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {k: v for k, v in os.environ.items() if not k.upper().endswith("_PROXY") and k != "NO_COLOR"}
    return subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "claimcheck", *arguments],
        cwd=here,
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        env=kept | {"COLUMNS": "100", "XDG_CACHE_HOME": str(here / "caches"), "PYTHONUTF8": "1"} | environment,
        timeout=60,
        check=False,
    )


def test_help_names_every_command(here: Path) -> None:
    """`--help` answers with the commands and the exit codes."""
    done = _run(here, "--help")

    assert done.returncode == 0
    assert {"run", "claims", "explain", "rule", "cache"} <= set(re.findall(r"^  (\w+) ", done.stdout, re.MULTILINE))
    assert "Exit codes" in done.stdout


def test_version(here: Path) -> None:
    """`--version` prints name and version."""
    assert f"claimcheck {__version__}\n" == _run(here, "--version").stdout


def test_claims_as_json(here: Path) -> None:
    """`claims --format json` prints one document with the text and its claims, and no verdicts."""
    done = _run(here, "claims", "a.txt", "--format", "json")
    document = json.loads(done.stdout)

    assert done.returncode == 0
    assert document["schema"] == "claimcheck.report/1"
    [article] = document["articles"]
    assert article["path"] == "a.txt"
    assert ARTICLE == article["text"]
    assert [None, None] == [claim["verdict"] for claim in article["claims"]]
    assert [1, 3] == [claim["line"] for claim in article["claims"]]


def test_claims_of_standard_input(here: Path) -> None:
    """`-` reads standard input."""
    document = json.loads(_run(here, "claims", "-", "-f", "json", stdin=ARTICLE).stdout)

    assert ["-"] == [article["path"] for article in document["articles"]]


def test_a_missing_file_does_not_stop_the_others(here: Path) -> None:
    """Bad input gets a message and exit 2; the rest is still processed."""
    done = _run(here, "claims", "a.tx", "a.txt", "-f", "json")

    assert done.returncode == 2
    assert "a.tx" in done.stderr
    assert "a.txt" in done.stderr.split("hint:")[1]
    assert ["a.txt"] == [article["path"] for article in json.loads(done.stdout)["articles"]]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.txt", b""),
        ("blank.txt", b" \n\t\n"),
        ("binary.txt", b"\x00\x01\x02\xff" * 50),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + b"\x00" * 64),
    ],
)
def test_input_that_is_no_text_is_named(here: Path, name: str, data: bytes) -> None:
    """An input that cannot be an article is named with the reason, without a traceback."""
    (here / name).write_bytes(data)
    done = _run(here, "claims", ".")

    assert done.returncode == 2
    assert f"claimcheck: {name}: " in done.stderr
    assert "Traceback" not in done.stderr
    assert "Jane Roe" in done.stdout


def test_verbose_names_files_passed_over(here: Path) -> None:
    """With -v other files of a folder are named; without it they are not."""
    (here / "data.csv").write_text("a,b\n", encoding="utf-8")

    assert "passed over data.csv" in _run(here, "claims", ".", "-v").stderr
    assert "data.csv" not in _run(here, "claims", ".").stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["run"],
        ["run", "a.txt", "--format", "xml"],
        ["run", "a.txt", "--max-cache-age", "soon"],
        ["run", "a.txt", "--host-interval", "-3"],
        ["run", "a.txt", "--config", "none.toml"],
        ["rule", "CC999"],
        ["cache", "show", "https://example.com/"],
        ["nonsense"],
    ],
    ids=" ".join,
)
def test_usage_errors_exit_2(here: Path, arguments: list[str]) -> None:
    """What cannot be understood is exit 2 with a message, and no traceback."""
    done = _run(here, *arguments)

    assert done.returncode == 2
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr


def test_offline_with_an_empty_cache_is_inconclusive(here: Path) -> None:
    """Nothing known and nothing asked is exit 3, and each named claim says why."""
    (here / "b.txt").write_text(
        "Source:Example time:2026-03-02 10:00:00\n\nThe bridge will open in May, CNBC reported on Monday.\n",
        encoding="utf-8",
    )
    done = _run(here, "run", "b.txt", "--offline", "-f", "json")
    [claim] = json.loads(done.stdout)["articles"][0]["claims"]

    assert done.returncode == 3
    assert claim["verdict"] == "unreachable"
    assert "offline" in claim["reason"]


def test_a_configuration_error_names_the_file(here: Path) -> None:
    """An unknown key is an error that says what was meant."""
    (here / "claimcheck.toml").write_text("ofline = true\n", encoding="utf-8")
    done = _run(here, "run", "a.txt")

    assert done.returncode == 2
    assert "claimcheck.toml: unknown setting 'ofline'" in done.stderr
    assert "offline" in done.stderr


def test_rules_are_listed_and_explained(here: Path) -> None:
    """`rule` lists all codes; `rule CODE` explains one."""
    codes = re.findall(r"CC\d{3}", _run(here, "rule").stdout)

    assert sorted(set(codes)) == codes
    assert "CC201" in codes
    assert "CC201" in _run(here, "rule", "CC201").stdout


def test_cache_commands_on_an_empty_store(here: Path) -> None:
    """The store's commands work before anything is kept."""
    (here / "cache").mkdir()

    assert (here / "cache").resolve() == Path(_run(here, "cache", "dir").stdout.strip()).resolve()
    assert _run(here, "cache", "list").returncode == 0
    assert "Removed 0 captures" in _run(here, "cache", "prune").stdout
    assert "Removed 0 captures" in _run(here, "cache", "clear").stdout
    assert (here / "cache" / "CACHEDIR.TAG").is_file()


def test_colour_only_when_asked(here: Path) -> None:
    """Colour follows --color, then NO_COLOR, then FORCE_COLOR; a pipe gets none."""
    assert "\x1b[" not in _run(here, "claims", "a.txt").stdout
    assert "\x1b[" in _run(here, "claims", "a.txt", "--color", "always").stdout
    assert "\x1b[" in _run(here, "claims", "a.txt", FORCE_COLOR="1").stdout
    assert "\x1b[" not in _run(here, "claims", "a.txt", FORCE_COLOR="1", NO_COLOR="1").stdout
    assert "\x1b[" not in _run(here, "claims", "a.txt", "--color", "never", FORCE_COLOR="1").stdout


def test_output_in_a_narrow_encoding(here: Path) -> None:
    """A terminal that cannot show a sign gets another one, never an error."""
    done = _run(here, "claims", "a.txt", PYTHONIOENCODING="ascii", PYTHONUTF8="0", LC_ALL="C")

    assert done.returncode == 0
    assert done.stdout.isascii()


def test_the_seed_article(here: Path) -> None:
    """The given article is read and its claims are found, at once and without a network."""
    document = json.loads(_run(here, "claims", str(SEEDS), "-f", "json").stdout)
    [article] = document["articles"]

    assert article["published"] == "2025-02-07"
    assert document["summary"]["claims"] == 17


def test_explain_shows_the_trail_of_a_claim(here: Path) -> None:
    """`explain` takes words of a claim; what no claim has is an error that says where to look."""
    (here / "b.txt").write_text("The bridge will open in May, CNBC reported on Monday.\n", encoding="utf-8")
    done = _run(here, "explain", "bridge will open", "b.txt", "--offline")
    assert done.returncode == 0
    assert "verdict" in done.stdout
    assert "CNBC" in done.stdout
    missed = _run(here, "explain", "tunnel", "b.txt", "--offline")
    assert missed.returncode == 2
    assert "claimcheck claims" in missed.stderr
