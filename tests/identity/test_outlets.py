from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.identity.outlets import by_domain, lookup
from claimcheck.identity.sites import registrable_domain


def domain_of(name: str, *context: str) -> str | None:
    """Return the domain of the outlet that a name means."""
    outlet = lookup(name, context)
    return outlet.domain if outlet else None


@pytest.mark.parametrize(
    ("name", "domain"),
    [
        ("the South China Morning Post", "scmp.com"),
        ("The South China Morning Post", "scmp.com"),
        ("SCMP", "scmp.com"),
        ("scmp", "scmp.com"),
        ("Reuters news agency", "reuters.com"),
        ("Kompas newspaper's", "kompas.com"),
        ("CNN's", "cnn.com"),
        ("CNN’s", "cnn.com"),
        ("the New York Times'", "nytimes.com"),
        ("Barron's", "barrons.com"),
        ("Barron’s", "barrons.com"),
        ("People’s Daily", "people.com.cn"),
        ("Al-Jazeera", "aljazeera.com"),
        ("Sueddeutsche Zeitung", "sueddeutsche.de"),
        ("Suddeutsche Zeitung", "sueddeutsche.de"),
        ("El Pais", "elpais.com"),
        ("U.S. News & World Report", "usnews.com"),
        ("cnbc.com", "cnbc.com"),
        ("www.bbc.co.uk", "bbc.co.uk"),
        ("新华社", "news.cn"),
        ("  the\nGlobal Times ", "globaltimes.cn"),
        ('"Politico"', "politico.com"),
    ],
)
def test_names_are_found_in_their_many_forms(name: str, domain: str) -> None:
    """Articles, possessives, descriptions, accents, hyphens, case and white space do not hide a name."""
    assert domain == domain_of(name)


@pytest.mark.parametrize(
    "name", ["", "the", "'s", "magazine", "Harbour Post", "Beijing", "e.g", "x" * 10_000, "\x00", "a b.com"]
)
def test_other_names_mean_nothing(name: str) -> None:
    """What the table does not know is None."""
    assert lookup(name) is None


@pytest.mark.parametrize(
    ("name", "domain"),
    [
        ("Time", "time.com"),
        ("Time magazine", "time.com"),
        ("the Hill", "thehill.com"),
        ("Nature", "nature.com"),
        ("DR", "dr.dk"),
    ],
)
def test_wordlike_names_count_when_capitalised(name: str, domain: str) -> None:
    """Who knows that "Time" is a source may look it up."""
    assert domain == domain_of(name)


@pytest.mark.parametrize(
    "name", ["time", "the hill", "nature", "science", "Dr", "people", "People", "the hindu", "metro"]
)
def test_wordlike_names_do_not_count_as_words(name: str) -> None:
    """In small letters, or with an abbreviation in mixed case, they are words."""
    assert lookup(name) is None


@pytest.mark.parametrize(
    "name",
    [
        "the Post",
        "the Times",
        "The Journal",
        "the Independent",
        "The Sun",
        "the Mirror",
        "the Telegraph",
        "the Globe",
        "Sky",
        "ABC",
        "CBC",
        "PA",
    ],
)
def test_ambiguous_names_mean_nothing_alone(name: str) -> None:
    """No outlet is guessed for a name that several go by."""
    assert lookup(name) is None


@pytest.mark.parametrize(
    ("name", "context", "domain"),
    [
        ("the Post", ["The Washington Post"], "washingtonpost.com"),
        ("the Post", ["Washington Post", "New York Post"], "nypost.com"),
        ("the Post", ["New York Post", "Washington Post", "CNN", "nobody"], "washingtonpost.com"),
        ("the Post's", ["scmp.com"], "scmp.com"),
        ("The Times", ["https://www.latimes.com/world/story"], "latimes.com"),
        ("the Times", ["FT", "Financial Times"], "ft.com"),
        ("ABC", ["Australian Broadcasting Corporation"], "abc.net.au"),
        ("ABC", ["ABC News"], "abcnews.com"),
        ("the Sun", ["Baltimore Sun"], "baltimoresun.com"),
        ("the Guardian", ["guardian.ng"], "guardian.ng"),
        ("the Nation", ["Daily Nation"], "nation.africa"),
        ("the Journal", ["Wall Street Journal"], "wsj.com"),
        ("CNA", ["Focus Taiwan"], "cna.com.tw"),
    ],
)
def test_context_decides_ambiguous_names(name: str, context: list[str], domain: str) -> None:
    """The latest outlet of the context that goes by the name is meant."""
    assert domain == domain_of(name, *context)


@pytest.mark.parametrize(
    ("name", "domain"),
    [("the Guardian", "theguardian.com"), ("AP", "apnews.com"), ("NHK", "nhk.or.jp"), ("ABC News", "abcnews.com")],
)
def test_some_ambiguous_names_have_a_default(name: str, domain: str) -> None:
    """A name that hardly ever means another outlet means the known one, unless the context has another."""
    assert domain == domain_of(name, "CNN", "the Post")


def test_context_that_does_not_go_by_the_name_is_no_help() -> None:
    """An ambiguous name in the context decides nothing, neither does an outlet of another name."""
    assert lookup("the Post", ["the Post", "the Times", "CNN", "Reuters"]) is None


def test_ambiguous_names_must_be_capitalised() -> None:
    """The post that came by mail is no newspaper, whatever the article cites."""
    assert lookup("the post", ["Washington Post"]) is None


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("cnbc.com", "CNBC"),
        ("CNBC.COM.", "CNBC"),
        ("https://www.cnbc.com/2025/01/31/story.html?x=1#top", "CNBC"),
        ("//news.bbc.co.uk", "BBC"),
        ("user:word@edition.cnn.com:8443", "CNN"),
        ("abcnews.go.com", "ABC News"),
        ("indiatimes.com", "The Times of India"),
    ],
)
def test_a_domain_leads_to_its_outlet(host: str, name: str) -> None:
    """Sub-domains, schemes, ports, paths and case do not matter."""
    outlet = by_domain(host)
    assert outlet is not None
    assert name == outlet.name


@pytest.mark.parametrize(
    "host", ["", "co.uk", "notcnbc.com", "cnbc.com.example", "com", "http://[::1", "10.0.0.1", "https:///cnbc.com"]
)
def test_other_domains_lead_nowhere(host: str) -> None:
    """A domain that ends in the same letters, or holds the name in another place, is not the outlet's."""
    assert by_domain(host) is None


@pytest.mark.parametrize(
    ("text", "domain"),
    [
        ("www.cnbc.com", "cnbc.com"),
        ("https://News.BBC.co.uk/a?b", "bbc.co.uk"),
        ("https://shop.harbour-post.co.uk/", "harbour-post.co.uk"),
        ("a.b.harbour.github.io", "harbour.github.io"),
        ("co.uk", "co.uk"),
        ("http://127.0.0.1:8080/x", "127.0.0.1"),
        ("http://[2001:db8::1]/x", "2001:db8::1"),
        ("intranet", "intranet"),
        ("paper.internal-zone", "paper.internal-zone"),
        ("http://[broken", ""),
        ("", ""),
    ],
)
def test_registrable_domains(text: str, domain: str) -> None:
    """One label more than the public suffix; what has none is its own domain."""
    assert domain == registrable_domain(text)


@given(st.one_of(st.text(), st.from_regex(r"(https?://)?([a-z0-9-]{1,9}\.){0,4}[a-z]{1,5}(:[0-9]{1,6})?(/.*)?")))
def test_registrable_domain_never_raises(text: str) -> None:
    """Whatever stands in an article, a domain in lower case comes back, and is its own registrable domain."""
    domain = registrable_domain(text)
    assert domain == domain.lower()
    assert by_domain(text) is None or domain in by_domain(text).domains  # type: ignore[union-attr]


@given(st.text(), st.lists(st.text(), max_size=3))
def test_lookup_never_raises(name: str, context: list[str]) -> None:
    """Any text may be asked about, and gives the same answer twice."""
    assert lookup(name, context) == lookup(name, context)


def test_names_are_looked_up_without_the_suffix_list() -> None:
    """The public suffix list is loaded by the first unknown domain, not by names."""
    code = (
        "import sys; from claimcheck.identity.outlets import lookup; "
        "from claimcheck.identity.sites import registrable_domain; "
        "lookup('CNBC'); registrable_domain('www.cnbc.com'); print('tld' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert run.stdout.strip() == "False"
