from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.model import Span
from claimcheck.text import fold, paragraphs, sentences, words

ANY = st.text(st.one_of(st.characters(), st.sampled_from(" \t\n\u00a0\u00adﬁé́“”…—İßẞ㎏½\u200b")), max_size=300)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("“Hello”  World", '"hello" world'),
        ("it’s ‘so’ `here´", "it's 'so' 'here'"),
        ("5–6 — 7 − 8", "5-6 - 7 - 8"),
        ("wait… now", "wait... now"),
        ("soft\u00adhyphen zero\u200bwidth", "softhyphen zerowidth"),
        ("ﬁne ﬂow", "fine flow"),
        ("Café José Müller Ångström", "cafe jose muller angstrom"),
        ("cafe\u0301 e\u0301te\u0301", "cafe ete"),
        ("Straße İstanbul", "strasse istanbul"),
        ("a \u200b\n\t b", "a b"),
        ("  lead", "lead"),
        ("ＦＵＬＬ　ｗｉｄｔｈ", "full width"),
        ("日本語 हिन्दी", "日本語 हिन्दी"),
        ("", ""),
    ],
)
def test_folding(text: str, folded: str) -> None:
    """Case, accents, compatibility forms, marks, dashes and white space are folded away; other scripts stay."""
    assert folded == fold(text).text


@settings(deadline=None)
@given(ANY)
def test_offsets_map_back(text: str) -> None:
    """Each folded code point has an original one, in order, whose own folding holds it."""
    folded = fold(text)
    assert len(folded.text) + 1 == len(folded.starts)
    assert sorted(folded.starts) == list(folded.starts)
    assert len(text) == folded.starts[-1]
    for at, char in enumerate(folded.text):
        origin = text[folded.starts[at]]
        assert char in fold(f"x{origin}").text[1:] or char == " "


@settings(deadline=None)
@given(ANY)
def test_folding_is_stable(text: str) -> None:
    """Folding what is folded changes nothing."""
    folded = fold(text).text
    assert folded == fold(folded).text


@settings(deadline=None)
@given(ANY, st.data())
def test_spans_of_the_original_lie_inside_and_fold_to_the_stretch(text: str, data: st.DataObject) -> None:
    """A stretch of the folded text maps to a stretch of the original that holds it."""
    folded = fold(text)
    start = data.draw(st.integers(0, len(folded.text)))
    end = data.draw(st.integers(start, len(folded.text)))
    span = folded.original(start, end)
    assert Span(0, len(text)).contains(span)
    assert folded.text[start:end].strip() in fold(span.of(text)).text


@settings(deadline=None)
@given(ANY)
def test_sentences_and_paragraphs_lie_in_order_and_hold_all_words(text: str) -> None:
    """Sentences do not overlap, and nothing but white space lies outside them."""
    for found in (list(sentences(text)), list(paragraphs(text))):
        assert all(one.end <= other.start for one, other in pairwise(found))
        assert all(0 <= span.start < span.end <= len(text) for span in found)
    inside = "".join(span.of(text) for span in sentences(text))
    assert "".join(text.split()) == "".join(inside.split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("“One.” Two", ["“One.”", "Two"]),
        ("Mr. Doe met Sen. Roe in the U.S. Senate. He left.", ["Mr. Doe met Sen. Roe in the U.S. Senate.", "He left."]),
        ("Headline\nBody 1.5 here", ["Headline", "Body 1.5 here"]),
        ("一。二！三", ["一。", "二！", "三"]),
        ("Wait… what", ["Wait…", "what"]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    """Marks before white space end a sentence, those of abbreviations and figures do not; a line end always does."""
    assert expected == [span.of(text) for span in sentences(text)]


def test_words() -> None:
    """Words keep the hyphens, points and apostrophes inside them."""
    assert ["it's", "a", "well-known", "1,200.5", "fact"] == words("it's a well-known 1,200.5 fact.")


def test_paragraphs_end_at_blank_lines() -> None:
    """One line break does not end a paragraph, a blank line does."""
    text = "One\ntwo\n\nthree\r\n\r\nfour"
    assert ["One\ntwo", "three", "four"] == [span.of(text) for span in paragraphs(text)]


@pytest.mark.parametrize("piece", ["The “old” fox… sat.\n\n", "…", " \u00ad", "é", "日本。", ".", "\n", "A.", "́"])
def test_a_million_characters_are_folded_and_split(piece: str) -> None:
    """Folding and splitting cope with a million characters, whatever they are."""
    text = (piece * (1_000_000 // len(piece) + 1))[:1_000_000]
    assert len(fold(text).text) <= 3 * len(text)
    assert sum(1 for _ in sentences(text)) <= len(text)
