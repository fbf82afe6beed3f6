"""The Wayback Machine's CDX index: its queries and its answers."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlencode

from claimcheck.model import Outcome
from claimcheck.model.split import split
from claimcheck.resolve.finder import Gap
from claimcheck.resolve.urls import is_web

if TYPE_CHECKING:
    from claimcheck.model import Memento, Window

ARCHIVE = "https://web.archive.org"
MOST = 10_000
_FIELDS = "timestamp,original"
_STAMP = 14
_TAIL = 2
_LATE = timedelta(days=7)


@dataclass(frozen=True, slots=True, order=True)
class Row:
    """A capture: its time as the index writes it (YYYYMMDDhhmmss, UTC) and the address that was captured."""

    timestamp: str
    url: str

    @property
    def day(self) -> date | None:
        """The day of the capture."""
        try:
            return date.fromisoformat(f"{self.timestamp[:4]}-{self.timestamp[4:6]}-{self.timestamp[6:8]}")
        except ValueError:
            return None


def within(archive: str, domain: str, window: Window) -> str:
    """Return the query for the pages of a site that were captured in *window* or shortly after it, each once."""
    fields = {
        "url": domain,
        "matchType": "domain",
        "from": f"{window.first:%Y%m%d}",
        "to": f"{window.last + _LATE:%Y%m%d}",
        "filter": ["statuscode:200", "mimetype:text/html"],
        "collapse": "urlkey",
        "fl": _FIELDS,
        "output": "json",
        "limit": str(MOST),
        "showResumeKey": "true",
    }
    return f"{archive}/cdx/search/cdx?{urlencode(fields, doseq=True)}"


def onward(query: str, memento: Memento) -> str | None:
    """Return the query for the rest of a list that was cut; None when it is whole."""
    try:
        data: Any = json.loads(memento.body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(data, list) or len(data) < _TAIL or data[-2] != [] or not _is_key(data[-1]):
        return None
    bare, _, _ = query.partition("&resumeKey=")
    return f"{bare}&{urlencode({'resumeKey': data[-1][0]})}"


def _is_key(line: object) -> bool:
    return isinstance(line, list) and len(line) == 1 and isinstance(line[0], str) and bool(line[0])


def site(query: str) -> str:
    """Return the site that a query of `within` asks about."""
    return parse_qs(split(query).query).get("url", [""])[0]


def instead(query: str, domain: str) -> str:
    """Return a query of `within` for another site."""
    url, _, fields = query.partition("?")
    told = parse_qs(fields) | {"url": [domain]}
    return f"{url}?{urlencode(told, doseq=True)}"


def exact(archive: str, url: str) -> str:
    """Return the query for the captures of one address."""
    fields = {
        "url": url,
        "filter": "statuscode:200",
        "collapse": "digest",
        "fl": _FIELDS,
        "output": "json",
        "limit": "200",
    }
    return f"{archive}/cdx/search/cdx?{urlencode(fields)}"


def replay(archive: str, row: Row) -> str:
    """Return where the captured bytes stand as they were (`id_`: no banner, no rewriting)."""
    return f"{archive}/web/{row.timestamp}id_/{row.url}"


def near(archive: str, url: str, window: Window | None) -> str | None:
    """Return an address at which the archive redirects to its capture nearest to the end of *window*."""
    return nearest_to(archive, url, window.last) if window else None


def nearest_to(archive: str, url: str, day: date) -> str:
    """Return an address at which the archive redirects to its capture nearest to a day."""
    return f"{archive}/web/{day:%Y%m%d}id_/{url}"


def rows(memento: Memento) -> list[Row] | Gap | None:
    """Return the captures that an answer lists; a Gap when it is no list; None when there was no answer."""
    if memento.outcome is Outcome.NOT_FOUND:  # no captures is an empty list; this is no index
        return Gap(f"{memento.host} did not have its list of captures")
    if memento.outcome is not Outcome.READ:
        return None
    try:
        data: Any = json.loads(memento.body)
    except (ValueError, RecursionError):
        return Gap(f"{memento.host} sent something else than its list of captures")
    if isinstance(data, list) and len(data) >= _TAIL and data[-2] == [] and _is_key(data[-1]):
        data = data[:-2]
    if not isinstance(data, list) or not _is_list(data):
        return Gap(f"{memento.host} sent something else than its list of captures")
    return [row for line in data[1:] if (row := _row(line))]


def _is_list(data: list[Any]) -> bool:
    """Say whether this is a list of captures: nothing at all, or the row of names and rows as wide.

    An index that changed its shape has not said that there are no captures.
    """
    return not data or (data[0] == _FIELDS.split(",") and all(_is_row(line) for line in data[1:]))


def nearest(found: list[Row], window: Window | None) -> Row | None:
    """Return the capture nearest to the end of *window*; the oldest without one; None when there is none."""
    dated = sorted(row for row in found if row.day)
    if not dated or window is None:
        return dated[0] if dated else None
    return min(dated, key=lambda row: (abs((row.day or window.last) - window.last), row.timestamp))


def _is_row(line: object) -> bool:
    return isinstance(line, list) and len(line) == 2 and all(isinstance(cell, str) for cell in line)  # noqa: PLR2004 - time and address


def _row(line: list[str]) -> Row | None:
    """Return a row; None for a capture whose address or time nobody can use, of which old indexes hold some."""
    row = Row(line[0], line[1])
    return row if len(row.timestamp) == _STAMP and row.timestamp.isdigit() and is_web(row.url) else None
