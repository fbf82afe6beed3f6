"""The closed sets: kinds, verdicts, severities, purposes and outcomes."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """How a claim gives its content: in quotation marks, in other words, partly so, as a photo credit.

    Or as a statement that cites a document by a footnote, a reference or a link.
    """

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"
    CREDIT = "credit"
    CITATION = "citation"


class SourceKind(StrEnum):
    """What a source is."""

    OUTLET = "outlet"
    PERSON = "person"
    ORGANISATION = "organisation"
    DOCUMENT = "document"
    UNNAMED = "unnamed"


class Dating(StrEnum):
    """Where the day of an article comes from.

    `TEXT` and `METADATA` (markup, front matter) are what the article says itself. `GIT` (the last commit that touched
    the file) and `MTIME` (the file's last change) are no more than hints.
    """

    TEXT = "text"
    METADATA = "metadata"
    GIT = "git"
    MTIME = "mtime"


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
    """What a query is for; robots rules are not asked about `ROBOTS`, `API` and `REGISTRY`."""

    PAGE = "page"
    HOME = "home"
    ROBOTS = "robots"
    SITEMAP = "sitemap"
    FEED = "feed"
    API = "api"
    REGISTRY = "registry"
    CAPTURE = "capture"


class Outcome(StrEnum):
    """How a fetch ended, and what the page is that it gave.

    Only `READ` is a whole document; `PAYWALLED` may have its opening. Only `NOT_FOUND` and `SOFT_NOT_FOUND` are answers
    against a citation. `TOO_SLOW` came, but takes longer to read than one input may; on `FAILED` this program failed.
    """

    READ = "read"
    NOT_FOUND = "not-found"
    SOFT_NOT_FOUND = "soft-not-found"
    PAYWALLED = "paywalled"
    CONSENT = "consent"
    LOGIN = "login"
    REDIRECT_ELSEWHERE = "redirect-elsewhere"
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
    OVER_BUDGET = "over-budget"
    TOO_SLOW = "too-slow"
    FAILED = "failed"

    @property
    def gone(self) -> bool:
        """The site answers that there is no such page, with a status or in words."""
        return self in {Outcome.NOT_FOUND, Outcome.SOFT_NOT_FOUND}

    @property
    def answers(self) -> bool:
        """The question was answered: there is the page, or there is none."""
        return self.gone or self is Outcome.READ


class Standing(StrEnum):
    """What a page is to a citation: the cited document or one of another outlet, or no evidence at all.

    `OWN` is the article itself or another page of its publisher, `COPY` a near copy of the article, `LATER` a page that
    appeared after it.
    """

    CITED = "cited"
    ELSEWHERE = "elsewhere"
    OWN = "own"
    COPY = "copy"
    LATER = "later"
