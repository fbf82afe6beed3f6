"""From relations to claims: chains, kinds and ids."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from claimcheck.extract import describing, sites
from claimcheck.extract.affiliations import affiliation
from claimcheck.extract.apart import Story
from claimcheck.extract.borders import Borders
from claimcheck.extract.citations import cited
from claimcheck.extract.coreference import Memory
from claimcheck.extract.credits import credits as credit_lines
from claimcheck.extract.listeners import apart, described_at
from claimcheck.extract.naming import named, nameless
from claimcheck.extract.overlaps import Overlaps
from claimcheck.extract.proper import Named
from claimcheck.extract.quotes import quotations
from claimcheck.extract.relations import Wanted, relations
from claimcheck.identity import organisations, outlets
from claimcheck.model import Claim, Kind, Source, SourceKind, Span
from claimcheck.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from claimcheck.extract.citations import Wanted as Cited
    from claimcheck.extract.relation import Relation
    from claimcheck.model import Article

_ANAPHORA = re.compile(r"(?:This|That|These|Those)\s+(?:is|was|are|were)\b")
_THE = re.compile(r"[Tt]he\s+")
_MOSTLY = 0.9
_BODIES = frozenset({SourceKind.OUTLET, SourceKind.ORGANISATION, SourceKind.DOCUMENT})
_DIGITS = 2


@dataclass(frozen=True, slots=True)
class _Employer:
    """The body of somebody without a name, where their phrase mentions it, and whether they speak for it."""

    who: Named
    span: Span
    speaks: bool


def extract(
    article: Article,
    *,
    attitudes: bool = False,
    least: float = 0.0,
    citations: Cited = "none",
    own: Mapping[str, str] | None = None,
) -> tuple[Claim, ...]:
    """Return the claims of an article, sorted by where they start; the spans refer to its text.

    Attributions are looked for in the body, credits everywhere, neither in what is apart from the story.

    Args:
        article: What to look at.
        attitudes: Keep wishes and attitudes ("she supports") beside what was said.
        least: Leave out claims with less confidence than this.
        citations: Which statements count as claims although nobody is said to have said them.
        own: The user's names of sources, and where each publishes.
    """
    known = organisations.own(own or {})
    story = Story(article)
    with outlets.beside(sites.outlets_of(article.text, known)):
        found = _found(story.article, Wanted(attitudes=attitudes), least, citations)
    return tuple(sites.placed(story.restored(claim), known) for claim in found)


def _found(article: Article, wanted: Wanted, least: float, citations: Cited) -> tuple[Claim, ...]:
    text, body = article.text, article.body
    quoted = quotations(text, body.start, body.end)
    borders = Borders(text, body)
    memory = Memory(text, borders, quoted, article.publisher or "")
    found = [r for r in relations(text, body, wanted) if round(r.confidence, _DIGITS) >= least]
    cues = Overlaps(relation.cue for relation in found)
    found = [_with_antecedent(text, relation, cues, borders) for relation in found]
    found = [replace(one, source=who) for one in found for who in (apart(text, one.source) if one.source else [None])]
    links = Overlaps(link.span for link in article.links)
    drafts = [_claim(article, relation, memory, quoted, borders, links) for relation in found]
    told = [*drafts, *_credits(article)]
    whole = sorted(
        [*told, *cited(article, told, borders.around, citations)], key=lambda claim: (claim.start, claim.content)
    )
    return tuple(_numbered(text, whole))


def _with_antecedent(text: str, relation: Relation, cues: Overlaps, borders: Borders) -> Relation:
    """Begin the content with the sentence that its "This is …" takes up, when the cue closes both."""
    if relation.cue.start < relation.start or not _ANAPHORA.match(text, relation.start):
        return relation
    previous = borders.before(relation.start)
    if previous is None or cues.meet(previous):
        return relation
    first, *rest = relation.content
    return replace(relation, content=(Span(previous.start, first.end), *rest))


def _claim(  # noqa: PLR0913, PLR0917 - what is known of the whole text
    article: Article, relation: Relation, memory: Memory, quoted: Sequence[Span], borders: Borders, linked_at: Overlaps
) -> Claim:
    text = article.text
    sentence = borders.around(relation.spans())
    phrases = [(span, False) for span in relation.outer]
    if relation.told:
        phrases.append((relation.told, True))
    if relation.source:
        phrases.append((relation.source, False))
    links = tuple(dict.fromkeys(article.links[number].url for number in linked_at.over(sentence)))
    linked = tuple(outlet.name for link in links if (outlet := outlets.by_domain(link)))
    chain: list[Source] = []
    sources: list[Named] = []
    credited: list[tuple[Named, int]] = []
    document = 0
    for span, channel in phrases:
        context = (*memory.context(span.start), *linked)
        who: Named | None = named(span.of(text), context)
        if channel and who:
            who = _listener(text, span, who, context)
        known = memory.resolve(who, span, sources) if who else None
        if who is None or known is None or (channel and _is_lost(text, span, who, known, relation.source)):
            continue
        body = None if channel else _employer(memory, known, span)
        if body and body.speaks:
            known = body.who
        elif body and all(body.who.name != one.name for one in sources):
            sources.append(body.who)
            chain.append(_source(body.span, body.who, channel=False))
        document = max(document, _document(memory, known) if who.another else 0)
        credited.append((replace(known, another=who.another), span.start))
        if not channel:
            memory.remember(*credited.pop())
        sources.append(known)
        chain.append(_source(span, known, channel=channel))
    for source, at in credited:
        memory.remember(source, at)
    kind = _kind(text, relation.content, quoted)
    return Claim(
        "",
        kind,
        relation.content,
        (relation.cue,),
        tuple(chain),
        sentence,
        links,
        document,
        round(relation.confidence, _DIGITS),
    )


def _is_lost(text: str, span: Span, who: Named, known: Named, speaker: Span | None) -> bool:
    """Say whether an outlet called by its kind is none that the text names, or is the speaker's own name."""
    own = speaker.of(text) if speaker else ""
    return described_at(text, span.start) is not None and (known.name == who.name or known.name in own)


def _listener(text: str, span: Span, who: Named, context: tuple[str, ...]) -> Named:
    """Return the outlet that somebody spoke to, as it is named; what it is called by its kind is resolved later."""
    if who.kind is SourceKind.OUTLET or described_at(text, span.start):
        return who
    phrase = span.of(text)
    return _spoken_to(phrase, context) or Named(_THE.sub("", phrase), SourceKind.OUTLET)


def _employer(memory: Memory, known: Named, span: Span) -> _Employer | None:
    """Return the body whose staff a source without a name is, where the text names it."""
    place = affiliation(span.of(memory.text)) if nameless(known) else None
    body = memory.employer(place, span.start) if place else None
    if place is None or body is None:
        return None
    start = span.start + place.start
    return _Employer(body, Span(start, start + len(place.body)), place.speaks)


def _spoken_to(phrase: str, context: tuple[str, ...]) -> Named | None:
    """Return the outlet in "told CNN's Ana Ruiz"."""
    for _, name in outlets.find_mentions(phrase):
        found = outlets.lookup(name, context)
        spelt = phrase if phrase.casefold() == f"the {name}".casefold() else name
        return Named(describing.called(found, phrase) if found else spelt, SourceKind.OUTLET)
    return None


def _document(memory: Memory, known: Named) -> int:
    """Return which further document of its source "another report" is."""
    return 1 + memory.further[known.name]


def _source(span: Span, who: Named, *, channel: bool) -> Source:
    outlet = outlets.lookup(who.name) if who.kind is SourceKind.OUTLET else None
    body = organisations.lookup(who.name) if not outlet and who.kind in _BODIES else None
    domain = (outlet.domain or None) if outlet else who.home or (body.domain if body else None)
    return Source(span, who.name, who.kind, domain, channel)


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
