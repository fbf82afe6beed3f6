"""The core types, from article to report.

Offsets are 0-based, half-open and counted in code points. Lines and columns are 1-based. Dates without a
time are the publisher's own; times are aware and in UTC.
"""

from claimcheck.model.article import Article, Claim, Link, Position, Source, Span, Waiver
from claimcheck.model.report import (
    Aside,
    Change,
    CheckedArticle,
    CheckedClaim,
    Evidence,
    Finding,
    Hop,
    Judgement,
    Problem,
    Report,
    Step,
)
from claimcheck.model.search import (
    Answer,
    Asked,
    Candidate,
    Citation,
    Memento,
    Page,
    Post,
    Query,
    Reading,
    Redirect,
    Survey,
    Trail,
    Window,
)
from claimcheck.model.terms import Dating, Kind, Outcome, Purpose, Severity, SourceKind, Standing, Verdict

__all__ = [
    "Answer",
    "Article",
    "Aside",
    "Asked",
    "Candidate",
    "Change",
    "CheckedArticle",
    "CheckedClaim",
    "Citation",
    "Claim",
    "Dating",
    "Evidence",
    "Finding",
    "Hop",
    "Judgement",
    "Kind",
    "Link",
    "Memento",
    "Outcome",
    "Page",
    "Position",
    "Post",
    "Problem",
    "Purpose",
    "Query",
    "Reading",
    "Redirect",
    "Report",
    "Severity",
    "Source",
    "SourceKind",
    "Span",
    "Standing",
    "Step",
    "Survey",
    "Trail",
    "Verdict",
    "Waiver",
    "Window",
]
