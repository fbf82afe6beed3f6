"""Evidence, judgements, findings, and the report that holds them."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from importlib import import_module
from typing import TYPE_CHECKING

from claimcheck.model.search import Survey

if TYPE_CHECKING:
    from claimcheck.model.article import Article, Claim, Source, Span
    from claimcheck.model.search import Asked, Page, Reading
    from claimcheck.model.terms import Severity, Standing, Verdict


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
class Aside:
    """A page that was read for a claim and can be no evidence for it, and why."""

    page: Page
    standing: Standing


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict, the sentence that gives its reason, the evidence behind it, strongest first, and pages set aside."""

    verdict: Verdict
    reason: str
    evidence: tuple[Evidence, ...] = ()
    aside: tuple[Aside, ...] = ()


@dataclass(frozen=True, slots=True)
class Hop:
    """One step on the path of passed-on credit: whom a page credits with the claim, and what was found there.

    Args:
        source: Who is credited.
        judgement: Of the search there; none when the path ends because it comes back to the article.
    """

    source: Source
    judgement: Judgement | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that fires at a claim."""

    code: str
    severity: Severity
    message: str


@dataclass(frozen=True, slots=True)
class CheckedClaim:
    """A claim with its judgement (none when only extraction was asked for), and what that rests on.

    Args:
        asked: How each finder fared.
        path: The path onwards, of credit that is passed on.
        survey: What the cited outlet lists for the days in question.
    """

    claim: Claim
    judgement: Judgement | None = None
    readings: tuple[Reading, ...] = ()
    findings: tuple[Finding, ...] = ()
    asked: tuple[Asked, ...] = ()
    path: tuple[Hop, ...] = ()
    survey: Survey = Survey()  # noqa: RUF009 - frozen


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

    def _repr_html_(self) -> str:
        """Return the report for a notebook: the page of the `html` format in a frame of its own."""
        formats = import_module("claimcheck.report").FORMATS  # by name: the model knows no other room
        page = escape(formats["html"](self))
        return f'<iframe srcdoc="{page}" style="width: 100%; height: 40rem; border: 0" title="claimcheck"></iframe>'


@dataclass(frozen=True, slots=True)
class Step:
    """Progress: *done* of *total* in a stage ("reading", "searching", "fetching"); *what* is waited for, in words."""

    stage: str
    done: int
    total: int
    what: str = ""
