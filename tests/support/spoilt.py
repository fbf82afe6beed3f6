"""The texts, pages, lists and answers of these tests as inputs, and how they are spoilt."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

from read.test_read_saved import _pdf
from resolve.test_resolve_hostile import BODIES, HOME

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

    Corpus = dict[str, list[bytes]]

HERE = Path(__file__).parents[1]
_UNITS: dict[str, list[str]] = json.loads(Path(__file__).with_name("hostile.json").read_text(encoding="utf-8"))
_TOKENS = [token.encode("utf-8", "surrogatepass") for token in _UNITS["tokens"]]
_MAIL = b'From: x\nContent-Type: multipart/related; boundary="b"\n\n--b\nContent-Type: text/html\n'
_WARC = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: %s\r\nWARC-Date: 2026-01-01T00:00:00Z\r\nContent-Length: "
_CDX = [["timestamp", "original"], ["20260302000000", f"{HOME}/a-b-c"], [], ["key"]]
_ENTITY = {"claims": {"P856": [{"mainsnak": {"datavalue": {"value": HOME}}, "rank": "preferred", "qualifiers": {}}]}}
LISTS: tuple[object, ...] = (
    *(_CDX, {"search": [{"id": "Q1", "label": "Northgate Union", "match": {"text": "x"}, "aliases": ["y"]}]}),
    {"entities": {"Q1": _ENTITY}},
    {"articles": [{"url": f"{HOME}/a-b-c", "title": "A boat", "seendate": "20260302T000000Z"}]},
    {"results": [{"url": f"{HOME}/a-b-c", "title": "A boat", "page_age": "2026-03-02", "publishedDate": "2026-03-02"}]},
    {
        "items": [
            {"url": f"{HOME}/a-b-c", "title": "A", "date_published": "2026-03-02", "content_html": "<p>x</p>" * 99}
        ]
    },
)


def corpus() -> Corpus:
    """Return what inputs are made from, by kind."""
    found: Corpus = {kind: [] for kind in ("text", "page", "xml", "json", "address")}
    for file in sorted(HERE.rglob("*")):
        if file.suffix in {".md", ".txt", ".html", ".toml"}:
            found[_kind(file.read_bytes())].append(file.read_bytes())
        for text in _strings(file) if file.suffix in {".py", ".toml"} else ():
            found["address"] += [one.encode() for one in re.findall(r"https?://[!-;=?-~]{4,200}", text)]
            if len(text) > 40:
                found[_kind(text.encode("utf-8", "replace"))].append(text.encode("utf-8", "replace"))
    found["text"] += [unit.encode() * 40 for name in ("text", "Markdown", "mail") for unit in _UNITS[name]]
    found["page"] += [unit.encode() * 40 for name in ("page", "inline", "furniture") for unit in _UNITS[name]]
    found["xml"] += [unit.encode() * 40 for name in ("XML", "entry", "sitemap") for unit in _UNITS[name]]
    found["json"] += [json.dumps(one).encode() for one in LISTS]
    for one in BODIES:
        found[_kind(one)].append(one)
    found["address"] = sorted(set(found["address"]))
    found["mail"] = [
        _MAIL + b"Content-Location: " + HOME.encode() + b"\n\n" + one + b"\n--b--" for one in found["page"]
    ]
    found["warc"] = [_record(one, HOME) for one in found["page"]] + [_record(b"x", "http://[bad/")]
    found["pdf"] = [_pdf(["The port opened.", "It was late."] * 9, ["Said the mayor."]), _pdf([]), _pdf(["a"], key="k")]
    return found


def _strings(file: Path) -> Iterator[str]:
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".toml":
        yield from re.findall(r'"""(.*?)"""', text, re.DOTALL)
        return
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def _kind(data: bytes) -> str:
    start = data.lstrip()[:400].lower()
    if start[:1] in {b"{", b"["}:
        return "json"
    if any(name in start for name in (b"<rss", b"<feed", b"<urlset", b"<sitemapindex", b"<?xml")):
        return "xml"
    return "page" if start[:1] == b"<" else "text"


def _record(page: bytes, url: str) -> bytes:
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
    return (_WARC % url).encode() + f"{len(block)}\r\n\r\n".encode() + block + b"\r\n\r\n"


def mutated(seed: bytes, others: list[bytes], dice: random.Random, most: int) -> bytes:
    """Return *seed* spoilt in one to six ways, at most so many bytes of it."""
    data = seed[:most]
    for _ in range(dice.randint(1, 6)):
        at, end = sorted((dice.randint(0, len(data)), dice.randint(0, len(data))))
        end = min(end, at + dice.choice((1, 8, 60, 2_000)))
        way = dice.randrange(7)
        if way == 0:
            data = data[:at] + bytes([dice.randrange(256)]) + data[at + 1 :]
        elif way == 1:
            other = dice.choice(others)
            start = dice.randint(0, len(other))
            data = data[:at] + other[start : start + dice.choice((20, 400, 9_000))] + data[end:]
        elif way == 2:
            data = data[:end] + data[at:end] * dice.choice((2, 9, 90, 2_000)) + data[end:]
        elif way == 3:
            data = data[:at] if dice.random() < 0.5 else data[at:]
        elif way == 4:
            data = data[:at] + data[end:]
        else:
            data = data[:at] + dice.choice(_TOKENS) * dice.choice((1, 1, 1, 2, 300)) + data[at:]
        data = data[:most]
    return data
