"""Outlets behind words for what or whose they are, and people named by the outlet they work for."""

from __future__ import annotations

import re

from claimcheck import outlets
from claimcheck.extract import nouns

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
_BEFORE = frozenset({"same", "this", "that", "another", "first", "an", "our", "rival", "local", "national"})
_ENDINGS = ("’s", "'s", "-based", "-run", "-owned", "-language")


def outlet(phrase: str, context: tuple[str, ...]) -> outlets.Outlet | None:
    """Return the outlet that a phrase ends with, behind words for what or whose it is: "Germany's DW"."""
    mentions = outlets.find_mentions(phrase)
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
    mentions = outlets.find_mentions(phrase)
    if not mentions or mentions[0][0].start > len("the "):
        return None
    span, name = mentions[0]
    match = _STAFF.fullmatch(phrase, span.end)
    known = outlets.lookup(name, context) if match else None
    return (match["person"], known) if match and known else None


def maker(phrase: str, context: tuple[str, ...]) -> outlets.Outlet | None:
    """Return the outlet whose work a phrase names: "a database built by The Post", "a March Bloomberg article"."""
    head = _HEAD.split(phrase, maxsplit=1)[0].rstrip(" ,")
    for span, name in outlets.find_mentions(phrase):
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


def _describes(word: str, *, described: bool) -> bool:
    """Say whether a word may stand before an outlet's name; before "broadcaster" the name of a country may as well."""
    plain = word.casefold()
    if plain in nouns.OUTLET_WORDS or plain in _BEFORE or word.endswith(_ENDINGS):
        return True
    return described and word[:1].isupper()
