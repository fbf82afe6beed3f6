"""The core types, from article to report.

Offsets are 0-based, half-open and counted in code points. Lines and columns are 1-based. Dates without a
time are the publisher's own; times are aware and in UTC.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from datetime import date, datetime


class Kind(StrEnum):
    """How a claim gives its content: in quotation marks, in other words, partly so, or as a photo credit."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"
    CREDIT = "credit"


class SourceKind(StrEnum):
    """What a source is."""

    OUTLET = "outlet"
    PERSON = "person"
    ORGANISATION = "organisation"
    DOCUMENT = "document"
    UNNAMED = "unnamed"


class Verdict(StrEnum):
    """What the evidence shows about the tracing of a claim, never about its truth."""

    TRACED = "traced"
    PARTIAL = "partial"
    ALTERED = "altered"
    CONTRADICTED = "contradicted"
    MISATTRIBUTED = "misattributed"
    UNSUPPORTED = "unsupported"
    UNTRACEABLE = "untraceable"
    UNREACHABLE = "unreachable"
    UNNAMED = "unnamed"


class Severity(StrEnum):
    """How much a finding weighs; `--fail-on` names the least that fails."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Purpose(StrEnum):
    """What a query is for; robots rules are not asked about `ROBOTS` and `API`."""

    PAGE = "page"
    HOME = "home"
    ROBOTS = "robots"
    SITEMAP = "sitemap"
    FEED = "feed"
    API = "api"
    CAPTURE = "capture"


class Outcome(StrEnum):
    """How a fetch ended. Only `READ` has content; only `NOT_FOUND` is an answer against a citation."""

    READ = "read"
    NOT_FOUND = "not-found"
    PAYWALLED = "paywalled"
    CHALLENGE = "challenge"
    BLOCKED = "blocked"
    RATE_LIMITED = "rate-limited"
    ROBOTS_DISALLOWED = "robots-disallowed"
    SERVER_ERROR = "server-error"
    TIMEOUT = "timeout"
    DNS = "dns"
    TLS = "tls"
    NETWORK = "network"
    REDIRECT_LOOP = "redirect-loop"
    TOO_LARGE = "too-large"
    NOT_TEXT = "not-text"
    REFUSED_ADDRESS = "refused-address"
    BAD_URL = "bad-url"
    NOT_CACHED = "not-cached"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a text, `text[start:end]`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the stretch of *text* that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Say whether the two spans share a code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Say whether *other* lies inside."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink of an article: where its words stand in the text, and where it leads (absolute if known)."""

    span: Span
    url: str


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """The text from *offset* on stands at *line* and *column* of the input file."""

    offset: int
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Article:
    """A text to check.

    Args:
        path: The input as the user gave it, with forward slashes; `-` for standard input; the URL for a URL.
        text: What every offset refers to; for a plain-text file the file's text unchanged.
        body: The part of *text* that is the story (header lines and page furniture before and after it left out).
        positions: Sorted; where parts of *text* stand in the input file; empty when the input has no lines.
    """

    path: str
    text: str
    body: Span
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: date | None = None
    links: tuple[Link, ...] = ()
    positions: tuple[Position, ...] = ()

    def locate(self, offset: int) -> tuple[int, int] | None:
        """Return the line and column of *offset* in the input file, or None when it has no lines."""
        place = None
        for position in self.positions:
            if position.offset > offset:
                break
            place = position
        return (place.line, place.column + offset - place.offset) if place else None


@dataclass(frozen=True, slots=True)
class Source:
    """One link of a claim's chain.

    Args:
        mention: Where the article names it, in the words it uses there ("the report", "he").
        name: Who that is: full name, or the antecedent of a pronoun or of "the report".
        domain: The registrable domain of its website; None when not known.
        channel: It is not credited with the words itself, only spoken to ("told the Global Times").
    """

    mention: Span
    name: str
    kind: SourceKind
    domain: str | None = None
    channel: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """One attribution relation made self-contained.

    Args:
        id: 16 hex digits, the same while content and chain stay the same.
        content: What is attributed; several spans when split by its cue, or for a credit that is repeated.
        cue: The words that attribute.
        chain: The sources, outermost first.
        sentence: The sentence or sentences that hold all of it.
        links: Hyperlinks that stand in those sentences.
        document: Which document of its source is meant: 0 the first, 1 "another report", and so on.
    """

    id: str
    kind: Kind
    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    chain: tuple[Source, ...]
    sentence: Span
    links: tuple[str, ...] = ()
    document: int = 0

    @property
    def start(self) -> int:
        """Where the claim starts in the article's text."""
        return min(span.start for span in (*self.content, *self.cue, *(s.mention for s in self.chain)))

    @property
    def speaker(self) -> Source:
        """The innermost source: whose words they are."""
        return self.chain[-1]


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
        words: Folded words to rank titles and URL slugs by, the most telling first.
        links: Hyperlinks in the claim's sentence.
        window: When the document may have appeared; None when the article has no date.
        document: As in `Claim`.
        own: URL and registrable domain of the article itself; neither is a source of it.
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
    window: Window | None = None
    document: int = 0
    own: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Query:
    """Something to fetch, and what for."""

    url: str
    purpose: Purpose = Purpose.PAGE


@dataclass(frozen=True, slots=True)
class Memento:
    """A dated capture of a URL (RFC 7089), or the record of a fetch that failed.

    Args:
        url: What was asked for.
        final_url: Where the redirects ended.
        reason: Why there is no content, in words for a person; empty when read.
        body: The bytes, content encoding undone; empty when nothing was read.
        digest: SHA-256 of *body* in hex; empty when nothing was read.
        hops: The URLs that redirected, first to last, *final_url* left out.
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
    hops: tuple[str, ...] = ()
    archive_url: str | None = None

    def header(self, name: str) -> str:
        """Return the last value of the header *name* (any case), or an empty string."""
        found = [value for key, value in self.headers if key.lower() == name.lower()]
        return found[-1] if found else ""

    @property
    def host(self) -> str:
        """The host that was asked."""
        return urlsplit(self.url).hostname or ""


@dataclass(frozen=True, slots=True)
class Answer:
    """A query and what came back."""

    query: Query
    memento: Memento


@dataclass(frozen=True, slots=True)
class Candidate:
    """A URL that may be the cited document.

    Args:
        score: 0 to 1, how well URL, title and date fit the citation.
        archive_url: A capture of it in a public archive, to be read when the page itself cannot be.
    """

    url: str
    found_by: str
    score: float = 0.0
    title: str = ""
    published: date | None = None
    archive_url: str | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """How one finder fared for one citation.

    Args:
        answered: Every query it had was answered (a 404 is an answer).
        problem: What stood in the way, in words for a person; empty when answered.
        best_effort: A finder whose refusal is noted but decides nothing.
    """

    finder: str
    answered: bool
    problem: str = ""
    best_effort: bool = False


@dataclass(frozen=True, slots=True)
class Trail:
    """What the search for one citation gave: its candidates, best first, and how each finder fared."""

    citation: Citation
    candidates: tuple[Candidate, ...] = ()
    asked: tuple[Asked, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A memento read as a document.

    Args:
        text: The article body alone; offsets of evidence refer to it.
        complete: Nothing is known to be cut off: no paywall, no teaser.
        domain: Registrable domain of the site that published it (not of an archive).
    """

    memento: Memento
    text: str
    domain: str
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: date | None = None
    complete: bool = True

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


@dataclass(frozen=True, slots=True)
class Change:
    """A difference between a quotation and its source: what the article has, and what the source has."""

    said: str
    source: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage of a page.

    Args:
        span: Where it stands in the page's text.
        method: The name of what matched it: "quotation", "overlap", …
        score: 0 to 1, how well it matches.
    """

    page: Page
    span: Span
    method: str
    score: float
    changes: tuple[Change, ...] = ()

    @property
    def text(self) -> str:
        """The passage itself."""
        return self.span.of(self.page.text)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict, the sentence that gives its reason, and the evidence behind it, strongest first."""

    verdict: Verdict
    reason: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that fires at a claim."""

    code: str
    severity: Severity
    message: str


@dataclass(frozen=True, slots=True)
class CheckedClaim:
    """A claim with its judgement; none when only extraction was asked for."""

    claim: Claim
    judgement: Judgement | None = None
    readings: tuple[Reading, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckedArticle:
    """An article and its claims, in the order in which they start."""

    article: Article
    claims: tuple[CheckedClaim, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """An input that could not be checked: which, why, and what to do."""

    path: str
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """Everything a run found: articles in order of path, inputs that failed, other files of folders passed over."""

    articles: tuple[CheckedArticle, ...]
    problems: tuple[Problem, ...] = ()
    skipped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """Progress: *done* of *total* in a stage ("reading", "searching", "fetching", "judging"); *what* is under way."""

    stage: str
    done: int
    total: int
    what: str = ""
