"""The verdict when no document carries the content.

A fault of the network never turns into `untraceable` or `unsupported`: each of the two needs everybody to have answered
who must. That is the link finder when the claim has links, the sitemap or the feed, the archive, and any other finder
that is not best-effort.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimcheck.model import Judgement, Outcome, Standing, Verdict
from claimcheck.verify.provenance import foreign, identified, is_link, standing, vouched
from claimcheck.verify.wording import cited, clean, document, fault, listing, outlet, sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimcheck.model import Article, Asked, Citation, Claim, Page, Reading, Trail

_EITHER = frozenset({"sitemap", "feed"})
_BARRED = {
    Standing.OWN: "are the article's own outlet's",
    Standing.COPY: "are copies of the article",
    Standing.LATER: "were published after the article",
}


def absent(  # noqa: PLR0913, PLR0917 - as for judge
    claim: Claim,
    citation: Citation | None,
    article: Article,
    trail: Trail | None,
    readings: Sequence[Reading],
    nearest: str = "",
) -> Judgement:
    """Judge a claim that no page carries.

    Args:
        claim: As for `judge`, like all but the last.
        citation: None when it is not looked for.
        article: Where the claim stands.
        trail: How the search went; None when there was none.
        readings: The candidates that were tried.
        nearest: What the nearest passage lacks, in words for a person; empty when there is none.
    """
    if citation is None:
        return _unreachable(f"the article does not say where to look for {cited(citation, claim)}")
    if not citation.domains and not readings and not citation.links:
        name = cited(citation, claim)
        return _unreachable(f"no website is known for {name} and the sentence has no link: there was nowhere to look")
    if trail is None:
        return _unreachable(f"nothing was looked for on behalf of {cited(citation, claim)}")
    read, failed = _sorted(readings, citation, article)
    unanswered = problems(trail.asked, linked=bool(citation.links))
    document_read = next((reading for reading in read if identified(reading)), None)
    if document_read is not None and not unanswered and not _before(failed, document_read, readings):
        return _unsupported(document_read, citation, nearest)
    if failed or unanswered:
        return _inconclusive(claim, citation, read, failed, unanswered)
    return _untraceable(claim, citation, article, read, readings)


def problems(asked: Sequence[Asked], *, linked: bool) -> list[str]:
    """Return what kept finders that must answer from answering, in words for a person; empty when all did."""
    must = [one for one in asked if not one.best_effort and (linked or one.finder != "link")]
    answered = {one.finder for one in must if one.answered}
    found = [
        f"{clean(one.problem)}" if one.problem else f"the {clean(one.finder)} could not be asked"
        for one in must
        if not one.answered and not (one.finder in _EITHER and answered & _EITHER)
    ]
    return found if must else ["no finder that must answer was asked"]


def in_doubt(
    citation: Citation,
    article: Article,
    trail: Trail | None,
    readings: Sequence[Reading],
    page: Page,
) -> bool:
    """Say whether the cited document may be another than *page*, one that could not be read or looked for."""
    reading = next((reading for reading in readings if reading.page is page), None)
    if reading is None or identified(reading):
        return False
    _, failed = _sorted(readings, citation, article)
    unanswered = problems(trail.asked, linked=bool(citation.links)) if trail else []
    return bool(unanswered) or _before(failed, reading, readings)


def _sorted(
    readings: Sequence[Reading],
    citation: Citation,
    article: Article,
) -> tuple[list[Reading], list[Reading]]:
    """Return the readings of whole documents of the cited source, and those that could not be read."""
    read: list[Reading] = []
    failed: list[Reading] = []
    for reading in readings:
        if reading.page is None:
            if not reading.memento.outcome.gone:
                failed.append(reading)
        elif standing(reading.page, citation, article, linked=vouched(reading)) is Standing.CITED:
            whole = reading.page.complete and not foreign(reading.page, article)
            (read if whole else failed).append(reading)
    return read, failed


def _before(failed: Sequence[Reading], found: Reading, readings: Sequence[Reading]) -> bool:
    """Say whether a reading that failed is ranked before the one found; the article's links rank first."""
    order = sorted(range(len(readings)), key=lambda at: (not is_link(readings[at]), at))
    place = {id(readings[at]): rank for rank, at in enumerate(order)}
    return any(place[id(reading)] < place[id(found)] for reading in failed)


def _unsupported(reading: Reading, citation: Citation, nearest: str) -> Judgement:
    page = reading.page
    words = document(page, citation) if page else clean(reading.memento.host)
    tail = f"; {nearest}" if nearest else ""
    return Judgement(Verdict.UNSUPPORTED, sentence(f"{words} was read and does not carry this{tail}"))


def _inconclusive(
    claim: Claim,
    citation: Citation,
    read: Sequence[Reading],
    failed: Sequence[Reading],
    unanswered: Sequence[str],
) -> Judgement:
    named = " ".join(unanswered)
    faults = listing([*(fault(one) for one in failed if one.memento.host not in named), *unanswered])
    found = f"{len(read)} other page{'s' * (len(read) > 1)} of it did not carry this, but " if read else ""
    name = cited(citation, claim)
    return _unreachable(f"the document of {name} could not be checked: {found}{faults}")


def _untraceable(
    claim: Claim,
    citation: Citation,
    article: Article,
    read: Sequence[Reading],
    readings: Sequence[Reading],
) -> Judgement:
    name = cited(citation, claim)
    gone = [reading for reading in readings if _gone(reading)]
    if read:
        looked = listing([document(reading.page, citation) for reading in read if reading.page], 2)
        return _verdict(f"no document of {name} with this was found; looked at {looked}")
    if gone:
        return _verdict(
            f"the article's link {clean(gone[0].memento.url, 120)} is gone ({_how(gone[0])}), and neither an archived "
            f"copy nor another document of {name} was found"
        )
    pages = [reading.page for reading in readings if reading.page]
    stands = [standing(page, citation, article) for page in pages]
    if barred := next((stand for stand in stands if stand in _BARRED), None):
        return _verdict(f"the only documents found for {name} {_BARRED[barred]}, so they are no source of it")
    if strange := next((reading.page for reading in readings if reading.page and is_link(reading)), None):
        place = outlet(strange)
        return _verdict(f"no document of {name} was found; the link leads to {place}, which does not carry this")
    where = f" on {listing(citation.domains)}" if citation.domains else ""
    return _verdict(f"everything that could be asked answered, and no document of {name} with this was found{where}")


def _gone(reading: Reading) -> bool:
    return is_link(reading) and reading.page is None and reading.memento.outcome.gone


def _how(reading: Reading) -> str:
    """Return how a site said that a page is gone: with a status, or in a page that says so."""
    soft = reading.memento.outcome is Outcome.SOFT_NOT_FOUND
    return clean(reading.memento.reason, 240) if soft else "404 or 410"


def _verdict(reason: str) -> Judgement:
    return Judgement(Verdict.UNTRACEABLE, sentence(reason))


def _unreachable(reason: str) -> Judgement:
    return Judgement(Verdict.UNREACHABLE, sentence(reason))
