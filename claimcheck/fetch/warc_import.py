"""WARC files into the store: entries that were exported as they were, and pages that other programs saved."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from claimcheck.errors import UsageError
from claimcheck.fetch import ages, answers, records, rows
from claimcheck.fetch.body import BrokenError, TooLongError
from claimcheck.fetch.faults import Fault
from claimcheck.fetch.warc import FIELD, SOFTWARE
from claimcheck.fetch.wording import shown
from claimcheck.model import Memento, Outcome, Purpose, Query, Redirect
from claimcheck.model.split import split

if TYPE_CHECKING:
    from pathlib import Path

    from claimcheck.fetch.records import Message, Record
    from claimcheck.fetch.store import Store

_PURPOSES = frozenset(ages.key(Query("", purpose))[1] for purpose in Purpose)
_PAGES = frozenset({"response", "resource", "revisit", "conversion"})
_OK = 200
_MISSING = frozenset({404, 410})
_MOST = 2**31


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of one file.

    Args:
        captures: How many entries were put into the store.
        kept: How many were not, as the store has one that is as new.
        passed: How many records hold nothing that the store could use.
        error: What is wrong with the file; what was read before it stays.
    """

    captures: int = 0
    kept: int = 0
    passed: int = 0
    error: UsageError | None = None


def load(store: Store, file: Path) -> Imported:
    """Read a WARC file into the store.

    Raises:
        StoreError: The store cannot be written.
    """
    taking = _Taking(store)
    error = None
    try:
        with file.open("rb") as stream:
            for record in records.read(stream):
                taking.take(record)
    except records.RecordError as broken:
        error = UsageError(
            f"{file}: record {broken.number}: {broken.reason}",
            hint="Copy or make the file anew; what came before that record is in the cache.",
        )
    except OSError as fault:
        error = UsageError(f"{file} cannot be read: {fault.strerror or fault}", hint="Name a WARC file.")
    return Imported(taking.captures, taking.kept, taking.passed, error)


class _Taking:
    """Takes records one by one, and counts what becomes of them."""

    def __init__(self, store: Store) -> None:
        self.captures = 0
        self.kept = 0
        self.passed = 0
        self._store = store
        self._ours = False
        self._page: Record | None = None
        self._last: tuple[str, str] | None = None

    def take(self, record: Record) -> None:
        """Put into the store what a record holds, or keep it for the one that tells what it is."""
        if record.sort == "warcinfo":
            self._ours = f"software: {SOFTWARE}".encode() in (record.block or b"")
            self._last = None
        elif self._ours and record.sort == "metadata":
            self._entry(record)
        elif self._ours and record.sort in _PAGES:
            self._page = record
        elif record.sort in _PAGES:
            memento = _capture(record)
            if memento is None:
                self.passed += 1
            else:
                self._put(str(Purpose.PAGE), memento)

    def _entry(self, record: Record) -> None:
        facts = _facts(record)
        page, self._page = self._page, None
        if not facts:
            return
        try:
            body = _body(page, record) if facts["digest"] else b""
            if body is None:
                self.passed += 1
                return
            purpose, memento = _restored(facts, body)
        except (KeyError, ValueError, TypeError, AttributeError, OverflowError) as error:
            raise records.RecordError(record.number, f"it is no entry of a cache ({error})") from None
        self._put(purpose, memento)

    def _put(self, purpose: str, memento: Memento) -> None:
        key = (memento.url, purpose)
        if self._store.restore(purpose, memento, beside=self._last == key):
            self.captures += 1
            self._last = key
        else:
            self.kept += 1


def _facts(record: Record) -> dict[str, Any]:
    """Return our fields in a metadata record, by their names without the beginning that is ours."""
    found = {}
    for line in (record.block or b"").decode("utf-8", "replace").splitlines():
        name, _, value = line.partition(":")
        if name.startswith(FIELD):
            try:
                found[name.removeprefix(FIELD)] = json.loads(value)
            except (ValueError, RecursionError):
                raise records.RecordError(record.number, f"its field {name[:40]!r} is no JSON") from None
    return found


def _body(page: Record | None, about: Record) -> bytes | None:
    """Return the body that an entry is about; None when it is too large."""
    if page is None or page.headers.get("warc-record-id") != about.headers.get("warc-refers-to"):
        raise ValueError("its page does not stand before it")
    if page.block is None:
        return None
    if page.sort == "resource":
        body = page.block
    else:
        sent = records.message(page.block)
        body = sent.body if sent else b""
    return body if len(body) <= records.LARGEST else None


def _restored(facts: dict[str, Any], body: bytes) -> tuple[str, Memento]:
    """Return the purpose and the memento that the facts of an entry say.

    Raises:
        ValueError: They cannot be of an entry; KeyError and TypeError as well.
    """
    if facts["digest"] and hashlib.sha256(body).hexdigest() != facts["digest"]:
        raise ValueError("its body is not the one that was kept")
    if facts["purpose"] not in _PURPOSES:
        raise ValueError("its purpose is unknown")
    status = facts["status"]
    return facts["purpose"], Memento(
        url=_text(facts["url"]),
        final_url=_text(facts["final-url"]),
        outcome=Outcome(facts["outcome"]),
        retrieved_at=_moment(facts["retrieved-at"]),
        reason=_text(facts["reason"]),
        status=None if status is None else _number(status),
        headers=tuple((_string(name), _string(value)) for name, value in facts["headers"]),
        body=body,
        digest=_text(facts["digest"]),
        redirects=tuple(Redirect(_string(url), _number(code)) for url, code in facts["redirects"]),
        archive_url=None if facts["archive-url"] is None else _text(facts["archive-url"]),
    )


def _string(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a text is missing")
    return value


def _text(value: object) -> str:
    """Return a text that the store can hold."""
    _string(value).encode()
    return _string(value)


def _moment(value: object) -> datetime:
    found = rows.moment(_string(value))
    if found.tzinfo is None:
        raise ValueError("its time is in no zone")
    return found.astimezone(UTC)


def _number(value: object) -> int:
    if not isinstance(value, int) or not -_MOST < value < _MOST:
        raise TypeError("a number is missing")
    return int(value)


def _capture(record: Record) -> Memento | None:
    """Return what another program saved of a page, or that it found none; None when it is neither."""
    cut = "warc-truncated" in record.headers or "warc-segment-number" in record.headers
    at = _date(record.headers.get("warc-date", ""))
    url = ages.bare(record.uri)
    if record.sort != "response" or record.block is None or cut or at is None or not _is_web(url):
        return None
    sent = records.message(record.block)
    if sent is None or sent.status not in {_OK, *_MISSING}:
        return None
    try:
        body = records.decoded(sent)
        outcome, reason = _judged(url, sent, body)
    except (BrokenError, TooLongError, ValueError):
        return None
    if outcome is Outcome.NOT_FOUND:
        return Memento(url, url, outcome, at, reason, sent.status)
    if outcome is not Outcome.READ or not body or len(body) > records.LARGEST:
        return None
    found = ((shown(name, 100), shown(value, 2000)) for name, value in sent.headers)
    headers = tuple((name, value) for name, value in found if name.lower() != "set-cookie")[:100]
    return Memento(url, url, outcome, at, "", sent.status, headers, body, hashlib.sha256(body).hexdigest())


def _judged(url: str, sent: Message, body: bytes) -> tuple[Outcome, str]:
    """Return what the fetch would have said of an answer."""
    host = split(url).hostname or ""
    headers = {name.lower(): value for name, value in sent.headers}
    try:
        answers.judge(host, sent.status, headers, body)
    except Fault as fault:
        return fault.outcome, fault.reason
    return (Outcome.READ if answers.accepts(headers.get("content-type", "")) else Outcome.NOT_TEXT), ""


def _is_web(url: str) -> bool:
    parts = split(url)
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def _date(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
