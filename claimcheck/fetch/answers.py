"""What a server's answer amounts to: an outcome, and the reason for a person."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

from claimcheck.fetch.challenge import vendor
from claimcheck.fetch.faults import Fault
from claimcheck.fetch.wording import shown
from claimcheck.model import Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping

_PASSING = frozenset({HTTPStatus.BAD_GATEWAY, HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.GATEWAY_TIMEOUT})
_REASONS = {
    304: (Outcome.NETWORK, "{host} answered that nothing has changed, which it was not asked (304)"),
    404: (Outcome.NOT_FOUND, "{host} has no such page (404)"),
    410: (Outcome.NOT_FOUND, "{host} has removed the page (410)"),
    402: (Outcome.PAYWALLED, "{host} wants to be paid for the page (402)"),
    401: (Outcome.BLOCKED, "{host} wants a login (401)"),
    429: (Outcome.RATE_LIMITED, "{host} asked for fewer requests (429)"),
    451: (Outcome.BLOCKED, "{host} withholds the page for legal reasons (451)"),
}
_TEXT = re.compile(
    r"text/.*|application/(?:.+\+)?(?:xml|json)|application/(?:.*xhtml.*|pdf|x-pdf|gzip|x-gzip|javascript|x-javascript"
    r"|ld\+json|x-ndjson|ndjson|link-format|octet-stream|download|force-download|unknown|xml-.*|rss|atom)"
    r"|binary/octet-stream|unknown/unknown|x-unknown/x-unknown|application/x-gunzip",
)
_NOT_TEXT_THOUGH = frozenset({"text/calendar", "text/vcard"})
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff", b"<\x00", b"\x00<")
_PDF = b"%PDF-"
_MAGIC = (
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"Rar!\x1a", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\x7fELF", "a program"),
    (b"OggS", "a sound or film"),
    (b"ID3", "a sound"),
    (b"\x1aE\xdf\xa3", "a film"),
    (b"RIFF", "an image or sound"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
)
_SNIFFED = 4096


def accepts(kind: str) -> bool:
    """Say whether a `Content-Type` may be text; one that is missing or says nothing may."""
    bare = kind.partition(";")[0].strip().lower()
    return not bare or (bare not in _NOT_TEXT_THOUGH and _TEXT.fullmatch(bare) is not None)


def binary(body: bytes) -> str:
    """Return what a body is when it is no text, for a person; an empty string when it may be text (or a PDF)."""
    if body.startswith(_PDF):
        return ""
    for magic, what in _MAGIC:
        if body.startswith(magic):
            return what
    if body[4:8] == b"ftyp":
        return "a film"
    head = body[:_SNIFFED]
    return "binary data" if b"\x00" in head and not head.startswith(_WIDE) else ""


def judge(host: str, status: int, headers: Mapping[str, str], body: bytes) -> None:
    """Let an answer with text pass.

    Args:
        host: Who answered.
        status: The HTTP status; redirects are dealt with before.
        headers: Names in lower case.
        body: The body; of an answer that is not 2xx its beginning is enough.

    Raises:
        Fault: It is anything else.
    """
    name = shown(host)
    if who := vendor(status, headers, body):
        reason = f"{name} wants proof that a person is asking ({who} challenge, {status})"
        raise Fault(Outcome.CHALLENGE, reason, status)
    if not HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        raise _refusal(name, status, headers)
    if what := binary(body):
        raise Fault(Outcome.NOT_TEXT, f"{name} sent {what} instead of text", status)


def not_text(host: str, status: int, kind: str) -> Fault:
    """Return the fault for a `Content-Type` that is not text."""
    return Fault(Outcome.NOT_TEXT, f"{shown(host)} sent no text ({shown(kind, 40)})", status)


def _refusal(name: str, status: int, headers: Mapping[str, str]) -> Fault:
    if status in _REASONS:
        outcome, reason = _REASONS[status]
        wait = retry_after(headers.get("retry-after", "")) if outcome is Outcome.RATE_LIMITED else None
        return Fault(outcome, reason.format(host=name), status, passing=wait is not None, wait_s=wait)
    if HTTPStatus.INTERNAL_SERVER_ERROR <= status < 600:  # noqa: PLR2004 - the end of the class
        reason = f"{name} answered with a server error ({status})"
        wait = retry_after(headers.get("retry-after", ""))
        return Fault(Outcome.SERVER_ERROR, reason, status, passing=status in _PASSING, wait_s=wait)
    if status < HTTPStatus.BAD_REQUEST:
        return Fault(Outcome.NETWORK, f"{name} answered with a redirect that leads nowhere ({status})", status)
    return Fault(Outcome.BLOCKED, f"{name} refused access ({status})", status)


def retry_after(value: str, now: datetime | None = None) -> float | None:
    """Return the seconds that a `Retry-After` header asks for (RFC 9110, 10.2.3), or None when it says nothing."""
    text = value.strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        when = parsedate_to_datetime(text)
    except (ValueError, IndexError, TypeError, OverflowError):
        return None
    aware = when if when.tzinfo else when.replace(tzinfo=UTC)
    return max(0.0, (aware - (now or datetime.now(UTC))).total_seconds())
