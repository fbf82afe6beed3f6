"""Who is credited with a passage, by the attributions that were found in its page.

The attribution with the least content around the passage tells whose words they are, so that a quotation within a
quotation is its own speaker's. Whether a name is the speaker's, `identity` says: the same, another's, or nobody's for
certain.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING

from claimcheck.identity.answers import Different, Same, Unknown
from claimcheck.identity.bearing import mentioned
from claimcheck.identity.bodies import body
from claimcheck.identity.offices import fits, is_description, office
from claimcheck.identity.who import same
from claimcheck.model import Kind, Span
from claimcheck.verify.beside import label, next_to, signed, tag, teller
from claimcheck.verify.marks import quoted
from claimcheck.verify.plainly import credited
from claimcheck.verify.relaying import labelled, relayed
from claimcheck.verify.sources import compared, names_it, relays
from claimcheck.verify.wanted import Wanted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimcheck.identity.answers import Answer
    from claimcheck.model import Claim, Page

_COVERED = 0.5
_OWN_WORDS = frozenset({"i", "we", "as", "let", "me", "us"})
_SLACK = 0.1
_OWN = re.compile(r"\b(?:statement|remarks|speech|address|letter|column|opinion|transcript|testimony)\b", re.IGNORECASE)
_ABOUT = re.compile(r"\b(?:to|on|about|against|over|for)\b", re.IGNORECASE)


class Speaker(Enum):
    """Whether the speaker named is the one credited at a passage."""

    SAME = "same"
    OTHER = "other"
    NOBODY = "nobody"


class Whose(Enum):
    """Whose document a page is, beside the speaker asked for."""

    ANYBODY = "anybody"
    LINKED = "linked"
    THEIRS = "theirs"


@dataclass(frozen=True, slots=True)
class Heard:
    """Who is credited at a passage.

    Args:
        name: Who is credited instead; with `NOBODY`, the words that may mean anybody ("officials"), if any.
    """

    speaker: Speaker
    name: str = ""


def heard(
    page: Page,
    passages: Sequence[Span],
    speakers: Sequence[str],
    *,
    organisation: bool = False,
    whose: Whose = Whose.ANYBODY,
) -> Heard:
    """Say whether the passages are credited to the innermost of *speakers*; with none named, no check is needed.

    Args:
        page: With its attributions.
        passages: Stretches of its text.
        speakers: Innermost first.
        organisation: The innermost is one: whoever speaks for it is named with it ("Ruiz, a spokesman for the Fund").
        whose: Theirs, what the page credits to nobody of another body is the speaker's; linked to as theirs, what it
            credits to nobody by name.
    """
    if not speakers:
        return Heard(Speaker.SAME)
    wanted = Wanted(speakers[0], organisation, page)
    found = [_at(wanted, passage) for passage in passages]
    for speaker in (Speaker.OTHER, Speaker.SAME):
        for one in found:
            if one.speaker is speaker:
                return one
    if page.publisher and isinstance(same(page.publisher, speakers[0]), Same):
        whose = Whose.THEIRS
    unnamed = all(not one.name or _itself(one.name, speakers[0]) for one in found)
    if whose is Whose.THEIRS or (whose is Whose.LINKED and unnamed) or _own(page, speakers[0]):
        return Heard(Speaker.SAME)
    return found[0] if found else Heard(Speaker.NOBODY)


def _itself(name: str, speaker: str) -> bool:
    """Say whether a document calls its own body so: "the company" in a firm's announcement."""
    told = office(name) if is_description(name) else None
    return told is not None and told.words == (told.head,) and fits(told.head, body(speaker))


def _own(page: Page, speaker: str) -> bool:
    """Say whether the whole page is the speaker's, so that what it credits to nobody is theirs: written or spoken."""
    if mentioned(speaker, page.author or ""):
        return True
    title = page.title or ""
    return bool(_OWN.search(title)) and mentioned(speaker, _ABOUT.split(title)[0])


def _at(wanted: Wanted, passage: Span) -> Heard:
    text = wanted.page.text
    if name := labelled(text, passage, wanted.name):
        return _as_heard(same(name, wanted.name), name)
    if (name := label(wanted.page, passage)) and wanted.met(name):
        return Heard(Speaker.SAME, name)
    if name := teller(wanted.page, _quotation(text, passage) or passage):
        return _as_heard(wanted.answer(name), name)
    if other := relayed(text, passage, wanted.name):
        return Heard(Speaker.NOBODY, other)
    return _credited(wanted, passage)


def _credited(wanted: Wanted, passage: Span) -> Heard:  # noqa: PLR0911 - one for each way to be credited
    """Say who is credited at a passage by its speech tag, by the attribution around it, or by the name next to it."""
    beside, plain = tag(wanted.page, passage), credited(wanted.page.text, passage)
    if any(name and wanted.met(name) for name in (beside, plain)):
        return Heard(Speaker.SAME)
    if beside and signed(wanted.page, passage):
        return _as_heard(wanted.answer(beside), beside)
    closest = _closest(wanted.page, passage)
    if closest is None or not closest.chain:
        if next_to(wanted, passage):
            return Heard(Speaker.SAME)
        name = beside or plain
        return _as_heard(wanted.answer(name), name) if name else Heard(Speaker.NOBODY)
    if other := relays(closest, passage, wanted):
        return Heard(Speaker.NOBODY, other)
    if names_it(closest, wanted):
        return Heard(Speaker.SAME)
    return _as_heard(compared(closest.speaker, wanted), closest.speaker.name)


def _as_heard(answer: Answer, name: str) -> Heard:
    """Return what an answer means for who is credited: what cannot be told is nobody for certain."""
    match answer:
        case Same():
            return Heard(Speaker.SAME, name)
        case Different():
            return Heard(Speaker.OTHER, name)
        case Unknown():
            return Heard(Speaker.NOBODY, name)


def _closest(page: Page, passage: Span) -> Claim | None:
    """Return the attribution that holds most of the passage; of several the innermost.

    What a quotation says of its own speaker ("as I said, …") is part of it.
    """
    inside = _quotation(page.text, passage)
    found = [one for one in page.attributions(passage) if one.kind is not Kind.CREDIT]
    shares = [(_share(one, passage), one) for one in found if not (inside and _of_itself(one, inside, page.text))]
    most = max((share for share, _ in shares), default=0.0)
    if most < _COVERED:
        return None
    around = [one for share, one in shares if share >= most - _SLACK]
    return min(around, key=lambda one: (sum(span.end - span.start for span in one.content), -len(one.chain)))


def _of_itself(one: Claim, quotation: Span, text: str) -> bool:
    """Say whether an attribution stands within a quotation and names its speaker: "I say it plainly"."""
    own = one.chain and one.speaker.mention.of(text).split(maxsplit=1)[0].casefold() in _OWN_WORDS
    return bool(own) and all(quotation.overlaps(cue) for cue in one.cue)


def _quotation(text: str, passage: Span) -> Span | None:
    """Return the stretch between quotation marks that holds a passage."""
    return next((one for one in _quotations(text) if one.start <= passage.start and passage.end <= one.end), None)


@lru_cache(maxsize=16)
def _quotations(text: str) -> tuple[Span, ...]:
    return tuple(quoted(text))


def _share(claim: Claim, passage: Span) -> float:
    """Return how much of a passage an attribution gives to its source, the words that attribute left out."""
    shared = sum(_shared(one, passage) for one in claim.content)
    about = sum(_shared(one, passage) for one in (*claim.cue, *(link.mention for link in claim.chain)))
    return shared / max(1, passage.end - passage.start - about)


def _shared(one: Span, passage: Span) -> int:
    return max(0, min(one.end, passage.end) - max(one.start, passage.start))
