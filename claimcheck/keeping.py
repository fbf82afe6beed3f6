"""Parsed pages, the claims of articles and judgements as they are kept in the store, and back again."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Literal

from claimcheck.model import (
    Aside,
    Change,
    Claim,
    Evidence,
    Judgement,
    Kind,
    Outcome,
    Page,
    Post,
    Source,
    SourceKind,
    Span,
    Standing,
    Verdict,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimcheck.model import Article, Memento

    Cited = Literal["footnotes", "links", "none"]

_PLAIN = ("text", "domain", "title", "publisher", "author", "complete", "language", "canonical")


@dataclass(frozen=True, slots=True)
class Extraction:
    """How claims are looked for, as `extract.extract` takes it."""

    attitudes: bool = False
    least: float = 0.0
    citations: Cited = "footnotes"
    own: tuple[tuple[str, str], ...] = ()


def page_context(memento: Memento) -> str:
    """Return what beside its body decides how a memento is read."""
    return f"{memento.header('content-type')} {memento.url} {memento.final_url} {len(memento.redirects)}"


def article_key(article: Article, how: Extraction) -> tuple[str, str]:
    """Return the digest of an article's text, and what beside it decides about its claims."""
    links = [(link.span.start, link.span.end, link.url, link.note) for link in article.links]
    spans = [(span.start, span.end) for span in (article.body, *article.apart)]
    context = json.dumps([spans, links, article.publisher, how.attitudes, how.least, how.citations, how.own])
    return _digest(article.text), _digest(context)


def dump_page(memento: Memento, page: Page | None) -> bytes:
    """Return what a memento was read as: its outcome, and the page, if any."""
    told: dict[str, Any] = {"outcome": str(memento.outcome), "reason": memento.reason}
    if page:
        told["page"] = {name: getattr(page, name) for name in _PLAIN}
        told["page"]["published"] = page.published.isoformat() if page.published else None
        told["page"]["posts"] = [
            [post.span.start, post.span.end, post.published.isoformat() if post.published else None]
            for post in page.posts
        ]
    return json.dumps(told).encode()


def dump_slow(memento: Memento, limit_s: float) -> bytes:
    """Return that a memento could not be read in so many seconds of processor."""
    return json.dumps({"outcome": str(memento.outcome), "reason": memento.reason, "limit": limit_s}).encode()


def load_page(memento: Memento, data: bytes, limit_s: float = 0.0) -> tuple[Memento, Page | None] | None:
    """Return what `dump_page` was given; None when the data are no such thing.

    Args:
        memento: What was read.
        data: What was kept of it.
        limit_s: Seconds of processor that reading it may take; what was given up sooner is not known.
    """
    try:
        told = json.loads(data)
        if told.get("limit", limit_s) < limit_s:
            return None
        seen = replace(memento, outcome=Outcome(told["outcome"]), reason=told["reason"])
        if "page" not in told:
            return seen, None
        about = told["page"]
        plain = {name: about[name] for name in _PLAIN}
        published = date.fromisoformat(about["published"]) if about["published"] else None
        posts = tuple(Post(Span(start, end), _time(when)) for start, end, when in about["posts"])
        return seen, Page(memento=seen, published=published, posts=posts, **plain)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def dump_claims(claims: Sequence[Claim]) -> bytes:
    """Return claims as data."""
    return json.dumps([_from_claim(claim) for claim in claims]).encode()


def load_claims(data: bytes) -> tuple[Claim, ...] | None:
    """Return what `dump_claims` was given; None when the data are no such thing."""
    try:
        return tuple(map(_to_claim, json.loads(data)))
    except (ValueError, KeyError, TypeError):
        return None


def dump_sources(sources: Sequence[Source]) -> bytes:
    """Return sources as data."""
    return json.dumps([_from_source(one) for one in sources]).encode()


def load_sources(data: bytes) -> tuple[Source, ...] | None:
    """Return what `dump_sources` was given; None when the data are no such thing."""
    try:
        return tuple(map(_to_source, json.loads(data)))
    except (ValueError, KeyError, TypeError):
        return None


def dump_judgement(judgement: Judgement) -> bytes:
    """Return a judgement as data; pages are named by where they stand and what their bytes are."""
    told = {
        "verdict": str(judgement.verdict),
        "reason": judgement.reason,
        "evidence": [
            (_place(one.page), one.span.start, one.span.end, one.method, one.score, [*map(_pair, one.changes)])
            for one in judgement.evidence
        ],
        "aside": [(_place(one.page), str(one.standing)) for one in judgement.aside],
    }
    return json.dumps(told).encode()


def load_judgement(data: bytes, pages: Sequence[Page]) -> Judgement | None:
    """Return what `dump_judgement` was given, with *pages* put in; None when the data are no such thing."""
    at = {tuple(_place(page)): page for page in pages}
    try:
        told = json.loads(data)
        evidence = tuple(
            Evidence(at[tuple(place)], Span(start, end), method, score, tuple(Change(*pair) for pair in changes))
            for place, start, end, method, score, changes in told["evidence"]
        )
        aside = tuple(Aside(at[tuple(place)], Standing(standing)) for place, standing in told["aside"])
        return Judgement(Verdict(told["verdict"]), told["reason"], evidence, aside)
    except (ValueError, KeyError, TypeError):
        return None


def _place(page: Page) -> list[str]:
    return [page.url, page.memento.digest]


def _pair(change: Change) -> tuple[str, str]:
    return change.said, change.source


def _from_claim(claim: Claim) -> dict[str, Any]:
    return {
        "id": claim.id,
        "kind": str(claim.kind),
        "content": [(span.start, span.end) for span in claim.content],
        "cue": [(span.start, span.end) for span in claim.cue],
        "chain": [_from_source(one) for one in claim.chain],
        "sentence": (claim.sentence.start, claim.sentence.end),
        "links": claim.links,
        "document": claim.document,
        "confidence": claim.confidence,
    }


def _to_claim(told: dict[str, Any]) -> Claim:
    return Claim(
        id=told["id"],
        kind=Kind(told["kind"]),
        content=tuple(Span(*pair) for pair in told["content"]),
        cue=tuple(Span(*pair) for pair in told["cue"]),
        chain=tuple(map(_to_source, told["chain"])),
        sentence=Span(*told["sentence"]),
        links=tuple(told["links"]),
        document=told["document"],
        confidence=told["confidence"],
    )


def _from_source(one: Source) -> tuple[Any, ...]:
    return one.mention.start, one.mention.end, one.name, str(one.kind), one.domain, one.channel


def _to_source(told: Sequence[Any]) -> Source:
    start, end, name, kind, domain, channel = told
    return Source(Span(start, end), name, SourceKind(kind), domain, channel)


def _time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
