"""What the archive's index answers, and what is made of it."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from support import fakeweb

from claimcheck.model import Answer, Candidate, Citation, Memento, Outcome, Purpose, Query, SourceKind, Window
from claimcheck.resolve import ArchiveFinder, LinkFinder, Search, cdx
from claimcheck.resolve.finder import Gap

DAYS = Window(date(2026, 2, 23), date(2026, 3, 6))
PAGE = "https://kestrel.example/2026/03/04/mill-burned-in-the-night"
NAMES = ["timestamp", "original"]


def _citation(*domains: str, links: tuple[str, ...] = (), window: Window | None = DAYS) -> Citation:
    named = ("Kestrel",) * len(domains)
    kind = SourceKind.OUTLET
    words = ("mill", "burned", "night")
    return Citation("1", "Kestrel", kind, "", named, domains, words=words, links=links, window=window)


def _memento(url: str, data: object, outcome: Outcome = Outcome.READ) -> Memento:
    body = data if isinstance(data, bytes) else json.dumps(data).encode()
    reason = "" if outcome is Outcome.READ else f"{outcome} at {urlsplit(url).hostname}"
    return Memento(url, url, outcome, datetime(2026, 3, 6, tzinfo=UTC), reason, body=body)


def _asked(query: Query) -> dict[str, list[str]]:
    assert Purpose.API is query.purpose
    assert "https://web.archive.org/cdx/search/cdx" == query.url.partition("?")[0]
    return parse_qs(urlsplit(query.url).query)


@pytest.mark.parametrize(
    "data",
    [
        [[]],
        [["original", "timestamp"], [PAGE, "20260304120000"]],
        [["error", "blocked"]],
        [NAMES, ["20260304120000"]],
        [NAMES, [20260304120000, PAGE]],
        ["Too many requests"],
        {"error": "no index"},
        None,
        b"",
        b"<html>Service unavailable</html>",
        b'[["timestamp","original"],["2026',
        b"[" * 100_000,
    ],
)
def test_what_is_no_list_of_captures(data: object) -> None:
    """An answer of another shape never passes for "nothing was captured", whichever finder asked."""
    said = "web.archive.org sent something else than its list of captures"
    search = Search([_citation("kestrel.example")], [ArchiveFinder()])
    search.feed([Answer(query, _memento(query.url, data)) for query in search.queries()])
    asked = search.trails()[0].asked[0]

    assert Gap(said) == cdx.rows(_memento("https://web.archive.org/cdx", data))
    assert (False, said) == (asked.answered, asked.problem)


@pytest.mark.parametrize("data", [[], [NAMES]])
def test_no_captures_is_an_answer(data: object) -> None:
    """An empty list, with or without its row of names, says that nothing was captured."""
    assert [] == cdx.rows(_memento("https://web.archive.org/cdx", data))


def test_captures_nobody_can_use_are_left_out() -> None:
    """A capture of no web address, or without a time, spoils none of the others."""
    odd = [["20260304120000", "javascript:alert(1)"], ["2026", PAGE], ["20260304120000", "https://a.example/\x1b"]]
    found = cdx.rows(_memento("https://web.archive.org/cdx", [NAMES, *odd, ["20260304120000", PAGE]]))

    assert [cdx.Row("20260304120000", PAGE)] == found


def test_the_index_is_asked_for_pages_of_the_days() -> None:
    """A query names the site and one of the months that the window touches, and asks for pages, each once."""
    asked = [_asked(one) for one in ArchiveFinder().ask(_citation("kestrel.example")) if isinstance(one, Query)]
    fields = asked[0]

    assert (["kestrel.example"], ["domain"]) == (fields["url"], fields["matchType"])
    assert {("20260201", "20260307"), ("20260301", "20260407")} == {(one["from"][0], one["to"][0]) for one in asked}
    assert ["statuscode:200", "mimetype:text/html"] == fields["filter"]
    assert (["urlkey"], ["json"]) == (fields["collapse"], fields["output"])


def test_a_capture_stands_for_its_page() -> None:
    """A row gives the page's own address, with the unaltered capture to read when the page cannot be."""
    query = Query("https://web.archive.org/cdx/search/cdx?url=kestrel.example", Purpose.API)
    found = ArchiveFinder().follow(
        _citation("kestrel.example"), Answer(query, _memento(query.url, [NAMES, ["20260304120000", PAGE]]))
    )
    replay = f"https://web.archive.org/web/20260304120000id_/{PAGE}"

    assert [Candidate(PAGE, "archive", published=date(2026, 3, 4), archive_url=replay)] == list(found)


def test_other_domains_are_asked_in_turn() -> None:
    """Each further domain of an outlet is asked when the archive has nothing of those before it."""
    search = Search([_citation("a.example", "b.example", "c.example")], [ArchiveFinder()])
    asked = []
    while queries := search.queries():
        asked += [_asked(query)["url"][0] for query in queries]
        search.feed([Answer(query, _memento(query.url, [])) for query in queries])

    assert [domain for domain in ("a.example", "b.example", "c.example") for _ in ("February", "March")] == asked
    assert search.trails()[0].asked[0].answered


def test_claims_of_one_month_share_their_queries() -> None:
    """However the days of two citations differ, the index is asked for the month once."""
    other = _citation("kestrel.example", window=Window(date(2026, 3, 2), date(2026, 3, 20)))
    citations = [_citation("kestrel.example", window=Window(date(2026, 3, 1), date(2026, 3, 6))), other]
    assert 1 == len(Search(citations, [ArchiveFinder()]).queries())


def test_a_cut_list_is_no_answer() -> None:
    """A list as long as was asked for may lack the document: its captures count, its silence does not."""
    rows = [["20260304120000", f"{PAGE}-{number}"] for number in range(cdx.MOST)]
    search = Search([_citation("kestrel.example")], [ArchiveFinder()])
    search.feed([Answer(query, _memento(query.url, [NAMES, *rows])) for query in search.queries()])
    [trail] = search.trails()

    assert 40 == len(trail.candidates)
    assert not trail.asked[0].covers
    assert not trail.asked[0].answered


@pytest.mark.parametrize(
    ("window", "taken"),
    [
        (DAYS, "20260305000000"),
        (Window(date(2020, 1, 1), date(2020, 1, 9)), "20200101000000"),
        (None, "20200101000000"),
    ],
)
def test_the_capture_nearest_to_the_window(window: Window | None, taken: str) -> None:
    """Of a dead link's captures the one nearest to the article is read; the oldest when it has no date."""
    captures = [[taken_at, PAGE] for taken_at in ("20280101000000", "20260305000000", "20200101000000")]
    linked = _citation(links=(PAGE,), window=window)
    query = Query(f"https://web.archive.org/cdx/search/cdx?url={PAGE}", Purpose.API)
    [found] = LinkFinder().follow(linked, Answer(query, _memento(query.url, [NAMES, *captures])))

    assert isinstance(found, Candidate)
    assert f"https://web.archive.org/web/{taken}id_/{PAGE}" == found.archive_url


def test_the_invented_archive_understands_the_queries() -> None:
    """Both queries find their capture in an index that works as the documented one does."""
    web = fakeweb.load()
    capture = web.captures[0]
    domain = ".".join((urlsplit(capture.url).hostname or "").split(".")[-2:])
    for url in (cdx.within(cdx.ARCHIVE, domain, DAYS), cdx.exact(cdx.ARCHIVE, capture.url)):
        found = cdx.rows(_memento(url, web.reply(url).body))
        assert isinstance(found, list)
        assert capture.url in [row.url for row in found]
        assert web.reply(cdx.replay(cdx.ARCHIVE, found[0])).body
