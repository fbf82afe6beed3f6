from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from claimcheck.model import Candidate, Citation, Memento, Outcome, Page, Purpose, Query, SourceKind, Trail
from claimcheck.shelf import Shelf

ARCHIVE = "https://web.archive.org"
SITE = "https://www.kestrelpost.org"
URL = f"{SITE}/2026/03/04/mill-burned"
DAY = date(2026, 3, 4)
MILL = Candidate(URL, "sitemap", published=DAY)
CAPTURE = f"{ARCHIVE}/web/20260304id_/{URL}"
FOUND = f"{ARCHIVE}/web/20260305101010id_/{URL}"
CITATION = Citation("1", "Kestrel Post", SourceKind.OUTLET, "")


def _memento(url: str, outcome: Outcome = Outcome.READ) -> Memento:
    return Memento(url, url, outcome, datetime(2026, 3, 6, tzinfo=UTC))


def _page(url: str, *, complete: bool = True, text: str = "The mill burned.") -> Page:
    return Page(_memento(url), text, "kestrelpost.org", published=DAY, complete=complete)


def _put(shelf: Shelf, url: str, outcome: Outcome = Outcome.READ, *, complete: bool = True) -> None:
    page = _page(url, complete=complete) if outcome in {Outcome.READ, Outcome.PAYWALLED} else None
    purpose = Purpose.CAPTURE if url.startswith(ARCHIVE) else Purpose.PAGE
    shelf.put(Query(url, purpose), _memento(url, outcome), page)


def _shelf(outcome: Outcome = Outcome.READ, *, complete: bool = True, archive: str = ARCHIVE) -> Shelf:
    shelf = Shelf(archive)
    _put(shelf, URL, outcome, complete=complete)
    return shelf


@pytest.mark.parametrize(
    "outcome", [Outcome.BLOCKED, Outcome.TIMEOUT, Outcome.SERVER_ERROR, Outcome.CHALLENGE, Outcome.ROBOTS_DISALLOWED]
)
def test_a_capture_nearest_to_the_pages_day_stands_in(outcome: Outcome) -> None:
    """Where a page cannot be read, the archive is asked for what it has of the day it appeared."""
    assert [Query(CAPTURE, Purpose.CAPTURE)] == _shelf(outcome).captures([MILL])


@pytest.mark.parametrize(
    ("candidate", "outcome", "archive"),
    [
        (MILL, Outcome.READ, ARCHIVE),
        (MILL, Outcome.NOT_FOUND, ARCHIVE),
        (MILL, Outcome.SOFT_NOT_FOUND, ARCHIVE),
        (MILL, Outcome.BAD_URL, ARCHIVE),
        (MILL, Outcome.REFUSED_ADDRESS, ARCHIVE),
        (MILL, Outcome.NOT_CACHED, ARCHIVE),
        (MILL, Outcome.OVER_BUDGET, ARCHIVE),
        (MILL, Outcome.BLOCKED, ""),
        (replace(MILL, published=None), Outcome.BLOCKED, ARCHIVE),
        (replace(MILL, url=f"{SITE}/unasked"), Outcome.BLOCKED, ARCHIVE),
    ],
)
def test_where_no_capture_is_asked_for(candidate: Candidate, outcome: Outcome, archive: str) -> None:
    """What was read, is gone, is no address, was not to be fetched or has no day needs none, nor without archive."""
    assert [] == _shelf(outcome, archive=archive).captures([candidate])


def test_a_capture_that_was_found_comes_before_a_guessed_one() -> None:
    """A capture that the archive listed is read, for a page that is gone as well, and each once."""
    found = replace(MILL, archive_url=FOUND)
    for outcome in (Outcome.BLOCKED, Outcome.NOT_FOUND, Outcome.PAYWALLED):
        shelf = _shelf(outcome, complete=False)
        assert [Query(FOUND, Purpose.CAPTURE)] == shelf.captures([found])
        assert [found] == shelf.unread([found])
        _put(shelf, FOUND)
        assert [] == shelf.captures([found])
        assert [] == shelf.unread([found])


def test_a_captures_reading_is_of_the_page() -> None:
    """What was read from the archive stands at the page's own address, and says where the capture is."""
    shelf = _shelf(Outcome.BLOCKED)
    shelf.captures([MILL])
    _put(shelf, CAPTURE)
    [reading] = shelf.readings(Trail(CITATION, (MILL, replace(MILL, url=f"{SITE}/unread"))))
    assert reading.page is not None
    assert (URL, URL, CAPTURE) == (reading.page.url, reading.memento.final_url, reading.memento.archive_url)


def test_a_page_that_shows_its_opening_alone_is_kept_where_nothing_better_is() -> None:
    """An incomplete page is read as it is unless a capture or a feed has it."""
    shelf = _shelf(Outcome.PAYWALLED, complete=False)
    [reading] = shelf.readings(Trail(CITATION, (MILL,)))
    assert (Outcome.PAYWALLED, True) == (reading.memento.outcome, reading.page is not None)
    assert not shelf.seen(URL)


@pytest.mark.parametrize(
    ("outcome", "complete", "seen"),
    [
        (Outcome.READ, True, True),
        (Outcome.READ, False, False),
        (Outcome.NOT_FOUND, True, True),
        (Outcome.SOFT_NOT_FOUND, True, True),
        (Outcome.PAYWALLED, False, False),
        (Outcome.TIMEOUT, True, False),
    ],
)
def test_what_has_been_seen(outcome: Outcome, complete: bool, seen: bool) -> None:  # noqa: FBT001 - what is expected
    """A whole document, and one that is known not to be there, by any address of it; nothing else."""
    shelf = _shelf(outcome, complete=complete)
    for url in (URL, f"{URL}/?utm_source=feed", URL.replace("www.", "m."), URL.replace("https", "http")):
        assert seen is shelf.seen(url)
    assert not shelf.seen(f"{SITE}/other")


@pytest.mark.parametrize(("complete", "seen"), [(True, True), (False, False)])
def test_a_document_is_seen_in_its_capture(complete: bool, seen: bool) -> None:  # noqa: FBT001 - what is expected
    """A page that the archive showed as a whole has been read, though its site did not show it."""
    shelf = _shelf(Outcome.BLOCKED)
    shelf.captures([MILL])
    assert not shelf.seen(URL)
    _put(shelf, CAPTURE, complete=complete)
    assert seen is shelf.seen(f"{URL}?utm_source=feed")
    assert not shelf.seen(f"{SITE}/2026/03/04/inn-burned")


def test_sites_that_show_nothing_are_walled() -> None:
    """After five pages that could not be read, and none that could, a site is left; one page that is there opens it."""
    shelf = Shelf(ARCHIVE)
    for number in range(5):
        assert not shelf.walled("kestrelpost.org")
        _put(shelf, f"{SITE}/{number}", Outcome.BLOCKED)
    assert shelf.walled("kestrelpost.org")
    assert not shelf.walled("gulfpost.org")
    assert [] == shelf.captures([replace(MILL, url=f"{SITE}/1")])
    assert [FOUND] == [one.url for one in shelf.captures([replace(MILL, url=f"{SITE}/1", archive_url=FOUND)])]
    _put(shelf, f"{SITE}/6", Outcome.NOT_FOUND)
    assert not shelf.walled("kestrelpost.org")


def test_what_was_asked_for_is_counted_by_site() -> None:
    """Pages count, read or not, at whatever host of a site; captures do not."""
    shelf = _shelf()
    _put(shelf, "https://m.kestrelpost.org/a", Outcome.BLOCKED)
    _put(shelf, CAPTURE)
    assert {"kestrelpost.org": 2} == dict(shelf.spent())
    assert 0 == shelf.spent()["gulfpost.org"]


def test_a_feeds_document_stands_in() -> None:
    """Where a page cannot be read, what a feed holds of it is, under any address of it; captures come first."""
    shelf = _shelf(Outcome.BLOCKED)
    shelf.tell(f"{URL}?utm_source=rss", lambda: _page(URL, text="As the feed has it."))
    shelf.tell(URL, lambda: _page(URL, text="Told later."))
    trail = Trail(CITATION, (MILL,))
    assert ["As the feed has it."] == [one.page.text for one in shelf.readings(trail) if one.page]
    assert ["As the feed has it."] == [page.text for page in shelf.pages()]
    assert shelf.seen(URL)
    shelf.captures([MILL])
    _put(shelf, CAPTURE)
    assert ["The mill burned."] == [one.page.text for one in shelf.readings(trail) if one.page]


@pytest.mark.parametrize("told", [None, _page(URL, complete=False)])
def test_a_feed_that_holds_no_whole_document_holds_none(told: Page | None) -> None:
    """What a feed cut, or what cannot be read in it, stands in for nothing."""
    shelf = _shelf(Outcome.BLOCKED)
    shelf.tell(URL, lambda: told)
    assert [None] == [one.page for one in shelf.readings(Trail(CITATION, (MILL,)))]
    assert [] == list(shelf.pages())
    assert not shelf.seen(URL)


def test_pages_that_can_be_read_are_not_looked_up_in_feeds() -> None:
    """A feed's document is not even read where the page was."""
    shelf = _shelf()

    def never() -> Page:
        raise AssertionError

    shelf.tell(URL, never)
    assert ["The mill burned."] == [page.text for page in shelf.pages()]
    assert {URL: DAY} == shelf.days()
    assert [] == shelf.wanted([MILL])
    assert [Query(f"{SITE}/b")] == shelf.wanted([MILL, Candidate(f"{SITE}/b", "feed")])
