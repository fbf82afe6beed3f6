"""Credit that is passed on: whom a document itself credits with what it is cited for, and how to look there."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from claimcheck.identity import outlets
from claimcheck.model import SourceKind, Verdict, Window

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from claimcheck.model import Citation, Claim, Judgement, Page, Source, Span

HOPS = 2
"""So far is passed-on credit followed."""
_BACK = timedelta(days=7)
_NEAR = 1_500
_MEANT = re.compile(
    r"\b(?:it|its|(?:the|that) (?:\w+ )?(?:broadcaster|channel|network|station|newspaper|paper|daily|weekly|tabloid"
    r"|magazine|agency|newswire|outlet|publication|site|website|portal|report|journal))\s+(?:\w+ )?"
    r"(?:said|says|reported|reports|wrote|writes|cited|quoted|quoting|citing|revealed|added|published)\b",
    re.IGNORECASE,
)
"""Words that may mean an outlet which is named far away."""
_TOLD = frozenset({Verdict.TRACED, Verdict.PARTIAL})


def carriers(judgement: Judgement) -> list[tuple[Page, Span]]:
    """Return the passages that carry a claim, each with its page."""
    return [(one.page, one.span) for one in judgement.evidence] if judgement.verdict in _TOLD else []


def credited(page: Page, passage: Span, publisher: str = "") -> tuple[Source, ...]:
    """Return the outlets that a page credits with a passage; *publisher* is that of the article, known or not."""
    if not _names_an_outlet(page, passage, publisher):
        return ()
    return tuple(
        source
        for relation in page.attributions(passage)
        if any(_holds(span, passage) for span in relation.content)
        for source in relation.chain
        if source.kind is SourceKind.OUTLET and not source.channel
    )


def firsts(
    claim: Claim,
    credits: Iterable[tuple[Page, Sequence[Source]]],  # noqa: A002 - the word for it
    known: Collection[str] = (),
    publisher: str = "",
) -> list[tuple[Source, Page]]:
    """Return the outlets that pages credit with the passages that carry a claim, each with its page, by name.

    Args:
        claim: Whom its own chain names is left out.
        credits: Pages, and whom they credit with the passage that carries the claim.
        known: Domains to leave out as well.
        publisher: Of the article; credit to it counts although no website of it may be known.
    """
    told = {*known, *(source.domain for source in claim.chain)}
    found = {
        source.domain or source.name: (source, page)
        for page, sources in credits
        for source in sources
        if source.domain or is_own(source, (), publisher)
        if source.domain not in {*(told - {None}), page.domain}
    }
    return sorted(found.values(), key=lambda pair: pair[0].name)


def _names_an_outlet(page: Page, passage: Span, publisher: str) -> bool:
    """Say whether an outlet is named near a passage, so that it is worth finding out who is credited there."""
    near = page.text[max(0, passage.start - _NEAR) : passage.end + _NEAR]
    if publisher and publisher.casefold() in near.casefold():
        return True
    return bool(_MEANT.search(near) or outlets.find_mentions(near))


def is_own(source: Source, own: Collection[str], publisher: str) -> bool:
    """Say whether a source is the article's own publisher, by its domain or its name."""
    return source.domain in own or bool(publisher and source.name.casefold() == publisher.casefold())


def ahead(citation: Citation, source: Source, page: Page) -> Citation:
    """Return the citation that *page* makes when it credits *source* with what it is itself cited for."""
    last = page.published or (citation.window.last if citation.window else None)
    return replace(
        citation,
        name=source.name,
        kind=source.kind,
        outlets=(source.name,),
        domains=(source.domain,) if source.domain else (),
        fronts=(),
        newsrooms=(),
        home="",
        links=(),
        window=Window(last - _BACK, last) if last else None,
        document=0,
    )


def _holds(content: Span, passage: Span) -> bool:
    """Say whether an attribution's content has half of a passage."""
    shared = min(content.end, passage.end) - max(content.start, passage.start)
    return 2 * shared >= passage.end - passage.start > 0
