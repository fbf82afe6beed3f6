"""Who is credited in the plainest sentences: "Ana Ferraz, the mayor, said that …", and "…, Ana Ferraz said".

Where one name, one verb and what is said are all there is, the form alone tells; every other sentence is left to the
attributions that were found in the page.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claimcheck.identity.bearing import NAME
from claimcheck.verify.wordlists import SPEECH_VERBS

if TYPE_CHECKING:
    from claimcheck.model import Span

_SAID = r"(?:said|says|told|added|stated|noted|explained|announced|wrote|confirmed|insisted|argued|warned|reported)"
_INVERTS = _SAID.replace("|told", "")
"""What stands before its speaker: whom one tells is who hears."""
_WHO = rf"(?P<name>{NAME.pattern})(?:,\s(?:an?|the|its|his|her|their)\s[^,.;:“”\"()]{{1,60}})?"
_FRONT = re.compile(rf"(?:According to {_WHO},\s|{_WHO.replace('name', 'first')},?\s{_SAID}\s(?!not\b))")
_BACK = re.compile(
    rf",[”\"]?\s(?:{_WHO},?\s{_SAID}(?:\s[a-z][\w’' -]{{1,40}})?(?:\son\s[A-Z][a-z]+day)?"
    rf"|{_INVERTS}\s{_WHO.replace('name', 'second')}|according to {_WHO.replace('name', 'third')})[.!?]?[”\"]?\s*$"
)
_LEADS = re.compile(
    rf"{_WHO.replace('name', 'opens')},?\s(?P<between>(?:(?!as\b|while\b|when\b|after\b)[^“”\"\n]){{0,200}}?)"
    r"(?:,\s(?:saying|telling\s[a-z ]{1,30}|adding|noting|warning|insisting)(?:\sthat)?[,:]?"
    r"|\b(?:interjected|continued|replied"
    r"|responded|countered|concluded|began|went\son|interrupted|joked|quipped)(?:\s[a-z]+){0,2}[:,])\s*$"
)
_OTHER = re.compile(rf"\b(?:{_SAID}|according|{NAME.pattern}\s{_SAID})\b")
_CREDITS = (
    *SPEECH_VERBS, "according", "citing", "cited", "cites", "quoting", "quoted", "quotes", "denied", "denies", "called",
    "calls", "calling", "described", "describes", "dubbed", "branded", "termed", "labelled", "labeled", "recalled",
)  # fmt: skip
_ONE = re.compile(rf"\b(?:{'|'.join(sorted(_CREDITS))})\b", re.IGNORECASE)
_ENDS = re.compile(r"[.!?][”\"]?(?=\s|$)|\n")
_LONGEST = 600


def credited(text: str, passage: Span) -> str:
    """Return the one name that the sentence of a passage credits with it; an empty string when it is not that plain."""
    start = max(
        (match.end() for match in _ENDS.finditer(text, max(0, passage.start - _LONGEST), passage.start)), default=0
    )
    stop = min(len(text), start + _LONGEST + 2)
    end = next((match.end() for match in _ENDS.finditer(text, max(passage.end - 2, passage.start), stop)), stop)
    sentence = text[start:end].strip()
    if end - start > _LONGEST:
        return ""
    leads = _LEADS.match(text[start : passage.start].strip(' “"'))
    if leads and not _OTHER.search(leads["between"]):
        return _whole(leads["opens"])
    if len(_ONE.findall(sentence)) != 1:
        return ""
    opens, closes = _FRONT.match(sentence), _BACK.search(sentence)
    if opens and not closes:
        names = [opens["name"], opens["first"]]
    elif closes and not opens:
        names = [closes["name"], closes["second"], closes["third"]]
    else:
        return ""
    return _whole(next(filter(None, names), "").rstrip("."))


def _whole(name: str) -> str:
    return "" if name.endswith(("’s", "'s")) else name
