"""Plain text: the file's text unchanged, and what its header lines say."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from claimcheck.model import Article, Dating, Position, Span
from claimcheck.read import numbered
from claimcheck.read.dated import Said, dateline, read_line
from claimcheck.read.dates import find_day
from claimcheck.read.ends import Dates, read_foot, read_head

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_FIELD = re.compile(
    r"\s*+(?P<name>source|title|headline|by|author|publisher|outlet|published(?: on| at)?"
    r"|(?:last )?updated|date|time|url|link)"
    r"\s*+[:：]\s*+(?P<value>\S(?:.*\S)?)\s*$",
    re.IGNORECASE,
)
_SOURCE_TIME = re.compile(
    r"(?P<source>.*?)(?<![\s,;|])[\s,;|]++(?:time|date|published)\s*+[:：]\s*+(?P<time>.+)$", re.IGNORECASE
)
_BRACKETED = re.compile(r"\s*[【\[](?P<site>[^】\]]{1,60})[】\]]\s*(?P<title>\S.*)$")
_BYLINE = re.compile(
    r"\s*\*?[Bb]y\s+(?P<name>[A-ZÀ-Þ][\w.’'-]*(?:\s+(?:and\s+)?[A-ZÀ-Þ][\w.’'-]*){1,5})(?:\s*[,|].*)?$"
)
_WELCOME = re.compile(r"\s*welcome to.{0,60}$", re.IGNORECASE)
_CREDIT = re.compile(
    r"\b(?:photo(?:graph)?|image|picture|video|credit)s?\b.{0,12}[:：/]|^\s*[(\[]?photo", re.IGNORECASE
)
_SENTENCE = re.compile(r"[.!?…][\"'”’)\]]*\s*$|[.!?][\"'”’]?\s+[A-Z]")
_LONG = 120
_MOST_LINES = 15


@dataclass(slots=True)
class _Header:
    """What header lines have said so far, and where the story starts."""

    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    dates: Dates = field(default_factory=Dates)
    url: str | None = None
    end: int = 0


def plain(text: str, path: str) -> Article:
    """Return *text* as an article; offsets are those of the file's text, a byte order mark left out."""
    header = _read_header(text)
    read_head((match[0] for match in _LINE.finditer(text, header.end)), header.dates, titled=header.title is not None)
    read_foot(text[header.end :], header.dates)
    published = header.dates.day(text)
    end = len(text.rstrip())
    links, apart = numbered.read(text)
    return Article(
        path=path,
        text=text,
        body=Span(min(header.end, end), end),
        url=header.url,
        title=header.title,
        publisher=header.publisher or header.dates.publisher,
        author=header.author,
        published=published,
        published_by=Dating.TEXT if published else None,
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
    said = read_line(line)
    if said and (said.labelled or said.byline):
        return _dated(header, line, said)
    if named := _FIELD.match(line):
        return _field(header, named["name"].lower(), named["value"])
    if said and not (said.heading and header.title is None):
        return _dated(header, line, said)
    if len(line) > _LONG:
        return False
    return bool(_WELCOME.match(line)) or _titled(header, line) or _opening(header, line, first=first)


def _titled(header: _Header, line: str) -> bool:
    """Take "【Site】Title" or a byline."""
    if bracketed := _BRACKETED.match(line):
        header.publisher = header.publisher or bracketed["site"].strip()
        header.title = header.title or bracketed["title"].strip()
        return True
    if byline := _BYLINE.match(line):
        header.author = header.author or byline["name"]
        return True
    return False


def _dated(header: _Header, line: str, said: Said) -> bool:
    """Take a line that says when the text appeared."""
    header.dates.add(said)
    byline = _BYLINE.match(line)
    header.author = header.author or said.author or (byline["name"] if byline else None)
    return True


def _opening(header: _Header, line: str, *, first: bool) -> bool:
    """Take a title: a line above the story that ends like no sentence; at the very top any other line like it."""
    if _SENTENCE.search(line) or dateline(line):
        return False
    if header.title is None:
        header.title = line
        return True
    return first


def _field(header: _Header, name: str, value: str) -> bool:
    if name in {"source", "publisher", "outlet"}:
        timed = _SOURCE_TIME.match(value)
        if timed:
            header.dates.add(Said(find_day(timed["time"]), labelled=True))
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
        changed = name.endswith("updated")
        header.dates.add(Said(None if changed else day, day if changed else None, labelled=True))
        return day is not None
    return True
