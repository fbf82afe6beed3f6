"""The verdict when no document carries the content.

`untraceable` is a proof of absence: what the cited outlet lists reaches over the days in question, and every page of
it was read, or has a title and a description that share nothing with the claim and what surrounds it. A link of the
claim's own that is gone, without a captured copy, is the other proof. A fault of the network, a list that does not
reach far enough and a page that was not read leave the question open.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from claimcheck.model import Judgement, Outcome, Standing, Verdict
from claimcheck.verify.provenance import foreign, identified, is_link, standing, vouched
from claimcheck.verify.wording import cited, clean, document, fault, listing, outlet, sentence, span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimcheck.model import Article, Asked, Citation, Claim, Page, Reading, Survey, Trail

_NAMED = 2
_LISTS = frozenset({"sitemap", "feed", "section"})
_ACCUSING = frozenset(
    {Verdict.ALTERED, Verdict.CONTRADICTED, Verdict.MISATTRIBUTED, Verdict.UNSUPPORTED, Verdict.UNTRACEABLE}
)
_BARRED = {
    Standing.OWN: "are the article's own outlet's",
    Standing.COPY: "are copies of the article",
    Standing.LATER: "were published after the article",
}


def absent(  # noqa: PLR0911, PLR0913, PLR0917 - as for judge
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
    if citation.guessed:
        name, sites = cited(citation, claim), listing(citation.domains)
        return _unreachable(f"no website is known for {name}; {sites}, cited beside it, did not show this")
    if trail is None:
        return _unreachable(f"nothing was looked for on behalf of {cited(citation, claim)}")
    read, failed = _sorted(readings, citation, article)
    for reading in read:
        if identified(reading) and _stands_alone(reading, citation, trail, failed, readings):
            return _unsupported(reading, citation, nearest)
        if reading.candidate.on_the_matter and _unrivalled(reading, trail, readings):
            return _unsupported(reading, citation, nearest)
    links = [reading for reading in failed if is_link(reading)]
    gone = [reading for reading in readings if _gone(reading)]
    if gone and not links and not problems(trail.asked, linked=True):
        return _lost(gone[0], citation, claim)
    open_ = holes(trail, failed, linked=bool(citation.links))
    if failed or open_:
        told = [f"the article's link {clean(one.memento.url, 120)} is gone ({_how(one)})" for one in gone]
        return _inconclusive(claim, citation, read, failed, [*told, *open_])
    return _untraceable(claim, citation, article, trail.survey, readings)


def _stands_alone(
    document_read: Reading, citation: Citation, trail: Trail, failed: Sequence[Reading], readings: Sequence[Reading]
) -> bool:
    """Say whether a document is the cited one, whatever else was not read: the claim's own, or no other is likelier."""
    if _before(failed, document_read, readings):
        return False
    return _is_own_document(document_read, citation) or not holes(trail, failed, linked=bool(citation.links))


def _unrivalled(reading: Reading, trail: Trail, readings: Sequence[Reading]) -> bool:
    """Say whether nothing that is nearly as likely to be the cited document is left, in lists that cover the days."""
    done = {one.candidate.url for one in readings if _is_read(one)}
    left = [one for one in trail.rivals(reading.candidate) if one.url not in done]
    return not left and not trail.survey.gap and not problems(trail.asked, linked=bool(trail.citation.links))


def _is_own_document(reading: Reading, citation: Citation) -> bool:
    """Say whether a document that was read is one that the claim itself links, at the cited site or at none known."""
    page = reading.page
    return is_link(reading) and page is not None and (not citation.domains or page.domain in citation.domains)


def holes(trail: Trail, failed: Sequence[Reading], *, linked: bool) -> list[str]:
    """Return what keeps an absence from being proved beside documents that failed, in words for a person."""
    survey, window = trail.survey, trail.citation.window
    found = problems(trail.asked, linked=linked)
    if survey.gap:
        found.append(clean(survey.gap, 200))
    unread = survey.unread - sum(not is_link(reading) for reading in failed)
    if unread > 0:
        when = f" of {span(window.first, window.last)}" if window else ""
        found.append(f"{unread} of {survey.listed} listed pages{when} {_was(unread)} not read (--max-pages)")
    return found


def problems(asked: Sequence[Asked], *, linked: bool) -> list[str]:
    """Return what kept finders that must answer from answering, in words for a person; empty when all did.

    Those are the link finder when the claim has links, and any that is not best-effort and no list of the outlet's: of
    lists one is enough, and the survey knows whether there is one.
    """
    must = [one for one in asked if not one.best_effort and one.finder not in _LISTS]
    return [
        clean(one.problem, 200) or f"the {clean(one.finder)} could not be asked"
        for one in must
        if not one.answered and (linked or one.finder != "link")
    ]


def in_doubt(
    citation: Citation,
    article: Article,
    trail: Trail | None,
    readings: Sequence[Reading],
    page: Page,
) -> bool:
    """Say whether the cited document may be another than *page*, one that could not be read or looked for."""
    if citation.guessed:
        return True
    reading = next((reading for reading in readings if reading.page is page), None)
    if reading is None or identified(reading):
        return False
    if trail and reading.candidate.on_the_matter and _unrivalled(reading, trail, readings):
        return False
    _, failed = _sorted(readings, citation, article)
    return bool(trail and holes(trail, failed, linked=bool(citation.links))) or _before(failed, reading, readings)


def withheld(judged: Judgement, readings: Sequence[Reading]) -> Judgement:
    """Return *judged*, but nothing against a claim while a document that it links could not be read.

    What that document itself shows, as far as it can be read, still counts.
    """
    shown = {id(one.page) for one in judged.evidence}
    unread = [
        one for one in readings if is_link(one) and not _is_read(one) and not (one.page and id(one.page) in shown)
    ]
    if judged.verdict not in _ACCUSING or not unread:
        return judged
    faults = listing([fault(one) for one in unread])
    return replace(
        judged,
        verdict=Verdict.UNREACHABLE,
        reason=sentence(f"the document that the claim links could not be read: {faults}"),
    )


def _is_read(reading: Reading) -> bool:
    """Say whether a document is there as a whole, or is known not to be there."""
    return reading.page.complete if reading.page else reading.memento.outcome.gone


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
    claim: Claim, citation: Citation, article: Article, survey: Survey, readings: Sequence[Reading]
) -> Judgement:
    pages = [reading.page for reading in readings if reading.page]
    stands = [standing(page, citation, article) for page in pages]
    titles = [page.title for page, stand in zip(pages, stands, strict=True) if stand is Standing.CITED and page.title]
    name, looked = cited(citation, claim), surveyed(survey, citation, titles)
    if Standing.CITED not in stands and (barred := next((stand for stand in stands if stand in _BARRED), None)):
        return _verdict(f"the only documents found for {name} {_BARRED[barred]}, so they are no source of it; {looked}")
    if strange := next((reading.page for reading in readings if reading.page and is_link(reading)), None):
        place = outlet(strange)
        return _verdict(
            f"no document of {name} was found; the link leads to {place}, which does not carry this; {looked}"
        )
    return _verdict(f"no document of {name} has this; {looked}")


def surveyed(survey: Survey, citation: Citation, titles: Sequence[str] = ()) -> str:
    """Return words for what an absence rests on: how many pages were listed, read, *titles* first, and set aside."""
    window = citation.window
    when = f" for {span(window.first, window.last)}" if window else " (the article has no date)"
    if not survey.listed:
        return f"it lists no page{when}"
    first = f", {listing([f'“{clean(title)}”' for title in titles[:_NAMED]])} first" if titles else ""
    aside = f", and {survey.set_aside} set aside by their titles" if survey.set_aside else ""
    pages = "one page" if survey.listed == 1 else f"{survey.listed} pages"
    return f"of the {pages} that it lists{when}, {survey.read} {_was(survey.read)} read{first}{aside}"


def _was(count: int) -> str:
    return "was" if count == 1 else "were"


def _lost(reading: Reading, citation: Citation, claim: Claim) -> Judgement:
    link, name = clean(reading.memento.url, 120), cited(citation, claim)
    return _verdict(
        f"the article's link {link} is gone ({_how(reading)}), and neither an archived copy nor another document of "
        f"{name} with this was found"
    )


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
