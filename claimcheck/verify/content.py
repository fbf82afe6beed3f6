"""A claim's content taken apart, and held against one page."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from claimcheck.model import Change, Evidence, Kind, Span, Verdict
from claimcheck.verify.asked import Asked, asked
from claimcheck.verify.frame import around
from claimcheck.verify.index import index
from claimcheck.verify.marks import quoted
from claimcheck.verify.overlap import LEAST_WORDS, Passage, State, nearest
from claimcheck.verify.posts import together
from claimcheck.verify.quotation import Match, find, telling, turned
from claimcheck.verify.speaker import Heard, Speaker, Whose, heard
from claimcheck.verify.wording import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimcheck.model import Article, Claim, Page
    from claimcheck.verify.frame import Frame

_MOSTLY = 0.8
PARTLY = 0.5
"""The share of the content that makes a passage one about the claim, in the cited document."""
_JOINT = re.compile(
    r"(?:,|(?<![\s,]))\s+(?:and|but|while)\s+(?=(?:the|an?|its?|their|his|her|that|he|she|they)\s)", re.IGNORECASE
)
_LONG_WORD = re.compile(r"\w{5,}")


@dataclass(frozen=True, slots=True)
class Content:
    """What a claim says.

    Args:
        quotations: Those that decide by themselves, the marks left out.
        scraps: Quoted words too few to decide.
        rest: What stands outside quotation marks, or the whole when no quotation decides; None when nothing does.
        text: All of it.
    """

    quotations: tuple[str, ...]
    scraps: tuple[str, ...]
    rest: Asked | None
    text: str

    @property
    def brief(self) -> bool:
        """Too short to be looked for in other words."""
        return not self.quotations and (self.rest is None or len(self.rest.weights) < LEAST_WORDS)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a page stands to a claim: a verdict, or None when it does not carry it.

    Args:
        heard: Who is credited at the passage.
        heard: Who is credited there; it is not asked, and nobody, where the passage is not one about the claim.
        lacks: What the page or its nearest passage lacks, as the article writes it.
        note: What differs, or a caution, in words for a person.
        has: What the passage has instead of what it lacks, in words for a person.
    """

    verdict: Verdict | None
    evidence: tuple[Evidence, ...] = ()
    heard: Heard = Heard(Speaker.SAME)  # noqa: RUF009 - frozen
    lacks: tuple[str, ...] = ()
    note: str = ""
    has: str = ""

    @property
    def changes(self) -> tuple[Change, ...]:
        """All changes, in the order of the evidence."""
        return tuple(change for one in self.evidence for change in one.changes)


@lru_cache(maxsize=512)
def content(claim: Claim, article: Article) -> Content:
    """Take a claim's content apart into quotations and the rest."""
    quotations: list[str] = []
    outside: list[str] = []
    for span in claim.content:
        text = span.of(article.text)
        inside = quoted(text)
        if claim.kind is Kind.DIRECT and sum(one.end - one.start for one in inside) < _MOSTLY * len(text):
            inside = [Span(0, len(text))]
        at = 0
        for one in inside:
            quotations.append(one.of(text))
            outside.append(text[at : one.start])
            at = one.end
        outside.append(text[at:])
    decisive = tuple(one for one in quotations if telling(one))
    scraps = tuple(one for one in quotations if not telling(one) and index(one).words.keys)
    first = claim.content[0].start if claim.content else 0
    before = article.text[max(0, first - 20) : first]
    names = tuple(source.name for source in claim.chain)
    whole = " ".join(span.of(article.text) for span in claim.content)
    words = " ".join(outside) if decisive else whole
    rest = asked(words, before, names) if claim.kind is not Kind.DIRECT or not decisive else None
    return Content(decisive, scraps, rest if rest and rest.weights else None, whole)


def halves(whole: Content) -> Iterator[tuple[Content, Content]]:
    """Yield each of two statements that a content in other words joins with "and" or "but", with the other."""
    joint = _JOINT.search(whole.text) if not whole.quotations and not whole.scraps and whole.rest else None
    if joint is None:
        return
    first, second = _plain(whole.text[: joint.start()]), _plain(whole.text[joint.end() :])
    if not first.brief and not second.brief:
        yield from ((first, second), (second, first))


def _plain(text: str) -> Content:
    rest = asked(text)
    return Content((), (), rest if rest.weights else None, text)


def may_hold(asked_for: Content, page: str) -> bool:
    """Say whether a text has so many of a content's longer words that it is worth looking for the content in it.

    What carries it has nearly all of them; some may be written otherwise.
    """
    wanted = set(_LONG_WORD.findall(asked_for.text.casefold()))
    return 2 * len(wanted & _long_words(page)) >= len(wanted)


@lru_cache(maxsize=256)
def _long_words(text: str) -> frozenset[str]:
    return frozenset(_LONG_WORD.findall(text.casefold()))


def hold(
    asked_for: Content, page: Page, speakers: Sequence[str], *, organisation: bool = False, whose: Whose = Whose.ANYBODY
) -> Outcome:
    """Hold a claim's content against a page; *organisation* and *whose* as for `heard`."""
    found = _held(asked_for, page, speakers, organisation=organisation, whose=whose)
    if found.verdict is not Verdict.TRACED or found.heard.speaker is not Speaker.NOBODY:
        return found
    instead = f"only {clean(found.heard.name)}" if found.heard.name else "nobody by name"
    note = f"it credits {instead} with the passage, not clearly {clean(speakers[0])}"
    return replace(found, verdict=Verdict.PARTIAL, note=note)


def _held(  # noqa: PLR0911 - one for each way the quotations can stand
    asked_for: Content, page: Page, speakers: Sequence[str], *, organisation: bool, whose: Whose
) -> Outcome:
    if not asked_for.quotations:
        return _in_other_words(asked_for, page, speakers, organisation=organisation, whose=whose)
    each = dict.fromkeys(asked_for.quotations)
    spoken = {one: _spoken(one, page, speakers, organisation=organisation, whose=whose) for one in each}
    found = [spoken[quotation] for quotation in asked_for.quotations]
    if all(match is None for match, _ in found):
        return Outcome(None)
    matches = [(match, who) for match, who in found if match is not None]
    frames = [around(match.pieces, index(page.text), asked_for.text) for match, _ in matches]
    evidence = tuple(
        Evidence(page, match.span, "quotation", match.score, (*match.changes, *_left_out(frame)))
        for (match, _), frame in zip(matches, frames, strict=True)
    )
    who = next((who for _, who in matches if who.speaker is Speaker.OTHER), matches[0][1])
    if who.speaker is Speaker.OTHER:
        return Outcome(Verdict.MISATTRIBUTED, evidence, who)
    if any(one.changes for one in evidence):
        return Outcome(Verdict.ALTERED, evidence, who)
    lacks = tuple(text for text, (match, _) in zip(asked_for.quotations, found, strict=True) if match is None)
    if lacks:
        return Outcome(Verdict.PARTIAL, evidence, who, lacks)
    if weak := next((frame for frame in frames if frame), None):
        return _framed(weak, evidence, who)
    return _with_rest(asked_for, page, evidence, who)


def _framed(frame: Frame | None, evidence: tuple[Evidence, ...], who: Heard) -> Outcome:
    """Judge words that the page has: traced, or in part when what stands around them says something else."""
    if frame is None:
        return Outcome(Verdict.TRACED, evidence, who)
    return Outcome(Verdict.PARTIAL, evidence, who, note=f"the quotation leaves out “{clean(frame.shown, 120)}”")


def _left_out(frame: Frame | None) -> tuple[Change, ...]:
    return (Change("", clean(frame.shown, 120)),) if frame and frame.turns else ()


def _with_rest(
    asked_for: Content,
    page: Page,
    evidence: tuple[Evidence, ...],
    who: Heard,
) -> Outcome:
    """Judge the unquoted part of a claim whose quotations the page has."""
    if asked_for.rest is None or len(asked_for.rest.weights) <= 1:
        return Outcome(Verdict.TRACED, evidence, who)
    passage = nearest(asked_for.rest, page.text, page.title or "", beside=True)
    if passage is None or passage.state is State.ABSENT:
        lacks = passage.missing if passage and passage.missing else (clean(asked_for.text),)
        return Outcome(Verdict.PARTIAL, evidence, who, lacks)
    beside = Evidence(page, passage.span, "overlap", passage.share, passage.changes)
    return Outcome(_VERDICTS[passage.state], (*evidence, beside), who, note=passage.note)


_VERDICTS = {State.CARRIED: Verdict.TRACED, State.CHANGED: Verdict.ALTERED, State.OPPOSED: Verdict.CONTRADICTED}


def _in_other_words(  # noqa: PLR0911 - one for each way a passage can stand
    asked_for: Content, page: Page, speakers: Sequence[str], *, organisation: bool, whose: Whose
) -> Outcome:
    if asked_for.brief or asked_for.rest is None:
        match, who = _spoken(asked_for.text, page, speakers, organisation=organisation, whose=whose)
        if match is None or match.changes or who.speaker is not Speaker.SAME:
            return Outcome(None)
        evidence = (Evidence(page, match.span, "quotation", match.score),)
        return _framed(around(match.pieces, index(page.text), asked_for.text), evidence, who)
    passage = nearest(asked_for.rest, page.text, page.title or "")
    if passage is None:
        return Outcome(None)
    evidence = (Evidence(page, passage.span, "overlap", passage.share, passage.changes),)
    far = passage.state is State.ABSENT and (passage.note or passage.share < PARTLY)
    who = (
        Heard(Speaker.NOBODY) if far else heard(page, [passage.span], speakers, organisation=organisation, whose=whose)
    )
    if passage.state is State.ABSENT:
        return Outcome(None, evidence, who, passage.missing, passage.note, passage.has)
    if who.speaker is Speaker.OTHER:
        return Outcome(Verdict.MISATTRIBUTED if passage.state is State.CARRIED else None, evidence, who)
    if lacks := tuple(scrap for scrap in asked_for.scraps if not _stands(scrap, page, passage)):
        return Outcome(None, evidence, who, lacks)
    return Outcome(_VERDICTS[passage.state], evidence, who, note=passage.note)


def _stands(scrap: str, page: Page, passage: Passage) -> bool:
    return any(passage.span.overlaps(match.span) for match in find(scrap, index(page.text)))


def _spoken(
    quotation: str, page: Page, speakers: Sequence[str], *, organisation: bool, whose: Whose
) -> tuple[Match | None, Heard]:
    """Return the best place of a quotation and who is credited there: the named speaker, nobody, somebody else."""
    found = [
        (match, heard(page, match.pieces, speakers, organisation=organisation, whose=whose))
        for match in find(quotation, index(page.text))
        if together(page, match.span)
    ]
    order = [Speaker.SAME, Speaker.NOBODY, Speaker.OTHER]
    best = min(found, key=lambda one: order.index(one[1].speaker), default=None)
    if best is None:
        return None, Heard(Speaker.NOBODY)
    match, who = best
    return turned(match), who
