"""Makes text from articles, pages and addresses harmless for a terminal.

Whoever writes an article or a page must not be able to move the cursor, recolour or reorder the report (Unicode
Technical Report 36; Trojan Source, CVE-2021-42574), or to hide characters in it.
"""

from __future__ import annotations

import re
import unicodedata

from claimcheck.model.split import split

_COMBINING = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_MARKS = re.compile(f"([{_COMBINING}]{{3}})[{_COMBINING}]+")
_UNSAFE_IN_URL = re.compile(r"[^\x21-\x7e]|[<>\"\\^`{|}]")
_ASCII = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("·•", "-"),
        "…": "...",
        "›": ">",
        "→": "->",
        "│": "|",
        "─": "-",
        "\u00a0": " ",
    }
)


class _Table(dict[int, str]):
    """A translation table that fills itself: what shows stays, white space is a blank, the rest is taken out."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        kind = unicodedata.category(char)
        if char.isspace() or kind in {"Zl", "Zp"}:
            value = " "
        elif kind in {"Cc", "Cs"}:
            value = "\ufffd"
        else:
            value = "" if kind == "Cf" else char
        self[code] = value
        return value


_TABLE = _Table()
_LINES = _Table({0x0A: "\n"})


def plain(text: str) -> str:
    """Return *text* as one line that shows all there is of it and does nothing else.

    Control characters and lone surrogates become U+FFFD; format characters (reordering, zero-width, tags) are dropped;
    white space becomes single blanks; piles of combining marks are cut at three.
    """
    return _MARKS.sub(r"\1", " ".join(text.translate(_TABLE).split()))


def lines(text: str) -> str:
    """Do what `plain` does, but keep the lines and the blanks in them."""
    return _MARKS.sub(r"\1", text.replace("\r\n", "\n").replace("\r", "\n").translate(_LINES))


def link(url: str) -> str | None:
    """Return *url* in printable ASCII when a person may follow it (http or https, with a host), else None.

    Other characters are percent-encoded as UTF-8 (RFC 3986, section 2.1).
    """
    parts = split(url)
    allowed = parts.scheme in {"http", "https"} and bool(parts.hostname)
    return _UNSAFE_IN_URL.sub(_percent, url) if allowed else None


def fit(text: str, encoding: str) -> str:
    """Return *text* with what *encoding* cannot show replaced: typographic signs by ASCII ones, the rest by `?`."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return "".join(_fit(char, encoding) for char in text)
    return text


def _fit(char: str, encoding: str) -> str:
    for choice in (char, char.translate(_ASCII), unicodedata.normalize("NFKD", char)[:1]):
        if shows(choice, encoding):
            return choice
    return "?"


def shows(text: str, encoding: str) -> bool:
    """Say whether *encoding* has every character of *text*."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "replace"))
