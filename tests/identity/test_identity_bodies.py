"""Bodies by their names: which mean one, and which only share a word."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.identity.answers import Different, Same, Unknown
from claimcheck.identity.bodies import body, same_body
from claimcheck.identity.who import same

BODIES = (
    ("University of Oxford", "Oxford University", "the University of Oxford"),
    ("University of Leeds",),
    ("University of Wexcombe", "Wexcombe University"),
    ("Wexcombe City Council", "the City Council of Wexcombe"),
    ("Wexcombe Town",),
    ("Ministry of Defence", "the defence ministry", "Defence Ministry"),
    ("Ministry of Health", "the health ministry", "Health Ministry"),
    ("Ministry of Justice",),
    ("Bank of England", "BoE"),
    ("Bank of America",),
    ("Bank of Japan", "BOJ"),
    ("World Bank",),
    ("World Health Organization", "WHO", "the World Health Organisation"),
    ("World Trade Organization", "WTO"),
    ("European Commission",),
    ("European Parliament",),
    ("European Central Bank", "ECB"),
    ("Labour Party", "Labour"),
    ("Conservative Party", "the Conservatives"),
    ("Green Party", "the Greens"),
    ("US Steel", "U.S. Steel"),
    ("Nippon Steel", "Nippon Steel Corp."),
    ("General Motors", "GM"),
    ("Tata Motors",),
    ("General Electric",),
    ("United Nations", "UN", "the U.N."),
    ("United Airlines",),
    ("Human Rights Watch",),
    ("Human Rights First",),
    ("International Criminal Court",),
    ("International Court of Justice",),
    ("Credit Suisse",),
    ("Credit Agricole",),
    ("North Korea",),
    ("South Korea",),
    ("Médecins Sans Frontières", "Doctors Without Borders", "MSF"),
    ("Médecins du Monde",),
    ("Federal Reserve", "the Fed"),
    ("Brook & Sons", "Brook and Sons Ltd"),
    ("Brook Foods", "Brook Foods plc"),
)


def test_forms_of_one_body_are_the_same() -> None:
    """Full name, short name, acronym, legal form, the other order and another language."""
    missed = [pair for forms in BODIES for pair in combinations(forms, 2) if not isinstance(same(*pair), Same)]
    assert [] == missed
    assert sum(map(len, BODIES)) >= 60


def test_a_word_in_common_is_not_identity() -> None:
    """No name of one body is the same as one of another, whatever they share."""
    wrong = [
        (one, other)
        for mine, yours in combinations(BODIES, 2)
        for one in mine
        for other in yours
        if isinstance(same(one, other), Same) or isinstance(same(other, one), Same)
    ]
    assert [] == wrong


@pytest.mark.parametrize(
    ("short", "full", "text", "answer"),
    [
        ("Pellworm", "Pellworm Energy", "Pellworm Energy recalled pumps. Pellworm said none had burnt.", Same),
        ("Pellworm", "Pellworm Energy", "Pellworm Energy and Pellworm Foods have parted. Pellworm fell.", Unknown),
        ("Whitfield", "Whitfield & Sons", "Whitfield & Sons was founded by Arthur Whitfield.", Unknown),
        ("Selby", "Selby council", "Selby council met in Selby.", Unknown),
        ("General", "General Motors", "General Motors grew.", Unknown),
        ("Tarn Steel", "Tarn Steel Europe", "Tarn Steel Europe is for sale.", Unknown),
        ("Boeing", "Boeing Commercial Airplanes", "", Unknown),
        ("Ministry of Defence", "UK Ministry of Defence", "The UK Ministry of Defence agreed.", Same),
        ("Ministry of Defence", "UK Ministry of Defence", "Ukraine's Ministry of Defence agreed.", Unknown),
        ("ECB", "England and Wales Cricket Board", "The England and Wales Cricket Board (ECB) met.", Same),
        ("ECB", "European Central Bank", "The England and Wales Cricket Board (ECB) met.", Different),
        ("RHF", "Road Haulage Forum", "The Road Haulage Forum, or RHF, objects.", Same),
        (
            "the Post",
            "Washington Post",
            "The Washington Post and the New York Post differ. The Post stood firm.",
            Unknown,
        ),
        ("the Post", "Washington Post", "The Washington Post has it. The Post stood firm.", Same),
    ],
)
def test_a_shortening_means_the_one_that_the_text_bears_it_to(
    short: str, full: str, text: str, answer: type[object]
) -> None:
    """A part of a name is another's as soon as the text has two, and a place, a common word or a branch is no body."""
    assert isinstance(same(short, full, beside=text), answer)


def test_who_is_no_pronoun() -> None:
    """Abbreviations count in capitals alone."""
    assert isinstance(same("WHO", "World Health Organization"), Same)
    assert not isinstance(same("who", "World Health Organization"), Same)


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("the Fed", "Federal Reserve", "both are names of Federal Reserve"),
        ("European Commission", "European Parliament", "European Commission is not European Parliament"),
        ("USGS", "US Geological Survey", "both are names of U.S. Geological Survey"),
    ],
)
def test_the_reason_is_told(one: str, other: str, reason: str) -> None:
    """Each answer says why, in words for a person."""
    assert reason == same(one, other).reason


PLACES = ("Oxford", "Leeds", "Wexcombe", "Selby", "Tarn", "Dunmere", "Calder", "Ostia")
HEADS = ("University", "Council", "Hospital", "Bank", "Ministry", "Court", "Police", "Society")
WORDS = st.sampled_from(("Tarnby", "Lorrimer", "Kestrel", "Halden", "Orimoto", "Penrose", "Brandvik", "Quayside"))


@given(st.sampled_from(PLACES), st.sampled_from(PLACES), st.sampled_from(HEADS), st.sampled_from(HEADS))
def test_another_place_or_head_noun_is_another_body(place: str, other: str, head: str, noun: str) -> None:
    """Two names of a place and a noun mean one only when both are the same, in either order."""
    answer = same(f"{place} {head}", f"{noun} of {other}")
    assert isinstance(answer, Same) == ((place, head) == (other, noun))


@given(WORDS, WORDS, WORDS)
def test_the_order_of_the_question_does_not_matter(one: str, other: str, third: str) -> None:
    """Same, different and unknown hold both ways."""
    first, second = body(f"{one} {other}"), body(f"{other} {third}")
    assert type(same_body(first, second)) is type(same_body(second, first))


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_gets_an_answer(one: str, other: str) -> None:
    """Nothing is no name of anybody."""
    assert isinstance(same(one, other), Same | Different | Unknown)
    assert isinstance(same("", other), Unknown | Different)
