"""One claim against one page, both given as text: the judge without a search, for notebooks and other programs."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from claimcheck.attributions import attributed
from claimcheck.identity import who as identity
from claimcheck.identity.bearing import bodies_in
from claimcheck.identity.bodies import Body, body
from claimcheck.identity.offices import Office
from claimcheck.identity.persons import Person
from claimcheck.identity.spelling import tokens
from claimcheck.model import (
    Article,
    Asked,
    Candidate,
    Citation,
    Claim,
    Kind,
    Memento,
    Outcome,
    Page,
    Reading,
    Source,
    SourceKind,
    Span,
    Trail,
)
from claimcheck.verify import Match, Support, judge, match_quotation, same_speaker_on, shares_quoted, support

if TYPE_CHECKING:
    from claimcheck.model import Judgement

_URL = "page:"
_MOSTLY = 0.9


def compare(claim: str, page: str, *, speaker: str | None = None) -> Judgement:
    """Say whether *page* carries *claim*: verdict, reason, and evidence with offsets into *page*. Pure.

    Args:
        claim: What is attributed; what stands in quotation marks is held to the letter, the rest to its meaning.
        page: The text of the document, paragraphs parted by line ends.
        speaker: Who must be credited with it there, a person, a body, an office or an outlet; nobody when left out.

    >>> claim = "“We will appeal against the ruling in May.”"
    >>> compare(claim, "“We will appeal against the ruling in May,” the Fed said.", speaker="Federal Reserve").verdict
    <Verdict.TRACED: 'traced'>
    >>> page = "“We will appeal against the ruling in May,” the European Parliament said."
    >>> compare(claim, page, speaker="European Commission").reason
    'The page credits these words to European Parliament, not to European Commission.'
    >>> page = "Ana Ruiz, the finance minister, spoke. “We will appeal against the ruling in May,” Ruiz said."
    >>> compare(claim, page, speaker="the finance minister").verdict
    <Verdict.TRACED: 'traced'>
    """
    share = shares_quoted(claim)
    kind = Kind.DIRECT if share >= _MOSTLY else Kind.MIXED if share else Kind.INDIRECT
    article = Article("claim", claim, Span(0, len(claim)))
    source = _source(speaker, page) if speaker else Source(Span(0, 0), "the page", SourceKind.DOCUMENT)
    made = Claim("0" * 16, kind, (Span(0, len(claim)),), (), (source,), Span(0, len(claim)), (_URL,))
    cited = Citation(made.id, source.name, source.kind, claim, speakers=(speaker,) if speaker else (), links=(_URL,))
    found = Candidate(_URL, "link", 1.0)
    document = _page(page)
    trail = Trail(cited, (found,), (Asked("link", answered=True),))
    return judge(made, cited, article, trail, (Reading(found, document.memento, document),), ())


def same_speaker(page: str, start: int, end: int, speaker: str) -> bool | None:
    """Say whether *page* credits its passage `[start:end]` to *speaker*; None when it credits nobody for certain.

    Raises:
        ValueError: The passage does not lie in the page.

    >>> page = "“We will appeal,” said a spokesman for the union at Tollway Buses."
    >>> same_speaker(page, 1, 15, "Tollway Buses") is None
    True
    >>> same_speaker("“We will appeal,” the Post said.", 1, 15, "Financial Times")
    False
    """
    if not 0 <= start < end <= len(page):
        raise ValueError(f"no passage [{start}:{end}] in a page of {len(page)} characters")
    body = _source(speaker, page).kind is not SourceKind.PERSON
    return same_speaker_on(_page(page), Span(start, end), speaker, organisation=body)


@lru_cache(maxsize=8)
def _page(text: str) -> Page:
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    memento = Memento(_URL, _URL, Outcome.READ, datetime.fromtimestamp(0, UTC), status=200, digest=digest)
    return attributed(Page(memento, text, ""))


def _source(speaker: str, page: str) -> Source:
    """Return who a name means; what it does not tell, the page may: "Guardian" beside "Don Guardian" is a man."""
    from claimcheck.extract.naming import named  # noqa: PLC0415 - only where a speaker is given

    kind = named(speaker).kind
    match identity.who(speaker, page):
        case Person():
            kind = SourceKind.PERSON
        case Body():
            kind = SourceKind.ORGANISATION if kind is SourceKind.PERSON else kind
        case Office(body=True):
            kind = SourceKind.ORGANISATION
        case None if body(speaker).key:
            kind = SourceKind.PERSON
        case None if kind is SourceKind.PERSON and _stands_alone(speaker, page):
            kind = SourceKind.ORGANISATION
    return Source(Span(0, 0), speaker, kind)


def _stands_alone(name: str, page: str) -> bool:
    """Say whether a page has a name of one word, and never within a longer name: no person is called so throughout."""
    words = tokens(name)
    found = [one for one in bodies_in(page) if set(words) <= set(one)]
    return len(words) == 1 and bool(found) and all(len(one) == 1 for one in found)


__all__ = ["Match", "Support", "compare", "match_quotation", "same_speaker", "support"]
