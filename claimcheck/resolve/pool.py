"""What finders propose, merged and indexed once for all citations that it is proposed for.

A sitemap's part may list 50,000 documents for each of sixteen citations. Words lead from a citation to the documents
that share the most of them; only those are scored in full.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from heapq import nlargest
from typing import TYPE_CHECKING

from claimcheck.resolve import rank, urls

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from claimcheck.model import Candidate, Citation

_SCORED = 600
"""So many documents that share words with a citation are scored in full."""


class Pool:
    """Candidates by document, each once, and the words of their titles and addresses.

    Args:
        found: What finders proposed, in order; of two proposals of one document the later fills what the first lacks.
    """

    def __init__(self, found: Iterable[Candidate]) -> None:
        known: dict[str, Candidate] = {}
        for one in found:
            if urls.is_web(one.url) or one.found_by == "local":
                name = urls.key(one.url)
                known[name] = _merged(known[name], one) if name in known else one
        self._names = list(known)
        self._all = list(known.values())
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        self._always: list[int] = []
        self._blind: list[int] = []
        for at, one in enumerate(self._all):
            if one.found_by in {"link", "local"}:
                self._always.append(at)
            elif rank.blind(one):
                self._blind.append(at)
            else:
                for word in rank.signs(one):
                    self._places[word].append(at)
        self._starts: defaultdict[str, list[str]] = defaultdict(list)
        for word in self._places:
            self._starts[word[: rank.START]].append(word)

    def near(self, citation: Citation) -> Iterator[tuple[str, Candidate]]:
        """Yield what may be the citation's document, with a name for it: what is linked or saved, and the likeliest."""
        for at in (*self._always, *self._shared(citation), *self._dark(citation)):
            yield self._names[at], self._all[at]

    def _shared(self, citation: Citation) -> Sequence[int]:
        """Return the documents that share the most words with a citation, the order of the pool kept among equals."""
        count: Counter[int] = Counter()
        for word in citation.words:
            for other in self._starts.get(word[: rank.START], ()):
                if rank.alike(word, other):
                    count.update(self._places[other])
        if len(count) <= _SCORED:
            return sorted(count)
        return nlargest(_SCORED, sorted(count), key=count.__getitem__)

    def _dark(self, citation: Citation) -> Iterator[int]:
        """Yield the documents that only their day speaks for, out of the citation's window left out."""
        days = citation.window
        for at in self._blind:
            day = self._all[at].published or urls.day(self._all[at].url)
            if days is None or day is None or rank.timely(days, day):
                yield at


def _merged(first: Candidate, second: Candidate) -> Candidate:
    return replace(
        first,
        title=first.title or second.title,
        published=first.published or second.published,
        archive_url=first.archive_url or second.archive_url,
    )
