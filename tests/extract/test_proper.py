"""Names of sources keep their parts: the whole name of a body, the person behind a title."""

from __future__ import annotations

import pytest

from claimcheck.extract.naming import named
from claimcheck.model import SourceKind

BODY, PERSON, NOBODY = SourceKind.ORGANISATION, SourceKind.PERSON, SourceKind.UNNAMED


@pytest.mark.parametrize(
    ("phrase", "name", "kind"),
    [
        ("General Electric", "General Electric", BODY),
        ("Princess Cruises", "Princess Cruises", BODY),
        ("General Robotics", "General Robotics", BODY),
        ("eBay", "eBay", BODY),
        ("Doctors Without Borders", "Doctors Without Borders", BODY),
        ("Sailors Without Harbours", "Sailors Without Harbours", BODY),
        ("Goldman Sachs", "Goldman Sachs", BODY),
        ("The Office of the Rail Commissioner for Calder", "Office of the Rail Commissioner for Calder", BODY),
        (
            "The United Nations High Commissioner for Human Rights",
            "United Nations High Commissioner for Human Rights",
            PERSON,
        ),
        ("President and CFO of Good Basket Debra Simms", "Debra Simms", PERSON),
        ("Governor John Ranford Thursday", "John Ranford", PERSON),
        ("An unidentified poster", "An unidentified poster", NOBODY),
        ("a spokesman for the drivers' union at Tollway Buses", "drivers' union at Tollway Buses", BODY),
        ("a spokesman for Tollway Buses", "Tollway Buses", BODY),
    ],
)
def test_a_name_keeps_its_parts(phrase: str, name: str, kind: SourceKind) -> None:
    """Titles and days are no part of a name, and what looks like a title may be."""
    found = named(phrase)
    assert (name, kind) == (found.name, found.kind)
