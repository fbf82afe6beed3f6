"""Persons by their names: which may be one, and who only shares a family name."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.identity.answers import Different, Same, Unknown
from claimcheck.identity.persons import person, same_person
from claimcheck.identity.who import same

PERSONS = (
    ("Will Smith", "William Smith", "W. Smith"),
    ("Jaden Smith", "Mr Jaden Smith"),
    ("Theresa May", "Mrs Theresa May"),
    ("Theresa Villiers",),
    ("Robert Marsh", "Bob Marsh", "Dr. Robert Marsh", "R. Marsh", "Robert J. Marsh"),
    ("Helena Marsh", "Dame Helena Marsh"),
    ("Sir Keir Starmer", "Keir Starmer"),
    ("Ursula von der Leyen", "President von der Leyen", "Von der Leyen"),
    ("Charles de Gaulle", "De Gaulle", "General de Gaulle"),
    ("Mohammed bin Salman", "Muhammad bin Salman"),
    ("Xi Jinping", "Jinping Xi", "President Xi", "Xi"),
    ("Kim Jong Un", "Kim Jong-un"),
    ("Kim Yo Jong", "Kim Yo-jong"),
    ("Shinzo Abe", "Abe Shinzo", "Prime Minister Abe"),
    ("Gabriel García Márquez", "García Márquez", "Gabriel Garcia Marquez"),
    ("Pedro Sánchez", "Pedro Sánchez Pérez-Castejón"),
    ("Volodymyr Zelensky", "Volodymyr Zelenskyy", "President Zelenskiy"),
    ("George W. Bush",),
    ("George H. W. Bush",),
    ("Joe Biden", "Joseph R. Biden Jr."),
    ("Ferraz, Rui", "Rui Ferraz"),
    ("Jürgen Müller", "Juergen Mueller", "Jurgen Muller"),
)


def test_forms_of_one_person_are_the_same() -> None:
    """Initials, nicknames, titles, particles, either order, accents, transliterations."""
    missed = [pair for forms in PERSONS for pair in combinations(forms, 2) if not isinstance(same(*pair), Same)]
    assert [] == missed


def test_a_name_in_common_is_not_identity() -> None:
    """No full name of one person is another's."""
    wrong = [
        (one, other)
        for mine, yours in combinations(PERSONS, 2)
        for one in mine
        for other in yours
        if len(person(one).words) > 1 and len(person(other).words) > 1 and isinstance(same(one, other), Same)
    ]
    assert [] == wrong


@pytest.mark.parametrize(
    ("one", "other", "text", "answer"),
    [
        ("Smith", "Jim Smith", "Jim Smith spoke. Smith left.", Same),
        ("Smith", "Jim Smith", "Jim Smith and Jane Smith met. Smith left.", Unknown),
        ("Mr Smith", "Jim Smith", "Jim Smith and Jane Smith met. Mr Smith left.", Same),
        ("Mr Smith", "Jane Smith", "", Different),
        ("J. Smith", "Jim Smith", "", Same),
        ("J. Smith", "Jim Smith", "Jim Smith and Jane Smith met.", Unknown),
        ("Vance", "Peter Vance", "Richard Vance landed. Vance spoke.", Different),
        ("Tom Okafor Jr", "Tom Okafor", "", Unknown),
        ("Tom Okafor Jr", "Tom Okafor Sr", "", Different),
        ("Sir Keir", "Keir Starmer", "", Same),
        ("Pope Leo", "Pope Francis", "", Different),
        ("King Charles", "King Charles III", "", Same),
        ("Anna Meyer", "Anna Meier", "", Unknown),
        ("Jane Watson", "Mary Jane Watson", "", Unknown),
        ("James Thomas", "Thomas James", "", Unknown),
        ("Hillary Rodham", "Hillary Rodham Clinton", "", Unknown),
        ("Guardian", "Don Guardian", "Mayor Don Guardian spoke.", Same),
        ("JFK", "John F. Kennedy", "", Same),
        ("Bob Kitson", "Bob Kitson of Lower Tarn", "", Same),
        ("Henry Ford", "Ford Foundation", "", Different),
    ],
)
def test_what_stands_beside_a_name_decides(one: str, other: str, text: str, answer: type[object]) -> None:
    """Namesakes, gender, suffixes and near spellings keep persons apart, or leave it open."""
    assert isinstance(same(one, other, beside=text), answer)


def test_a_name_is_taken_apart() -> None:
    """Titles, particles and suffix are no part of the words that are compared."""
    found = person("Dr. Ursula Gertrud von der Leyen Jr.")
    assert ("ursula", ("gertrud",), "leyen") == (found.given, found.middle, found.family)
    assert (("von", "der"), "jr", frozenset({"dr"})) == (found.particles, found.suffix, found.titles)
    assert ("xi", "jinping") == (person("Xi Jinping").family, person("Xi Jinping").given)
    assert "f" == person("Baroness Ellison").gender


FAMILY = st.sampled_from(("Marsh", "Okafor", "Ferraz", "Lindqvist", "Whitlock", "Pell", "Tranter", "Adeyemi"))
GIVEN_NAMES = st.sampled_from(("Helena", "Tom", "Rui", "Ana", "Priya", "Colm", "Ruth", "Ingrid"))


@given(GIVEN_NAMES, FAMILY, GIVEN_NAMES, FAMILY)
def test_another_family_or_given_name_is_another_person(given_: str, family: str, other: str, name: str) -> None:
    """Two full names are the same only when both names are."""
    answer = same(f"{given_} {family}", f"Dr {other} {name}")
    assert isinstance(answer, Same) == ((given_, family) == (other, name))


@given(GIVEN_NAMES, FAMILY, FAMILY)
def test_a_family_name_is_never_another(given_: str, family: str, other: str) -> None:
    """A surname alone is nobody's who bears another."""
    assert isinstance(same(other, f"{given_} {family}"), Same) == (family == other)


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_is_compared(one: str, other: str) -> None:
    """Whatever a page has as a name gets an answer, the same one both ways when nothing stands beside it."""
    first, second = person(one), person(other)
    assert type(same_person(first, second)) is type(same_person(second, first))
