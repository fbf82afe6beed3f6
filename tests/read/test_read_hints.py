from __future__ import annotations

import io
import os
import subprocess
import sys
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from claimcheck.model import Dating
from claimcheck.read import Input, load

if TYPE_CHECKING:
    from pathlib import Path

STORY = "Osterby dam to close\n\nAnna Berg said the gates had not been looked at for years.\n"
WRITTEN = datetime(2026, 11, 17, 23, 30, tzinfo=UTC)
WHO = ("-c", "user.name=Jo Reed", "-c", "user.email=jo@marlow.example", "-c", "commit.gpgsign=false")


def _git(folder: Path, *words: str, day: str = "2024-05-06T23:30:00-08:00") -> None:
    around = os.environ | {"GIT_AUTHOR_DATE": day, "GIT_COMMITTER_DATE": "2025-01-01T00:00:00Z"}
    subprocess.run(["git", *WHO, *words], cwd=folder, env=around, check=True, capture_output=True)  # noqa: S603, S607 - git itself


def _write(folder: Path, name: str = "a.txt", text: str = STORY) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    os.utime(path, (WRITTEN.timestamp(), WRITTEN.timestamp()))
    return path


def _repository(folder: Path) -> Path:
    folder.mkdir()
    _git(folder, "init", "--quiet")
    path = _write(folder)
    _git(folder, "add", "a.txt")
    _git(folder, "commit", "--quiet", "-m", "Add the story")
    (folder / "b.txt").write_text("Other.\n", encoding="utf-8")
    _git(folder, "add", "b.txt")
    _git(folder, "commit", "--quiet", "-m", "Add another", day="2025-07-08T00:00:00Z")
    return path


def _hint(path: Path) -> tuple[date | None, Dating | None]:
    article = load(Input(path.as_posix()))
    assert (None, None) == (article.published, article.published_by)
    return article.hint, article.hint_by


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_a_file_outside_git_has_the_day_it_was_written(tmp_path: Path, name: str) -> None:
    """Where nothing else tells a day the file's last change is a hint, in UTC, and never the article's own day."""
    text = f"<html><body><article>{'<p>' + STORY * 5 + '</p>'}</article></body></html>" if "html" in name else STORY

    assert (date(2026, 11, 17), Dating.MTIME) == _hint(_write(tmp_path, name, text))


def test_a_file_in_git_has_the_day_of_its_last_commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The author's own day of the last commit that touched the file counts, inside a hook of another one as well."""
    path = _repository(tmp_path / "news")
    monkeypatch.setenv("GIT_DIR", (tmp_path / "elsewhere").as_posix())

    assert (date(2024, 5, 6), Dating.GIT) == _hint(path)
    monkeypatch.chdir(path.parent)
    assert (date(2024, 5, 6), Dating.GIT) == _hint(path.relative_to(path.parent))


def test_a_work_tree_gives_no_day_but_that_of_a_commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that git does not know, or has no commit for, has no hint; without git there is none either."""
    path = _repository(tmp_path / "news")

    assert (None, None) == _hint(_write(path.parent, "new.txt"))
    _git(path.parent, "init", "--quiet", "sub")
    assert (None, None) == _hint(_write(path.parent / "sub"))
    monkeypatch.setenv("PATH", "")
    assert (None, None) == _hint(path)


def test_the_oldest_commit_of_a_shallow_clone_tells_nothing(tmp_path: Path) -> None:
    """Where the history is cut off nobody knows whether a file changed at the cut or long before."""
    origin = _repository(tmp_path / "news")
    _git(tmp_path, "clone", "--quiet", "--depth", "1", origin.parent.as_uri(), "cut")

    assert (None, None) == _hint(tmp_path / "cut" / "a.txt")
    _git(tmp_path, "clone", "--quiet", origin.parent.as_uri(), "whole")
    assert (date(2024, 5, 6), Dating.GIT) == _hint(tmp_path / "whole" / "a.txt")


@pytest.mark.parametrize("name", [":(glob)*.txt", "--all.txt", "ä b.txt"])
def test_names_are_no_patterns(tmp_path: Path, name: str) -> None:
    """A name that git could take for a pattern or an option is that of the file."""
    folder = _repository(tmp_path / "news").parent
    path = _write(folder, name)

    assert (None, None) == _hint(path)
    _git(folder, "--literal-pathspecs", "add", "--", name)
    _git(folder, "commit", "--quiet", "-m", "Add it", day="2023-02-03T00:00:00Z")
    assert (date(2023, 2, 3), Dating.GIT) == _hint(path)


def test_the_way_to_a_file_does_not_matter(tmp_path: Path) -> None:
    """A path that leads through a work tree and out again is that of a file outside."""
    _repository(tmp_path / "news")
    _write(tmp_path)

    assert (date(2026, 11, 17), Dating.MTIME) == _hint(tmp_path / "news" / ".." / "a.txt")


@pytest.mark.parametrize("stamp", [0, 315_532_800, -5])
def test_a_day_that_stands_for_none_is_no_hint(tmp_path: Path, stamp: int) -> None:
    """Archives and builds write 1970 or 1980 for a day they do not know."""
    path = _write(tmp_path)
    os.utime(path, (stamp, stamp))

    assert (None, None) == _hint(path)


def test_a_dated_article_needs_no_hint(tmp_path: Path) -> None:
    """What the article says leaves no room for a hint."""
    path = _write(tmp_path, text=f"{STORY}\nPublished 3 March 2025\n")
    article = load(Input(path.as_posix()))

    assert (date(2025, 3, 3), None, None) == (article.published, article.hint, article.hint_by)


def test_standard_input_has_no_hint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What comes from elsewhere has no file, though it may be called as one that is there."""
    path = _write(tmp_path)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(STORY.encode())))
    article = load(Input(path.as_posix(), "stdin"))

    assert (None, None) == (article.hint, article.hint_by)
