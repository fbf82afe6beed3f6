"""Relations of "according to X", before or after their content."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from claimcheck.extract import content, nouns, phrases
from claimcheck.extract.relation import Relation
from claimcheck.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_ACCORDING = re.compile(
    r"\b(?:[Aa]ccording to|(?<=, )per(?=\s+[A-ZÀ-Þ])|[Aa]s (?:first )?reported by|[Ii]n the words of"
    r"|[Ii]n the view of)\s+"
)
_MOST = 40


def accordings(masked: str, sentence: Span) -> Iterator[Relation]:
    """Yield the relations of a sentence that "according to" and its kin make, in order."""
    for match in islice(_ACCORDING.finditer(masked, sentence.start, sentence.end), _MOST):
        report = nouns.REPORT_OF.match(masked, match.end(), sentence.end)
        leading = not masked[sentence.start : match.start()].strip(" ,“")
        inner = phrases.after(masked, report.end() if report else match.end(), sentence.end, apposed=not leading)
        if not inner:
            continue
        source = Span(match.end(), inner.end)
        cue = Span(match.start(), match.end() - 1)
        if leading:
            after = masked.find(", ", inner.end, sentence.end)
            stop = sentence.end - len(masked[: sentence.end]) + len(masked[: sentence.end].rstrip(" ."))
            span = Span(after + 2, stop) if after >= 0 and stop > after + 2 else None
            if span:
                yield Relation(source, cue, (span,), sentence)
            continue
        span = content.before_cue(masked, sentence, match.start())
        if span:
            yield Relation(source, cue, (span,), sentence, postposed=True)
