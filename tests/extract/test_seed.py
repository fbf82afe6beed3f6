"""The given article: its sixteen claims and its credit, as a careful reader finds them."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimcheck.extract import extract
from claimcheck.model import Article, Claim, Kind, SourceKind
from claimcheck.read import Input, load

SEED = next((Path(__file__).parents[2] / "seeds").glob("*.txt"))
ROWS = [
    (
        "China Central Television > Fu Cong",
        "global sensation and anxiety",
        "especially the US, should learn",
        "indirect",
        0,
    ),
    ("Fu Cong", '"Never underestimate', 'impose a ban [on]?"', "direct", 0),
    ("Fu Cong", "\"We don't need", 'more bans,"', "direct", 0),
    ("Fu Cong", "that China and the US", "cannot afford not to cooperate", "indirect", 0),
    ("Fu Cong", '"Only through joint efforts', 'equally in AI development,"', "direct", 0),
    (
        "South China Morning Post",
        "In recent days, US Senator Josh Hawley proposed",
        "research and development",
        "indirect",
        0,
    ),
    ("CNBC", "In late January, NASA banned", 'security and privacy concerns,"', "mixed", 0),
    ("CNBC", "The US Navy also instructed", 'origin and usage,"', "mixed", 0),
    ("XLab", "the Chinese AI start-up", "over the past month", "indirect", 0),
    ("industries insiders", "to view the rise", "AI technology fairly", "indirect", 0),
    ("industries insiders", "that DeepSeek offers", "China's technological rise", "indirect", 0),
    ("Global Times > Zhou Hongyi", "that the overreaction", "as a dominant global force", "indirect", 0),
    ("Zhou Hongyi", "DeepSeek fully embodies", "benefits developers worldwide", "indirect", 0),
    ("Zhou Hongyi", '"This stands in stark', 'based on DeepSeek,"', "direct", 0),
    ("Zhou Hongyi", "that the trend is", "inclusivity and equality", "indirect", 0),
    ("South China Morning Post", "A number of US tech", "model from DeepSeek", "indirect", 1),
]


@pytest.fixture(scope="module")
def article() -> Article:
    return load(Input(SEED.as_posix()))


@pytest.fixture(scope="module")
def claims(article: Article) -> list[Claim]:
    return [claim for claim in extract(article) if claim.kind is not Kind.CREDIT]


@pytest.mark.parametrize("number", range(len(ROWS)))
def test_claim(article: Article, claims: list[Claim], number: int) -> None:
    """Each claim of the table is found in its place, with its chain, content, kind and document."""
    chain, begins, ends, kind, document = ROWS[number]
    claim = claims[number]

    assert chain.split(" > ") == [source.name for source in claim.chain]
    assert claim.content[0].of(article.text).removeprefix("TheMKsports ").startswith(begins)
    assert claim.content[-1].of(article.text).endswith(ends)
    assert (kind, document) == (claim.kind, claim.document)


def test_nothing_else_is_a_claim(claims: list[Claim]) -> None:
    """What the article says itself ("certain US politicians have ramped up efforts") is nobody's claim."""
    assert len(ROWS) == len(claims)


def test_split_quotation_has_two_spans(article: Article, claims: list[Claim]) -> None:
    """A quotation that its cue divides is one claim with two spans of content."""
    assert ['"Never', '"From'] == [span.of(article.text).split()[0] for span in claims[1].content]


def test_unnamed_sources(claims: list[Claim]) -> None:
    """Industry insiders, and "they" who stand for them, are unnamed; nobody else is."""
    unnamed = [n for n, claim in enumerate(claims) if claim.speaker.kind is SourceKind.UNNAMED]
    assert [9, 10] == unnamed


def test_outlets_have_their_domains(claims: list[Claim]) -> None:
    """Known outlets carry the domain of their site."""
    domains = {source.name: source.domain for claim in claims for source in claim.chain if source.domain}
    expected = {
        "China Central Television": "cctv.com",
        "South China Morning Post": "scmp.com",
        "CNBC": "cnbc.com",
        "Global Times": "globaltimes.cn",
        "XLab": "qianxin.com",
    }
    assert expected == domains


def test_the_repeated_credit_is_one_claim(article: Article) -> None:
    """The photo credit stands twice and is one claim with two places."""
    [credit] = [claim for claim in extract(article) if claim.kind is Kind.CREDIT]

    assert ["China Central Television"] == [source.name for source in credit.chain]
    assert ["Fu cong photo"] * 2 == [span.of(article.text) for span in credit.content]
    assert [":"] * 2 == [span.of(article.text) for span in credit.cue]


def test_ids_differ_and_stay(article: Article) -> None:
    """Every claim has an id of its own: 16 hex digits, the same in every run."""
    first, again = extract(article), extract(article)

    assert len({claim.id for claim in first}) == len(first)
    assert [claim.id for claim in first] == [claim.id for claim in again]
    assert all(len(claim.id) == 16 and int(claim.id, 16) >= 0 for claim in first)
