"""Reports made by hand: one with every verdict, and the pieces to make others."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from claimcheck import rules
from claimcheck.model import (
    Article,
    Candidate,
    Change,
    CheckedArticle,
    CheckedClaim,
    Claim,
    Evidence,
    Judgement,
    Kind,
    Memento,
    Outcome,
    Page,
    Position,
    Problem,
    Reading,
    Report,
    Source,
    SourceKind,
    Span,
    Verdict,
)

TEXT = """Harbour Bridge to reopen after a year
Source:Bay Courier time:2026-03-04 08:15:00

Photo:Bay Press

The bridge over the harbour will reopen in May, Mayor Jane Roe said on Monday, according to a report \
by the Harbour Times.

"We will never close this bridge again without asking the people who cross it every day," Roe told \
the Harbour Times. Repairs cost 52 million crowns, the National Audit Office reported.

"The tide gates were sound all along," said chief engineer Ada Quill. The Daily Ledger reported that \
the contractor had been warned twice. Insurers will not pay for the delay, the Association of \
Insurers said.

According to Portwatch, ferry traffic doubled while the bridge was closed, and waiting times at the \
two northern piers, which had been rebuilt only the year before at the expense of the county and \
with help from a fund for coastal towns, rose from twelve minutes to forty on working days and to \
more than an hour on the last weekend of every month. Nine shipping lines moved to other ports, CNBC \
reported. Industry insiders expect them to come back.
"""
READ_AT = datetime(2026, 3, 5, 9, 30, tzinfo=UTC)
PASSAGE = (
    "Speaking at the quay, the mayor was asked about the closure. “We will not soon close this bridge again without"
    " asking the people who cross it every day,” Roe said, and thanked the engineers."
)


def article(text: str = TEXT, path: str = "articles/bridge.txt", title: str | None = None) -> Article:
    """Return an article whose positions are those of a plain-text file."""
    starts = [0, *(i + 1 for i, char in enumerate(text) if char == "\n")]
    return Article(
        path=path,
        text=text,
        body=Span(0, len(text)),
        title=title or text.partition("\n")[0],
        publisher="Bay Courier",
        published=date(2026, 3, 4),
        positions=tuple(Position(start, line, 1) for line, start in enumerate(starts, 1)),
    )


def claim(  # noqa: PLR0913 - all that a claim is made of
    within: Article,
    content: str,
    chain: str,
    *,
    mention: str = "",
    kind: Kind = Kind.INDIRECT,
    domain: str | None = None,
) -> Claim:
    """Return a claim; *chain* is written `Outlet > Person`, *mention* is what the text calls its last source."""
    span = _span(within, content)
    names = chain.split(" > ")
    sources = [
        Source(
            _span(within, mention if mention and number == len(names) - 1 else name, span.end),
            name,
            SourceKind.UNNAMED if name.islower() else SourceKind.OUTLET,
            domain if number == 0 else None,
        )
        for number, name in enumerate(names)
    ]
    identity = f"{span.start:08x}{len(chain):08x}"
    cue = Span(span.end, span.end)
    return Claim(identity, kind, (span,), (cue,), tuple(sources), Span(span.start, span.end))


def page(  # noqa: PLR0913 - all that a page is made of
    text: str,
    url: str = "https://harbourtimes.example/2026/03/02/bridge-reopens",
    *,
    title: str = "Bridge to reopen in May, mayor says",
    publisher: str = "Harbour Times",
    archive_url: str | None = None,
    complete: bool = True,
) -> Page:
    """Return a page that was read."""
    memento = Memento(url, url, Outcome.READ, READ_AT, status=200, archive_url=archive_url)
    domain = url.split("/")[2]
    return Page(memento, text, domain, title, publisher, published=date(2026, 3, 2), complete=complete)


def evidence(of: Page, text: str, *changes: Change, method: str = "quotation", score: float = 0.91) -> Evidence:
    """Return the passage *text* of a page as evidence."""
    start = of.text.index(text)
    return Evidence(of, Span(start, start + len(text)), method, score, changes)


def reading(of: Page, found_by: str = "sitemap", score: float = 0.8) -> Reading:
    """Return a reading that succeeded."""
    return Reading(Candidate(of.url, found_by, score, of.title or ""), of.memento, of)


def failed(url: str, outcome: Outcome, reason: str, found_by: str = "link") -> Reading:
    """Return a reading that did not."""
    return Reading(Candidate(url, found_by, 0.7), Memento(url, url, outcome, READ_AT, reason))


def checked(
    of: Claim, verdict: Verdict, reason: str, *proof: Evidence, readings: tuple[Reading, ...] = ()
) -> CheckedClaim:
    """Return a claim with its judgement and the findings that follow from it."""
    judgement = Judgement(verdict, reason, proof)
    return CheckedClaim(of, judgement, readings, rules.findings(judgement, readings))


def every_verdict() -> Report:
    """Return a report of one article with every verdict in it."""
    a = article()
    return Report((CheckedArticle(a, (*_found(a), *_doubtful(a), *_open(a))),))


def unreachable() -> Report:
    """Return the same article as seen without a network."""
    a = article()
    claims = [c.claim for c in every_verdict().articles[0].claims]
    kept = [
        checked(c, Verdict.UNNAMED, "The source is unnamed by design.")
        if c.speaker.kind is SourceKind.UNNAMED
        else checked(c, Verdict.UNREACHABLE, _dead(c))
        for c in claims
    ]
    return Report((CheckedArticle(a, tuple(kept)),))


def listed() -> Report:
    """Return the claims alone, as `claimcheck claims` has them."""
    full = every_verdict()
    bare = [CheckedArticle(a.article, tuple(CheckedClaim(c.claim) for c in a.claims)) for a in full.articles]
    return replace(full, articles=tuple(bare))


def with_problem(report: Report) -> Report:
    """Return *report* with an input that could not be read."""
    return replace(
        report, problems=(Problem("articles/scan.txt", "is not text", "Give a text, HTML or Markdown file."),)
    )


def _dead(of: Claim) -> str:
    where = of.chain[0].domain or "web.archive.org"
    return f"The document of {of.chain[0].name} could not be checked: no address found for {where} (DNS)."


def _found(a: Article) -> tuple[CheckedClaim, ...]:
    times = page(f"{'The harbour bridge will reopen in May, Mayor Jane Roe said on Monday.'}\n\n{PASSAGE}")
    credit = claim(a, "Photo:Bay Press", "Bay Press", kind=Kind.CREDIT)
    first = claim(
        a, "The bridge over the harbour will reopen in May", "Harbour Times > Jane Roe", domain="harbourtimes.example"
    )
    second = claim(
        a,
        '"We will never close this bridge again without asking the people who cross it every day,"',
        "Harbour Times > Jane Roe",
        mention="Roe",
        kind=Kind.DIRECT,
        domain="harbourtimes.example",
    )
    spoken = "“We will not soon close this bridge again without asking the people who cross it every day,”"
    return (
        checked(
            credit,
            Verdict.UNTRACEABLE,
            "Every finder answered, and none knows a document of Bay Press about this.",
            readings=(failed("https://baypress.example/photo/9", Outcome.NOT_FOUND, "HTTP 404"),),
        ),
        checked(
            first,
            Verdict.TRACED,
            "The Harbour Times carries it in nearly the same words, by Jane Roe.",
            evidence(times, "The harbour bridge will reopen in May, Mayor Jane Roe said on Monday.", method="overlap"),
            readings=(reading(times),),
        ),
        checked(
            second,
            Verdict.ALTERED,
            "The Harbour Times has the quotation, but not word for word: “never” stands for “not soon”.",
            evidence(times, spoken, Change("never", "not soon")),
            readings=(reading(times),),
        ),
    )


def _doubtful(a: Article) -> tuple[CheckedClaim, ...]:
    audit = page(
        "The repairs came to 25 million crowns.",
        "https://audit.example/reports/bridge",
        title="Special report 4/2026: Harbour Bridge",
        publisher="National Audit Office",
        archive_url="https://web.archive.org/web/20260303101500/https://audit.example/reports/bridge",
    )
    letter = page(
        "“The tide gates were sound all along,” John Doe wrote to the council.",
        "https://council.example/letters/17",
        title="Letter to the council",
        publisher="City Council",
    )
    ledger = page(
        "The contractor has a new head.",
        "https://dailyledger.example/contractor",
        publisher="Daily Ledger",
        title="New head",
    )
    insurers = page(
        "Members of the association will pay for the delay in full.",
        "https://insurers.example/news/delay",
        title="Statement on the bridge",
        publisher="Association of Insurers",
    )
    return (
        checked(
            claim(a, "Repairs cost 52 million crowns", "National Audit Office", domain="audit.example"),
            Verdict.ALTERED,
            "The document is there, but a figure differs: “52” stands where the source has “25”.",
            evidence(audit, audit.text, Change("52", "25"), method="figures"),
            readings=(reading(audit, "archive"),),
        ),
        checked(
            claim(a, '"The tide gates were sound all along,"', "Ada Quill", kind=Kind.DIRECT),
            Verdict.MISATTRIBUTED,
            "The words are in the cited document, but John Doe says them.",
            evidence(letter, letter.text),
            readings=(reading(letter, "link"),),
        ),
        checked(
            claim(
                a,
                "the contractor had been warned twice",
                "Daily Ledger",
                mention="The Daily Ledger",
                domain="dailyledger.example",
            ),
            Verdict.UNSUPPORTED,
            "The Daily Ledger's document was read, and it does not carry this.",
            readings=(reading(ledger, "feed"),),
        ),
        checked(
            claim(a, "Insurers will not pay for the delay", "Association of Insurers", domain="insurers.example"),
            Verdict.CONTRADICTED,
            "The document says the opposite: its members will pay.",
            evidence(insurers, insurers.text, Change("will not pay", "will pay")),
            readings=(reading(insurers, "link"),),
        ),
    )


def _open(a: Article) -> tuple[CheckedClaim, ...]:
    start = TEXT.index("ferry traffic doubled")
    long = TEXT[start : TEXT.index(" Nine")].rstrip(".")
    watch = page(
        "Ferry traffic has doubled since the bridge closed.",
        "https://portwatch.example/ferries",
        title="Ferries in figures",
        publisher="Portwatch",
    )
    return (
        checked(
            claim(a, long, "Portwatch", domain="portwatch.example"),
            Verdict.PARTIAL,
            "Portwatch carries the doubled traffic; it lacks: twelve minutes, forty, an hour.",
            evidence(watch, watch.text, method="overlap", score=0.48),
            readings=(reading(watch),),
        ),
        checked(
            claim(a, "Nine shipping lines moved to other ports", "CNBC", domain="cnbc.com"),
            Verdict.UNREACHABLE,
            "The best candidate could not be read: www.cnbc.com answered 403 (blocked).",
            readings=(
                failed(
                    "https://www.cnbc.com/2026/03/01/shipping.html", Outcome.BLOCKED, "HTTP 403, blocked", "sitemap"
                ),
            ),
        ),
        checked(
            claim(a, "them to come back", "industry insiders", mention="Industry insiders"),
            Verdict.UNNAMED,
            "The source is unnamed by design; there is nothing to trace.",
        ),
    )


def _span(within: Article, text: str, near: int = 0) -> Span:
    """Return where *text* stands: at or after *near*, else anywhere, else nowhere."""
    start = within.text.find(text, near)
    start = start if start >= 0 else within.text.find(text)
    return Span(start, start + len(text)) if start >= 0 else Span(0, 0)
