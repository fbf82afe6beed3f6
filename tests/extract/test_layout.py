"""Attributions by layout, and what else the writing of other genres asks for."""

from __future__ import annotations

import pytest

from claimcheck.extract import extract
from claimcheck.extract.signatures import signatures
from claimcheck.model import Span
from claimcheck.read.plain import plain


def _claims(text: str) -> list[tuple[str, str]]:
    """Return the chain and the content of each claim."""
    return [
        (" > ".join(source.name for source in claim.chain), " … ".join(span.of(text) for span in claim.content))
        for claim in extract(plain(text, "a.txt"))
    ]


STATEMENT = """Port authority names new chief

“As I said in May, Ines is a true expert, and her experience will help the port.” -Commissioner Godfrey Stark

And from Chairwoman Rosalind Werner:

“Ines brings with her a wealth of experience and a substantial record of service.”

From the desk of Jon Dorr, VP Analyst.

“The weight of these tools in trade has become ever more crucial.”
"""
BRIEF = """BRIEF-NordSearch convicted of market manipulation

Oct 14 (Reuters) - NordSearch A/S :

* Has been convicted of market manipulation

* Says company was ordered to pay a fine of 5 million Danish crowns ($765,000)

Source text for Eikon:
"""


def test_signed_and_announced_quotations() -> None:
    """A dash and a name behind a quotation, or "From" and a name before it, credit it."""
    found = dict(_claims(STATEMENT))

    assert {"Godfrey Stark", "Rosalind Werner", "Jon Dorr"} == set(found)
    assert found["Godfrey Stark"].startswith("“As I said in May")
    assert found["Rosalind Werner"].startswith("“Ines brings")
    assert found["Jon Dorr"].startswith("“The weight")


def test_bullets_of_a_brief() -> None:
    """What a brief says in bullets is its company's, through the agency."""
    content = "company was ordered to pay a fine of 5 million Danish crowns ($765,000)"

    assert ("Reuters > NordSearch", content) in _claims(BRIEF)


@pytest.mark.parametrize(
    ("text", "chain", "begins", "ends"),
    [
        (
            (
                "Members of the management of the company Perla have been called to appear in court, Berlingske"
                " Business reports."
            ),
            "Berlingske Business",
            "Members of",
            "in court",
        ),
        (
            (
                "In May it was the jewellery company Perla. Perla made a written statement"
                " to Berlingske. “We reacted to a drop in turnover,” the company wrote."
            ),
            "Berlingske > Perla",
            "“We reacted",
            "in turnover,”",
        ),
        (
            (
                "PARIS, Sept 16 (Reuters) - A French court on Thursday upheld a ruling against Blackbird over a"
                " hoax press release, French media reported."
            ),
            "French media",
            "A French court",
            "press release",
        ),
        (
            "The findings, which appear in Nature Medicine, suggest that the drug works best in children.",
            "Nature Medicine",
            "that the drug",
            "in children",
        ),
        (
            "Dr Ama Boateng, lead author of the study, published in The Lancet, said the drug cut deaths by 12%.",
            "The Lancet > Ama Boateng",
            "the drug",
            "by 12%",
        ),
        (
            (
                "WHO data show deaths falling.\n\nThe trial was funded by Novella, according to its registry entry at"
                " ClinicalTrials.gov."
            ),
            "ClinicalTrials.gov",
            "The trial",
            "by Novella",
        ),
        (
            (
                'The ferry will sail in spring , the nets will be mended and the pier will be painted again , " the'
                " harbour master said)"
            ),
            "the harbour master",
            "The ferry",
            "again",
        ),
    ],
)
def test_other_genres(text: str, chain: str, begins: str, ends: str) -> None:
    """The last claim of a text is whole, and its chain is right."""
    who, content = _claims(text)[-1]

    assert chain == who
    assert content.startswith(begins)
    assert content.rstrip(" ,").endswith(ends)


@pytest.mark.parametrize(
    ("text", "cues"),
    [
        ("From Ada Quill:\n\n“Boats will leave in the spring.”\n", ["From"]),
        ("From the start of May:\n\n“Boats will leave in the spring.”\n", []),
        ("“Boats will leave in the spring.” -Captain Ada Quill\n", ["-"]),
        ("“Boats will leave in the spring.” - the song of the year\n", []),
        ("May 3 (Reuters) - Quill Marine:\n\n* Says boats will leave\n", ["Says"]),
        ("Shopping:\n\n* Says boats will leave\n", []),
    ],
)
def test_layout_credits_only_who_is_named(text: str, cues: list[str]) -> None:
    """A name or a brief's head is needed: without one the same layout credits nobody."""
    assert cues == [one.cue.of(text) for one in signatures(text, Span(0, len(text)))]
