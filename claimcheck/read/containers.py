"""WARC and MHTML files as the documents that they hold."""

from __future__ import annotations

import email
import gzip
import re
import zlib
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.policy import Compat32
from email.utils import parsedate_to_datetime
from io import BytesIO
from typing import IO, TYPE_CHECKING, cast

from claimcheck.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

_GZIP = b"\x1f\x8b"
_RECORDS = 10_000
_RECORD = 10_000_000
_UNPACKED = 200_000_000
_LINE = 65_536
_LINES = 1_000
_HEADER = 8_000
"""Characters of a header of MHTML that are read: an address and the name of a charset are shorter."""
_SIZE = re.compile(rb"\s*([0-9A-Fa-f]{1,8})\s*(?:;.*)?$")
_STATUS = re.compile(r"HTTP/\d(?:\.\d)? (\d{3})\b")
_TEXTS = {"text/html", "application/xhtml+xml", "text/plain", "text/markdown", "application/pdf"}
_AGAIN = "Save the document anew."


@dataclass(frozen=True, slots=True)
class Part:
    """A document in a container.

    Args:
        url: Where it was saved from; empty when the container does not say.
        kind: Its content type, with the charset that was declared.
        body: Its bytes, content and transfer encoding undone.
        saved: When it was saved, when the container says so.
        number: Which record of a WARC it is, from 1; 0 in other files.
    """

    url: str
    kind: str
    body: bytes = field(repr=False)
    saved: datetime | None = None
    number: int = 0


@dataclass(frozen=True, slots=True)
class Fault:
    """A record of a WARC, or the rest of the file after it, that cannot be read, and why."""

    number: int
    error: InputError


class _Brief(Compat32):
    """The library's reading of headers, of their beginning alone: it takes parameters off them one by one."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """Return the name of a header, and its value as far as one is of use."""
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_HEADER]


def mhtml(data: bytes) -> Part:
    """Return the first page in an MHTML file.

    Raises:
        InputError: There is none, or the file is broken.
    """
    try:
        message = email.message_from_bytes(data, policy=_Brief())
        part = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
        body = part.get_payload(decode=True) if part is not None else None
        if part is None or not isinstance(body, bytes) or not body.strip():
            raise InputError("there is no page in this MHTML file", hint=_AGAIN)
        charset = part.get_content_charset()
        places = (message["Snapshot-Content-Location"], part["Content-Location"], message["Content-Location"])
        url = next((str(place).strip() for place in places if place), "")
        kind = f"text/html; charset={charset}" if charset else "text/html"
        return Part(url, kind, body, _mail_date(str(message["Date"] or "")))
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        raise InputError("a broken MHTML file", hint=_AGAIN) from error


def warc(data: bytes) -> Iterator[Part | Fault]:
    """Yield the documents of a WARC file (1.0 or 1.1, packed with gzip or not), and what in it cannot be read."""
    packed = data.startswith(_GZIP)
    source = _Source(cast("IO[bytes]", gzip.GzipFile(fileobj=BytesIO(data))) if packed else BytesIO(data))
    number = 0
    try:
        while (headers := _head(source)) is not None:
            number += 1
            if number > _RECORDS:
                raise InputError(f"more than {_RECORDS:,} records", hint="Split the file.")  # noqa: TRY301 - ends the file
            block = _block(source, headers)
            try:
                part = _part(source, headers, block, number)
            except InputError as error:
                yield Fault(number, error)
                continue
            if part is not None:
                yield part
    except InputError as error:
        yield Fault(number, error)
    except (OSError, EOFError, zlib.error):
        yield Fault(number, InputError("broken gzip data", hint="Copy or save the file anew."))


class _Source:
    """The bytes of a WARC, with a limit on how many are unpacked in all."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._left = _UNPACKED

    def line(self) -> bytes:
        line = self._stream.readline(_LINE)
        self.spend(len(line))
        return line

    def take(self, size: int) -> bytes:
        data = self._stream.read(size)
        self.spend(len(data))
        return data

    def skip(self, size: int) -> None:
        while size > 0 and (data := self.take(min(size, _LINE))):
            size -= len(data)

    def spend(self, size: int) -> None:
        self._left -= size
        if self._left < 0:
            raise InputError(f"more than {_UNPACKED:,} bytes when unpacked", hint="Split the file.")


def _head(source: _Source) -> dict[str, str] | None:
    """Return the named fields of the next record; None at the end of the file."""
    while (line := source.line()) and not line.strip():
        pass
    if not line:
        return None
    if not line.startswith(b"WARC/1."):
        raise InputError("not a WARC record", hint="Copy or save the file anew.")
    lines: list[bytes] = []
    while (line := source.line()).strip():
        lines.append(line)
        if len(lines) > _LINES:
            raise InputError("a record with too many header lines", hint="Copy or save the file anew.")
    return _fields(lines, "utf-8")


def _fields(lines: list[bytes], encoding: str) -> dict[str, str]:
    fields: dict[str, list[str]] = {}
    last = ""
    for line in lines:
        text = line.decode(encoding, "replace").rstrip("\r\n")
        if text[:1] in {" ", "\t"} and last:
            fields[last].append(text.strip())
        elif ":" in text:
            name, value = text.split(":", 1)
            last = name.strip().lower()
            fields[last] = [value.strip()]
    return {name: " ".join(parts) for name, parts in fields.items()}


def _block(source: _Source, headers: dict[str, str]) -> bytes | None:
    """Return the content of a record; None when it is of no use, or too large."""
    size = headers.get("content-length", "")
    if not (size.isascii() and size.isdigit() and len(size) < 16):  # noqa: PLR2004 - digits of any size a file can have
        raise InputError("a record without a length", hint="Copy or save the file anew.")
    if headers.get("warc-type", "").lower() not in {"response", "resource"} or int(size) > _RECORD:
        source.skip(int(size))
        return None
    data = source.take(int(size))
    if len(data) < int(size):
        raise InputError("the file ends within a record", hint="Copy or save the file anew.")
    return data


def _part(source: _Source, headers: dict[str, str], block: bytes | None, number: int) -> Part | None:
    sort = headers.get("warc-type", "").lower()
    if block is None:
        if sort in {"response", "resource"}:
            raise InputError("too large a record", hint=f"A record may have {_RECORD:,} bytes at most.")
        return None
    kind = headers.get("content-type", "")
    http: dict[str, str] = {}
    if sort == "response":
        start, http, block = _message(block)
        status = _STATUS.match(start)
        if status is None or status[1] != "200":
            return None
        kind = http.get("content-type", "")
    kind = kind or headers.get("warc-identified-payload-type", "")
    if kind.split(";")[0].strip().lower() not in _TEXTS:
        return None
    if "chunked" in http.get("transfer-encoding", "").lower():
        block = _joined(block)
    for coding in reversed(http.get("content-encoding", "").lower().split(",")[:3]):
        block = _unpacked(block, coding.strip())
    source.spend(len(block) if http.get("content-encoding") else 0)
    return Part(
        headers.get("warc-target-uri", "").strip("<> "), kind, block, _iso(headers.get("warc-date", "")), number
    )


def _message(block: bytes) -> tuple[str, dict[str, str], bytes]:
    """Return the first line, the headers and the body of an HTTP message."""
    stream = BytesIO(block)
    lines: list[bytes] = []
    while (line := stream.readline(_LINE)).strip() and len(lines) < _LINES:
        lines.append(line)
    start = lines[0].decode("latin-1") if lines else ""
    return start, _fields(lines[1:], "latin-1"), stream.read()


def _joined(body: bytes) -> bytes:
    """Return a chunked body in one; one that is not chunked, whatever its header says, as it stands."""
    stream = BytesIO(body)
    found: list[bytes] = []
    while size := _SIZE.match(stream.readline(_LINE).rstrip(b"\r\n")):
        length = int(size[1], 16)
        if not length:
            break
        found.append(stream.read(length))
        stream.readline(_LINE)
    return b"".join(found) if found or size else body


def _unpacked(body: bytes, coding: str) -> bytes:
    """Return a body with its content encoding undone; many tools undo it and leave the header."""
    if coding in {"", "identity"}:
        return body
    if coding in {"gzip", "x-gzip"}:
        return _inflated(body, zlib.MAX_WBITS | 16) if body.startswith(_GZIP) else body
    if coding == "deflate":
        try:
            return _inflated(body, zlib.MAX_WBITS)
        except zlib.error:
            pass
        return _inflated(body, -zlib.MAX_WBITS)
    if body.lstrip()[:1] == b"<" or body.startswith(b"%PDF-"):
        return body
    raise InputError(f"packed with “{coding[:20]}”, which cannot be undone here", hint=_AGAIN)


def _inflated(body: bytes, bits: int) -> bytes:
    unpacker = zlib.decompressobj(bits)
    try:
        found = unpacker.decompress(body, _RECORD + 1)
    except zlib.error:
        if bits == zlib.MAX_WBITS:
            raise
        raise InputError("a record with broken compressed content", hint=_AGAIN) from None
    if len(found) > _RECORD:
        raise InputError("too large a record when unpacked", hint=f"A record may have {_RECORD:,} bytes at most.")
    return found


def _iso(text: str) -> datetime | None:
    try:
        return _utc(datetime.fromisoformat(text))
    except (ValueError, OverflowError):
        return None


def _mail_date(text: str) -> datetime | None:
    try:
        return _utc(parsedate_to_datetime(text))
    except (ValueError, TypeError, OverflowError, LookupError):
        return None


def _utc(when: datetime) -> datetime:
    return when.astimezone(UTC) if when.tzinfo else when.replace(tzinfo=UTC)
