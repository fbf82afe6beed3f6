"""From relations to claims: continued quotations, chains, kinds and ids."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from dataclasses import replace
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from claimcheck import outlets
from claimcheck.extract.coreference import Memory
from claimcheck.extract.credits import credits as credit_lines
from claimcheck.extract.naming import Named, named
from claimcheck.extract.quotes import CLOSE, OPEN, hide, quotations
from claimcheck.extract.relations import relations
from claimcheck.extract.sentences import sentences
from claimcheck.model import Claim, Kind, Source, SourceKind, Span
from claimcheck.text import fold, paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimcheck.extract.relation import Relation
    from claimcheck.model import Article

_ANAPHORA = re.compile(r"(?:This|That|These|Those)\s+(?:is|was|are|were)\b")
_MOSTLY = 0.9


def extract(article: Article) -> tuple[Claim, ...]:
    """Return the claims of an article, sorted by where they start; the spans refer to its text.

    Attributions are looked for in the body, credits everywhere.
    """
    body = article.body
    quoted = quotations(article.text, body.start, body.end)
    masked = hide(article.text, quoted)
    memory = Memory(article.text, masked, article.publisher or "")
    drafts = [_claim(article, relation, memory, quoted) for relation in _found(article, masked)]
    whole = sorted([*drafts, *_credits(article)], key=lambda claim: (claim.start, claim.content))
    return tuple(_numbered(article.text, whole))


def _found(article: Article, masked: str) -> list[Relation]:
    """Return the relations of all sentences, with what neighbouring sentences and paragraphs add to them."""
    body = article.body
    whole: list[Relation] = []
    goes_on = False
    for part in paragraphs(article.text[body.start : body.end]):
        block = Span(part.start + body.start, part.end + body.start)
        inside = list(sentences(article.text, masked, block))
        lists = [relations(masked, sentence) for sentence in inside]
        if goes_on and whole and (more := _quotation_only(masked, inside, lists)):
            whole[-1] = replace(whole[-1], content=(*whole[-1].content, *more))
        whole += _grown(masked, inside, lists)
        goes_on = bool(whole) and whole[-1].end >= block.end - 1 and _unclosed(article.text, whole[-1].end)
    return whole


def _unclosed(text: str, end: int) -> bool:
    """Say whether a quotation that ends at *end* lacks its closing mark: it goes on in the next paragraph."""
    return text[end - 1 : end] not in {"”", '"', "»", "’", "'", "“"}


def _quotation_only(
    masked: str, inside: Sequence[Span], lists: Sequence[Sequence[Relation]], first: int = 0
) -> list[Span]:
    """Return the sentences from *first* on that are quotations without a cue of their own."""
    found = []
    for number in range(first, len(inside)):
        sentence, relations_ = inside[number], lists[number]
        words = masked[sentence.start : sentence.end].strip()
        if relations_ or not words.startswith(OPEN) or not words.rstrip(".").endswith(CLOSE) or words.count(OPEN) > 1:
            break
        found.append(Span(sentence.start, sentence.start + len(masked[sentence.start : sentence.end].rstrip())))
    return found


def _grown(masked: str, inside: Sequence[Span], lists: Sequence[Sequence[Relation]]) -> Iterator[Relation]:
    """Yield the relations of a paragraph, each with the sentences beside it that belong to it."""
    for index, found in enumerate(lists):
        quoting = [number for number, relation in enumerate(found) if OPEN in masked[relation.start : relation.end]]
        for number, relation in enumerate(found):
            grown = relation
            if quoting and number == quoting[-1]:
                more = _quotation_only(masked, inside, lists, index + 1)
                grown = replace(relation, content=(*relation.content, *more))
            if index and not lists[index - 1] and number == 0:
                grown = _with_antecedent(masked, grown, inside[index - 1])
            yield grown


def _with_antecedent(masked: str, relation: Relation, previous: Span) -> Relation:
    """Begin the content with the sentence that its "This is …" takes up, when the cue closes both."""
    if (
        not relation.postposed
        or not _ANAPHORA.match(masked, relation.start)
        or OPEN in masked[previous.start : previous.end]
    ):
        return relation
    first, *rest = relation.content
    return replace(
        relation, content=(Span(previous.start, first.end), *rest), sentence=Span(previous.start, relation.sentence.end)
    )


def _claim(article: Article, relation: Relation, memory: Memory, quoted: Sequence[Span]) -> Claim:
    text = article.text
    phrases = [(span, False) for span in relation.outer]
    if relation.told:
        phrases.append((relation.told, True))
    if relation.source:
        phrases.append((relation.source, False))
    links = tuple(dict.fromkeys(link.url for link in article.links if link.span.overlaps(relation.sentence)))
    linked = tuple(outlet.name for link in links if (outlet := outlets.by_domain(link)))
    chain: list[Source] = []
    document = 0
    for span, channel in phrases:
        context = (*memory.context(span.start), *linked)
        who: Named | None = named(span.of(text), context)
        if who and channel and who.kind is not SourceKind.OUTLET:
            who = _spoken_to(span.of(text), context)
        if who is None:
            continue
        known = memory.resolve(who, span.start)
        document = max(document, _document(memory, known) if who.another else 0)
        memory.remember(replace(known, another=who.another))
        chain.append(_source(span, known, channel=channel))
    kind = _kind(text, relation.content, quoted)
    return Claim("", kind, relation.content, (relation.cue,), tuple(chain), relation.sentence, links, document)


def _spoken_to(phrase: str, context: tuple[str, ...]) -> Named | None:
    """Return the outlet in "told CNN's Ana Ruiz"."""
    for _, name in outlets.find_mentions(phrase):
        found = outlets.lookup(name, context)
        spelt = phrase if phrase.casefold() == f"the {name}".casefold() else name
        return Named(found.name.split(" (")[0] if found else spelt, SourceKind.OUTLET)
    return None


def _document(memory: Memory, known: Named) -> int:
    """Return which further document of its source "another report" is."""
    return 1 + memory.further[known.name]


def _source(span: Span, who: Named, *, channel: bool) -> Source:
    outlet = outlets.lookup(who.name) if who.kind is SourceKind.OUTLET else None
    return Source(span, who.name, who.kind, outlet.domain if outlet else None, channel)


def _kind(text: str, content: Sequence[Span], quoted: Sequence[Span]) -> Kind:
    letters = inside = 0
    for span in content:
        letters += sum(c.isalnum() for c in span.of(text))
        first = bisect_right(quoted, span.start, key=lambda quote: quote.end)
        for quote in takewhile(span.overlaps, islice(quoted, first, None)):
            both = Span(max(quote.start, span.start), min(quote.end, span.end))
            inside += sum(c.isalnum() for c in both.of(text))
    if not inside:
        return Kind.INDIRECT
    return Kind.DIRECT if inside >= _MOSTLY * letters else Kind.MIXED


def _credits(article: Article) -> Iterator[Claim]:
    """Yield one claim for each credit; a repeated one has a span of content and cue for each place."""
    seen: dict[tuple[str, str], list[tuple[Span, Span, Span]]] = {}
    for place in credit_lines(article.text):
        key = (fold(place[0].of(article.text)).text, fold(place[2].of(article.text)).text)
        seen.setdefault(key, []).append(place)
    for places in seen.values():
        contents, cues, mentions = zip(*places, strict=True)
        who = named(mentions[0].of(article.text).split("/")[-1])
        chain = (_source(mentions[0], who, channel=False),)
        yield Claim("", Kind.CREDIT, contents, cues, chain, Span(contents[0].start, mentions[0].end))


def _numbered(text: str, claims: Sequence[Claim]) -> Iterator[Claim]:
    """Give each claim its id: SHA-256 over folded content and chain, and how often the same stood before it."""
    seen: dict[str, int] = {}
    for claim in claims:
        content = "\n".join(fold(span.of(text)).text for span in claim.content)
        key = f"{content}\n\n{' > '.join(fold(source.name).text for source in claim.chain)}"
        count = seen[key] = seen.get(key, 0) + 1
        digest = hashlib.sha256(f"{key}\n\n{count}".encode("utf-8", "surrogatepass")).hexdigest()
        yield replace(claim, id=digest[:16])
