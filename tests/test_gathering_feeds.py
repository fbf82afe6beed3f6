from __future__ import annotations

import asyncio
import hashlib
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.gathering import Gatherer, _in_feed
from claimcheck.model import Candidate, Citation, Memento, Outcome, Page, Purpose, Query, SourceKind, Trail
from claimcheck.resolve import xml
from claimcheck.shelf import Shelf
from claimcheck.workers import Workers

if TYPE_CHECKING:
    from claimcheck.fetch import Client

FEED = "https://www.kestrelpost.org/rss"
URL = "https://www.kestrelpost.org/2026/03/04/harbour"
NOW = datetime(2026, 3, 6, tzinfo=UTC)
PARAGRAPHS = "".join(
    f"<p>On day {n} the harbour master counted {n + 3} ships, and nobody spoke of ice any more.</p>" for n in range(12)
)
ENTRY = """<item><title>Ice &amp; harbour</title><link>{}</link><pubDate>Wed, 04 Mar 2026 08:00:00 GMT</pubDate>
<description>Ships</description><content:encoded><![CDATA[{}]]></content:encoded></item>"""


def _feed(content: str, url: str = URL) -> bytes:
    head = '<rss xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
    return f"{head}{ENTRY.format(url, content)}</channel></rss>".encode()


def _memento(url: str, body: bytes = b"", outcome: Outcome = Outcome.READ) -> Memento:
    return Memento(url, url, outcome, NOW, status=200, body=body, digest=hashlib.sha256(body).hexdigest())


def _document(content: str) -> Page | None:
    [entry] = xml.feed(_feed(content)) or []
    return _in_feed(_memento(FEED), entry)


def test_an_entry_is_read_as_the_document_at_its_address() -> None:
    """Title, day and text are those of the entry; it stands at the document's address."""
    page = _document(PARAGRAPHS)
    assert page is not None
    assert (URL, "kestrelpost.org", date(2026, 3, 4), True) == (page.url, page.domain, page.published, page.complete)
    assert "the harbour master counted 14 ships" in page.text
    assert (NOW, b"", True) == (page.memento.retrieved_at, page.memento.body, bool(page.memento.digest))
    assert page.title == "Ice & harbour"


@pytest.mark.parametrize(
    "ending",
    [
        "<p>[…]</p>",
        "<p>[&#8230;]</p>",
        "<p>and then ...</p>",
        "<p>so it was&hellip;</p>",
        '<a href="/x">Continue reading Ice and harbour</a>',
        '<a href="/x">Read more</a>',
        "<p>Read the full story on our site</p>",
    ],
)
def test_an_entry_that_is_cut_is_not_complete(ending: str) -> None:
    """What ends in dots, or leads on to the rest, is not all of the document."""
    page = _document(PARAGRAPHS + ending)
    assert page is not None
    assert not page.complete


@pytest.mark.parametrize("middle", ["<p>It was… cold.</p>", '<p><a href="/y">Read more about ice</a></p>'])
def test_dots_in_the_middle_cut_nothing(middle: str) -> None:
    """Only what stands at the end says that there is more."""
    page = _document(middle + PARAGRAPHS)
    assert page is not None
    assert page.complete


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=80), st.text(max_size=200), st.none() | st.dates())
def test_whatever_a_feed_holds_is_text(title: str, content: str, day: date | None) -> None:
    """No title and no markup of an entry raises, or ends the page that is made of it."""
    page = _in_feed(_memento(FEED), xml.Entry(URL, f"</title><script>{title}", day, content=f"</article>{content}"))
    assert page is None or page.url == URL


class _Client:
    """Has a feed, and a site that keeps programs out."""

    def __init__(self, feed: bytes, outcome: Outcome = Outcome.READ) -> None:
        self._feed = _memento(FEED, feed, outcome)

    async def get(self, query: Query) -> Memento:
        return self._feed if query.url == FEED else _memento(query.url, outcome=Outcome.BLOCKED)


def _read(feed: bytes, url: str = URL, outcome: Outcome = Outcome.READ) -> Page | None:
    shelf = Shelf()
    candidate = Candidate(url, "feed")

    async def main(workers: Workers) -> None:
        gatherer = Gatherer(cast("Client", _Client(feed, outcome)), lambda _: None, workers, shelf)
        await gatherer.answers([Query(FEED, Purpose.FEED)], "searching")
        await gatherer.read([candidate])

    with Workers() as workers:
        asyncio.run(asyncio.wait_for(main(workers), 30))
    [reading] = shelf.readings(Trail(Citation("1", "Kestrel Post", SourceKind.OUTLET, ""), (candidate,)))
    return reading.page


def test_documents_are_read_from_the_feed_that_was_asked_for() -> None:
    """A site that keeps programs out of its pages is read from its feed; the page can be asked who says what."""
    page = _read(_feed(PARAGRAPHS))
    assert page is not None
    assert "counted 14 ships" in page.text
    assert page.attributions is not None


@pytest.mark.parametrize(
    ("feed", "outcome"),
    [
        (_feed("<p>Ships leave the harbour.</p>"), Outcome.READ),
        (_feed(PARAGRAPHS + "[…]"), Outcome.READ),
        (_feed(PARAGRAPHS), Outcome.NOT_FOUND),
        (b"<html>no feed</html>", Outcome.READ),
        (b"", Outcome.READ),
    ],
)
def test_feeds_that_hold_no_document(feed: bytes, outcome: Outcome) -> None:
    """An announcement, a cut text and what is no feed stand in for nothing."""
    assert _read(feed, outcome=outcome) is None


def test_a_feed_speaks_for_its_own_site_alone() -> None:
    """What one site's feed says a document of another site holds is not taken for that document."""
    other = "https://www.gulfpost.org/2026/03/04/harbour"
    assert _read(_feed(PARAGRAPHS, other), other) is None
    beside = "https://news.kestrelpost.org/2026/03/04/harbour"
    assert _read(_feed(PARAGRAPHS, beside), beside) is not None


def test_entries_within_entries_are_no_entries() -> None:
    """A feed of entries nested in each other holds its text once, not once for each of them."""
    opening = "".join(f'<entry><link href="{URL}/{number}"/><content>' for number in range(100))
    feed = f"<feed>{opening}{'word ' * 20_000}{'</content></entry>' * 100}</feed>".encode()
    found = xml.feed(feed) or []
    assert [f"{URL}/0"] == [entry.url for entry in found]
    assert sum(len(entry.content) for entry in found) <= len(feed)


@pytest.mark.parametrize(
    "feed",
    [
        "<rss><channel><item><link>{0}</link></item></channel></rss>",
        "<rdf:RDF xmlns:rdf='urn:rdf'><channel/><item><link>{0}</link></item></rdf:RDF>",
        "<feed xmlns='http://www.w3.org/2005/Atom'><entry><link href='{0}'/></entry></feed>",
        "<rss><item><link>{0}</link></item></rss>",
    ],
)
def test_where_entries_stand(feed: str) -> None:
    """RSS has them in its channel, RSS 1.0 beside it, Atom in the feed itself."""
    assert [URL] == [entry.url for entry in xml.feed(feed.format(URL).encode()) or []]
