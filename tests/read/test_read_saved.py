from __future__ import annotations

import gzip
import hashlib
import os
import sys
import tempfile
import zlib
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from claimcheck.model import Memento, Outcome, Page, Problem
from claimcheck.read import containers, pages, pdf
from claimcheck.read.saved import documents, files

STORY = (
    "The port of Kingsmere opened two weeks early on Monday, and the first ship came from Oslo with timber and paper. "
    "Nobody had thought that the ice would break before April, and the cranes stood ready for it all the same, "
    "said Anna Berg, the harbour master, who had promised as much in the autumn."
)
URL = "https://www.gulfpost.org/port"
WRITTEN = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _write(path: str, data: bytes | str) -> str:
    file = Path(path)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data.encode() if isinstance(data, str) else data)
    os.utime(file, (WRITTEN.timestamp(), WRITTEN.timestamp()))
    return path


def saved(paths: list[str]) -> tuple[tuple[Memento, ...], tuple[Problem, ...]]:
    problems: list[Problem] = []
    found = [documents(path) for path in files(paths, problems)]
    told = (*problems, *(problem for _, more in found for problem in more))
    return tuple(memento for mementos, _ in found for memento in mementos), tuple(dict.fromkeys(told))


def _one(path: str) -> Memento:
    mementos, problems = saved([path])
    assert () == problems
    (memento,) = mementos
    return memento


def _page(memento: Memento) -> Page:
    found = pages.page(memento)
    assert found is not None
    return found


def _problem(path: str) -> str:
    mementos, problems = saved([path])
    assert () == mementos
    (problem,) = problems
    assert problem.path.startswith(path)
    assert problem.hint
    return f"{problem.message} | {problem.hint}"


def _html(head: str = "", before: str = "") -> str:
    body = f"<article><h1>Port opens early</h1><p>{STORY}</p></article>"
    return f"<!doctype html>{before}<html><head><title>Port</title>{head}</head><body>{body}</body></html>"


def _pdf(*texts: list[str], title: str = "Port opens early", key: str | None = None) -> bytes:
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids = []
    for lines in texts:
        stream = "BT /F1 11 Tf 14 TL 50 780 Td " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        font = "<< /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
        content = f"/Contents {len(objects)} 0 R /Resources << /Font {font} >>"
        objects.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] {content} >>")
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    data = "%PDF-1.4\n"
    places = []
    for number, text in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{text}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    tail = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\n"
    writer = PdfWriter(clone_from=PdfReader(BytesIO((data + tail + f"startxref\n{len(data)}\n%%EOF").encode())))
    writer.add_metadata({"/Title": title})
    if key is not None:
        writer.encrypt(key, algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _record(sort: str, block: bytes, url: str = URL, **fields: str) -> bytes:
    named = {"WARC-Type": sort, "WARC-Target-URI": url, "WARC-Date": "2026-03-02T08:00:00Z"}
    named |= {name.replace("_", "-"): value for name, value in fields.items()} | {"Content-Length": str(len(block))}
    head = "".join(f"{name}: {value}\r\n" for name, value in named.items())
    return f"WARC/1.1\r\n{head}\r\n".encode() + block + b"\r\n\r\n"


def _response(body: bytes, *headers: str, status: int = 200, kind: str = "text/html; charset=utf-8") -> bytes:
    lines = "\r\n".join((f"HTTP/1.1 {status} OK", f"Content-Type: {kind}", *headers))
    return _record("response", f"{lines}\r\n\r\n".encode() + body, Content_Type="application/http; msgtype=response")


def _mhtml(*lines: str) -> str:
    return "\r\n".join(
        (
            "From: <Saved by Blink>",
            *lines,
            "Date: Mon, 2 Mar 2026 09:00:00 +0100",
            "MIME-Version: 1.0",
            'Content-Type: multipart/related; type="text/html"; boundary="--x"',
            "",
            "----x",
            "Content-Type: text/css",
            "",
            "p {}",
            "----x",
            'Content-Type: text/html; charset="windows-1252"',
            "Content-Transfer-Encoding: quoted-printable",
            "",
            _html().replace("Anna Berg", "Anna B=F6rg").replace("<!doctype html>", ""),
            "----x--",
            "",
        )
    )


@pytest.mark.parametrize(
    ("source", "url"),
    [
        (_html(), "file:in/a b.html"),
        (_html(f'<link href="{URL}?a=1&amp;b=2" rel="Canonical">'), URL + "?a=1&b=2"),
        (_html(f"<link rel=canonical href={URL}>"), URL),
        (_html(f"<meta property='og:url' content='{URL}'>"), URL),
        (_html(f'<meta property="og:url" content="https://a.org/x"><link rel=canonical href={URL}>'), URL),
        (_html(before=f"\n<!-- saved from url=(0030){URL} -->\n"), URL),
        (_html(before=f"<!--\n Page saved with SingleFile \n url: {URL} \n saved date: Mon -->"), URL),
        (_html('<link rel=canonical href="/port">'), "file:in/a b.html"),
        (_html('<link rel=canonical href="javascript:x()"><link rel=canonical href="http://[x">'), "file:in/a b.html"),
        (_html(f"<!-- <link rel=canonical href={URL}> -->"), "file:in/a b.html"),
        (_html(f"<link rel=canonical href={URL}>", "<!-- saved from url=(0030)https://gulfpost.org/p?amp -->"), URL),
        (_html(f"<link rel=canonical href={URL}>", "<!-- saved from url=(0030)https://a.org/p -->"), "https://a.org/p"),
        (_html(f"<link rel=canonical href={URL}>", "<!-- saved from url=(0014)about:internet -->"), URL),
    ],
)
def test_a_page_says_where_it_was_saved(here: Path, source: str, url: str) -> None:
    """The address is the canonical one on the site that the browser noted, and else the file."""
    memento = _one(_write("in/a b.html", source))

    assert (url, url) == (memento.url, memento.final_url)
    assert STORY in _page(memento).text


def test_what_a_memento_says(here: Path) -> None:
    """A memento has the bytes, their digest, the file's date and its path as it was given."""
    memento = _one(_write("in/a.html", _html()))

    assert (Outcome.READ, 200, WRITTEN) == (memento.outcome, memento.status, memento.retrieved_at)
    assert _html().encode() == memento.body
    assert hashlib.sha256(memento.body).hexdigest() == memento.digest
    assert ("text/html", "in/a.html") == (memento.header("content-type"), memento.header("x-claimcheck-path"))
    assert _page(memento).domain == ""


@pytest.mark.parametrize("name", ["a.txt", "a.md", "A.TXT"])
def test_texts_stand_as_they_are(here: Path, name: str) -> None:
    """Plain text and Markdown are read unchanged."""
    memento = _one(_write(name, f"# Port\n\n{STORY}\n"))

    assert f"# Port\n\n{STORY}\n" == _page(memento).text
    assert "file:" + name == memento.url


def test_folders_are_searched_to_any_depth(here: Path) -> None:
    """Files come sorted and once; hidden and other files are passed over."""
    for name in ("in/b.txt", "in/a.md", "in/deep/er/c.XHTML", "in/.h/d.txt", "in/.e.txt", "in/f.csv", "in/g.gz"):
        _write(name, _html() if name.endswith("XHTML") else STORY)
    mementos, problems = saved(["in/b.txt", "in", "./in"])

    assert ["file:in/a.md", "file:in/b.txt", "file:in/deep/er/c.XHTML"] == [memento.url for memento in mementos]
    assert () == problems


def test_absolute_paths_stay_absolute(here: Path) -> None:
    """A path is never changed from what the user gave."""
    path = _write((here / "a.txt").as_posix(), STORY)

    assert "file:" + path == _one(path).url


@pytest.mark.parametrize(
    ("path", "data", "said"),
    [
        ("a.csv", b"x", "not a kind of document"),
        ("a.html", b" \r\n", "empty"),
        ("a.pdf", b"", "empty"),
        ("a.txt", b"\x00\x01\x02", "NUL bytes"),
        ("a.html", b"\x89PNG\r\n", "PNG"),
        ("a.pdf", b"%PDF-1.7\nnothing", "a broken PDF"),
        ("a.pdf", _pdf([]), "no text in this PDF"),
        ("a.pdf", _pdf([STORY], key="secret"), "encrypted"),
        ("a.mht", b"no mail at all", "no page in this MHTML"),
        ("a.warc", b"no record at all", "not a WARC record"),
        ("a.warc.gz", b"\x1f\x8bbroken", "broken gzip"),
        ("a.warc", _record("warcinfo", b"x: y"), "no document in this WARC"),
        ("a.warc", _response(b"gone", status=404), "no document in this WARC"),
        ("a.warc", _response(_html().encode())[:-200], "ends within a record"),
        ("a.warc", _response(b"{}", "Content-Encoding: br"), "packed with “br”"),
        ("a.warc", _response(b"\x1f\x8bxx", "Content-Encoding: gzip"), "broken compressed"),
        ("a.warc", _response(b"%PDF-1.7 x", kind="application/pdf"), "a broken PDF"),
        ("a.warc", b"WARC/1.0\r\nWARC-Type: response\r\n\r\n", "without a length"),
    ],
)
def test_what_cannot_be_read_is_a_problem(here: Path, path: str, data: bytes, said: str) -> None:
    """A file that is broken, empty, locked or of another kind is named with what is wrong and what to do."""
    assert said in _problem(_write(path, data))


@pytest.mark.parametrize("path", ["none.txt", "empty", "-", "https://a.org/x", "a\x00b.txt", "x" * 5000 + ".txt"])
def test_what_is_not_there_is_a_problem(here: Path, path: str) -> None:
    """Missing files, folders without documents, addresses and impossible names are problems."""
    (here / "empty").mkdir()
    mementos, problems = saved([path])

    assert ((), [path]) == (mementos, [problem.path for problem in problems])
    assert problems[0].hint


def test_a_huge_file_is_a_problem(here: Path) -> None:
    """A file over 50 MB is not read."""
    with Path("a.txt").open("wb") as file:
        file.truncate(50_000_001)

    assert "too large" in _problem("a.txt")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_a_problem(here: Path) -> None:
    """What is no regular file is not opened."""
    os.mkfifo("a.txt")

    assert "not a regular file" in _problem("a.txt")


def test_a_broken_file_does_not_hide_the_others(here: Path) -> None:
    """The rest of a folder is read."""
    _write("in/a.pdf", b"%PDF-1.7")
    _write("in/b.txt", STORY)
    mementos, problems = saved(["in"])

    assert (["file:in/b.txt"], ["in/a.pdf"]) == ([m.url for m in mementos], [p.path for p in problems])


def test_a_pdf_is_read_in_paragraphs(here: Path) -> None:
    """Lines are joined, hyphens at their ends dropped, page numbers and running titles left out."""
    one = [
        "Gulf Post 1",
        "Port opens early",
        "The port of Kingsmere opened two weeks early on Monday, and the first har-",
        "bour pilots came from Oslo with timber, paper and a well-known captain of",
        "the line.",
        "Nobody had thought that the ice would break before the end of April, a well-",
        "known month for ice, and the cranes stood ready for it all the same, as they",
    ]
    two = ["Gulf Post 2", "had in every winter before, said Anna Berg, who is the harbour master there.", "- 2 -"]
    memento = _one(_write("a.pdf", _pdf(one, two, ["Gulf Post 3", "The end."])))
    found = _page(memento)

    paragraphs = (
        "Port opens early\n\n"
        "The port of Kingsmere opened two weeks early on Monday, and the first harbour pilots came from Oslo with "
        "timber, paper and a well-known captain of the line.\n\n"
        "Nobody had thought that the ice would break before the end of April, a well-known month for ice, and the "
        "cranes stood ready for it all the same, as they had in every winter before, said Anna Berg, who is the "
        "harbour master there. The end."
    )

    assert paragraphs == found.text
    assert ("Port opens early", True, "file:a.pdf") == (found.title, found.complete, memento.url)
    assert "application/pdf" == memento.header("content-type")


def test_a_pdf_that_only_forbids_printing_is_read(here: Path) -> None:
    """A PDF whose password is empty opens."""
    assert "Kingsmere" in _page(_one(_write("a.pdf", _pdf([STORY], key="", title="a.docx")))).text


def test_a_long_pdf_is_cut(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages over the limit are left out, and the page says that it is not complete."""
    monkeypatch.setattr(pdf, "_PAGES", 1)
    found = _page(_one(_write("a.pdf", _pdf(["First."], ["Second."], title="Untitled 1"))))

    assert ("First.", None, False) == (found.text, found.title, found.complete)


def test_without_pypdf_a_pdf_is_a_problem(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The user is told what to install."""
    memento = _one(_write("a.pdf", _pdf([STORY])))
    monkeypatch.setitem(sys.modules, "pypdf", None)

    assert "pip install 'claimcheck-news[pdf]'" in _problem("a.pdf")
    assert pages.page(memento) is None


@pytest.mark.parametrize("lines", [(f"Snapshot-Content-Location: {URL}",), (f"Content-Location: {URL}",), ()])
def test_mhtml(here: Path, lines: tuple[str, ...]) -> None:
    """An MHTML file gives its first page, with its address, charset and date."""
    memento = _one(_write("a.mhtml", _mhtml(*lines)))

    assert (URL if lines else "file:a.mhtml") == memento.url
    assert datetime(2026, 3, 2, 8, tzinfo=UTC) == memento.retrieved_at
    assert "text/html; charset=windows-1252" == memento.header("content-type")
    assert "Anna Börg" in _page(memento).text


@pytest.mark.parametrize("pack", [False, True])
def test_warc(here: Path, pack: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """A WARC gives its delivered pages, texts and PDF files, in order, with address and date."""
    records = [
        _record("warcinfo", b"software: x"),
        _record("request", b"GET / HTTP/1.1\r\n\r\n"),
        _response(_html().encode()),
        _response(b"p {}", kind="text/css"),
        _response(b"moved", status=301),
        _record("resource", STORY.encode(), "<https://a.org/t>", Content_Type="text/plain"),
        _record("resource", STORY.encode(), "urn:x", Content_Type="text/plain", WARC_Date="2026-03-02T08:00:00.1234Z"),
        _response(_pdf([STORY]), kind="application/pdf"),
    ]
    name = "a.warc.gz" if pack else "a.warc"
    mementos, problems = saved([_write(name, b"".join(gzip.compress(r) if pack else r for r in records))])

    assert () == problems
    assert [URL, "https://a.org/t", f"file:{name}#7", URL] == [memento.url for memento in mementos]
    assert [f"{name}#{n}" for n in (3, 6, 7, 8)] == [memento.header("x-claimcheck-path") for memento in mementos]
    assert datetime(2026, 3, 2, 8, tzinfo=UTC) == mementos[0].retrieved_at
    assert "text/html; charset=utf-8" == mementos[0].header("content-type")
    assert all("Kingsmere" in _page(memento).text for memento in mementos)


RAW = zlib.compressobj(wbits=-15)
CHUNKED = (
    b"".join(b"%x;a=b\r\n%s\r\n" % (len(part), part) for part in (b"<p>" + STORY.encode(), b"</p>")) + b"0\r\n\r\n"
)


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (gzip.compress(f"<p>{STORY}</p>".encode()), ("Content-Encoding: gzip",)),
        (zlib.compress(f"<p>{STORY}</p>".encode()), ("content-encoding: deflate",)),
        (RAW.compress(f"<p>{STORY}</p>".encode()) + RAW.flush(), ("Content-Encoding: deflate",)),
        (CHUNKED, ("Transfer-Encoding: chunked",)),
        (f"<p>{STORY}</p>".encode(), ("Transfer-Encoding: chunked", "Content-Encoding: gzip")),
        (f"<p>{STORY}</p>".encode(), ("Content-Encoding: br",)),
    ],
)
def test_encodings_are_undone(here: Path, body: bytes, headers: tuple[str, ...]) -> None:
    """Content and transfer encodings are undone, and left alone where the tool did so and kept the header."""
    memento = _one(_write("a.warc", _response(body, *headers)))

    assert f"<p>{STORY}</p>".encode() == memento.body
    assert hashlib.sha256(memento.body).hexdigest() == memento.digest


def test_a_bomb_is_not_unpacked(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Records, their content and the file as a whole have limits when unpacked; the rest is still read."""
    bomb = _response(gzip.compress(b"<" * 10_000_001), "Content-Encoding: gzip")
    large = _response(b"<" * 10_000_001)
    mementos, problems = saved([_write("a.warc.gz", gzip.compress(bomb + large + _response(STORY.encode())))])

    assert ["a.warc.gz#3"] == [memento.header("x-claimcheck-path") for memento in mementos]
    assert ["a.warc.gz#1", "a.warc.gz#2"] == [problem.path for problem in problems]
    monkeypatch.setattr(containers, "_UNPACKED", 1000)
    assert "when unpacked" in _problem("a.warc.gz")


def test_a_warc_with_too_many_records_ends(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands before the limit is kept."""
    monkeypatch.setattr(containers, "_RECORDS", 2)
    mementos, problems = saved([_write("a.warc", _response(_html().encode()) * 3)])

    assert (2, ["a.warc#3"]) == (len(mementos), [problem.path for problem in problems])


STARTS = [
    b"",
    b"%PDF-1.4\n",
    _pdf(["Port."])[:-40],
    _response(_html().encode()),
    b"WARC/1.0\r\nWARC-Type: response\r\n",
    gzip.compress(_response(b"x"))[:-4],
    _mhtml().encode()[:300],
    b"Content-Type: text/html; charset=x\r\nDate: 1\r\n\r\n",
    b"<html><!-- saved from url=(0030)http://[ -->",
]


@given(st.sampled_from(STARTS), st.binary(max_size=400))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_bytes_raise(start: bytes, data: bytes) -> None:
    """Whatever a file holds, it is a memento or a problem, and can be asked for its page."""
    suffixes = ["html", "htm", "xhtml", "txt", "md", "pdf", "mhtml", "mht", "warc", "warc.gz"]
    with tempfile.TemporaryDirectory() as folder:
        for suffix in suffixes:
            (Path(folder) / f"a.{suffix}").write_bytes(start + data)
        mementos, problems = saved([folder])
        for memento in mementos:
            pages.page(memento)

    assert len(mementos) + len(problems) >= len(suffixes)
