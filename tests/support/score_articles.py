"""Score the extraction on the articles of `tests/articles` against what a careful person finds in them.

Run it to see the table of hits and misses; `-v` lists the hits as well, and names narrow it to some articles.

Each article has a TOML file beside it. `[[claims]]` has `chain` (outermost first; a name or kind may be a list of those
that are right, an `optional` entry may be absent), `kind`, `spans` (first and last words of each stretch of content),
`after` (words before which the content is not looked for), `document`, `places`, `links` and `optional` (neither a miss
when absent nor an extra when there). `[not_claims]` has `phrases` that no content may cover and `names` that no chain
may hold.
"""

from __future__ import annotations

import re
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimcheck import extract, read
from claimcheck.model import Kind
from claimcheck.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from claimcheck.model import Article, Claim, Span

ARTICLES = Path(__file__).parent.parent / "articles"
ENOUGH = 0.5
EXACT = 0.95
_TITLES = r"(?:the|a|an|his|her|its|their|mr|mrs|ms|dr|prof|professor|sen|rep|chief executive|captain)\b\.?"
_TITLE = re.compile(rf"^(?:{_TITLES}\s+)+")


@dataclass(frozen=True, slots=True)
class Expected:
    """A claim that a careful person finds.

    Args:
        chain: For each source the folded names that are right, the kinds that are right, and whether it may be absent.
        content: Offsets of the letters and digits of the content.
        documents: Which document of its source; places: how often a credit stands in the article.
    """

    chain: tuple[tuple[frozenset[str], frozenset[str], bool], ...]
    kinds: frozenset[str]
    content: frozenset[int]
    document: int
    places: int
    links: tuple[str, ...]
    optional: bool
    label: str


@dataclass(frozen=True, slots=True)
class Match:
    """An expected claim and the claim found for it, if any, with what is right about that."""

    expected: Expected
    claim: Claim | None = None
    overlap: float = 0.0
    chain: bool = False
    kinds: bool = False
    kind: bool = False
    document: bool = False
    links: bool = False

    @property
    def hit(self) -> bool:
        """Content found, under the right chain."""
        return self.claim is not None and self.chain

    @property
    def exact(self) -> bool:
        """Everything right: edges, chain, kinds, document, links."""
        return self.hit and self.overlap >= EXACT and self.kinds and self.kind and self.document and self.links


@dataclass(frozen=True, slots=True)
class Score:
    """One article's matches, the claims nobody expected, and those that must not be."""

    name: str
    article: Article
    matches: tuple[Match, ...]
    extras: tuple[Claim, ...]
    wrong: tuple[str, ...]

    @property
    def required(self) -> tuple[Match, ...]:
        """The matches that count."""
        return tuple(match for match in self.matches if not match.expected.optional)

    @property
    def found(self) -> int:
        """How many claims were given that count for or against precision."""
        return sum(match.claim is not None for match in self.required) + len(self.extras)

    @property
    def hits(self) -> int:
        """How many required claims were found under the right chain."""
        return sum(match.hit for match in self.required)


def names() -> list[str]:
    """Return the names of the articles, sorted."""
    return sorted(file.stem for file in ARTICLES.glob("*.toml"))


def path_of(name: str) -> Path:
    """Return the file of the article *name*."""
    return next(file for file in sorted(ARTICLES.glob(f"{name}.*")) if file.suffix != ".toml")


def score(name: str) -> Score:
    """Read the article *name*, extract its claims, and compare them with its expectations."""
    article = read.load(read.expand([str(path_of(name))]).items[0])
    data = tomllib.loads((ARTICLES / f"{name}.toml").read_text(encoding="utf-8"))
    expected = [_expected(entry, article.text) for entry in data["claims"]]
    claims = extract.extract(article)
    matches = _matched(expected, claims, article.text)
    taken = {match.claim.id for match in matches if match.claim}
    extras = tuple(claim for claim in claims if claim.id not in taken)
    return Score(name, article, tuple(matches), extras, tuple(_wrong(data["not_claims"], claims, article.text)))


def plain(name: str) -> str:
    """Fold a name and drop the articles and titles before it."""
    return _TITLE.sub("", fold(name).text.strip())


def _set(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def _expected(entry: dict[str, Any], text: str) -> Expected:
    start = text.index(entry["after"]) if "after" in entry else 0
    content: set[int] = set()
    label: list[str] = []
    for first, last in entry.get("spans", []):
        begin = _find(text, first, start)
        start = _find(text, last, begin) + len(last)
        content |= _letters(text, begin, start)
        label.append(f"{first} … {last}")
    chain = tuple(
        (
            frozenset(plain(name) for name in _set(source["name"])),
            frozenset(_set(source.get("kind", []))),
            bool(source.get("optional")),
        )
        for source in entry["chain"]
    )
    who = " > ".join(_set(source["name"])[0] for source in entry["chain"] if not source.get("optional"))
    return Expected(
        chain,
        frozenset(_set(entry["kind"])),
        frozenset(content),
        entry.get("document", 0),
        entry.get("places", 1),
        tuple(entry.get("links", ())),
        bool(entry.get("optional")),
        f"{who}: {' + '.join(label) or entry['kind']}",
    )


def _find(text: str, phrase: str, start: int) -> int:
    """Find *phrase* at word borders from *start*, whatever its quotation marks and white space are.

    Raises:
        LookupError: It is not there.
    """
    pattern = r"\s+".join(re.sub(r"['’‘]", "['’‘]", re.escape(word)) for word in phrase.split())
    match = re.compile(rf"(?<!\w){pattern}(?!\w)").search(text, start)
    if not match:
        raise LookupError(f"{phrase!r} does not stand in the article's text after {start}")
    return match.start()


def _letters(text: str, start: int, end: int) -> set[int]:
    return {offset for offset in range(start, end) if text[offset].isalnum()}


def _content(claim: Claim, text: str) -> frozenset[int]:
    """Return the offsets of the letters of a claim's content, without a leading "that"."""
    offsets: set[int] = set()
    for span in claim.content:
        lead = re.match(r"\s*that\s", text[span.start : span.end])
        offsets |= _letters(text, span.start + (lead.end() if lead else 0), span.end)
    return frozenset(offsets)


def _matched(expected: Sequence[Expected], claims: Sequence[Claim], text: str) -> list[Match]:
    """Pair expectations and claims one to one, the best pairs first."""
    pairs = [(_match(want, claim, text), number) for number, want in enumerate(expected) for claim in claims]
    pairs = [(match, number) for match, number in pairs if match.overlap >= ENOUGH]
    pairs.sort(key=lambda pair: (-pair[0].hit, -pair[0].overlap, pair[1]))
    chosen: dict[int, Match] = {}
    taken: set[str] = set()
    for match, number in pairs:
        if match.claim and number not in chosen and match.claim.id not in taken:
            chosen[number] = match
            taken.add(match.claim.id)
    return [chosen.get(number, Match(want)) for number, want in enumerate(expected)]


def _match(want: Expected, claim: Claim, text: str) -> Match:
    credit = want.kinds == {Kind.CREDIT}
    if credit != (claim.kind is Kind.CREDIT):
        return Match(want)
    have = _content(claim, text)
    union = len(want.content | have)
    overlap = len(want.content & have) / union if union else 0.0
    chain, kinds = _chain(want, claim, whole=not credit)
    if credit:
        overlap = float(chain)
    return Match(
        want,
        claim,
        overlap,
        chain,
        kinds,
        str(claim.kind) in want.kinds,
        claim.document == want.document and (not credit or len(claim.content) == want.places),
        set(want.links) <= set(claim.links),
    )


def _chain(want: Expected, claim: Claim, *, whole: bool) -> tuple[bool, bool]:
    """Say whether the names of the chain are right, and whether its kinds are; of a credit any link will do."""
    sources = [(plain(source.name), str(source.kind)) for source in claim.chain]
    if not whole:
        good = any(name in want.chain[0][0] for name, _ in sources)
        return good, good
    position = 0
    kinds = True
    for names_, kinds_, optional in want.chain:
        if position < len(sources) and sources[position][0] in names_:
            kinds = kinds and (not kinds_ or sources[position][1] in kinds_)
            position += 1
        elif not optional:
            return False, False
    return position == len(sources), kinds and position == len(sources)


def _wrong(rules: dict[str, list[str]], claims: Iterable[Claim], text: str) -> Iterable[str]:
    claims = tuple(claims)
    for phrase in rules["phrases"]:
        begin = text.find(phrase)
        bad = _letters(text, begin, begin + len(phrase)) if begin >= 0 else set()
        yield from (f"{phrase!r} is {_who(c)}'s claim" for c in claims if bad & _content(c, text))
    for name in rules["names"]:
        yield from (f"{name!r} has a claim" for c in claims if plain(name) in {plain(s.name) for s in c.chain})


def _who(claim: Claim) -> str:
    return " > ".join(f"{source.name} ({source.kind})" for source in claim.chain)


def _shown(claim: Claim, text: str) -> str:
    content = " + ".join(_short(span, text) for span in claim.content)
    return f"{_who(claim)} [{claim.kind}, {claim.document}]: {content}"


def _short(span: Span, text: str) -> str:
    words = span.of(text).split()
    return " ".join(words) if len(words) <= 8 else " ".join([*words[:4], "…", *words[-4:]])


def _faults(match: Match) -> str:
    checks = {
        "edges": match.overlap >= EXACT,
        "chain": match.chain,
        "source kinds": match.kinds or not match.chain,
        "kind": match.kind,
        "document or places": match.document,
        "links": match.links,
    }
    return ", ".join(name for name, good in checks.items() if not good)


def lines(result: Score, *, verbose: bool = False) -> Iterable[str]:
    """Yield the lines of one article's table: what was missed, what was not right, and what nobody expected."""
    exact = sum(match.exact for match in result.required)
    yield (
        f"{result.name}: {result.hits} of {len(result.required)} found, {exact} exact, "
        f"{len(result.extras)} extra, {len(result.wrong)} wrong"
    )
    for match in result.matches:
        sign = "?" if match.expected.optional else " "
        if match.claim is None:
            yield f"  {sign} MISS   {match.expected.label}"
        elif not match.exact:
            yield f"  {sign} {'near ' if match.hit else 'CHAIN'}  {match.expected.label}  ({_faults(match)})"
            yield f"             got {_shown(match.claim, result.article.text)}"
        elif verbose:
            yield f"  {sign} hit    {match.expected.label}"
    for claim in result.extras:
        yield f"    extra  {_shown(claim, result.article.text)}"
    for fault in result.wrong:
        yield f"    WRONG  {fault}"


def totals(results: Sequence[Score]) -> dict[str, float]:
    """Return recall, precision and F1 of claims found under the right chain, and the share that is exact."""
    required = [match for result in results for match in result.required]
    hits = sum(match.hit for match in required)
    found = sum(result.found for result in results)
    recall, precision = hits / len(required), hits / found if found else 0.0
    return {
        "claims": len(required),
        "recall": recall,
        "precision": precision,
        "f1": 2 * recall * precision / (recall + precision) if hits else 0.0,
        "content": sum(match.claim is not None for match in required) / len(required),
        "exact": sum(match.exact for match in required) / len(required),
    }


def main(arguments: Sequence[str]) -> None:
    """Print the table."""
    chosen = [name for name in arguments if not name.startswith("-")] or names()
    results = [score(name) for name in chosen]
    for result in results:
        sys.stdout.writelines(f"{line}\n" for line in lines(result, verbose="-v" in arguments))
    sys.stdout.write("  ".join(f"{key} {value:.3g}" for key, value in totals(results).items()) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
