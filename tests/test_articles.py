from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support import score_articles

from claimcheck import extract
from claimcheck.model import Kind, SourceKind

if TYPE_CHECKING:
    from support.score_articles import Score

    from claimcheck.model import Claim

NAMES = score_articles.names()
RECALL = 0.75
PRECISION = 0.85
CONTENT = 0.85

CHAINS = [
    ("wire", "Peak demand could", "REN"),
    ("wire", "No such decree", "Marta Quintela"),
    ("wire", "the government was considering", "Expresso"),
    ("broadsheet", "he had been moved", "The Guardian > Colin Weatherby"),
    ("daily", "83 per cent", "Devendra Kalsekar"),
    ("daily", "The Minister is inaugurating", "Press Trust of India > Sunita Pawaskar"),
    ("daily", "the clearance was", "The Hindu > senior official of the Railway Board"),
    ("politics", "We're at the one-yard", "CNN > Dale Hutchins"),
    ("politics", "the group had initially", "The Washington Post"),
    ("politics", "the first draft was", "Fox News > Dale Hutchins"),
    ("science", "she had been", "New Scientist > Karin Lindqvist"),
    ("science", "five years is too", "Amara Nwosu"),
    ("business", "A deal could value", "Bloomberg News"),
    ("business", "the chairman had asked", "The Wall Street Journal > people familiar with the matter"),
    ("business", "price increases would", "Grant Tillery"),
    ("sports", "He blocked a shot", "ESPN > Dan Petrosyan"),
    ("sports", "We'll take", "Mika Salo"),
    ("sports", "the club has asked", "The Athletic"),
    ("court", "Kowalczyk opened an account", "Court filings"),
    ("court", "Nobody read", "Rita Solis"),
    ("court", "61 invoices", "The Columbus Dispatch"),
    ("blog", "three companies that ship", "The Register"),
    ("blog", "She is right", "Olu Adeyemi"),
    ("statemedia", "The Lancang freight corridor", "Global Times > Wang Hailin"),
    ("statemedia", "A corridor is only", "Wang Hailin"),
    ("statemedia", "A total of", "Xinhua"),
    ("tabloid", "It was like", "The Sun > Stacey Dunmore"),
    ("tabloid", "urban foxes weigh", "Daily Mail > Gareth Pell"),
    ("interview", "Weight, note", "Rosalind Thackeray"),
    ("interview", "the last great amateur", "Church Times > Alan Dukes"),
]
UNNAMED = {
    "wire": ["Spain's grid operator"],
    "daily": ["the date had been", "the new fares would", "The railways would also"],
    "politics": ["A bipartisan group", "floor time was"],
    "statemedia": ["the success of the"],
    "tabloid": ["the fox had also", "I'm not saying"],
}
CREDITS = [
    ("science", ["Rasmus Tamm / Alamy"]),
    ("sports", ["Xinhua"]),
]


@pytest.fixture(scope="module")
def scores() -> dict[str, Score]:
    return {name: score_articles.score(name) for name in NAMES}


def found(result: Score, begins: str) -> Claim:
    """Return the claim that was found under the right chain where one begins so.

    Raises:
        LookupError: There is none.
    """
    for match in result.matches:
        if f": {begins}" in match.expected.label and match.claim and match.hit:
            return match.claim
    raise LookupError(f"no claim with the right chain begins with {begins!r}")


def test_there_are_articles_of_twelve_makes() -> None:
    """Twelve articles are measured, some of each kind of file that can be read."""
    assert len(NAMES) == 12
    assert {".txt", ".html", ".md"} == {score_articles.path_of(name).suffix for name in NAMES}


def test_most_claims_are_found_under_the_right_chain(scores: dict[str, Score]) -> None:
    """Recall and precision over all articles do not fall below what has been reached."""
    totals = score_articles.totals(list(scores.values()))
    assert RECALL <= totals["recall"]
    assert PRECISION <= totals["precision"]
    assert CONTENT <= totals["content"]


@pytest.mark.parametrize(("name", "begins", "chain"), CHAINS)
def test_the_chain_names_who_said_it_and_where(scores: dict[str, Score], name: str, begins: str, chain: str) -> None:
    """Relays, interviews, surnames, pronouns and "the report" lead to full names, outermost first; more may follow."""
    have = [score_articles.plain(source.name) for source in found(scores[name], begins).chain]
    want = [score_articles.plain(part) for part in chain.split(" > ")]

    assert want == have[: len(want)]


@pytest.mark.parametrize("name", list(UNNAMED))
def test_unnamed_sources_are_known_as_such(scores: dict[str, Score], name: str) -> None:
    """People without a name are unnamed sources, whatever they are called."""
    kinds = [found(scores[name], begins).speaker.kind for begins in UNNAMED[name]]
    assert [SourceKind.UNNAMED] * len(kinds) == kinds


@pytest.mark.parametrize(("name", "credits_"), CREDITS)
def test_photo_credits_are_claims(scores: dict[str, Score], name: str, credits_: list[str]) -> None:
    """Each photo credit is one claim, and nothing else is."""
    matches = [m for m in scores[name].matches if m.expected.kinds == {Kind.CREDIT}]
    assert len(credits_) == len(matches)
    assert all(match.hit for match in matches)
    assert not [claim for claim in scores[name].extras if claim.kind is Kind.CREDIT]


def test_a_repeated_credit_is_one_claim(scores: dict[str, Score]) -> None:
    """A credit that stands twice in the article is one claim with two places."""
    (credit,) = (m.claim for m in scores["sports"].matches if m.expected.kinds == {Kind.CREDIT})
    assert credit is not None
    assert 2 == len(credit.content)


def test_another_report_is_another_document(scores: dict[str, Score]) -> None:
    """A report of an outlet and "another report" of it are two documents."""
    result = scores["sports"]
    assert [0, 1] == [found(result, begins).document for begins in ("The league will review", "the club has asked")]


def test_links_of_the_sentence_belong_to_its_claim(scores: dict[str, Score]) -> None:
    """A claim carries the hyperlinks of its sentence and of no other."""
    result = scores["blog"]
    expected = ("https://www.theregister.com/2026/04/30/lantern_parser_archived/",)
    assert expected == found(result, "three companies that ship").links
    assert () == found(result, "one of them").links


@pytest.mark.parametrize("name", NAMES)
def test_nobody_is_credited_with_what_the_article_says_itself(scores: dict[str, Score], name: str) -> None:
    """What the article says itself, its furniture and its by-lines are nobody's claims."""
    assert () == scores[name].wrong


@pytest.mark.parametrize("name", NAMES)
def test_every_span_lies_in_the_text_and_claims_come_in_order(scores: dict[str, Score], name: str) -> None:
    """Spans are not empty and lie in the text; claims are sorted by where they start and have different ids."""
    article = scores[name].article
    claims = extract.extract(article)
    spans = [s for c in claims for s in (*c.content, *c.cue, *(source.mention for source in c.chain))]
    assert all(0 <= span.start < span.end <= len(article.text) for span in spans)
    assert sorted(claim.start for claim in claims) == [claim.start for claim in claims]
    assert len(claims) == len({claim.id for claim in claims})
    assert claims == extract.extract(article)
