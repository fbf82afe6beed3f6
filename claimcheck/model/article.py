"""An article, and the claims in it.

Offsets are 0-based, half-open and counted in code points. Lines and columns are 1-based.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from claimcheck.model.terms import Dating, Kind, SourceKind


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a text, `text[start:end]`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the stretch of *text* that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Say whether the two spans share a code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Say whether *other* lies inside."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink of an article: where its words stand in the text, and where it leads (absolute if known).

    Args:
        note: It comes from a footnote, a numbered reference or the source of a quotation; its words are what is cited
            so, the last word before the mark or the whole quotation.
    """

    span: Span
    url: str
    note: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """The text from *offset* on stands at *line* and *column* of the input file."""

    offset: int
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Waiver:
    """A comment in an article that excuses findings.

    Args:
        span: The text it is for.
        codes: Beginnings of the codes it excuses; all when there are none.
        why: What it says beside them.
        line: Where it stands in the input file.
    """

    span: Span
    codes: tuple[str, ...] = ()
    why: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Article:
    """A text to check.

    Args:
        path: The input as the user gave it, with forward slashes; `-` for standard input; the URL for a URL.
        text: What every offset refers to; for a plain-text file the file's text unchanged.
        body: The part of *text* that is the story (header lines and page furniture before and after it left out).
        published: The day that the article itself gives.
        published_by: Where it gives it, `TEXT` or `METADATA`; None without a day.
        hint: The day of the file's last change, where the article gives none; it may have appeared at any other.
        hint_by: How that is known, `GIT` or `MTIME`; None without a hint.
        waivers: Comments that excuse findings.
        apart: Sorted; parts of *text* within the story that are none of its words: marks of references, and references.
        positions: Sorted; where parts of *text* stand in the input file; empty when the input has no lines.
    """

    path: str
    text: str
    body: Span
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: date | None = None
    links: tuple[Link, ...] = ()
    positions: tuple[Position, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    apart: tuple[Span, ...] = ()
    published_by: Dating | None = None
    hint: date | None = None
    hint_by: Dating | None = None

    def locate(self, offset: int) -> tuple[int, int] | None:
        """Return the line and column of *offset* in the input file, or None when it has no lines."""
        after = bisect_right(self.positions, offset, key=lambda position: position.offset)
        if not after:
            return None
        place = self.positions[after - 1]
        return place.line, place.column + offset - place.offset


@dataclass(frozen=True, slots=True)
class Source:
    """One link of a claim's chain.

    Args:
        mention: Where the article names it, in the words it uses there ("the report", "he").
        name: Who that is: full name, or the antecedent of a pronoun or of "the report".
        domain: The registrable domain of its website; None when not known.
        channel: It is not credited with the words itself, only spoken to ("told the Global Times").
    """

    mention: Span
    name: str
    kind: SourceKind
    domain: str | None = None
    channel: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """One attribution relation made self-contained.

    Args:
        id: 16 hex digits, the same while content and chain stay the same.
        content: What is attributed; several spans when split by its cue, or for a credit that is repeated.
        cue: The words that attribute.
        chain: The sources, outermost first.
        sentence: The sentence or sentences that hold all of it.
        links: Hyperlinks that stand in those sentences.
        document: Which document of its source is meant: 0 the first, 1 "another report", and so on.
        confidence: How likely source and content are right, 0 to 1, as measured on held-back articles.
    """

    id: str
    kind: Kind
    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    chain: tuple[Source, ...]
    sentence: Span
    links: tuple[str, ...] = ()
    document: int = 0
    confidence: float = 1.0

    @property
    def start(self) -> int:
        """Where the claim starts in the article's text."""
        return min(span.start for span in (*self.content, *self.cue, *(s.mention for s in self.chain)))

    @property
    def speaker(self) -> Source:
        """The innermost source: whose words they are."""
        return self.chain[-1]
