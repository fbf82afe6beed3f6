"""What is attributed: the stretch of the sentence that belongs to a cue."""

from __future__ import annotations

import re

from claimcheck.extract.cues import verbs
from claimcheck.extract.phrases import DAYS
from claimcheck.extract.quotes import CLOSE, HIDDEN, OPEN
from claimcheck.model import Span

_QUOTE = re.compile(f"{OPEN}{HIDDEN}*{CLOSE}")
_LEAD = re.compile(
    r"(?:(?:In addition(?: to [^,]{1,80})?|However|Meanwhile|Moreover|Furthermore|Additionally|Also|Still"
    r"|Yet|But|And|So|Instead"
    r"|For (?:his|her|their|its) part|In response|Recently|In recent (?:days|weeks|months|years)"
    r"|By contrast|Separately)(?:,\s+|(?<=But)\s+|(?<=And)\s+|(?<=So)\s+))+"
)
_GAP_WORDS = (
    r"(?:(?:on|in|at|during|after|before|via|through|following|as|from|of|with|by|to|late|early|last|this"
    r"|earlier|yesterday|today"
    rf"|again|outside|inside|when|about|{DAYS})\b[^{OPEN}{CLOSE}.;:]{{0,90}}?)"
)
_GAP = re.compile(rf"\s*(?:{_GAP_WORDS})?\s*[,:]?\s*(?={OPEN})")
_THAT = re.compile(r"\s*(?:[^“”;:]{0,100}?[\s,])??(?=that\s)")
_TRAILS = re.compile(
    r",?\s+[Aa]ccording to\b|,\s+per\s+(?=[A-ZÀ-Þ])|,\s+(?:as reported by|citing)\b"
    rf"|(?:,|(?<={CLOSE}))\s+(?:and\s+)?(?:noting|adding|stressing|saying|explaining|emphasi[sz]ing"
    r"|warning|claiming|insisting|arguing|pointing out|stating|calling on|urging)\b"
)
_CUTS = re.compile(
    r",?\s+(?:and|but)\s+(?:(?:he|she|they|it)\s+)?(?:also\s+|then\s+|later\s+)?(?:said|added|noted"
    r"|stressed|warned|told|urged|called on|pointed out|insisted|argued|claimed|confirmed|denied)\s"
    rf"|,\s+(?=(?:while\s+)?(?:[A-Z][\w.’'-]*\s+){{1,5}}(?:{verbs()})\s*[.,]?\s*$)"
    r"|,\s+(?:while|whereas)\s+(?=(?:[A-Zt][\w’'-]*\s+){1,5}(?:said|told|added|warned)\b)"
)
_MID = re.compile(
    r",\s+(?=(?:would|will|was|were|is|are|had|has|have|could|can|may|might|should|but|which|because"
    r"|though|not|to|and|with|after|while|as|including|despite)\b)"
)
_INFINITIVE = re.compile(
    rf"\s+[^{OPEN}{CLOSE};:]{{0,160}}?\b(?=(?:to\s+[a-z]+|of\s+[a-z]+ing|not to\s|that\s"
    rf"|as\s+[{OPEN}]|{OPEN}))"
)
_BARE = re.compile(
    r"\s+(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts?|[Tt]heir|[Hh]e|[Ss]he|[Tt]hey|[Ww]e|I|[Tt]here|[Tt]his"
    r"|[Tt]hese|[Tt]hose|[Mm]ore|[Ss]ome|[Mm]any|[Nn]o|[Nn]obody|[Oo]nly|[Aa]ll|[Oo]ne|[Bb]oth"
    r"|[A-Z0-9$£€]|[a-z]+s?\b)"
)
_DATELINE = re.compile(
    r"[A-ZÀ-Þ][A-ZÀ-Þ .’'/-]{2,30}(?:,[^—–()]{1,30})?\s*(?:\([A-Z][\w .]{1,20}\)\s*)?(?:--|[—–:-])\s+"
)
_NO_CLAUSE = re.compile(r"\s+(?:on|by|for|to|from|of|about|with|against|into|whether|as|and|or|but)\b")
_LEAST = 2
_TRIM = " \t\r\n\f\v\xa0\u2002\u2003\u2009\u200b\u202f\ufeff,;:—–-."


def before_cue(masked: str, sentence: Span, end: int) -> Span | None:
    """Return the content that stands before a source or cue at *end*; None when there is too little."""
    start = sentence.start
    dateline = _DATELINE.match(masked, start, end)
    start = dateline.end() if dateline else start
    lead = _LEAD.match(masked, start, end)
    if lead:
        start = lead.end()
    stop = start + len(masked[start:end].rstrip(" \t\r\n,—–-"))
    span = _stripped(masked, start, stop)
    return (
        span if len(masked[span.start : span.end].split()) >= _LEAST or OPEN in masked[span.start : span.end] else None
    )


def continued(masked: str, start: int, end: int) -> Span | None:
    """Return the quotation that goes on after a cue in mid-sentence: `"A," Fu said, "B."`."""
    gap = _GAP.match(masked, start, end)
    quote = _QUOTE.match(masked, gap.end(), end) if gap else None
    return Span(*quote.span()) if quote else None


def resumed(masked: str, start: int, end: int) -> Span | None:
    """Return the clause that goes on after a cue in mid-sentence: `The deal, Fu said, would help.`."""
    match = _MID.match(masked, start, end)
    if not match:
        return None
    span = _stripped(masked, match.end(), _cut(masked, match.end(), end))
    return span if len(masked[span.start : span.end].split()) > _LEAST else None


def after_cue(masked: str, start: int, end: int, *, bare: bool) -> tuple[Span, int] | None:
    """Return the content after a cue, and where what stands between the two ends.

    Args:
        masked: The text with quotations hidden.
        start: Where the cue ends.
        end: Where the sentence ends.
        bare: A clause without "that" and without a quotation will do.
    """
    that = _THAT.match(masked, start, end)
    quote = _GAP.match(masked, start, end)
    if quote and (not that or quote.end() <= that.end()):
        begin = quote.end()
    elif that:
        begin = that.end()
    elif (bare and _BARE.match(masked, start, end) and not _NO_CLAUSE.match(masked, start, end)) or (
        not bare and (inner := masked.find(OPEN, start, end)) >= 0 and not re.search(r"[.;]", masked[start:inner])
    ):
        begin = start + len(masked[start:end]) - len(masked[start:end].lstrip())
    else:
        return None
    return _limited(masked, begin, end, start)


def commanded(masked: str, start: int, end: int) -> tuple[Span, int] | None:
    """Return the content of "urged Y to …", "called on Y for …", "accused Y of …ing"; None when it has none."""
    end = _cut(masked, start, end)
    match = _INFINITIVE.match(masked, start, end)
    return _limited(masked, match.end(), end, match.end()) if match else None


def _limited(masked: str, begin: int, end: int, gap_end: int) -> tuple[Span, int] | None:
    span = _stripped(masked, begin, _cut(masked, begin, end))
    return (
        (span, max(begin, gap_end))
        if len(masked[span.start : span.end].split()) >= _LEAST or OPEN in masked[span.start : span.end]
        else None
    )


def _cut(masked: str, begin: int, end: int) -> int:
    """Return where the content ends: before another attribution that begins after it."""
    found = [pattern.search(masked, begin, end) for pattern in (_TRAILS, _CUTS)]
    return min([end, *(match.start() for match in found if match)])


def _stripped(masked: str, start: int, end: int) -> Span:
    piece = masked[start:end]
    start += len(piece) - len(piece.lstrip())
    stop = start + len(masked[start:end].rstrip(_TRIM))
    return Span(start, max(stop, start))
