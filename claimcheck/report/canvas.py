"""A sheet of lines to write on: wrapping, hanging indents, links and colour, as deterministic text.

Every string from outside goes through `Canvas.text`; rich's markup is never read.
"""

from __future__ import annotations

import io
import re
import shutil
import sys
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from claimcheck.report import escape
from claimcheck.report.prose import abridge

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

WIDEST = 100
NARROWEST = 20
LONGEST = 400
LONGEST_PATH = 4096
_LINK_ID = re.compile(r"\x1b\]8;id=[^;]*;")


def row(*parts: Text) -> Text:
    """Return the parts one after the other, each in its own style."""
    whole = Text()
    for part in parts:
        whole.append_text(part)
    return whole


class Canvas:
    """Lines of text for a terminal of *width* columns; prose is never set wider than `WIDEST`.

    Args:
        color: Write colours, and hyperlinks as terminals understand them (OSC 8).
        width: In columns; None for that of the terminal (`COLUMNS`, else what standard output says, else 100).
        encoding: What the text will be encoded in; None for that of standard output.
    """

    def __init__(self, *, color: bool = False, width: int | None = None, encoding: str | None = None) -> None:
        columns = width if width is not None else shutil.get_terminal_size((WIDEST, 24)).columns
        self.width = max(min(columns, WIDEST), NARROWEST)
        self.encoding = encoding or sys.stdout.encoding or "utf-8"
        self.color = color
        self._console = Console(
            file=io.StringIO(),
            width=self.width,
            color_system="standard" if color else None,
            force_terminal=color,
            force_interactive=False,
            no_color=not color,
            legacy_windows=False,
            highlight=False,
            markup=False,
            emoji=False,
            _environ={},
        )

    def text(self, text: str, style: str = "", *, limit: int = LONGEST) -> Text:
        """Return *text* made harmless and fit for the encoding, cut in the middle beyond *limit* code points."""
        return Text(abridge(self.harmless(text), limit), style=style)

    def path(self, path: str, style: str = "") -> Text:
        """Return a path or place, cut only when no system could use it any more."""
        return self.text(path, style, limit=LONGEST_PATH)

    def harmless(self, text: str) -> str:
        """Return *text* as one line that is harmless and fit for the encoding."""
        return escape.fit(escape.plain(text), self.encoding)

    def own(self, text: str, style: str = "") -> Text:
        """Return *text* of this program, blanks kept, fit for the encoding."""
        return Text(escape.fit(text, self.encoding), style=style)

    def blank(self) -> None:
        """Write an empty line."""
        self._put(Text())

    def rule(self) -> None:
        """Write a line across."""
        self._put(self.own("─" * self.width, "dim"))

    def block(self, text: Text, *, indent: str = "", hang: int = 0) -> None:
        """Write *text* wrapped, *indent* before every line and *hang* more blanks before all but the first."""
        prefix = self._margin(indent)
        room = max(self.width - prefix.cell_len, NARROWEST // 2)
        first, *rest = self._wrapped(text, room, hang)
        self._put(row(prefix, first))
        for line in rest:
            self._put(row(prefix, Text(" " * hang), line))

    def sides(self, left: Text, right: Text, *, hang: int = 2) -> None:
        """Write *left* and, at the right edge, *right*: below it when they do not fit beside each other."""
        *above, last = self._wrapped(left, self.width, hang)
        for number, line in enumerate([*above, last]):
            if number:
                line.pad_left(hang)
        for line in above:
            self._put(line)
        gap = self.width - last.cell_len - right.cell_len
        if not right:
            self._put(last)
        elif gap > 1:
            self._put(row(last, Text(" " * gap), right))
        else:
            self._put(last)
            self.unbroken(right, indent=" " * hang)

    def unbroken(self, text: Text, *, indent: str = "") -> None:
        """Write *text* on one line, however long: addresses and paths stay whole for whoever clicks on them."""
        self._put(row(self._margin(indent), text))

    def url(self, url: str, *, indent: str = "", label: str = "") -> None:
        """Write an address that opens *url*; with colour *label* may stand for it, else it is written out."""
        target = escape.link(url)
        if target is None or len(target) > LONGEST_PATH:
            self.block(self.text(label or url, "dim"), indent=indent)
        elif self.color:
            self.unbroken(Text(escape.link(label) or target, style=f"dim underline link {target}"), indent=indent)
        else:
            self.unbroken(Text(target), indent=indent)

    def result(self) -> str:
        """Return all that was written."""
        file = self._console.file
        assert isinstance(file, io.StringIO)  # noqa: S101 - it was made so above
        return escape.fit(_LINK_ID.sub("\x1b]8;;", file.getvalue()), self.encoding)

    def join(self, parts: Iterable[Text], separator: str) -> Text:
        """Return the parts that are not empty, with *separator* between them."""
        kept = [part for part in parts if part]
        return row(*[piece for part in kept for piece in (self.own(separator, "dim"), part)][1:])

    def items(self, lead: str, items: Sequence[str], separator: str = ", ") -> None:
        """Write *lead* and the items after it; a line breaks between items only, where it can."""
        line = self.own(lead)
        for number, item in enumerate(items):
            piece = self.own(item + (separator.rstrip() if number + 1 < len(items) else ""))
            if line.cell_len + piece.cell_len > self.width and line:
                self.block(line)
                line = Text()
            line = row(line, piece, Text(" "))
        self.block(line)

    def _margin(self, indent: str) -> Text:
        return self.own(indent, "dim" if indent.strip() else "")

    def _wrapped(self, text: Text, room: int, hang: int) -> list[Text]:
        whole = list(text.wrap(self._console, room))
        if len(whole) <= 1 or not hang:
            return whole or [Text()]
        first = whole[0]
        rest = text[len(first.plain) :]
        rest = rest[len(rest.plain) - len(rest.plain.lstrip()) :]
        return [first, *rest.wrap(self._console, max(room - hang, NARROWEST // 2))]

    def _put(self, line: Text) -> None:
        line.rstrip()
        self._console.print(line, soft_wrap=True)
