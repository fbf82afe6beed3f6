from __future__ import annotations

import hashlib
import re
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
from fastwarc import ArchiveIterator as FastIterator
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from claimcheck.errors import UsageError
from claimcheck.fetch import audit
from claimcheck.fetch.store import Store
from claimcheck.fetch.warc import export
from claimcheck.fetch.warc_import import Imported, load
from claimcheck.model import Memento, Outcome, Purpose, Query, Redirect

if TYPE_CHECKING:
    from collections.abc import Iterator

AT = datetime(2026, 3, 5, 9, 30, 0, 120, tzinfo=UTC)
URL = "https://www.example.com/a"
BODY = b"\r\n\r\n<p>T\xc3\xa9xt\x00\r\n\r\nWARC/1.1\r\n"
HEADERS = (
    ("Content-Type", "text/html; charset=utf-8"),
    ("Content-Encoding", "gzip"),
    ("content-length", "7"),
    ("Transfer-Encoding", "chunked"),
    ("X-Bad\r\nName", "one\r\n\r\ntwo"),
    ("X-Word", "Grüße \u4e16 \ud800"),
    ("", "nameless"),
)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


def page(url: str = URL, body: bytes = BODY, at: datetime = AT, **more: Any) -> Memento:  # noqa: ANN401 - any field
    found = Memento(url, url, Outcome.READ, at, "", 200, HEADERS, body, hashlib.sha256(body).hexdigest())
    return replace(found, **more)


def fill(store: Store) -> None:
    """Keep one entry of each sort."""
    hops = (Redirect(URL, 301), Redirect(f"{URL}/2", 200), Redirect(f"{URL}/3", 0), Redirect(f"{URL}/4", 308))
    store.keep(Query(URL), page(final_url=f"{URL}/final", redirects=hops))
    store.keep(Query(URL), Memento(URL, URL, Outcome.TIMEOUT, AT + timedelta(days=1), "no answer in time"))
    store.keep(Query(URL, Purpose.FEED), page(at=AT - timedelta(days=400), archive_url="https://a.example/x"))
    store.keep(Query("https://b.example/"), page("https://b.example/", b"", status=None))
    store.keep(Query("ftp://c.example/d e"), page("ftp://c.example/d e"))
    store.keep(Query("d\u00e9j\u00e0 vu\n"), page("", final_url="", status=7))
    gone = Memento("x", "https://e.example/\u00e9", Outcome.NOT_FOUND, AT, "gone (410)", 410, redirects=hops[:1])
    store.keep(Query("https://e.example/"), gone)


@contextmanager
def filled() -> Iterator[Store]:
    with Store.memory() as store:
        fill(store)
        yield store


def content(store: Store) -> list[tuple[object, ...]]:
    """Return the tables of a store, what is unpacked from each blob in its place."""
    mementos = list(store.select("SELECT * FROM memento ORDER BY url, purpose, failed"))
    return mementos + list(store.select("SELECT digest, hex(data) FROM blob ORDER BY digest"))


def exported(store: Store, folder: Path, name: str = "x.warc") -> Path:
    export(store, folder / name)
    return folder / name


def records(file: Path) -> list[tuple[str, str, str, bytes]]:
    """Return kind, address, status and payload of each record, as warcio reads them with all digests checked."""
    with file.open("rb") as stream:
        return [
            (
                record.rec_type,
                record.rec_headers.get_header("WARC-Target-URI") or "",
                record.http_headers.get_statuscode() if record.http_headers else "",
                record.raw_stream.read(),
            )
            for record in ArchiveIterator(stream, check_digests="raise")
        ]


@pytest.mark.parametrize("name", ["x.warc", "x.warc.gz", "x.WARC.GZ"])
def test_an_import_gives_the_store_that_was_exported(tmp_path: Path, name: str) -> None:
    """Every row and every body is back as it was, failures, redirects and odd headers included."""
    with filled() as store, Store.memory() as other:
        assert (7, 0) == export(store, tmp_path / name)
        assert (
            (tmp_path / name).read_bytes().startswith(b"\x1f\x8b" if name.lower().endswith("gz") else b"WARC/1.1\r\n")
        )
        assert Imported(7, 0, 0) == load(other, tmp_path / name)
        assert content(store) == content(other)
        assert Imported(0, 7, 0) == load(other, tmp_path / name)
        assert content(store) == content(other)


@settings(deadline=None, max_examples=60)
@given(
    st.binary(max_size=200),
    st.lists(st.tuples(st.text(max_size=20), st.text(max_size=40)), max_size=4),
    TEXTS,
    TEXTS,
    st.integers(-5, 1200) | st.none(),
)
def test_whatever_was_kept_comes_back(
    body: bytes, headers: list[tuple[str, str]], url: str, reason: str, status: int | None
) -> None:
    """Any bytes, headers and addresses survive, and both libraries read the file with all digests right."""
    some = page(body=body, headers=tuple(headers), reason=reason, status=status)
    for place, suffix in ((url, ""), (f"https://a.example/{url}", ".gz")):
        memento = replace(some, final_url=place, redirects=(Redirect(place, 302),))
        with Store.memory() as store, Store.memory() as other, TemporaryDirectory() as folder:
            store.keep(Query(place), memento)
            file = exported(store, Path(folder), f"x.warc{suffix}")
            assert Imported(1, 0, 0) == load(other, file)
            assert content(store) == content(other)
            assert body in {payload for kind, *_, payload in records(file) if kind in {"response", "resource"}}
            for record in FastIterator(BytesIO(file.read_bytes()), parse_http=False):
                assert record.verify_block_digest()


@pytest.mark.parametrize("suffix", ["", ".gz"])
def test_another_reader_finds_the_same(tmp_path: Path, suffix: str) -> None:
    """FastWARC reads every record of the file, and finds the digests of blocks and payloads right."""
    with filled() as store:
        file = exported(store, tmp_path, f"x.warc{suffix}")
    kinds = []
    with file.open("rb") as stream:
        for record in FastIterator(stream, parse_http=False):
            assert record.verify_block_digest()
            record.parse_http()
            kinds.append(record.headers["WARC-Type"])
            if kinds[-1] == "response":
                assert record.verify_payload_digest()
    assert kinds == [kind for kind, *_ in records(file)]


def test_a_page_is_played_back_to_the_byte(tmp_path: Path) -> None:
    """The payload is the body; the headers tell its true length, and what was undone under other names."""
    with filled() as store:
        file = exported(store, tmp_path)
    with file.open("rb") as stream:
        [found] = [
            (record.http_headers.headers, record.content_stream().read())
            for record in ArchiveIterator(stream)
            if record.rec_type == "response" and record.rec_headers.get_header("WARC-Target-URI") == f"{URL}/final"
        ]
    headers = [
        ("Content-Type", "text/html; charset=utf-8"),
        ("X-Archive-Orig-Content-Encoding", "gzip"),
        ("X-Archive-Orig-content-length", "7"),
        ("X-Archive-Orig-Transfer-Encoding", "chunked"),
        ("X-Bad__Name", "one two"),
        ("X-Word", "Gr%C3%BC%C3%9Fe %E4%B8%96 %3F"),
        ("Content-Length", str(len(BODY))),
    ]
    assert (headers, BODY) == found


def test_redirects_have_their_status_and_lead_on(tmp_path: Path) -> None:
    """A redirect whose status is known is an answer of its own; a page that refreshes itself is none."""
    with filled() as store:
        file = exported(store, tmp_path)
    text = file.read_bytes().decode("utf-8", "replace")

    redirects = [(url, status) for kind, url, status, _ in records(file) if kind == "response" and status[0] == "3"]
    locations = re.findall(r"^Location: (.*)\r$", text, re.MULTILINE)

    assert [(URL, "301"), (URL, "301"), (f"{URL}/4", "308")] == redirects
    assert ["https://e.example/%C3%A9", f"{URL}/2", f"{URL}/final"] == locations


def test_each_entry_has_a_record_of_what_is_known(tmp_path: Path) -> None:
    """Pages and failures have one each, under an address without blanks; it refers to the page where there is one."""
    with filled() as store:
        file = exported(store, tmp_path)
    with file.open("rb") as stream:
        found = [(r.rec_headers, r.rec_type, r.content_type) for r in ArchiveIterator(stream)]
    about = [(kind, h.get_header("WARC-Refers-To")) for h, sort, kind in found if sort == "metadata"]
    pages = [h.get_header("WARC-Record-ID") for h, sort, _ in found if sort in {"response", "resource"}]
    resources = {h.get_header("WARC-Target-URI") for h, sort, _ in found if sort == "resource"}

    assert ["application/warc-fields"] * 7 == [kind for kind, _ in about]
    assert (2, True) == ([one for _, one in about].count(None), {one for _, one in about if one} <= set(pages))
    assert {"ftp://c.example/d%20e", "urn:x-claimcheck:"} == resources
    identities = [h.get_header("WARC-Record-ID") for h, *_ in found]
    assert len(set(identities)) == len(identities)


def test_two_exports_are_the_same(tmp_path: Path) -> None:
    """Neither time nor place nor the order of fetching is in the file; the newest capture dates it."""
    with filled() as store, Store.memory() as other:
        one, two = exported(store, tmp_path, "one.warc.gz"), exported(store, tmp_path, "two.warc.gz")
        load(other, one)
        three = exported(other, tmp_path, "three.warc.gz")
    assert one.read_bytes() == two.read_bytes() == three.read_bytes()
    with one.open("rb") as stream:
        first = next(iter(ArchiveIterator(stream)))
        assert "2026-03-06T09:30:00.000120Z" == first.rec_headers.get_header("WARC-Date")
        assert re.fullmatch(rb"software: claimcheck/\S+\r\nformat: WARC File Format 1\.1\r\n", first.raw_stream.read())


def test_an_empty_store_is_a_file_without_entries(tmp_path: Path) -> None:
    """There is a file, and it can be read again."""
    with Store.memory() as store:
        assert (0, 0) == export(store, tmp_path / "x.warc")
        assert Imported(0, 0, 0) == load(store, tmp_path / "x.warc")


def test_a_file_is_never_written_over(tmp_path: Path) -> None:
    """What is there stays, and so does what appears while the export goes on."""
    (tmp_path / "x.warc").write_text("mine")
    with filled() as store, pytest.raises(UsageError, match="is there already") as caught:
        export(store, tmp_path / "x.warc")
    assert ("mine", True) == ((tmp_path / "x.warc").read_text(), bool(caught.value.hint))


def test_a_folder_that_is_not_there_is_a_clear_error(tmp_path: Path) -> None:
    """The error names the file and says what to do."""
    with filled() as store, pytest.raises(UsageError, match=r"nowhere.x\.warc cannot be written") as caught:
        export(store, tmp_path / "nowhere" / "x.warc")
    assert caught.value.hint


def test_an_interrupted_export_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the file nor a part of it is there."""

    def interrupted(_: Store) -> Iterator[audit.Kept]:
        yield audit.Kept(URL, "page", False, page())  # noqa: FBT003 - in the order of the key
        raise KeyboardInterrupt

    monkeypatch.setattr(audit, "everything", interrupted)
    with filled() as store, pytest.raises(KeyboardInterrupt):
        export(store, tmp_path / "x.warc")
    assert [] == list(tmp_path.iterdir())


def test_damaged_entries_are_left_out_and_counted(tmp_path: Path) -> None:
    """An entry whose body is not the one that was kept does not get into an archive."""
    with filled() as store, Store.memory() as other:
        store._connection.execute("UPDATE blob SET data = x'00' WHERE digest = ?", (page().digest,))
        assert (3, 4) == export(store, tmp_path / "x.warc")
        assert Imported(3, 0, 0) == load(other, tmp_path / "x.warc")
