"""What a claim says about where it comes from."""

from __future__ import annotations

from datetime import date

import pytest

from claimcheck.extract import extract
from claimcheck.identity import outlets
from claimcheck.model import Article, Citation, Claim, Kind, Source, SourceKind, Span
from claimcheck.read.plain import plain
from claimcheck.resolve import beside, cite

TEXT = "The Kestrel mill lost 400 spindles in the night, said Ida Brandt, who owns the mill and two others."
CONTENT = Span(0, 47)


def _outlet(name: str, domain: str | None, *, channel: bool = False) -> Source:
    return Source(Span(0, 3), name, SourceKind.OUTLET, domain, channel=channel)


def _person(name: str, domain: str | None = None) -> Source:
    return Source(Span(54, 64), name, SourceKind.PERSON, domain)


def _claim(name: str, *chain: Source, kind: Kind = Kind.INDIRECT, links: tuple[str, ...] = ()) -> Claim:
    return Claim(name, kind, (CONTENT,), (Span(49, 53),), chain, Span(0, len(TEXT)), links)


def _cite(*claims: Claim, url: str | None = None, publisher: str | None = None) -> dict[str, Citation]:
    article = Article("a.txt", TEXT, Span(0, len(TEXT)), url, publisher=publisher, published=date(2026, 3, 5))
    return {citation.claim: citation for citation in cite(article, claims)}


REUTERS = _outlet("Reuters", "reuters.com")
CNBC = _outlet("CNBC", "cnbc.com", channel=True)
UNNAMED = Source(Span(0, 3), "officials", SourceKind.UNNAMED)


@pytest.mark.parametrize("outlet", [one for one in outlets.all_outlets() if len(one.domains) > 2])
def test_every_domain_of_an_outlet_is_its_own(outlet: outlets.Outlet) -> None:
    """All the domains an outlet publishes under stand beside its name, the main one first."""
    found = _cite(_claim("1", _outlet(outlet.name, outlet.domain)))["1"]

    assert outlet.domains == found.domains
    assert (outlet.name,) * len(outlet.domains) == found.outlets


def test_each_domain_stands_once() -> None:
    """Two names of one outlet in a chain do not double its domains."""
    found = _cite(_claim("1", REUTERS, _outlet("Reuters News", "reuters.com")))["1"]

    assert len(set(found.domains)) == len(found.domains) == len(found.outlets)


def test_a_person_is_looked_for_wherever_they_are_cited() -> None:
    """Words without an outlet are looked for in every outlet that the article has the same speaker in."""
    found = _cite(
        _claim("1", REUTERS, _person("Ida Brandt")),
        _claim("2", CNBC, _person("ida brandt")),
        _claim("3", _person("Ida Brandt")),
        _claim("4", _person("Ola Brandt")),
    )

    assert {"reuters.com", "cnbc.com"} <= set(found["3"].domains)
    assert ("Ida Brandt",) == found["3"].speakers
    assert () == found["4"].domains


def test_an_own_site_comes_before_another_outlet() -> None:
    """A source whose site is known is looked for there, not where somebody else cites it."""
    found = _cite(_claim("1", REUTERS, _person("Ida Brandt")), _claim("2", _person("Ida Brandt", "brandt.example")))

    assert ("brandt.example",) == found["2"].domains


def test_speakers_stand_innermost_first() -> None:
    """Of a nested attribution the one whose words they are comes first; outlets are no speakers."""
    union = Source(Span(0, 3), "Spinners' Union", SourceKind.ORGANISATION)

    assert ("Ida Brandt", "Spinners' Union") == _cite(_claim("1", REUTERS, union, _person("Ida Brandt")))["1"].speakers


def test_unnamed_sources_are_not_looked_for_and_credits_are() -> None:
    """A claim of unnamed sources alone has no citation; a credit has, and so has one beside an unnamed source."""
    found = _cite(_claim("1", UNNAMED), _claim("2", REUTERS, kind=Kind.CREDIT), _claim("3", REUTERS, UNNAMED))

    assert ["2", "3"] == list(found)
    assert "reuters.com" == found["2"].domains[0] == found["3"].domains[0]


def test_links_that_can_be_cited() -> None:
    """Of the links in the sentence those to the article itself and those that are no web address are left out."""
    links = (
        *("https://cnbc.com/a", "javascript:alert(1)", "/relative", "https://[bad", "https://cnbc.com/a"),
        "http://north.example/story?utm_source=feed#top",
    )
    found = _cite(_claim("1", REUTERS, links=links), url="https://www.north.example/story/")

    assert ("https://cnbc.com/a",) == found["1"].links


@pytest.mark.parametrize(
    ("url", "publisher", "own"),
    [
        (None, None, ()),
        (None, "A paper nobody knows", ()),
        (None, "Reuters", ("reuters.com",)),
        ("https://www.cnbc.com/a", "CNBC", ("https://www.cnbc.com/a", "cnbc.com")),
    ],
)
def test_what_is_the_articles_own(url: str | None, publisher: str | None, own: tuple[str, ...]) -> None:
    """The article's address, its site and its publisher's site are named, as far as known and each once."""
    assert own == _cite(_claim("1", CNBC), url=url, publisher=publisher)["1"].own


def test_telling_words_come_first() -> None:
    """Names and figures stand before long words, and these before short ones; stop words are left out."""
    words = _cite(_claim("1", REUTERS))["1"].words

    assert {"kestrel", "400"} == set(words[:2])
    assert words.index("spindle") < words.index("mill")
    assert "the" not in words


def test_a_person_without_a_site_is_looked_for_where_the_claim_beside_is() -> None:
    """Whom no site is known for is looked for at the site of what stands beside, as a guess; far away it is none."""
    text = (
        "“It rains,” Joaquim Serra, the minister, said. “It pours,” the World Health Organization said. "
        + "Ships left the harbour in the fog and came back in the rain. " * 20
        + "“It snows,” Ada Quill said."
    )
    article = plain(text, "a.txt")
    claims = extract(article)
    found = {one.claim: one for one in cite(article, claims)}
    guesses = beside(claims, found)
    assert ["Joaquim Serra"] == [found[name].name for name in guesses]
    [guess] = guesses.values()
    assert (True, ("who.int",), ("Joaquim Serra",)) == (guess.guessed, guess.domains[:1], guess.speakers)
