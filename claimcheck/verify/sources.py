"""Whom an attribution of a page names, held against the speaker who is asked for."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from claimcheck.identity.answers import Different, Same, Unknown
from claimcheck.identity.bearing import NAME, mentioned
from claimcheck.identity.bodies import Body, body
from claimcheck.identity.offices import Office, bearers, is_description, office, unfit, without_article
from claimcheck.identity.spelling import tokens
from claimcheck.identity.voices import introduced, speaks_for, spoken_for, voice_of_whom
from claimcheck.identity.who import same, who
from claimcheck.identity.words import GIVEN, LESSER
from claimcheck.model import SourceKind
from claimcheck.text import sentences
from claimcheck.verify.beside import PRONOUNS
from claimcheck.verify.marks import masked
from claimcheck.verify.wordlists import SPEECH_VERBS

if TYPE_CHECKING:
    from claimcheck.identity.answers import Answer
    from claimcheck.model import Claim, Source, Span
    from claimcheck.verify.wanted import Wanted

_RELAYING = frozenset({SourceKind.OUTLET, SourceKind.ORGANISATION, SourceKind.DOCUMENT})
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
_FOR = re.compile(r"\b(?:of|for|to|with|by|near|behind)\b")
_TAIL = re.compile(r",| who | which |\(")
_OWNER = re.compile(r"([^,]+?)(?:(?P<owns>[’']s?\s+(?=[a-z]))|(?=,)|\Z)")
_DESCRIBES = re.compile(r"(?:the|a|an|one)\s", re.IGNORECASE)
_ASKING = frozenset({"reporter", "reporters", "interviewer", "moderator", "journalist", "host", "presenter", "lawyer"})
_OF_ANOTHER = re.compile(r"\b(?:to|of|for|under|with|and|or|by|from|against|at|in|on|inside|near|who|that)\b|[’']s?\s")
_AHEAD = re.compile(
    rf"({NAME.pattern})(?:,\s(?:an?|the|its|his|her)\s[^,.;:\n]{{1,60}},)?\s(?:and|or)\s(?:the\s)?(?:[A-Z]\w+\s){{0,2}}\Z"
)
_AFTER = re.compile(rf"\s(?:and|or)\s(?:the\s)?({NAME.pattern})")
_JOINED = re.compile(r"\s(?:and|or)\s(?:the\s)?|,\s")
_BACK = 160


def names_it(closest: Claim, wanted: Wanted) -> bool:
    """Say whether an attribution names the speaker in its own words, whoever else it resolves them to.

    As whom a spokesman speaks for, as the outlet that relays the words, as one of two who say it together, or by the
    surname that is all that is known.
    """
    text = wanted.page.text
    mention = closest.speaker.mention.of(text)
    if wanted.organisation and isinstance(speaks_for(mention, wanted.name, text), Same):
        return True
    own = closest.speaker
    outside = [one for one in closest.chain if one is own or not one.mention.overlaps(own.mention)]
    relayed_by = [one.name for one in outside if one.kind in _RELAYING and not one.channel]
    if any(map(wanted.met, relayed_by)) and not spoken_for(mention) and not _misfit(mention, wanted):
        return True
    if any(map(wanted.met, together(closest.speaker, text))):
        return True
    asked = tokens(wanted.name)
    if len(asked) == 1 and asked == tokens(mention):
        return True
    head = _TAIL.split(mention)[0]
    ends = tokens(head)[-len(asked) :] == asked
    return ends and not _OF_ANOTHER.search(head) and not wanted.met(closest.speaker.name)


def together(source: Source, text: str) -> tuple[str, ...]:
    """Return who else is named with a source as saying the same: both of "Ken Ward and Olive Pell said"."""
    start, end = source.mention.start, source.mention.end
    own = _JOINED.split(source.mention.of(text)) if _JOINED.search(source.name) else []
    ahead = _AHEAD.search(text, max(0, text.rfind("\n", 0, start), start - _BACK), start)
    behind = _AFTER.match(text, end)
    found = [*own, *([ahead[1]] if ahead else []), *([behind[1]] if behind else [])]
    return tuple(name for name in found if name[:1].isupper())


def _misfit(mention: str, wanted: Wanted) -> bool:
    """Say whether a description cannot mean the body that is asked for: "the company" and a council."""
    return is_description(mention) and isinstance(wanted.asked, Body) and unfit(office(mention).head, wanted.asked)


def whole(source: Source, text: str) -> str:
    """Return a source's name with what the page has of it behind where it was cut: "Human Rights First"."""
    end = source.mention.end
    goes_on = text[end : end + 1] == " " and text[end + 1 : end + 2].isupper()
    if not goes_on or not source.mention.of(text).endswith(source.name):
        return source.name
    match = NAME.match(text, end - len(source.name))
    return match.group() if match and match.end() > end else source.name


def compared(source: Source, wanted: Wanted) -> Answer:
    """Say whether a source of a page is the speaker who is asked for."""
    text = wanted.page.text
    mention, name = source.mention.of(text), whole(source, text)
    if name.casefold() in PRONOUNS:
        return Unknown()
    if _belongs(mention, wanted.name) or _unsupported(mention, name, text) or _misfit(mention, wanted):
        return Unknown(mention)
    answer = wanted.answer(name)
    if isinstance(answer, Same):
        return _as_voice(mention, answer, wanted) if wanted.organisation else answer
    if wanted.organisation and not isinstance(voice := _voice(source, wanted), Unknown):
        return voice
    person = source.kind in {SourceKind.PERSON, SourceKind.UNNAMED}
    if wanted.organisation and person and (is_description(name) or _may_speak(name, wanted)):
        return Unknown(name)
    guessed = mention.casefold() in PRONOUNS and _last_named(source, wanted)
    return Unknown(name) if guessed and isinstance(answer, Different) else answer


def _as_voice(mention: str, answer: Answer, wanted: Wanted) -> Answer:
    """Return the answer for a body's name, unless its mention is the voice of another: of the union at the body."""
    found = spoken_for(mention)
    told = [office(phrase) for phrase in found if is_description(phrase)]
    bare = len(told) == len(found) and all(one.words == (one.head,) for one in told)
    asked = body(wanted.name)
    if not found or (bare and not any(unfit(one.head, asked) for one in told)):
        return answer
    return speaks_for(mention, wanted.name, wanted.page.text)


def _last_named(source: Source, wanted: Wanted) -> bool:
    """Say whether the speaker who is asked for is named right before a pronoun that was taken for somebody else."""
    text, at = wanted.page.text, source.mention.start
    start = text.rfind("\n", 0, max(0, text.rfind("\n", 0, at)))
    names = [match.group() for match in NAME.finditer(masked(text), max(0, start, at - 8 * _BACK), at)]
    if wanted.organisation:
        return any(map(wanted.met, names))
    return next((wanted.met(name) for name in reversed(names) if len(tokens(name)) > 1 or wanted.met(name)), False)


def _may_speak(name: str, wanted: Wanted) -> bool:
    """Say whether a page that names a body leaves open whose voice a person is: nowhere told, or told with the body."""
    told = list(introduced(name, wanted.page.text))
    known = mentioned(wanted.name, wanted.page.text)
    return known and (not told or any(mentioned(wanted.name, phrase) or voice_of_whom(phrase) for phrase in told))


def _voice(source: Source, wanted: Wanted) -> Answer:
    """Say for whom somebody speaks by what the page says of them, wherever it introduces them."""
    text = wanted.page.text
    told = (source.mention.of(text), *(introduced(source.name, text) if source.kind is SourceKind.PERSON else ()))
    answers = [speaks_for(phrase, wanted.name, text) for phrase in told]
    if any(voice_of_whom(phrase) for phrase in told) and _at_head(source, wanted):
        return Same(f"{source.name} is at its head")
    for kind in (Same, Different):
        for answer in answers:
            if isinstance(answer, kind):
                return answer
    return Unknown()


def _at_head(source: Source, wanted: Wanted) -> bool:
    """Say whether the body last named before a page introduces somebody as "its leader" is the one asked for."""
    text = wanted.page.text
    if not isinstance(who(wanted.name, text), Body | Office) and set(tokens(wanted.name)) & GIVEN:
        return False
    at = text.find(source.name)
    names = [match.group() for match in NAME.finditer(masked(text), max(0, at - 2 * _BACK), max(0, at))]
    for name in reversed(names):
        if wanted.met(name):
            return True
        if isinstance(who(name), Body):
            return False
    return False


def _belongs(mention: str, speaker: str) -> bool:
    """Say whether a mention is of somebody or something of the speaker's: "Ana Ferraz's lawyer"."""
    return any(owner["owns"] and mentioned(speaker, owner[1]) for owner in _OWNER.finditer(mention))


def relays(closest: Claim, passage: Span, wanted: Wanted) -> str:
    """Return who or what an attribution names that only hears, reads out or passes on the words; else nothing."""
    text = wanted.page.text
    mention = closest.speaker.mention.of(text)
    for cue in closest.cue:
        if _HEARS.match(text, cue.start) or _READS.match(text, cue.start):
            return mention
        if mention.casefold() in PRONOUNS and _hearer(text, cue, closest.speaker.name):
            return mention
    if not wanted.organisation and _speaks_for(mention, wanted.name):
        return mention
    return _called_by(closest, passage, wanted)


def _hearer(text: str, cue: Span, name: str) -> bool:
    """Say whether *name* is who is told by the cue: in "she told Ana Ferraz" she is somebody else."""
    match = NAME.match(text, cue.end + 1)
    return (
        match is not None
        and cue.of(text).endswith(("told", "asked", "tells", "asks"))
        and mentioned(name, match.group())
    )


def _called_by(closest: Claim, passage: Span, wanted: Wanted) -> str:
    """Return who is said within an attribution to have said the passage: "Weir says Ferraz called it “…”"."""
    text = wanted.page.text
    start = max((span.start for span in closest.content if span.start < passage.start), default=passage.start)
    ahead = re.split(r"[.!?]\s|[“\"]", text[start : max(start, passage.start - 1)])[-1]
    names = [match[1] for match in _CALLS.finditer(ahead)]
    if not names or names[-1].endswith(("’s", "'s")) or wanted.met(names[-1]):
        return ""
    return names[-1]


def _speaks_for(mention: str, speaker: str) -> bool:
    """Say whether a mention is of somebody who speaks for a person: "a spokesman for Ana Ferraz" is not Ana Ferraz."""
    if len(tokens(speaker)) == 1:
        return False
    if any(isinstance(same(found, speaker), Same) for found in spoken_for(mention)):
        return True
    match = _FOR.search(mention)
    return match is not None and mentioned(speaker, mention[match.end() :])


@lru_cache(maxsize=64)
def _unsupported(mention: str, name: str, text: str) -> bool:
    """Say whether a description ("the reporter") was resolved to somebody whom the page does not call so."""
    if not _DESCRIBES.match(mention) or mentioned(name, mention):
        return False
    if mention.rsplit(maxsplit=1)[-1].casefold() in _ASKING:
        return True
    lesser = set(tokens(mention)) & LESSER
    if lesser and not any(lesser & set(tokens(phrase)) for phrase in introduced(name, text)):
        return True
    called = bearers(text, mention)
    if called:
        return not any(isinstance(same(one, name, beside=text), Same) for one in called)
    role = re.compile(rf"\b{re.escape(without_article(mention))}\b", re.IGNORECASE)
    return any(role.search(span.of(text)) and mentioned(name, span.of(text)) for span in sentences(text))
