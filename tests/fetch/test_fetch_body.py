from __future__ import annotations

import gzip
import tracemalloc
import zlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.fetch.body import Body, BrokenError, TooLongError, gunzipped

if TYPE_CHECKING:
    from collections.abc import Callable

PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "": bytes,
    "identity": bytes,
    "gzip": gzip.compress,
    " X-GZIP ": lambda body: gzip.compress(body[:9]) + gzip.compress(body[9:]),
    "deflate": zlib.compress,
    "Deflate": lambda body: zlib.compress(body, wbits=-15),
}


def _gathered(encoding: str, data: bytes, step: int, limit: int = 10**9) -> bytes:
    body = Body(encoding, limit)
    for start in range(0, len(data), step):
        body.feed(data[start : start + step])
    return body.finish()


@settings(deadline=None)
@given(st.binary(max_size=2000), st.sampled_from(sorted(PACKERS)), st.integers(min_value=2, max_value=500))
def test_a_body_does_not_depend_on_its_pieces(body: bytes, encoding: str, step: int) -> None:
    """However the wire cuts a body, the same comes out."""
    assert body == _gathered(encoding, PACKERS[encoding](body), step)


@settings(deadline=None)
@given(st.integers(min_value=0, max_value=300_000), st.integers(min_value=0, max_value=300_000))
def test_the_limit_is_exact(length: int, limit: int) -> None:
    """A body of exactly the limit passes, one byte more does not."""
    packed = gzip.compress(b"x" * length)
    if length > limit:
        with pytest.raises(TooLongError):
            _gathered("gzip", packed, 65536, limit)
    else:
        assert length == len(_gathered("gzip", packed, 65536, limit)) == len(gunzipped(packed, limit))


@settings(deadline=None)
@given(st.binary(min_size=20, max_size=200), st.data())
def test_a_body_that_ends_too_early_is_broken(body: bytes, data: st.DataObject) -> None:
    """No part of a packed body passes for the whole."""
    packed = gzip.compress(body)
    end = data.draw(st.integers(min_value=2, max_value=len(packed) - 1))
    with pytest.raises(BrokenError):
        _gathered("gzip", packed[:end], 50)


@settings(deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["gzip", "deflate", "br", "gzip, gzip", "x" * 99]))
def test_any_bytes_are_a_body_or_broken(data: bytes, encoding: str) -> None:
    """Nothing else comes of nonsense."""
    try:
        _gathered(encoding, data, 100)
    except BrokenError as error:
        assert str(error)  # noqa: PT017 - either is right


def test_a_bomb_takes_little_memory_and_time() -> None:
    """A body is unpacked no further than its limit."""
    bomb = gzip.compress(b"\0" * 30_000_000)
    tracemalloc.start()
    with pytest.raises(TooLongError):
        gunzipped(bomb, 1_000_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5_000_000


def test_many_empty_members_are_broken() -> None:
    """A file of nothing but beginnings is given up early."""
    with pytest.raises(BrokenError, match="too many parts"):
        gunzipped(gzip.compress(b"") * 200_000, 1000)
