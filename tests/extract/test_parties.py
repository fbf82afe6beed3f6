"""Descriptions whose noun decides: buyers and sellers, unions and airlines, and whom a description only names."""

from __future__ import annotations

import pytest

from claimcheck.extract import extract
from claimcheck.extract.parties import party
from claimcheck.read.plain import plain

SOLD = "Halden Group has sold its chip unit to Orimoto."
BOUGHT = "Pelham Group has agreed to buy the flour maker Castor Mills for 220 million pounds."
FROM = "Arvo Lines acquired two ferries from Lunde Shipping last week."


@pytest.mark.parametrize(
    ("text", "noun", "name"),
    [
        (SOLD, "buyer", "Orimoto"),
        (SOLD, "seller", "Halden Group"),
        (BOUGHT, "buyer", "Pelham Group"),
        (BOUGHT, "seller", ""),
        (FROM, "buyer", "Arvo Lines"),
        (FROM, "seller", "Lunde Shipping"),
        (f"{SOLD} {FROM}", "buyer", "Arvo Lines"),
        (SOLD, "owner", ""),
        ("Halden Group fell.", "buyer", ""),
    ],
)
def test_the_last_sale_tells_who_buys_and_sells(text: str, noun: str, name: str) -> None:
    """By what is sold to whom, and bought from whom; nobody where the text tells of no sale."""
    assert name == party(noun, text, len(text))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"{SOLD} “We have run out of road,” the seller said.", "Halden Group"),
        (f"{SOLD} “We have run out of road,” the buyer said.", "Orimoto"),
        ("Unison called a strike at Wexcombe council. “We had no choice,” the union said.", "Unison"),
        (
            "Norvik Air stopped as the Transport Workers' League struck. “All will be rebooked,” the airline said.",
            "Norvik Air",
        ),
        ("“An insult,” said the judge who sentenced Ken Ward.", "the judge"),
        ("Selby council met. “An insult,” said the opposition in Selby council.", "the opposition in Selby council"),
    ],
)
def test_a_description_means_what_its_noun_fits(text: str, name: str) -> None:
    """No council is a union, no union an airline, and nobody is who a description names beside them."""
    assert name == extract(plain(text, "a.txt"))[-1].chain[-1].name
