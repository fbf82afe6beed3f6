"""Which cues tell what somebody said or a document shows, and which only a wish or an attitude."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_SIGN = re.compile(r"[:：—–―-]\s*$")
_QUOTED = re.compile(r"[\"“”„«»‘:：—–―]|'[\w']|\s-+\s|--")
_NOT_SAID = re.compile(
    r"^(?>.*?(?:\bnot|n[’']t|\bnever|\bwithout)\b).*\b(?:say|saying|said|tell|comment|respond|elaborate|specify|disclose|answer|reply|explain|address|provide)",
    re.IGNORECASE | re.MULTILINE,
)
_NO_COMMENT = re.compile(
    r"\b(?:declin|refus|not available|unavailable|could not|did not|n[’']t)\w*\b.{0,30}?\b(?:to |for )?(?:comment"
    r"|be (?:named|identified|interviewed|reached)"
    r"|respond|answer|elaborate|discuss|immediate)",
    re.IGNORECASE,
)
_RELAYED_BY = {"by", "carried by", "published by", "quoted by", "aired by", "citing", "per", "from", "from the desk of"}
_NOTHING = re.compile(
    r"what|which|whom?|that|so|it|this|as|(?:the|this|that|his|her|its|their|any|such)?\s*"
    r"(?:reports?|allegations?|accusations?|stor(?:y|ies)|rumou?rs?|suggestions?)",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"\b(?:of|about|against|for|over|on)\s*$")
_NAMING = re.compile(r"\bcall(?:s|ed|ing)?\b(?!\s+(?:on|upon|for)\b)", re.IGNORECASE)
_VOWELS = "aeiou"


def said(cue: str) -> bool:
    """Say whether a cue attributes words, writing or evidence: "said", "denied", "urged", ":", "according to"."""
    return (
        bool(_SIGN.search(cue))
        or cue.strip().casefold() in _RELAYED_BY
        or any(word in forms() for word in map(str.casefold, _WORD.findall(cue)))
    )


def may_attribute(paragraph: str) -> bool:
    """Say whether a paragraph can hold a cue in scope, or part of a quotation: others need not be read."""
    return bool(_QUOTED.search(paragraph)) or _any(forms(), paragraph)


def may_relay(content: str) -> bool:
    """Say whether a content can hold somebody else's statement: others are not read for relations of their own."""
    return _any(_relays(), content)


@cache
def _relays() -> frozenset[str]:
    """Return the words that state something."""
    return frozenset(word for word in forms() if stated(word))


def _any(wanted: frozenset[str], text: str) -> bool:
    return any(word in wanted for word in _WORD.findall(text.casefold()))


def stated(cue: str) -> bool:
    """Say whether what a cue attributes is a statement, and no command or topic: "said", not "ordered", "spoke of"."""
    return (
        said(cue)
        and not _ABOUT.search(cue)
        and not any(word in _commands() for word in map(str.casefold, _WORD.findall(_NAMING.sub("", cue))))
    )


def weak(cue: str) -> bool:
    """Say whether a cue tells of evidence ("shows"), which only a document gives, where others merely do something."""
    return any(
        word.startswith(("show", "demonstrat", "suggest", "indicat", "reveal", "prov"))
        for word in _WORD.findall(cue.casefold())
    )


def silent(cue: str, content: str) -> bool:
    """Say whether nothing was said: "declined to comment", "did not say whether", "dismissed the report"."""
    said_so = _NOT_SAID.search(cue) or _NO_COMMENT.search(f"{cue} {content}")
    return bool(said_so) or bool(_NOTHING.fullmatch(content))


@cache
def _commands() -> frozenset[str]:
    return frozenset(form for verb in _data()["commands"].split() for form in _inflected(verb)) | {"bade", "forbade"}


@cache
def _data() -> dict[str, str]:
    return tomllib.loads((files("claimcheck.extract") / "scope.toml").read_text(encoding="utf-8"))


@cache
def forms() -> frozenset[str]:
    """Return all words that attribute, in all their forms."""
    data = _data()
    regular = {form for verb in data["verbs"].split() for form in _inflected(verb)}
    return frozenset(regular) | frozenset(data["others"].split())


def _inflected(verb: str) -> set[str]:
    """Return the forms of a regular verb."""
    if verb.endswith("e"):
        return {verb, f"{verb}s", f"{verb}d", f"{verb[:-1]}ing"}
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return {verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"}
    third = f"{verb}es" if verb.endswith(("s", "sh", "ch", "x", "z")) else f"{verb}s"
    return {verb, third, f"{verb}ed", f"{verb}ing"}
