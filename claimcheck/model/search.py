"""What a claim cites, what finders ask for, and what came back.

Dates without a time are the publisher's own; times are aware and in UTC.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from claimcheck.model.split import split
from claimcheck.model.terms import Purpose

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date, datetime

    from claimcheck.model.article import Claim, Span
    from claimcheck.model.terms import Outcome, SourceKind


_MATTER = 0.45  # nine of ten known documents have more, nearly all other pages less
_NEARLY = 0.6


@dataclass(frozen=True, slots=True)
class Window:
    """The days, both included, in which a cited document may have appeared."""

    first: date
    last: date

    def holds(self, day: date) -> bool:
        """Say whether *day* lies in the window."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Citation:
    """What a claim says about where it comes from, as the finders need it.

    Args:
        name: Who is cited, for a person to read.
        text: The content, its spans joined by a blank.
        outlets: Names of the outlets whose documents are meant, beside *domains* (same order).
        domains: Registrable domains to look at; empty when no address is known.
        speakers: Names that the document must credit, innermost first; none when the outlet speaks itself.
        words: Folded words of the content itself, the most telling first.
        context: Folded words of the content and of what surrounds it, with what each weighs, 0 to 1, heaviest first.
        links: Hyperlinks in the claim's sentence.
        newsrooms: Addresses of pages that list what the source publishes.
        window: When the document may have appeared; None when the article has no date.
        day: The day on which it most likely appeared; without a date of the article by that of its file, if any.
        document: As in `Claim`.
        own: URL and registrable domain of the article itself; neither is a source of it.
        fronts: Where the sites at *domains* begin (same order): "https://water.calvera.gov/".
        home: The part of a host that is the source's own, where others have other parts; empty where all of it is.
        guessed: The sites are those of others who are cited beside it; what is not there may be anywhere.
    """

    claim: str
    name: str
    kind: SourceKind
    text: str
    outlets: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    newsrooms: tuple[str, ...] = ()
    window: Window | None = None
    day: date | None = None
    document: int = 0
    own: tuple[str, ...] = ()
    fronts: tuple[str, ...] = ()
    home: str = ""
    guessed: bool = False
    context: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Query:
    """Something to fetch, and what for."""

    url: str
    purpose: Purpose = Purpose.PAGE


@dataclass(frozen=True, slots=True)
class Redirect:
    """An answer on the way that led on; *status* is 200 for a page that refreshes itself, 0 where it was not kept."""

    url: str
    status: int = 0


@dataclass(frozen=True, slots=True)
class Memento:
    """A dated capture of a URL (RFC 7089), or the record of a fetch that failed.

    Args:
        url: What was asked for.
        final_url: Where the redirects ended.
        reason: Why there is no content, in words for a person; empty when read.
        body: The bytes, content encoding undone; empty when nothing was read.
        digest: SHA-256 of *body* in hex; empty when nothing was read.
        redirects: What led on, first to last, *final_url* left out.
        archive_url: Where the capture stands in a public archive, when it comes from one.
    """

    url: str
    final_url: str
    outcome: Outcome
    retrieved_at: datetime
    reason: str = ""
    status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = field(default=b"", repr=False)
    digest: str = ""
    redirects: tuple[Redirect, ...] = ()
    archive_url: str | None = None

    def header(self, name: str) -> str:
        """Return the last value of the header *name* (any case), or an empty string."""
        found = [value for key, value in self.headers if key.lower() == name.lower()]
        return found[-1] if found else ""

    @property
    def host(self) -> str:
        """The host that was asked."""
        return split(self.url).hostname or ""


@dataclass(frozen=True, slots=True)
class Answer:
    """A query and what came back."""

    query: Query
    memento: Memento


@dataclass(frozen=True, slots=True)
class Candidate:
    """A URL that may be the cited document.

    Args:
        score: 0 to 1, how likely it is about what the claim and its surroundings are about, and of its days.
        summary: What a list says of it beside its title.
        changed: *published* is the day of its last change: it appeared then or before.
        fit: 0 to 1, how well address, title and date fit what the claim says itself.
        matter: 0 to 1, how much of what claim, title and paragraph are about its title and its text have.
        archive_url: A capture of it in a public archive, to be read when the page itself cannot be.
    """

    url: str
    found_by: str
    score: float = 0.0
    title: str = ""
    published: date | None = None
    archive_url: str | None = None
    summary: str = ""
    changed: bool = False
    fit: float = 0.0
    matter: float = 0.0

    @property
    def on_the_matter(self) -> bool:
        """It has so many of the claim's words and of those around it that it is about the same matter."""
        return self.matter >= _MATTER


@dataclass(frozen=True, slots=True)
class Survey:
    """What an absence rests on: the pages that the cited outlet lists for the days in question.

    Args:
        listed: How many there are.
        read: How many of them the run has read, for whatever claim.
        set_aside: How many were not, since title and description share nothing with the claim and its context.
        unread: How many might carry the claim and were not read.
        latest: The latest day of all that the outlet lists.
        gap: Why the lists do not cover the days, in words for a person; empty when they do.
    """

    listed: int = 0
    read: int = 0
    set_aside: int = 0
    unread: int = 0
    latest: date | None = None
    gap: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """How one finder fared for one citation.

    Args:
        answered: Every query it had was answered (a 404 is an answer).
        problem: What stood in the way, in words for a person; empty when answered.
        best_effort: A finder whose refusal is noted but decides nothing.
        covers: What it lists of the outlet reaches over the citation's days.
        reach: The first day over which its list reaches, where it does not cover them and that day is known.
    """

    finder: str
    answered: bool
    problem: str = ""
    best_effort: bool = False
    covers: bool = False
    reach: date | None = None


@dataclass(frozen=True, slots=True)
class Trail:
    """What the search for one citation gave: its candidates, best first, how each finder fared, what is left."""

    citation: Citation
    candidates: tuple[Candidate, ...] = ()
    asked: tuple[Asked, ...] = ()
    survey: Survey = Survey()

    def rivals(self, found: Candidate) -> tuple[Candidate, ...]:
        """Return the other candidates that are nearly as likely to be the cited document, or likelier."""
        return tuple(one for one in self.candidates if one.score >= _NEARLY * found.score and one.url != found.url)


def _unasked(_: Span) -> tuple[Claim, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class Post:
    """A part of a live blog that was published by itself.

    Args:
        span: Where it stands in the page's text.
        published: Aware, as the page gives it, so that its day is the publisher's own; None when the page does not say.
    """

    span: Span
    published: datetime | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A memento read as a document.

    Args:
        text: The article body alone, or the posts of a live blog; offsets of evidence refer to it.
        posts: Those of a live blog in the order of the text, none overlapping; none for any other page.
        language: What language it says it is in, as a primary tag ("en").
        canonical: The address that it names as its own; absolute.
        complete: Nothing is known to be cut off: no paywall, no teaser.
        domain: Registrable domain of the site that published it (not of an archive).
        attributions: Returns those around a passage of its text; none when it is not to be asked for them.
    """

    memento: Memento
    text: str
    domain: str
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: date | None = None
    complete: bool = True
    attributions: Callable[[Span], Sequence[Claim]] = field(default=_unasked, repr=False, compare=False)
    posts: tuple[Post, ...] = ()
    language: str | None = None
    canonical: str | None = None

    def post(self, span: Span) -> Post | None:
        """Return the post in which a passage starts; None when the page is no live blog."""
        after = bisect_right(self.posts, span.start, key=lambda post: post.span.start)
        return self.posts[after - 1] if after else None

    def day(self, span: Span) -> date | None:
        """Return when a passage was published: the day of its post when that is known, else of the page."""
        post = self.post(span)
        return post.published.date() if post and post.published else self.published

    @property
    def first(self) -> date | None:
        """The day on which the first of its posts was published; of a page without posts, its own."""
        days = [post.published.date() if post.published else self.published for post in self.posts]
        return min((day for day in days if day), default=None) if days and None not in days else self.published

    @property
    def url(self) -> str:
        """Where the document stands on the publisher's site."""
        return self.memento.final_url


@dataclass(frozen=True, slots=True)
class Reading:
    """One candidate of a citation, the memento fetched for it, and the page when it could be read."""

    candidate: Candidate
    memento: Memento
    page: Page | None = None
