"""Who is credited with a passage, by the attributions that were found in its page.

The attribution with the least content around the passage tells whose words they are, so that a quotation within a
quotation is its own speaker's. Persons are compared by their full names; a surname alone is somebody's only where the
page gives it to nobody else; "the finance minister" is whoever the page calls so, if that is one person.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING

from claimcheck.model import Kind, SourceKind, Span
from claimcheck.verify.marks import masked
from claimcheck.verify.names import NAME, mentioned, pieces, same
from claimcheck.verify.wordlists import SPEECH_VERBS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from claimcheck.model import Claim, Page, Source

_RELAYING = frozenset({SourceKind.OUTLET, SourceKind.ORGANISATION, SourceKind.DOCUMENT})
_COVERED = 0.5
_SLACK = 0.1
_NEAR = 90
_OFTEN = 2
"""So many times as often a name must be given in full before its surname alone is not somebody else's."""
_LONGEST_NAME = 3
_VERB = rf"(?:{'|'.join(sorted(SPEECH_VERBS))})"
_SIGNED = re.compile(rf"[.,!?]*[\"”’»]?\s*[-–—―]{{1,2}}\s?({NAME.pattern})(?=\s*(?:$|\n|[,(@]))", re.MULTILINE)
_TAG = re.compile(rf"[.,!?…]*[\"”»]\s+(?:({NAME.pattern})\s+{_VERB}\b|{_VERB}\s+({NAME.pattern})(?=[,.;:\s]))")
_OBJECT = re.compile(
    r"\b(?:told|asked|about|of|to|with|against|for|from|by|on|at|called|praised|criticised|criticized)\s(?:x|\W*$)"
)
_TAIL = re.compile(r",| who | which |\(")
_OWNER = re.compile(r"([^,]+?)[’']s?\s+(?=[a-z])")
_DESCRIBES = re.compile(r"(?:the|a|an|one)\s", re.IGNORECASE)
_ASKING = frozenset({"reporter", "reporters", "interviewer", "moderator", "journalist", "host", "presenter", "lawyer"})
_OF_ANOTHER = re.compile(r"\b(?:to|of|for|under|with|and|or|by|from|against)\b|[’']s?\s")
_OWN = re.compile(r"\b(?:statement|remarks|speech|address|letter|column|opinion|transcript|testimony)\b", re.IGNORECASE)
_ABOUT = re.compile(r"\b(?:to|on|about|against|over|for)\b", re.IGNORECASE)
_LEAD = re.compile(r"^(?:the|a|an|this|that|its|their|his|her|our)\s+", re.IGNORECASE)
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
    beside = _beside(page, passage)
    if beside and _same_person(beside, speaker, page.text):
        return Heard(Speaker.SAME)
    if beside and _SIGNED.match(page.text, passage.end):
        return Heard(Speaker.NOBODY if same(beside, speaker) else Speaker.OTHER, beside)
    closest = _closest(page, passage)
    if closest is None or not closest.chain:
        return Heard(Speaker.SAME if _next_to(page, passage, speaker) else Speaker.NOBODY)
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
    shares = [(_share(one, passage), one) for one in page.attributions if one.kind is not Kind.CREDIT]
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
    return "" if name.casefold() in _PRONOUNS else name


def _next_to(page: Page, passage: Span, speaker: str) -> bool:
    """Say whether a passage that no attribution holds has the speaker's name next to it, with nobody else's between.

    In its paragraph, outside quotation marks, in the same sentence; as the object of a verb or preposition it is not
    the speaker's.
    """
    text = masked(page.text)
    start = text.rfind("\n", 0, passage.start) + 1
    end = text.find("\n", passage.end)
    before, after = (
        text[max(start, passage.start - _NEAR) : passage.start],
        text[passage.end : end if end > 0 else None],
    )
    for gap, name in (*_behind(after[:_NEAR]), *_before(before)):
        words = re.findall(r"[\w’']+", gap)
        if any(word[:1].isupper() for word in words) or re.search(r"[.!?;](?=\s|$)", gap.strip(' "“”,.!?')):
            continue
        if _OBJECT.search(gap) and not gap.rstrip().endswith("according to"):
            continue
        if words and _same_person(name, speaker, page.text):
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
        return Heard(Speaker.SAME if _same_person(name, speaker, page.text) else Speaker.NOBODY, name)
    if _role(speaker) and (known := bearers(page.text, speaker)):
        alone = len(known) == 1 and any(same(one, name) for one in known)
        return Heard(Speaker.SAME if alone else Speaker.NOBODY, name)
    if source.kind is SourceKind.UNNAMED or _role(name):
        known = bearers(page.text, name)
        if len(known) != 1:
            return Heard(Speaker.NOBODY, name)
        name = next(iter(known))
    return Heard(Speaker.SAME if _same_person(name, speaker, page.text) else Speaker.OTHER, name)


def _belongs(mention: str, speaker: str) -> bool:
    """Say whether a mention is of somebody or something of the speaker's: "Ana Ferraz's lawyer"."""
    return any(mentioned(speaker, owner[1]) for owner in _OWNER.finditer(mention))


def _unsupported(mention: str, name: str, text: str) -> bool:
    """Say whether a description ("the reporter") was resolved to somebody whom the page does not call so."""
    if not _DESCRIBES.match(mention) or mentioned(name, mention):
        return False
    if mention.rsplit(maxsplit=1)[-1].casefold() in _ASKING:
        return True
    called = bearers(text, mention)
    if called:
        return not any(same(one, name) for one in called)
    role = re.escape(_LEAD.sub("", mention))
    pair = re.compile(rf"{NAME.pattern} and (?:the|a|an|its|their) {role}\b|\b{role} and (?:the )?{NAME.pattern}")
    return any(mentioned(name, match.group()) for match in pair.finditer(text))


def _share(claim: Claim, passage: Span) -> float:
    shared = sum(max(0, min(one.end, passage.end) - max(one.start, passage.start)) for one in claim.content)
    return shared / max(1, passage.end - passage.start)


def _role(name: str) -> bool:
    """Say whether a name is a description: no capital letter opens a word of it."""
    return not any(word[:1].isupper() for word in _LEAD.sub("", name).split())


def _same_person(one: str, other: str, text: str) -> bool:
    """Compare the name of who is credited with another; a surname alone is somebody's only where *text* lets it be.

    Credited by surname, a person is the one whose full name the text has twice as often as any namesake's; asked for
    by surname, at least as often.
    """
    if not same(one, other):
        return False
    shorter, longer = sorted((pieces(one), pieces(other)), key=len)
    if len(shorter) != 1:
        return True
    named = _full_names(text)
    namesakes = {full: count for full, count in named.items() if full[-1] == shorter[0] and full[0] != full[-1]}
    if len(longer) == 1:
        return len({full[0] for full in namesakes}) <= 1 or _leads(max(namesakes.values()), namesakes)
    own = sum(count for full, count in namesakes.items() if full[0] == longer[0] or set(full) <= set(longer))
    others = {full: count for full, count in namesakes.items() if full[0] != longer[0] and not set(full) <= set(longer)}
    often = _OFTEN if len(pieces(one)) == 1 else 1
    return not others or own >= often * max(others.values())


def _leads(most: int, namesakes: Mapping[tuple[str, ...], int]) -> bool:
    return sum(count * _OFTEN > most for count in namesakes.values()) == 1


@lru_cache(maxsize=64)
def _full_names(text: str) -> Mapping[tuple[str, ...], int]:
    """Return the folded words of all names of two or three words in *text*, titles left out, and how often each is."""
    found = Counter(pieces(match.group().removesuffix("’s").removesuffix("'s")) for match in NAME.finditer(text))
    lowered = set(re.findall(r"(?<![\w’'-])[a-z]{3,}", text))
    return {name: count for name, count in found.items() if 1 < len(name) <= _LONGEST_NAME and name[0] not in lowered}


def bearers(text: str, description: str) -> frozenset[str]:
    """Return who *text* calls so, in apposition: "the finance minister, Rui Falcao", or the other way round."""
    plain = _LEAD.sub("", description).strip()
    if not plain or len(plain) > 80:  # noqa: PLR2004 - characters; no office is longer
        return frozenset()
    role = re.escape(plain)
    found = {match[1] for match in re.finditer(rf"(?i:\b{role}),?\s+({NAME.pattern})", text)}
    found |= {
        match[1]
        for match in re.finditer(
            rf"({NAME.pattern}),\s+(?:who (?:is|was) )?(?:[\w’'-]+\s+){{0,5}}?(?i:{role})\b(?!\s*{NAME.pattern})", text
        )
    }
    return frozenset(name for name in found if pieces(name))
