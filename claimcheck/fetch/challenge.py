"""Pages that want proof of a person instead of showing what was asked for.

The marks are those of the vendors' own documentation and of pages seen in public issue threads (lychee#2117 and its
like). A page that answers 200 is suspected only when it is short: an article may well talk about such pages.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_REFUSING = frozenset({202, 400, 401, 403, 405, 406, 409, 412, 418, 429, 503, 999})
_SHORT = 20_000
_LOOKED_AT = 65536
_HEADERS = (
    ("cf-mitigated", "challenge", "Cloudflare"),
    ("x-amzn-waf-action", "", "AWS WAF"),
    ("x-vercel-mitigated", "challenge", "Vercel"),
)
_HEADERS_ON_REFUSAL = (("x-datadome", "DataDome"), ("x-px-block", "PerimeterX"))
_ALWAYS = (
    (re.compile(rb"<title>\s*(?:just a moment\.\.\.|attention required! \| cloudflare)", re.IGNORECASE), "Cloudflare"),
    (re.compile(rb"/cdn-cgi/challenge-platform/[^\"']{1,80}/orchestrate/", re.IGNORECASE), "Cloudflare"),
    (re.compile(rb"captcha-delivery\.com/", re.IGNORECASE), "DataDome"),
    (re.compile(rb"id=[\"']px-captcha|captcha\.px-cdn\.net", re.IGNORECASE), "PerimeterX"),
    (re.compile(rb"main-iframe[^>]{1,80}_incapsula_resource|incapsula incident id", re.IGNORECASE), "Imperva"),
    (re.compile(rb"sucuri_cloudproxy_js", re.IGNORECASE), "Sucuri"),
)
_ON_REFUSAL = (
    (
        re.compile(
            rb"<title>\s*access denied\s*</title>.{0,2000}reference(?:\s|&#32;)*(?:#|&#35;)", re.IGNORECASE | re.DOTALL
        ),
        "Akamai",
    ),
    (re.compile(rb"_px(?:app|uu|v)?id\b|px-captcha", re.IGNORECASE), "PerimeterX"),
    (re.compile(rb"_incapsula_resource", re.IGNORECASE), "Imperva"),
    (re.compile(rb"sucuri website firewall", re.IGNORECASE), "Sucuri"),
    (re.compile(rb"token\.awswaf\.com|awswafcookiedomainlist", re.IGNORECASE), "AWS WAF"),
)

_HINTS = (
    b"just a moment",
    b"attention required",
    b"challenge-platform",
    b"captcha",
    b"incapsula",
    b"sucuri",
    b"access denied",
    b"_px",
    b"px-",
    b"awswaf",
)
"""One of these stands in every page that a mark fits; they are sooner looked for."""


def vendor(status: int, headers: Mapping[str, str], body: bytes) -> str:
    """Return whose challenge an answer is, or an empty string when it is none.

    Args:
        status: The HTTP status.
        headers: Names in lower case.
        body: Its beginning is enough.
    """
    for name, value, who in _HEADERS:
        if name in headers and value in headers[name].lower():
            return who
    head = body[:_LOOKED_AT]
    if status not in _REFUSING:
        short = len(body) <= _SHORT and "html" in headers.get("content-type", "html").lower()
        return _marked(head, _ALWAYS) if short else ""
    by_header = (who for name, who in _HEADERS_ON_REFUSAL if name in headers)
    return _marked(head, _ALWAYS + _ON_REFUSAL) or next(by_header, "")


def _marked(head: bytes, marks: tuple[tuple[re.Pattern[bytes], str], ...]) -> str:
    lower = head.lower()
    if not any(hint in lower for hint in _HINTS):
        return ""
    return next((who for pattern, who in marks if pattern.search(head)), "")
