"""What surrounds a claim, as words to look for its document by.

A headline is written about the matter, not about the sentence that is cited: "Nobody asked us twice" shares no word
with "Ferry to be replaced". The matter stands around the claim, the nearer the likelier. Of 52 citations of sixteen
outlets the right one of some 25 listed pages comes first in 49 and among the first five in all; by the claim's words
alone in 29, and the rest not at all. Of 45 whose headlines were made to tell nothing it is among ten in 24 instead of
10. Each weight halved or raised by half moves these by one or two at most: what counts is that nearer words weigh more.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from statistics import median
from typing import TYPE_CHECKING

from claimcheck.resolve import rank

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from claimcheck.model import Article, Candidate, Citation, Claim

CLAIM, TITLE, PARAGRAPH, BESIDE, REST = 1.0, 0.7, 0.5, 0.25, 0.08
"""What a word weighs that stands in the claim, the title, the paragraph or a speaker's name, beside it, elsewhere."""
_FAR_MORE, _TELLING, _SOME = 2.0, 8, 0.25
_BESIDE = 400
_LONGEST = 20_000
_MOST = 400


def context(article: Article, claim: Claim, names: Sequence[str]) -> tuple[tuple[str, float], ...]:
    """Return folded words with how much each tells of the document's subject, the heaviest first, each once.

    Args:
        article: Where the claim stands.
        claim: What is cited.
        names: Of the speakers whom the document must credit.
    """
    weights: dict[str, float] = {}
    for text, weight in _parts(article, claim, names):
        for word in _words(text):
            weights.setdefault(word, weight)
            if len(weights) >= _MOST:
                return tuple(weights.items())
    return tuple(weights.items())


@lru_cache(maxsize=512)
def _words(text: str) -> tuple[str, ...]:
    """Return the words of a text, each once: all claims of an article have that of its whole in common."""
    return tuple(dict.fromkeys(rank.words(text)))


def _parts(article: Article, claim: Claim, names: Sequence[str]) -> Iterator[tuple[str, float]]:
    """Yield what is looked for by, the weightiest first."""
    text, sentence = article.text, claim.sentence
    for span in claim.content:
        yield span.of(text), CLAIM
    yield article.title or "", TITLE
    yield " ".join(names), PARAGRAPH
    start, end = _paragraph(text, sentence.start, sentence.end)
    yield text[start:end], PARAGRAPH
    yield text[max(0, start - _BESIDE) : start] + " " + text[end : end + _BESIDE], BESIDE
    yield article.body.of(text)[:_LONGEST], REST


def _paragraph(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the paragraph around a sentence; one without end is cut."""
    gap = "\n\n" if "\n\n" in text else "\n"
    first = text.rfind(gap, max(0, start - _LONGEST), start)
    last = text.find(gap, end, end + _LONGEST)
    return (first + len(gap) if first >= 0 else start), (last if last >= 0 else end)


def weighed(citation: Citation, candidates: Sequence[Candidate], texts: Mapping[str, str]) -> tuple[Candidate, ...]:
    """Return candidates with how likely each is about the very matter, by its title and by its text.

    A document about it has far more of the words of claim, title and paragraph than the others of its outlet: of 100
    that were cited the median has 60 in a hundred of their weight, of the others of the same outlets 15. By its text
    alone a document is told when eight or more were read and it has twice as much as the middle of them; else its title
    has to say so, and its text to have some.

    Args:
        citation: What is looked for.
        candidates: As a pool has ranked them.
        texts: Those of the documents that were read, by address.
    """
    wanted = [(word, weight) for word, weight in citation.context if weight >= PARAGRAPH]
    total = sum(weight for _, weight in wanted) or 1.0
    shares = {
        url: sum(weight for word, weight in wanted if word in _vocabulary(text)) / total for url, text in texts.items()
    }
    clear = _FAR_MORE * median(shares.values()) if len(shares) >= _TELLING else 1.0
    return tuple(replace(one, matter=_matter(one, shares.get(one.url, 0.0), clear)) for one in candidates)


def _matter(one: Candidate, share: float, clear: float) -> float:
    return round(max(share if share >= clear else 0.0, one.matter if share >= _SOME else 0.0), 4)


@lru_cache(maxsize=512)
def _vocabulary(text: str) -> frozenset[str]:
    return frozenset(rank.words(text[:_LONGEST]))
