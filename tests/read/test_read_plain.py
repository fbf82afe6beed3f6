from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.read import Input, load
from claimcheck.read.dates import find_day
from claimcheck.read.decode import decode
from claimcheck.read.plain import plain

if TYPE_CHECKING:
    from pathlib import Path

STORY = "Anna Berg said the port would open in May, two weeks early, because the winter had been mild."


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (
            "Welcome toHome\n\n【Gulf Post】The port wakes\n\nSource:GP time:2026-03-02 02:06:50\n\n",
            ("The port wakes", "Gulf Post", None, date(2026, 3, 2)),
        ),
        (
            "Title: The port wakes\nBy: Jo Reed\nPublished: 2 March 2026\n\n",
            ("The port wakes", None, "Jo Reed", date(2026, 3, 2)),
        ),
        ("The port wakes\n\nBy Jo Reed\nMarch 2, 2026\n\n", ("The port wakes", None, "Jo Reed", date(2026, 3, 2))),
        ("The port wakes\nby Jo Reed\n2 March 2026\n", ("The port wakes", None, "Jo Reed", date(2026, 3, 2))),
        ("Source: Gulf Post date: 2026/03/02\n", (None, "Gulf Post", None, date(2026, 3, 2))),
        ("Publisher: Gulf Post\nAuthor: Jo Reed\nDate: 2026-03-02\n", (None, "Gulf Post", "Jo Reed", date(2026, 3, 2))),
        ("The port wakes\n\n", ("The port wakes", None, None, None)),
        ("", (None, None, None, None)),
    ],
)
def test_header_lines(header: str, expected: tuple[str | None, str | None, str | None, date | None]) -> None:
    """Header lines of many makes give title, publisher, author and day, and the story starts below them."""
    article = plain(header + STORY, "a.txt")

    assert expected == (article.title, article.publisher, article.author, article.published)
    assert STORY == article.body.of(article.text).strip()


@pytest.mark.parametrize(
    ("line", "publisher", "day"),
    [
        ("LONDON, March 2, 2026 (Reuters) - ", "Reuters", date(2026, 3, 2)),
        ("NEW DELHI, 2 March 2026 (PTI) — ", "PTI", date(2026, 3, 2)),
        ("OSLO, March 2 (Reuters) - ", "Reuters", None),
        ("HARLAN FALLS, Ohio, Sept. 9, 2025 -- ", None, date(2025, 9, 9)),
        ("PARIS (AFP) - ", "AFP", None),
    ],
)
def test_datelines(line: str, publisher: str | None, day: date | None) -> None:
    """A dateline gives the agency, and the day when it has a year; it stays part of the story."""
    article = plain(f"The port wakes\n\n{line}{STORY}", "a.txt")

    assert (publisher, day) == (article.publisher, article.published)
    assert article.body.of(article.text).strip().startswith(line.strip()[:5])


def test_a_single_line_is_a_story() -> None:
    """A text of one sentence is all story."""
    assert STORY == plain(STORY, "a.txt").body.of(STORY)


def test_the_last_line_is_the_story() -> None:
    """A story of one line that ends like no sentence is not taken for a title."""
    article = plain("Date: 2026-03-02\n\nAnna Berg said the port would open\n", "a.txt")

    assert (None, "Anna Berg said the port would open") == (article.title, article.body.of(article.text).strip())


def test_credits_do_not_end_the_header() -> None:
    """A photo credit between header lines is passed over, and stays in the text."""
    article = plain(f"The port wakes\nPhoto: Reuters\nPublished: 2026-03-02\n\n{STORY}", "a.txt")

    assert date(2026, 3, 2) == article.published
    assert "Photo: Reuters" in article.text


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1))
def test_the_text_is_the_file(text: str) -> None:
    """What is read is what was written, line ends and all, but for a byte order mark."""
    assert text.removeprefix("\ufeff") == decode(text.encode("utf-8")) or text.startswith(
        ("\x1f\x8b", "%PDF-", "PK\x03\x04", "GIF8", "\x7fELF")
    )


@given(st.lists(st.sampled_from(["a", "b c", "\n", "\r\n", "\r", "é", "👩‍🔬"]), max_size=30).map("".join))
def test_every_offset_has_its_line_and_column(text: str) -> None:
    """Lines end with LF, CRLF or CR; columns count code points from 1."""
    article = plain(text, "a.txt")
    line, column = 1, 1
    for offset, char in enumerate(text):
        assert (line, column) == article.locate(offset)
        ends = char == "\n" or (char == "\r" and text[offset + 1 : offset + 2] != "\n")
        line, column = (line + 1, 1) if ends else (line, column + 1)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le-bom", "utf-32", "windows-1252", "latin-1"]
)
def test_encodings(tmp_path: Path, encoding: str) -> None:
    """Byte order marks and the usual encodings are understood."""
    text = "Zoë Krämer said the café in Málaga would open — “soon”.\r\nNaïve façade.\r\n"
    text = text.replace("—", "-").replace("“", '"').replace("”", '"') if encoding == "latin-1" else text
    data = (
        "\ufeff".encode("utf-16-le") + text.encode("utf-16-le") if encoding.endswith("bom") else text.encode(encoding)
    )
    path = tmp_path / "a.txt"
    path.write_bytes(data)

    assert text == load(Input(path.as_posix())).text


@given(st.binary(max_size=400))
def test_no_bytes_make_trouble_later(data: bytes) -> None:
    """Whatever the bytes, what comes out can be written as UTF-8 and has no NUL."""
    from claimcheck.errors import InputError  # noqa: PLC0415 - beside its use

    try:
        text = decode(data)
    except InputError:
        return
    assert "\x00" not in text
    assert text == text.encode("utf-8").decode("utf-8")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-03-02", date(2026, 3, 2)),
        ("2026/3/2", date(2026, 3, 2)),
        ("2 March 2026", date(2026, 3, 2)),
        ("2nd Mar 2026", date(2026, 3, 2)),
        ("Mar. 2, 2026", date(2026, 3, 2)),
        ("Sept. 9, 2025", date(2025, 9, 9)),
        ("31 February 2026", None),
        ("March 2", None),
        ("no day", None),
    ],
)
def test_days(text: str, day: date | None) -> None:
    """Days are read as numbers or in English, with their year; an impossible one is none."""
    assert day == find_day(text)
