"""Documents that the user has saved, as mementos: pages, texts, PDF files, MHTML and WARC files."""

from __future__ import annotations

import hashlib
import html
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck.errors import InputError
from claimcheck.identity.sites import registrable_domain
from claimcheck.model import Memento, Outcome, Problem
from claimcheck.model.split import split
from claimcheck.read.comments import without_comments
from claimcheck.read.containers import Fault, Part, mhtml, warc
from claimcheck.read.decode import decode
from claimcheck.read.inputs import expand
from claimcheck.read.pdf import check

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PATH = "x-claimcheck-path"
"""The header that names the file, and in a WARC the record, from which a memento comes."""
_KINDS = {
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".pdf": "application/pdf",
    ".mhtml": "multipart/related",
    ".mht": "multipart/related",
    ".warc": "application/warc",
    ".warc.gz": "application/warc",
}
_NAMES = ", ".join(_KINDS)
_LARGEST = 50_000_000
_SEARCHED = 2_000_000
_LONGEST = 2_000
_HEAD = 8_000
_GIVE = "Give a file or a folder."
_BLANK = b" \t\r\n\f\v\xef\xbb\xbf"
_BROWSER = re.compile(r"saved from url=\(\d{1,8}\)\s*(\S{1,2000})")
_SINGLEFILE = re.compile(r"SingleFile\s{1,20}url:\s{0,9}(\S{1,2000})")
_TAG = re.compile(r"<(link|meta)\s([^<>]{1,4000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([\w:-]{1,40})\s{0,9}=\s{0,9}(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")


def documents(path: str) -> tuple[tuple[Memento, ...], tuple[Problem, ...]]:
    """Return every document in a file, and what could not be read of it; nothing that the file holds raises.

    The address of a document without one is `file:` and its path.
    """
    problems: list[Problem] = []
    try:
        return tuple(_documents(path, problems)), tuple(problems)
    except InputError as error:
        return (), (*problems, Problem(path, error.message, error.hint))


def files(paths: Sequence[str], problems: list[Problem]) -> list[str]:
    """Return the files with documents that *paths* name, sorted; what is not there is added to *problems*.

    Folders are searched to any depth, other kinds of files in them passed over.
    """
    files: set[str] = set()
    for path in paths:
        try:
            folder = Path(path).is_dir()
            found = expand([path])
        except OSError as error:
            problems.append(Problem(path, f"cannot be read: {error.strerror or error}", "Check the path."))
            continue
        named = {item.path for item in found.items} | set(found.skipped)
        if not folder:
            files |= {item.path for item in found.items if item.kind == "file"}
            problems += found.problems
            problems += [
                Problem(item.path, "not a file or folder", _GIVE) for item in found.items if item.kind != "file"
            ]
            continue
        documents = {name for name in named if _suffix(name)}
        files |= documents
        if not documents:
            problems.append(Problem(Path(path).as_posix(), "no document in this folder", f"Looked for {_NAMES}."))
    return sorted(files)


def _suffix(path: str) -> str:
    """Return the suffix by which a file's kind is known, or an empty string."""
    name = Path(path).name.lower()
    return next((suffix for suffix in _KINDS if name.endswith(suffix) and name != suffix), "")


def _documents(path: str, problems: list[Problem]) -> Iterator[Memento]:
    suffix = _suffix(path)
    if not suffix:
        raise InputError("not a kind of document that can be read", hint=f"Save it as one of {_NAMES}.")
    data, written = _contents(Path(path))
    if not data.strip(_BLANK):
        raise InputError("empty: there is nothing in it", hint="Save the document anew.")
    kind = _KINDS[suffix]
    if kind == "application/warc":
        yield from _records(path, data, written, problems)
    elif kind == "multipart/related":
        yield _memento(path, mhtml(data), written)
    else:
        yield _memento(path, Part("", kind, data), written)


def _records(path: str, data: bytes, written: datetime, problems: list[Problem]) -> Iterator[Memento]:
    count = 0
    for part in warc(data):
        place = f"{path}#{part.number}"
        if isinstance(part, Fault):
            problems.append(Problem(place if part.number else path, part.error.message, part.error.hint))
        elif not part.body.strip(_BLANK):
            continue
        else:
            try:
                yield _memento(place, part, written)
            except InputError as error:
                problems.append(Problem(place, error.message, error.hint))
        count += 1
    if not count:
        raise InputError("no document in this WARC file", hint="It holds no page, text or PDF that was delivered.")


def _contents(path: Path) -> tuple[bytes, datetime]:
    """Return a file's bytes and when it was last written."""
    try:
        if not path.is_file():
            raise InputError("not a regular file", hint=_GIVE)
        about = path.stat()
        if about.st_size > _LARGEST:
            raise InputError(f"too large: {about.st_size:,} bytes", hint=f"A file may have {_LARGEST:,} at most.")
        with path.open("rb") as file:
            data = file.read(_LARGEST)
    except PermissionError:
        raise InputError("no permission to read it", hint="Check the file's permissions.") from None
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror or error}", hint="Check the file.") from None
    try:
        return data, datetime.fromtimestamp(about.st_mtime, UTC)
    except (ValueError, OverflowError, OSError):
        return data, datetime.fromtimestamp(0, UTC)


def _memento(path: str, part: Part, written: datetime) -> Memento:
    kind = part.kind.lower()
    url = part.url if _is_address(part.url) else ""
    if "pdf" in kind:
        check(part.body)
    else:
        charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", kind)
        text = _text(part.body, charset[1] if charset else "")
        if "html" in kind:
            url = url or _address(text)
    url = url or "file:" + (path if not path.startswith("//") else "/" + path.lstrip("/"))
    return Memento(
        url=url,
        final_url=url,
        outcome=Outcome.READ,
        retrieved_at=part.saved or written,
        status=200,
        headers=(("content-type", part.kind), (PATH, path)),
        body=part.body,
        digest=hashlib.sha256(part.body).hexdigest(),
    )


def _text(body: bytes, declared: str) -> str:
    try:
        return decode(body, declared=declared)
    except InputError as error:
        raise InputError(error.message, hint="Its name does not fit what it holds; save the document anew.") from None


def _address(source: str) -> str:
    """Return where a page was saved from; empty when it does not say.

    What the browser noted wins over the page's own canonical address when that is on another site: a page that is
    printed by two publishers often names the first one's.
    """
    source = source[:_SEARCHED]
    noted = _BROWSER.search(source[:_HEAD]) or _SINGLEFILE.search(source[:_HEAD])
    note = noted[1] if noted and _is_address(noted[1]) else ""
    own = _canonical(without_comments(source))
    return note if note and registrable_domain(note) != registrable_domain(own or "") else own or note


def _canonical(source: str) -> str:
    shared = ""
    for tag in _TAG.finditer(source):
        values = {name.lower(): html.unescape(a or b or c).strip() for name, a, b, c in _ATTRIBUTE.findall(tag[2])}
        if tag[1].lower() == "link" and "canonical" in values.get("rel", "").lower().split():
            if _is_address(values.get("href", "")):
                return values["href"]
        elif "og:url" in {values.get("property", "").lower(), values.get("name", "").lower()}:
            shared = shared or (values.get("content", "") if _is_address(values.get("content", "")) else "")
    return shared


def _is_address(url: str) -> bool:
    if len(url) > _LONGEST or not url.isprintable() or " " in url:
        return False
    parts = split(url)
    return parts.scheme in {"http", "https"} and bool(parts.hostname)
