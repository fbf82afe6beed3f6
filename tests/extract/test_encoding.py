"""Words, their features and windows."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.extract.encoding import CAPACITY, CLS, LOWER, MIXED, OTHER, SEP, TITLE, UPPER, windows, words

TEXTS = st.one_of(
    st.text(max_size=400),
    st.lists(
        st.sampled_from(
            ["Ann", " said ", "“", "”", ".\n\n", "\r\n", "👩‍🔬", "e\u0301", "\xa0", "שלום", "\ud800", "中文"]
        ),
        max_size=60,
    ).map("".join),
)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_words_lie_in_the_text_in_order(text: str) -> None:
    """On any text whatever, words are not empty, stay inside the text and never go back."""
    found = words(text)

    assert (found.starts < found.ends).all()
    assert (np.diff(found.starts) >= 0).all()
    assert not len(found) or (found.starts[0] >= 0 and found.ends[-1] <= len(text))


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.integers(8, 60))
def test_windows_hold_every_word_once(text: str, capacity: int) -> None:
    """Windows follow one another without gap or overlap, none longer than it may be but for a single long word."""
    found = words(text)
    made = list(windows(text, found, capacity))

    assert [0, *np.cumsum([len(window.heads) for window in made]).tolist()][:-1] == [window.begin for window in made]
    assert sum(len(window.heads) for window in made) == len(found)
    for window in made:
        assert len(window.ids) <= capacity or len(window.heads) == 1
        assert (window.ids[0], window.ids[-1]) == (CLS, SEP)
        firsts = found.heads[window.begin : window.begin + len(window.heads)]
        assert found.ids[firsts].tolist() == window.ids[window.heads].tolist()


def test_paragraphs_are_parted() -> None:
    """A separator stands between the paragraphs of a window, and a window is cut before a paragraph when it can be."""
    text = "One two three.\n\nFour five six.\n\nSeven eight nine."
    [whole] = windows(text, words(text))
    parts = list(windows(text, words(text), 12))

    assert 3 == (whole.ids == SEP).sum()
    assert [8, 4] == [len(window.heads) for window in parts]


@pytest.mark.parametrize(
    ("word", "case"),
    [("port", LOWER), ("Port", TITLE), ("A", TITLE), ("NASA", UPPER), ("iPhone", MIXED), ("41", OTHER)],
)
def test_letter_case(word: str, case: int) -> None:
    """The model is told how a word is written, since its pieces are all in lower case."""
    assert [case] == words(word).case.tolist()


def test_quotations_are_marked() -> None:
    """Words inside quotation marks, and the marks, are told apart from the rest."""
    assert [0, 0, 2, 1, 1, 1, 2] == words("She said “we wait.”").quoted.tolist()


def test_unwanted_paragraphs_are_left_out() -> None:
    """A paragraph that is not wanted has no words, and the offsets of the others stay."""
    found = words("No cue here.\n\nAnn said no.", lambda paragraph: "said" in paragraph)

    assert [(14, 17), (18, 22), (23, 25), (25, 26)] == list(
        zip(found.starts.tolist(), found.ends.tolist(), strict=True)
    )


def test_long_texts_fill_windows() -> None:
    """A paragraph longer than a window is cut after a sentence."""
    text = "The port froze over in May. " * 200
    made = list(windows(text, words(text)))

    assert all(len(window.ids) <= CAPACITY for window in made)
    assert all(text[words(text).starts[window.begin]] == "T" for window in made)
