"""Conditional requests (RFC 9110, 13; RFC 9111, 4.3): a server is asked whether what is kept is still what it has."""

from __future__ import annotations

import re
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

from claimcheck.model import Outcome, Purpose

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from claimcheck.model import Memento

    Headers = tuple[tuple[str, str], ...]

ASKED = frozenset({Purpose.PAGE, Purpose.HOME, Purpose.SITEMAP, Purpose.FEED, Purpose.ROBOTS})
"""What conditional requests are sent for."""
UNCHANGED = HTTPStatus.NOT_MODIFIED
ANSWERS = frozenset({UNCHANGED, HTTPStatus.PRECONDITION_FAILED})
"""What only a request with conditions is answered; the second by servers that misunderstand it."""
_VALIDATORS = frozenset({"etag", "last-modified"})
_TAG = re.compile(r'(?:W/)?"[\x21\x23-\x7e]{0,1000}"')
_DATE = re.compile(r"[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2} GMT")
_OF_THE_BODY = frozenset({"content-encoding", "content-length", "content-range", "content-type"})
_OF_THE_WIRE = frozenset({"connection", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade"})


@dataclass(frozen=True, slots=True)
class Known:
    """An answer that is kept, but too old to be served.

    Args:
        memento: The answer, its body left out.
        body: Returns the body; None when the store does not have it whole any more.
    """

    memento: Memento
    body: Callable[[], Awaitable[bytes | None]]

    def conditions(self, address: str) -> Mapping[str, str]:
        """Return the headers that make a request for an address conditional; only whence the body came is asked so."""
        kept = self.memento
        straight = kept.outcome is Outcome.READ and kept.status == HTTPStatus.OK and kept.archive_url is None
        if not straight or not kept.digest or kept.final_url != address:
            return {}
        tag, date = _tag(kept.headers), _only(kept.headers, "last-modified")
        found = {"If-None-Match": tag, "If-Modified-Since": date if _DATE.fullmatch(date) else ""}
        return {name: value for name, value in found.items() if value}

    def renewed(self, came: Headers) -> Headers | None:
        """Return the headers that are kept, brought up to date by those of a 304.

        What describes the body as it was sent is left as it was, for the body that is kept is that one unpacked.

        Returns:
            None when the 304 is about another body.
        """
        old, new = _tag(self.memento.headers), _tag(came)
        if old and new and old.removeprefix("W/") != new.removeprefix("W/"):
            return None
        fresh = tuple(one for one in came if one[0].lower() not in _OF_THE_BODY | _OF_THE_WIRE)
        names = {name.lower() for name, _ in fresh}
        return tuple(one for one in self.memento.headers if one[0].lower() not in names) + fresh


def unvalidated(headers: Headers) -> Headers:
    """Return headers without what conditions are made of: those of a body that did not come whole."""
    return tuple(one for one in headers if one[0].lower() not in _VALIDATORS)


def _tag(headers: Headers) -> str:
    tag = _only(headers, "etag")
    return tag if _TAG.fullmatch(tag) else ""


def _only(headers: Headers, name: str) -> str:
    """Return the value of a header; an empty string when there is none, or more than one."""
    values = [value for key, value in headers if key.lower() == name]
    return values[0] if len(values) == 1 else ""
