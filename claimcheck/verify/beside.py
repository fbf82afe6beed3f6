"""Names right beside a passage: speech tags, signatures, labels of a transcript, who told it to whom."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claimcheck.identity.bearing import NAME
from claimcheck.verify.marks import masked
from claimcheck.verify.wordlists import SPEECH_VERBS, STOP_WORDS

if TYPE_CHECKING:
    from claimcheck.model import Page, Span
    from claimcheck.verify.wanted import Wanted

PRONOUNS = frozenset({"he", "she", "they", "it", "i", "we", "you", "who", "him", "her", "them", "one", "this"})
_NEAR = 90
_LINE = 4_000
"""So much of a line is looked at."""
_VERB = rf"(?:{'|'.join(sorted(SPEECH_VERBS))})"
_SIGNED = re.compile(rf"[.,!?]*[\"”’»]?\s*[-–—―]{{1,2}}\s?({NAME.pattern})(?=\s*(?:$|\n|[,(@]))", re.MULTILINE)
_TAG = re.compile(rf"[.,!?…]*[\"”»]\s+(?:({NAME.pattern})\s+{_VERB}\b|{_VERB}\s+({NAME.pattern})(?=[,.;:\s]))")
_LABEL = re.compile(rf"({NAME.pattern})(?:,\s[A-Z][\w ]{{1,40}}|\s\([^()\n]{{1,40}}\))?:\s")
_WHOSE = r"(?:her|his|its|their|the|an?)\s[a-z-]{1,30}(?:\s[a-z-]{1,30}){0,2}"
_BY = rf"\b(?:was|were|is|been)\s(?:also\s)?told\sby\s(?:{_WHOSE},?\s)?({NAME.pattern})"
_TOLD_BY = re.compile(rf"{_BY}[^.:“”\"\n]{{0,60}}[:,]\s*[“\"]?$")
_TOLD_BEHIND = re.compile(rf"[.,!?…]*[\"”»]?\s+{NAME.pattern}\s{_BY[2:]}")
_OBJECT = re.compile(
    r"\b(?:told|asked|about|of|to|with|against|for|from|by|on|at|in|inside|near|behind|called|praised|criticised|criticized)\s+"
    r"(?:(?:the|an?|its|his|her|their)\s+)?(?:x|\W*$)"
)
_REMEMBERS = re.compile(r"\W*(?:remember|recall|hear|heard|quot|cit|imagin)\w*\s")


def tag(page: Page, passage: Span) -> str:
    """Return the name in the speech tag or the signature right behind a quotation: "…” Fu said", "…” — Ana Ferraz"."""
    match = _SIGNED.match(page.text, passage.end) or _TAG.match(page.text, passage.end)
    if not match:
        return ""
    if _goes_on(page.text, match.end()):
        return ""
    name = next(filter(None, match.groups()), "")
    return "" if name.casefold() in PRONOUNS or name.endswith(("’s", "'s")) else name


def _goes_on(text: str, at: int) -> bool:
    """Say whether a noun stands right behind a name, which then only says whose it is: "Tollway Buses passengers"."""
    word = re.compile(r"\s([a-z]+)").match(text, at)
    return word is not None and word[1] not in STOP_WORDS | SPEECH_VERBS


def signed(page: Page, passage: Span) -> bool:
    """Say whether a name stands under a passage as a signature."""
    return _SIGNED.match(page.text, passage.end) is not None


def label(page: Page, passage: Span) -> str:
    """Return the name that opens the paragraph of a passage as a label does: "HELENA MARSH: …", "FRY, HOST: …"."""
    start = page.text.rfind("\n", 0, passage.start) + 1
    match = _LABEL.match(page.text, start, passage.start)
    return match[1] if match else ""


def teller(page: Page, passage: Span) -> str:
    """Return by whom somebody is told a passage: "Okafor was told by Helena Marsh: …"; nothing where it is not said."""
    before = page.text[max(0, passage.start - 2 * _NEAR) : passage.start]
    match = _TOLD_BY.search(before) or _TOLD_BEHIND.match(page.text, passage.end)
    return match[1] if match else ""


def next_to(wanted: Wanted, passage: Span) -> bool:
    """Say whether a passage that no attribution holds has the speaker's name next to it, with nobody else's between.

    In its paragraph, outside quotation marks, in the same sentence; as the object of a verb or preposition it is not
    the speaker's.
    """
    text = masked(wanted.page.text)
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
        if (
            words
            and wanted.met(name)
            and not (wanted.organisation and gap.endswith(" x") and _other(words, after, name))
        ):
            return True
    return False


def _other(words: list[str], after: str, name: str) -> bool:
    """Say whether what stands before or behind a body's name is of others: "a driver at", "passengers"."""
    behind = _goes_on(after, after.find(name) + len(name))
    return behind or any(word != "x" and word not in STOP_WORDS | SPEECH_VERBS for word in words)


def _behind(text: str) -> list[tuple[str, str]]:
    match = NAME.search(text)
    return [(text[: match.start()] + " x", match.group())] if match else []


def _before(text: str) -> list[tuple[str, str]]:
    matches = list(NAME.finditer(text))
    return [(text[matches[-1].end() :], matches[-1].group())] if matches else []
