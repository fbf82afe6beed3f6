"""Who is credited with a passage, by the attributions that were found in its page.

The attribution with the least content around the passage tells whose words they are, so that a quotation within a
quotation is its own speaker's. Persons are compared by their full names; a surname alone is somebody's only where the
page gives it to nobody else; "the finance minister" is whoever the page calls so, if that is one person.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING

from claimcheck.model import Kind, SourceKind, Span
from claimcheck.text import sentences
from claimcheck.verify.marks import masked
from claimcheck.verify.names import NAME, mentioned, pieces, same
from claimcheck.verify.persons import bearers, is_role, same_person, without_article
from claimcheck.verify.plainly import credited
from claimcheck.verify.relaying import labelled, relayed
from claimcheck.verify.wordlists import SPEECH_VERBS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimcheck.model import Claim, Page, Source

_RELAYING = frozenset({SourceKind.OUTLET, SourceKind.ORGANISATION, SourceKind.DOCUMENT})
_COVERED = 0.5
_SLACK = 0.1
_NEAR = 90
_LINE = 4_000
"""So much of a line is looked at."""
_VERB = rf"(?:{'|'.join(sorted(SPEECH_VERBS))})"
_SIGNED = re.compile(rf"[.,!?]*[\"”’»]?\s*[-–—―]{{1,2}}\s?({NAME.pattern})(?=\s*(?:$|\n|[,(@]))", re.MULTILINE)
_TAG = re.compile(rf"[.,!?…]*[\"”»]\s+(?:({NAME.pattern})\s+{_VERB}\b|{_VERB}\s+({NAME.pattern})(?=[,.;:\s]))")
_OBJECT = re.compile(
    r"\b(?:told|asked|about|of|to|with|against|for|from|by|on|at|called|praised|criticised|criticized)\s(?:x|\W*$)"
)
_HEARS = re.compile(
    r"\s*(?:was|were|is|are|been|had been|has been)\s+(?:also\s+)?(?:told|asked|informed|reminded|warned|assured)"
)
_READS = re.compile(
    r"\b(?:read(?:s|ing)?\s+(?:out|aloud)|recit(?:es|ed|ing)|(?:quot|cit)(?:es|ed|ing)|repeat(?:s|ed|ing))\b"
)
_CALLING = {"called", "calls", "described", "describes", "dubbed", "branded", "labelled", "labeled", "termed"}
_CALLS = re.compile(
    rf"({NAME.pattern})\s+(?:\w+\s+){{0,2}}?(?:{'|'.join(sorted((SPEECH_VERBS | _CALLING) - {'states', 'state'}))})\b"
)
_REMEMBERS = re.compile(r"\W*(?:remember|recall|hear|heard|quot|cit|imagin)\w*\s")
_FOR = re.compile(r"\b(?:of|for|to|with|by|near|behind)\b")
_TAIL = re.compile(r",| who | which |\(")
_OWNER = re.compile(r"([^,]+?)(?:(?P<owns>[’']s?\s+(?=[a-z]))|(?=,)|\Z)")
_DESCRIBES = re.compile(r"(?:the|a|an|one)\s", re.IGNORECASE)
_ASKING = frozenset({"reporter", "reporters", "interviewer", "moderator", "journalist", "host", "presenter", "lawyer"})
_OF_ANOTHER = re.compile(r"\b(?:to|of|for|under|with|and|or|by|from|against)\b|[’']s?\s")
_OWN = re.compile(r"\b(?:statement|remarks|speech|address|letter|column|opinion|transcript|testimony)\b", re.IGNORECASE)
_ABOUT = re.compile(r"\b(?:to|on|about|against|over|for)\b", re.IGNORECASE)
_PRONOUNS = frozenset({"he", "she", "they", "it", "i", "we", "you", "who", "him", "her", "them", "one", "this"})


class Speaker(Enum):
    """Whether the speaker named is the one credited at a passage."""

    SAME = "same"
    OTHER = "other"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Heard:
    """Who is credited at a passage.

    Args:
        name: Who is credited instead; with `NOBODY`, the words that may mean anybody ("officials"), if any.
    """

    speaker: Speaker
    name: str = ""


def heard(page: Page, passages: Sequence[Span], speakers: Sequence[str], *, organisation: bool = False) -> Heard:
    """Say whether the passages are credited to the innermost of *speakers*; with none named, no check is needed.

    Args:
        page: With its attributions.
        passages: Stretches of its text.
        speakers: Innermost first.
        organisation: The innermost is one: whoever speaks for it is named with it ("Ruiz, a spokesman for the Fund").
    """
    if not speakers or (page.publisher and same(speakers[0], page.publisher)):
        return Heard(Speaker.SAME)
    found = [_at(page, passage, speakers[0], organisation=organisation) for passage in passages]
    for wanted in (Speaker.OTHER, Speaker.SAME):
        for one in found:
            if one.speaker is wanted:
                return one
    if _own(page, speakers[0]):
        return Heard(Speaker.SAME)
    return found[0] if found else Heard(Speaker.NOBODY)


def _own(page: Page, speaker: str) -> bool:
    """Say whether the whole page is the speaker's, so that what it credits to nobody is theirs: written or spoken."""
    if mentioned(speaker, page.author or ""):
        return True
    title = page.title or ""
    return bool(_OWN.search(title)) and mentioned(speaker, _ABOUT.split(title)[0])


def _at(page: Page, passage: Span, speaker: str, *, organisation: bool) -> Heard:
    if name := labelled(page.text, passage, speaker):
        return Heard(Speaker.SAME if same(name, speaker) else Speaker.OTHER, name)
    if other := relayed(page.text, passage, speaker):
        return Heard(Speaker.NOBODY, other)
    return _credited(page, passage, speaker, organisation=organisation)


def _credited(page: Page, passage: Span, speaker: str, *, organisation: bool) -> Heard:
    """Say who is credited at a passage by its speech tag, by the attribution around it, or by the name next to it."""
    beside, plain = _beside(page, passage), credited(page.text, passage)
    if any(name and same_person(name, speaker, page.text) for name in (beside, plain)):
        return Heard(Speaker.SAME)
    if beside and _SIGNED.match(page.text, passage.end):
        return Heard(Speaker.NOBODY if same(beside, speaker) else Speaker.OTHER, beside)
    closest = _closest(page, passage)
    if closest is None or not closest.chain:
        return Heard(Speaker.SAME if _next_to(page, passage, speaker) else Speaker.NOBODY)
    if other := _relays(closest, passage, speaker, page, organisation=organisation):
        return Heard(Speaker.NOBODY, other)
    if _names_it(closest, speaker, page, organisation=organisation):
        return Heard(Speaker.SAME)
    return _compared(closest.speaker, speaker, page)


def _names_it(closest: Claim, speaker: str, page: Page, *, organisation: bool) -> bool:
    """Say whether an attribution names the speaker in its own words, whoever else it resolves them to.

    As whom a spokesman speaks for, as the outlet that relays the words, or by the surname that is all that is known.
    """
    mention = closest.speaker.mention.of(page.text)
    if organisation and mentioned(speaker, mention):
        return True
    if any(one.kind in _RELAYING and not one.channel and same(one.name, speaker) for one in closest.chain):
        return True
    asked = pieces(speaker)
    if len(asked) == 1 and asked == pieces(mention):
        return True
    head = _TAIL.split(mention)[0]
    ends = pieces(head)[-len(asked) :] == asked
    return ends and not _OF_ANOTHER.search(head) and not same(closest.speaker.name, speaker)


def _closest(page: Page, passage: Span) -> Claim | None:
    """Return the attribution that holds most of the passage; of several the innermost."""
    shares = [(_share(one, passage), one) for one in page.attributions(passage) if one.kind is not Kind.CREDIT]
    most = max((share for share, _ in shares), default=0.0)
    if most < _COVERED:
        return None
    around = [one for share, one in shares if share >= most - _SLACK]
    return min(around, key=lambda one: (sum(span.end - span.start for span in one.content), -len(one.chain)))


def _beside(page: Page, passage: Span) -> str:
    """Return the name in the speech tag or the signature right behind a quotation: "…” Fu said", "…” — Ana Ferraz"."""
    match = _SIGNED.match(page.text, passage.end) or _TAG.match(page.text, passage.end)
    if not match:
        return ""
    name = next(filter(None, match.groups()), "")
    return "" if name.casefold() in _PRONOUNS or name.endswith(("’s", "'s")) else name


def _next_to(page: Page, passage: Span, speaker: str) -> bool:
    """Say whether a passage that no attribution holds has the speaker's name next to it, with nobody else's between.

    In its paragraph, outside quotation marks, in the same sentence; as the object of a verb or preposition it is not
    the speaker's.
    """
    text = masked(page.text)
    near, far = max(0, passage.start - _NEAR), passage.end + _LINE
    before = text[near : passage.start].rpartition("\n")[2]
    after = text[passage.end : far].partition("\n")[0]
    for gap, name in (*_behind(after[:_NEAR]), *_before(before)):
        words = re.findall(r"[\w’']+", gap)
        if any(word[:1].isupper() for word in words) or re.search(r"[.!?;](?=\s|$)", gap.strip(' "“”,.!?')):
            continue
        if _REMEMBERS.match(after, after.find(name) + len(name)) or (
            _OBJECT.search(gap) and not gap.rstrip().endswith("according to")
        ):
            continue
        if words and same_person(name, speaker, page.text):
            return True
    return False


def _behind(text: str) -> list[tuple[str, str]]:
    match = NAME.search(text)
    return [(text[: match.start()] + " x", match.group())] if match else []


def _before(text: str) -> list[tuple[str, str]]:
    matches = list(NAME.finditer(text))
    return [(text[matches[-1].end() :], matches[-1].group())] if matches else []


def _compared(source: Source, speaker: str, page: Page) -> Heard:
    name = source.name
    mention = source.mention.of(page.text)
    if name.casefold() in _PRONOUNS:
        return Heard(Speaker.NOBODY)
    if _belongs(mention, speaker) or _unsupported(mention, name, page.text):
        return Heard(Speaker.NOBODY, mention)
    if same(name, speaker):
        return Heard(Speaker.SAME if same_person(name, speaker, page.text) else Speaker.NOBODY, name)
    if is_role(speaker) and (known := bearers(page.text, speaker)):
        alone = len(known) == 1 and any(same(one, name) for one in known)
        return Heard(Speaker.SAME if alone else Speaker.NOBODY, name)
    if source.kind is SourceKind.UNNAMED or is_role(name):
        known = bearers(page.text, name)
        if len(known) != 1:
            return Heard(Speaker.NOBODY, name)
        name = next(iter(known))
    return Heard(Speaker.SAME if same_person(name, speaker, page.text) else Speaker.OTHER, name)


def _belongs(mention: str, speaker: str) -> bool:
    """Say whether a mention is of somebody or something of the speaker's: "Ana Ferraz's lawyer"."""
    return any(owner["owns"] and mentioned(speaker, owner[1]) for owner in _OWNER.finditer(mention))


def _relays(closest: Claim, passage: Span, speaker: str, page: Page, *, organisation: bool) -> str:
    """Return who or what an attribution names that only hears, reads out or passes on the words; else nothing."""
    mention = closest.speaker.mention.of(page.text)
    for cue in closest.cue:
        if _HEARS.match(page.text, cue.start) or _READS.match(page.text, cue.start):
            return mention
        if mention.casefold() in _PRONOUNS and _hearer(page.text, cue, closest.speaker.name):
            return mention
    if not organisation and _speaks_for(mention, speaker):
        return mention
    return _called_by(closest, passage, speaker, page.text)


def _hearer(text: str, cue: Span, name: str) -> bool:
    """Say whether *name* is who is told by the cue: in "she told Ana Ferraz" she is somebody else."""
    match = NAME.match(text, cue.end + 1)
    return (
        match is not None
        and cue.of(text).endswith(("told", "asked", "tells", "asks"))
        and mentioned(name, match.group())
    )


def _called_by(closest: Claim, passage: Span, speaker: str, text: str) -> str:
    """Return who is said within an attribution to have said the passage: "Weir says Ferraz called it “…”"."""
    start = max((span.start for span in closest.content if span.start < passage.start), default=passage.start)
    ahead = re.split(r"[.!?]\s|[“\"]", text[start : max(start, passage.start - 1)])[-1]
    names = [match[1] for match in _CALLS.finditer(ahead)]
    if not names or names[-1].endswith(("’s", "'s")) or same(names[-1], speaker):
        return ""
    return names[-1]


def _speaks_for(mention: str, speaker: str) -> bool:
    """Say whether a mention is of somebody who speaks for a person: "a spokesman for Ana Ferraz" is not Ana Ferraz."""
    match = _FOR.search(mention)
    return match is not None and len(pieces(speaker)) > 1 and mentioned(speaker, mention[match.end() :])


@lru_cache(maxsize=64)
def _unsupported(mention: str, name: str, text: str) -> bool:
    """Say whether a description ("the reporter") was resolved to somebody whom the page does not call so."""
    if not _DESCRIBES.match(mention) or mentioned(name, mention):
        return False
    if mention.rsplit(maxsplit=1)[-1].casefold() in _ASKING:
        return True
    called = bearers(text, mention)
    if called:
        return not any(same(one, name) for one in called)
    role = re.compile(rf"\b{re.escape(without_article(mention))}\b", re.IGNORECASE)
    return any(role.search(span.of(text)) and mentioned(name, span.of(text)) for span in sentences(text))


def _share(claim: Claim, passage: Span) -> float:
    shared = sum(max(0, min(one.end, passage.end) - max(one.start, passage.start)) for one in claim.content)
    return shared / max(1, passage.end - passage.start)
