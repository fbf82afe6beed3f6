"""Noun phrases around a cue: who is credited, before it or after it."""

from __future__ import annotations

import re

from claimcheck.extract.cues import verbs
from claimcheck.extract.quotes import CLOSE, OPEN
from claimcheck.model import Span

DAYS = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
MONTHS = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_HELPERS = re.compile(
    r"(?:\s*\b(?:also|later|then|further|furthermore|previously|recently|repeatedly|earlier|already|now"
    r"|again|even|only|just"
    r"|has|have|had|was|were|is|are|did|does|would|will|could|can|may|might|must|not|never|once|still|who|which|today"
    r"|yesterday|both|publicly|separately|subsequently|all|each|reportedly|has also|went on to|continued to"
    rf"|in turn|{DAYS}|on {DAYS}|\w+ly)\b)+\s*$"
)
_DROPPED = re.compile(
    r"^(?:(?:But|And|So|Yet|Still|However|Meanwhile|Moreover|Then|Also|While|As|Although|Though|Because"
    r"|Since|When|Where|If|For|"
    r"while|as|although|though|because|and|but|when|where|after|since|which|that|so|or|if|than|whereas"
    r"|with)\s+|[—–-]+\s*"
    r"|(?:In|On|At|By|Last|Earlier|Late|Later|Early|This|Next|Since|During)\s+(?:(?:late|early|mid|last"
    r"|this|on|in|the|a)[\s-]+)?"
    rf"(?:{DAYS}|{MONTHS}|week|month|year|morning|evening|night"
    rf"|afternoon)(?:\s+\d{{1,4}})?(?:\s+(?:morning|evening|night|afternoon))?\s+)"
)
_STARTS_PHRASE = re.compile(
    r"(?:\b(?:the|a|an|one|two|three|four|some|many|several|most|both|all|other|another|his|her|its|their"
    r"|our|my|this|that|these"
    r"|those|he|she|it|they|we|I|you|who|a number of|experts?|officials?|sources?|analysts?|critics?"
    r"|people|police|scientists?"
    r"|researchers?|prosecutors?|lawyers?|residents?|witnesses|insiders|observers|lawmakers|doctors"
    r"|economists|court|data"
    r"|records|documents|figures|studies|polls)\b|\b[A-ZÀ-Þ]|\d|[a-z]+s\b)"
)
_PREPOSITION = re.compile(
    r"^(?:in|on|at|by|with|from|to|for|after|before|during|since|under|over|about|against|among|despite"
    r"|amid|of|through|within"
    r"|without|according|including|such|citing|as|when|while|if|because|although|where|which|who|whose"
    r"|that|and|or|but|then"
    r"|speaking|referring|asked|saying|adding|noting)\b",
    re.IGNORECASE,
)
_FINITE = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|could|should|can|may|might|must|does|did|do)\b")
_PRONOUN_FIRST = re.compile(r"(?:[Hh]e|[Ss]he|[Ii]t|[Tt]hey|I|[Ww]e|[Yy]ou|[Tt]here|[Tt]his|[Tt]hat)\s")
_PRONOUN_LAST = re.compile(r"\b(?:he|she|they|it|we|I|you|He|She|They|It|We|You|who)$")
_BOUND = re.compile(
    rf"[{OPEN}{CLOSE};:—]|\s[-–]\s|\bthat\s|\bbecause\s|\bwhich\s|\b(?:but|while|and)\s(?=(?:he|she|they"
    r"|it|the|[A-Z]))"
)
_NAME_FIRST = re.compile(r"^\s*(?:the\s+|The\s+)?[A-ZÀ-Þ][\w.’'&-]*")
_AFTER = re.compile(
    r"\s*(?P<np>(?:(?:the|a|an|one|another|his|her|its|their|US|senior|former|some|two|three|several|many|new)\s+)*"
    r"(?:(?:St|Mr|Mrs|Ms|Dr|Gen|Sen|Gov|Rep|Prof|[A-Z])\.|[A-ZÀ-Þ0-9][^\s,.;:“”()]*|[a-z][\w’'-]*)"
    r"(?:[ \t\n]+(?:[A-ZÀ-Þ0-9][^\s,;:“”()]*(?<![.])|(?:Mr|Mrs|Ms|Dr|Gen|Sen|Gov|Rep|Prof|St|[A-Z])\.|of"
    r"|the|for|at|de|van|von|bin|al|and(?=\s[A-Z])|familiar|with|close|to|from"
    r"|[a-z][\w’'-]*))*)"
)
_STOP_AFTER = re.compile(
    r"\s+(?:on|in|at|during|after|before|when|while|as|that|who|which|because|by|to|into|was|were|is|are"
    r"|has|had|but|and|about|since|amid|following|via|through"
    rf"|{DAYS}|last|this|yesterday|today|earlier|later|late|adding|noting|saying|citing|recently|showed?"
    r"|shows?|found|said|says)\b.*",
    re.DOTALL,
)
LISTED = re.compile(
    r"\b(?:Department|Ministry|Office|Committee|Commission|Bureau|Secretary|Minister|Institute) (?:for"
    r"|of) [A-Z]\w+, [A-Z]"
)
_APPOSED = re.compile(
    r",\s+(?:an?|the|who|which|[A-ZÀ-Þ]\w*[’']s|[a-z]+\s+(?:and|of|at|for)|chief|head|director|professor"
    r"|president|\d{1,2})\b"
    r"[^,;:.“”]{0,120}(?=[,.]|$)"
)
_LONGEST_WORDS = 14
_MOST_ROLE_WORDS = 3


def before(masked: str, start: int, cue: int) -> Span | None:
    """Return the phrase that ends at the cue (at *cue*), looking back no further than *start*; None without one."""
    left = masked[start:cue]
    helper = _HELPERS.search(left)
    left = (left[: helper.start()] if helper else left).rstrip()
    apposed = left.endswith(",")
    if not left or left.endswith((CLOSE, OPEN, ":", ";")):
        return None
    bounds = [m.end() for m in _BOUND.finditer(left)]
    base = bounds[-1] if bounds else 0
    spot = _apposed(left, base) if apposed else _plain(left, base)
    return Span(start + spot[0], start + spot[1]) if spot else None


def after(masked: str, start: int, end: int, *, apposed: bool = True) -> Span | None:
    """Return the phrase that begins at *start*, up to *end* at most; None when there is none.

    Args:
        masked: The text with quotations hidden.
        start: Where the phrase must begin, blanks apart.
        end: Where it ends at the latest.
        apposed: Take what describes it after a comma along: "XLab, a Chinese firm".
    """
    match = _AFTER.match(masked, start, end)
    if not match:
        return None
    phrase = match["np"]
    stop = _STOP_AFTER.search(phrase)
    phrase = (phrase[: stop.start()] if stop else phrase).rstrip(" .’'")
    if not phrase or _PREPOSITION.match(phrase):
        return None
    close = match.start("np") + len(phrase)
    more = _APPOSED.match(masked, close, end) if apposed else None
    if more and (_FINITE.search(more[0]) or re.search(rf"\b(?:{verbs()})\b", more[0])):
        more = None
    return Span(match.start("np"), more.end() if more else close)


def _plain(left: str, base: int) -> tuple[int, int] | None:
    """Return the phrase after the last comma, without what introduces its clause."""
    comma = left.rfind(", ", base)
    if comma >= 0 and LISTED.search(left, base):
        comma = -1
    begin = comma + 2 if comma >= 0 else base
    begin = _trimmed(left, begin)
    return _fit(left, begin, len(left))


def _apposed(left: str, base: int) -> tuple[int, int] | None:
    """Return the head of "X, a Y of Z," that ends before the cue: the nearest part that opens like a name."""
    pieces = left[base:-1].split(",")
    offsets = [base]
    for piece in pieces:
        offsets.append(offsets[-1] + len(piece) + 1)
    for index in range(len(pieces) - 2, -1, -1):
        begin = _trimmed(left, offsets[index] + len(pieces[index]) - len(pieces[index].lstrip()))
        piece = left[begin : offsets[index] + len(pieces[index])]
        opens = _NAME_FIRST.match(piece) or re.match(r"(?:the|a|an|one)\s", piece)
        if opens and len(piece.split()) <= _LONGEST_WORDS and not _FINITE.search(piece):
            return begin, len(left) - 1
    return None


def _trimmed(left: str, begin: int) -> int:
    """Return where the phrase starts after conjunctions and leading words of time."""
    begin += len(left[begin:]) - len(left[begin:].lstrip())
    while match := _DROPPED.match(left[begin:]):
        begin += match.end()
    return begin


def _fit(left: str, begin: int, end: int) -> tuple[int, int] | None:
    piece = left[begin:end]
    pronoun = _PRONOUN_LAST.search(piece)
    if pronoun:
        return begin + pronoun.start(), end
    if _PREPOSITION.match(piece):
        return _named_tail(left, begin, end)
    opens = _STARTS_PHRASE.search(piece)
    if not opens:
        return None
    if len(piece[: opens.start()].split()) > _MOST_ROLE_WORDS:
        begin += opens.start()
    piece = left[begin:end]
    relative = re.search(r"\s(?:who|which|whose|that)\s", piece)
    head = piece[: relative.start()] if relative else piece
    if (
        len(head.split()) > _LONGEST_WORDS
        or _PRONOUN_FIRST.match(head)
        or _FINITE.search(head)
        or re.search(rf"\b(?:{verbs()})\b", head)
    ):
        return _named_tail(left, begin, end)
    return begin, begin + len(head.rstrip())


def _named_tail(left: str, begin: int, end: int) -> tuple[int, int] | None:
    """Return the name, or the short definite phrase, that stands right at the end."""
    tail = re.search(
        r"(?:\b(?:[Tt]he|an?|one|his|her|their)\s+(?:[\w’'-]+\s+){0,3}[\w’'.-]+"
        r"|(?:(?:Mr|Mrs|Ms|Dr|Sen|Gov|Gen|Rep|Prof)\.\s+)?[A-ZÀ-Þ][\w’'.&-]*(?:\s+(?:of\s+|de\s+|van\s+"
        r"|bin\s+|al-)?[A-ZÀ-Þ][\w’'.&-]*)*)$",
        left[begin:end],
    )
    return (begin + tail.start(), end) if tail and not re.match(DAYS, tail[0]) else None
