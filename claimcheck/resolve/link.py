"""The hyperlinks in the claim's own sentence; a dead one is looked for in the archive.

A host that answers 404 to its front page as well has not said that a page is gone: it keeps programs out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimcheck.model import Candidate, Outcome, Purpose, Query
from claimcheck.resolve import cdx, urls
from claimcheck.resolve.finder import Gap, at_root

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claimcheck.model import Answer, Citation
    from claimcheck.resolve.finder import Step

_NO_CAPTURE = frozenset({Outcome.REFUSED_ADDRESS, Outcome.BAD_URL, Outcome.NOT_CACHED})


class LinkFinder:
    """Proposes what the sentence links to. An answer that it is gone leads to the archive's captures of the address."""

    name = "link"
    best_effort = False

    def __init__(self, archive: str = cdx.ARCHIVE) -> None:
        self._archive = archive

    def ask(self, citation: Citation) -> Iterable[Step]:
        """Yield a query for each hyperlink."""
        return [Query(link) for link in citation.links]

    def follow(self, citation: Citation, answer: Answer) -> Iterable[Step]:
        """Yield the page itself, or what the archive has of it."""
        if answer.query.purpose is Purpose.HOME:
            if answer.memento.outcome is Outcome.NOT_FOUND:
                yield Gap(f"{answer.memento.host} answers 404 to everything, its front page included")
            return
        if answer.query.purpose is Purpose.PAGE:
            url = answer.query.url
            if answer.memento.outcome.gone:
                yield Query(cdx.exact(self._archive, url), Purpose.API)
                yield Query(at_root(url, "/"), Purpose.HOME)
            shut = not answer.memento.outcome.answers and answer.memento.outcome not in _NO_CAPTURE
            capture = cdx.near(self._archive, url, citation.window) if shut else None
            yield Candidate(url, self.name, published=urls.day(url), archive_url=capture)
            return
        rows = cdx.rows(answer.memento)
        if isinstance(rows, list):
            near = cdx.nearest(rows, citation.window)
            if near:
                yield Candidate(
                    near.url, self.name, archive_url=cdx.replay(self._archive, near), published=urls.day(near.url)
                )
        elif rows:
            yield rows
