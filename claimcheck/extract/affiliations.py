"""Whose staff a source without a name is: "a researcher at the institute", "its director", "an engineer there"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claimcheck.extract import nouns

_POSITIONS = nouns.SPOKES | nouns.WORDS["staff"]
_STAFF = _POSITIONS | nouns.ROLES | nouns.OFFICES | (nouns.WORDS["titles"] - nouns.POSITIONS)
_LINK = re.compile(r"\s(?:at|for|of|from|with)\s+")
_WORKS = re.compile(r"\swork(?:s|ed|ing)?$")
_DETERMINER = re.compile(r"(?:the|this|that)\s+", re.IGNORECASE)
_OWNER = re.compile(r"(?:(?:the|this|that)\s+)?(?P<body>[^\s,’'][^,’']{0,80})(?:[’']s|(?<=s)[’'])\s+", re.IGNORECASE)
_ITS = re.compile(r"its\s+", re.IGNORECASE)
_THERE = re.compile(r"\s(?P<there>there)$")
_END = re.compile(
    r"[,;:(]|\s(?:of|for|at|in|on|with|from|by|to|near|and|or|who|which|that|familiar|told|said|speaking)\s"
)
_WORD = re.compile(r"[\w’'-]+")
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Affiliation:
    """What a phrase says of the body that somebody works for.

    Args:
        start: Where the words for the body begin in the phrase, an article left out.
        body: Those words as far as they may reach: "port authority", "its", "there".
        speaks: Whether the person is said to speak for the body.
    """

    start: int
    body: str
    speaks: bool

    @property
    def named(self) -> bool:
        """Whether the words begin with a capital, as a name does."""
        return self.body[:1].isupper()


def affiliation(phrase: str) -> Affiliation | None:
    """Return whose staff a phrase without a person's name describes; None when it says nothing of it.

    Who buys from a body, rides with it or lives near it is no staff of it.
    """
    if len(phrase) > _LONGEST:
        return None
    if there := _THERE.search(phrase):
        who = _head(phrase[: there.start()])
        return Affiliation(there.start("there"), "there", who in nouns.SPOKES) if who in _STAFF else None
    if (its := _ITS.match(phrase)) and (who := _head(phrase[its.end() :])) in _STAFF:
        return Affiliation(0, "its", who in nouns.SPOKES)
    if (owner := _OWNER.match(phrase)) and (who := _head(phrase[owner.end() :])) in _STAFF:
        return Affiliation(owner.start("body"), owner["body"], who in nouns.SPOKES)
    return _linked(phrase)


def _linked(phrase: str) -> Affiliation | None:
    """Return the body of "a researcher at the institute", "a nurse who works for the clinic".

    Whom "of" places there ("an official of the league") may be one of its members.
    """
    for link in _LINK.finditer(phrase):
        before = phrase[: link.start()]
        works = _WORKS.search(before) is not None
        who = _head(before)
        if not works and (who not in _STAFF or (link[0].split() == ["of"] and who not in nouns.SPOKES)):
            continue
        opens = _DETERMINER.match(phrase, link.end())
        start = opens.end() if opens else link.end()
        end = _END.search(phrase, start)
        body = phrase[start : end.start() if end else len(phrase)]
        if opens or body[:1].isupper():
            return Affiliation(start, body if not body[:1].isupper() else phrase[start:], who in nouns.SPOKES)
    return None


def _head(words: str) -> str:
    """Return the noun that a description of a person is about, in the singular: "head" of "head of security".

    Several of one trade ("doctors at the clinic") speak for themselves, officials for the body whose they are.
    """
    end = _END.search(words)
    found = _WORD.findall(words[: end.start()] if end else words)
    if not found or (len(found) > 1 and found[-1][0].isupper()):
        return ""
    noun: str = found[-1].casefold()
    single = noun.removesuffix("men") + "man" if noun.endswith("men") else noun.removesuffix("s")
    return noun if noun in _STAFF else single if single in _POSITIONS else ""
