"""What finders propose, merged, ranked and counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.model import Candidate, Citation, SourceKind, Survey, Window
from claimcheck.resolve import Pools, near
from claimcheck.resolve.context import BESIDE, CLAIM, REST
from claimcheck.resolve.pool import MOST, Pool

if TYPE_CHECKING:
    from collections.abc import Callable

SITE = "https://www.kestrelpost.org"
DAY = date(2026, 3, 4)
CITATION = Citation(
    *("1", "Kestrel Post", SourceKind.OUTLET, "The mill burned in the night", ("Kestrel Post",), ("kestrelpost.org",)),
    words=("mill", "burned", "night"),
    context=(("mill", CLAIM), ("burned", CLAIM), ("night", CLAIM), ("spinner", BESIDE), ("ferry", REST)),
    window=Window(date(2026, 3, 1), date(2026, 3, 6)),
    day=DAY,
)
MILL = Candidate(f"{SITE}/news/93846251", "sitemap", title="Mill burned in the night", published=DAY)
OTHER = Candidate(f"{SITE}/news/93846252", "sitemap", title="Council votes on parking fees", published=DAY)
SPINNERS = Candidate(f"{SITE}/news/93846253", "feed", title="Spinners strike again today", published=DAY)
FERRY = Candidate(f"{SITE}/news/93846254", "feed", title="Ferry timetable changes", published=DAY)
BLIND = Candidate(f"{SITE}/page/202603/1307.shtml", "sitemap", published=DAY)
OLD = replace(MILL, url=f"{SITE}/news/93846255", published=date(2025, 6, 1))
ABROAD = replace(MILL, url="https://gulfpost.org/news/93846256")
ALL = (OTHER, SPINNERS, FERRY, BLIND, OLD, ABROAD, MILL)


def _urls(*found: Candidate, citation: Citation = CITATION, most: int = MOST) -> list[str]:
    return [one.url for one in Pool(found).ranked(citation, most)]


def test_the_likeliest_page_stands_first() -> None:
    """The page with the claim's words, of its days, at its outlet comes before all others."""
    found = _urls(*ALL)
    assert MILL.url == found[0]
    assert {one.url for one in ALL} == set(found)


def test_pages_of_the_days_are_there_without_a_shared_word() -> None:
    """What is listed for the days is a candidate whatever its title; what is not, only with shared words."""
    early = replace(OTHER, url=f"{SITE}/news/93846259", published=date(2025, 6, 1))
    assert [MILL.url, OTHER.url] == _urls(early, OTHER, MILL)


def test_the_list_of_the_days_and_the_rest_are_cut_apart() -> None:
    """So many of the days and so many others are kept, the best of each."""
    days = [replace(OTHER, url=f"{SITE}/news/9384{number}") for number in range(1000, 1100)]
    others = [replace(OLD, url=f"{SITE}/news/7384{number}") for number in range(1000, 1100)]
    found = _urls(*days, *others, MILL, most=3)
    assert (MILL.url, 6) == (found[0], len(found))
    assert 3 == sum("/7384" in url for url in found)


def test_surroundings_find_a_page_that_the_claim_does_not() -> None:
    """A title about what is told beside the claim comes before one that shares nothing; it fits no claim."""
    found = Pool((OTHER, SPINNERS)).ranked(CITATION)
    assert [SPINNERS.url, OTHER.url] == [one.url for one in found]
    assert (True, 0.0) == (found[0].score > 0, found[0].fit)


def test_a_day_of_publication_wins_over_one_of_change() -> None:
    """Of two proposals of a page the day that is not of its last change is kept, whichever came first."""
    changed = replace(MILL, published=date(2026, 3, 20), changed=True, title="", found_by="sitemap")
    for pair in ((changed, MILL), (MILL, changed)):
        [found] = Pool(pair).ranked(CITATION)
        assert (DAY, False, MILL.title) == (found.published, found.changed, found.title)


@pytest.mark.parametrize(
    ("candidate", "stands"),
    [
        (MILL, True),
        (ABROAD, False),
        (OLD, False),
        (replace(MILL, published=None), True),
        (replace(MILL, published=date(2026, 3, 7)), True),
        (replace(MILL, published=date(2026, 3, 8)), False),
        (replace(MILL, published=date(2026, 5, 8), changed=True), True),
        (replace(OLD, changed=True), False),
        (replace(MILL, found_by="link"), False),
        (replace(MILL, url=f"{SITE}/2026/03/mill-burned-in-the-night", published=None), True),
    ],
)
def test_which_pages_are_near(candidate: Candidate, stands: bool) -> None:  # noqa: FBT001 - what is expected
    """Those of the outlet that may have appeared in the days, a day more on both sides; links are no list."""
    assert stands is near(CITATION, candidate)


def _seen(*pages: Candidate) -> Callable[[str], bool]:
    return {one.url for one in pages}.__contains__


def test_the_survey_counts_the_pages_of_the_days() -> None:
    """Read is read, a title that shares nothing is set aside, what has no title or shares a word is left."""
    pool = Pool(ALL)
    assert Survey(5, 0, 2, 3, DAY) == pool.survey(CITATION, _seen())
    assert Survey(5, 2, 1, 2, DAY) == pool.survey(CITATION, _seen(MILL, OTHER))
    assert Survey(5, 5, 0, 0, DAY) == pool.survey(CITATION, _seen(*ALL))


def test_the_survey_knows_the_latest_day_of_the_outlet() -> None:
    """Whether a list is still kept is told by its latest day, in the window or not; other sites tell nothing."""
    late = replace(OTHER, url=f"{SITE}/news/93846260", published=date(2026, 4, 9))
    abroad = replace(ABROAD, published=date(2026, 5, 9))
    assert date(2026, 4, 9) == Pool((late, MILL, abroad)).survey(CITATION, _seen()).latest
    assert Survey() == Pool((abroad,)).survey(CITATION, _seen())


def test_the_article_itself_is_not_surveyed() -> None:
    """Neither the article's own page nor its site is a list of its source."""
    assert 1 == Pool((MILL, OTHER)).survey(replace(CITATION, own=(MILL.url,)), _seen()).listed
    assert 0 == Pool((MILL, OTHER)).survey(replace(CITATION, own=("kestrelpost.org",)), _seen()).listed


_PAGES = st.builds(
    Candidate,
    st.builds(
        "{}/{}{}".format,
        st.sampled_from((SITE, "https://gulfpost.org", "http://[bad", "//")),
        st.sampled_from(("", "tag/mill", "2026/03/04/mill-burned-down", "page/202603/13", "ferry-to-be-replaced")),
        st.integers(0, 40),
    ),
    st.sampled_from(("sitemap", "feed", "archive", "link", "local")),
    title=st.sampled_from(("", " ", "Mill burned", "Council votes", "Ferry", "Spinners strike")),
    published=st.none() | st.integers(-9, 9).map(lambda days: DAY + timedelta(days=days)),
    changed=st.booleans(),
)


@given(st.lists(_PAGES, max_size=30), st.sets(st.integers(0, 29)), st.booleans(), st.integers(0, 5))
def test_the_numbers_add_up(pages: list[Candidate], read: set[int], dateless: bool, most: int) -> None:  # noqa: FBT001 - drawn
    """All that is listed was read, set aside or left; every candidate stands once, the best of each kind first."""
    citation = replace(CITATION, window=None) if dateless else CITATION
    pool = Pool(pages)
    survey = pool.survey(citation, _seen(*(one for at, one in enumerate(pages) if at in read)))
    assert survey.listed == survey.read + survey.set_aside + survey.unread
    assert min(survey.listed, survey.read, survey.set_aside, survey.unread) >= 0
    found = pool.ranked(citation, most)
    assert len({one.url for one in found}) == len(found) <= 2 * most
    rest = [one.score for one in found if one.found_by != "link"]
    assert sorted(rest, reverse=True) == rest


def test_a_pool_is_made_once_for_the_same_groups() -> None:
    """Citations that the same lists were read for share one index; the oldest are let go."""
    pools, groups = Pools(), [[(MILL,)] for _ in range(20)]
    first = pools.of(groups[0])
    assert first is pools.of(groups[0])
    assert pools.of(groups[1]) is not first
    for group in groups:
        pools.of(group)
    assert first is not pools.of(groups[0])
