"""An invented web: the outlets of `tests/web`, and the archive's index and replay.

Each file of `tests/web` but `archive.toml` is an outlet. It has `name`, `host` and `also` (other hosts with the same
content; the host without `www.` redirects), `files` (path, type, text or a source below `tests`, status, headers,
gzip), `pages` (articles, put
into the shape of site that `shape` names), `feed` (what the home page names as its feed), or `status`, `headers` and
`text` for whatever it has no file for.
"""

from __future__ import annotations

import gzip
import html
import json
import re
import tomllib
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from support.loopback import Reply

if TYPE_CHECKING:
    from collections.abc import Callable
    from socket import socket

    from support.loopback import Request, Routes

WEB = Path(__file__).parent.parent / "web"
ARCHIVE = "web.archive.org"
_HTML = (("Content-Type", "text/html; charset=utf-8"),)
_FIELDS = ("urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length")


@dataclass(frozen=True, slots=True)
class Outlet:
    """A site: its replies by path, and what it sends for every other path."""

    replies: dict[str, Reply]
    otherwise: Reply


@dataclass(frozen=True, slots=True)
class Capture:
    """A page in the archive."""

    timestamp: str
    url: str
    reply: Reply

    @property
    def urlkey(self) -> str:
        """The URL as the index sorts it: the host's labels turned round, without `www`."""
        parts = urlsplit(self.url)
        labels = (parts.hostname or "").removeprefix("www.").split(".")
        return ",".join(reversed(labels)) + ")" + parts.path.lower()

    def row(self) -> dict[str, str]:
        """Return the fields of the index."""
        values = (
            self.urlkey,
            self.timestamp,
            self.url,
            "text/html",
            str(self.reply.status),
            "A" * 32,
            str(len(self.reply.body)),
        )
        return dict(zip(_FIELDS, values, strict=True))


@dataclass(frozen=True, slots=True)
class FakeWeb:
    """Every site, by host, and the archive."""

    outlets: dict[str, Outlet]
    captures: tuple[Capture, ...]
    moved: dict[str, str]

    def reply(self, url: str) -> Reply:
        """Return what the web sends for *url*; a host that is not there is a gateway's 502."""
        parts = urlsplit(url)
        host = parts.hostname or ""
        if host == ARCHIVE:
            return self._archive(url)
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        if host in self.moved:
            return Reply(b"", 301, (("Location", f"https://{self.moved[host]}{target}"),))
        outlet = self.outlets.get(host)
        if outlet is None:
            return Reply(b"no such host", 502, _HTML)
        return outlet.replies.get(target) or outlet.replies.get(parts.path) or outlet.otherwise

    def routes(self, wait: Callable[[], None]) -> Routes:
        """Return the routes of every host; *wait* is called before each reply."""

        def route(request: Request, _: socket) -> Reply:
            wait()
            return self.reply(request.url if request.url.startswith("http") else f"https://{ARCHIVE}{request.url}")

        return {host: {"*": route} for host in (*self.outlets, *self.moved, ARCHIVE)}

    def _archive(self, url: str) -> Reply:
        parts = urlsplit(url)
        if parts.path == "/cdx/search/cdx":
            rows = json.dumps(self._index(parse_qs(parts.query))).encode()
            return Reply(rows, 200, (("Content-Type", "application/json"),))
        if not parts.path.startswith("/web/"):
            return Reply(b"", 404, _HTML)
        when, _, original = url.partition("/web/")[2].partition("/")
        return self._replay(when, original)

    def _index(self, query: dict[str, list[str]]) -> list[list[str]]:
        """Answer as the documented index does: a header row, or nothing at all."""
        one = {key: values[-1] for key, values in query.items()}
        rows = [
            capture.row()
            for capture in sorted(self.captures, key=lambda capture: (capture.urlkey, capture.timestamp))
            if _covers(one.get("url", ""), one.get("matchType", ""), capture.url)
            and _within(capture.timestamp, one.get("from", ""), one.get("to", ""))
        ]
        for rule in query.get("filter", []):
            rows = [row for row in rows if _passes(row, rule)]
        for rule in query.get("collapse", []):
            rows = _collapsed(rows, rule)
        limit = int(one.get("limit", "0"))
        rows = rows[:limit] if limit > 0 else rows[limit:]
        names = one["fl"].split(",") if "fl" in one else list(_FIELDS)
        return [names, *([row[name] for name in names] for row in rows)] if rows else []

    def _replay(self, when: str, original: str) -> Reply:
        found = [capture for capture in self.captures if _bare(capture.url) == _bare(original)]
        if not found:
            return Reply(b"<html><body>The Wayback Machine has not archived that URL.</body></html>", 404, _HTML)
        best = min(found, key=lambda capture: abs(int(capture.timestamp) - int(when.rstrip("id_").ljust(14, "0"))))
        if when != f"{best.timestamp}id_":
            suffix = "id_" if when.endswith("id_") else ""
            place = f"https://{ARCHIVE}/web/{best.timestamp}{suffix}/{best.url}"
            return best.reply if when == best.timestamp else Reply(b"", 302, (("Location", place),))
        taken = datetime.strptime(best.timestamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        dated = ("Memento-Datetime", format_datetime(taken, usegmt=True))
        return replace(best.reply, headers=(*_HTML, dated, ("Link", f'<{best.url}>; rel="original"')))


def load() -> FakeWeb:
    """Read `tests/web`."""
    outlets: dict[str, Outlet] = {}
    for file in sorted(WEB.glob("*.toml")):
        data = tomllib.loads(file.read_text(encoding="utf-8"))
        if file.stem != "archive":
            outlets |= _outlet(data)
    archive = tomllib.loads((WEB / "archive.toml").read_text(encoding="utf-8"))
    captures = [
        Capture(entry["timestamp"], entry["url"], Reply(page(entry, entry["outlet"]), 200, _HTML))
        for entry in archive["captures"]
    ]
    moved = {host.removeprefix("www."): host for host in outlets if host.startswith("www.")}
    return FakeWeb(outlets, tuple(captures), {bare: host for bare, host in moved.items() if bare not in outlets})


def _outlet(data: dict[str, Any]) -> dict[str, Outlet]:
    host: str = data["host"]
    missing = Reply(b"<html><head><title>Page not found</title></head><body>Not found</body></html>", 404, _HTML)
    otherwise = (
        Reply(data["text"].encode(), data["status"], (*_HTML, *data.get("headers", {}).items()))
        if "status" in data
        else missing
    )
    replies = {entry["path"]: _file(entry) for entry in data.get("files", [])}
    pages = data.get("pages", [])
    for entry in pages:
        replies[entry["path"]] = Reply(
            page(entry | {"url": f"https://{host}{entry['path']}"}, data["name"]), 200, _HTML
        )
    if "status" not in data:
        replies["/"] = Reply(_home(data, pages), 200, _HTML)
    outlet = Outlet(replies, otherwise)
    return dict.fromkeys([host, *data.get("also", [])], outlet)


def _file(entry: dict[str, Any]) -> Reply:
    body = (WEB.parent / entry["source"]).read_bytes() if "source" in entry else str(entry["text"]).encode()
    headers = (("Content-Type", entry["type"]), *entry.get("headers", {}).items())
    return Reply(gzip.compress(body, mtime=0) if entry.get("gzip") else body, entry.get("status", 200), headers)


def _home(data: dict[str, Any], pages: list[dict[str, Any]]) -> bytes:
    feed = data.get("feed")
    link = f'<link rel="alternate" type="{feed["type"]}" href="{feed["href"]}" title="News">' if feed else ""
    items = "".join(f'<li><a href="{entry["path"]}">{html.escape(entry["title"])}</a></li>' for entry in pages)
    return (
        f"<!DOCTYPE html><html><head><title>{data['name']}</title>{link}</head>"
        f"<body><h1>{data['name']}</h1><ul>{items}</ul></body></html>"
    ).encode()


def page(entry: dict[str, Any], outlet: str) -> bytes:
    """Put an article into the shape of site that it names, with furniture around it."""
    title = html.escape(entry["title"])
    related = ["Ten bridges to see before you die", *entry.get("related", [])]
    comments = ["First!", *entry.get("comments", [])]
    listed = "".join(f'<li><a href="/r/{number}">{words}</a></li>' for number, words in enumerate(related))
    said = "".join(f'<div class="comment"><p>{words}</p></div>' for words in comments)
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title} | {outlet}</title>
<link rel="canonical" href="{entry["url"]}">
{_metadata(entry, outlet)}
</head><body>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav></header>
<main><article><h1>{title}</h1>
<p class="byline">By {entry.get("author", outlet)}</p>
{entry["body"]}</article></main>
<aside class="related"><h2>Related</h2><ul>{listed}</ul></aside>
<section class="comments" id="comments"><h2>Comments</h2>{said}</section>
<footer><p>© 2026 {outlet}. All rights reserved.</p></footer>
</body></html>
""".encode()


def _metadata(entry: dict[str, Any], outlet: str) -> str:
    if entry["shape"] == "meta":
        return (
            f'<meta property="og:title" content="{html.escape(entry["title"])}">'
            f'<meta property="og:site_name" content="{outlet}">'
            f'<meta property="article:published_time" content="{entry["published"]}">'
        )
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": entry["title"],
        "datePublished": entry["published"],
        "author": [{"@type": "Person", "name": entry.get("author", outlet)}],
        "publisher": {"@type": "Organization", "name": outlet},
        "isAccessibleForFree": entry["shape"] != "paywall",
    }
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def _bare(url: str) -> str:
    return url.partition("://")[2].rstrip("/").removeprefix("www.")


def _covers(wanted: str, how: str, url: str) -> bool:
    """Apply `matchType`, or the wildcards that stand for it, to a captured URL."""
    if wanted.startswith("*."):
        wanted, how = wanted[2:], "domain"
    elif wanted.endswith("*"):
        wanted, how = wanted[:-1], "prefix"
    wanted = wanted.partition("://")[2] or wanted
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    asked = wanted.partition("/")[0].removeprefix("www.")
    if how == "domain":
        return host == asked or host.endswith(f".{asked}")
    if how == "host":
        return host == asked
    if how == "prefix":
        return _bare(url).startswith(wanted.removeprefix("www."))
    return _bare(url) == wanted.rstrip("/").removeprefix("www.")


def _within(timestamp: str, first: str, last: str) -> bool:
    return timestamp[: len(first)] >= first and timestamp[: len(last)] <= last


def _passes(row: dict[str, str], rule: str) -> bool:
    name, _, pattern = rule.removeprefix("!").partition(":")
    return (re.fullmatch(pattern, row[name]) is not None) is not rule.startswith("!")


def _collapsed(rows: list[dict[str, str]], rule: str) -> list[dict[str, str]]:
    name, _, length = rule.partition(":")
    kept: list[dict[str, str]] = []
    for row in rows:
        key = row[name][: int(length)] if length else row[name]
        if not kept or (kept[-1][name][: int(length)] if length else kept[-1][name]) != key:
            kept.append(row)
    return kept
