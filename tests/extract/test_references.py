"""Who is meant by pronouns and descriptions."""

from __future__ import annotations

import pytest

from claimcheck.extract import extract
from claimcheck.extract.antecedents import candidates, choose, scores
from claimcheck.extract.cast import Cast
from claimcheck.extract.marks import Scene
from claimcheck.extract.references import Reference, reference
from claimcheck.model import SourceKind
from claimcheck.read.plain import plain


def _last(text: str) -> str:
    return extract(plain(text, "a.txt"))[-1].chain[-1].name


PARAGRAPH = "\n\n"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The harbour will close, Mr. Quill said on Monday.\n\n“We were never asked,” he said.", "Quill"),
        ("Ada Brandt said that boats would go.\n\n“Tom Lee may stay,” she said.", "Ada Brandt"),
        ("Tom Lee, a pilot, met Ada Brandt. “It froze,” he said.", "Tom Lee"),
        (
            "Mehr Technologies will cut 300 jobs, Reuters reported.\n\nThe company said the jobs were in Leeds.",
            "Mehr Technologies",
        ),
        (
            "Mehr Technologies will cut 300 jobs, Reuters reported.\n\nThe news agency said talks had begun in May.",
            "Reuters",
        ),
        ("The Lagoon Herald reported that it froze. The paper said that boats were stuck.", "Lagoon Herald"),
        (
            "The Guardian wrote in May that it froze.\n\nCNBC reported that it had not. The report said boats left.",
            "CNBC",
        ),
        ("The firm Mehr sued. Vireo’s share price fell after the company said that boats had left.", "Vireo"),
        ("Kwesi Quill, 54, has lived there since May. The 54-year-old said that it froze.", "Kwesi Quill"),
        ("Bill and Hilda Aune own the farm. Mrs Aune said that it would be sold.", "Hilda Aune"),
        ("The Harbour Pilots Union (HPU) met in May. The HPU said that it froze.", "Harbour Pilots Union"),
        ("Senator Ada Quill and Governor Tom Lee met. The governor said that it froze.", "Tom Lee"),
    ],
)
def test_who_is_meant(text: str, name: str) -> None:
    """The last source of the text is the right one."""
    assert name == _last(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Chinese boats left Moscow. The paper said that it froze.", "The paper"),
        ("Rain fell in Ohio. “It froze,” he said.", "he"),
    ],
)
def test_nobody_fits(text: str, name: str) -> None:
    """A reference stays what it is where the text names nobody who fits."""
    assert name == _last(text)


@pytest.mark.parametrize(
    ("phrase", "kind", "wanted"),
    [
        ("she", SourceKind.UNNAMED, Reference("she", gender="f")),
        ("the company", SourceKind.ORGANISATION, Reference("body", "company")),
        ("his lawyer", SourceKind.UNNAMED, Reference("person", "lawyer", owned=True)),
        ("the Dutch paper", SourceKind.OUTLET, Reference("paper", "paper", ("dutch",))),
        ("the news agency", SourceKind.OUTLET, Reference("outlet", "agency", ("news",))),
        ("the 54-year-old", SourceKind.UNNAMED, Reference("epithet", "54-year-old")),
        ("both lawmakers", SourceKind.UNNAMED, None),
    ],
)
def test_what_a_phrase_asks_for(phrase: str, kind: SourceKind, wanted: Reference | None) -> None:
    """A phrase is read for its noun, what stands before it, its owner and its gender; several are nobody."""
    assert wanted == reference(phrase, kind)


def test_candidates_and_nobody_share_one() -> None:
    """Chances add up to one, nobody is among them, and without weights the first of equals is chosen."""
    text = "So Tom Lee met Bill Hall. He said that it froze."
    at = text.index("He said")
    found = candidates(Reference("he", gender="m"), Scene(at, 0, 0, at, 0, text, text), Cast(text))

    assert ["Bill Hall", "Tom Lee", None] == [one and one.name for one, _ in found]
    assert abs(1 - sum(scores(found, {}))) < 1e-9
    assert (found[0][0], 1 / 3) == choose(found, {})
    assert "Tom Lee" == getattr(choose(found, {"pronoun:rank 1": 3.0})[0], "name", None)
