"""The JSON contract `claimcheck.report/1`: its own types, not a dump of the inner ones.

Fields may be added; none is renamed or removed within `/1`. The JSON Schema is `schema.json` beside this module.
Offsets are 0-based, half-open and in code points; lines and columns are 1-based.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from claimcheck.model import Kind, Outcome, Severity, SourceKind, Verdict  # noqa: TC001 - pydantic reads them

SCHEMA: Literal["claimcheck.report/1"] = "claimcheck.report/1"


class _Wire(BaseModel):
    model_config = ConfigDict(frozen=True, populate_by_name=True)


class WireSpan(_Wire):
    """A stretch of the article's text."""

    start: int
    end: int
    text: str


class WireSource(_Wire):
    """One link of a chain."""

    mention: WireSpan
    name: str = Field(description="Full name, or the antecedent of a pronoun or of 'the report'.")
    kind: SourceKind
    domain: str | None = Field(description="Registrable domain of its website; null when not known.")
    channel: bool = Field(description="Only spoken to ('told the Global Times'), not credited with the words.")


class WireCandidate(_Wire):
    """A document that was looked at."""

    url: str
    found_by: str
    score: float = Field(description="0 to 1.")
    status: Outcome = Field(description="How the fetch ended.")


class WireChange(_Wire):
    """A difference: what the article has, and what the source has."""

    said: str
    source: str


class WireEvidence(_Wire):
    """A passage of a document; `start` and `end` refer to the document's own text."""

    url: str
    archive_url: str | None
    retrieved_at: str = Field(description="ISO 8601, UTC.")
    published: str | None = Field(description="ISO 8601 date.")
    title: str | None
    text: str
    start: int
    end: int
    method: str
    score: float = Field(description="0 to 1.")
    fragment_url: str = Field(description="Opens the document at the passage.")
    changes: list[WireChange]


class WireSearch(_Wire):
    """What an absence rests on: the pages that the cited outlet lists for the days in question."""

    listed: int
    read: int
    set_aside: int = Field(description="Not read: title and description share nothing with the claim and its context.")
    unread: int = Field(description="Not read, although they may carry the claim.")
    gap: str = Field(description="Why the outlet's lists do not cover the days; empty when they do.")


class WireFinding(_Wire):
    """A rule that fires."""

    code: str
    severity: Severity
    message: str


class WireClaim(_Wire):
    """A claim; `verdict` and `reason` are null when claims were only listed."""

    id: str = Field(description="16 hex digits, stable while content and chain stay the same.")
    kind: Kind
    line: int | None
    column: int | None
    content: list[WireSpan]
    cue: list[WireSpan]
    chain: list[WireSource] = Field(description="Outermost first.")
    confidence: float = Field(description="How likely source and content are right, 0 to 1.")
    links: list[str] = Field(description="Hyperlinks in the claim's sentence.")
    document: int = Field(description="Which document of its source: 0 the first, 1 'another report', and so on.")
    verdict: Verdict | None
    reason: str | None
    candidates: list[WireCandidate]
    evidence: list[WireEvidence]
    search: WireSearch
    findings: list[WireFinding]


class WireArticle(_Wire):
    """An article; every offset of its claims refers to `text`."""

    path: str
    url: str | None
    title: str | None
    publisher: str | None
    published: str | None = Field(description="ISO 8601 date.")
    published_by: Literal["text", "metadata"] | None = Field(
        None, description="Where the article gives that day: in a line of its text, or in markup or front matter."
    )
    text: str
    claims: list[WireClaim]


class WireProblem(_Wire):
    """An input that could not be checked."""

    path: str
    message: str
    hint: str


class WireTool(_Wire):
    """What wrote the document."""

    name: Literal["claimcheck"] = "claimcheck"
    version: str


class WireSummary(_Wire):
    """The whole in numbers."""

    claims: int
    by_verdict: dict[Verdict, int] = Field(description="All verdicts, zero included.")
    errors: int = Field(description="Inputs that could not be checked.")


class WireReport(_Wire):
    """The document."""

    schema_: Literal["claimcheck.report/1"] = Field(SCHEMA, alias="schema")
    tool: WireTool
    articles: list[WireArticle] = Field(description="In order of path.")
    problems: list[WireProblem]
    summary: WireSummary
