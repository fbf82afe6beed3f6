"""Bytes to text: marks, declarations, UTF-8, and last a guess."""

from __future__ import annotations

import codecs
import re

from claimcheck.errors import InputError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*+=\s*+(?:[\"']\s*+)?([\w.:-]{1,40})", re.IGNORECASE)
_HEAD = 4096
_TO_ONE = 20
_LIKE_WESTERN = {
    "cp1250",
    "cp1252",
    "cp1254",
    "cp1257",
    "cp1258",
    "latin_1",
    "iso8859_15",
    "iso8859_2",
    "iso8859_16",
    "cp775",
}
"""What a guess easily takes for windows-1252, which is by far the most usual of them."""
_KINDS = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x1f\x8b", "gzip data"),
    (b"SQLite format 3", "an SQLite database"),
    (b"\x7fELF", "a program"),
)


def decode(data: bytes, *, declared: str = "") -> str:
    """Return *data* as text, a byte order mark dropped and nothing else changed.

    A mark wins, then UTF-8 when it fits or nearly does, then what is declared, then a guess; bytes that fit nowhere
    become U+FFFD.

    Args:
        data: The bytes.
        declared: The encoding that a header names, if any.

    Raises:
        InputError: The bytes are no text.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _clean(data[len(mark) :].decode(name, "replace"))
    refuse_binary(data)
    try:
        return _clean(data.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    if (nearly := _nearly(data)) is not None:
        return _clean(nearly)
    found = _DECLARED.search(data[:_HEAD])
    for name in (declared, found[1].decode("ascii", "replace") if found else "", _guess(data), "windows-1252"):
        text = _try(data, name)
        if text is not None:
            return _clean(text)
    return _clean(data.decode("utf-8", "replace"))


def _nearly(data: bytes) -> str | None:
    """Return *data* as UTF-8 when it is that but for a few broken places, as where two pages were glued together."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return text if broken * _TO_ONE < len(text) - len(text.encode("ascii", "ignore")) - broken else None


def refuse_binary(data: bytes) -> None:
    """Raise InputError when *data* is a known kind of file, or holds NUL bytes as no text does."""
    if data.startswith(tuple(mark for mark, _ in _MARKS)):
        return
    for start, kind in _KINDS:
        if data.startswith(start):
            raise InputError(f"not a text: it looks like {kind}", hint="Give the article as text, HTML or Markdown.")
    if b"\x00" in data[:_HEAD]:
        raise InputError("not a text: it holds NUL bytes", hint="Give the article as text, HTML or Markdown.")


def _try(data: bytes, name: str) -> str | None:
    if not name:
        return None
    try:
        return data.decode(name)
    except (LookupError, ValueError, TypeError):
        return None


def _guess(data: bytes) -> str:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - rarely needed, and slow to load

    best = from_bytes(data[:65536]).best()
    return "" if best is None or best.encoding in _LIKE_WESTERN else best.encoding


def _clean(text: str) -> str:
    """Put U+FFFD for what no later room could write out: lone surrogates and NUL."""
    if "\x00" in text or any("\ud800" <= char <= "\udfff" for char in set(text)):
        return "".join("\ufffd" if char == "\x00" or "\ud800" <= char <= "\udfff" else char for char in text)
    return text
