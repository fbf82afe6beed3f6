"""What each claim says about where it comes from."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from claimcheck.identity import organisations, outlets
from claimcheck.identity.sites import registrable_domain
from claimcheck.model import Citation, SourceKind
from claimcheck.resolve import urls
from claimcheck.resolve.context import context
from claimcheck.resolve.dates import likeliest, window
from claimcheck.resolve.rank import telling

_BESIDE = 600
"""So many characters apart two claims are about one matter, as in a paragraph and the next."""

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from claimcheck.identity.organisations import Organisation
    from claimcheck.model import Article, Claim, Source


def cite(
    article: Article, claims: Sequence[Claim], sites: Mapping[str, Organisation] | None = None
) -> tuple[Citation, ...]:
    """Return the citation of every claim that names a source, in the order of the claims.

    A person or organisation without a known website is looked for where the article says that the same one spoke: in
    the outlets that other claims of theirs go through.

    Args:
        article: Where the claims stand.
        claims: Found in it.
        sites: The user's own entries of who is where, which win over the tables.
    """
    through = _outlets_by_speaker(claims)
    own = _own(article)
    return tuple(
        _citation(article, claim, through, own, sites or {})
        for claim in claims
        if any(source.kind is not SourceKind.UNNAMED for source in claim.chain)
    )


def at(citation: Citation, url: str) -> Citation:
    """Return *citation* with the website of its source, which was found at *url*."""
    body = organisations.entered(citation.name, url)
    newsrooms = (body.newsroom,) if body.newsroom else ()
    return replace(
        citation,
        outlets=(citation.name,),
        domains=(body.domain,),
        fronts=(body.front,),
        newsrooms=newsrooms,
        home=body.newsroom,
    )


def beside(claims: Sequence[Claim], citations: Mapping[str, Citation]) -> dict[str, Citation]:
    """Return citations without any place to look at, by claim, each with the sites of those that stand beside it.

    "Joaquim Serra, the minister" has no site, the ministry that the next sentence cites has one, and he may be heard
    there.

    Args:
        claims: Of one article, in its order.
        citations: Of those that cite somebody, by claim.
    """
    found: dict[str, Citation] = {}
    known = [(citations.get(claim.id), claim.sentence.start, at) for at, claim in enumerate(claims)]
    placed = sorted(((start, at, one) for one, start, at in known if one and one.domains), key=lambda one: one[:2])
    for claim in claims:
        own = citations.get(claim.id)
        if own is None or own.domains or own.links:
            continue
        if other := _nearest(placed, claim.sentence.start):
            found[claim.id] = replace(
                own,
                outlets=other.outlets,
                domains=other.domains,
                fronts=other.fronts,
                newsrooms=other.newsrooms,
                guessed=True,
            )
    return found


def _nearest(placed: Sequence[tuple[int, int, Citation]], start: int) -> Citation | None:
    """Return the citation whose sentence begins nearest to an offset, if one is near; the earlier claim's of two."""
    first = bisect_left(placed, start - _BESIDE, key=lambda one: one[0])
    after = bisect_right(placed, start + _BESIDE, key=lambda one: one[0])
    near = min(placed[first:after], key=lambda one: (abs(one[0] - start), one[1]), default=None)
    return near[2] if near else None


def _outlets_by_speaker(claims: Sequence[Claim]) -> dict[str, list[Source]]:
    """Return for each speaker the outlets that relay them or were spoken to, each once, in the article's order."""
    found: dict[str, dict[str, Source]] = {}
    for claim in claims:
        carriers = [source for source in claim.chain if source.kind is SourceKind.OUTLET]
        for source in claim.chain:
            if carriers and source.kind in {SourceKind.PERSON, SourceKind.ORGANISATION}:
                known = found.setdefault(source.name.casefold(), {})
                for carrier in carriers:
                    known.setdefault(carrier.name.casefold(), carrier)
    return {name: list(known.values()) for name, known in found.items()}


def _citation(
    article: Article,
    claim: Claim,
    through: dict[str, list[Source]],
    own: tuple[str, ...],
    known: Mapping[str, Organisation],
) -> Citation:
    named = [source for source in claim.chain if source.kind is not SourceKind.UNNAMED]
    carriers = [source for source in named if source.kind is SourceKind.OUTLET]
    speakers = [source for source in reversed(named) if source.kind in {SourceKind.PERSON, SourceKind.ORGANISATION}]
    mine = [source for source in named if organisations.known(source.name, known)]
    if not carriers and not mine and not any(source.domain for source in named):
        carriers = next((through[s.name.casefold()] for s in speakers if s.name.casefold() in through), [])
    sites = [source for source in mine if not carriers or source in carriers] or carriers
    sites = sites or [source for source in named if source.domain]
    named_by = {domain: source.name for source in reversed(sites) for domain in reversed(_domains(source, known))}
    domains = tuple(dict.fromkeys(domain for source in sites for domain in _domains(source, known)))
    fronts = {domain: front for source in reversed(sites) for domain, front in _front(source, known)}
    text = " ".join(span.of(article.text) for span in claim.content)
    return Citation(
        claim=claim.id,
        name=(carriers or named)[0].name,
        kind=(carriers or named)[0].kind,
        text=text,
        outlets=tuple(named_by[domain] for domain in domains),
        domains=domains,
        context=context(article, claim, [source.name for source in speakers if source not in sites]),
        fronts=tuple(fronts.get(domain) or f"https://www.{domain}/" for domain in domains),
        speakers=tuple(source.name for source in speakers),
        words=telling(text),
        newsrooms=tuple(dict.fromkeys(filter(None, (_newsroom(source, known) for source in sites)))),
        home=_home(sites, known),
        links=tuple(dict.fromkeys(link for link in claim.links if urls.is_web(link) and not _same(link, article))),
        window=window(article.published, claim.sentence.of(article.text)),
        day=likeliest(article.published or article.hint, claim.sentence.of(article.text)),
        document=claim.document,
        own=own,
    )


def _domains(source: Source, known: Mapping[str, Organisation]) -> tuple[str, ...]:
    """Return the sites of a source, the main one first."""
    if mine := organisations.known(source.name, known):
        return mine.domains
    outlet = outlets.by_domain(source.domain) if source.domain else outlets.lookup(source.name)
    if outlet and outlet.domains:
        return outlet.domains
    if body := organisations.lookup(source.name):
        return body.domains
    return (source.domain,) if source.domain else ()


def _front(source: Source, known: Mapping[str, Organisation]) -> Iterator[tuple[str, str]]:
    """Yield the domain of a body with where its site begins, when that is known."""
    mine = organisations.known(source.name, known)
    body = mine or organisations.lookup(source.name)
    if body and (mine or body.domain == source.domain):
        yield body.domain, body.front


def _home(sites: Sequence[Source], known: Mapping[str, Organisation]) -> str:
    """Return the part of a domain that is the one cited body's own; empty where all of it is, or of several bodies."""
    if len(sites) != 1 or organisations.known(sites[0].name, known):
        return ""
    body = organisations.lookup(sites[0].name)
    return body.home if body and body.domain == sites[0].domain else ""


def _newsroom(source: Source, known: Mapping[str, Organisation]) -> str:
    if mine := organisations.known(source.name, known):
        return mine.newsroom
    body = organisations.lookup(source.name)
    return body.newsroom if body and body.domain == source.domain else ""


def _same(link: str, article: Article) -> bool:
    return article.url is not None and urls.key(link) == urls.key(article.url)


def _own(article: Article) -> tuple[str, ...]:
    """Return the article's address and the domains of its site and publisher, as far as known."""
    site = registrable_domain(article.url) if article.url else ""
    name = re.sub(r"\s+", " ", article.publisher or "")
    publisher = outlets.lookup(name) if name else None
    return tuple(
        dict.fromkeys(part for part in (article.url or "", site, publisher.domain if publisher else "") if part)
    )
