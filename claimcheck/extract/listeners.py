"""The outlet that somebody spoke to, wrote in or appeared on, where the words around the cue say so."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from claimcheck.extract import nouns
from claimcheck.identity import organisations, outlets
from claimcheck.identity.words import DEMONYMS, PLACES, given_gender
from claimcheck.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAME = (
    rf"[{nouns.UPPER}][\w’'&.-]{{0,40}}(?:\s+(?:(?:of|the|and|de|du|la)\s+)?[{nouns.UPPER}0-9][\w’'&.-]{{0,40}}){{0,4}}"
)
_KINDS = (
    r"(?:(?:online|daily|weekly|morning|evening|radio|television|TV|news|local|state|public|business)\s+){0,2}"
    r"(?:newspapers?|paper|daily|weekly|tabloid|magazine|broadcaster|channel|network|station|agency|website|site|outlet|portal"
    r"|podcast|radio|television|TV|show|program(?:me)?|blog|newsletter)"
)
_SHAPES = (
    re.compile(rf"[“\"‘'](?P<name>{_NAME}),?[”\"’']\s+{_KINDS}\b"),
    re.compile(rf"\b{_KINDS}\s+(?:called\s+)?[“\"‘']?(?P<name>{_NAME})"),
    re.compile(rf"(?<!\w)(?:{_NAME}?[’']s\s+|[Tt]he\s+)?(?P<name>{_NAME}?)(?:[’']s)?\s+{_KINDS}\b"),
    re.compile(rf"(?<!\w)(?P<name>(?:[Tt]he\s+)?{_NAME}?\s+(?:Show|Podcast|Radio|Hour|Tonight|Today))\b"),
    re.compile(rf"(?<!\w)(?P<name>{_NAME}),\s+(?:an?|the|one\s+of)\s+(?:[\w’'-]+\s+){{0,4}}{_KINDS}\b"),
    re.compile(r"\b(?P<name>[KW][A-Z]{3}(?:-(?:TV|FM|AM|DT))?|[KW][A-Z]{2}-(?:TV|FM|AM|DT))\b"),
    re.compile(rf"\b(?P<name>[{nouns.UPPER}][a-z]+(?:[A-Z][a-z]+)+)\b"),
)
_DESCRIBED = re.compile(
    r"the\s+(?:newspaper|paper|daily|weekly|tabloid|magazine|broadcaster|channel|station|newswire|news\s+agency|outlet"
    r"|publication)(?=[.,;:]|\s+(?:that|on|in|after|before|this|last|yesterday|by|at|when)\b|\s*[”\"“])",
    re.IGNORECASE,
)
_SHOWS = (_SHAPES[0], _SHAPES[3])
_ALONE = re.compile(rf"(?:[Tt]he\s+)?(?P<name>{_NAME})")
_STOP = re.compile(
    r"[\n;:]|(?<![A-Z])[.!?](?=\s|$)|,\s(?!an?\s|the\s|one\s)|\s[“\"](?=\w[^”\"]{40})"
    r"|\s(?:that|if|whether|how|what|why|when|who|about|it|he|she|they|to|after|before)\s|\sand\s(?![A-Z])"
)
_PLATFORMS = frozenset(
    ["youtube", "facebook", "twitter", "instagram", "linkedin", "tiktok", "whatsapp", "snapchat", "reddit", "telegram"]
)
_BOTH = re.compile(r"(?:[Bb]oth\s+)?(?P<one>\S.{0,60}?)\s+and\s+(?P<other>\S.{0,60}?)(?:\s+both)?")
_FAR, _FEW = 160, 4
_WORK = re.compile(r"(?:[’']s)?\s+(?:interview|appearance|essay|op-ed|column|commentary|town hall|segment|podcast)\b")
_IN_A = re.compile(r"\b(?:[Ii]n|[Dd]uring|[Oo]n)\s+(?:an?|his|her|their|the)\s+(?:[\w’'-]+\s+){0,2}$")
_BEHIND = re.compile(rf"(?<![\w.’'-])(?P<word>[\w.’'-]{{2,}}+)(?=\s+(?P<next>[{nouns.UPPER}][\w’'&.-]{{0,41}}))")
_OPENS = re.compile(rf"\b[{nouns.UPPER}][\w.’'-]")
_EDGE = re.compile(r"\b")
_MAY_NAME = re.compile(rf"(?:[\w’'-]+\s+){{0,{_FEW}}}[“\"‘']?[{nouns.UPPER}0-9]")


def outlet_at(text: str, start: int, *, spoken: bool = False) -> Span | None:
    """Return the outlet named at *start* or a few words on: a known one, or a name that only an outlet has.

    Args:
        text: The text.
        start: Behind "told", "in an interview with", "by" and the like.
        spoken: Whether the words before are such that a name of any form there is an outlet's, unless it is a person's.
    """
    if not _MAY_NAME.match(text, start):
        return None
    stop = _STOP.search(text, start, start + _FAR)
    end = stop.start() if stop else min(start + _FAR, len(text))
    stretch = text[start:end]
    for span, _ in outlets.find_mentions(stretch):
        if len(stretch[: span.start].split()) <= _FEW:
            begin = span.start - 4 if stretch[: span.start].lower().endswith("the ") else span.start
            return Span(start + begin, start + span.end)
        break
    return _shaped(stretch, start) or (_unknown(text, stretch, start) if spoken else None)


def described_at(text: str, start: int) -> Span | None:
    """Return the outlet at *start* that is called by what it is, to be named by what the text said before."""
    found = _DESCRIBED.match(text, start)
    return Span(found.start(), found.end()) if found else None


def _shaped(stretch: str, start: int) -> Span | None:
    """Return the name in *stretch* that what it is called or how it is spelt makes an outlet's."""
    first = _ALONE.match(stretch)
    if first and (nouns.MEDIA.search(first[0]) or outlets.lookup(first[0])):
        return Span(start + first.start(), start + first.end())
    for shape in _SHAPES:
        found = shape.search(stretch)
        near = found and len(stretch[: found.start("name")].split()) <= _FEW
        if found and near and (shape in _SHOWS or _may_be(found["name"])):
            return Span(start + found.start("name"), start + found.end("name"))
    return None


def _unknown(text: str, stretch: str, start: int) -> Span | None:
    """Return a name of any form that is nobody's else."""
    found = _ALONE.match(stretch)
    if found is None or not _may_be(found["name"]) or given_gender(found["name"]):
        return None
    words = found["name"].casefold().split()
    someone = any(word.strip(".") in nouns.BEFORE_NAMES | nouns.HONOURS | DEMONYMS for word in words)
    return (
        None
        if someone or found["name"] in _surnames(text)
        else Span(start + found.start("name"), start + found.end("name"))
    )


@lru_cache(maxsize=4)
def _surnames(text: str) -> frozenset[str]:
    """Return the capital words behind another one in *text*, with and without what is joined to them: "Ruiz’s"."""
    behind = (match["next"] for match in _BEHIND.finditer(text) if _OPENS.search(match["word"]))
    return frozenset(word[: border.end()] for word in set(behind) for border in _EDGE.finditer(word) if border.end())


def _may_be(name: str) -> bool:
    """Say whether a name may be an outlet's: it is no other body's and no country."""
    body = organisations.lookup(name) or nouns.ORGANISATION.search(name) or name.casefold() in _PLATFORMS
    return not body and name.casefold() not in PLACES and name.casefold() not in DEMONYMS


def work_at(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the outlets in whose interview or essay something was said, as a stretch names it: "in a CNN interview"."""
    for span, _ in outlets.find_mentions(text, start, end):
        if _WORK.match(text, span.end, end) and _IN_A.search(text, max(start, span.start - _FAR), span.start):
            yield span


def signed(text: str, source: Span) -> Span | None:
    """Return the outlet of a signature: "Ana Ruiz, Fox News"."""
    phrase = source.of(text)
    mentions = outlets.find_mentions(phrase)
    if not mentions or mentions[-1][0].end != len(phrase):
        return None
    span = mentions[-1][0]
    before = re.sub(r"(?:the|The)\s$", "", phrase[: span.start])
    person = re.fullmatch(rf"(?P<name>[{nouns.UPPER}][^\s,]*(?:\s+[^\s,]+){{0,3}}?),\s*", before)
    known = person and not outlets.lookup(person["name"])
    return Span(source.start + span.start, source.end) if known else None


def apart(text: str, source: Span) -> list[Span]:
    """Return the two outlets of "NBC News and ABC News both", each of which then said it; else the source itself."""
    phrase = source.of(text)
    two = _BOTH.fullmatch(phrase) if " and " in phrase else None
    if two is None or not all(outlets.lookup(two[name]) for name in ("one", "other")):
        return [source]
    return [Span(source.start + two.start(name), source.start + two.end(name)) for name in ("one", "other")]
