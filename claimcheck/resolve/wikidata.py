"""Websites of sources that no table knows, from Wikidata: label or alias to official website (P856).

Names are not unique. Only an entity whose label or alias is the name counts, and only when all of those that have a
website agree on it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from claimcheck import addresses
from claimcheck.identity.sites import registrable_domain
from claimcheck.model import Outcome, Purpose, Query, SourceKind
from claimcheck.resolve import urls
from claimcheck.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from claimcheck.model import Answer, Citation, Memento

BASE = "https://www.wikidata.org"
_KINDS = frozenset({SourceKind.OUTLET, SourceKind.ORGANISATION, SourceKind.DOCUMENT})
_WEBSITE, _ENDED = "P856", "P582"
_MOST = 5
_LONGEST = 80


class Websites:
    """Asks for the websites of names, in two rounds: which entities are called so, and what their websites are.

    Args:
        citations: Those without a site are asked about, each name once.
        base: The scheme and host of Wikidata.
    """

    def __init__(self, citations: Iterable[Citation], base: str = BASE) -> None:
        self._base = base
        asked = sorted({one.name for one in citations if _is_open(one)})
        self._waiting = {self._search(name): name for name in asked}
        self._searches = frozenset(self._waiting)
        self._found: dict[str, str] = {}

    def queries(self) -> tuple[Query, ...]:
        """Return the queries of the next round, sorted."""
        return tuple(sorted(self._waiting))

    def feed(self, answers: Iterable[Answer]) -> None:
        """Take the answers of a round; what is no answer leads nowhere."""
        waiting, self._waiting = self._waiting, {}
        for answer in sorted(answers, key=lambda one: one.query):
            name = waiting.get(answer.query)
            data = _object(answer.memento)
            if name is None or data is None:
                continue
            if answer.query in self._searches:
                if ids := list(_called(data, name))[:_MOST]:
                    self._waiting[self._entities(ids)] = name
            elif site := _agreed({site for entity in _values(data, "entities") for site in _sites(entity)}):
                self._found[name] = site

    def of(self, citation: Citation) -> str:
        """Return the address of the website of a citation's source; empty when none was found."""
        return self._found.get(citation.name, "") if _is_open(citation) else ""

    def _search(self, name: str) -> Query:
        fields = {"action": "wbsearchentities", "search": name, "language": "en", "uselang": "en", "type": "item"}
        return self._api(fields | {"limit": str(_MOST), "format": "json", "maxlag": "5"})

    def _entities(self, ids: Sequence[str]) -> Query:
        fields = {"action": "wbgetentities", "ids": "|".join(ids), "props": "claims", "format": "json", "maxlag": "5"}
        return self._api(fields)

    def _api(self, fields: dict[str, str]) -> Query:
        return Query(f"{self._base}/w/api.php?{urlencode(fields)}", Purpose.REGISTRY)


def _is_open(citation: Citation) -> bool:
    """Say whether a citation has a proper name and neither a site nor a link."""
    proper = any(word[:1].isupper() for word in citation.name.split()) and len(citation.name) <= _LONGEST
    return proper and citation.kind in _KINDS and not citation.domains and not citation.links


def _object(memento: Memento) -> dict[str, Any] | None:
    if memento.outcome is not Outcome.READ:
        return None
    try:
        data = json.loads(memento.body)
    except (ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) else None


def _called(data: dict[str, Any], name: str) -> Iterator[str]:
    """Yield the ids of the entities that are called so."""
    wanted = _key(name)
    found = data.get("search")
    for item in found if isinstance(found, list) else []:
        if not isinstance(item, dict) or not isinstance(item.get("id"), str):
            continue
        match, aliases = item.get("match"), item.get("aliases")
        names = [item.get("label"), match.get("text") if isinstance(match, dict) else ""]
        names += aliases if isinstance(aliases, list) else []
        if wanted in {_key(str(one)) for one in names if one}:
            yield item["id"]


def _key(name: str) -> str:
    return fold(name).text.strip().removeprefix("the ")


def _values(data: dict[str, Any], name: str) -> list[dict[str, Any]]:
    inner = data.get(name)
    return [one for one in inner.values() if isinstance(one, dict)] if isinstance(inner, dict) else []


def _agreed(sites: set[str]) -> str:
    """Return the address that stands for all of them when they are of one site; else an empty string."""
    if len({registrable_domain(site) for site in sites}) != 1:
        return ""
    return min(sites, key=lambda site: (not site.startswith("https:"), len(site), site))


def _sites(entity: dict[str, Any]) -> Iterator[str]:
    """Yield the addresses of an entity's present websites, the preferred ones alone where there are any."""
    claims = entity.get("claims")
    told = claims.get(_WEBSITE) if isinstance(claims, dict) else None
    present = [
        one
        for one in (told if isinstance(told, list) else [])
        if isinstance(one, dict) and one.get("rank") != "deprecated" and _ENDED not in (one.get("qualifiers") or {})
    ]
    best = [one for one in present if one.get("rank") == "preferred"] or present
    for one in best:
        try:
            url = str(one["mainsnak"]["datavalue"]["value"])
        except (KeyError, TypeError):
            continue
        if urls.is_web(url) and registrable_domain(url) and _is_address(url):
            yield url


def _is_address(url: str) -> bool:
    """Say whether a website is one that can be looked at; anybody may write down another."""
    try:
        addresses.parsed(url)
    except ValueError:
        return False
    return True
