"""Bodies, with their content encoding undone piece by piece, so that no answer can outgrow its limit in memory."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_PIECE = 65536
_GZIP = b"\x1f\x8b"
_MEMBERS = 1000
_WINDOW_GZIP = zlib.MAX_WBITS | 16
_IDENTITY = frozenset({"", "identity"})
_ENCODINGS = frozenset({"gzip", "x-gzip", "deflate"}) | _IDENTITY


class TooLongError(Exception):
    """A body is longer than allowed."""


class BrokenError(Exception):
    """A body ends too early, or its encoding is not what it says."""


class Body:
    """Gathers a body of at most *limit* bytes, unpacked.

    Args:
        encoding: The `Content-Encoding` header; a body that is not gzip although it is said to be is taken as it is.
        limit: Bytes.
    """

    def __init__(self, encoding: str, limit: int) -> None:
        self._encoding = encoding.strip().lower()
        self._limit = limit
        self._found = bytearray()
        self._inflater: _Inflater | None = None
        self._begun = False

    def feed(self, data: bytes) -> None:
        """Take the next piece off the wire.

        Raises:
            TooLongError: The body is longer than the limit.
            BrokenError: It cannot be unpacked.
        """
        if not self._begun and data:
            self._begun = True
            self._inflater = self._chosen(data)
        for piece in self._inflater.feed(data) if self._inflater else (data,):
            self._found += piece
            if len(self._found) > self._limit:
                raise TooLongError

    def finish(self) -> bytes:
        """Return the whole body.

        Raises:
            BrokenError: It ended too early.
        """
        if self._inflater and not self._inflater.whole:
            raise BrokenError("it broke off")
        return bytes(self._found)

    def so_far(self) -> bytes:
        """Return what was gathered, at most the limit."""
        return bytes(self._found[: self._limit])

    def _chosen(self, head: bytes) -> _Inflater | None:
        if self._encoding not in _ENCODINGS:
            raise BrokenError("it is packed in a way that was not asked for")
        if self._encoding in _IDENTITY:
            return None
        if self._encoding == "deflate":
            return _Inflater(zlib.MAX_WBITS if _is_zlib(head) else -zlib.MAX_WBITS)
        return _Inflater(_WINDOW_GZIP) if head[:1] == _GZIP[:1] else None


class _Inflater:
    """Unpacks gzip (one member or several), zlib or raw deflate."""

    def __init__(self, window: int) -> None:
        self._window = window
        self._stream = zlib.decompressobj(window)
        self._members = 1
        self._held = b""

    @property
    def whole(self) -> bool:
        """Whether the end was reached."""
        return self._stream.eof

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Yield pieces of at most 64 KiB.

        Raises:
            BrokenError: The data is damaged.
        """
        data, self._held = self._held + data, b""
        while data:
            if self._stream.eof:
                if data == _GZIP[:1]:
                    self._held = data
                    return
                if self._window != _WINDOW_GZIP or not data.startswith(_GZIP):
                    return
                self._next()
            piece = self._piece(data)
            yield piece
            data = self._stream.unused_data if self._stream.eof else self._stream.unconsumed_tail
            if not data and not self._stream.eof and len(piece) == _PIECE:
                yield from self._rest()

    def _next(self) -> None:
        self._members += 1
        if self._members > _MEMBERS:
            raise BrokenError("it is packed in too many parts")
        self._stream = zlib.decompressobj(self._window)

    def _rest(self) -> Iterator[bytes]:
        """Yield what is unpacked but was held back because the piece was full."""
        while piece := self._piece(b""):
            yield piece

    def _piece(self, data: bytes) -> bytes:
        try:
            return self._stream.decompress(data, _PIECE)
        except zlib.error:
            raise BrokenError("it cannot be unpacked") from None


def gunzipped(body: bytes, limit: int) -> bytes:
    """Return what a body in gzip form holds (a sitemap often is such a file), and any other body unchanged.

    Raises:
        TooLongError: It holds more than *limit* bytes.
        BrokenError: It is damaged.
    """
    if not body.startswith(_GZIP):
        return body
    unpacked = Body("gzip", limit)
    for start in range(0, len(body), _PIECE):
        unpacked.feed(body[start : start + _PIECE])
    return unpacked.finish()


def _is_zlib(head: bytes) -> bool:
    """Say whether deflated data has the header of RFC 1950, which some servers leave out."""
    return head[0] & 0x0F == zlib.DEFLATED and (len(head) < 2 or (head[0] << 8 | head[1]) % 31 == 0)  # noqa: PLR2004
