"""How candidates are ranked, before anything of them is fetched."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.model import Answer, Candidate, Citation, Query, SourceKind, Window
from claimcheck.resolve import Search, rank

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claimcheck.resolve.finder import Gap

HOME = "https://www.kestrelpost.org"
TEXT = "The Harbour Ministry banned 400 drones over Kestrel Bay after warnings by its pilots"
CITATION = Citation(
    *("1", "Kestrel", SourceKind.OUTLET, TEXT, ("Kestrel",), ("kestrelpost.org",)),
    words=rank.telling(TEXT),
    window=Window(date(2026, 2, 23), date(2026, 3, 6)),
)


def _score(path: str, title: str = "", published: date | None = None, home: str = HOME) -> float:
    return rank.score(CITATION, Candidate(f"{home}/{path}", "sitemap", title=title, published=published))


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("harbour-ministry-bans-400-drones-over-kestrel-bay", "harbour-ministry-plans-new-offices-for-its-staff"),
        ("harbour-ministry-banned-drones", "the-best-drones-for-beginners-this-spring"),
        ("2026/03/04/harbour-ministry-banned-drones", "2025/03/04/harbour-ministry-banned-drones"),
        ("harbour-pilots-warned-of-drones", "harbour-festival-draws-crowds-again"),
        ("harbour-ministry-drones", "a-harbour-song-with-gulls"),
    ],
)
def test_what_ranks_before_what(better: str, worse: str) -> None:
    """More of the claim's words, telling ones first, and a day of the window put one page before another."""
    assert _score(better) > _score(worse)


def test_a_title_counts_like_the_words_of_an_address() -> None:
    """A page whose address tells nothing is ranked by its title."""
    title = "Harbour ministry bans drones over Kestrel Bay"

    assert _score("harbour-ministry-bans-drones-over-kestrel-bay") == _score("a/93846251", title)


def test_forms_of_a_word_are_one_word() -> None:
    """Singular and plural, capitals and accents make no difference."""
    assert _score("harbour-ministries-banned-drone") == _score("HARBOUR-MINISTRY-BANNED-DRONES")
    assert _score("x/12345678", "Härbour Ministry") == _score("x/12345678", "harbour ministry") > 0


def test_other_sites_count_less() -> None:
    """The same words on a site that is not the outlet's weigh less."""
    path = "harbour-ministry-banned-drones"

    assert 0 < _score(path, home="https://elsewhere.org") < _score(path)


@pytest.mark.parametrize(
    "path",
    [
        *("", "harbour", "tag/harbour-ministry-drones", "author/harbour-ministry-drones", "search?q=harbour-ministry"),
        *("video/harbour-ministry-banned-drones", "category/harbour-ministry-drones/", "section/harbour-drones-bay"),
        "an-article-of-other-words",
    ],
)
def test_what_gets_nothing(path: str) -> None:
    """Front pages, sections, tags, videos and pages that share no word are no candidates."""
    assert 0.0 == _score(path)


@given(st.text(max_size=80), st.text(max_size=80), st.none() | st.dates())
def test_scores_are_shares(path: str, title: str, published: date | None) -> None:
    """A score lies between 0 and 1, whatever address and title hold."""
    assert 0.0 <= _score(path, title, published) <= 1.0


@given(st.text(max_size=200))
def test_telling_words_stand_once(text: str) -> None:
    """The words of a claim are folded, stand once each, and do not change when folded again."""
    words = rank.telling(text)

    assert len(set(words)) == len(words)
    assert all(word == word.casefold() for word in words if word.isascii())


class _Proposer:
    """A finder of somebody else's that proposes what it was made with, in one go."""

    name = "proposer"
    best_effort = True

    def __init__(self, *found: Candidate) -> None:
        self._found = found

    def ask(self, _: Citation) -> Iterable[Query | Candidate | Gap]:
        return self._found

    def follow(self, _: Citation, __: Answer) -> Iterable[Query | Candidate | Gap]:
        return ()


def _ranked(*found: Candidate, citation: Citation = CITATION) -> tuple[Candidate, ...]:
    return Search([citation], [_Proposer(*found)]).trails()[0].candidates


def test_what_two_finders_know_of_a_page_is_joined() -> None:
    """One page found twice is one candidate with the title, the date and the capture that either knows."""
    url = f"{HOME}/harbour-ministry-banned-drones"
    capture = f"https://web.archive.org/web/20260304120000id_/{url}"
    [found] = _ranked(
        Candidate(f"{url}?utm_source=feed", "feed", title="Harbour ministry bans 400 drones"),
        Candidate(url.replace("www.", "m."), "archive", archive_url=capture, published=date(2026, 3, 4)),
    )

    assert ("feed", "Harbour ministry bans 400 drones", date(2026, 3, 4), capture) == (
        *(found.found_by, found.title, found.published),
        found.archive_url,
    )
    assert rank.score(CITATION, found) == found.fit


def test_days_weigh_in_the_order_as_well() -> None:
    """The same title outside the window stands at half of what it has inside."""
    inside, late = date(2026, 3, 4), date(2026, 4, 4)
    [first] = _ranked(Candidate(f"{HOME}/harbour-ministry-banned-drones", "feed", published=inside))
    [other] = _ranked(Candidate(f"{HOME}/harbour-ministry-banned-drones", "feed", published=late))
    assert other.score == pytest.approx(first.score / 2, abs=0.001)


def test_links_stand_first_and_the_rest_falls() -> None:
    """A link comes before what ranks better; then scores fall, equals stand by address, forty at most."""
    link = Candidate("https://elsewhere.org/x", "link")
    same = [Candidate(f"{HOME}/{letter}/harbour-ministry-drones", "feed") for letter in "zyxwvutsrqponmlkjihgfedcba"]
    best = Candidate(f"{HOME}/harbour-ministry-banned-400-drones-over-kestrel-bay", "feed")
    found = _ranked(*same, best, link)

    assert [link.url, best.url, *(one.url for one in same[::-1])] == [one.url for one in found]


@pytest.mark.parametrize("url", ["http://[bad/harbour-ministry-drones", "javascript:harbour-ministry-drones", "", "//"])
def test_what_is_no_address_is_no_candidate(url: str) -> None:
    """A finder that proposes something that is no web address, even as a link, is not followed."""
    assert () == _ranked(Candidate(url, "feed", title=TEXT), Candidate(url, "link"))


def test_the_articles_own_site_is_left_out_unless_linked() -> None:
    """A page of the article's own site is a candidate only when the sentence links to it."""
    own = replace(CITATION, own=(f"{HOME}/the-article-itself", "kestrelpost.org"))
    page = Candidate(f"{HOME}/harbour-ministry-banned-drones", "sitemap")
    linked, itself = replace(page, found_by="link"), Candidate(f"{HOME}/the-article-itself/", "link")

    assert () == _ranked(page, itself, citation=own)
    assert [page.url] == [one.url for one in _ranked(linked, citation=own)]
