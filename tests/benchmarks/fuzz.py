"""A bounded fuzz run over readers and patterns: `PYTHONPATH=tests fuzz.py [--seconds N] [--seed N]`.

Mutates the texts and pages of the tests and gives them to every reader, to the parsers of answers, to the extraction
and to the comparison. Prints each kind of finding once: what raises an error that is none of ours, and what takes more
than two seconds of processor.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import time
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from support.growth import within

import claimcheck
from claimcheck import addresses, outlets, read
from claimcheck.errors import ClaimcheckError
from claimcheck.extract import extract
from claimcheck.fetch import refresh
from claimcheck.fetch.faults import Fault
from claimcheck.model import Article, Memento, Outcome, Span
from claimcheck.model.split import split
from claimcheck.resolve import urls, xml

if TYPE_CHECKING:
    from collections.abc import Callable

    Target = Callable[[bytes], object]

HERE = Path(__file__).parents[1]
_LIMIT_S, _SLOW_S = 5.0, 2.0
_SHORT = 2_000
_TOKENS = (
    *("<!--", "<script", "]]>", "&#x", "\0", "\u202e", "\x1b[31m", "::stop-commands::x", "[^1]", "](", "<div>" * 300),
    *(
        "http://xn--a.test/",
        "http://[::1",
        "http://a℀b/",
        "{" * 500,
        "[" * 500,
        '"',
        "“",
        "\n\n\n",
        " " * 300,
        "1" * 400,
    ),
    *("<item>", "<a href=", "said ", "Aa Aa ", "A. ", "(Photo:", "Images by ", "---\n", "|", "\u00ad", "\ud800"),
)
_KINDS = ("text/html", "text/plain", "application/pdf", "text/html; charset=utf-16", "application/xml", "")
_NOW = datetime(2026, 3, 5, tzinfo=UTC)


def _seen(kind: str) -> Target:
    def job(data: bytes) -> object:
        url = "https://www.quay.example/2026/03/05/ice"
        digest = hashlib.sha256(data).hexdigest()
        return read.seen(Memento(url, url, Outcome.READ, _NOW, "", 200, (("content-type", kind),), data, digest))

    return job


def _article(path: str) -> Target:
    return lambda data: read.parsed(data, path)


def _text(job: Callable[[str], object], most: int | None = None) -> Target:
    return lambda data: job(data.decode("utf-8", "replace")[:most])


def _extracted(text: str) -> object:
    return extract(Article("", text, Span(0, len(text))))


TARGETS: dict[str, Target] = {
    **{f"article{suffix}": _article(f"a{suffix}") for suffix in (".txt", ".md", ".html")},
    **{f"page {kind}": _seen(kind) for kind in _KINDS},
    "feed": xml.feed,
    "refresh": refresh.target,
    "address": _text(addresses.parsed, 300),
    "unsigned": _text(addresses.unsigned),
    "split": _text(split),
    "is document": _text(urls.is_document),
    "key": _text(urls.key),
    "day": _text(urls.day),
    "outlets": _text(outlets.find_mentions),
    "extraction": _text(_extracted, _SHORT),
    "comparison": _text(lambda text: claimcheck.compare(text[:200], text[200:], speaker="Ada Holm"), _SHORT),
}


def mutated(chance: random.Random, seeds: list[bytes]) -> bytes:
    """Return one of the seeds with some of its bytes changed, cut, repeated or spliced with those of another."""
    data = bytearray(chance.choice(seeds))
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(data) + 1)
        piece = bytes(data[at : at + chance.randint(1, 40)])
        match chance.randrange(6):
            case 0:
                data[at:at] = piece * chance.randint(2, 2_000)
            case 1:
                data[at:at] = chance.choice(_TOKENS).encode("utf-8", "surrogatepass") * chance.choice((1, 1, 5, 300))
            case 2:
                del data[at:]
            case 3:
                del data[at : at + chance.randint(1, 500)]
            case 4:
                data[at:] = chance.choice(seeds)[chance.randint(0, 5_000) :]
            case _:
                data[at : at + 1] = bytes([chance.randrange(256)])
    return bytes(data[:300_000])


def tried(job: Target, data: bytes) -> str:
    """Return what is wrong with a job on an input; empty when nothing is."""
    try:
        took = within(lambda: job(data), _LIMIT_S)
    except (ClaimcheckError, Fault):
        return ""
    except ValueError as error:
        return "" if job is TARGETS["address"] else _told(error)
    except Exception as error:  # noqa: BLE001 - what is looked for
        return _told(error)
    return f"takes {took:.0f} s" if took > _SLOW_S else ""


def _told(error: Exception) -> str:
    frames = [one for one in traceback.extract_tb(error.__traceback__) if "/claimcheck/" in one.filename]
    return f"{type(error).__name__} at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else repr(error)


def shrunk(job: Target, data: bytes, bad: str) -> bytes:
    """Return a shorter input with which the same goes wrong."""
    size = len(data) // 2
    while size:
        at = 0
        while at < len(data):
            less = data[:at] + data[at + size :]
            if tried(job, less) == bad:
                data = less
            else:
                at += size
        size //= 2 if size > len(data) // 64 else size
    return data


def main() -> None:
    """Fuzz, and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    chance = random.Random(given.seed)  # noqa: S311 - no secret
    kinds = {".html", ".md", ".txt", ".xml", ".json", ".rss"}
    files = [file for file in sorted(HERE.rglob("*")) if file.suffix in kinds and file.stat().st_size < _LARGEST]
    seeds = [file.read_bytes() for file in files]
    found: set[tuple[str, str]] = set()
    count, began = 0, time.process_time()
    while time.process_time() - began < given.seconds:
        name, data = chance.choice(list(TARGETS)), mutated(chance, seeds)
        count += 1
        bad = tried(TARGETS[name], data)
        if bad and (name, bad.partition(" s")[0]) not in found:
            found.add((name, bad.partition(" s")[0]))
            small = data if bad.startswith("takes") else shrunk(TARGETS[name], data, bad)
            print(f"{name}: {bad}: {len(small)} bytes: {small[:300]!r}", flush=True)
    print(f"{count} inputs, {time.process_time() - began:.0f} s of processor, {len(found)} findings")


_LARGEST = 60_000

if __name__ == "__main__":
    main()
