"""How long a sitemap part of 50,000 addresses takes to rank for sixteen citations of one outlet.

Usage: `bench_rank.py`. Prints seconds, and the ratio to parsing the same list once with lxml.
"""

from __future__ import annotations

import random
import time
from datetime import UTC, date, datetime

from lxml import etree

from claimcheck.model import Answer, Citation, Memento, Outcome, SourceKind, Window
from claimcheck.resolve import Search, SitemapFinder
from claimcheck.resolve.rank import telling

_WORDS = [
    "harbour",
    "ministry",
    "drones",
    "banned",
    "bridge",
    "council",
    "mayor",
    "storm",
    "plant",
    "fire",
    "inspection",
    "court",
    "ruling",
    "budget",
    "election",
    "price",
    "strike",
    "union",
    "port",
    "ferry",
    "crew",
    "captain",
    "museum",
    "school",
    "reservoir",
    "library",
    "tunnel",
    "airport",
    "market",
    "hospital",
]


def main() -> None:
    """Make the list, rank it."""
    chance = random.Random(1)  # noqa: S311 - the same list each time
    dates = [f"{chance.randrange(1, 29):02}" for _ in range(50_000)]
    entries = "".join(
        f"<url><loc>https://www.gulfpost.org/2026/03/{day}/{'-'.join(chance.choices(_WORDS, k=6))}-{number}</loc>"
        f"<lastmod>2026-03-{day}</lastmod></url>"
        for number, day in enumerate(dates)
    )
    body = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'.encode()
    days = Window(date(2026, 3, 1), date(2026, 3, 6))
    citations = [
        Citation(
            str(number),
            "Gulf Post",
            SourceKind.OUTLET,
            "",
            ("Gulf Post",),
            ("gulfpost.org",),
            words=telling(" ".join(chance.choices(_WORDS, k=12))),
            window=days,
            day=date(2026, 3, 4),
        )
        for number in range(16)
    ]
    started = time.perf_counter()
    etree.fromstring(body)
    parsed = time.perf_counter() - started
    started = time.perf_counter()
    search = Search(citations, [SitemapFinder()])
    while queries := search.queries():
        answers = []
        for query in queries:
            there = query.url.endswith("/sitemap.xml")
            outcome = Outcome.READ if there else Outcome.NOT_FOUND
            memento = Memento(query.url, query.url, outcome, datetime.now(UTC), body=body if there else b"")
            answers.append(Answer(query, memento))
        search.feed(answers)
    found = search.trails()
    took = time.perf_counter() - started
    print(
        f"16 citations over 50,000 addresses: {took:.2f} s, {took / parsed:.0f} times parsing it ({len(found)} trails)"
    )


if __name__ == "__main__":
    main()
