"""The user's own names of sources: which of them are outlets to an article, and where the sources of claims publish."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from claimcheck.extract import nouns
from claimcheck.identity import organisations, outlets
from claimcheck.identity.outlets import Outlet
from claimcheck.identity.words import given_gender
from claimcheck.model import SourceKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from claimcheck.identity.organisations import Organisation
    from claimcheck.model import Claim, Source

_BODIES = frozenset({SourceKind.OUTLET, SourceKind.ORGANISATION, SourceKind.DOCUMENT})
_FULL = re.compile(rf"\b[Tt]he\s+((?:[{nouns.UPPER}][\w’'-]{{1,30}}\s+){{1,3}}[{nouns.UPPER}][a-z]{{2,20}})\b")
_TWO = re.compile(r"(?<![\w’'&.-])(?P<word>[\w’'&.-]++)(?=\s+(?P<next>\S{1,60}))")
_CAPITAL = re.compile(rf"[{nouns.UPPER}]")
_EDGE = re.compile(r"(?<!\A)(?!\w)")
_MOST = 500
_LEAD = re.compile(r"the\s+", re.IGNORECASE)


def outlets_of(text: str, known: Mapping[str, Organisation]) -> tuple[Outlet, ...]:
    """Return outlets that *text* names, each with the short form that it alone has there: "the Ledger".

    They are the user's, where the name does not read like another body's or a person's, and those that no table knows
    and whose short form is another's: behind "the Tolland Observer", "the Observer" is not the one in London.
    """
    return (*_named(text, known), *_local(text, known))


def _local(text: str, known: Mapping[str, Organisation]) -> Iterator[Outlet]:
    for name in dict.fromkeys(islice((match[1] for match in _FULL.finditer(text)), _MOST)):
        plain = " ".join(name.split())
        if not nouns.MEDIA.search(plain) or outlets.lookup(plain) or organisations.known(plain, known):
            continue
        short = _short(text, plain)
        if short and outlets.lookup(f"the {short}"):
            yield Outlet(plain, "", (), (f"The {short}",), "", "website")


def _named(text: str, known: Mapping[str, Organisation]) -> Iterator[Outlet]:
    for one in known.values():
        name = _LEAD.sub("", " ".join(one.name.split()), count=1)
        if not name or not _may_be(name) or not re.search(rf"\b{_loosely(name)}(?!\w)", text):
            continue
        short = _short(text, name)
        yield Outlet(name, one.domain, one.domains, (f"The {short}",) if short else (), "", "website")


def _may_be(name: str) -> bool:
    if nouns.MEDIA.search(name):
        return True
    body = nouns.ORGANISATION.search(name) or organisations.lookup(name)
    return not body and not given_gender(name)


def _short(text: str, name: str) -> str:
    """Return the last word of a name, unless the text names another that ends with it; or nothing."""
    *before, last = name.split()
    if not before or not last[0].isupper():
        return ""
    others = _before(text).get(last, frozenset())
    return last if others <= {before[-1].casefold(), "the"} else ""


@lru_cache(maxsize=4)
def _before(text: str) -> Mapping[str, AbstractSet[str]]:
    """Return by capital word, without what is joined to it, the words with a capital that *text* has before it."""
    found: dict[str, set[str]] = {}
    for match in _TWO.finditer(text):
        word, behind = match["word"], match["next"]
        if (capital := _CAPITAL.search(word)) and behind[0].isupper():
            for edge in _EDGE.finditer(behind):
                found.setdefault(behind[: edge.start()], set()).add(word[capital.start() :].casefold())
    return found


def _loosely(name: str) -> str:
    return r"\s+".join(map(re.escape, name.split()))


def placed(claim: Claim, known: Mapping[str, Organisation]) -> Claim:
    """Return a claim whose sources have the domains that the user gives for them."""
    return replace(claim, chain=tuple(_placed(source, known) for source in claim.chain)) if known else claim


def _placed(source: Source, known: Mapping[str, Organisation]) -> Source:
    mine = organisations.known(source.name, known) if source.kind in _BODIES else None
    return replace(source, domain=mine.domain) if mine else source
