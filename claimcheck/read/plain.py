"""Plain text: the file's text unchanged, and what its header lines say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimcheck.model import Article, Position, Span
from claimcheck.read import numbered
from claimcheck.read.dates import find_day

if TYPE_CHECKING:
    from datetime import date

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_FIELD = re.compile(
    r"\s*(?P<name>source|title|headline|by|author|publisher|outlet|published(?: on| at)?|date|time|updated|url|link)"
    r"\s*[:：]\s*(?P<value>\S.*?)\s*$",
    re.IGNORECASE,
)
_SOURCE_TIME = re.compile(r"(?P<source>.*?)[\s,;|]+(?:time|date|published)\s*[:：]\s*(?P<time>.+)$", re.IGNORECASE)
_BRACKETED = re.compile(r"\s*[【\[](?P<site>[^】\]]{1,60})[】\]]\s*(?P<title>\S.*)$")
_BYLINE = re.compile(
    r"\s*\*?[Bb]y\s+(?P<name>[A-ZÀ-Þ][\w.’'-]*(?:\s+(?:and\s+)?[A-ZÀ-Þ][\w.’'-]*){1,5})(?:\s*[,|].*)?$"
)
_DAY = r"(?:[A-Z][a-z]{2,8}\.?\s+\d{1,2}(?:,\s*\d{4})?|\d{1,2}\s+[A-Z][a-z]{2,8}(?:\s+\d{4})?)"
_DATELINE = re.compile(
    rf"\s*[A-ZÀ-Þ][A-ZÀ-Þ .’'/-]{{2,40}}(?:,\s*[A-Z][\w .]{{1,20}})??(?:,\s*(?P<day>{_DAY}))?\s*"
    r"(?:\((?P<agency>[A-Z][\w .’'-]{1,40})\)\s*)?(?:--|[-–—])"
)
_WELCOME = re.compile(r"\s*welcome to.{0,60}$", re.IGNORECASE)
_CREDIT = re.compile(
    r"\b(?:photo(?:graph)?|image|picture|video|credit)s?\b.{0,12}[:：/]|^\s*[(\[]?photo", re.IGNORECASE
)
_SENTENCE = re.compile(r"[.!?…][\"'”’)\]]*\s*$|[.!?][\"'”’]?\s+[A-Z]")
_LONG = 120
_MOST_LINES = 15
_FEW = 12


@dataclass(slots=True)
class _Header:
    """What header lines have said so far, and where the story starts."""

    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: date | None = None
    url: str | None = None
    end: int = 0


def plain(text: str, path: str) -> Article:
    """Return *text* as an article; offsets are those of the file's text, a byte order mark left out."""
    header = _read_header(text)
    _from_dateline(text, header)
    end = len(text.rstrip())
    links, apart = numbered.read(text)
    return Article(
        path=path,
        text=text,
        body=Span(min(header.end, end), end),
        url=header.url,
        title=header.title,
        publisher=header.publisher,
        author=header.author,
        published=header.published,
        links=tuple(links),
        positions=positions(text),
        apart=apart,
    )


def positions(text: str) -> tuple[Position, ...]:
    """Return where each line of *text* starts; lines end with LF, CRLF or CR."""
    found = [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", text))]
    return tuple(Position(offset, number, 1) for number, offset in enumerate(found, 1))


def _read_header(text: str) -> _Header:
    """Read lines from the top until one belongs to the story; credits and blank lines are passed over."""
    header = _Header()
    seen = 0
    for match in _LINE.finditer(text):
        line = match[0].strip()
        if match.start() == len(text) or seen > _MOST_LINES:
            break
        if not line or (_CREDIT.search(line) and len(line) <= _LONG):
            continue
        if not _takes(header, line, first=seen == 0):
            break
        seen += 1
        before, header.end = header.end, match.end()
        if not text[header.end :].strip():  # the last line is the story, whatever it looks like
            header.end = before
            header.title = None if header.title == line else header.title
    return header


def _takes(header: _Header, line: str, *, first: bool) -> bool:
    """Take what *line* says about the article; False when it is part of the story."""
    if field := _FIELD.match(line):
        return _field(header, field["name"].lower(), field["value"])
    if len(line) > _LONG:
        return False
    return bool(_WELCOME.match(line)) or _titled(header, line) or _opening(header, line, first=first)


def _titled(header: _Header, line: str) -> bool:
    """Take "【Site】Title", a byline, or a line that is hardly more than a day."""
    if bracketed := _BRACKETED.match(line):
        header.publisher = header.publisher or bracketed["site"].strip()
        header.title = header.title or bracketed["title"].strip()
        return True
    if byline := _BYLINE.match(line):
        header.author = header.author or byline["name"]
        return True
    day = find_day(line)
    if day is None or len(line.split()) > _FEW or _SENTENCE.search(line):
        return False
    header.published = header.published or day
    return True


def _opening(header: _Header, line: str, *, first: bool) -> bool:
    """Take a title: a line above the story that ends like no sentence; at the very top any other line like it."""
    if _SENTENCE.search(line) or _DATELINE.match(line):
        return False
    if header.title is None:
        header.title = line
        return True
    return first


def _field(header: _Header, name: str, value: str) -> bool:
    if name in {"source", "publisher", "outlet"}:
        timed = _SOURCE_TIME.match(value)
        if timed:
            header.published = header.published or find_day(timed["time"])
            value = timed["source"].strip()
        header.publisher = header.publisher or value
    elif name in {"title", "headline"}:
        header.title = header.title or value
    elif name in {"by", "author"}:
        header.author = header.author or value
    elif name in {"url", "link"}:
        header.url = header.url or (value if value.startswith(("http://", "https://")) else None)
    else:
        day = find_day(value)
        header.published = header.published or day
        return day is not None
    return True


def _from_dateline(text: str, header: _Header) -> None:
    """Take the agency and, when it has a year, the day of "LONDON, March 2, 2026 (Reuters) -"."""
    match = _DATELINE.match(text, header.end + len(text[header.end :]) - len(text[header.end :].lstrip()))
    if match:
        header.publisher = header.publisher or match["agency"] or None
        header.published = header.published or find_day(match["day"] or "")
