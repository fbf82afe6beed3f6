from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from claimcheck.report.escape import plain
from claimcheck.report.marks import SAID, marked

LONG = "word " * 200 + "the talent of our engineers " + "other " * 200


def _plain(text: str, changed: list[str], limit: int = 1000) -> str:
    return marked(text, changed, limit=limit, color=False, style=SAID).plain


def test_changed_words_are_marked_in_order() -> None:
    """Each word is marked where it stands after the one before; what does not occur is passed over."""
    assert "*a* cat and *the* dog, a bird" == _plain("a cat and the dog, a bird", ["a", "", "fish", "the"])


def test_whole_words_come_first() -> None:
    """A word is not marked inside another one when it stands alone later."""
    assert "another day, *no* more" == _plain("another day, no more", ["no"])
    assert "12 and *2*" == _plain("12 and 2", ["2"])


def test_colour_marks_by_style_alone() -> None:
    """With colour the text itself stays as it is, and the mark is a style."""
    text = marked("never again", ["never"], limit=99, color=True, style=SAID)

    assert "never again" == text.plain
    assert [(0, 5, SAID)] == [tuple(span) for span in text.spans]


def test_a_long_passage_keeps_what_was_changed() -> None:
    """When a passage is cut, the marked words and their surroundings stay."""
    cut = _plain(LONG, ["talent"], 150)

    assert "the *talent* of our engineers" in cut
    assert cut.startswith("… ")
    assert cut.endswith(" …")
    assert len(cut) < 200


def test_a_long_passage_without_marks_is_cut_in_the_middle() -> None:
    """Nothing to keep in sight: beginning and end stay."""
    cut = _plain(LONG, ["absent"], 60)

    assert cut.startswith("word word")
    assert cut.endswith("other other ")
    assert len(cut) <= 60


def test_a_mark_longer_than_the_limit_is_cut_as_well() -> None:
    """One huge change does not bring the whole passage back."""
    assert len(_plain("x " + "y" * 5000 + " z", ["y" * 5000], 100)) < 500


@given(st.text(max_size=200), st.lists(st.text(max_size=5), max_size=5), st.integers(5, 80))
def test_any_text_can_be_marked(text: str, changed: list[str], limit: int) -> None:
    """No text and no change breaks it, and the words stay the text's own."""
    text = plain(text)
    result = _plain(text, [plain(word) for word in changed], limit)

    assert not text or result
    assert len(result) <= max(len(text), 3 * limit + 200) + 2 * len(changed) + 10


def test_a_flood_of_places_is_cut() -> None:
    """A word that occurs a hundred thousand times is marked at most as often as it was changed, in a short text."""
    out = marked("nono" * 50_000, ["no"] * 12, limit=300, color=False, style=SAID).plain

    assert out.count("*") <= 24
    assert len(out) < 2000
