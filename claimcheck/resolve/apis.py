"""Search engines for news: GDELT without a key, Brave with one, and a SearXNG that the user runs."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from claimcheck.model import Candidate, Outcome, Purpose, Query
from claimcheck.resolve import urls
from claimcheck.resolve.finder import Gap, main_domains

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from claimcheck.model import Answer, Citation, Memento

GDELT = "https://api.gdeltproject.org"
BRAVE = "https://api.search.brave.com"
_MOST_WORDS = 7
_STEP = timedelta(days=1)


def brave(base: str = BRAVE) -> str:
    """Return where Brave's news search is asked."""
    return f"{base}/res/v1/news/search"


def searxng(base: str) -> str:
    """Return where the SearXNG at *base* is asked."""
    return f"{base.rstrip('/')}/search"


class GdeltFinder:
    """Asks GDELT's DOC 2.0 API for what it has seen of the outlet in the window; it refuses often.

    Its domains may not hold a hyphen, and it says that nothing was found with an object without `articles`.
    """

    name = "gdelt"
    best_effort = True

    def __init__(self, base: str = GDELT) -> None:
        self._base = base

    def ask(self, citation: Citation) -> Iterable[Query]:
        """Yield a query for each outlet; none without a window."""
        if citation.window is None:
            return
        for domain in main_domains(citation):
            if "-" in domain:
                continue
            fields = {
                "query": f"domainis:{domain}",
                "mode": "artlist",
                "format": "json",
                "maxrecords": "250",
                "sort": "DateDesc",
                "startdatetime": f"{citation.window.first:%Y%m%d}000000",
                "enddatetime": f"{citation.window.last:%Y%m%d}235959",
            }
            yield Query(f"{self._base}/api/v2/doc/doc?{urlencode(fields)}", Purpose.API)

    def follow(self, citation: Citation, answer: Answer) -> Iterable[Candidate | Gap]:
        """Yield the articles of an answer."""
        data = _object(answer.memento)
        if isinstance(data, Gap):
            yield data
            return
        for item in _items(data, "articles"):
            seen = str(item.get("seendate") or "")[:8]
            yield from _candidate(self.name, citation, item, f"{seen[:4]}-{seen[4:6]}-{seen[6:]}")


class BraveFinder:
    """Asks Brave's news search, with the user's key, for the claim's words on the outlet's site."""

    name = "brave"
    best_effort = True

    def __init__(self, base: str = BRAVE) -> None:
        self._base = base

    def ask(self, citation: Citation) -> Iterable[Query]:
        """Yield a query for each outlet, and one for the open web when no site is known."""
        for where in main_domains(citation) or [""]:
            words = " ".join(citation.words[:_MOST_WORDS])
            asked = f"site:{where} {words}" if where else f"{citation.name} {words}"
            fields = {"q": asked[:400], "count": "20", "spellcheck": "false"}
            if citation.window:
                fields["freshness"] = f"{citation.window.first - _STEP}to{citation.window.last + _STEP}"
            yield Query(f"{brave(self._base)}?{urlencode(fields)}", Purpose.API)

    def follow(self, citation: Citation, answer: Answer) -> Iterable[Candidate | Gap]:
        """Yield the results of an answer."""
        data = _object(answer.memento)
        if isinstance(data, Gap):
            yield data
            return
        for item in _items(data, "results"):
            yield from _candidate(self.name, citation, item, str(item.get("page_age") or ""))


class SearxngFinder:
    """Asks a SearXNG whose address the user gives; its JSON answers must be switched on there.

    Args:
        base: Its address, without a path.
    """

    name = "searxng"
    best_effort = True

    def __init__(self, base: str) -> None:
        self._base = base

    def ask(self, citation: Citation) -> Iterable[Query]:
        """Yield a query for each outlet, and one for the open web when no site is known."""
        for where in main_domains(citation) or [""]:
            words = " ".join(citation.words[:_MOST_WORDS])
            asked = f"site:{where} {words}" if where else f"{citation.name} {words}"
            fields = {"q": asked, "format": "json", "language": "en"}
            yield Query(f"{searxng(self._base)}?{urlencode(fields)}", Purpose.API)

    def follow(self, citation: Citation, answer: Answer) -> Iterable[Candidate | Gap]:
        """Yield the results of an answer."""
        data = _object(answer.memento)
        if isinstance(data, Gap):
            yield data
            return
        for item in _items(data, "results"):
            yield from _candidate(self.name, citation, item, str(item.get("publishedDate") or ""))


def _object(memento: Memento) -> dict[str, Any] | Gap:
    """Return the JSON object of an answer; a Gap, named, when there is none."""
    if memento.outcome is not Outcome.READ:
        return Gap(memento.reason or f"{memento.host}: {memento.outcome}")
    try:
        data = json.loads(memento.body.decode("utf-8", "replace"), strict=False)
    except (ValueError, RecursionError):
        said = " ".join(memento.body[:80].decode("utf-8", "replace").split())
        return Gap(f"{memento.host} sent no list: {said}" if said else f"{memento.host} sent nothing")
    return data if isinstance(data, dict) else Gap(f"{memento.host} sent something else than a list")


def _items(data: dict[str, Any], name: str) -> Iterator[dict[str, Any]]:
    items = data.get(name)
    yield from (item for item in (items if isinstance(items, list) else []) if isinstance(item, dict))


def _candidate(finder: str, citation: Citation, item: dict[str, Any], seen: str) -> Iterator[Candidate]:
    """Yield a result on the outlet's own site as a candidate, with the day on which the engine has seen it."""
    url = str(item.get("url") or "")
    if not urls.is_web(url) or (citation.domains and urls.site(url) not in citation.domains):
        return
    try:
        day = date.fromisoformat(seen[:10])
    except ValueError:
        day = None
    yield Candidate(url, finder, title=str(item.get("title") or ""), published=urls.whole_day(url) or day)
