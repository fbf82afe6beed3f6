"""What finders propose, merged and indexed once for all citations that it is proposed for.

A sitemap's part may list 50,000 documents for each of sixteen citations.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace
from heapq import nlargest
from itertools import islice
from typing import TYPE_CHECKING

from claimcheck.model import Survey
from claimcheck.resolve import rank, urls
from claimcheck.resolve.context import BESIDE, CLAIM, PARAGRAPH
from claimcheck.resolve.relevance import Relevance

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from claimcheck.model import Candidate, Citation

MOST = 40
"""So many listed pages of its days are candidates of a citation, and so many others at most."""
_SCORED = 600
"""So many listed pages that share words with a citation are scored in full."""
_CLOSE = 0.2
"""What a title must have of claim, paragraph and the article's title, so that what stands beside them counts as well:
in a round-up each claim stands beside another matter."""
_KEPT = 16
_GIVEN = frozenset({"link", "local"})


def _never(_: str) -> bool:
    return False


class Pool:
    """Candidates by document, each once, and the words of their titles, addresses and descriptions.

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
        self._given = [at for at, one in enumerate(self._all) if one.found_by in _GIVEN]
        self._listed = [at for at, one in enumerate(self._all) if one.found_by not in _GIVEN and rank.may_be(one)]
        self._blind = {at for at in self._listed if rank.blind(self._all[at])}
        self._worded = {at for at in self._listed if at not in self._blind}
        self._words = Relevance([rank.signs(one) for one in self._all])
        self._inside: dict[object, dict[int, None]] = {}
        self._latest: dict[tuple[str, ...], date | None] = {}

    def ranked(self, citation: Citation, most: int = MOST) -> tuple[Candidate, ...]:
        """Return the candidates that may be the cited document, links first, the best first.

        Of the pages listed for the citation's days there are *most*, those without a shared word among them, so that
        a short list is there as a whole; of others those that share words.
        """
        scores = self._words.scores(_query(citation))
        inside = self._near(citation)
        likely = nlargest(_SCORED, sorted(scores.keys() & self._worded), key=scores.__getitem__)
        silent = islice((at for at in inside if at not in scores and at not in self._blind), most)
        dark = (at for at in inside if at in self._blind)
        fits = {at: self._score(citation, at, scores.get(at, 0.0)) for at in (*self._given, *likely, *silent, *dark)}
        order = sorted(fits, key=lambda at: (self._all[at].found_by != "link", -fits[at], self._all[at].url))
        kept = [at for at in order if fits[at] or at in inside or self._all[at].found_by == "link"]
        own = {urls.key(part) for part in citation.own if "/" in part}
        good = [at for at in kept if self._names[at] not in own]
        chosen = [*_first(good, inside.__contains__, most), *_first(good, lambda at: at not in inside, most)]
        best = sorted(chosen, key=good.index)
        close = self._words.scores(pair for pair in _query(citation) if pair[1] >= PARAGRAPH)
        return tuple(
            replace(
                self._all[at],
                score=fits[at],
                fit=self._fit(citation, at),
                matter=fits[at] if close.get(at, 0.0) >= _CLOSE else 0.0,
            )
            for at in best
        )

    def survey(self, citation: Citation, seen: Callable[[str], bool], tried: Callable[[str], bool] = _never) -> Survey:
        """Count what is listed for a citation's days: what was read, set aside, and left unread.

        Args:
            citation: What was looked for.
            seen: Says whether the document at an address was read.
            tried: Says whether it was asked for at all; what was and could not be read is not set aside.
        """
        near = self._near(citation)
        read = {at for at in near if seen(self._all[at].url)}
        shared = self._words.sharing((word, weight) for word, weight in _query(citation) if weight >= BESIDE)
        left = [at for at in near if at not in read and not tried(self._all[at].url)]
        aside = [at for at in left if at not in shared and self._all[at].title.strip()]
        return Survey(
            listed=len(near),
            read=len(read),
            set_aside=len(aside),
            unread=len(near) - len(read) - len(aside),
            latest=self.latest(citation),
        )

    def latest(self, citation: Citation) -> date | None:
        """Return the latest day of all that is listed at the citation's sites; None when no day is known."""
        if citation.domains not in self._latest:
            listed = (self._all[at] for at in self._listed)
            days = [day for one in listed if (day := rank.day(one)) and _at_home(citation, one)]
            self._latest[citation.domains] = max(days, default=None)
        return self._latest[citation.domains]

    def _near(self, citation: Citation) -> dict[int, None]:
        """Return the pages that are listed at the citation's sites and may have appeared in its days, by address."""
        key = (citation.domains, citation.window, citation.own)
        if key not in self._inside:
            inside = [at for at in self._listed if near(citation, self._all[at])]
            own = {urls.key(part) for part in citation.own if "/" in part}
            kept = [
                at for at in inside if self._names[at] not in own and urls.site(self._all[at].url) not in citation.own
            ]
            self._inside[key] = dict.fromkeys(sorted(kept, key=lambda at: self._all[at].url))
        return self._inside[key]

    def _score(self, citation: Citation, at: int, told: float) -> float:
        """Return how well a candidate fits; a saved document was read, so that its own score knows more."""
        one = self._all[at]
        if one.found_by == "local":
            return one.score
        if one.found_by != "link" and citation.own and urls.site(one.url) in citation.own:
            return 0.0
        if at in self._blind:
            return rank.score(citation, one)
        return round(told * rank.bearing(citation, one), 4)

    def _fit(self, citation: Citation, at: int) -> float:
        one = self._all[at]
        return one.score if one.found_by == "local" else rank.score(citation, one)


def near(citation: Citation, candidate: Candidate) -> bool:
    """Say whether a page stands at a citation's sites and may have appeared in its days."""
    in_time = citation.window is None or rank.in_time(citation.window, candidate)
    return in_time and candidate.found_by not in _GIVEN and _at_home(citation, candidate)


def _query(citation: Citation) -> tuple[tuple[str, float], ...]:
    return citation.context or tuple((word, CLAIM) for word in citation.words)


def _at_home(citation: Citation, candidate: Candidate) -> bool:
    return urls.site(candidate.url) in citation.domains


def _first(order: Sequence[int], wanted: Callable[[int], bool], most: int) -> list[int]:
    return [at for at in order if wanted(at)][:most]


def _merged(first: Candidate, second: Candidate) -> Candidate:
    """Return two proposals of one document as one; a link of the article and a day of publication win."""
    if "link" in {first.found_by, second.found_by} and first.found_by != "link":
        first, second = replace(second, score=max(first.score, second.score)), first
    dated = min((one for one in (first, second) if one.published), key=lambda one: one.changed, default=first)
    return replace(
        first,
        title=first.title or second.title,
        summary=first.summary or second.summary,
        published=dated.published,
        changed=dated.changed,
        archive_url=first.archive_url or second.archive_url,
    )


class Pools:
    """Pools by what went into them; the latest are kept."""

    def __init__(self) -> None:
        self._known: OrderedDict[tuple[int, ...], tuple[object, Pool]] = OrderedDict()

    def of(self, groups: Sequence[Sequence[Candidate]]) -> Pool:
        """Return the pool of groups of candidates, made once."""
        name = tuple(map(id, groups))
        if name not in self._known:
            self._known[name] = (groups, Pool(one for group in groups for one in group))
        self._known.move_to_end(name)
        while len(self._known) > _KEPT:
            self._known.popitem(last=False)
        return self._known[name][1]
