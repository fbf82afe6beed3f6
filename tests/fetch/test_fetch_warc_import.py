from __future__ import annotations

import gzip
import hashlib
import zlib
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.errors import UsageError
from claimcheck.fetch import records
from claimcheck.fetch.store import Store
from claimcheck.fetch.warc import export
from claimcheck.fetch.warc_import import Imported, load
from claimcheck.model import Memento, Outcome, Purpose, Query

if TYPE_CHECKING:
    from pathlib import Path

AT = datetime(2026, 3, 5, 9, 30, tzinfo=UTC)
URL = "https://www.example.com/a"
HTML = "text/html; charset=utf-8"
TEXT = "<p>Grüße".encode()


def record(block: bytes, kind: str = "response", url: str = URL, version: str = "1.0", **fields: str) -> bytes:
    named = {"WARC-Type": kind, "WARC-Target-URI": url, "WARC-Date": "2026-03-05T09:30:00Z"}
    named |= {name.replace("_", "-"): value for name, value in fields.items()} | {"Content-Length": str(len(block))}
    lines = "".join(f"{name}: {value}\r\n" for name, value in named.items() if value)
    return f"WARC/{version}\r\n{lines}\r\n".encode() + block + b"\r\n\r\n"


def answer(body: bytes = TEXT, status: str = "200 OK", kind: str = HTML, **headers: str) -> bytes:
    more = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}\r\n".encode() + body


def taken(store: Store, folder: Path, *parts: bytes) -> Imported:
    (folder / "x.warc").write_bytes(b"".join(parts))
    return load(store, folder / "x.warc")


def chunked(body: bytes) -> bytes:
    return (
        b"".join(b"%x;a=b\r\n%s\r\n" % (len(body[i : i + 3]), body[i : i + 3]) for i in range(0, len(body), 3))
        + b"0\r\n\r\n"
    )


@pytest.mark.parametrize(
    "sent",
    [
        answer(),
        answer(gzip.compress(TEXT), Content_Encoding="gzip"),
        answer(zlib.compress(TEXT), Content_Encoding="deflate"),
        answer(chunked(TEXT), Transfer_Encoding="chunked"),
        answer(chunked(gzip.compress(TEXT)), Transfer_Encoding="chunked", Content_Encoding="gzip"),
        answer(TEXT, Transfer_Encoding="chunked", Content_Encoding="gzip"),
        answer(TEXT, Content_Encoding="br"),
        answer().replace(b"\r\n", b"\n").replace(b"HTTP/1.1", b"HTTP/2"),
    ],
)
def test_a_page_that_another_program_saved_is_a_capture(store: Store, tmp_path: Path, sent: bytes) -> None:
    """Its encodings are undone, also where the program undid them and left the headers."""
    found = taken(store, tmp_path, record(b"software: Wget/1.21\r\n", "warcinfo"), record(sent, url=f"<{URL}#x>"))
    memento = store.recorded(Query(URL))

    assert Imported(1, 0, 0) == found
    assert memento
    assert (URL, URL, Outcome.READ, 200, AT) == (
        memento.url,
        memento.final_url,
        memento.outcome,
        memento.status,
        memento.retrieved_at,
    )
    assert (TEXT, hashlib.sha256(TEXT).hexdigest(), HTML) == (
        memento.body,
        memento.digest,
        memento.header("content-type"),
    )


def test_cookies_are_not_kept(store: Store, tmp_path: Path) -> None:
    """Headers are kept as a fetch keeps them."""
    taken(store, tmp_path, record(answer(Set_Cookie="secret", X_Folded="a\r\n b\x1b")))
    memento = store.recorded(Query(URL))
    assert memento
    assert (("Content-Type", HTML), ("X-Folded", "a b")) == memento.headers


@pytest.mark.parametrize("status", ["404 Not Found", "410 Gone"])
def test_a_missing_page_is_known_to_be_missing(store: Store, tmp_path: Path, status: str) -> None:
    """That there was none is an answer, without content."""
    assert Imported(1, 0, 0) == taken(store, tmp_path, record(answer(status=status)))
    memento = store.recorded(Query(URL))
    assert memento
    assert (Outcome.NOT_FOUND, b"", int(status[:3])) == (memento.outcome, memento.body, memento.status)
    assert "www.example.com" in memento.reason


@pytest.mark.parametrize(
    "other",
    [
        record(answer(status="500 Oops")),
        record(answer(status="301 Moved", Location="/b")),
        record(answer(b"\x89PNG\r\n\x1a\n", kind="image/png")),
        record(answer(b"\x89PNG\r\n\x1a\n")),
        record(answer(b"")),
        record(answer(b"\x1f\x8bbroken", Content_Encoding="gzip")),
        record(answer(b"packed", Content_Encoding="zstd")),
        record(answer(b"5\r\nab", Transfer_Encoding="chunked")),
        record(answer(b"2\r\nab\r\nzz", Transfer_Encoding="chunked")),
        record(b"no answer"),
        record(b""),
        record(answer(), url="dns:www.example.com"),
        record(answer(), url="https://[x/"),
        record(answer(), WARC_Date="yesterday"),
        record(answer(), WARC_Truncated="length"),
        record(answer(), WARC_Segment_Number="1"),
        record(answer(), "revisit"),
        record(TEXT, "resource", Content_Type="text/html"),
        record(answer(b"<title>Just a moment...</title>", cf_mitigated="challenge")),
    ],
)
def test_what_is_no_page_is_passed_over(store: Store, tmp_path: Path, other: bytes) -> None:
    """It is counted, and what comes after it is read."""
    parts = (other, record(b"GET / HTTP/1.1\r\n\r\n", "request"), record(answer(), url="https://b.example/"))
    assert Imported(1, 0, 1) == taken(store, tmp_path, *parts)
    assert ["https://b.example/"] == [entry.url for entry in store.entries()]


def test_endless_bodies_are_passed_over(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a long record nor one that unpacks to a long body gets into the store, nor into the memory."""
    monkeypatch.setattr(records, "LARGEST", 100_000)
    monkeypatch.setattr(records, "_ROOM", 1000)
    bomb = answer(gzip.compress(b" " * 10_000_000), Content_Encoding="gzip")
    parts = (record(answer(b"a" * 102_000)), record(answer(b"a" * 100_001)), record(bomb))

    assert Imported(1, 0, 3) == taken(store, tmp_path, *parts, record(answer(b"a" * 100_000)))


def test_packed_files_of_any_make_are_read(store: Store, tmp_path: Path) -> None:
    """Whether the file or each record is packed does not matter, nor does the version."""
    one, two = record(answer()), record(answer(), url="https://b.example/", version="1.1")
    for data in (gzip.compress(one + two), gzip.compress(one) + gzip.compress(two)):
        store.clear()
        assert Imported(2, 0, 0) == taken(store, tmp_path, data)


def test_what_is_as_new_stays(store: Store, tmp_path: Path) -> None:
    """An older capture, or one of the same time, replaces nothing; a newer one does."""
    for days, expected in ((0, (1, 0)), (0, (0, 1)), (-1, (0, 1)), (1, (1, 0))):
        at = (AT + timedelta(days=days)).isoformat()
        found = taken(store, tmp_path, record(answer(f"{days}".encode()), WARC_Date=at))
        assert expected == (found.captures, found.kept)
    memento = store.recorded(Query(URL))
    assert (b"1", 1) == (memento.body if memento else b"", len(list(store.select("SELECT 1 FROM blob"))))


def test_a_newer_page_takes_the_place_of_a_failure(store: Store, tmp_path: Path) -> None:
    """A failure that came after the page stays on record; one that came before it goes."""
    for days, expected in ((1, Outcome.DNS), (-1, Outcome.READ)):
        store.clear()
        store.keep(Query(URL), Memento(URL, URL, Outcome.DNS, AT + timedelta(days=days)))
        taken(store, tmp_path, record(answer()))
        memento = store.recorded(Query(URL))
        assert expected == (memento and memento.outcome)
        assert store.fresh(Query(URL), now=AT)


def test_a_failure_is_not_put_beside_a_newer_page(store: Store, tmp_path: Path) -> None:
    """A page that was read since is the record; a failure and a page that were kept together come back together."""
    failure = Memento(URL, URL, Outcome.DNS, AT)
    store.keep(Query(URL), failure)
    export(store, tmp_path / "failed.warc")
    taken(store, tmp_path, record(answer(), WARC_Date="2026-03-06"))
    assert Imported(0, 1, 0) == load(store, tmp_path / "failed.warc")

    store.keep(Query(URL), failure)
    export(store, tmp_path / "both.warc")
    with Store.memory() as other:
        assert Imported(2, 0, 0) == load(other, tmp_path / "both.warc")
        assert failure == other.recorded(Query(URL))


def test_files_can_be_joined(store: Store, tmp_path: Path) -> None:
    """What was exported and what another program wrote may stand in one file."""
    with Store.memory() as other:
        memento = Memento("https://c.example/", "https://c.example/", Outcome.DNS, AT, "no such host")
        other.keep(Query("https://c.example/", Purpose.ROBOTS), memento)
        export(other, tmp_path / "ours.warc")
    ours, theirs = (tmp_path / "ours.warc").read_bytes(), record(b"software: x\r\n", "warcinfo") + record(answer())
    assert Imported(3, 1, 0) == taken(
        store, tmp_path, ours, theirs, ours, theirs.replace(URL.encode(), b"http://d.example/aaaaaaaa")
    )
    assert memento == store.recorded(Query("https://c.example/", Purpose.ROBOTS))


def _errors(store: Store, folder: Path, *parts: bytes) -> tuple[int, str]:
    found = taken(store, folder, *parts)
    assert isinstance(found.error, UsageError)
    assert found.error.hint
    assert "x.warc" in found.error.message
    return found.captures, found.error.message.partition("x.warc: ")[2]


@pytest.mark.parametrize(
    ("data", "number", "reason"),
    [
        (record(answer())[:-20], 2, "the file ends within it"),
        (record(answer())[:40], 2, "breaks off"),
        (record(answer())[:31], 2, "the file ends within its header"),
        (b"GET / HTTP/1.1\r\n", 2, "no WARC record begins"),
        (record(answer()).replace(b"Content-Length", b"Length"), 2, "gives no length"),
        (record(answer()).replace(b"Content-Length: ", b"Content-Length: -"), 2, "gives no length"),
        (b"WARC/1.0\r\n" + b"a: b\r\n" * 2000, 2, "too long"),
        (b"WARC/1.0\r\nX: " + b"a" * 100_000, 2, "too long"),
        (b"a" * 100_000, 2, "no WARC record begins"),
    ],
)
def test_a_broken_record_is_named(store: Store, tmp_path: Path, data: bytes, number: int, reason: str) -> None:
    """The error tells the file and the record; what came before is in the store."""
    captures, message = _errors(store, tmp_path, record(answer(), url="https://b.example/"), data)
    assert (1, True) == (captures, message.startswith(f"record {number}: "))
    assert reason in message


@pytest.mark.parametrize("cut", [30, 100])
def test_a_truncated_packed_file_is_told(store: Store, tmp_path: Path, cut: int) -> None:
    """Packed data that breaks off, or is damaged, is not taken for the end of the file."""
    first, second = gzip.compress(record(answer())), gzip.compress(record(answer(), url="https://b.example/"))
    assert (1, "record 2: the packed data is damaged or ends too early") == _errors(
        store, tmp_path, first, second[:-cut]
    )
    damaged = second[:40] + bytes(byte ^ 255 for byte in second[40:60]) + second[60:]
    store.clear()
    assert "packed data" in _errors(store, tmp_path, first, damaged)[1]


def test_an_empty_file_is_told(store: Store, tmp_path: Path) -> None:
    """It is no archive."""
    assert (0, "record 1: the file is empty") == _errors(store, tmp_path)


def test_a_file_that_cannot_be_read_is_told(store: Store, tmp_path: Path) -> None:
    """So is a folder, or a name without a file."""
    for path in (tmp_path, tmp_path / "nothing"):
        found = load(store, path)
        assert "cannot be read" in (found.error.message if found.error else "")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'outcome: "read"', b'outcome: "rea\x1b"'),
        (b'purpose: "page"', b'purpose: "evil"'),
        (b'purpose: "page"', b"purpose: {}    "),
        (b"status: 200", b"status: 1e9"),
        (b"status: 200", b"status: [[["),
        (b"claimcheck-reason", b"claimcheck-seasan"),
        (b"+00:00", b"      "),
        (b'url: "https', b'url: "\\ud8'),
        (b"<p>", b"<q>"),
        (b"WARC-Refers-To", b"WARC-Refers-Ta"),
        (b"redirects: []", b"redirects: 12"),
        (b"headers: []", b"headers: [1]"[:11]),
        (b"archive-url: null", b"archive-url: 1234"),
    ],
)
def test_an_entry_that_was_changed_is_not_taken(store: Store, tmp_path: Path, old: bytes, new: bytes) -> None:
    """An export whose facts are not those of a cache is an error with a record's number, never a traceback."""
    body = b"<p>Text"
    digest = hashlib.sha256(body).hexdigest()
    with Store.memory() as other:
        other.keep(Query(URL), Memento(URL, URL, Outcome.READ, AT, "", 200, (), body, digest))
        export(other, tmp_path / "good.warc")
    good = (tmp_path / "good.warc").read_bytes()
    assert old in good
    captures, message = _errors(store, tmp_path, good.replace(old, new))
    assert (0, True) == (captures, message.startswith("record 3: "))
    assert "\x1b" not in message


@settings(deadline=None, max_examples=300)
@given(st.data())
def test_no_damage_is_a_traceback(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """Whatever byte is changed or cut, the import ends with a count, or with an error that names the file."""
    folder = tmp_path_factory.mktemp("damage")
    with Store.memory() as store:
        store.keep(Query(URL), Memento(URL, URL, Outcome.READ, AT, "", 200, (), b"a", hashlib.sha256(b"a").hexdigest()))
        export(store, folder / "good.warc")
    good = bytearray(
        (folder / "good.warc").read_bytes() + record(answer(chunked(gzip.compress(b"a")), Transfer_Encoding="chunked"))
    )
    for _ in range(data.draw(st.integers(1, 3))):
        good[data.draw(st.integers(0, len(good) - 1))] = data.draw(st.integers(0, 255))
    with Store.memory() as store:
        taken(store, folder, bytes(good[: data.draw(st.integers(0, len(good)))]))
