"""The store as a WARC 1.1 file (ISO 28500), for archives and for programs that replay pages.

For each entry, sorted by URL and purpose:

- a `response` for each redirect on the way whose status is known, and one for the page, with the body as it is kept.
  Its content encoding is undone, so the headers that told of it, and of its length on the wire, have `X-Archive-Orig-`
  before their names. A body that several pages share stands with each, which every program replays. A page whose
  address is not http is a `resource`.
- a `metadata` that refers to the page, with all that the store knows of the entry; failures have it as well. It is
  `application/warc-fields`, which pywb and ReplayWeb.page do not take for a page; each field is named `claimcheck-…`
  and its value is JSON in ASCII, whatever a server sent.

Nothing depends on the time or place of the export, so that two of the same store are the same to the byte.
"""

from __future__ import annotations

import hashlib
import json
import re
import tempfile
from datetime import UTC, datetime
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from typing import IO, TYPE_CHECKING
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from claimcheck import __version__
from claimcheck.errors import UsageError
from claimcheck.fetch import audit, rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from contextlib import AbstractContextManager

    from claimcheck.fetch.audit import Kept
    from claimcheck.fetch.store import Store
    from claimcheck.model import Memento

SOFTWARE = "claimcheck/"
FIELD = "claimcheck-"
"""What the names of our fields in a `metadata` record begin with."""
FIELDS = "application/warc-fields"
_VERSION = "1.1"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_STATUSES = range(100, 1000)
_CODED = frozenset({"content-encoding", "transfer-encoding", "content-length"})
_NO_TOKEN = re.compile(r"[^!#$%&'*+.^_`|~0-9A-Za-z-]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def export(store: Store, file: Path) -> tuple[int, int]:
    """Write all that the store keeps to a new file, packed record by record if its name ends in `.gz`.

    The file is there as a whole or not at all.

    Returns:
        How many entries were written, and how many were left out because they are damaged.

    Raises:
        UsageError: The file is there already, or cannot be written.
        StoreError: The store cannot be read.
    """
    try:
        _refuse_existing(file)
        with _folder_beside(file) as folder:
            new = Path(folder) / "export"
            with new.open("wb") as stream:
                counts = _write(store, stream, packed=file.suffix.lower() == ".gz")
            _refuse_existing(file)
            new.replace(file)
    except OSError as error:
        raise UsageError(
            f"{file} cannot be written: {error.strerror or error}",
            hint="Name a file in a folder that you may write to.",
        ) from None
    return counts


def _refuse_existing(file: Path) -> None:
    if file.exists() or file.is_symlink():
        raise UsageError(f"{file} is there already", hint="Remove it, or name another file.")


def _folder_beside(file: Path) -> AbstractContextManager[str]:
    return tempfile.TemporaryDirectory(prefix=".claimcheck-", dir=file.parent)


def _write(store: Store, stream: IO[bytes], *, packed: bool) -> tuple[int, int]:
    records = _Records(stream, packed=packed)
    facts = [("software", f"{SOFTWARE}{__version__}"), ("format", f"WARC File Format {_VERSION}")]
    records.fields(_named("warcinfo", "", audit.newest(store) or _EPOCH, "about", (facts, _marks(store))), facts)
    written = damaged = 0
    for kept in audit.everything(store):
        if kept.memento is None:
            damaged += 1
        else:
            _entry(records, kept, kept.memento)
            written += 1
    return written, damaged


def _marks(store: Store) -> str:
    """Return a text that is another one for a store with other entries."""
    mark = hashlib.sha256()
    for row in store.select("SELECT url, purpose, failed, retrieved_at, digest FROM memento ORDER BY 1, 2, 3"):
        mark.update(json.dumps(row).encode())
    return mark.hexdigest()


class _Records:
    """Writes records of the kinds that are needed."""

    def __init__(self, stream: IO[bytes], *, packed: bool) -> None:
        from warcio.warcwriter import WARCWriter  # noqa: PLC0415 - slow to load

        self._writer = WARCWriter(stream, gzip=packed, warc_version=_VERSION)

    def fields(self, named: Mapping[str, str], facts: Iterable[tuple[str, str]]) -> None:
        """Write named fields."""
        block = "".join(f"{name}: {value}\r\n" for name, value in facts).encode("ascii")
        self.block(named, block, warc_content_type=FIELDS)

    def response(self, named: Mapping[str, str], status: int, headers: Iterable[tuple[str, str]], body: bytes) -> None:
        """Write the answer of a server."""
        from warcio.statusandheaders import StatusAndHeaders  # noqa: PLC0415 - slow to load

        line = f"{status} {HTTPStatus(status).phrase if status in set(HTTPStatus) else ''}".strip()
        lines = [*_sent(headers), ("Content-Length", str(len(body)))]
        self.block(named, body, http_headers=StatusAndHeaders(line, lines, protocol="HTTP/1.1"))

    def block(self, named: Mapping[str, str], block: bytes, **more: object) -> None:
        """Write a record as it stands."""
        place, sort = named.get("WARC-Target-URI", ""), named["WARC-Type"]
        stream, size = BytesIO(block), len(block)
        record = self._writer.create_warc_record(place, sort, stream, size, warc_headers_dict=dict(named), **more)
        self._writer.write_record(record)


def _entry(records: _Records, kept: Kept, memento: Memento) -> None:
    """Write the redirects of an entry, its page, and what is known of it."""
    facts = [(f"{FIELD}{name}", json.dumps(value)) for name, value in _facts(kept, memento).items()]
    at, last = memento.retrieved_at, memento.final_url
    targets = [*(one.url for one in memento.redirects[1:]), last]
    for number, (one, target) in enumerate(zip(memento.redirects, targets, strict=False)):
        if one.status in _REDIRECTS and _is_web(one.url):
            named = _named("response", one.url, at, number, facts)
            records.response(named, one.status, [("Location", _uri(target))], b"")
    about = _named("metadata", last, at, "about", facts)
    if memento.digest:
        named = _named("response" if _is_web(last) else "resource", last, at, "page", facts)
        _page(records, named, memento)
        about["WARC-Refers-To"] = named["WARC-Record-ID"]
    records.fields(about, facts)


def _page(records: _Records, named: Mapping[str, str], memento: Memento) -> None:
    if _is_web(memento.final_url):
        status = memento.status or 0
        status = status if status in _STATUSES else int(HTTPStatus.OK)
        records.response(named, status, memento.headers, memento.body)
    else:
        kind = _line(memento.header("content-type")) or "application/octet-stream"
        records.block(named, memento.body, warc_content_type=kind)


def _facts(kept: Kept, memento: Memento) -> dict[str, object]:
    """Return what an import needs to put the entry back as it was, the body apart."""
    return {
        "url": kept.url,
        "purpose": kept.purpose,
        "outcome": str(memento.outcome),
        "status": memento.status,
        "final-url": memento.final_url,
        "reason": memento.reason,
        "retrieved-at": rows.stamp(memento.retrieved_at),
        "headers": memento.headers,
        "redirects": [(one.url, one.status) for one in memento.redirects],
        "archive-url": memento.archive_url,
        "digest": memento.digest,
        "has-body": bool(memento.digest),
    }


def _named(sort: str, url: str, at: datetime, part: object, facts: object) -> dict[str, str]:
    """Return the headers of a record, which is named after what it holds."""
    name = uuid5(NAMESPACE_URL, json.dumps([SOFTWARE, sort, part, url, at.isoformat(), facts]))
    place = {} if sort == "warcinfo" else {"WARC-Target-URI": _uri(url)}
    return {
        "WARC-Type": sort,
        "WARC-Record-ID": f"<urn:uuid:{name}>",
        **place,
        "WARC-Date": at.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z",
    }


def _sent(headers: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield headers that an HTTP message may have, in ASCII and on one line each."""
    for name, value in headers:
        clean = _NO_TOKEN.sub("_", name)
        if clean:
            prefix = "X-Archive-Orig-" if clean.lower() in _CODED else ""
            yield prefix + clean, _line(value)


def _line(text: str) -> str:
    return _ascii(_CONTROL.sub(" ", text)).strip()


def _ascii(text: str) -> str:
    """Return *text* with what is not ASCII percent-encoded, a lone surrogate as that of a question mark."""
    return "".join(char if char.isascii() else quote(char, errors="replace") for char in text)


def _uri(url: str) -> str:
    """Return an address that a record may be filed under: in ASCII, without blanks, with a scheme."""
    clean = re.sub(r"[\x00-\x20\x7f<>\"]", lambda match: f"%{ord(match[0]):02X}", _ascii(url))
    return clean if _SCHEME.match(clean) else f"urn:x-claimcheck:{clean}"


def _is_web(url: str) -> bool:
    return url.lower().startswith(("http://", "https://"))
