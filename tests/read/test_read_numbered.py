from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.extract import extract
from claimcheck.read import numbered
from claimcheck.read.html import html
from claimcheck.read.markdown import markdown
from claimcheck.read.plain import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimcheck.model import Article

DELFT, COUNTS, THIRD = (
    "https://delft.example/freight",
    "https://ministry.example/counts",
    "https://doi.org/10.5555/xy-7",
)
ONE = f"CE Delft (2021). The price of freight. {DELFT}"
TWO = f'Ministry of Transport, "Border counts", {COUNTS}.'
THREE = "Third Office, Yearbook, doi:10.5555/xy-7."
STORY = """Freight prices are rising again

Emissions fell by a third, CE Delft found{}. The town council did not comment on the matter.

According to the ministry, 4,200 lorries crossed the border in May{}. Drivers waited for hours in the heat.

"""
Case = tuple[str, str, str, set[str], set[str]]
FORMS: list[Case] = [
    (" [1]", " [2]", f"[1] {ONE}\n[2] {TWO}", {DELFT}, {COUNTS}),
    (" [1]", " [2]", f"References\n\n1. {ONE}\n\n2. {TWO}", {DELFT}, {COUNTS}),
    (" [1]", " [2]", f"SOURCES:\n1) {ONE}\n2) {TWO}", {DELFT}, {COUNTS}),
    ("¹", "²", f"---\n\n¹ {ONE}\n\n² {TWO}", {DELFT}, {COUNTS}),
    (" (1)", " (2)", f"Notes\n\n(1) {ONE}\n(2) {TWO}", {DELFT}, {COUNTS}),
    (" [1, 3]", "[2][3]", f"[1] {ONE}\n[2] {TWO}\n[3] {THREE}", {DELFT, THIRD}, {COUNTS, THIRD}),
    (" [1-3]", "[2–3]", f"Endnotes\n\n[1] {ONE}\n[2] {TWO}\n[3] {THREE}", {DELFT, COUNTS, THIRD}, {COUNTS, THIRD}),
    (" (see [1])", " [note 2]", f"Notes\n1. {ONE}\n2. Ibid., p. 14.", {DELFT}, {DELFT}),
    (" [1]", " [2]", "Bibliography\n\n[1] CE Delft, on paper.\n[2] Counts,\n    www.ministry.example", set(), {"https://www.ministry.example"}),
    (" [1]", "[2]", f"* [1] {ONE}\n* [2] {TWO}\n\nJane Roe covers transport.", {DELFT}, {COUNTS}),
]  # fmt: skip


def _links(article: Article, words: str) -> set[str]:
    claims = [claim for claim in extract(article) if words in claim.sentence.of(article.text)]
    assert claims, words
    return {link for claim in claims for link in claim.links}


def _said(article: Article) -> str:
    return " | ".join(span.of(article.text) for claim in extract(article) for span in claim.content)


@pytest.mark.parametrize("read", [plain, markdown])
@pytest.mark.parametrize("case", FORMS)
def test_a_mark_gives_its_claim_the_links_of_its_reference(read: Callable[[str, str], Article], case: Case) -> None:
    """However marks and references are written, a claim has the addresses of what it cites, and no other words."""
    first, second, below, one, two = case
    article = read(STORY.format(first, second) + below, "a")

    assert (one, two) == (_links(article, "CE Delft found"), _links(article, "the ministry, 4,200"))
    assert "Emissions fell by a third | 4,200 lorries crossed the border in May" == _said(article)


@pytest.mark.parametrize("read", [plain, markdown])
def test_a_mark_behind_the_full_stop_belongs_to_the_sentence_before_it(read: Callable[[str, str], Article]) -> None:
    """The sentence after it has other links, and a mark between two words parts the content."""
    text = f"Ida Moe said the port froze.[1] The union said{{}} that wages{{}} had risen.\n\n[1] {ONE}\n\n[2] {TWO}"
    article = read(text.format("", " [2]"), "a")

    assert {DELFT} == _links(article, "Ida Moe")
    assert {COUNTS} == _links(article, "The union")
    assert "the port froze | that wages | had risen" == _said(article)


@pytest.mark.parametrize(
    "text",
    [
        "The union said the pay[sic] rose in [2019], and figure [3] shows it.\n\nReferences\n\n[1] Jo Roe, on paper.",
        "The union said that 80 m² froze, 10³ tons (1), at least.\n\n1. Stop often.\n2. Sleep well.\n\nIt rained.",
        "The union said [2] that it froze.\n\n1. Drive slowly.\n\n2. Stop often.\n\nNobody did so that day.",
        "The union said that pay rose [1].\n\n[1] " + "Nobody knows how long it took. " * 90,
    ],
)
def test_numbers_that_name_no_reference_are_left_alone(text: str) -> None:
    """Words and years in brackets, powers, steps of a list and long paragraphs stay in the story."""
    article = plain(text, "a.txt")
    stays = [span for span in article.apart if "Jo Roe" not in span.of(text) and "References" not in span.of(text)]

    assert [] == stays
    assert () == article.links


def test_references_are_never_claims() -> None:
    """What they say somebody said is no claim, and neither is their heading part of one."""
    below = f"References\n\n[1] CE Delft said that freight is dear. {DELFT}\n[2] “We wait,” the ministry said. {COUNTS}"
    article = plain(STORY.format(" [1]", " [2]") + below, "a.txt")

    assert 2 == len(extract(article, citations="links"))
    assert STORY.format(" [1]", " [2]") + below == article.text


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("Ida Moe said it froze [1].\n\n[1]: https://a.example/x", {"https://a.example/x"}),
        (r"Ida Moe said it froze \[1\].\n\n1. [Log](https://a.example/x), Moe", set()),
        ("Ida Moe said it froze<sup>1</sup>.\n\n**Notes**\n\n1. [Log](https://a.example/x), Moe", {"https://a.example/x"}),
        ("Ida Moe said it froze<sup>[2]</sup>.\n\n2. <https://a.example/x>\n3. www.b.example", {"https://a.example/x"}),
        ("Ida Moe said it froze[^2].\n\n## Notes\n\n1. Log.\n2. <https://a.example/x>", {"https://a.example/x"}),
        ("Ida Moe said it froze[^7].\n\n## Notes\n\n1. Log.\n2. <https://a.example/x>", set()),
        ("Ida Moe said it froze[^a].\n\n[^a]: Log, doi:10.1234/abc.", {"https://doi.org/10.1234/abc"}),
    ],
)  # fmt: skip
def test_markup_of_references(text: str, links: set[str]) -> None:
    """Markdown's own numbers, raised numbers and definitions of links count; the story reads on without the mark."""
    article = markdown(text, "a.md")

    assert links == _links(article, "Ida Moe")


PAGE = """<html><body><article><h1>Freight prices are rising again</h1>
<p>Emissions fell by a third, CE Delft found{}. The town council did not comment on the matter that day.</p>
<p>According to the ministry, 4,200 lorries crossed the border in May.{} Drivers waited for hours in the heat.</p>
{}</article></body></html>"""
LOG = f'<a href="{DELFT}">The price of freight: https://delft.example/fr…</a>'


@pytest.mark.parametrize(
    ("first", "second", "below", "two"),
    [
        (" [1]", "<sup>2</sup>", f"<h2>References</h2><p>[1] {LOG}</p><p>[2] {TWO}</p>", {COUNTS}),
        ("<sup>1</sup>", "<sup>2,3</sup>", f"<h3>Notes</h3><ol><li><p>{LOG}<li>{TWO}<li>{THREE}</ol>", {COUNTS, THIRD}),
        (" (1)", " (2)", f"<p><b>Sources:</b><br>(1) {LOG}<br>(2) {TWO}</p>", {COUNTS}),
        (" [7]", " [8]", f'<h4>Sources</h4><ol start="7"><li>{LOG}<li>{TWO}</ol><p>Jo Roe lives in Ely.</p>', {COUNTS}),
    ],
)  # fmt: skip
def test_references_of_a_page(first: str, second: str, below: str, two: set[str]) -> None:
    """References without links from their marks are taken out of a page, and their links kept."""
    article = html(PAGE.format(first, second, below).encode(), "a")

    assert {DELFT} == _links(article, "CE Delft found")
    assert two == _links(article, "the ministry, 4,200")
    assert "Emissions fell by a third | 4,200 lorries crossed the border in May" == _said(article)
    assert "The price of freight" not in article.text


def test_raised_numbers_without_references_stay() -> None:
    """A page without references keeps its powers as they are."""
    article = html(PAGE.format(" on 80 m<sup>2</sup>", "", "<p>It was a slow day at the border.</p>").encode(), "a")

    assert "80 m2" in article.text
    assert () == article.apart


@pytest.mark.parametrize(
    "text",
    [
        "[1] " * 60_000,
        "[1]\n" * 60_000,
        "\n\n[1] x https://a.b/c\n\n" * 20_000,
        "[1" + ",1" * 90_000 + "]",
        "¹" * 90_000,
        "[1]" + " " * 300_000,
        "www." * 60_000,
        "[1-999]" * 20_000,
        "(1) " * 60_000 + "\n\n1. https://a.b",
    ],
)
def test_hostile_texts_are_read(text: str) -> None:
    """Thousands of marks, references and blanks take no more than their length."""
    start = time.perf_counter()
    numbered.read(f"{text}\n\nReferences\n\n[1] {ONE}\n[2] {TWO}\n")

    assert time.perf_counter() - start < 20


PIECES = [
    "[1]",
    "¹",
    "(2)",
    "[1] ",
    "\n\n1. ",
    "\n[2]: ",
    "Notes",
    "https://a.example/x",
    " ",
    "\n",
    "”",
    "Jo said so.",
]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=4)).map("".join))
@settings(max_examples=150, deadline=None)
def test_what_is_apart_lies_inside_the_text(source: str) -> None:
    """Spans are in order and inside the text, which stays as it was, and claims lie outside them."""
    article = plain(source, "a.txt")

    assert source == article.text
    assert list(article.apart) == sorted(article.apart)
    assert all(0 <= span.start < span.end <= len(source) for span in article.apart)
    assert all(0 <= link.span.start < link.span.end <= len(source) for link in article.links)
    for claim in extract(article):
        assert not any(part.overlaps(span) for part in claim.content for span in article.apart)
