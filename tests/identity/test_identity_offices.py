"""Descriptions and voices: who is meant by "the regulator", and whose spokesman speaks for whom."""

from __future__ import annotations

import pytest

from claimcheck.identity.answers import Different, Same, Unknown
from claimcheck.identity.voices import introduced, speaks_for, spoken_for
from claimcheck.identity.who import same


@pytest.mark.parametrize(
    ("description", "name", "text", "answer"),
    [
        ("the finance minister", "Ana Ruiz", "Ana Ruiz, the finance minister, resigned.", Same),
        ("the finance minister", "Rui Falcao", "Ana Ruiz, the finance minister, resigned.", Different),
        ("the finance minister", "Ana Ruiz", "Ana Ruiz spoke to reporters.", Unknown),
        ("the governor of Calder", "Iris Holt", "In Calder, Governor Iris Holt signed the bill.", Same),
        ("the governor of Ostia", "Iris Holt", "In Calder, Governor Iris Holt signed the bill.", Unknown),
        ("the mayor of Elvestad", "Bo Strand", "Bo Strand, who has been mayor since 2019, leads Elvestad.", Same),
        ("Ken Ward's wife", "Lena Ward", "Ken Ward left. His wife, Lena Ward, stayed.", Same),
        ("the health ministry", "Ministry of Health", "", Same),
        ("the health ministry", "Ministry of Defence", "", Different),
        ("the high court", "High Court", "", Same),
        ("the ministry", "Ministry of Health", "", Unknown),
        ("the ministry", "Ministry of Health", "The Ministry of Health agreed.", Same),
        ("the trust", "Moorside Care Trust", "Royal Infirmary Trust and the Moorside Care Trust were fined.", Unknown),
        ("the airline", "Orbis Air", "Orbis Air blamed a fault.", Same),
        ("the airline", "Halden Steel", "Halden Steel blamed a fault.", Unknown),
        ("the club", "Marston Rovers", "Marston Rovers won.", Same),
        ("the regulator", "European Commission", "The European Commission agreed.", Unknown),
        ("a Kremlin official", "a White House official", "", Different),
        ("the finance minister", "the health minister", "", Different),
        ("Sixty-two per cent of nurses", "Sixty-two per cent of 400 nurses surveyed in London", "", Unknown),
        ("Two thirds of nurses", "two thirds of nurses", "", Same),
    ],
)
def test_a_description_means_whom_the_text_calls_so(
    description: str, name: str, text: str, answer: type[object]
) -> None:
    """In apposition, by title and place, by the noun of a name; nobody for certain where it fits two or none."""
    assert isinstance(same(description, name, beside=text), answer)


@pytest.mark.parametrize(
    ("phrase", "bodies"),
    [
        ("a spokesman for the union at Tollway Buses", ("union at Tollway Buses",)),
        ("Piers Long, a spokesman for Harrow Rail", ("Harrow Rail",)),
        ("Harrow Rail spokesman Piers Long", ("Harrow Rail",)),
        ("a spokesman for the Selby council", ("Selby council",)),
        ("a senior Kremlin official", ("Kremlin",)),
        ("NASA Administrator Ana Ruiz", ("NASA",)),
        ("Governor Paulo Teles of the central bank", ("central bank",)),
        ("Pellworm's chief executive, Sam Rourke", ("Pellworm",)),
        ("the leader of the opposition in Selby council", ("opposition in Selby council",)),
        ("a union official at Tollway Buses", ("union",)),
        ("a former manager of Tollway Buses", ()),
        ("a former director of Tollway Buses", ()),
        ("a driver at Tollway Buses", ()),
        ("a shareholder of Tollway Buses", ()),
        ("a lawyer for Tollway Buses", ()),
        ("the wife of Ken Ward", ()),
        ("a source close to Ken Ward", ()),
        ("two officials briefed on the talks", ()),
    ],
)
def test_who_speaks_for_whom(phrase: str, bodies: tuple[str, ...]) -> None:
    """Those at its head and those who are sent to speak are a body's voice; who works there or did once is not."""
    assert bodies == spoken_for(phrase)


@pytest.mark.parametrize(
    ("phrase", "name", "answer"),
    [
        ("a spokeswoman for Pellworm", "Pellworm", Same),
        ("a spokesman for the union at Tollway Buses", "Tollway Buses", Unknown),
        ("a spokesman for the parents of pupils at Dunmere School", "Dunmere School", Unknown),
        ("the chief executive of Harrow Rail", "Tollway Buses", Different),
        ("a spokesman for the Selby council", "Selby", Unknown),
        ("a former director of Tollway Buses", "Tollway Buses", Unknown),
    ],
)
def test_a_voice_is_of_its_own_body(phrase: str, name: str, answer: type[object]) -> None:
    """A body within or beside another does not speak for it."""
    assert isinstance(speaks_for(phrase, name), answer)


def test_what_a_text_says_of_a_person_is_found() -> None:
    """Before a full name and behind it, wherever the text has it."""
    text = "Lumen Labs engineer Ana Ruiz spoke. Later Ana Ruiz, a spokeswoman for the Fund, left."
    found = list(introduced("Ana Ruiz", text))
    assert "Lumen Labs engineer" in found
    assert any(phrase.startswith("a spokeswoman for the Fund") for phrase in found)
    assert [] == list(introduced("Ruiz", text))
