"""What stands around a quotation in the page and turns it: conditions, denials, questions, and what an ellipsis hides.

The words of a cut quotation stand in the page; what they say there may be the opposite. Looked at is the whole sentence
around them, the quotation that is taken up again after a speech tag, and every gap (krokai's TRUNCATED_CONDITION and
ELLIPSIS_HIDES are the precedent).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from claimcheck.text import fold
from claimcheck.verify.index import NOTE
from claimcheck.verify.stems import stem
from claimcheck.verify.wordlists import NEGATIONS, TURNING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimcheck.model import Span
    from claimcheck.verify.index import Index

_FAR = 400
_OUTSIDE = 120
_EDGE = 3
_MARKS = "\"'“”‘’«»„"
_LINE = rf"(?<=[.!?…:;{_MARKS})])\n|\n(?=[^\S\n]*+\n)"
_BORDER = re.compile(rf"[.!?…][{_MARKS})\]]*\s+|{_LINE}")
_ENDING = re.compile(rf"(?P<mark>[.!?])(?=[{_MARKS})\]]*(?:\s|$))|{_LINE}")
_CONDITION = (
    r"unless|only (?:if|when|after|once)|if|provided|providing|on (?:the )?condition|(?:as|so) long as|assuming"
)
_CONDITION_AFTER = re.compile(
    rf"\A[\s,;:–—-]*(?:(?:and|but|then)\s+)?(?P<shown>{_CONDITION}|except|save for|over my dead body"
    r"|over our dead bodies|when hell freezes|in (?:your|their) dreams)\b"
)
_DOUBT_AFTER = re.compile(
    r"\A(?:\s*[,–—]\s*(?:[\w'-]+\s+){0,5}[\w'-]+(?=\s*[,–—]))?[\s,;:–—-]*"
    r"(?P<shown>but|until|although|though|yet|or at least|or so|on paper|in theory|in name only|so to speak)\b"
)
_AGAIN = re.compile(rf"[{_MARKS}][^{_MARKS}.!?\n]{{1,90}}[{_MARKS}](?=[a-z])")
_CALLED = re.compile(
    rf"\A[,.]?[{_MARKS}]?[\s,]*(?P<shown>(?:is|was|are|were|would be)\s+"
    r"(?:simply |just |completely |plainly |entirely )?(?:false|untrue|not true|never true|not the case|a lie|lies"
    r"|wrong|fake|a hoax|nonsense|fabricated|invented))\b"
)
_IN_CONDITION = re.compile(
    r"\A(?:|(?:.*;)?+[^;]*[\s,(–—-])"
    r"(?P<shown>(?<!even )(?<!as )if(?! anything| necessary| possible| you (?:like|ask|will))|unless"
    r"|suppose|supposing|assuming|imagine|provided|whether|in case|had (?:we|i|they|he|she|it)\b"
    r"|should (?:we|they|he|she|it)\b|were (?:we|i|they|he|she|it)\b)\b(?![^;]*;)",
    re.DOTALL,
)
_NOT = (
    r"(?:\b(?:do|does|did|would|could|can|has|have|had|is|are|am|was|were|will|should)(?: not|n't)"
    r"|\bcannot|\bnever|\bnot)"
)
_HELD = (
    r"(?:believe|think|say|saying|said|claim|claiming|claimed|suggest|suggesting|suggested|mean|know|accept|agree|imply"
    r"|implying|expect|argue|arguing|promise|promised|convinced|true|certain|sure|clear|the case|evidence)"
)
_TURNED = re.compile(
    rf"(?P<shown>{_NOT}(?: \w+){{0,3}}? {_HELD}(?: (?:that|to say|whether))?"
    r"|\b(?:deny|denies|denied|denying|dispute[sd]?|reject(?:s|ed)?|refute[sd]?|doubt(?:s|ed)?)\b"
    r"|\b(?:it is|it's|it was|that is|that's)(?: \w+){0,2}? (?:false|untrue|a lie|nonsense|absurd|ridiculous|wrong"
    r"|impossible|unlikely|a myth|unthinkable)"
    r"|\b(?:the|any|a|this|that) (?:idea|claim|notion|rumou?r|suggestion|allegation|lie|myth|accusation)s?(?: that)?"
    r"|\b(?:no one|nobody|none of us)(?: \w+){0,2}? (?:says|said|believes|believe|thinks|thought|claims"
    r"|shown|proved|proven|seen|told|found)"
    r"|\bno (?:evidence|proof|sign|indication|reason)(?: to \w+)?(?: that)?"
    r"|\bas (?:if|though)"
    r"|\b(?:it would be|it'd be|it is|it's)(?: \w+){0,2}? (?:madness|folly|mad|crazy|insane|foolish|stupid|idiotic"
    r"|reckless|wrong|a mistake|a crime|a betrayal) to"
    rf"|\bnothing (?:would|could)\b[^;]{{0,{_FAR}}}\b(?:less|worse)"
    rf"|\bthe last thing\b[^;]{{0,{_FAR}}}\bis|\b(?:god|heaven) forbid"
    r"|\bpretend(?:s|ed)?(?: that)?|\bfar from)\b[^;]{0,40}$"
)
_TURNED_AT_ONCE = re.compile(
    r"\A(?:|.*\W)(?P<shown>(?:not|\w+n't|never|no|nobody|neither|nor|hardly|scarcely|barely|without|cannot|refus\w+ to"
    r"|fail\w* to|declin\w+ to|unable to|instead of|rather than|unlike|far from|stop(?:ped)? short of)"
    r"(?: (?:going|to|be|been|being|have|had|a|an|the|any|all|many|much|of|yet|ever|even|really|actually|in)){0,3})"
    r"\s*$",
    re.DOTALL,
)
_DOUBTED = re.compile(
    r"\A(?:|.*\W)(?P<shown>hopes?|hoped|wish|fears?|feared|perhaps|maybe|possibly|might|may|could|wonder|almost|nearly"
    r"|alleged(?:ly)?|supposedly|so-called|former|only|some(?= of)|(?:some|many|people|they|critics|opponents|others)"
    r"(?: people)? (?:say|claim|believe|think|allege|insist|tell (?:us|me)))\b(?:\W++\w++){0,3}+\W*$",
    re.DOTALL,
)
_RELAYED = re.compile(
    r"\A(?:|.*\W)(?P<shown>(?!i |we )\w[\w'-]{0,40} (?:also |once |has |have |had )?"
    r"(?:said|says|say|told (?:me|us|them|him|her)|claims?|claimed"
    r"|thinks?|thought|believes?|believed|argue[sd]?|insist(?:s|ed)?|wrote|writes)(?: that)?)\W*$",
    re.DOTALL,
)
_RELAYED_AFTER = re.compile(
    r"\A\s*[,;–—-]\s*(?P<shown>(?!i |we |you |as )(?:[\w'’-]+ ){1,3}?(?:used to |would |always |often )?"
    r"(?:say|says|said|think|thinks|thought|claims?|claimed|believes?|believed|insists?|insisted))\b(?! (?:yes|no)\b)"
)
_SO_OTHERS_SAY = re.compile(
    rf"\A[{_MARKS}\s,;:–—-]*(?P<shown>(?:or )?(?:at least )?(?:so|(?:that|this)(?: is|'s) what) (?!i\b|we\b)"
    r"(?:[\w'-]+ ){1,3}?(?:wants?|would have|keeps?|says?|said|thinks?|tells?|told|claims?|believes?)\b)"
)
_THAT = re.compile(r"\A(?:|.*\W)(?P<shown>(?:\w++(?:'++\w++){0,4}+\W++){1,4}that)\W*$", re.DOTALL)
_PLAINLY = re.compile(
    r"(?:^|\W)(?:(?:i|we)(?:'m|'re|'ve| am| are| have)?(?: \w+)? (?:think|thought|believe|know|say|said|tell \w+|sure"
    r"|convinced|certain|confident|insist|repeat|promise|see|feel|find|argue|stress|add)"
    r"|(?:fact|truth|point|reality)(?: \w+)? (?:is|was)"
    r"|(?:it is|it's)(?: \w+)? (?:clear|true|obvious|certain|important|good|bad)"
    r"|so|now|and|but|because|given)(?: \w+)? that\W*$"
)
_DENIED_OUTSIDE = re.compile(
    r"(?P<shown>\b(?:denied|denies|denying|rejected|rejects|refuted|disputed|dismissed|debunked|falsely|wrongly|fabricated|fake|forged|bogus"
    r"|doctored|hoax|parody|spoof|satirical|deepfake|impersonat\w+|impostor|misquoted)\b"
    r"|\bnever (?:said|say|says|claimed|wrote|uttered|used)\b"
    rf"|{_NOT} (?:\w+ )?(?:say|said|saying|claim|claimed|use|used|write|believe|think|agree)\b)"
)
_ASKS = re.compile(
    r"(?:who|whom|whose|what|when|where|why|how|which|is|are|am|was|were|do|does|did|can|could|will|would|should|shall|may"
    r"|might|must|has|have|had|isn't|aren't|don't|doesn't|didn't|can't|won't|wouldn't)\b"
)
_NOT_ONLY = re.compile(r"\bnot (?:only|just|merely|simply)\b")
_CLOSED = re.compile(r"[”\"»]")
_DISOWNED = re.compile(
    rf"\A[{_MARKS})\s]*+(?P<shown>[^.!?\n]{{0,80}}\b(?:den(?:ied|ies|y|ying)|(?:never|not)|n't)\b[^.!?\n]{{0,20}}?"
    r"\b(?:saying|said|say|writing|written|wrote|write|using|used|making|made)\s"
    r"(?:so|it|this|that|anything|those words|these words|the words|any such|such)\b(?! (?:he|she|they|the|it)\b))"
)
_UNSAID = re.compile(
    rf"\A[{_MARKS})\s]*+(?P<shown>[^.!?\n]{{0,80}}\b(?:should|would|could|might|may|ought to)"
    r" (?:not )?have (?:said|told|written|answered))\b"
)
_WISHED = re.compile(rf"\A[{_MARKS})\s]*+(?P<shown>i (?:only )?wish (?:i|we) could (?:say|believe))\b")
_TAKEN_BACK = re.compile(
    rf"\A[{_MARKS})\s]*+(?P<shown>(?:that|this|it)(?:'s| is| was| had been| turned out to be)(?: \w+)? "
    r"(?:the |our |my |a |an |all )?"
    r"(?P<lie>false|untrue|not true|a lie|lies|lie|nonsense|wrong|joke|mistake|fake|hoax)?"
    r"(?P<plan>plan|idea|hope|dream|theory"
    r"|rumou?r|rule|promise)?)\b"
)
_TURNING = frozenset(map(stem, TURNING))
_SHOWN = 8
"""So many words of what was left out are shown."""
_CONDITIONS = frozenset({"unless", "if", "provided", "except", "only"})


_OTHERS = ((_RELAYED_AFTER, False), (_SO_OTHERS_SAY, False))


@dataclass(frozen=True, slots=True)
class Frame:
    """Words of the page that the quotation leaves out, as written there; *turns* when they change what it says."""

    shown: str
    turns: bool


def around(pieces: Sequence[Span], page: Index, said: str) -> Frame | None:
    """Return what turns, conditions or weakens a quotation in its page and is left out of the article's words.

    Args:
        pieces: Where the quotation stands, in order.
        page: The page.
        said: All that the article attributes, quoted or not; what it tells of the frame itself is not left out.
    """
    told = _folded(said)
    for number, piece in enumerate(pieces):
        hidden = _gap(pieces[number - 1], piece, page, told) if number else None
        frames = [hidden, _ahead(piece, page, told, first=not number), _behind(piece, page, told)]
        found = sorted(filter(None, frames), key=lambda frame: not frame.turns)
        if found:
            return found[0]
    return None


def _ahead(piece: Span, page: Index, told: str, *, first: bool) -> Frame | None:
    """Look at what stands before the words in their sentence, inside their quotation and outside it."""
    if not first:
        return None
    start = max(0, piece.start - _FAR)
    borders = [match.end() for match in _BORDER.finditer(page.text, start, piece.start)]
    begin = borders[-1] if borders else start
    place = bisect_right(page.quoted, piece.start, key=_starts) - 1
    spoken = place >= 0 and piece.start < page.quoted[place].end
    opened = page.quoted[place].start if spoken else begin
    inner = page.text[max(begin, opened) : piece.start]
    lowered = inner.replace("’", "'").lower()
    for pattern, turns in (
        (_IN_CONDITION, True),
        (_TURNED, True),
        (_TURNED_AT_ONCE, True),
        (_DOUBTED, False),
        *(((_RELAYED, False),) if spoken else ()),
    ):
        match = pattern.search(lowered)
        if match and not _tells(told, match["shown"]):
            return Frame(inner[match.start("shown") :].strip() or match["shown"], turns)
    if spoken:
        if piece.start > opened and page.text[piece.start - 1] in "‘'" and not page.text[piece.start - 2].isalnum():
            return Frame("a quotation within the quotation", turns=False)
        match = _THAT.search(lowered)
        if match and not _PLAINLY.search(lowered) and not _tells(told, match["shown"]):
            return Frame(match["shown"], turns=False)
    outer = page.text[max(begin, opened - _OUTSIDE) : opened] if opened > begin else ""
    match = _DENIED_OUTSIDE.search(outer.replace("’", "'").lower())
    if match and not _tells(told, match["shown"]):
        return Frame(outer[match.start() :].strip(f" {_MARKS}"), turns=True)
    return None


def _behind(piece: Span, page: Index, told: str) -> Frame | None:
    """Look at what goes on after the words in their sentence."""
    rest = page.text[piece.end : piece.end + _FAR]
    end = _ENDING.search(rest)
    lowered = (rest[: end.end()] if end else rest).replace("’", "'").lower()
    again = _AGAIN.match(lowered.lstrip(",. "))
    tail = lowered.lstrip(",. ")[again.end() :] if again else lowered
    for pattern, turns in ((_CONDITION_AFTER, True), (_CALLED, True), (_DOUBT_AFTER, False), *_OTHERS):
        match = pattern.match(tail)
        if match and not _tells(told, match["shown"]) and not ("but" in match["shown"] and _NOT_ONLY.search(told)):
            written = rest[len(lowered) - len(tail) + match.start("shown") : len(lowered)]
            return Frame(" ".join(_CLOSED.split(written)[0].split()[:_SHOWN]).rstrip(".,"), turns)
    asked = end is not None and end["mark"] == "?" and not re.search(rf"[{_MARKS}]", rest[: end.start()])
    if asked and "?" not in told and not _ASKS.match(told.lstrip(f"{_MARKS} ")):
        return Frame("a question", turns=True)
    return _next(rest, end.end()) if end else None


def _next(rest: str, border: int) -> Frame | None:
    """Look at the sentence after the one that holds the words, from *border* on: it may take them back."""
    closed = re.search(rf"[{_MARKS}]", rest[: border + 1])
    rest = rest[border:]
    following = rest.replace("’", "'").lower()
    for pattern in (_WISHED, *((_UNSAID, _DISOWNED) if closed else ())):
        if match := pattern.match(following):
            return Frame(rest[match.start("shown") : match.end()], turns=True)
    if not closed and (match := _SO_OTHERS_SAY.match(following)):
        return Frame(rest[match.start("shown") : match.end()], turns=False)
    match = _TAKEN_BACK.match(following)
    if match and (match["lie"] or match["plan"]):
        return Frame(rest[match.start("shown") : match.end()], turns=bool(match["lie"]))
    return None


def _gap(before: Span, after: Span, page: Index, told: str) -> Frame | None:
    """Look at what is left out between two stretches: a turning word at its edge, or the border of two sentences."""
    hidden = page.text[before.end : after.start]
    if not NOTE.sub("", hidden).strip():
        return None
    place = bisect_right(page.quoted, before.start, key=_ends)
    if place < len(page.quoted) and page.quoted[place].end <= before.end + 3 and _tagged(hidden):
        return None
    first, last = page.words.at(before.end), page.words.at(after.start)
    keys = page.words.keys[first:last]
    for at, key in enumerate(keys):
        if (key in NEGATIONS or key in _CONDITIONS or stem(key) in _TURNING) and not _tells(told, key):
            return Frame(" ".join(hidden.split()), turns=at < _EDGE or len(keys) - at <= _EDGE)
    border = _ENDING.search(hidden.strip())
    starts = page.text[after.start : after.start + 1]
    if border and border.start() > 0 and not starts.isupper() and starts.isalpha():
        return Frame(" ".join(hidden.split()), turns=True)
    return None


def _tagged(hidden: str) -> bool:
    """Say whether a gap is no more than closing mark, speech tag and opening mark."""
    return len(re.findall(rf"[{_MARKS}]", hidden)) > 1


def _tells(told: str, shown: str) -> bool:
    """Say whether the article's own words tell of the frame: the same words, or a negation where one is hidden."""
    words, there = _words(told), _words(shown)
    if there & (NEGATIONS | {"deny", "denies", "denied", "denying"}):
        return bool(words & (NEGATIONS | {"deny", "denies", "denied", "denying"}))
    return there <= words


@lru_cache(maxsize=64)
def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z']+", text.replace("n't", " not").replace("cannot", "not")))


@lru_cache(maxsize=8)
def _folded(text: str) -> str:
    return fold(text).text


def _starts(quote: Span) -> int:
    return quote.start


def _ends(quote: Span) -> int:
    return quote.end
