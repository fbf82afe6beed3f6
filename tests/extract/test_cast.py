"""Everybody a text speaks of."""

from __future__ import annotations

import pytest

from claimcheck.extract.cast import Cast, Entity
from claimcheck.model import SourceKind


def _entity(text: str, name: str) -> Entity:
    return next(one for one in Cast(text).entities.values() if one.name == name)


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("It was Ada Quill who asked.", "Ada Quill", SourceKind.PERSON),
        ("It was Harwell Rail that asked.", "Harwell Rail", SourceKind.ORGANISATION),
        ("It was the Lagoon Herald that asked.", "Lagoon Herald", SourceKind.OUTLET),
        ("It was in a new Bloomberg poll of Ohio.", "Bloomberg poll of Ohio", SourceKind.DOCUMENT),
        ("It was told by a pilot.", "a pilot", SourceKind.UNNAMED),
        ("It was told to Clinton’s campaign.", "Clinton’s campaign", SourceKind.ORGANISATION),
    ],
)
def test_kinds(text: str, name: str, kind: SourceKind) -> None:
    """People, bodies, outlets and documents are told apart; so are those without a name."""
    assert kind is _entity(text, name).kind


@pytest.mark.parametrize(
    ("text", "name", "gender", "word"),
    [
        ("It was Ms. Quill, said aides of Ada Quill.", "Ada Quill", "f", "ms"),
        ("It was Kwesi Quill, a harbour pilot, who asked.", "Kwesi Quill", "", "pilot"),
        ("It was the engineer Kwesi Quill who asked.", "Kwesi Quill", "", "engineer"),
        ("Norway’s fisheries minister, Kwesi Quill, asked.", "Kwesi Quill", "", "minister"),
        ("Asked was Kwesi Quill, 54, of Ohio.", "Kwesi Quill", "", "54-year-old"),
        ("It asked spokeswoman Kwesi Quill.", "Kwesi Quill", "f", "spokeswoman"),
    ],
)
def test_what_is_said(text: str, name: str, gender: str, word: str) -> None:
    """What stands before and behind a name tells of its bearer."""
    one = _entity(text, name)

    assert (gender, True) == (one.gender, word in one.words)


def test_a_couple_shares_a_surname() -> None:
    """Of "Bill and Hilda Aune" each bears the surname, and "Mrs Aune" is one of them."""
    cast = Cast("It was Bill and Hilda Aune who asked. So it is that Mrs Aune sells.")

    assert {"Bill Aune", "Hilda Aune"} == {one.name for one in cast.called("Aune")}
    assert 2 == len(_entity(cast._text, "Hilda Aune").places)


@pytest.mark.parametrize("place", ["Moscow", "United States", "Chinese", "West Virginia", "North Korea"])
def test_places_and_peoples_are_nobody_in_full(place: str) -> None:
    """A country or a people is no person."""
    assert not [
        one
        for one in Cast(f"It was in {place} that Ada Quill asked.").entities.values()
        if one.name == place and one.kind is SourceKind.PERSON
    ]


def test_near_gives_the_latest_first() -> None:
    """Those before a place come in the order of their last mention."""
    text = "So Ada Quill met Tom Lee. Then Ada Quill left with Jo Berg."
    names = [one.name for one in Cast(text).near(text.index("left"))]

    assert ["Ada Quill", "Tom Lee", "Jo Berg"] == names


def test_an_abbreviation_is_spelt_out() -> None:
    """By the bracket that explains it, or by the only body with its initials."""
    cast = Cast(
        "The Harbour Pilots Union (HPU) met with those who came from the Northern Fish Board. Then the NFB left."
    )

    assert ("Harbour Pilots Union", "Northern Fish Board", "") == tuple(
        cast.long_form(one) for one in ("HPU", "NFB", "XY")
    )
