"""Outlets behind words for what or whose they are, and people named by the outlet they work for."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from claimcheck.extract import nouns, times
from claimcheck.identity import outlets
from claimcheck.identity.words import DEMONYMS
from claimcheck.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_STAFF = re.compile(
    r"[’']s?\s+(?:[a-z][\w-]*\s+){0,4}"
    rf"(?P<person>[{nouns.UPPER}][\w’'-]+(?:\s+(?:[A-Z]\.|[{nouns.UPPER}][\w’'-]+)){{1,3}})"
)
_HEAD = re.compile(
    r",|\s(?:who|which|that|by|from|in|on|of|for|with|about|built|conducted|obtained|assembled|compiled|published|posted|released|seen"
    r"|reviewed|commissioned|written|produced|made|aired|carried|dated|showing|saying)\b"
)
_BY = re.compile(r"\b(?:by|from|in|on|of|for)\s+(?:the\s+|The\s+)?$")
_MADE = re.compile(r"\s+(?:has\s+|had\s+)?(?:[a-z]+ed|built|made|wrote|ran|held|kept|put)\b")
_NAMES_MORE = re.compile(rf"(?:[’']s)?\s+(?:[a-z]+\s+)*[{nouns.UPPER}][\w’'-]+(?:\s+[{nouns.UPPER}][\w’'-]+)*$")
_CAPITALS = re.compile(rf"(?:[Tt]he\s+)?[{nouns.UPPER}][\w’'&.-]*(?:\s+[{nouns.UPPER}][\w’'&.-]*)*")
_POSSESSIVE = re.compile(r"[’']s?$")
_TOLD_OF = re.compile(r"\s(?:with|who|from|in|at|of|to|for|on|by|briefed|familiar|close|involved|speaking)(?:\s|$)")
_SITE = re.compile(r"(?:^|\s(?:at|on|from|of|by|in)\s)((?:[\w-]+\.)+(?:gov|org|com|net|io|edu|int|eu|info))$")
_POLLS = frozenset({"poll", "polls", "survey"})
_MEMBERS = frozenset({"republicans", "democrats", "tories", "conservatives", "liberals", "libertarians", "greens"})
_BEFORE = frozenset({"same", "this", "that", "another", "first", "an", "our", "rival", "local", "national"})
_ENDINGS = ("’s", "'s", "-based", "-run", "-owned", "-language")


def _mentions(phrase: str) -> tuple[tuple[Span, str], ...]:
    return _mentions_in(phrase, outlets.current())


@lru_cache(maxsize=1024)
def _mentions_in(phrase: str, table: outlets.Table) -> tuple[tuple[Span, str], ...]:
    return tuple(table.find_mentions(phrase))


def outlet(phrase: str, context: tuple[str, ...]) -> outlets.Outlet | None:
    """Return the outlet that a phrase ends with, behind words for what or whose it is: "Germany's DW"."""
    mentions = _mentions(phrase)
    if not mentions or mentions[-1][0].end != len(phrase):
        return None
    span, name = mentions[-1]
    before = phrase[: span.start].split()
    described = bool(before) and before[-1].casefold() in nouns.OUTLET_WORDS
    if not all(_describes(word, described=described) for word in before):
        return None
    return outlets.lookup(name, context)


def staff(phrase: str, context: tuple[str, ...]) -> tuple[str, outlets.Outlet] | None:
    """Return the person of "Fox News's Ed Henry" and the outlet."""
    mentions = _mentions(phrase)
    if not mentions or mentions[0][0].start > len("the "):
        return None
    span, name = mentions[0]
    match = _STAFF.fullmatch(phrase, span.end)
    known = outlets.lookup(name, context) if match else None
    return (match["person"], known) if match and known else None


def maker(phrase: str, context: tuple[str, ...]) -> outlets.Outlet | None:
    """Return the outlet whose work a phrase names: "a database built by The Post", "a March Bloomberg article"."""
    head = _HEAD.split(phrase, maxsplit=1)[0].rstrip(" ,")
    for span, name in _named(phrase):
        before, after = phrase[: span.start], phrase[span.end :]
        if "/" in (before[-1:], after[:1]) or not (found := outlets.lookup(name, context)):
            continue
        inside = span.end <= len(head)
        noun = head.split()[-1].casefold() if head.split() else ""
        work = noun in nouns.DOCUMENTS or noun.removesuffix("s") in nouns.DOCUMENTS
        if work and inside and span.end < len(head) and not _NAMES_MORE.match(after):
            return found
        if work and not inside and (_BY.search(before) or _MADE.match(after)):
            return found
    return None


def called(known: outlets.Outlet, phrase: str) -> str:
    """Return the name of an outlet that a phrase means: of a house of journals the journal's, "Nature Medicine"."""
    if known.kind != "journal":
        return known.name.split(" (")[0]
    names = [name for name in known.aliases if name in phrase and " " in name and not name.endswith("magazine")]
    return max(names, key=len, default=known.name.split(" (")[0])


def poll(phrase: str) -> str:
    """Return "Politico/Morning Consult poll" of "new online Politico/Morning Consult tracking poll"."""
    words = phrase.split()
    names = [word for word in words[:-1] if word[0].isupper()]
    return " ".join([*names, words[-1]]) if names and words[-1] in _POLLS else phrase


def site(phrase: str) -> str:
    """Return the address of a site that a phrase names: "its registry entry at ClinicalTrials.gov"; or nothing."""
    found = _SITE.search(phrase)
    return found[1] if found else ""


def several(phrase: str) -> str:
    """Return "some" for people without a name, "body" for the members of one ("House Republicans"), or nothing."""
    words = _TOLD_OF.split(phrase, maxsplit=1)[0].split()
    last = words[-1] if words else ""
    adjectives = nouns.PARTIES | DEMONYMS
    if last == "media" and all(word.islower() or word.casefold() in adjectives for word in words):
        return "some"
    named = any(word[:1].isupper() and word.casefold() not in adjectives for word in words[1:])
    if last in nouns.PEOPLE and last.endswith("s") and not named:
        return "some"
    if last.casefold() not in _MEMBERS:
        return ""
    return "some" if len(words) == 1 or any(word.islower() and word != "the" for word in words[:-1]) else "body"


def _named(phrase: str) -> Iterator[tuple[Span, str]]:
    """Yield the outlets that a phrase names, also by what means one in its surroundings only: "The Post"."""
    known = _mentions(phrase)
    yield from known
    for run in _CAPITALS.finditer(phrase):
        words = [word for word in re.finditer(r"\S+", run[0]) if not times.CALENDAR.fullmatch(word[0])]
        if words and not any(span.start < run.end() and run.start() < span.end for span, _ in known):
            start, end = run.start() + words[0].start(), run.start() + words[-1].end()
            yield Span(start, end), _POSSESSIVE.sub("", phrase[start:end])


def _describes(word: str, *, described: bool) -> bool:
    """Say whether a word may stand before an outlet's name; before "broadcaster" the name of a country may as well."""
    plain = word.casefold()
    if plain in nouns.OUTLET_WORDS or plain in _BEFORE or word.endswith(_ENDINGS):
        return True
    return described and word[:1].isupper()
