from __future__ import annotations

import unicodedata
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.report import escape


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain words", "plain words"),
        ("\x1b[31mred\x1b[0m", "\ufffd[31mred\ufffd[0m"),
        ("\x9b31mred", "\ufffd31mred"),
        ("\x1b]8;;http://evil.example\x1b\\x", "\ufffd]8;;http://evil.example\ufffd\\x"),
        ("a\x00b\x07c\x7f", "a\ufffdb\ufffdc\ufffd"),
        ("a\r\nb\tc\u2028d\x85e", "a b c d e"),
        ("  two   blanks ", "two blanks"),
        ("\u202egpj.exe\u202c", "gpj.exe"),
        ("a\u2066b\u2069\u200bc\ufeffd\u00ade\u061c", "abcde"),
        ("tag\U000e0041\U000e0042s", "tags"),
        ("\ud800 lone", "\ufffd lone"),
        ("Z\u0301\u0302\u0303\u0304\u0305\u0306", "Z\u0301\u0302\u0303"),
        ("[bold]markup[/bold]", "[bold]markup[/bold]"),
        ("", ""),
    ],
)
def test_text_shows_and_does_nothing_else(text: str, expected: str) -> None:
    """Controls become U+FFFD, format characters go, white space is folded, piles of marks are cut; letters stay."""
    assert expected == escape.plain(text)


@given(st.text())
def test_no_control_survives(text: str) -> None:
    """Whatever comes in, one line without control, format or surrogate characters comes out, and stays as it is."""
    out = escape.plain(text)

    assert set() == {unicodedata.category(char) for char in out} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert out == escape.plain(out)


@given(st.text())
def test_lines_keep_only_line_breaks(text: str) -> None:
    """Text of several lines keeps its newlines, and nothing else that controls."""
    assert {"\n"} >= {char for char in escape.lines(text) if unicodedata.category(char) in {"Cc", "Cf", "Cs"}}


def test_lines_keep_blanks() -> None:
    """Indentation is kept, and every kind of line end is a newline."""
    assert "a\n  b\nc" == escape.lines("a\r\n  b\rc")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/b?c=d#:~:text=e%20f", "https://a.example/b?c=d#:~:text=e%20f"),
        ("http://a.example/\u202ex y", "http://a.example/%E2%80%AEx%20y"),
        ("https://a.example/\x1b]8;;\x07", "https://a.example/%1B]8;;%07"),
        ("https://münchen.example/", "https://m%C3%BCnchen.example/"),
        ('https://a.example/"<script>', "https://a.example/%22%3Cscript%3E"),
        ("https://a.example/\ud800", "https://a.example/%3F"),
        ("HTTPS://A.example/", "HTTPS://A.example/"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("file:///etc/passwd", None),
        ("//a.example/", None),
        ("https:///path", None),
        ("http://[::1", None),
        ("", None),
    ],
)
def test_only_web_addresses_are_links(url: str, expected: str | None) -> None:
    """An http(s) address becomes printable ASCII; anything else is no link."""
    assert expected == escape.link(url)


@given(st.text())
def test_a_link_is_ascii_and_keeps_its_host(path: str) -> None:
    """Nothing in a path can end the escape sequence a link stands in, or change where it leads."""
    made = escape.link(f"https://a.example/{path}")

    if made is not None:
        assert made.isascii()
        assert made.isprintable()
        assert urlsplit(made).hostname == "a.example"
        assert unquote(made)


@pytest.mark.parametrize(
    ("encoding", "expected"),
    [
        ("utf-8", "“a” – b… › ✓ é 中"),
        ("cp1252", "“a” – b… › ? é ?"),
        ("latin-1", '"a" - b... > ? é ?'),
        ("ascii", '"a" - b... > ? e ?'),
    ],
)
def test_a_poorer_encoding_gets_the_nearest_signs(encoding: str, expected: str) -> None:
    """What an encoding lacks is replaced by an ASCII sign that means the same, else by a question mark."""
    assert expected == escape.fit("“a” – b… › ✓ é 中", encoding)


def test_a_million_characters_are_escaped_at_once() -> None:
    """A flood of marks and controls is escaped like a few of them."""
    out = escape.plain("Z\u0301\u0302\u0303\u0304\x1b\u202e " * 150_000)

    assert set() == {"\x1b", "\u202e", "\u0304"} & set(out)
