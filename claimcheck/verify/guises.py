"""What a sentence tells as something else than a fact of today: jest, an accusation, what once was, what was undone.

Looked at are the stems of the sentence as one line, and what the next sentence says of it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claimcheck.verify.stems import meaning
from claimcheck.verify.wordlists import IRREGULAR, NEUTRAL, SPEECH_VERBS, TITLES

if TYPE_CHECKING:
    from claimcheck.verify.asked import Asked
    from claimcheck.verify.prose import Sentence


def _any(words: str) -> str:
    return rf"(?:{'|'.join(sorted({re.escape(meaning(word)) for word in words.split()}, key=len, reverse=True))})"


_SAID = _any(f"{' '.join(SPEECH_VERBS)} published ran carried alleges contends")
_MOCKING = _any(
    "satirical satire spoof parody lampoon sketch skit cartoon comedy horoscope novel legend fable gossip dream"
)
_JESTED = _any("joked quipped kidded jested teased bantered")
_JEST = re.compile(
    rf"\b(?:accord to|in|on|by)(?: \S+){{0,3}} (?:{_MOCKING})\b"
    rf"|\b{_MOCKING}(?: \S+){{0,5}} {_SAID}\b"
    r"|\b(?:it|this|that) (?:was|is) (?:\S+ )?(?:a |an )?(?:jok|prank|hoax|lie|lies)\b"
    r"|\bapril fool\b|\b(?:in|as a|for a|mad a|half in) (?:jest|jok|prank)\b|\bjoking\b|\bjokingli\b"
    rf"|\b{_JESTED} (?:that|he|she|they|it|the|his|her|i|we|about how)\b"
)
_JESTED_LAST = re.compile(rf"(?<!\ba )(?<!\bthe )(?<!\bhis )(?<!\bher )\b{_JESTED}\b")
_JESTS = re.compile(rf"\b(?:{_MOCKING}|{_JESTED}|jok|jest|prank|hoax|lie)\b")
_ACCUSERS = _any(
    "lawsuit lawsuits suit plaintiff complainant claimant complaint indictment prosecutor prosecution petition accuser"
)
_ACCUSED = re.compile(
    rf"\b(?:accord to|in)(?: \S+){{0,3}} (?P<who>{_ACCUSERS})\b"
    rf"|\b(?P<says>{_ACCUSERS})(?: \S+){{0,4}} {_SAID}\b"
    rf"|\b{_SAID} (?:a|an|the|its|their|his|her) (?P<said>{_ACCUSERS})\b"
    rf"|\b(?P<sued>{_any('sued sues suing')}) (?:\S+ ){{1,5}}(?:{_SAID}|{_any('alleging accusing')}|over|for)\b"
    rf"|\b(?P<charged>{_any('charged indicted')}) (?:with|for|over)\b|\b(?:on|stand) (?P<tried>trial) (?:for|over)\b"
)
_ONCE = re.compile(
    rf"\b(?:was|were|had|been) (?:{_any('once formerly previously originally')}|at {re.escape(meaning('one'))} time)\b"
    r"|\bonce (?:was|were|had|been|a|an|the|its|home)\b"
    r"|(?<!is )(?<!are )(?<!been )(?<!was )(?<!were )\buse to (?:be|have)\b"
    rf"|\bthen (?:the )?{_any(' '.join(TITLES - {'a', 'an', 'the', 'us', 'uk', 'un', 'eu'}))}\b"
    r"|\bhad been (?:a|an|the)\b"
    r"|\bwhen (?:\S+ ){1,4}(?:was|were)\b"
    r"|\bno longer\b|\b(?:was|were|had)(?: \S++){0,40}? until\b"
)
_WAS = re.compile(r"\b(?:was|were) (?:a|an|the|still|now)\b|\bhad (?:a|an|no|=\S+)(?= )")
_IS = re.compile(r"\b(?:is|are) (?:a|an|the|still|now)\b|\b(?:has|have) (?:a|an|no|=\S+)(?= )")
_PRESENT = re.compile(r"\b(?:is|are|has|have)\b")
_PAST = frozenset({"was", "were", "had", "did", "been"})
_REPORTS = frozenset(map(meaning, (*NEUTRAL, *SPEECH_VERBS, "according", "argue", "think", "believe", "claim")))
_UNDO = _any("acquitted exonerated pardoned quash annulled overturned rescinded nullified voided")
_LATER = _any("since later subsequently then soon")
_WITHDRAWN = _any("withdrawn lifted dropped reversed revoked repealed retracted scrapped cancelled canceled abandoned")
_RULINGS = _any("verdict ruling sentence conviction decision charge order judgment judgement penalty fine permit")
_UNDONE = re.compile(
    rf"\b{_UNDO}\b|\b{_LATER} (?:\S+ )?(?:been )?{_WITHDRAWN}\b"
    rf"|\b(?:was|were|been) {_any('cleared')} (?:of|on|by|in)\b"
    rf"|\b{_RULINGS}(?: \S+){{0,20}} (?:set asid|strike down|throw out|revers|{_WITHDRAWN})\b"
)
_DENIED = re.compile(
    rf"\b(?P<word>{_any('cleared acquitted exonerated absolved')}) (?:\S+ ){{0,4}}of\b"
    rf"|\b{_any('narrowly barely just')} (?P<near>{_any('missed escaped avoided evaded dodged')})\b"
    r"|\b(?P<due>was|were|due|meant|suppos) to have\b"
)
_INVENTED = re.compile(
    rf"\b(?:is|are|was|were|be|been) (?:\S+ )?{_any('invented fabricated forged faked concocted untrue nonsense')}\b"
)
_WRONG = (
    r"(?:false|untrue|not true|wrong|mistaken|unfounded|fabricated|invented|made up|retracted|withdrawn|debunked|fake"
    r"|satire|(?:a |an |all |only |just ){0,4}(?:lie|joke|hoax|prank|fiction|parody))"
)
_TAKEN_BACK = re.compile(
    rf"\s*(?:but |yet |however, )?(?:(?:that|this|it|none of (?:it|this|that))(?:'s| is| was| turned out to be| proved)"
    rf"(?! (?:not|never)\b(?! true))(?: \w+)?? {_WRONG}"
    r"|(?:he|she|they|\w+) (?:was|were)(?: only| just)? (?:joking|kidding|lying(?! in| on| at| there| down))"
    r"|(?:he|she|they) (?:was|were) (?:wrong|mistaken)"
    r"|(?:the|that|this) (?:report|claim|story|rumou?r|account|statement|allegation|video|photo|post|letter|article"
    r"|message|news|announcement)s? (?:was|were|is|has been|turned out to be|proved)(?! (?:not|never)\b)"
    rf"(?: \w+){{0,2}}? {_WRONG}"
    r"|[^.!?]{2,60}\b(?:called|calls|branded|dismissed|dismisses|described|describes) (?:it|that|this|the)\b"
    rf"[^.!?]{{0,40}} {_WRONG}"
    r"|[^.!?]{2,60}\b(?:denied|denies|rejected|rejects|disputed|disputes) (?:it|(?:this|that|the|those|these|all) ?"
    r"(?:report|claim|story|account|allegation|accusation|charge)?s?)(?=[.,;]))\b"
)


def guise(claim: Asked, sentence: Sentence) -> str:
    """Return what a sentence tells the claim as instead of a plain fact, in words for a person; else nothing."""
    line, asked = " ".join(sentence.stems), " ".join(claim.stems)
    if not _JEST.search(asked) and (_jests(line, claim) or _behind(_JESTED_LAST, line, claim)):
        return "it in jest"
    if any(match[match.lastgroup or 0] not in {*claim.stems, *claim.credited} for match in _ACCUSED.finditer(line)):
        return "it as an accusation"
    if any(match[match.lastgroup or 0] not in claim.stems for match in _DENIED.finditer(line)):
        return "it as something that did not happen"
    if _bygone(claim, sentence, line, asked):
        return "it of a time that is over"
    if not _INVENTED.search(asked) and _behind(_INVENTED, line, claim):
        return "it as an invention"
    return "it undone later" if not _UNDONE.search(asked) and _behind(_UNDONE, line, claim) else ""


def _jests(line: str, claim: Asked) -> bool:
    """Say whether a sentence has the shape of a jest or a fiction with a word for it that the claim lacks."""
    shapes = (set(_JESTS.findall(match.group())) for match in _JEST.finditer(line))
    return any(not words or not words <= set(claim.stems) for words in shapes)


def _bygone(claim: Asked, sentence: Sentence, line: str, asked: str) -> bool:
    """Say whether the claim says of today what the sentence says of the past, and not as somebody's report."""
    if not _PAST.isdisjoint(claim.stems) or any(_is_past(word) for word in claim.shown.values()):
        return False
    if _ONCE.search(line) and not _ONCE.search(asked) and not _PRESENT.search(line):
        return True
    told = not _REPORTS.isdisjoint(sentence.stems)
    return bool(_IS.search(asked) and _WAS.search(line)) and not told and not _PRESENT.search(line)


def _is_past(written: str) -> bool:
    lowered = written.lower()
    return lowered.endswith("ed") or IRREGULAR.get(lowered, lowered) != lowered


def _behind(shape: re.Pattern[str], line: str, claim: Asked) -> bool:
    """Say whether a shape stands in a sentence behind half of the claim's words."""
    end = max((match.end() for match in shape.finditer(line)), default=0)
    return 2 * len(claim.weights.keys() & line[:end].split()) >= len(claim.weights)


def taken_back(following: str) -> bool:
    """Say whether the text behind a sentence takes it back at once: "He was joking.", "The report was wrong."."""
    return _TAKEN_BACK.match(following.replace("’", "'").lower()) is not None


def doubt(text: str, end: int) -> str:
    """Return what keeps the sentence of *text* that ends at *end* from stating anything, in words for a person."""
    if text[end - 1] == "?":
        return "it as a question"
    return "it taken back at once" if taken_back(text[end : end + 120]) else ""
