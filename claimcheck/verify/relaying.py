"""Whose words a passage is said to be by the sentence that leads to it or follows it, whoever tells of them.

"Weir told the court what Ferraz had shouted: “…”", "“…” That, Weir said, was what Ferraz had shouted", and the names of
a transcript with the surname first ("Ferraz, Rui: “…”").
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from claimcheck.identity.answers import Same
from claimcheck.identity.bearing import NAME
from claimcheck.identity.spelling import tokens
from claimcheck.identity.who import same
from claimcheck.verify.wordlists import SPEECH_VERBS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from claimcheck.model import Span

_NEAR = 160
_OPENS = r"[\s“\"«„‘:,–—-]*$"
_VERB = rf"(?:{'|'.join(sorted(SPEECH_VERBS))}|shouted|cried|yelled|screamed|whispered|read|reads)"
_TOLD = re.compile(
    rf"\b(?:what|how|words of|words that|message of|message from|order of)\s+({NAME.pattern})"
    r"(?!\s+(?:(?:had|has|was)\s*)?(?:seen|saw|done|did|been|was|felt|found|known|knew|meant|looked)\b)(?!['’])"
    rf"[^,.!?;:“”\"\n]{{0,80}}:{_OPENS}"
)
_TOLD_BY_ANY = re.compile(
    r"\b(?:what|how|words that) ((?:the|a|an|his|her|their|its) [\w-]+(?: [\w-]+)?) (?:had |has |once )?"
    rf"(?:{_VERB}|written|called)\b[^,.!?;:“”\"\n]{{0,80}}:{_OPENS}"
)
_TOLD_OF = re.compile(
    rf"(?:\b[Aa]ccording to {NAME.pattern},|{NAME.pattern} (?:said|says|recalled|recalls|testified|remembered|remembers"
    r"|claimed|claims|told [^,.:;“\"\n]{1,30})(?: that)?,?)"
    rf" ((?:the|a|an|his|her|their|its|one of|some of) (?:(?!that|who|which|is|was)[\w’'-]+ ){{1,4}}?)"
    rf"(?:had |has |then |later )?{_VERB}(?: [^,.!?;:“”\"\n]{{0,30}})?[,:]{_OPENS}"
)
_SOMEBODY = re.compile(
    rf"{NAME.pattern} (?:said|says|recalled|recalls|testified|remembered|remembers|told)\b[^.!?“”\"\n]{{0,100}}?"
    r" (somebody|someone|everybody|everyone|people|others|(?:a|the|one) [\w-]+) (?:was |were |had been |kept )?"
    rf"(?:shouting|crying|yelling|screaming|shouted|yelled|screamed|cried)(?: [^,.!?;:“”\"\n]{{0,20}})?[,:]{_OPENS}"
)
_TOLD_AFTER = re.compile(
    rf"[.,!?…]*[”\"»’]?[ ]+as ({NAME.pattern}) (?:has |had |once )?(?:put|{_VERB})\b"
    r"|[.,!?…]*[”\"»’]?[ ]+(?:That|This|Those|These|It|Such|Thus|So"
    r"|The (?:words|line|phrase|sentence|quotation)(?= (?:is|are|was|were)))\b[^.!?“”\"\n]{0,80}?"
    r"\b(?:what|the (?:very )?(?:words|order|message) (?:of|that|from)|those of"
    rf"|how(?= [^.!?]{{0,200}} (?:put|said|told|described)\b))\s+({NAME.pattern})"
)
_REFUTED = re.compile(
    rf"[.!?…]*[”\"»][ ]+{NAME.pattern} (?!(?:\w+ )?{_VERB})[^.!?“”\"\n]{{1,80}}[.!?]\s+[“\"«]"
    r"(?i:no|never|nonsense|wrong|rubbish|not true|not so"
    r"|that(?:[’']s| is| was)? (?:not|never|false|untrue|a lie|wrong))\b"
)
_LABEL = re.compile(
    rf"(?:^|[.!?…”\"»]\s+)({NAME.pattern})(?:,[ ]({NAME.pattern})|[ ]\(({NAME.pattern})\)):", re.MULTILINE
)


def relayed(text: str, passage: Span, speaker: str) -> str:
    """Return who else than *speaker* the sentence beside a passage names as whose words it has; else nothing."""
    before = text[max(0, passage.start - _NEAR) : passage.start]
    if _REFUTED.match(text, passage.end):
        return "somebody else"
    ahead = (shape.search(before) for shape in (_TOLD, _TOLD_BY_ANY, _TOLD_OF, _SOMEBODY))
    match = next(filter(None, ahead), None) or _TOLD_AFTER.match(text, passage.end)
    name = next(filter(None, match.groups()), "") if match else ""
    return name if name and not isinstance(same(name, speaker), Same) else ""


def labelled(text: str, passage: Span, speaker: str) -> str:
    """Return the name, given name first, that a transcript has for whoever of *speaker*'s surname says a passage.

    Nothing when the paragraph has no such label before the passage. A lone initial is read as the speaker's given name
    when that begins so. A name in brackets may be a party, unless the text has two of them for one surname.
    """
    start = text.rfind("\n", 0, passage.start) + 1
    place = bisect_right(_labels(text), passage.start, key=re.Match.end) - 1
    label = _labels(text)[place] if place >= 0 and _labels(text)[place].start(1) >= start else None
    asked = tokens(speaker)
    if label is None or len(asked) < 2 or tokens(label[1]) != asked[-1:]:  # noqa: PLR2004 - a given and a family name
        return ""
    if label[3] and len(_brackets(text).get(label[1], ())) == 1:
        return ""
    given = tokens(label[2] or label[3])
    if len(given) == 1 and len(given[0]) == 1 and asked[0].startswith(given[0]):
        return speaker
    return f"{label[2] or label[3]} {label[1]}"


@lru_cache(maxsize=8)
def _labels(text: str) -> tuple[re.Match[str], ...]:
    return tuple(_LABEL.finditer(text))


@lru_cache(maxsize=8)
def _brackets(text: str) -> Mapping[str, AbstractSet[str | None]]:
    """Return by the surname of a label what stands in brackets behind it, None where nothing does."""
    found: defaultdict[str, set[str | None]] = defaultdict(set)
    for label in _labels(text):
        found[label[1]].add(label[3])
    return found
