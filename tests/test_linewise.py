from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.linewise import changed_lines

TEXTS = st.lists(st.sampled_from([b"a", b"b", b"c", b"d", b"", b"e"]), max_size=12)


def _ranges(old: str, new: str) -> tuple[tuple[int, int], ...]:
    return changed_lines(old.encode().split(b"\n"), new.encode().split(b"\n"))


@pytest.mark.parametrize(
    ("old", "new", "ranges"),
    [
        ("a\nb\nc", "a\nb\nc", ()),
        ("a\nb\nc", "a\nx\nc", ((2, 3),)),
        ("a\nb\nc", "a\nb\nx\ny\nc", ((3, 5),)),
        ("a\nb\nc", "a\nc", ((1, 2),)),
        ("a\nb", "b", ((0, 1),)),
        ("a\n\nb\n\nc", "a\n\nx\n\nb\n\nc", ((3, 5),)),
        ("", "a\nb", ((1, 3),)),
        ("a\nb\nc\nd", "d\na\nb\nc", ((1, 2), (4, 5))),
        ("same\nsame\nsame", "same\nsame\nsame\nsame", ((4, 5),)),
    ],
)
def test_lines_that_changed(old: str, new: str, ranges: tuple[tuple[int, int], ...]) -> None:
    """New, changed and moved lines are found; where lines are gone the one before has changed."""
    assert ranges == _ranges(old, new)


@given(TEXTS, TEXTS)
def test_what_is_not_named_is_the_same(old: list[bytes], new: list[bytes]) -> None:
    """The lines outside of the ranges stand in the old text in the same order."""
    changed = {line for start, end in changed_lines(old, new) for line in range(start, end)}
    kept = [line for number, line in enumerate(new, 1) if number not in changed]
    rest = iter(old)
    assert all(line in rest for line in kept)


@given(TEXTS)
def test_a_text_is_the_same_as_itself(text: list[bytes]) -> None:
    """Nothing changed where nothing did."""
    assert () == changed_lines(text, text)


def test_long_texts_take_no_long_time() -> None:
    """Two texts of a hundred thousand lines, turned round or all the same, are compared at once."""
    lines = [str(number).encode() for number in range(100_000)]
    start = time.perf_counter()
    assert changed_lines(lines, lines[::-1])
    assert changed_lines([b"a", b"b"] * 50_000, [b"b", b"a"] * 50_000)
    assert time.perf_counter() - start < 3
