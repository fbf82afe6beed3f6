"""Who is of a body or beside a person is not they, in whatever order the page credits them."""

from __future__ import annotations

import pytest

import claimcheck
from claimcheck.model import Verdict

WORDS = "The offer was an insult and everybody knew it"
FORMS = ("“{words},” said {who}.", "“{words},” {who} said.", "{opening} said: “{words}.”")
RELATED = (
    ("Tollway Buses", "a driver at Tollway Buses"),
    ("Tollway Buses", "a shareholder of Tollway Buses"),
    ("Tollway Buses", "the drivers' union at Tollway Buses"),
    ("Tollway Buses", "the head of the union at Tollway Buses"),
    ("Tollway Buses", "Tollway Buses passengers"),
    ("Tollway Buses", "an analyst who covers Tollway Buses"),
    ("Tollway Buses", "Mara Quist, who left Tollway Buses in May"),
    ("Dunmere School", "the parents at Dunmere School"),
    ("Dunmere School", "a former head of Dunmere School"),
    ("Selby council", "the opposition in Selby council"),
    ("Selby council", "a member of Selby council"),
    ("NASA", "an engineer at NASA"),
    ("NASA", "a former NASA official"),
    ("Ken Ward", "the lawyer for Ken Ward"),
    ("Ken Ward", "the judge who sentenced Ken Ward"),
    ("Ken Ward", "supporters of Ken Ward"),
)
VOICES = (
    ("Tollway Buses", "a spokesman for Tollway Buses"),
    ("Tollway Buses", "Ana Ruiz, the chief executive of Tollway Buses"),
    ("Selby council", "Selby council's leader, Ana Ruiz"),
    ("Dunmere School", "the head of Dunmere School"),
    ("NASA", "NASA Administrator Ana Ruiz"),
    ("the White House", "White House officials"),
)


def _verdict(form: str, who: str, speaker: str) -> Verdict:
    said = form.format(words=WORDS, who=who, opening=who[0].upper() + who[1:])
    return claimcheck.compare(
        f"“{WORDS}”", f"Talks have broken down.\n{said}\nMediators are to meet.", speaker=speaker
    ).verdict


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("speaker", "who"), RELATED)
def test_who_is_related_is_not_the_speaker(speaker: str, who: str, form: str) -> None:
    """Staff, members, owners, relatives and those who deal with somebody do not speak for them."""
    assert _verdict(form, who, speaker) is not Verdict.TRACED


@pytest.mark.parametrize("form", FORMS[:2])
@pytest.mark.parametrize(("speaker", "who"), VOICES)
def test_a_voice_is_its_body(speaker: str, who: str, form: str) -> None:
    """Those who are sent to speak and those at its head are the body that the article names."""
    assert _verdict(form, who, speaker) is Verdict.TRACED
