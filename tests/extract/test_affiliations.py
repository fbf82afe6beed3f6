"""Sources named by whose staff they are, or by a part of a name."""

from __future__ import annotations

import pytest

from claimcheck.extract import extract
from claimcheck.extract.affiliations import affiliation
from claimcheck.model import SourceKind
from claimcheck.read.plain import plain


def _chain(text: str) -> list[str]:
    return [source.name for source in extract(plain(text, "a.txt"))[-1].chain]


DAM = "The Ostrel Water Agency opened its gates on Monday. Farmers were angry. "
BEES = "Scientists from the Dunmore Institute for Pollination count bees in the valley. Their numbers fell. "
QUARRY = "Rock slid at the quarry of Marl Stone Works on Sunday. Nobody was hurt. "


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        (f"{DAM}A spokeswoman for the agency said the dam was safe.", ["Ostrel Water Agency"]),
        (f"{DAM}The agency's spokesman said the dam was safe.", ["Ostrel Water Agency"]),
        (f"{DAM}Its director said the dam was safe.", ["Ostrel Water Agency", "Its director"]),
        (
            f"{DAM}Officials at the water agency said it was safe.",
            ["Ostrel Water Agency", "Officials at the water agency"],
        ),
        (
            f"{BEES}A researcher at the institute said winters were too warm.",
            ["Dunmore Institute for Pollination", "A researcher at the institute"],
        ),
        (
            f"{BEES}The institute's head of research said winters were too warm.",
            ["Dunmore Institute for Pollination", "The institute's head of research"],
        ),
        (
            f"{BEES}“Warm winters are to blame,” a biologist there said.",
            ["Dunmore Institute for Pollination", "a biologist there"],
        ),
        (
            f"{QUARRY}An engineer with Marl Stone Works said rain did it.",
            ["Marl Stone Works", "An engineer with Marl Stone Works"],
        ),
    ],
)
def test_staff_lead_to_their_body(text: str, chain: list[str]) -> None:
    """A body that the text names stands before its staff; who speaks for it stands for it."""
    assert chain == _chain(text)


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        (
            "The Northern Rail Agency and the Coal Agency met. A spokesman for the agency said trains would run.",
            ["agency"],
        ),
        (
            "The University of Lind and the University of Torrin met. A scientist at the university said it rained.",
            ["A scientist at the university"],
        ),
        (
            "The Selby Foundation gave money to a school in Ostrava. A nurse there said the roof leaked.",
            ["A nurse there"],
        ),
        ("Prices rose in spring. A manager at the company said costs had grown.", ["A manager at the company"]),
        (
            "The Mereside Savings Bank was shut. A customer of the bank said nobody answered.",
            ["A customer of the bank"],
        ),
    ],
)
def test_nobody_is_guessed(text: str, chain: list[str]) -> None:
    """Of two bodies side by side none is meant surely; a place is no body, and customers are no staff."""
    assert chain == _chain(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The clinic group Vellum Health lost records. Vellum said they were safe.", "Vellum Health"),
        ("The Commission for Grain Trade met. The Commission said wheat was dear.", "Commission for Grain Trade"),
        ("The Kestrel Post tested kettles. The Post reported that nine leaked.", "Kestrel Post"),
        ("The Kestrel Post and the Marsh Post came. The Post reported that it rained.", "The Post"),
        ("The Kestrel Post and the Washington Post came. The Post reported that it rained.", "The Post"),
        ("Mara Vellum runs the clinic group Vellum Health. Vellum said it was closed.", "Mara Vellum"),
        ("Stannard & Sons built the wall. The firm said it would hold.", "Stannard & Sons"),
    ],
)
def test_a_part_of_a_name(text: str, name: str) -> None:
    """One word of the only name that has it means its bearer, a person's first; of two neither is meant."""
    assert [name] == _chain(text)


@pytest.mark.parametrize("phrase", ["residents of the town", "fans at the club", "a source at the firm", "a" * 10_000])
def test_outsiders_are_no_staff(phrase: str) -> None:
    """Who lives near a body, follows it or leaks from it does not speak from it."""
    assert affiliation(phrase) is None


def test_the_body_has_its_own_place() -> None:
    """The body before its staff is an organisation, mentioned where the phrase names it."""
    text = f"{DAM}An official at the agency said the dam was safe."
    [body, person] = extract(plain(text, "a.txt"))[-1].chain

    assert ("agency", SourceKind.ORGANISATION) == (body.mention.of(text), body.kind)
    assert ("An official at the agency", SourceKind.UNNAMED) == (person.mention.of(text), person.kind)
