"""What a quotation asks of a page: runs of words, and the gaps that ellipses and square brackets allow between them.

Conventions of the press: an ellipsis stands for words left out, `[w]ord` for a changed case, `[on]` for a word put in
or put in place of others, `[sic]` for nothing at all.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from claimcheck.verify.tokens import tokenise

ELLIPSIS_WORDS = 60
BRACKET_WORDS = 6
_GAP = re.compile(
    r"(?P<ellipsis>\[\s*(?:\.\s?){2,}\]|\(\s*(?:\.\s?){2,}\)|[\[(]\s*…\s*[\])]|…|\.\s?\.(?:\s?\.)++)"
    r"|\[sic\]|(?P<case>\[\w\](?=\w))|(?P<bracket>\[[^\[\]]{1,200}\])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A quotation taken apart.

    Args:
        keys: Its words, those in brackets left out.
        gaps: For the index of a word: how many words of the page may stand unquoted before it.
        words: The same words as written, for a person to read; nothing for the second key of a contraction.
    """

    keys: tuple[str, ...]
    gaps: dict[int, int]
    words: tuple[str, ...]

    @property
    def runs(self) -> list[tuple[int, int]]:
        """The stretches of words without a gap, as half-open ranges of indices."""
        borders = [0, *sorted(gap for gap in self.gaps if 0 < gap < len(self.keys)), len(self.keys)]
        return list(itertools.pairwise(borders))


def pattern(quotation: str) -> Pattern:
    """Take a quotation (its outer marks may be there or not) apart."""
    keys: list[str] = []
    shown: list[str] = []
    gaps: dict[int, int] = {}

    def take(piece: str) -> None:
        found = tokenise(piece)
        keys.extend(found.keys)
        spans = [found.span(at, at + 1) for at in range(len(found.keys))]
        shown.extend("" if at and span == spans[at - 1] else span.of(piece) for at, span in enumerate(spans))

    at, kept = 0, ""
    for match in _GAP.finditer(quotation):
        kept += quotation[at : match.start()]
        at = match.end()
        if match["case"]:
            kept += match["case"][1:-1]
        elif match["ellipsis"] or match["bracket"]:
            take(kept)
            kept = ""
            gaps[len(keys)] = gaps.get(len(keys), 0) + (ELLIPSIS_WORDS if match["ellipsis"] else BRACKET_WORDS)
        else:
            kept += " "
    take(kept + quotation[at:])
    return Pattern(tuple(keys), gaps, tuple(shown))
