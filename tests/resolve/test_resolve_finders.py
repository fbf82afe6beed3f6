"""Finders that ask section pages, search engines, saved documents and Wikidata, with answers as those document them."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.model import Answer, Candidate, Citation, Memento, Outcome, Page, Purpose, Query, SourceKind, Window
from claimcheck.resolve import (
    NAMES,
    ArchiveFinder,
    BraveFinder,
    FeedFinder,
    GdeltFinder,
    LinkFinder,
    LocalFinder,
    Search,
    SearxngFinder,
    SectionFinder,
    SitemapFinder,
    Stage,
    Websites,
    rank,
    stages,
)
from claimcheck.resolve.dates import likeliest, window
from claimcheck.resolve.finder import Gap, elsewhere
from claimcheck.resolve.rank import telling

if TYPE_CHECKING:
    from claimcheck.resolve import Finder

NOW = datetime(2026, 3, 6, tzinfo=UTC)
DAYS = Window(date(2026, 3, 1), date(2026, 3, 6))
TEXT = "The Selby battery plant passed its last fire inspection in November without conditions"
HOME = "https://www.gulfpost.org/"


def _citation(**other: Any) -> Citation:  # noqa: ANN401 - the fields of a citation
    fields: dict[str, Any] = {
        "claim": "1",
        "name": "Gulf Post",
        "kind": SourceKind.OUTLET,
        "text": TEXT,
        "outlets": ("Gulf Post",),
        "domains": ("gulfpost.org",),
        "words": telling(TEXT),
        "window": DAYS,
        "day": date(2026, 3, 4),
    }
    return Citation(**(fields | other))


def _memento(url: str, body: object, outcome: Outcome = Outcome.READ) -> Memento:
    data = body if isinstance(body, bytes) else body.encode() if isinstance(body, str) else json.dumps(body).encode()
    return Memento(url, url, outcome, NOW, "refused" if outcome is not Outcome.READ else "", body=data)


def _found(finder: Finder, query: Query, body: object, outcome: Outcome = Outcome.READ) -> list[Any]:
    return list(finder.follow(_citation(), Answer(query, _memento(query.url, body, outcome))))


def _queries(finder: Finder, citation: Citation) -> list[Query]:
    return [one for one in finder.ask(citation) if isinstance(one, Query)]


def test_section_pages_give_titles_to_addresses_without_words() -> None:
    """Link texts are titles; sections of the front page are read as well, the usual ones first, foreign sites not."""
    finder = SectionFinder(further=True)
    [front] = finder.ask(_citation())
    body = """<a href="/page/202603/1307.shtml">Selby battery plant passed its fire inspection</a>
    <a href="/business/">Business</a> <a href="/horoscopes">Horoscopes</a> <a href="#top">Back to the top</a>
    <a href="/about-us">About us</a>
    <a href="https://elsewhere.example/a-b-c-d">Selby plant passed inspection elsewhere</a> <a href="/x">More</a>"""
    found = list(finder.follow(_citation(), Answer(front, _memento(HOME, body))))

    [page] = [one for one in found if isinstance(one, Candidate)]
    assert ("https://www.gulfpost.org/page/202603/1307.shtml", "section") == (page.url, page.found_by)
    sections = [one for one in found if isinstance(one, Query)]
    assert [Query(f"{HOME}business/", Purpose.HOME), Query(f"{HOME}horoscopes", Purpose.HOME)] == sections
    assert not rank.blind(page)
    assert rank.score(_citation(), page) > 0.5


def test_a_newsroom_is_a_front_page() -> None:
    """What is known of a body's press page is asked beside its front page."""
    asked = [query.url for query in SectionFinder().ask(_citation(newsrooms=("https://press.gulfpost.org/en",)))]
    assert [HOME, "https://press.gulfpost.org/en"] == asked


def test_gdelt_is_asked_by_outlet_and_window() -> None:
    """The query has domain and window; `seendate` gives the day; nothing found is an object without articles."""
    finder = GdeltFinder()
    [query] = finder.ask(_citation())
    fields = parse_qs(urlsplit(query.url).query)
    assert (["domainis:gulfpost.org"], ["20260301000000"]) == (fields["query"], fields["startdatetime"])
    item = {"url": f"{HOME}page/1", "title": "Plant passed", "seendate": "20260304T141500Z"}
    [one] = _found(finder, query, {"articles": [item, {"url": "no address"}, 7]})
    assert (f"{HOME}page/1", "Plant passed", date(2026, 3, 4)) == (one.url, one.title, one.published)
    assert [] == _found(finder, query, {})
    assert [] == list(finder.ask(_citation(window=None)))
    assert [] == list(finder.ask(_citation(domains=("gulf-post.org",))))


def test_a_refusal_is_named_and_decides_nothing() -> None:
    """Plain text with status 200, an error and broken JSON are gaps of a finder that is best-effort."""
    finder = GdeltFinder()
    [query] = finder.ask(_citation())
    [gap] = _found(finder, query, "Please limit requests to one every 5 seconds")
    assert isinstance(gap, Gap)
    assert "limit requests" in gap.problem
    [gap] = _found(finder, query, b"", Outcome.RATE_LIMITED)
    assert isinstance(gap, Gap)
    search = Search([_citation()], [finder])
    search.feed([Answer(one, _memento(one.url, "no")) for one in search.queries()])
    [trail] = search.trails()
    assert [("gdelt", True, False)] == [(one.finder, one.best_effort, one.answered) for one in trail.asked]


def test_brave_and_searxng_are_asked_for_words_on_the_site() -> None:
    """Each asks `site:` with the most telling words, and the open web by name where no site is known."""
    asked: list[tuple[Finder, str]] = [
        (BraveFinder(), "page_age"),
        (SearxngFinder("http://s.example"), "publishedDate"),
    ]
    for finder, age in asked:
        [query] = _queries(finder, _citation())
        assert parse_qs(urlsplit(query.url).query)["q"][0].startswith("site:gulfpost.org ")
        [one] = _found(finder, query, {"results": [{"url": f"{HOME}a", "title": "T", age: "2026-03-04T10:00:00"}]})
        assert (f"{HOME}a", date(2026, 3, 4)) == (one.url, one.published)
        [query] = _queries(finder, _citation(domains=(), outlets=()))
        assert parse_qs(urlsplit(query.url).query)["q"][0].startswith("Gulf Post ")


_ANYTHING = st.recursive(
    st.none() | st.text(max_size=9), lambda inner: st.dictionaries(st.text(max_size=9), inner) | st.lists(inner)
)


@given(st.binary(max_size=300) | _ANYTHING)
def test_no_answer_of_a_search_engine_raises(body: object) -> None:
    """Whatever comes back, a finder yields candidates and gaps."""
    for finder in (GdeltFinder(), BraveFinder(), SearxngFinder("https://s.example"), SectionFinder()):
        for query in finder.ask(_citation()):
            assert all(isinstance(one, Candidate | Gap | Query) for one in _found(finder, query, body))
    sites = Websites([_citation(domains=(), outlets=())])
    while queries := sites.queries():
        sites.feed([Answer(query, _memento(query.url, body)) for query in queries])
    assert isinstance(sites.of(_citation(domains=(), outlets=())), str)


def test_the_archives_list_is_read_to_its_end() -> None:
    """A resume key leads to the rest of the list; the list is then whole, and no gap is left."""
    finder = ArchiveFinder()
    [query] = _queries(finder, _citation())
    assert "showResumeKey=true" in query.url
    rows = [
        ["timestamp", "original"],
        ["20260304120000", f"{HOME}2026/03/04/selby-battery-plant-passed"],
        [],
        ["next one"],
    ]
    first, onward = _found(finder, query, rows)
    assert first.url.endswith("passed")
    assert ["next one"] == parse_qs(urlsplit(onward.url).query)["resumeKey"]
    [last] = _found(finder, onward, rows[:2])
    assert last.url == first.url
    assert [] == _found(finder, onward, [])


def test_a_link_that_is_shut_is_read_from_its_nearest_capture() -> None:
    """Blocked, slow or broken: the candidate has the archive's address for the day of the article."""
    [one] = _found(LinkFinder(), Query(f"{HOME}a"), b"", Outcome.BLOCKED)
    assert one.archive_url == f"https://web.archive.org/web/20260306id_/{HOME}a"
    [one] = _found(LinkFinder(), Query(f"{HOME}a"), b"text")
    assert one.archive_url is None


def _page(url: str, text: str, domain: str = "", **other: Any) -> Page:  # noqa: ANN401 - the fields of a page
    return Page(_memento(url, text), text, domain, **other)


def test_saved_documents_are_found_by_site_name_and_words() -> None:
    """Of the cited site a third of the words will do; of no site the name must be in it; nothing is asked."""
    home = _page(f"{HOME}x", "The Selby battery plant passed a fire inspection.", "gulfpost.org")
    loose = _page("file:report.pdf", f"Gulf Post, annual report. {TEXT}.")
    other = _page("file:other.txt", "The mayor opened a bridge in the old town.")
    nameless = _page("file:copy.txt", f"{TEXT}.")
    search = Search([_citation()], [LocalFinder([home, loose, other, nameless])])
    assert () == search.queries()
    [trail] = search.trails()
    assert {f"{HOME}x", "file:report.pdf"} == {one.url for one in trail.candidates}


def _entity(*sites: str, **other: object) -> dict[str, object]:
    return {
        "claims": {"P856": [{"rank": "normal", "mainsnak": {"datavalue": {"value": one}}} | other for one in sites]}
    }


@pytest.mark.parametrize(
    ("entities", "site"),
    [
        ({"Q1": _entity("https://www.selbygazette.example/")}, "https://www.selbygazette.example/"),
        ({"Q1": _entity("https://a.example/"), "Q2": _entity("https://b.example/")}, ""),
        ({"Q1": _entity("https://a.example/x"), "Q2": _entity("http://www.a.example")}, "https://a.example/x"),
        ({"Q1": _entity("https://old.example/", qualifiers={"P582": [{}]})}, ""),
        ({"Q1": _entity()}, ""),
        ({"Q1": _entity("https://desk@a.example/")}, ""),
        ({"Q1": _entity("https://a..example/")}, ""),
        ({"Q1": _entity("https://[::1]/")}, ""),
        ({"Q1": _entity("https://pages.example/@gazette")}, "https://pages.example/@gazette"),
    ],
)
def test_wikidata_gives_the_website_that_all_agree_on(entities: dict[str, object], site: str) -> None:
    """Entities of that very name count; two websites are none; ended ones do not count."""
    open_ = _citation(name="Selby Gazette", domains=(), outlets=())
    sites = Websites([open_, open_, _citation(), _citation(name="he", domains=()), _citation(domains=(), links=("x",))])
    [search] = sites.queries()
    assert (Purpose.REGISTRY, "Selby Gazette") == (search.purpose, parse_qs(urlsplit(search.url).query)["search"][0])
    found = [{"id": f"Q{n}", "label": "The Selby Gazette"} for n in (1, 2)]
    found.append({"id": "Q9", "label": "Selby Gazette building"})
    sites.feed([Answer(search, _memento(search.url, {"search": found, "success": 1}))])
    [entity] = sites.queries()
    assert ["Q1|Q2"] == parse_qs(urlsplit(entity.url).query)["ids"]
    sites.feed([Answer(entity, _memento(entity.url, {"entities": entities}))])
    assert () == sites.queries()
    assert site == sites.of(open_)
    assert not sites.of(_citation())


def test_pages_without_words_rank_by_day_behind_all_others() -> None:
    """The nearest day first, out of the window not at all, other sites not at all; a title lifts one out."""
    scores = [
        rank.score(_citation(), Candidate(f"{HOME}page/202603/{n}.shtml", "sitemap", published=day))
        for n, day in ((1307, date(2026, 3, 4)), (1308, date(2026, 3, 6)), (1309, date(2026, 2, 1)))
    ]
    assert scores[0] > scores[1] > scores[2] == 0
    assert rank.score(_citation(), Candidate("https://x.example/page/202603/1307.shtml", "sitemap")) == 0
    worded = Candidate(f"{HOME}2026/03/04/selby-battery-fire", "sitemap", published=date(2026, 3, 4))
    assert rank.score(_citation(), worded) > scores[0]


def test_stages_hold_what_is_wanted_and_possible() -> None:
    """Brave needs a key, SearXNG an address, saved documents a folder; names choose among the rest."""
    lists = [["link"], ["sitemap", "feed", "section"], ["section", "sitemap", "feed"], ["archive"]]
    assert lists == _named(stages())
    assert [*lists, ["gdelt"]] == _named(stages(NAMES))
    assert [*lists, ["brave", "searxng"]] == _named(stages(brave=True, searxng="https://s.example"))
    assert [["feed"], ["feed"]] == _named(stages(("feed",)))
    assert [True, True, False, False, True] == [stage.always for stage in stages(NAMES)]


def _named(found: tuple[Stage, ...]) -> list[list[str]]:
    return [[finder.name for finder in stage.finders] for stage in found]


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("CNBC reported on Tuesday that it closed.", date(2026, 3, 3)),
        ("CNBC reported yesterday that it closed.", date(2026, 3, 4)),
        ("CNBC reported that it closed.", date(2026, 3, 5)),
        ("CNBC reported on 27 February that it will close on 9 March.", date(2026, 2, 27)),
    ],
)
def test_the_likeliest_day(sentence: str, day: date) -> None:
    """The last past day that the sentence names, else the article's own."""
    assert day == likeliest(date(2026, 3, 5), sentence)
    assert likeliest(None, sentence) is None


def test_a_long_window_is_asked_month_by_month() -> None:
    """The months nearest to the likeliest day first, six at most; the others are said not to have been asked."""
    long = Window(date(2025, 1, 1), date(2026, 3, 6))
    asked = list(ArchiveFinder().ask(_citation(window=long, day=date(2025, 7, 1))))
    queries = [parse_qs(urlsplit(one.url).query) for one in asked if isinstance(one, Query)]
    assert ["20250601", "20250701"] == sorted(one["from"][0] for one in queries)[2:4]
    assert 6 == len(queries)
    [gap] = [one for one in asked if isinstance(one, Gap)]
    assert "not for 9 others" in gap.problem
    assert 1 == len(list(ArchiveFinder().ask(_citation())))


@pytest.mark.parametrize(
    ("sentence", "first", "day"),
    [
        ("CNBC reported in 2024 that it closed.", date(2023, 12, 30), date(2024, 7, 1)),
        ("CNBC reported two years ago that it closed.", date(2023, 12, 30), date(2024, 7, 1)),
        ("CNBC reported in late January that it closed.", date(2026, 1, 18), date(2026, 1, 25)),
        ("CNBC reported a year ago that 2,024 boats sank.", date(2024, 12, 30), date(2025, 7, 1)),
    ],
)
def test_years_and_months_move_the_window(sentence: str, first: date, day: date) -> None:
    """A bare year, years ago and parts of a month say when a document may have appeared."""
    found = window(date(2026, 3, 5), sentence)
    assert found is not None
    assert (first, day) == (found.first, likeliest(date(2026, 3, 5), sentence))


@pytest.mark.parametrize(
    ("front", "forms"),
    [
        ("https://www.gulfpost.org/", ["https://gulfpost.org/", "http://www.gulfpost.org/", "http://gulfpost.org/"]),
        ("https://gulfpost.org/", ["https://www.gulfpost.org/", "http://gulfpost.org/", "http://www.gulfpost.org/"]),
        ("http://gulfpost.org/", ["http://www.gulfpost.org/", "https://gulfpost.org/", "https://www.gulfpost.org/"]),
        ("https://gulfpost.org:8443/", ["https://www.gulfpost.org:8443/", "http://gulfpost.org:8443/"]),
    ],
)
def test_a_site_is_asked_in_its_other_forms_when_it_is_not_there(front: str, forms: list[str]) -> None:
    """As written first, then with or without www., then without TLS; a host that answers is asked once."""
    citation = _citation(fronts=(front,))
    query = Query(front, Purpose.HOME)
    assert elsewhere(citation, Answer(query, _memento(front, "", Outcome.SERVER_ERROR))) is None
    for form in forms:
        again = elsewhere(citation, Answer(query, _memento(query.url, "", Outcome.DNS)))
        query = Query(form, Purpose.HOME)
        assert again == query


def test_a_bad_certificate_is_not_got_round() -> None:
    """With TLS that fails the other host is asked, and nothing without TLS."""
    query = Query(HOME, Purpose.HOME)
    other = Query("https://gulfpost.org/", Purpose.HOME)
    assert other == elsewhere(_citation(), Answer(query, _memento(query.url, "", Outcome.TLS)))
    assert elsewhere(_citation(), Answer(other, _memento(other.url, "", Outcome.TLS))) is None


def test_a_part_of_a_site_is_asked_itself() -> None:
    """A ministry at a host of its own is looked for there, not at the host above it."""
    citation = _citation(domains=("calvera.gov",), fronts=("https://water.calvera.gov/",))
    assert ["https://water.calvera.gov/robots.txt"] == [one.url for one in _queries(SitemapFinder(), citation)]
    assert ["https://water.calvera.gov/"] == [one.url for one in _queries(FeedFinder(), citation)]


def test_wikidata_is_asked_in_two_rounds_whatever_it_answers() -> None:
    """An answer about entities that looks like one about names asks nothing again."""
    sites = Websites([_citation(name="Selby Gazette", domains=(), outlets=())])
    stray = {"search": [{"id": "Q1", "label": "Selby Gazette"}], "entities": {"Q1": _entity("https://selby.example/")}}
    rounds = 0
    while queries := sites.queries():
        rounds += 1
        assert rounds <= 2
        sites.feed([Answer(query, _memento(query.url, stray)) for query in queries])
    assert "https://selby.example/" == sites.of(_citation(name="Selby Gazette", domains=(), outlets=()))
