"""Articles, claims, pages and searches, built from a few words."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from claimcheck.attributions import attributed
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
    Reading,
    Source,
    SourceKind,
    Span,
    Survey,
    Trail,
)
from claimcheck.resolve.reach import gap
from claimcheck.verify import judge

if TYPE_CHECKING:
    from collections.abc import Sequence

DAY = date(2025, 3, 5)
GIANT = 50_000
DOMAINS = {"Reuters": "reuters.com", "CNBC": "cnbc.com", "BBC": "bbc.com", "Expresso": "expresso.pt"}
ANSWERED = (Asked("link", answered=True), Asked("sitemap", answered=True, covers=True))


def memento(url: str, outcome: Outcome = Outcome.READ, text: str = "") -> Memento:
    """A capture of *url*, or the record of a fetch that failed."""
    digest = hashlib.sha256(text.encode(errors="replace")).hexdigest() if text else ""
    status = {Outcome.READ: 200, Outcome.NOT_FOUND: 404, Outcome.BLOCKED: 403}.get(outcome)
    return Memento(url, url, outcome, datetime(2025, 3, 6, tzinfo=UTC), status=status, digest=digest)


def page(  # noqa: PLR0913 - a page has many parts
    text: str,
    outlet: str = "Reuters",
    *,
    title: str | None = None,
    author: str | None = None,
    published: date | None = DAY,
    complete: bool = True,
    path: str = "/a",
) -> Page:
    """A page of an outlet of `DOMAINS`; a giant one is not read for its attributions."""
    domain = DOMAINS[outlet]
    taken = memento(f"https://www.{domain}{path}", text=text)
    plain = Page(taken, text, domain, title, outlet, author, published, complete)
    return attributed(plain) if len(text) < GIANT else plain


def reading(
    what: Page | Outcome,
    *,
    score: float = 0.9,
    found_by: str = "sitemap",
    url: str = "https://www.reuters.com/a",
) -> Reading:
    """A candidate that was read, or that failed."""
    if isinstance(what, Page):
        return Reading(Candidate(what.url, found_by, score, fit=score), what.memento, what)
    return Reading(Candidate(url, found_by, score, fit=score), memento(url, what))


def article(text: str, published: date | None = DAY) -> Article:
    """An article that is all story."""
    return Article("a.txt", text, Span(0, len(text)), published=published)


def claim(
    text: str,
    *contents: str,
    kind: Kind = Kind.DIRECT,
    chain: tuple[tuple[str, SourceKind], ...] = (("Reuters", SourceKind.OUTLET),),
) -> Claim:
    """A claim whose contents stand in *text*."""
    spans = tuple(Span(text.index(content), text.index(content) + len(content)) for content in contents)
    sources = tuple(Source(Span(0, 0), name, of, DOMAINS.get(name)) for name, of in chain)
    return Claim("0" * 16, kind, spans, (), sources, Span(0, len(text)))


def citation(
    text: str,
    *,
    outlets: tuple[str, ...] = ("Reuters",),
    speakers: tuple[str, ...] = (),
    links: tuple[str, ...] = (),
    own: tuple[str, ...] = (),
) -> Citation:
    """A citation of outlets of `DOMAINS`."""
    name = (*outlets, *speakers, "somebody")[0]
    of = SourceKind.OUTLET if outlets else SourceKind.PERSON
    domains = tuple(DOMAINS[outlet] for outlet in outlets)
    return Citation("0" * 16, name, of, text, outlets, domains, speakers, links=links, own=own)


def chain_of(outlets: tuple[str, ...], speakers: tuple[str, ...]) -> tuple[tuple[str, SourceKind], ...]:
    """The chain of outlets and the persons they report, outermost first."""
    return (
        *((name, SourceKind.OUTLET) for name in outlets),
        *((name, SourceKind.PERSON) for name in reversed(speakers)),
    )


def survey(cited: Citation, readings: Sequence[Reading], asked: tuple[Asked, ...] = ANSWERED) -> Survey:
    """What is listed when all readings but links come from lists: those that failed were not read."""
    listed = [one for one in readings if one.candidate.found_by != "link"]
    unread = sum(not (one.page and one.page.complete) and not one.memento.outcome.gone for one in listed)
    return Survey(len(listed), len(listed) - unread, 0, unread, gap=gap(cited, asked, None))


def verdict_on(  # noqa: PLR0913 - all that a verdict rests on
    content: str | tuple[str, ...],
    *pages: Page | Reading,
    kind: Kind = Kind.DIRECT,
    speaker: str = "",
    outlets: tuple[str, ...] = ("Reuters",),
    links: tuple[str, ...] = (),
    own: tuple[str, ...] = (),
    asked: tuple[Asked, ...] = ANSWERED,
    others: tuple[Page, ...] = (),
) -> Judgement:
    """Judge a claim with this content against these pages."""
    contents = (content,) if isinstance(content, str) else content
    speakers = (speaker,) if speaker else ()
    text = f"On Wednesday {speaker or 'Reuters'} said {', he said. '.join(contents)}, in an interview about it all."
    cited = citation(" ".join(contents), outlets=outlets, speakers=speakers, links=links, own=own)
    readings = tuple(one if isinstance(one, Reading) else reading(one) for one in pages)
    trail = Trail(cited, tuple(one.candidate for one in readings), asked, survey(cited, readings, asked))
    made = claim(text, *contents, kind=kind, chain=chain_of(outlets, speakers))
    return judge(made, cited, article(text), trail, readings, others)
