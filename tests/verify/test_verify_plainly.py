from __future__ import annotations

import pytest

from claimcheck.model import Span
from claimcheck.verify.plainly import credited

SAID = "the harbour opened two weeks early"


@pytest.mark.parametrize(
    "sentence",
    [
        f"Ana Ferraz said that {SAID}.",
        f"Ana Ferraz, the mayor, told reporters that {SAID}.",
        f"According to Ana Ferraz, the harbour master, {SAID}.",
        f"“It is plain that {SAID},” Ana Ferraz said.",
        f"“It is plain that {SAID},” Ana Ferraz told the council on Monday.",
        f"“It is plain that {SAID},” said Ana Ferraz, a pilot.",
        f"It is plain that {SAID}, according to Ana Ferraz.",
    ],
)
def test_one_name_and_one_verb_tell_who_says_it(sentence: str) -> None:
    """The whole sentence, or what is said in it, is the one name's."""
    text = f"It rained. {sentence} Nobody was hurt."
    at = text.index(SAID)
    assert "Ana Ferraz" == credited(text, Span(at, at + len(SAID)))
    whole = text.index(sentence)
    assert "Ana Ferraz" == credited(text, Span(whole, whole + len(sentence)))


@pytest.mark.parametrize(
    "sentence",
    [
        f"Ana Ferraz said that Rui Falcao had told her that {SAID}.",
        f"Ana Ferraz’s lawyer said that {SAID}.",
        f"Ana Ferraz and Rui Falcao said that {SAID}.",
        f"Ana Ferraz said not that {SAID}.",
        f"Ana Ferraz denied that {SAID}.",
        f"According to Ana Ferraz, Rui Falcao called it a day when {SAID}.",
        f"Ana Ferraz, quoting her brother, said that {SAID}.",
        f"{SAID.capitalize()}.",
    ],
)
def test_what_is_not_that_plain_is_left_open(sentence: str) -> None:
    """A second voice, an owner, several names, a denial or no name at all: the form alone does not tell."""
    at = sentence.casefold().index(SAID)
    assert "" == credited(sentence, Span(at, at + len(SAID)))
