"""What stands where in a sentence: source, cue and content, told apart by shape alone."""

from __future__ import annotations

from datetime import date

import pytest

from claimcheck.extract import extract
from claimcheck.model import Article, Claim, Kind, Link, SourceKind, Span


def _extract(text: str, **more: object) -> list[Claim]:
    return list(extract(Article("a.txt", text, Span(0, len(text)), **more)))  # type: ignore[arg-type]


def _told(text: str) -> list[tuple[str, str]]:
    return [(" > ".join(s.name for s in c.chain), " + ".join(p.of(text) for p in c.content)) for c in _extract(text)]


CASES = {
    "cue before": ("Anna Berg said the port would open.", [("Anna Berg", "the port would open")]),
    "cue before, with that": ("Anna Berg said that it froze.", [("Anna Berg", "that it froze")]),
    "cue after": ("The port will open, Anna Berg said.", [("Anna Berg", "The port will open")]),
    "cue after, inverted": ("The port will open, said Anna Berg.", [("Anna Berg", "The port will open")]),
    "cue in the middle": (
        "The port, Anna Berg said, would open in May.",
        [("Anna Berg", "The port + would open in May")],
    ),
    "quotation before": ('"We wait," Anna Berg said.', [("Anna Berg", '"We wait,"')]),
    "quotation after": ('Anna Berg said: "We wait for spring."', [("Anna Berg", '"We wait for spring."')]),
    "split quotation": ('"We wait," Anna Berg said, "for spring."', [("Anna Berg", '"We wait," + "for spring."')]),
    "quotation that goes on": (
        '"We wait," Anna Berg said. "Spring will come."',
        [("Anna Berg", '"We wait," + "Spring will come."')],
    ),
    "question": ('"Who paid for it?" Anna Berg asked.', [("Anna Berg", '"Who paid for it?"')]),
    "apposition": (
        "Anna Berg, 41, the harbour master, said the port froze.",
        [("Anna Berg", "the port froze")],
    ),
    "title": ("Sen. Luis Ortega said the bill was dead.", [("Luis Ortega", "the bill was dead")]),
    "role before the name": ("Prime Minister Ida Krall said taxes would fall.", [("Ida Krall", "taxes would fall")]),
    "according to, after": ("Sales fell by a tenth, according to XLab.", [("XLab", "Sales fell by a tenth")]),
    "according to, before": ("According to XLab, sales fell by a tenth.", [("XLab", "sales fell by a tenth")]),
    "report by": (
        "Sales fell by a tenth, according to a report by the broadcaster CNBC.",
        [("CNBC", "Sales fell by a tenth")],
    ),
    "told an outlet": (
        "Anna Berg told Reuters that the port froze.",
        [("Reuters > Anna Berg", "that the port froze")],
    ),
    "told an outlet, after": ('"It froze," Anna Berg told Reuters.', [("Reuters > Anna Berg", '"It froze,"')]),
    "told somebody": ("Anna Berg told her crew that the port froze.", [("Anna Berg", "that the port froze")]),
    "interview": (
        "In an interview with Reuters, Anna Berg said that the port froze.",
        [("Reuters > Anna Berg", "that the port froze")],
    ),
    "relay": (
        "The port froze, said Anna Berg, the harbour master, according to a report by Reuters.",
        [("Reuters > Anna Berg", "The port froze")],
    ),
    "relay of a clause": (
        "Anna Berg said the port had frozen over, Reuters reported.",
        [("Reuters > Anna Berg", "the port had frozen over")],
    ),
    "quoted as saying": (
        '"It froze solid," Anna Berg was quoted as saying by Reuters.',
        [("Reuters > Anna Berg", '"It froze solid,"')],
    ),
    "nested reason": (
        'The agency banned the app, citing "privacy concerns," CNBC reported.',
        [("CNBC", 'The agency banned the app, citing "privacy concerns,"')],
    ),
    "two in a sentence": (
        '"It froze," Anna Berg said, adding that the ice was thick.',
        [("Anna Berg", '"It froze,"'), ("Anna Berg", "that the ice was thick")],
    ),
    "command": (
        "Doctors at Vale Hospital urged the council to close the road.",
        [("Doctors at Vale Hospital", "the council to close the road")],
    ),
    "no command in a relay": (
        "The mayor demanded an independent inquiry into it, according to another report by Reuters.",
        [("Reuters", "The mayor demanded an independent inquiry into it")],
    ),
    "study": ("A study by XLab found that bees sleep.", [("XLab", "that bees sleep")]),
    "filing": ("Court filings show that he paid in cash.", [("Court filings", "that he paid in cash")]),
    "anonymous": (
        "The deal is off, said two people familiar with the matter.",
        [("two people familiar with the matter", "The deal is off")],
    ),
    "British quotation marks": ("‘We shall wait,’ Anna Berg said.", [("Anna Berg", "‘We shall wait,’")]),
    "guillemets": ("«We shall wait», Anna Berg said.", [("Anna Berg", "«We shall wait»")]),
}
SILENT = [
    "He has no say in the matter.",
    "Reports of rain were few.",
    "She did not say whether she would stay.",
    "An estimated 300 people came.",
    "Certain politicians have ramped up their efforts.",
    "The book was first published in 1904.",
    "The '90s were kind to him, and so were the '80s.",
]


@pytest.mark.parametrize("name", CASES)
def test_relation(name: str) -> None:
    """Each shape of attribution gives its chain and its content, and nothing else."""
    text, expected = CASES[name]
    assert expected == _told(text)


@pytest.mark.parametrize("text", SILENT)
def test_silence(text: str) -> None:
    """What only looks like an attribution is none."""
    assert [] == _told(text)


def test_surnames_and_pronouns() -> None:
    """A surname and a pronoun lead back to the full name; "she" passes over a man."""
    text = (
        "Anna Berg said the port froze. Tom Hale said the road froze as well.\n\n"
        '"It was cold," Berg said. "Very cold," she added.\n\n"Nobody came," he said.'
    )
    assert ["Anna Berg", "Tom Hale", "Anna Berg", "Anna Berg", "Tom Hale"] == [c.speaker.name for c in _extract(text)]


def test_the_report_leads_to_the_outlet_cited_before() -> None:
    """What is called the report is the outlet named last, and another report of it is another document."""
    text = (
        "Sales fell in May, CNBC reported. Costs rose in June, the report noted.\n\n"
        "Wages were flat, according to another report by CNBC."
    )
    assert [("CNBC", 0), ("CNBC", 0), ("CNBC", 1)] == [(c.speaker.name, c.document) for c in _extract(text)]


def test_a_quotation_over_paragraphs_is_one_claim() -> None:
    """Paragraphs that open with a mark again go on with the quotation that was not closed."""
    text = '"We waited," Anna Berg said. "It was long.\n\n"Then spring came."\n\nThe port opened.'
    [claim] = _extract(text)

    assert ['"We waited,"', '"It was long.', '"Then spring came."'] == [span.of(text) for span in claim.content]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('Anna Berg said: "The port froze."', Kind.DIRECT),
        ("Anna Berg said the port froze.", Kind.INDIRECT),
        ('Anna Berg said the port was "frozen solid" on Monday.', Kind.MIXED),
    ],
)
def test_kind(text: str, kind: Kind) -> None:
    """How much of the content stands in quotation marks makes its kind."""
    assert [kind] == [claim.kind for claim in _extract(text)]


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("Officials familiar with the matter", SourceKind.UNNAMED),
        ("Industry insiders", SourceKind.UNNAMED),
        ("Three people briefed on the talks", SourceKind.UNNAMED),
        ("The Clinton campaign", SourceKind.ORGANISATION),
        ("The FBI", SourceKind.ORGANISATION),
        ("Reuters", SourceKind.OUTLET),
        ("Anna Berg", SourceKind.PERSON),
        ("The new study", SourceKind.DOCUMENT),
    ],
)
def test_kind_of_source(phrase: str, kind: SourceKind) -> None:
    """A source is an outlet, a person, an organisation, a document, or unnamed."""
    assert [kind] == [claim.speaker.kind for claim in _extract(f"{phrase} said that the port was closed.")]


def test_links_of_the_sentence() -> None:
    """A claim carries the hyperlinks of its own sentence, and those of no other."""
    text = "The port froze. Sales fell, CNBC reported. The end came soon."
    at = text.index("CNBC")
    links = (Link(Span(at, at + 4), "https://cnbc.com/x"), Link(Span(text.index("end"), len(text)), "https://b.org/"))

    assert [("https://cnbc.com/x",)] == [
        claim.links for claim in _extract(text, links=links, published=date(2026, 3, 2))
    ]


def test_only_the_body_is_searched() -> None:
    """Attributions in header lines are none."""
    text = "Mayor said to resign\n\nAnna Berg said the port froze."
    body = Span(text.index("Anna"), len(text))
    claims = extract(Article("a.txt", text, body))

    assert ["Anna Berg"] == [claim.speaker.name for claim in claims]
