"""Our own marked passages: what the corpus does not teach, written in the manner of real articles.

A file holds passages one after another, each in three parts::

    === told-07 told coreference
    {1s Ann Lee}, who runs the port, {1c told} {1v the Harbour Daily} {1t the crane would stay}.
    ---
    1 person Ann Lee
    1v outlet Harbour Daily

The first line gives an id and tags. The text follows, with marks ``{<number><role> ...}``, where the role is s
(source),
c (cue), t (content) or v (who was spoken to); marks nest, and a number used twice for one role is a split span. The
notes say
for each number the kind of its source and the name a reader would give it, ``attitude`` before the kind when it is a
wish or an
attitude rather than something said, ``none`` when the text leaves the source out, and ``credit <name>`` for a credit
line.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from claimcheck.model import SourceKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARK = re.compile(r"\{(\d+)([sctv]) |\}")
_NOTE = re.compile(
    r"(?P<number>\d+)(?P<told>v?) (?P<attitude>attitude )?(?:none|(?P<kind>[a-z]+)(?: (?P<name>\S.*))?)$"
)
_CREDIT = re.compile(r"credit (\S.*)$")


@dataclass(frozen=True, slots=True)
class Marked:
    """A relation of a passage, as its author marked it.

    Args:
        number: How the passage numbers it.
        source: What is credited; empty when the text leaves it out.
        cue: The words that attribute.
        content: What is attributed, in order.
        told: Who was spoken to; empty when nobody is named.
        kind: What the source is; None without a source.
        name: The source's name as a reader would give it, pronouns and short forms resolved; empty when unnamed.
        told_kind: What the listener is; None when nobody is named.
        told_name: The listener's name.
        attitude: A wish, belief or attitude, not something said.
        within: The number of the relation in whose content it stands; None when it stands in none.
    """

    number: int
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    told: tuple[Span, ...]
    kind: SourceKind | None
    name: str
    told_kind: SourceKind | None
    told_name: str
    attitude: bool
    within: int | None


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of an article with its relations."""

    id: str
    tags: frozenset[str]
    text: str
    relations: tuple[Marked, ...]
    credits: tuple[str, ...]

    @property
    def kept_aside(self) -> bool:
        """Whether it belongs to the fifth that is never trained on: chosen by its id alone."""
        return hashlib.sha256(self.id.encode()).digest()[0] % 5 == 0


def passages() -> list[Passage]:
    """Return all passages of the package, in the order of their files.

    Raises:
        ValueError: A passage is not marked as it should be; the message names it.
    """
    folder = files("claimcheck.training") / "passages"
    found = sorted((file for file in folder.iterdir() if file.name.endswith(".txt")), key=lambda file: file.name)
    return [passage for file in found for passage in parse(file.read_text(encoding="utf-8"))]


def parse(text: str) -> Iterator[Passage]:
    """Yield the passages of a file.

    Raises:
        ValueError: A passage is not marked as it should be; the message names it.
    """
    for piece in re.split(r"^=== ", text, flags=re.MULTILINE)[1:]:
        head, _, rest = piece.partition("\n")
        ident, *tags = head.split()
        body, line, notes = rest.partition("\n---\n")
        if not line:
            message = f"{ident}: no line --- between text and notes"
            raise ValueError(message)
        try:
            yield _passage(ident, frozenset(tags), body.strip("\n"), notes)
        except ValueError as error:
            message = f"{ident}: {error}"
            raise ValueError(message) from error


def _passage(ident: str, tags: frozenset[str], body: str, notes: str) -> Passage:
    text, marks = _unmarked(body)
    kinds: dict[tuple[int, bool], tuple[SourceKind | None, str, bool]] = {}
    credited: list[str] = []
    for line in filter(None, map(str.strip, notes.splitlines())):
        if credit := _CREDIT.match(line):
            credited.append(credit[1])
        elif note := _NOTE.match(line):
            kind = SourceKind(note["kind"]) if note["kind"] else None
            kinds[int(note["number"]), bool(note["told"])] = (kind, note["name"] or "", bool(note["attitude"]))
        else:
            message = f"cannot read the note {line!r}"
            raise ValueError(message)
    found = tuple(_marked(number, marks, kinds) for number in sorted({number for number, _ in marks}))
    if unmarked := {number for number, _ in kinds} - {m.number for m in found}:
        message = f"notes without marks: {sorted(unmarked)}"
        raise ValueError(message)
    return Passage(ident, tags, text, found, tuple(credited))


def _unmarked(body: str) -> tuple[str, dict[tuple[int, str], list[Span]]]:
    """Return the text without its marks, and the spans of each number and role."""
    pieces: list[str] = []
    length = at = 0
    opened: list[tuple[int, str, int]] = []
    marks: dict[tuple[int, str], list[Span]] = defaultdict(list)
    for match in _MARK.finditer(body):
        pieces.append(body[at : match.start()])
        length += match.start() - at
        at = match.end()
        if match[1]:
            opened.append((int(match[1]), match[2], length))
        elif opened:
            number, role, start = opened.pop()
            marks[number, role].append(Span(start, length))
        else:
            message = f"a mark is closed that was not opened, before {body[at : at + 20]!r}"
            raise ValueError(message)
    if opened:
        message = f"mark {opened[-1][0]}{opened[-1][1]} is not closed"
        raise ValueError(message)
    pieces.append(body[at:])
    text = "".join(pieces)
    if "{" in text or "}" in text:
        message = "a brace in the text: mark badly written"
        raise ValueError(message)
    return text, {key: sorted(spans, key=lambda span: span.start) for key, spans in marks.items()}


def _marked(
    number: int,
    marks: dict[tuple[int, str], list[Span]],
    kinds: dict[tuple[int, bool], tuple[SourceKind | None, str, bool]],
) -> Marked:
    if (number, False) not in kinds:
        message = f"no note for {number}"
        raise ValueError(message)
    source, cue, content, told = (tuple(marks.get((number, role), ())) for role in "sctv")
    kind, name, attitude = kinds[number, False]
    told_kind, told_name, _ = kinds.get((number, True), (None, "", False))
    _check(Marked(number, source, cue, content, told, kind, name, told_kind, told_name, attitude, None))
    if bool(told) != (told_kind is not None):
        message = f"{number}v needs a mark and a note"
        raise ValueError(message)
    within = _within(number, cue[0], marks)
    return Marked(number, source, cue, content, told, kind, name, told_kind, told_name, attitude, within)


def _check(marked: Marked) -> None:
    number, kind = marked.number, marked.kind
    if not marked.content or len(marked.cue) != 1:
        message = f"{number} needs content and exactly one cue"
        raise ValueError(message)
    if bool(marked.source) != (kind is not None):
        message = f"the note of {number} says {kind}, its source is {'marked' if marked.source else 'not marked'}"
        raise ValueError(message)
    if (kind in {None, SourceKind.UNNAMED}) == bool(marked.name):
        message = f"{number}: a name for a named source, none for an unnamed one"
        raise ValueError(message)


def _within(number: int, cue: Span, marks: dict[tuple[int, str], list[Span]]) -> int | None:
    """Return the relation with the shortest content span around a cue."""
    around = [
        (span.end - span.start, other)
        for (other, role), spans in marks.items()
        for span in spans
        if role == "t" and other != number and span.start <= cue.start and cue.end <= span.end
    ]
    return min(around)[1] if around else None
