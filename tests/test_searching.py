from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, cast

import pytest

from claimcheck.model import (
    Article,
    Asked,
    Candidate,
    Citation,
    Claim,
    Judgement,
    Kind,
    Memento,
    Outcome,
    Page,
    Query,
    SourceKind,
    Span,
    Survey,
    Trail,
    Verdict,
    Window,
)
from claimcheck.resolve import ArchiveFinder, FeedFinder, Found, LinkFinder, Pools, SectionFinder, SitemapFinder, Stage
from claimcheck.searching import STEPS, Case, Desk, decide
from claimcheck.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from claimcheck.gathering import Gatherer
    from claimcheck.judges import Ask, Judges
    from claimcheck.resolve import Finder

DAY = date(2026, 3, 4)
NOW = datetime(2026, 3, 6, tzinfo=UTC)
ARTICLE = Article("mill.txt", "The mill burned.", Span(0, 16))
FIRST, LISTS, FURTHER = Stage((LinkFinder(),)), Stage((SitemapFinder(),)), Stage((SectionFinder(),), always=False)
TITLE = "Council votes on parking fees"


def _citation(name: str, site: str = "kestrelpost.org") -> Citation:
    words = ("mill", "burned", "night", "spinner", "fireman")
    return Citation(
        *(name, site, SourceKind.OUTLET, "The mill burned", (site,), (site,)),
        words=words,
        context=tuple((word, 1.0) for word in words),
        window=Window(date(2026, 3, 1), date(2026, 3, 6)),
        day=DAY,
    )


def _list(count: int, site: str = "kestrelpost.org", title: str = TITLE) -> tuple[Candidate, ...]:
    return tuple(
        Candidate(f"https://{site}/news/{number}", "sitemap", title=title, published=DAY)
        for number in range(1000, 1000 + count)
    )


MATTER = "Spinners and firemen watch as mill burned in the night"


@dataclass
class _Web:
    """Stands in for the gatherer and the judges: lists, pages that can be read or not, and the one that is cited."""

    lists: dict[str, tuple[Candidate, ...]]
    shelf: Shelf = field(default_factory=Shelf)
    gaps: tuple[str, ...] = ()
    outcome: Outcome = Outcome.READ
    cited: str = ""
    asked: list[tuple[str, list[str]]] = field(default_factory=list)
    read_: list[list[str]] = field(default_factory=list)

    async def search(self, citations: Sequence[Citation], finders: Sequence[Finder]) -> tuple[Found, ...]:
        name = finders[0].name
        self.asked.append((name, [one.claim for one in citations]))
        listed = name in {"sitemap", "section", "feed"}
        return tuple(
            Found(
                one,
                tuple(self.lists[site] for site in one.domains if listed and site in self.lists),
                (Asked(name, answered=True, covers=listed and not set(one.domains) & set(self.gaps)),),
            )
            for one in citations
        )

    async def read(self, candidates: Iterable[Candidate]) -> None:
        urls = [query.url for query in self.shelf.wanted(candidates)]
        if urls:
            self.read_.append(sorted(set(urls)))
        for url in set(urls):
            memento = Memento(url, url, self.outcome, NOW)
            text = MATTER if "/fire/" in url else "A page."
            page = Page(memento, text, "kestrelpost.org") if self.outcome is Outcome.READ else None
            self.shelf.put(Query(url), memento, page)

    async def judge(self, _: Article, asks: Sequence[Ask]) -> list[Judgement]:
        found = [self.cited in [one.page.url for one in ask.readings if one.page] for ask in asks]
        return [Judgement(Verdict.TRACED if one else Verdict.UNREACHABLE, "") for one in found]


def _decide(web: _Web, *citations: Citation, limit: int = 12, stages: tuple[Stage, ...] = (LISTS,)) -> list[Trail]:
    claims = tuple(Claim(one.claim, Kind.INDIRECT, (Span(0, 15),), (), (), Span(0, 16)) for one in citations)
    case = Case(ARTICLE, claims, {one.claim: Trail(one) for one in citations})
    desk = Desk(cast("Gatherer", web), web.shelf, cast("Judges", web), stages, Pools(), limit)
    asyncio.run(asyncio.wait_for(decide([case], desk), 60))
    return list(case.trails.values())


def _count(web: _Web) -> dict[str, int]:
    return dict(Counter(url.split("/")[2] for batch in web.read_ for url in batch))


@pytest.mark.parametrize(("limit", "read"), [(12, 12), (40, 40), (200, 100), (5, 5), (3, 3)])
def test_so_many_pages_of_an_outlet_are_read(limit: int, read: int) -> None:
    """What an outlet lists for the days is read from the likeliest down until its budget, or its list, is spent."""
    web = _Web({"kestrelpost.org": _list(100)})
    [trail] = _decide(web, _citation("1"), limit=limit)
    assert {"kestrelpost.org": read} == _count(web)
    assert (100, read, 100 - read, 0) == (
        *(trail.survey.listed, trail.survey.read, trail.survey.set_aside),
        trail.survey.unread,
    )


def test_claims_share_the_budget_of_their_outlet_and_outlets_have_their_own() -> None:
    """Three claims on one outlet read no more of it than one does, and leave another outlet's budget alone."""
    web = _Web({"kestrelpost.org": _list(100), "gulfpost.org": _list(100, "gulfpost.org")})
    _decide(web, _citation("1"), _citation("2"), _citation("3"), _citation("4", "gulfpost.org"))
    assert {"kestrelpost.org": 12, "gulfpost.org": 12} == _count(web)


def test_pages_are_read_in_steps() -> None:
    """Two of every claim, then up to five, then ten of an outlet at a time: between them it is asked what is open."""
    web = _Web({"kestrelpost.org": _list(100)})
    _decide(web, _citation("1"), limit=30)
    assert [STEPS[0], STEPS[1] - STEPS[0], 10, 10, 5] == [len(batch) for batch in web.read_]


@pytest.mark.parametrize(("at", "read"), [(0, 2), (4, 5), (14, 15), (15, 25)])
def test_nothing_more_is_read_for_what_is_traced(at: int, read: int) -> None:
    """Once its document is read a claim costs no further page."""
    listed = _list(100)
    web = _Web({"kestrelpost.org": listed}, cited=listed[at].url)
    _decide(web, _citation("1"), limit=60)
    assert {"kestrelpost.org": read} == _count(web)


def test_a_site_that_shows_nothing_is_left_after_five_pages() -> None:
    """Pages that cannot be read are not asked for one after the other until the budget is spent."""
    web = _Web({"kestrelpost.org": _list(100)}, outcome=Outcome.BLOCKED)
    [trail] = _decide(web, _citation("1"), limit=60)
    assert {"kestrelpost.org": 5} == _count(web)
    assert 0 == trail.survey.read


def test_where_the_matter_is_read_only_its_rivals_are() -> None:
    """A page that has the claim's own words, once read, leaves those that were listed as nearly as likely."""
    matter = tuple(replace(one, url=one.url.replace("/news/", "/fire/")) for one in _list(8, title=MATTER))
    web = _Web({"kestrelpost.org": (*_list(100), *matter)})
    [trail] = _decide(web, _citation("1"), limit=60)
    assert trail.candidates[0].on_the_matter
    assert {one.url for one in matter} == {url for batch in web.read_ for url in batch}


@pytest.mark.parametrize(
    ("gaps", "asked"),
    [((), ["link", "sitemap", "feed"]), (("kestrelpost.org",), ["link", "sitemap", "section", "feed"])],
)
def test_a_stage_is_left_out_where_lists_cover_the_days(gaps: tuple[str, ...], asked: list[str]) -> None:
    """Further lists are asked for only where those that there are do not reach over the days; other stages always."""
    web = _Web({"kestrelpost.org": _list(3)}, gaps=gaps)
    [trail] = _decide(web, _citation("1"), stages=(FIRST, LISTS, FURTHER, Stage((FeedFinder(),))))
    called = [name for name, claims in web.asked if claims]
    assert asked == called
    assert bool(gaps) is bool(trail.survey.gap)


def test_a_stage_is_asked_for_those_claims_alone_whose_lists_do_not_cover() -> None:
    """One outlet's gap asks no further question about another."""
    web = _Web({"kestrelpost.org": _list(3), "gulfpost.org": _list(3, "gulfpost.org")}, gaps=("gulfpost.org",))
    _decide(web, _citation("1"), _citation("2", "gulfpost.org"), stages=(LISTS, FURTHER))
    assert [("sitemap", ["1", "2"]), ("section", ["2"])] == web.asked


def test_a_run_without_stages_or_lists_ends() -> None:
    """Nothing to ask and nothing listed is read nowhere; the trails stay."""
    web = _Web({})
    assert [Trail(_citation("1"))] == _decide(web, _citation("1"), stages=())
    [trail] = _decide(web, _citation("1"))
    assert (Survey(), []) == (trail.survey, web.read_)


def test_a_lone_archive_is_asked() -> None:
    """Where no list is among the finders that are wanted, nothing covers the days, and the archive is asked first."""
    web = _Web({})
    _decide(web, _citation("1"), stages=(Stage((ArchiveFinder(),), always=False),))
    assert [("archive", ["1"])] == web.asked
