"""Names of newspapers, agencies and broadcasters, and the domains they publish under.

The data is outlets.toml, read at the first look-up. Three sorts of names are told apart there:

- plain names ("Reuters", "South China Morning Post") mean one outlet wherever they stand;
- wordlike names ("Time", "Nature", "The Hill") are ordinary words as well: they count only when capitalised as in the
  table, and `find_mentions` reports them only beside words that call for an outlet ("Time magazine", "told Wired");
- ambiguous names ("the Post", "ABC") are what several outlets go by: the outlets the article has named decide.
"""

from __future__ import annotations

import re
import tomllib
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from claimcheck.identity import spelt
from claimcheck.model import Span
from claimcheck.model.split import split

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimcheck.identity.spelt import Words

_TABLES = 16
"""So many sets of further outlets are kept indexed."""
_SCHEME = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//")
_ENDING = re.compile(r"(?i:\s(?:news agency|news service|newswire|newspaper|magazine|journal|website))?(?:['’]s?)?\Z")
_ADDRESS = re.compile(r"(?:://|www\.|@)(?:(?!://|www\.|@)\S)*+$")
_ARTICLE = re.compile(r"\b[Tt]he\s{1,3}[\"'“‘]?$")
_LONGER_BEFORE = re.compile(r"(?<![.!?:;\n] )\b(?!(?:The|In|On|By|To|But|And|As|From|A)\b)[A-Z][^\W_]* $")
_LONGER_AFTER = re.compile(r"[ -](?!\w+day\b|Jan|Feb|Mar|Apr|May\b|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Magazine)[A-Z]| & ")
_PREFIXED = frozenset({"daily", "sunday", "evening", "morning", "weekly"})


@dataclass(frozen=True, slots=True)
class Outlet:
    """A publisher of news or research.

    Args:
        domain: The registrable domain that stands for it.
        domains: All registrable domains it publishes under, *domain* first; outlets of one house may share one.
        aliases: Other names and abbreviations of it.
        country: ISO 3166-1 alpha-2, upper case: where it is edited, or its home when that is abroad.
        kind: newspaper, agency, broadcaster, magazine, website, journal or trade.
    """

    name: str
    domain: str
    domains: tuple[str, ...]
    aliases: tuple[str, ...]
    country: str
    kind: str


class _Spelling(NamedTuple):
    """How a name is written, what to report for it, and what must stand beside it: nothing, "the" or a "cue"."""

    words: Words
    folded: Words
    shown: str
    needs: str


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Outlets, sorted by name, and what they are found by; keys are folded names without "the", or domains.

    Args:
        ambiguous: The domains a name may stand for; the one it means when nothing decides is in *default*.
        spellings: The names that begin with a word, longest first.
    """

    outlets: tuple[Outlet, ...]
    names: dict[str, Outlet]
    hosts: dict[str, Outlet]
    ambiguous: dict[str, tuple[str, ...]]
    default: dict[str, str]
    wordlike: dict[str, Words]
    spellings: dict[str, tuple[_Spelling, ...]]
    cues: tuple[re.Pattern[str], re.Pattern[str]]

    def lookup(self, name: str, context: Sequence[str] = ()) -> Outlet | None:
        """Return the outlet that *name* means; see the function `lookup`."""
        if len(name) > spelt.LONGEST:
            return None
        outlet = self._named(name, context) or self._named(_ENDING.sub("", name.rstrip()), context)
        return outlet or (self.by_domain(name) if "." in name and " " not in name.strip() else None)

    def by_domain(self, host_or_url: str) -> Outlet | None:
        """Return the outlet that publishes under a host; see the function `by_domain`."""
        return next((self.hosts[domain] for domain in parents(host_of(host_or_url)) if domain in self.hosts), None)

    def find_mentions(self, text: str, start: int = 0, end: int | None = None) -> list[tuple[Span, str]]:
        """Return the outlets that a text names; see the function `find_mentions`."""
        found: list[tuple[Span, str]] = []
        free = start
        for match in spelt.WORD.finditer(text, start, len(text) if end is None else end):
            spellings = self.spellings.get(spelt.fold(match[0])) if match.start() >= free else None
            if spellings and (hit := self._fitting(spellings, text, match)):
                found.append(hit)
                free = hit[0].end
        return found

    def _named(self, name: str, context: Sequence[str]) -> Outlet | None:
        words = spelt.words(name)
        key = spelt.key(words)
        if key in self.ambiguous:
            return None if len(words) == 1 and words[0][1].islower() else self._decided(key, context)
        wordlike = self.wordlike.get(key)
        return self.names.get(key) if not wordlike or spelt.cased(wordlike, words) else None

    def _decided(self, key: str, context: Sequence[str]) -> Outlet | None:
        for other in reversed(context):
            if (outlet := self.lookup(other)) and outlet.domain in self.ambiguous[key]:
                return outlet
        return self.hosts[self.default[key]] if key in self.default else None

    def _fitting(self, spellings: tuple[_Spelling, ...], text: str, first: re.Match[str]) -> tuple[Span, str] | None:
        ahead = text[first.start() : min(first.start() + spelt.LONGEST, first.endpos)]
        steps = list(islice(spelt.split(ahead), len(spellings[0].words)))
        words = tuple((gap, word) for gap, word, _ in steps)
        folded = tuple((gap, spelt.fold(word)) for gap, word in words)
        for spelling in spellings:
            size = len(spelling.words)
            if folded[:size] == spelling.folded and spelt.cased(spelling.words, words[:size]):
                span = Span(first.start(), first.start() + steps[size - 1][2])
                if self._stands(spelling, text, span):
                    return span, spelling.shown
        return None

    def _stands(self, spelling: _Spelling, text: str, span: Span) -> bool:
        before = text[max(0, span.start - spelt.LONGEST) : span.start]
        after = text[span.end : span.end + spelt.LONGEST]
        if _ADDRESS.search(before):
            return False
        longer = _LONGER_BEFORE.search(before)
        if not spelling.needs:
            return not (longer and spelling.folded[0][1] in _PREFIXED)
        if before.endswith(("*", "_")) or (self.cues[1].match(after) and not longer):
            return True
        called = self.cues[0].search(before) or (spelling.needs == "the" and _ARTICLE.search(before))
        return bool(called) and not _LONGER_AFTER.match(after)


_CURRENT: ContextVar[Table | None] = ContextVar("_CURRENT", default=None)


def lookup(name: str, context: Sequence[str] = ()) -> Outlet | None:
    """Return the outlet that *name* means, or None.

    A leading "the", a possessive ending, a description after the name ("Reuters news agency"), accents and, for plain
    names, case do not matter; a host ("cnbc.com") is a name as well. Wordlike names must be capitalised as in the
    table. An ambiguous name must be capitalised, and means the one of its outlets that comes last in *context*: names
    or domains of outlets that the article has named so far, the latest last, or of its publisher.
    """
    return current().lookup(name, context)


def by_domain(host_or_url: str) -> Outlet | None:
    """Return the outlet that publishes under a host, any sub-domain of its own included, or None."""
    return current().by_domain(host_or_url)


def find_mentions(text: str, start: int = 0, end: int | None = None) -> list[tuple[Span, str]]:
    """Return the outlets that `text[start:end]` names, in order; of names that overlap, the first and longest.

    Names must be capitalised as names are. Wordlike names count only in emphasis (`*Nature*`) or beside words that
    call for an outlet, other names of one ordinary word ("the Guardian", "the Post") after "the" as well. A leading
    "the" and a possessive ending stay outside the span. With each stands a name for `lookup`: the outlet's own, or the
    ambiguous one. Takes time linear in the text.
    """
    return current().find_mentions(text, start, end)


def all_outlets() -> tuple[Outlet, ...]:
    """Return every outlet of the table, sorted by name."""
    return table().outlets


def current() -> Table:
    """Return the table that the functions above look into: the shipped outlets, behind those that `beside` adds."""
    return _CURRENT.get() or table()


@contextmanager
def beside(further: tuple[Outlet, ...]) -> Iterator[None]:
    """Know *further* outlets as well, whose names and domains come first, until the block ends."""
    token = _CURRENT.set(table(further) if further else None)
    try:
        yield
    finally:
        _CURRENT.reset(token)


@lru_cache(maxsize=_TABLES)
def table(extra: tuple[Outlet, ...] = ()) -> Table:
    """Return the shipped outlets, indexed, behind those in *extra*, whose names and domains come first."""
    data = tomllib.loads(files("claimcheck.identity").joinpath("outlets.toml").read_text(encoding="utf-8"))
    outlets = (*extra, *_read(data["outlet"]))
    own = {spelt.key(spelt.words(name)) for outlet in extra for name in (outlet.name, *outlet.aliases)}
    ambiguous = {
        key: tuple(may) for name, may in data["ambiguous"].items() if (key := spelt.key(spelt.words(name))) not in own
    }
    wordlike = {spelt.key(words): words for words in map(spelt.words, data["wordlike"])}
    shown = {name: outlet.name for outlet in outlets for name in (outlet.name, *outlet.aliases)}
    before, after = ("|".join(data[side]) for side in ("before", "after"))
    return Table(
        outlets=tuple(sorted(outlets, key=lambda outlet: (spelt.key(spelt.words(outlet.name)), outlet.domain))),
        names={
            spelt.key(spelt.words(n)): outlet for outlet in reversed(outlets) for n in (outlet.name, *outlet.aliases)
        },
        hosts={domain: outlet for outlet in reversed(outlets) for domain in outlet.domains},
        ambiguous=ambiguous,
        default={spelt.key(spelt.words(name)): domain for name, domain in data["default"].items()},
        wordlike=wordlike,
        spellings=_spellings({name: name for name in data["ambiguous"]} | shown, set(ambiguous), set(wordlike)),
        cues=(
            re.compile(rf"\b(?:{before})\s{{1,3}}(?:the\s)?[\"'“‘]?$"),
            re.compile(rf"[\"”’]?(?:['’]s?)?\s{{1,3}}(?:{after})\b", re.IGNORECASE),
        ),
    )


def _read(countries: dict[str, dict[str, str]]) -> Iterator[Outlet]:
    for country, kinds in countries.items():
        for kind, lines in kinds.items():
            for line in lines.splitlines():
                hosts, _, named = line.partition(" = ")
                domains, (name, *aliases) = tuple(hosts.split()), named.split(" | ")
                yield Outlet(name, domains[0], domains, tuple(aliases), country, kind)


def _spellings(shown: dict[str, str], common: set[str], wordlike: set[str]) -> dict[str, tuple[_Spelling, ...]]:
    found: dict[str, dict[Words, _Spelling]] = {}
    for name, outlet in shown.items():
        words = spelt.words(name)
        key = spelt.key(words)
        single = len(words) == 1 and not words[0][1].isupper() and (key in common or name.startswith("The "))
        folded = tuple((gap, spelt.fold(word)) for gap, word in words)
        needs = "cue" if key in wordlike else "the" if single else ""
        spelling = _Spelling(words, folded, name if key in common else outlet, needs)
        found.setdefault(folded[0][1], {}).setdefault(words, spelling)
    return {first: tuple(sorted(by.values(), key=lambda one: -len(one.words))) for first, by in found.items()}


def host_of(url_or_host: str) -> str:
    """Return the host of an address or of a host, lower case; an empty string for what has none."""
    text = url_or_host.strip().lower()
    return (split(text if _SCHEME.match(text) else f"//{text}").hostname or "").strip(".")


def parents(host: str) -> Iterator[str]:
    """Yield a host and those above it: "a.b.c", "b.c", "c"; at most eight names deep."""
    labels = host.split(".")[-8:]
    return (".".join(labels[place:]) for place in range(len(labels)))
