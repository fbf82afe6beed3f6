"""A web of many hosts on loopback for benchmarks: articles that link to its pages, and the server that has them.

`loopweb.py PAGES SIZE` serves that many pages of that many bytes until it is stopped, and prints its port. Host number
n is 127.0.x.y, so that every host has an address and connections of its own. A page is a story in the manner of a news
site, with navigation, metadata and related links around it.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

HOSTS = 200
_FIRST = "Ada Karim Tomas Helga Petra Jonas Ana Rui Ida Marek Lena Yusuf Nora Pavel Greta Hugo".split()  # noqa: SIM905
_LAST = "Lindqvist Adjei Brandl Maurer Holm Riedel Ferraz Falcao Moe Dvorak Vogt Demir Lund Novak Weir Sand".split()  # noqa: SIM905
_ROLES = ("the harbour master", "a pilot", "the mayor", "the plant's director", "a union leader", "an engineer")
_THINGS = "harbour cargo battery ferry bridge railway school hospital reservoir market tunnel airport".split()  # noqa: SIM905
_DEEDS = "opened closed doubled lost gained delayed approved rejected inspected insured repaired moved".split()  # noqa: SIM905
_GOODS = "timber paper cells steel grain copper glass salt wool coffee sugar cement".split()  # noqa: SIM905
_TOWNS = "Kingsmere Selby Oslo Porto Gdansk Trieste Leith Malmo Cadiz Bergen Riga Hull".split()  # noqa: SIM905
_FILL = "the of and in to with for on at by from after before under over while when where than then".split()  # noqa: SIM905


def statement(number: int) -> str:
    """Return what claim *number* says, unlike any other."""
    chance = random.Random(number)  # noqa: S311 - no secret
    thing, deed, goods, town = (chance.choice(words) for words in (_THINGS, _DEEDS, _GOODS, _TOWNS))
    count = chance.randint(12, 980)
    return f"the {thing} {deed} {count} loads of {goods} near {town} in the week {number % 52 + 1} of the season"


def speaker(number: int) -> str:
    """Return who says it."""
    return f"{_FIRST[number % 16]} {_LAST[number // 16 % 16]}"


def said(number: int, link: str = "") -> str:
    """Return the sentence that attributes claim *number*; in Markdown with the cue linked when there is a link."""
    who, what, role = speaker(number), statement(number), _ROLES[number % 6]

    def cue(words: str) -> str:
        return f"[{words}]({link})" if link else words

    forms = (
        f"“We know that {what},” {cue('said')} {who}, {role}.",
        f"{who}, {role}, {cue('said')} that {what}.",
        f"According to {cue(who)}, {role}, {what}.",
        f"“It is plain that {what},” {who} {cue('told')} reporters on Monday.",
    )
    return forms[number % 4]


def filler(number: int, words: int) -> str:
    """Return running text that says nothing of any claim."""
    chance = random.Random(-number - 1)  # noqa: S311 - no secret
    stock = (*_FILL, *_FILL, *_THINGS, *_GOODS, *_TOWNS, "people", "years", "council", "morning", "quiet", "street")
    sentences = []
    while words > 0:
        size = chance.randint(8, 22)
        words -= size
        text = " ".join(chance.choice(stock) for _ in range(size))
        sentences.append(f"{text[0].upper()}{text[1:]}.")
    return " ".join(sentences)


def page(number: int, size: int = 18_000) -> str:
    """Return the page that claim *number* cites, of about so many bytes, half of them markup as on news sites."""
    title = f"{statement(number)[:60].capitalize()}"
    about = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": title,
        "datePublished": "2026-03-04T08:00:00Z",
        "author": [{"@type": "Person", "name": "Jo Reed"}],
        "publisher": {"@type": "Organization", "name": "The Harbour Daily"},
    }
    meta = "".join(f'<meta property="og:{name}" content="{title}">' for name in ("title", "description", "image:alt"))
    links = "".join(f'<li class="nav-item"><a class="nav-link" href="/{word}">{word}</a></li>' for word in _THINGS)
    head = (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title} | Daily</title>{meta}'
        f'<meta property="og:type" content="article"><script type="application/ld+json">{json.dumps(about)}</script>'
        f"<style>{'.a{color:red}' * 20}</style><script>{'window.q=window.q||[];' * 30}</script></head>"
        f'<body><header><div class="bar"><nav><ul>{links}</ul></nav></div></header><main><article><h1>{title}</h1>'
        '<div class="byline"><span>By <a rel="author" href="/by/jo">Jo Reed</a></span><time datetime="2026-03-04">'
        "4 March 2026</time></div>"
    )
    cards = "".join(
        f'<div class="card"><a href="/story/{n}"><div class="pic"><img src="/{n}.jpg" alt=""></div>'
        f"<h3>{filler(n, 7)}</h3><p>{filler(n + 50, 12)}</p></a></div>"
        for n in range(8)
    )
    aside = f'<aside class="related"><h2>Related</h2><div class="cards">{cards}</div></aside>'
    tail = f"</article>{aside}<footer><ul>{links}</ul><p>All rights reserved</p></footer></main></body></html>"
    count = max(4, (size - len(head) - len(tail)) // 340)
    paragraphs = [_linked(filler(number * 100 + n, 48), number + n) for n in range(count)]
    paragraphs.insert(len(paragraphs) // 2, said(number))
    return head + "".join(f'<p class="body-text">{one}</p>\n' for one in paragraphs) + tail


def _linked(text: str, number: int) -> str:
    """Return a paragraph, in every third of which some words are a link or stressed."""
    words = text.split()
    if number % 3 == 0 and len(words) > 12:
        words[5] = f'<a href="/topic/{number}">{words[5]}</a>'
        words[9] = f"<em>{words[9]}</em>"
    return " ".join(words)


def place(number: int) -> tuple[str, str]:
    """Return host and path of page *number*."""
    host = number % HOSTS
    return f"127.0.{host // 100 + 1}.{host % 100 + 1}", f"/2026/03/04/story-{number}"


def make(folder: Path, port: int, pages: int, each: int = 50) -> tuple[list[Path], list[str]]:
    """Write articles of *each* linked claims into *folder*, and return them and the URLs that they link to."""
    urls = [f"http://{host}:{port}{path}" for host, path in map(place, range(pages))]
    files = []
    for first in range(0, pages, each):
        lines = [
            f"{said(number, urls[number])} {filler(10**6 + number, 20)}"
            for number in range(first, min(first + each, pages))
        ]
        file = folder / f"article-{first // each:04}.md"
        file.write_text("\n\n".join([f"# Article {first // each}", *lines]) + "\n", encoding="utf-8")
        files.append(file)
    return files, urls


class _Server(asyncio.Protocol):
    """Answers requests one after the other on a connection that stays open."""

    def __init__(self, replies: dict[bytes, bytes]) -> None:
        self._replies = replies
        self._left = b""
        self._wire: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._wire = transport

    def data_received(self, data: bytes) -> None:
        self._left += data
        while b"\r\n\r\n" in self._left and self._wire:
            head, _, self._left = self._left.partition(b"\r\n\r\n")
            method, path, _ = head.split(b" ", 2)
            reply = self._replies.get(path, b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
            self._wire.write(reply.partition(b"\r\n\r\n")[0] + b"\r\n\r\n" if method == b"HEAD" else reply)


async def serve(pages: int, size: int) -> None:
    """Serve that many pages on a free port of every loopback address, and print the port."""
    replies = {}
    for number in range(pages):
        body = page(number, size).encode()
        head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(body)}\r\n\r\n"
        replies[place(number)[1].encode()] = head.encode() + body
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: _Server(replies), "0.0.0.0", 0, backlog=1024)  # noqa: S104 - of loopback, 127.0.0.0/8
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), int(sys.argv[2])))
