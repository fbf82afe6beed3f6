"""Claims are found, judged and shown in a time that grows like the text, whatever an article or a page repeats."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support import reports
from support.growth import MOST, growth
from verify.building import DAY, memento, verdict_on

from claimcheck import rules
from claimcheck.extract import extract
from claimcheck.extract.credits import credits as credit_lines
from claimcheck.extract.overlaps import Overlaps
from claimcheck.extract.signatures import closings
from claimcheck.extract.sites import outlets_of
from claimcheck.identity import outlets
from claimcheck.model import (
    Article,
    Change,
    CheckedArticle,
    CheckedClaim,
    Claim,
    Evidence,
    Judgement,
    Kind,
    Link,
    Page,
    Report,
    Source,
    SourceKind,
    Span,
    Verdict,
)
from claimcheck.report import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable

LETTERS = [" ", "\n", "a", "“", ", ", "A. ", "Aa Aa ", "Aa", "(", " - ", "the ", "1,", "Aa and Aa ", "Ana Ruiz’s "]
NAMED = ["Ana Ruiz, Rui Falcao and ", "the Ministry of Ports ", "Portwatch Union (PU) ", "the Faro Post ", "www.a.pt "]
MARKS = ["“", " - ", "the Faro Post "]
"""These have the model read every word."""
CUED = [
    "he said ",
    "“It was late,” he said. ",
    "“It was late.\n\n",
    "Boats were late, Ana Ruiz told the Post. ",
    "According to Reuters, citing two officials, it froze. ",
    "ANA RUIZ: It was late again.\n",
    "“It was late.” — Ana Ruiz\n",
    "Photo: Bay Press\n",
    "Ana Ruiz said that Rui Falcao said that ",
    "This is late, the minister said. ",
]
SAID = "the boats were late again and nobody in Faro was told about 300 tickets"
ON_PAGES = [
    f"“{SAID},” Bea Weir said. ",
    f"{SAID} ",
    f"Ruiz, Ana: “{SAID}”\n",
    "the boats were late and 400 tickets in Faro. ",
    "“the boats were late … and nobody” ",
    "Ana Ruiz, the finance minister, ",
    "as Ana Ruiz said, what if it was not ",
]


def _times(unit: str) -> Callable[[int], str]:
    return lambda size: unit * (size // len(unit))


def _article(text: str, *, linked: bool = False) -> Article:
    links = tuple(Link(Span(at, at + 2), f"https://a.example/{at}") for at in range(0, len(text) - 2, 9) if linked)
    return Article("a.txt", text, Span(0, len(text)), links=links)


@pytest.mark.parametrize("unit", [unit for unit in (*LETTERS, *NAMED) if unit not in MARKS])
def test_extraction_of_what_has_no_claims(unit: str) -> None:
    """A long text without a cue is passed over in linear time."""
    assert growth(lambda text: extract(_article(text)), _times(unit), 2_000) < MOST


@pytest.mark.parametrize("unit", [*MARKS, *CUED])
def test_extraction_of_many_claims(unit: str) -> None:
    """Each of many attributions costs what the first does."""
    assert growth(lambda text: extract(_article(text, linked=True), citations="links"), _times(unit), 80) < MOST


def test_what_stands_in_layout_is_compared_with_its_neighbours() -> None:
    """Thousands of credits, and of sentences that an outlet closes, are told apart in linear time."""
    told = "The ferries were late again on the quay, Bay Courier reports. "
    for job, unit in ((credit_lines, "Photo: Bay Press\n"), (lambda text: closings(text, Span(0, len(text))), told)):
        assert growth(lambda text, job=job: list(job(text)), _times(unit), 8_000) < MOST  # type: ignore[misc]


def test_names_of_outlets_are_looked_up_once_for_a_text() -> None:
    """Hundreds of outlets that nobody knows do not each have the whole text read."""

    def make(size: int) -> str:
        letters = "abcdefghij"
        names = ("".join(letters[int(digit)] for digit in f"{number:04}") for number in range(size // 30))
        return " ".join(f"The K{name} Times wrote so." for name in names)

    assert growth(lambda text: outlets_of(text, {}), make, 1_000) < MOST


def test_spans_that_overlap() -> None:
    """Spans are found over another as if each were looked at: nested ones, empty ones and neighbours too."""
    spans = [Span(0, 3), Span(2, 20), Span(5, 6), Span(6, 6), Span(30, 31)]
    for asked in (Span(start, end) for start in range(33) for end in range(start, 33)):
        over = [number for number, span in enumerate(spans) if span.overlaps(asked)]
        assert over == Overlaps(spans).over(asked)
        assert bool(over) is Overlaps(spans).meet(asked)


@pytest.mark.parametrize("unit", [*LETTERS, *NAMED, *ON_PAGES])
def test_mentions_of_outlets(unit: str) -> None:
    """Outlets are found in linear time."""
    assert growth(outlets.find_mentions, _times(unit), 3_000) < MOST


def _page(text: str) -> Page:
    taken = memento("https://www.reuters.com/a", text=text)
    return Page(taken, text, "reuters.com", None, "Reuters", None, DAY, complete=True)


@pytest.mark.parametrize("unit", [*LETTERS, *ON_PAGES])
def test_a_claim_against_a_long_page(unit: str) -> None:
    """A page is held against a quotation, and against a claim in other words, in linear time."""
    for content, kind in ((f"“{SAID}”", Kind.DIRECT), (SAID, Kind.INDIRECT)):
        job = lambda text, content=content, kind=kind: verdict_on(  # noqa: E731 - one for each
            content, _page(f"{text}. “{SAID}” Ana Ruiz said."), kind=kind, speaker="Ana Ruiz"
        )
        assert growth(job, _times(unit), 1_000) < MOST


@pytest.mark.parametrize("unit", [*LETTERS, *NAMED, *ON_PAGES])
def test_a_long_claim_against_its_page(unit: str) -> None:
    """A claim without end is held against a page that has it word for word in linear time."""
    for form, kind in (("“{}”", Kind.DIRECT), ("{}", Kind.INDIRECT)):
        job = lambda text, form=form, kind=kind: verdict_on(  # noqa: E731 - one for each
            form.format(text), _page(f"It was so. “{text}” Ana Ruiz said."), kind=kind, speaker="Ana Ruiz"
        )
        assert growth(job, lambda size: (unit * (size // len(unit))).strip() or "x", 400) < MOST


def _report(text: str) -> Report:
    """Return a report of one claim whose speaker, quotation, passage, change and reason are all *text*."""
    article = reports.article(f"{text} said: “{text}”.")
    speaker, content = Span(0, len(text)), Span(len(text) + 8, 2 * len(text) + 8)
    source = Source(speaker, text, SourceKind.PERSON)
    claim = Claim("0" * 16, Kind.DIRECT, (content,), (), (source,), Span(0, len(article.text)))
    page = reports.page(f"It was so. {text} And so on.")
    proof = Evidence(page, Span(11, 11 + len(text)), "quotation", 0.9, (Change(text, f"{text}x"),))
    judged = Judgement(Verdict.ALTERED, f"The page says “{text}”.", (proof,))
    read = (reports.reading(page),)
    return Report((CheckedArticle(article, (CheckedClaim(claim, judged, read, rules.findings(judged, read)),)),))


@pytest.mark.parametrize("name", FORMATS)
def test_a_claim_of_any_length_is_shown(name: str) -> None:
    """Every format writes names and quotations without end in linear time."""
    for unit in (" ", "\n", "a", "Aa ", "\x1b[2J", "*_`[](x)<b>|", "\u202e", "e\u0301\u0302\u0303"):
        job = lambda text: FORMATS[name](_report(text), color=True, verbose=True, code=1)  # noqa: E731 - of this format
        assert growth(job, _times(unit), 500) < MOST
