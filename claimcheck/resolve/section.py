"""The outlet's front and section pages: the words of their links are titles, for addresses that have none.

Where an outlet has no other list its sections are one, page by page: each names the next (`rel=next`, "Older posts",
`/page/2/`), until the days in question are reached.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claimcheck.model import Candidate, Outcome, Purpose, Query
from claimcheck.model.split import split
from claimcheck.resolve import pages, urls
from claimcheck.resolve.finder import Gap, Reach, elsewhere, front_pages, unbroken

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from claimcheck.model import Answer, Citation, Memento
    from claimcheck.resolve.finder import Step
    from claimcheck.resolve.pages import Item

_MOST_SECTIONS = 8
_MOST_PAGES = 8
_LEAST_WORDS = 3
_LONGEST_NAME = 40
_USUAL = re.compile(
    r"(?:latest|all|press|media|more)?[\s/_-]*(?:news(?:room)?|press(?:[\s/_-](?:releases?|office|room|center|centre))?"
    r"|media(?:[\s/_-](?:releases?|centre|center))?|releases?|latest|headlines|world|politics|business|economy|archives?"
    r"|statements?|publications?|stories|reports?|local|updates?|blog)",
    re.IGNORECASE,
)
_NO_SECTION = re.compile(
    r"/(?:about|contact|privacy|terms|legal|imprint|impressum|cookies?|login|log-in|signin|sign-in|register|account"
    r"|subscribe|subscriptions?|newsletters?|search|jobs|careers|advertis\w*|shop|donate|help|faq|sitemap|rss|feeds?"
    r"|accessibility|podcasts?|videos?|weather|crosswords?|games|authors?|staff|tags?)(?:[/._-]|$)",
    re.IGNORECASE,
)


class SectionFinder:
    """Reads link texts on the front page and on the page that lists news, where one is known.

    Args:
        further: Read the sections that the front page leads to as well, and the pages that each goes on with.
    """

    name = "section"
    best_effort = True

    def __init__(self, *, further: bool = False) -> None:
        self._further = further

    def ask(self, citation: Citation) -> Iterable[Query]:
        """Yield a query for each front page, and for the newsroom page where it is known."""
        return [Query(url, Purpose.HOME) for url in front_pages(citation)]

    def follow(self, citation: Citation, answer: Answer) -> Iterable[Step]:
        """Yield the documents that a page links to, with their titles and days, and the pages to go on with."""
        memento = answer.memento
        if again := elsewhere(citation, answer):
            yield again
        if memento.outcome is not Outcome.READ:
            return
        sheet = pages.sheet(memento.body, memento.final_url)
        sites = {urls.site(memento.final_url), *citation.domains}
        own = [item for item in sheet.items if urls.is_web(item.url) and urls.site(item.url) in sites]
        found = [item for item in own if _is_document(item)]
        for item in found:
            yield Candidate(item.url, self.name, title=item.text, published=item.day or urls.day(item.url))
        if self._further:
            yield from self._onward(citation, answer, own, found, sheet.following)

    def _onward(
        self, citation: Citation, answer: Answer, own: list[Item], found: list[Item], following: str
    ) -> Iterator[Step]:
        """Yield the sections of a front page, and of a section's page the next one, unless the days are reached."""
        memento = answer.memento
        if _is_front(citation, answer.query.url):
            yield from (Query(url, Purpose.HOME) for url in _sections(own, memento.final_url))
        days = [day for item in found if (day := item.day or urls.whole_day(item.url))]
        first = citation.window.first if citation.window else None
        oldest = unbroken(days)
        if oldest and first and oldest <= first:
            yield Reach(urls.site(answer.query.url), oldest)
        elif following:
            deep = (pages.number(following) or 0) > _MOST_PAGES
            if urls.site(following) != urls.site(memento.final_url):
                yield Gap(f"{memento.host} goes on at another site")
            elif deep:
                yield Gap(f"{memento.host} lists more than {_MOST_PAGES} pages")
            else:
                yield Query(following, Purpose.HOME)
        elif found and not _is_front(citation, answer.query.url) and _continued(memento):
            yield Reach(urls.site(answer.query.url))


def _continued(memento: Memento) -> bool:
    """Say whether a page without a next one is the last of several, so that the list has been read to its end."""
    return (pages.number(memento.url) or 0) > 1


def _is_front(citation: Citation, url: str) -> bool:
    return url in front_pages(citation) or split(url).path in {"", "/"}


def _is_document(item: Item) -> bool:
    if not urls.is_document(item.url, titled=True):
        return False
    return len(item.text.split()) >= _LEAST_WORDS or (bool(item.text) and item.day is not None)


def _sections(links: Iterable[Item], front: str) -> list[str]:
    """Return the addresses of a site's sections, as its front page links to them, those of news first."""
    usual: dict[str, str] = {}
    other: dict[str, str] = {}
    for item in links:
        path = split(item.url).path.strip("/")
        if not path or len(item.text) > _LONGEST_NAME or urls.key(item.url) == urls.key(front):
            continue
        if _USUAL.fullmatch(item.text.strip()) or _USUAL.fullmatch(path):
            usual.setdefault(urls.key(item.url), item.url.partition("#")[0])
        elif _is_shelf(path) and not _NO_SECTION.search(f"/{path}"):
            other.setdefault(urls.key(item.url), item.url.partition("#")[0])
    return [*usual.values(), *(url for name, url in other.items() if name not in usual)][:_MOST_SECTIONS]


def _is_shelf(path: str) -> bool:
    """Say whether a path is that of a section rather than of a document: short, without figures."""
    words = re.findall(r"[^\W_]+", path)
    short = path.count("/") <= 1 and len(words) <= _LEAST_WORDS <= len(path)
    return short and not re.search(r"\d|\.", path)
