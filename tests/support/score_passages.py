"""How well claims agree with our own marked passages: nested relations, names and unnamed sources."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from claimcheck.extract import extract
from claimcheck.extract.relations import Wanted, relations
from claimcheck.extract.scope import silent
from claimcheck.model import Article, Claim, SourceKind, Span
from claimcheck.text import fold
from claimcheck.training.evaluate import Text, shared

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from claimcheck.training.passages import Marked, Passage

_HALF = 0.5
_REFERENCE = 3


class Score:
    """Hits and totals by question; `share("nested")` is the part that is right."""

    def __init__(self) -> None:
        self.hits: Counter[str] = Counter()
        self.totals: Counter[str] = Counter()
        self.misses: list[str] = []

    def add(self, question: str, *, right: bool, note: str) -> None:
        """Count an answer; *note* says what was wrong."""
        self.totals[question] += 1
        self.hits[question] += right
        if not right:
            self.misses.append(f"{question}: {note}")

    def share(self, question: str) -> float:
        """Return the part of a question's answers that are right."""
        return self.hits[question] / max(self.totals[question], 1)


def scored(passages: Iterable[Passage]) -> Score:
    """Compare the claims of passages with their marks.

    Questions: `all` and `nested`, whether a relation within scope is among the claims with its source's mention;
        `coreference`, whether a found
    relation whose mention is not the name itself has the right name; `unnamed`, whether a found relation's source is
    rightly held to be
    unnamed or identifiable; `kind`, whether its kind is right.
    """
    score = Score()
    for passage in passages:
        claims = extract(Article(passage.id, passage.text, Span(0, len(passage.text))))
        parts = relations(passage.text, Span(0, len(passage.text)), Wanted(attitudes=True, details=True))
        words = Text(passage.text)
        known = [([*one.outer, *([one.source] if one.source else [])], one.content) for one in parts]
        shown = [([link.mention for link in claim.chain], claim.content) for claim in claims]
        for marked in _in_scope(passage):
            note = f"{passage.id} {marked.number}: {_shown(passage, marked)}"
            seen = _match(marked, known, words) is not None
            score.add("all", right=seen, note=note)
            if marked.within is not None:
                score.add("nested", right=seen, note=note)
            found = _match(marked, shown, words)
            if found is not None and marked.kind:
                _judge(score, marked, claims[found], passage, note)
    return score


def _in_scope(passage: Passage) -> Iterator[Marked]:
    for marked in passage.relations:
        cue, content = (spans[0].of(passage.text) for spans in (marked.cue, marked.content))
        if not marked.attitude and not silent(cue, content):
            yield marked


def _match(marked: Marked, among: Sequence[tuple[Sequence[Span], Sequence[Span]]], words: Text) -> int | None:
    """Return which of *among* (mentions, content) has half of the content's words, and the source in its chain."""
    content = words.words(marked.content)
    source = words.words(marked.source)
    best: tuple[float, int] | None = None
    for number, (chain, spans) in enumerate(among):
        mentions = [words.words([mention]) for mention in chain]
        if not source or any(source & mention for mention in mentions):
            value = shared(content, words.words(spans))
            if value >= _HALF and (best is None or value > best[0]):
                best = (value, number)
    return best[1] if best else None


def _judge(score: Score, marked: Marked, claim: Claim, passage: Passage, note: str) -> None:
    link = max(claim.chain, key=lambda one: _overlap(one.mention, marked.source[0]))
    note = f"{note} -> {link.name} ({link.kind}), expected {marked.name} ({marked.kind})"
    unnamed = marked.kind is SourceKind.UNNAMED
    score.add("unnamed", right=unnamed == (link.kind is SourceKind.UNNAMED), note=note)
    score.add("kind", right=marked.kind is link.kind, note=note)
    mention = marked.source[0].of(passage.text)
    if not unnamed and _key(marked.name) not in _key(mention):
        score.add("coreference", right=same(marked.name, link.name), note=note)


def _overlap(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def same(expected: str, found: str) -> bool:
    """Say whether two names are of the same source: equal but for articles, or one's words end the other's."""
    one, other = _key(expected), _key(found)
    return (
        one == other
        or (f" {one} ".find(f" {other} ") >= 0 and len(other) > _REFERENCE)
        or f" {other} ".find(f" {one} ") >= 0
    )


def _key(name: str) -> str:
    return " ".join(word.removesuffix("'s") for word in fold(name).text.split() if word not in {"the", "a", "an"})


def _shown(passage: Passage, marked: Marked) -> str:
    parts = [
        " … ".join(span.of(passage.text) for span in spans) for spans in (marked.source, marked.cue, marked.content)
    ]
    return " | ".join(part[:70] for part in parts)
