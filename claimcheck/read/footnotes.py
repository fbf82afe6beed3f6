"""Footnotes in Markdown: their marks leave the text, their definitions leave the story, their links are kept."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from claimcheck.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

MOST = 8
HEADING = re.compile(
    r"\W*(?:(?:(?:foot|end)?notes|references|sources|citations)(?: (?:and|&) (?:notes|references|sources))?"
    r"|(?:list of |cited )?(?:references|sources|works)(?: (?:cited|list))?|bibliography|literature(?: cited)?)\W*",
    re.IGNORECASE,
)
_LABEL = r"\[\^(?P<label>[^\s\[\]^]{1,100})\]"
_MARK = re.compile(_LABEL)
_DEFINITION = re.compile(_LABEL + r":[ \t]*")
_DIRECT = re.compile(r"\(<?(?P<url>(?:https?://|#|/)[^\s()<>]{0,2000})>?\)\^?")
_BRACKET = re.compile(r"\\.|[\[\]]", re.DOTALL)
_SCHEME = re.compile(r"(?<![A-Za-z])https?$", re.IGNORECASE)
_REST = re.compile(r"://[^\s<>\[\]\"“”«»`\\^{|}]{1,2000}")
_BARE = re.compile(r"(?<![A-Za-z])https?" + _REST.pattern, re.IGNORECASE)
_SITE = re.compile(r"(?<![\w/.@])www\.[^\s<>\[\]\"“”«»`\\^{|}]{1,2000}", re.IGNORECASE)
_DOI = re.compile(r"(?<![\w/.])(?:(?:dx\.)?doi\.org/)?(10\.\d{4,9}/[^\s<>\[\]\"“”«»`\\^{|}]{1,500})", re.IGNORECASE)
_NUMBERED = re.compile(r"[0-9]{1,3}")
_CLOSING = "”’»\"'"
_WORD = re.compile(rf"[^\w{_CLOSING}]*+([{_CLOSING}]|\w(?:[\w'’-]*\w)?)")
"""The last word of a text, to be looked for in the text reversed."""
_WINDOW = 80
_CODE = 4
_MISSED = 20
"""So many marks of a line are looked for in vain."""


def before(text: str) -> Span | None:
    """Return where the last word or closing quotation mark of *text* stands; None when it is too far back."""
    found = _WORD.match(text[-_WINDOW:][::-1])
    return Span(len(text) - found.end(1), len(text) - found.start(1)) if found else None


def trim(url: str) -> str:
    """Return an address found in running text without the punctuation that follows it."""
    surplus = url.count(")") - url.count("(")
    end = len(url)
    while end and (url[end - 1] in ".,;:!?'*_…’" or (url[end - 1] == ")" and surplus > 0)):
        surplus -= url[end - 1] == ")"
        end -= 1
    return url[:end]


def bare(text: str) -> list[str]:
    """Return the addresses that stand in running text."""
    return [trim(found[0]) for found in _BARE.finditer(text)]


def addresses(text: str) -> list[str]:
    """Return the addresses that stand in running text, and those that `implied` finds."""
    return [*bare(text), *implied(text)]


def implied(text: str) -> list[str]:
    """Return the addresses of bare DOIs, and of sites that are named without a scheme: "www.example.org/a"."""
    rest = _BARE.sub(" ", text)
    sites = [f"https://{trim(found[0])}" for found in _SITE.finditer(rest)]
    return [*sites, *(f"https://doi.org/{trim(found[1])}" for found in _DOI.finditer(rest))]


def few(urls: Iterable[str]) -> list[str]:
    """Return the web addresses among *urls*, each once, and no more than a note may have."""
    return list(dict.fromkeys(url for url in urls if url.startswith(("http://", "https://"))))[:MOST]


@dataclass(slots=True)
class Notes:
    """The footnotes of a Markdown text, their links read when a mark asks for them."""

    parser: MarkdownIt
    env: dict[str, Any] = field(default_factory=dict)
    known: dict[str, list[str]] = field(default_factory=dict)

    def parse(self, text: str) -> list[Token]:
        """Return the tokens of *text*; those of type `note` are marks, definitions are left out."""
        self.parser.block.ruler.before("reference", "note", _define, {"alt": ["paragraph", "reference"]})
        self.parser.inline.ruler.before("link", "note", _mark)
        self.parser.inline.ruler.before("link", "bare", _link)
        tokens = self.parser.parse(text, self.env)
        return _without_heading(tokens) if self.env.get("notes") else tokens

    def urls(self, mark: Token) -> list[str]:
        """Return the addresses of the footnote that *mark* stands for; "#3" when the text defines no note 3."""
        label, said = str(mark.meta["label"]), str(mark.meta["said"])
        if not label:
            return few([str(mark.meta["url"]), *self._read(said), *implied(said)])
        if label not in self.known:
            said = str(self.env.get("notes", {}).get(label, ""))
            self.known[label] = few([*self._read(said), *implied(said)])
        if not mark.meta["url"] and label not in self.env.get("notes", {}) and _NUMBERED.fullmatch(label):
            return [f"#{label}"]
        return few([str(mark.meta["url"]), *self.known[label]])

    def defines(self, label: str, url: str) -> bool:
        """Say whether the text defines a link by this label and address: "[1]: https://…"."""
        known = self.env.get("references", {}).get(label)
        return known is not None and known["href"] == url

    def _read(self, said: str) -> list[str]:
        if ":" not in said and "[" not in said:
            return []
        inner = self.parser.parseInline(said, {**self.env, "bare": True})
        found = (child for token in inner for child in token.children or [] if child.type == "link_open")
        return [str(child.attrGet("href") or "") for child in found]


def _without_heading(tokens: list[Token]) -> list[Token]:
    """Leave out a heading such as "Notes" at the end, under which only definitions stood."""
    last = max((at for at, token in enumerate(tokens) if token.type == "inline"), default=0)
    if last and tokens[last - 1].type == "heading_open" and HEADING.fullmatch(tokens[last].content):
        return [*tokens[:last], *tokens[last + 1 :]]
    return tokens


def _define(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - as markdown-it calls it
    """Take a definition and the lines that go on with it."""
    found = None if state.is_code_block(start) else _definition(state, start)
    if found is None or silent:
        return found is not None
    stop = _stop(state, start, end)
    said = state.getLines(start, stop, state.blkIndent, False).lstrip()  # noqa: FBT003 - as markdown-it has it
    notes: dict[str, str] = state.env.setdefault("notes", {})
    notes.setdefault(found["label"].casefold(), said[found.end() :])
    state.line = stop
    return True


def _definition(state: StateBlock, line: int) -> re.Match[str] | None:
    return _DEFINITION.match(state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]])


def _stop(state: StateBlock, start: int, end: int) -> int:
    """Return the line after a definition: it goes on to a blank line, and after one where lines are indented."""
    rules = state.md.block.ruler.getRules("paragraph")
    kind, state.parentType = state.parentType, "paragraph"
    stop, blank = start + 1, False
    for line in range(start + 1, end):
        if state.isEmpty(line):
            blank = True
            continue
        indent = state.sCount[line] - state.blkIndent
        new = any(rule(state, line, end, True) for rule in rules)  # noqa: FBT003 - as markdown-it has it
        if indent < _CODE and (indent < 0 or blank or new):
            break
        stop, blank = line + 1, False
    state.parentType = kind
    return stop


def _mark(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - as markdown-it calls it
    """Take `[^label]` or `^[the note itself]`, with an address in parentheses after it."""
    at = state.pos
    label = said = ""
    if found := _MARK.match(state.src, at, state.posMax):
        label, end = found["label"].casefold(), found.end()
    elif state.src.startswith("^[", at) and at + 1 < (close := _pairs(state).get(at + 1, 0)) < state.posMax:
        said, end = state.src[at + 2 : close], close + 1
    else:
        return False
    direct = _DIRECT.match(state.src, end, state.posMax)
    end = direct.end() if direct else end
    if not silent:
        token = state.push("note", "", 0)
        token.markup = state.src[at:end]
        token.meta = {"label": label, "said": said, "url": direct["url"] if direct else ""}
    state.pos = end
    return True


def _pairs(state: StateInline) -> dict[int, int]:
    """Return where the bracket closes that opens at an offset, for a whole block at once."""
    blocks: dict[str, dict[int, int]] = state.env.setdefault("pairs", {})
    if state.src not in blocks:
        pairs: dict[int, int] = {}
        opened: list[int] = []
        for found in _BRACKET.finditer(state.src):
            if found[0] == "[":
                opened.append(found.start())
            elif found[0] == "]" and opened:
                pairs[opened.pop()] = found.start()
        blocks[state.src] = pairs
    return blocks[state.src]


def _link(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - as markdown-it calls it
    """Take an address that stands in a definition without any markup."""
    if silent or not state.env.get("bare") or state.linkLevel or not state.src.startswith("://", state.pos):
        return False
    scheme = _SCHEME.search(state.pending[-6:])
    rest = _REST.match(state.src, state.pos, state.posMax)
    if scheme is None or rest is None:
        return False
    kept = trim(rest[0])
    state.pending = state.pending[: -len(scheme[0])]
    token = state.push("link_open", "a", 1)
    token.attrs = {"href": state.md.normalizeLink(scheme[0].lower() + kept)}
    state.push("link_close", "a", -1)
    state.pos += max(len(kept), 1)
    return True


@dataclass(slots=True)
class Running:
    """The text of a block while it is put together; *stops* say where its stretches stand in the file.

    A stop is an offset, the line of the block, and the mark (or nothing, at the start of a line) that it comes after.
    """

    parts: list[str] = field(default_factory=list)
    length: int = 0
    row: int = 0
    stops: list[tuple[int, int, str]] = field(default_factory=list)
    after: bool = False

    def add(self, piece: str) -> None:
        """Add words; after a mark, no space is left that stood only to part the mark from them."""
        if self.after and piece:
            self.after = False
            last = self.parts[-1] if self.parts else ""
            offset, row, mark = self.stops.pop()
            if last.endswith(" ") and piece[0] in ".,;:!?":
                self.parts[-1] = last.rstrip(" ")
                self.length -= len(last) - len(self.parts[-1])
                offset = self.length
                while self.stops and self.stops[-1][0] > offset:
                    self.stops.pop()
            elif not last or last[-1].isspace():
                mark += piece[: len(piece) - len(piece.lstrip(" "))]
                piece = piece.lstrip(" ")
            self.stops.append((offset, row, mark))
        if piece:
            self.parts.append(piece)
            self.length += len(piece)

    def newline(self) -> None:
        """Start a new line of the file."""
        self.after = False
        self.add("\n")
        self.row += 1
        self.stops.append((self.length, self.row, ""))

    def mark(self, mark: str) -> None:
        """Note that a mark stood here."""
        self.row += mark.count("\n")
        self.stops.append((self.length, self.row, mark.rpartition("\n")[2]))
        self.after = True

    def drop(self, index: int) -> None:
        """Take the parts from *index* on away again."""
        self.length -= sum(map(len, self.parts[index:]))
        del self.parts[index:]

    def word(self) -> Span | None:
        """Return where the last word or closing quotation mark stands."""
        tail = ""
        for part in reversed(self.parts):
            tail = part[-_WINDOW:] + tail
            if len(tail) >= _WINDOW:
                break
        found = before(tail)
        shift = self.length - len(tail)
        return Span(shift + found.start, shift + found.end) if found else None


def places(block: Sequence[tuple[int, int, str]], text: str, lines: Sequence[str], first: int) -> list[tuple[int, ...]]:
    """Return offset, line and column of each stop of a block that starts in line *first* of the file."""
    found: list[tuple[int, ...]] = []
    row = -1
    for offset, number, mark in [(0, 0, ""), *block]:
        line = lines[first + number] if first + number < len(lines) else ""
        if number != row:
            row, cursor, missed = number, 0, 0
        if not mark:
            words = text[offset : offset + _WINDOW].split(maxsplit=1)
            found.append((offset, first + number, max(line.find(words[0]), 0) if words else 0))
        elif missed < _MISSED and (column := line.find(mark, cursor)) >= 0:
            cursor = column + len(mark)
            if offset < len(text):
                found.append((offset, first + number, cursor))
        else:
            missed += 1
    return found
