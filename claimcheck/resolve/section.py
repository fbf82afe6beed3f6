"""The outlet's front and section pages: the words of their links are titles, for addresses that have none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from claimcheck.model import Candidate, Outcome, Purpose, Query
from claimcheck.resolve import urls, xml
from claimcheck.resolve.finder import elsewhere, front_pages

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claimcheck.model import Answer, Citation

_MOST_SECTIONS = 4
_LEAST_WORDS = 3
_USUAL = re.compile(
    r"(?:latest|all|press|media|more)?[\s/_-]*(?:news(?:room)?|press(?:[\s/_-](?:releases?|office|room|center|centre))?"
    r"|media(?:[\s/_-](?:releases?|centre|center))?|releases?|latest|headlines|world|politics|business|economy|archives?"
    r"|statements?|publications?|stories|reports?|local|updates?|blog)",
    re.IGNORECASE,
)


class SectionFinder:
    """Reads link texts on the front page, the newsroom page and usual sections of a site."""

    name = "section"
    best_effort = True

    def ask(self, citation: Citation) -> Iterable[Query]:
        """Yield a query for each front page, and for the newsroom page where it is known."""
        return [Query(url, Purpose.HOME) for url in front_pages(citation)]

    def follow(self, citation: Citation, answer: Answer) -> Iterable[Query | Candidate]:
        """Yield the documents that a page links to, with their titles; of a front page its usual sections as well."""
        memento = answer.memento
        if again := elsewhere(citation, answer):
            yield again
        if memento.outcome is not Outcome.READ:
            return
        home = urls.site(memento.final_url)
        links = [(urls.join(memento.final_url, href), text) for href, text in xml.links(memento.body)]
        own = [(url, text) for url, text in links if urls.is_web(url) and urls.site(url) in {home, *citation.domains}]
        for url, text in own:
            if len(text.split()) >= _LEAST_WORDS and urls.is_document(url, titled=True):
                yield Candidate(url, self.name, title=text, published=urls.day(url))
        if answer.query.url in front_pages(citation) or urlsplit(answer.query.url).path in {"", "/"}:
            yield from (Query(url, Purpose.HOME) for url in _sections(own, memento.final_url))


def _sections(links: Iterable[tuple[str, str]], front: str) -> list[str]:
    """Return the addresses of a site's usual sections, as its front page links to them."""
    found: dict[str, str] = {}
    for url, text in links:
        path = urlsplit(url).path.strip("/")
        if not path or len(text) > 40 or urls.key(url) == urls.key(front):  # noqa: PLR2004 - no section has a longer name
            continue
        if _USUAL.fullmatch(text.strip()) or _USUAL.fullmatch(path):
            found.setdefault(urls.key(url), url.partition("#")[0])
    return list(found.values())[:_MOST_SECTIONS]
