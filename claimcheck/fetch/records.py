"""WARC records (1.0 and 1.1, packed with gzip or not) off a file, one at a time, and the HTTP messages in them.

No line, header or block can fill the memory, and damage is told, not taken for the end of the file.
"""

from __future__ import annotations

import gzip
import re
import zlib
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, cast

from claimcheck.fetch.body import Body, BrokenError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from io import BufferedReader

LARGEST = 50_000_000
"""Bytes of the longest body that is taken; more are passed over."""
_GZIP = b"\x1f\x8b"
_ROOM = 1_000_000
_LINE = 65_536
_LINES = 1_000
_READ = frozenset({"warcinfo", "response", "resource", "metadata"})
_LENGTH = re.compile(r"[0-9]{1,18}")
_GAP = re.compile(rb"\r?\n\r?\n")
_STATUS = re.compile(r"HTTP/\d(?:\.\d)? +(\d{3})(?!\d)")
_CHUNK = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,8})[ \t]*(?:;.*)?\r?")


class RecordError(Exception):
    """A record cannot be read, nor what comes after it."""

    def __init__(self, number: int, reason: str) -> None:
        super().__init__(reason)
        self.number = number
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Record:
    """A record of a WARC file.

    Args:
        number: Which of the file it is, from 1.
        headers: Its named fields, names in lower case.
        block: Its content; None when it is too large, or of a kind that is not read.
    """

    number: int
    headers: dict[str, str]
    block: bytes | None = field(repr=False)

    @property
    def sort(self) -> str:
        """The kind of the record."""
        return self.headers.get("warc-type", "").lower()

    @property
    def uri(self) -> str:
        """What it is filed under; some programs put it in angle brackets."""
        return self.headers.get("warc-target-uri", "").strip("<> ")


@dataclass(frozen=True, slots=True)
class Message:
    """An HTTP answer as it stands in a record."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes = field(repr=False)


def read(file: BufferedReader) -> Iterator[Record]:
    """Yield the records of an open file.

    Raises:
        RecordError: One is damaged, or the file ends within it.
        OSError: The file cannot be read.
    """
    packed = file.peek(len(_GZIP)).startswith(_GZIP)
    stream = cast("IO[bytes]", gzip.GzipFile(fileobj=file)) if packed else file
    number = 1
    try:
        while (headers := _head(stream, number)) is not None:
            yield Record(number, headers, _block(stream, number, headers))
            number += 1
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise RecordError(number, "the packed data is damaged or ends too early") from None
    if number == 1:
        raise RecordError(number, "the file is empty")


def message(block: bytes) -> Message | None:
    """Return the HTTP answer in a block, its body as it was sent; None when there is none."""
    gap = _GAP.search(block)
    head, body = (block[: gap.start()], block[gap.end() :]) if gap else (block.rstrip(b"\r\n"), b"")
    first, *lines = head.splitlines() or [b""]
    status = _STATUS.match(first.decode("latin-1"))
    return Message(int(status[1]), tuple(_fields(lines, "latin-1")), body) if status else None


def decoded(message: Message) -> bytes:
    """Return the body of an answer, chunks joined and content encoding undone; many programs undo it themselves.

    Raises:
        BrokenError: It cannot be unpacked, or is cut off.
        TooLongError: It is longer than `LARGEST`.
    """
    headers = {name.lower(): value.lower() for name, value in message.headers}
    body = message.body
    if "chunked" in headers.get("transfer-encoding", ""):
        body = _joined(body)
    for coding in reversed(headers.get("content-encoding", "").split(",")[:3]):
        if coding.strip() == "br" and body.lstrip()[:1] == b"<":
            continue
        unpacked = Body(coding, LARGEST)
        for start in range(0, len(body), _LINE):
            unpacked.feed(body[start : start + _LINE])
        body = unpacked.finish()
    return body


def _head(stream: IO[bytes], number: int) -> dict[str, str] | None:
    """Return the named fields of the next record; None at the end of the file."""
    while (line := stream.readline(_LINE)) and not line.strip():
        pass
    if not line:
        return None
    if not line.startswith(b"WARC/1."):
        raise RecordError(number, "no WARC record begins where one should")
    lines: list[bytes] = []
    while (line := stream.readline(_LINE)).strip():
        lines.append(line)
        if len(lines) > _LINES or not line.endswith(b"\n"):
            raise RecordError(number, "its header breaks off, or is too long")
    if not line:
        raise RecordError(number, "the file ends within its header")
    return {name.lower(): value for name, value in _fields(lines, "utf-8")}


def _block(stream: IO[bytes], number: int, headers: dict[str, str]) -> bytes | None:
    length = headers.get("content-length", "")
    if not _LENGTH.fullmatch(length):
        raise RecordError(number, "its header gives no length")
    left = int(length)
    if headers.get("warc-type", "").lower() in _READ and left <= LARGEST + _ROOM:
        block = stream.read(left)
        left -= len(block)
    else:
        block = None
        while left and (piece := stream.read(min(left, _LINE))):
            left -= len(piece)
    if left:
        raise RecordError(number, "the file ends within it")
    return block


def _fields(lines: list[bytes], encoding: str) -> list[tuple[str, str]]:
    """Return named fields in their order, folded lines joined."""
    found: list[tuple[str, list[str]]] = []
    for line in lines:
        text = line.decode(encoding, "replace")
        name, colon, value = text.partition(":")
        if text[:1] in {" ", "\t"} and found:
            found[-1][1].append(text.strip())
        elif colon:
            found.append((name.strip(), [value.strip()]))
    return [(name, " ".join(filter(None, parts))) for name, parts in found]


def _joined(body: bytes) -> bytes:
    """Return a chunked body in one; one that is not chunked, whatever its header says, as it stands."""
    found: list[bytes] = []
    at = 0
    while True:
        end = body.find(b"\n", at, at + _LINE)
        size = _CHUNK.fullmatch(body, at, end) if end >= 0 else None
        if size is None and not found:
            return body
        if size is None:
            raise BrokenError("its chunks break off")
        length = int(size[1], 16)
        if not length:
            return b"".join(found)
        found.append(body[end + 1 : end + 1 + length])
        if len(found[-1]) < length:
            raise BrokenError("its chunks break off")
        at = body.find(b"\n", end + 1 + length) + 1 or len(body)
