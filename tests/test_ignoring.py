from __future__ import annotations

import os
import subprocess
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from claimcheck.globs import compiled
from claimcheck.ignoring import level
from claimcheck.read import expand

if TYPE_CHECKING:
    from pathlib import Path

RULES = {
    ".git/info/exclude": "*.old.md\nprivate/\n",
    ".gitignore": (
        "# drafts\n*.tmp.md\n!keep.tmp.md\n/top.md\nbuild/\n/desk/*/notes.md\ndesk/**/raw.md\n**/cut/*.md\nlogs/**\n"
        "!logs/a.md\nhas\\ blank.md\ntrailing.md   \nkept\\ \n\\#hash.md\n\\!bang.md\nq?.md\nr[a-c].md\ns[!a-c].md\n"
        "t[[:digit:]].md\nu[.md\nv[]x].md\nw**z.md\n/a b/*\n!/a b/c.md\n\\*.md\nx\\/y.md\npress/ready\nöl*.md\n"
    ),
    "desk/.gitignore": "!x.tmp.md\n/inner.md\n*.html\n!*.html\nlate/\r\n",
    "desk/late/.gitignore": "!*\n",
    "city/.gitignore": "*\n!*.md\n!sub/\nsub/z.md\n",
}
NAMES_OF_FILES = """a.tmp.md keep.tmp.md top.md desk/top.md build/a.md desk/build/b.md desk/a/notes.md desk/a/b/notes.md
desk/raw.md desk/a/b/raw.md cut/a.md desk/cut/b.md desk/cut/c/d.md logs/a.md logs/b.md logs/c/a.md has~blank.md
trailing.md kept~/x.md #hash.md !bang.md q1.md q12.md ra.md rd.md sa.md sd.md t4.md tx.md u[.md v].md vx.md vy.md
wabz.md wz.md w/z.md a~b/c.md a~b/d.md *.md b.md x/y.md press/ready desk/press/ready desk/x.tmp.md desk/inner.md
desk/a/inner.md desk/p.html desk/late/q.md city/a.md city/a.txt city/sub/a.md city/sub/z.md city/other/a.md one.old.md
private/x.md desk/private/y.md öl1.md"""
FILES = NAMES_OF_FILES.split()


def _asked(folder: Path, paths: list[str]) -> set[str]:
    """Return what git ignores; the index is empty."""
    words = ["git", "-c", "core.excludesFile=/dev/null", "check-ignore", "-z", "--stdin"]
    done = subprocess.run(words, cwd=folder, input="\0".join(paths).encode(), capture_output=True, check=False)  # noqa: S603 - git
    assert done.returncode in {0, 1}, done.stderr
    return set(filter(None, done.stdout.decode().split("\0")))


def _made(folder: Path, rules: dict[str, str], files: list[str]) -> None:
    folder.mkdir(exist_ok=True)
    subprocess.run(["git", "init", "-q", "."], cwd=folder, check=True)  # noqa: S607 - git
    for name, text in {**dict.fromkeys(files, "A word.\n"), **rules}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text.encode())


def _hidden(folder: Path, path: str) -> bool:
    found = level(folder)
    assert found
    *above, last = path.split("/")
    for number in range(len(above)):
        found = found.below(folder / "/".join(above[: number + 1]))
    return found.hides(last, folder=False)


def test_what_is_ignored_is_what_git_ignores(tmp_path: Path) -> None:
    """Nested files, exceptions, anchors, `**`, folders, blanks, escapes and sets are read as git reads them."""
    files = [name.replace("~", " ") for name in FILES]
    _made(tmp_path / "in", RULES, files)
    wanted = _asked(tmp_path / "in", files)

    assert len(files) / 4 < len(wanted) < len(files) * 3 / 4
    assert sorted(wanted) == sorted(file for file in files if _hidden(tmp_path / "in", file))


def test_folders_are_read_without_what_git_ignores(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The top, a folder below and one that is ignored itself give what git would leave, wherever a run is started."""
    files = [name.replace("~", " ") for name in FILES]
    _made(tmp_path / "in", RULES, files)
    kept = sorted({f"in/{name}" for name in files} - {f"in/{name}" for name in _asked(tmp_path / "in", files)})
    for folder, start in [(tmp_path, "in"), (tmp_path / "in", "."), (tmp_path, "in/desk"), (tmp_path, "in/build")]:
        monkeypatch.chdir(folder)
        found = expand([start])
        paths = [os.path.relpath(path, tmp_path) for path in (*(item.path for item in found.items), *found.skipped)]
        under = os.path.relpath(folder / start, tmp_path) + "/"
        assert sorted(paths) == [path for path in kept if path.startswith(under)]


PIECES = st.sampled_from(
    ["a", "b", "*", "**", "?", "/", "/", "[ab]", "[!a]", "[a-", "]", "\\", "!", " ", ".", "-", "^", "["]
)
PATTERNS = st.lists(PIECES, min_size=1, max_size=7).map("".join)
NAMES = st.text("ab.- ]", min_size=1, max_size=3).filter(lambda name: name.strip("."))
PATHS = st.lists(NAMES, min_size=1, max_size=4).map("/".join)


@given(st.lists(st.tuples(PATTERNS, PATHS), min_size=20, max_size=20))
@settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_any_pattern_is_read_as_git_reads_it(tmp_path: Path, pairs: list[tuple[str, str]]) -> None:
    """Whatever stands in the file, and whatever the path, the answer is that of git."""
    if not (tmp_path / ".git").exists():
        _made(tmp_path, {}, [])
    paths = [path for _, path in pairs]
    (tmp_path / ".gitignore").write_text("".join(f"{pattern}\n" for pattern, _ in pairs[:4]), encoding="utf-8")
    wanted = _asked(tmp_path, paths)
    assert wanted == {path for path in paths if _hidden(tmp_path, path)}


@pytest.mark.parametrize(
    ("pattern", "path"),
    [("*a" * 60 + "*b", "a" * 250), ("**/a/" * 60 + "b", "a/" * 250 + "c"), ("[ab]*" * 80 + "c", "ab" * 120)],
)
def test_no_pattern_takes_long(pattern: str, path: str) -> None:
    """Patterns with many stars, made to be slow, are no slower than others."""
    glob, names = compiled(pattern), path.split("/")
    assert glob
    start = time.perf_counter()
    assert not any(glob.matches(names) for _ in range(5))
    assert time.perf_counter() - start < 2


def test_a_list_of_rules_may_be_anything(tmp_path: Path) -> None:
    """Bytes that are no text, one endless line, a folder, a pipe and a link out of the tree harm nothing."""
    _made(tmp_path / "in", {}, ["a.md", "b/a.md", "c/a.md", "d/a.md", "e/a.md", "f/a.md"])
    (tmp_path / "out").write_text("*.md\n", encoding="utf-8")
    (tmp_path / "in" / ".gitignore").write_bytes(b"\xff\xfe\n[\n\\\n!\n/\n\0*\nc/\n")
    (tmp_path / "in" / "b" / ".gitignore").write_bytes(b"*" * 3_000_000)
    (tmp_path / "in" / "d" / ".gitignore").mkdir()
    os.mkfifo(tmp_path / "in" / "e" / ".gitignore")
    (tmp_path / "in" / "f" / ".gitignore").symlink_to(tmp_path / "out")
    found = [item.path for item in expand([(tmp_path / "in").as_posix()]).items]

    assert ["a.md", "b/a.md", "d/a.md", "e/a.md", "f/a.md"] == [
        os.path.relpath(path, tmp_path / "in") for path in found
    ]


def test_many_rules_and_files_stay_quick(tmp_path: Path) -> None:
    """A hundred thousand rules are read up to a bound, once a run."""
    lines = "".join(f"*x{number}*y\n" for number in range(100_000))
    _made(tmp_path / "in", {".gitignore": f"a1.md\n{lines}"}, [f"a{number}.md" for number in range(30)])
    start = time.perf_counter()

    assert 29 == len(expand([(tmp_path / "in").as_posix()]).items)
    assert time.perf_counter() - start < 5


def test_outside_of_a_work_tree_nothing_is_ignored(tmp_path: Path) -> None:
    """A list of rules counts only where git would read it."""
    (tmp_path / ".gitignore").write_text("*.md\n", encoding="utf-8")
    (tmp_path / "a.md").write_text("A word.\n", encoding="utf-8")

    assert 1 == len(expand([tmp_path.as_posix()]).items)
