from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from claimcheck.errors import InputError
from claimcheck.read import Input, expand, load

if TYPE_CHECKING:
    from pathlib import Path

STORY = "Anna Berg said the port would open in May.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("b.txt", "a.md", "deep/er/c.HTML", "deep/d.htm", "deep/data.csv", ".hidden/e.txt", ".f.txt"):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(STORY, encoding="utf-8")
    return tmp_path


def test_a_folder_is_searched_to_any_depth(folder: Path) -> None:
    """A folder gives its articles sorted by path; hidden ones are left out, other files are named."""
    found = expand(["in"])

    assert ["in/a.md", "in/b.txt", "in/deep/d.htm", "in/deep/er/c.HTML"] == [item.path for item in found.items]
    assert ("in/deep/data.csv",) == found.skipped
    assert () == found.problems


def test_order_and_repetition_do_not_matter(folder: Path) -> None:
    """Inputs are sorted and each stands once, however they were given."""
    assert expand(["in/b.txt", "in", "-", "https://a.org/x"]) == expand(["https://a.org/x", "-", "in", "in/b.txt"])
    assert ["file"] * 4 + ["stdin", "url"] == sorted(item.kind for item in expand(["in", "-", "https://a.org/x"]).items)


def test_a_link_to_the_folder_above_ends(folder: Path) -> None:
    """A symbolic link to a folder is not followed, so that a loop ends."""
    (folder / "in" / "loop").symlink_to(folder / "in")

    assert len(expand(["in"]).items) == 4


def test_a_missing_path_says_what_was_meant(folder: Path) -> None:
    """A path that is not there is a problem with the nearest name; the others are still read."""
    found = expand(["in/b.text", "in/a.md"])

    assert ["in/a.md"] == [item.path for item in found.items]
    assert [("in/b.text", "Did you mean in/b.txt?")] == [(p.path, p.hint) for p in found.problems]


def test_a_folder_without_articles_is_a_problem(folder: Path) -> None:
    """A folder in which there is nothing to check is said to be so."""
    (folder / "empty").mkdir()

    assert ["no article in this folder"] == [problem.message for problem in expand(["empty"]).problems]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b" \r\n\t ", "empty"),
        ("\ufeff \n".encode(), "empty"),
        (b"\x89PNG\r\n\x1a\n....", "PNG"),
        (b"\xff\xd8\xff\xe0....", "JPEG"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04....", "ZIP"),
        (b"\x1f\x8b\x08....", "gzip"),
        (b"text\x00with\x00nul", "NUL"),
    ],
)
@pytest.mark.parametrize("suffix", [".txt", ".html", ".md", ".story"])
def test_what_is_no_text_is_refused(tmp_path: Path, data: bytes, said: str, suffix: str) -> None:
    """Empty and binary files are refused with what they look like, whatever they are called."""
    path = tmp_path / f"x{suffix}"
    path.write_bytes(data)

    with pytest.raises(InputError, match=said) as caught:
        load(Input(path.as_posix()))

    assert caught.value.hint


def test_a_huge_file_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of 50 MB is refused by its size, before a byte is read."""
    path = tmp_path / "x.txt"
    with path.open("wb") as stream:
        stream.truncate(50_000_000)
    monkeypatch.setattr("pathlib.Path.read_bytes", lambda _: pytest.fail("it was read"))

    with pytest.raises(InputError, match="50,000,000 bytes"):
        load(Input(path.as_posix()))


def test_an_unreadable_file_is_named_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Permission refused and vanished files are errors for people."""
    path = tmp_path / "x.txt"
    path.write_text(STORY, encoding="utf-8")

    def refuse(_: object) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.read_bytes", refuse)
    with pytest.raises(InputError, match="no permission"):
        load(Input(path.as_posix()))
    with pytest.raises(InputError, match="cannot be read"):
        load(Input((tmp_path / "gone.txt").as_posix()))


def test_a_file_of_unknown_name_is_read_for_what_it_is(tmp_path: Path) -> None:
    """Without a known suffix HTML is told from plain text by its beginning."""
    page = tmp_path / "page"
    page.write_text(f"<!DOCTYPE html><html><body><article><p>{STORY * 8}</p></article></body></html>", encoding="utf-8")
    text = tmp_path / "text.story"
    text.write_text(STORY, encoding="utf-8")

    assert "<p>" not in load(Input(page.as_posix())).text
    assert STORY == load(Input(text.as_posix())).text
