"""Numbered references written as text: "[1] Author. Title. https://…" below, and "[1]" or "¹" where it is cited.

Neither the references nor their marks are words of the story; what a reference links to goes to the words before its
mark. A number in brackets that names no reference is left alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from claimcheck.model import Link, Span
from claimcheck.read import citemarks, footnotes
from claimcheck.read.enumerated import runs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from claimcheck.read.enumerated import Run

_IBID = re.compile(r"\W{0,8}\d{0,3}\W{0,8}ibid(?:em)?\b", re.IGNORECASE)


@dataclass(slots=True)
class Entries:
    """The references of a text.

    Args:
        urls: What each number's references link to.
        round: Numbers in parentheses are marks: no other marks name these references.
        spans: Where references and the headings above them stand, in order.
    """

    urls: dict[int, list[str]] = field(default_factory=dict)
    round: bool = False
    spans: list[Span] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Cited:
    """The numbers in a text's marks: those in brackets or raised, and those in parentheses."""

    plain: set[int]
    round: set[int]


def read(
    text: str, links: Sequence[Link] = (), listed: Mapping[int, int] | None = None
) -> tuple[list[Link], tuple[Span, ...]]:
    """Return the links that marks give to the words before them, and what is no part of the story.

    Args:
        text: The text; blank lines part its paragraphs.
        links: The links of its words; those to "#3" are what a mark of that number has left.
        listed: The numbers that a list gives to lines, by where these start.
    """
    found = entries(text, links, listed)
    given, apart = marks(text, found)
    for link in links:
        number = link.url[1:] if link.url.startswith("#") else ""
        given += [Link(link.span, url, note=True) for url in found.urls.get(int(number or 0), ())]
    return given, tuple(sorted((*found.spans, *apart)))


def entries(text: str, links: Sequence[Link] = (), listed: Mapping[int, int] | None = None) -> Entries:
    """Return the references of a text: lines with numbers that are cited, below a heading or with addresses."""
    found = Entries()
    if not (known := list(runs(text, listed or {}))):
        return found
    cited = _cited(text, known)
    ordered = sorted(links, key=lambda link: link.span.start)
    end = len(text.rstrip())
    plain = False
    for run in known:
        addressed = list(_addressed(text, run, ordered))
        if _are_references(run, [urls for _, urls in addressed], cited, last=run.entries[-1].end >= end):
            plain = plain or any(number in cited.plain for number, _ in addressed)
            found.spans += run.spans
            for number, urls in addressed:
                found.urls[number] = footnotes.few([*found.urls.get(number, []), *urls])
    found.round = bool(found.spans) and not plain
    return found


def _cited(text: str, known: Sequence[Run]) -> _Cited:
    """Return the numbers in the marks of a text, those that entries begin with left out."""
    own = {entry.start for run in known for entry in run.entries}
    cited = _Cited(set(), set())
    for mark in citemarks.marks(text):
        if mark.span.start not in own:
            (cited.round if mark.style == "round" else cited.plain).update(mark.numbers)
    return cited


def _are_references(run: Run, urls: Sequence[Sequence[str]], cited: _Cited, *, last: bool) -> bool:
    """Say whether entries are references.

    Args:
        run: The entries.
        urls: The addresses in each.
        cited: The numbers in the text's marks.
        last: Nothing comes after them.
    """
    numbers = {entry.number for entry in run.entries}
    addressed = sum(map(bool, urls)) * 2 >= len(urls)
    if run.heading:
        return addressed or bool(numbers & (cited.plain | cited.round))
    if numbers & cited.plain:
        return addressed or (last and run.style in {"square", "raised"})
    return addressed and run.style in {"round", "listed"} and bool(numbers & cited.round)


def _addressed(text: str, run: Run, links: Sequence[Link]) -> Iterator[tuple[int, list[str]]]:
    """Yield the number and the addresses of each entry; "ibid." has those of the one before it."""
    last: list[str] = []
    for entry in run.entries:
        found = _urls(text, Span(entry.start, entry.end), links)
        last = found if found or not _IBID.match(text, entry.start) else last
        yield entry.number, last


def _urls(text: str, span: Span, links: Sequence[Link]) -> list[str]:
    """Return the addresses in a reference: those its words link to, and those written out between them."""
    first, after = (bisect_left(links, at, key=lambda link: link.span.start) for at in (span.start, span.end))
    urls: list[str] = []
    at = span.start
    for link in links[first:after]:
        urls += [*footnotes.addresses(text[at : link.span.start]), link.url]
        at = max(at, link.span.end)
    return footnotes.few([*urls, *footnotes.addresses(text[at : span.end])])


def marks(text: str, known: Entries) -> tuple[list[Link], list[Span]]:
    """Return links for the words before the marks of references, and where the marks stand."""
    links: list[Link] = []
    apart: list[Span] = []
    row = Span(0, 0)
    for mark in citemarks.marks(text) if known.urls else ():
        named = [number for number in mark.numbers if number in known.urls]
        if named and _is_mark(text, mark, known):
            span = citemarks.whole(text, mark.span)
            follows = apart and not text[apart[-1].end : span.start].strip(" \t")
            row = Span(row.start, span.end) if follows else span
            apart.append(span)
            urls = footnotes.few(url for number in named for url in known.urls[number])
            word = citemarks.cited(text, row) if urls else None
            links += [Link(word, url, note=True) for url in urls if word]
    return links, apart


def _is_mark(text: str, mark: citemarks.Mark, known: Entries) -> bool:
    """Say whether what can be a mark stands in the story, as the marks of this text do."""
    near = bisect_right(known.spans, mark.span.start, key=lambda span: span.start) - 1
    if near >= 0 and mark.span.start < known.spans[near].end:
        return False
    return mark.style != "round" or (known.round and citemarks.closes(text, mark.span))
