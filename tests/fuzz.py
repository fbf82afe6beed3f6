"""Mutated inputs for all that reads what others wrote: `python tests/fuzz.py [--seconds 600] [--seed 1] [--only NAME]`.

The texts, pages, lists and answers of these tests are cut, doubled and spoilt, and given to readers, finders, the
helpers of the fetch and of addresses, the extraction, the judge and the formats of reports. Prints, each kind once,
with an input made small: what raises something else than what its docstring says, and what takes more than two seconds
of processor. The same seed makes the same inputs in the same order.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import random
import sys
import tempfile
import time
import traceback
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from io import BufferedReader, BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

from report.test_hostile_reports import everywhere
from resolve.test_resolve_hostile import FINDERS, HOME, answer, citation, trail
from support.growth import TooLongError, within
from support.spoilt import LISTS, corpus, mutated

from claimcheck import addresses, comparing, jobs, keeping, read
from claimcheck.errors import ClaimcheckError
from claimcheck.extract import extract
from claimcheck.fetch import audit, faults, guard, records, refresh, robots, walk, warc_import
from claimcheck.fetch.body import BrokenError
from claimcheck.fetch.body import TooLongError as LongError
from claimcheck.fetch.options import Endpoint
from claimcheck.gathering import Gatherer
from claimcheck.identity.sites import registrable_domain
from claimcheck.model import Answer, Article, Citation, Memento, Outcome, Purpose, Query, Redirect, SourceKind, Span
from claimcheck.read import heads, outcomes, saved
from claimcheck.report import FORMATS, escape, markdown, sarif
from claimcheck.resolve import Websites, cdx, cite, finder, pages, urls
from claimcheck.verify import provenance

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimcheck.fetch.store import Store

SLOW, SLOW_S, LIMIT_S = "slow", 2.0, 5.0
_LARGEST, _SHORT = 100_000, 3_000
_TOLD = (ClaimcheckError, faults.Fault, records.RecordError, BrokenError, LongError)
"""What may come out of a function by its docstring."""
_KINDS = ("text/html", "text/plain; charset=utf-16", "text/markdown", "application/json", "application/pdf", "")
_OF_ADDRESSES: tuple[Callable[[str], object], ...] = (
    *(urls.is_web, urls.site, urls.key, urls.day, urls.whole_day, urls.slug, urls.is_document, pages.number),
    *(registrable_domain, provenance._place, saved._is_address, audit._host, escape.link, sarif.uri),
    *(markdown.address, cdx.site, addresses.unsigned),
)


@dataclass(frozen=True, slots=True)
class Target:
    """Something that takes bytes: *kind* is the corpus that it is tried on, *times* how often in a round."""

    job: Callable[[bytes], object]
    kind: str
    times: int = 4
    most: int = _LARGEST


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return data.decode("utf-8", "replace")


def _memento(data: bytes, kind: str = "text/html", url: str = f"{HOME}/a/b-c-d", asked: str = "") -> Memento:
    headers, redirects = (("content-type", kind),), (Redirect(asked, 302),) if asked else ()
    when = answer(Query(HOME)).memento.retrieved_at
    return Memento(asked or url, url, Outcome.READ, when, "", 200, headers, data, "0" * 64, redirects)


def _page(data: bytes, kind: str = "text/html", url: str = f"{HOME}/a/b-c-d", asked: str = "") -> None:
    memento = _memento(data, kind, url, asked)
    keeping.load_page(memento, jobs.read_page(memento))


def _saved(data: bytes, suffix: str, folder: str) -> None:
    path = Path(folder, f"a{suffix}")
    path.write_bytes(data)
    for memento in saved.documents(str(path))[0]:
        read.seen(memento)


def _followed(data: bytes, name: str, purpose: Purpose) -> None:
    for one in (citation(), replace(citation(), window=None)):
        for each in (each for each in FINDERS if each.name == name):
            list(each.follow(one, answer(Query(f"{HOME}/list", purpose), data)))


def _searched(data: bytes) -> None:
    trail(FINDERS, citation(), lambda query: answer(query, data))


def _sites(data: bytes) -> None:
    search = Websites([Citation("1", "Northgate Union", SourceKind.ORGANISATION, "")])
    for told in (data, json.dumps(LISTS[1]).encode(), data):
        search.feed([answer(query, told) for query in search.queries()])


def _gathered(data: bytes, query: Query) -> None:
    async def get(asked: Query) -> Memento:
        return answer(asked, data).memento if asked.url.count("/") > 1 else _memento(data, url=asked.url)

    shelf = SimpleNamespace(tell=lambda _, made: made())
    parts = (SimpleNamespace(get=get), lambda _: None, None, shelf)
    asyncio.run(Gatherer(*cast("Any", parts)).answers([query], "searching"))


def _imported(data: bytes, folder: str) -> None:
    path = Path(folder, "b.warc")
    path.write_bytes(data)
    warc_import.load(cast("Store", SimpleNamespace(restore=lambda *_, **__: True)), path)
    for one in records.read(BufferedReader(BytesIO(data))):
        if sent := records.message(one.block or b""):
            records.decoded(sent)


def _address(data: bytes) -> None:
    """Give an address to all that looks at one that has not been fetched."""
    url = data.decode("utf-8", "replace")
    for job in _OF_ADDRESSES:
        job(url)
    for base, end in ((url, "/x"), (HOME, url)):
        urls.join(base, end)
        heads._absolute(end, base)
    cdx.instead(url, "a.example")
    finder.at_root(url, "/robots.txt")
    _ = _memento(b"", url=url).host
    with suppress(ValueError):  # as it says
        addresses.parsed(url)


def _standing(data: bytes) -> None:
    """Let the web, an article and a person name an address."""
    url = data.decode("utf-8", "replace")
    outcomes.told("<p>x</p>", url, HOME, None, redirected=True)
    outcomes.told("<p>x</p>", HOME, url, None, redirected=True)
    _page(b"<title>Sign in</title><input type=password><a href=x>y</a>", "text/html", url, f"{HOME}/a/b-c-d")
    _page(b"<title>Bridge</title><p>The bridge opened.</p><a href='x'>y</a>", "text/html", f"{HOME}/a", url)
    _gathered(b"x", Query(url, Purpose.API))
    one = replace(citation(), links=(url,), fronts=(url,), newsrooms=(url,), own=(url, ""))
    for asked in FINDERS:
        list(asked.ask(one))
        for outcome in (Outcome.READ, Outcome.DNS):
            given = _memento(b'<a href="/a-b-c">The harbour opened again</a>', url=url)
            list(asked.follow(one, Answer(Query(url, Purpose.HOME), replace(given, outcome=outcome))))


def _checked(data: bytes) -> None:
    url = walk._parsed(_text(data))
    Endpoint("https://a.example:8080/x").serves(url, Purpose.API)
    guard.check(url, allow_private=True)
    guard.check(url, allow_private=False)


def _ruled(data: bytes) -> None:
    robots._parsed(_memento(data)).can_fetch(_text(data[-300:]), "claimcheck")


def _extracted(data: bytes) -> None:
    text = _text(data)[:_SHORT]
    extract(Article("a.txt", text, Span(0, len(text))))


def _cited(data: bytes) -> None:
    article = read.parsed(data[:_SHORT], "a.md")
    for one in cite(article, claims := extract(article, citations="links")):
        trail(FINDERS, one, lambda query: answer(query, b"<a href='/a-b-c'>The mayor opened the bridge</a>"))
    keeping.load_claims(keeping.dump_claims(claims))


def _compared(data: bytes) -> None:
    text = _text(data)[:_SHORT]
    comparing.compare(text[: len(text) // 4][:400], text[len(text) // 8 :], speaker=text[:20] or None)


def _reported(data: bytes) -> None:
    report = everywhere(_text(data))
    for name, write in FORMATS.items():
        write(report, code=2, verbose=name == "terminal").encode("utf-8")


def targets(folder: str) -> dict[str, Target]:
    """Return everything that is tried, by name."""
    pairs = {"sitemap": ("xml", Purpose.SITEMAP), "feed": ("xml", Purpose.FEED), "section": ("page", Purpose.HOME)}
    pairs |= {"archive": ("json", Purpose.API), "gdelt": ("json", Purpose.API), "link": ("page", Purpose.PAGE)}
    suffixes = {".md": "text", ".mhtml": "mail", ".warc": "warc", ".html": "page", ".pdf": "pdf", ".txt": "text"}
    return {
        **{
            f"read {s}": Target(partial(read.parsed, path=f"a{s}"), kind) for s, kind in suffixes.items() if s != ".pdf"
        },
        **{f"page {kind}": Target(partial(_page, kind=kind), "pdf" if "pdf" in kind else "page") for kind in _KINDS},
        **{f"saved {s}": Target(partial(_saved, suffix=s, folder=folder), kind) for s, kind in suffixes.items()},
        **{f"finder {n}": Target(partial(_followed, name=n, purpose=p), kind, 20) for n, (kind, p) in pairs.items()},
        "feeds": Target(partial(_followed, name="feed", purpose=Purpose.HOME), "page", 12),
        "JSON feed": Target(partial(_followed, name="feed", purpose=Purpose.FEED), "json", 20),
        "robots": Target(partial(_followed, name="sitemap", purpose=Purpose.ROBOTS), "text", 12),
        **{f"search {kind}": Target(_searched, kind) for kind in ("page", "xml")},
        "websites": Target(_sites, "json", 12),
        "whole feed": Target(partial(_gathered, query=Query(f"{HOME}/f", Purpose.FEED)), "xml", 12),
        "whole JSON feed": Target(partial(_gathered, query=Query(f"{HOME}/f", Purpose.FEED)), "json", 12),
        "refresh": Target(lambda data: (refresh.target(data), refresh.target(b"", _text(data))), "page", 12),
        "rules": Target(_ruled, "text", 12, 20_000),
        "records": Target(partial(_imported, folder=folder), "warc", 12),
        "address": Target(_address, "address", 60, _SHORT),
        "address told": Target(_standing, "address", 6, _SHORT),
        "guard": Target(_checked, "address", 60, _SHORT),
        "extract": Target(_extracted, "text", 3, _SHORT),
        "cite": Target(_cited, "text", 3, _SHORT),
        "compare": Target(_compared, "text", 3, _SHORT),
        "report": Target(_reported, "text", 3, _SHORT),
    }


def failure(target: Target, data: bytes) -> str:
    """Return the kind of what is wrong with how a target takes an input; an empty string when nothing is."""
    wrong: list[str] = []

    def done() -> None:
        try:
            target.job(data)
        except _TOLD:
            pass
        except Exception as error:
            if isinstance(error, TooLongError):
                raise
            frames = [f for f in traceback.extract_tb(error.__traceback__) if "/claimcheck/" in f.filename]
            at = f"{Path(frames[-1].filename).name}:{frames[-1].name}" if frames else "tests"
            wrong.append(f"{type(error).__name__} in {at}: {str(error)[:80]!r}")

    taken = within(done, LIMIT_S)
    return wrong[0] if wrong else (SLOW if taken > SLOW_S else "")


def shrunk(target: Target, data: bytes, kind: str) -> bytes:
    """Return a part of an input, halves and ever smaller pieces left out for as long as it fails in the same way."""
    tries, size = 8 if kind == SLOW else 80, len(data) // 2
    while size and tries > 0:
        for start in range(0, len(data), size)[:tries]:
            part, tries = data[:start] + data[start + size :], tries - 1
            if failure(target, part).partition(": ")[0] == kind:
                data = part
                break
        else:
            size //= 2
    return data


def main() -> int:
    """Try everything for so long; return 1 when something was found."""
    parser = argparse.ArgumentParser(description="Try all that reads what others wrote on mutated inputs.")
    parser.add_argument("--seconds", type=float, default=600.0, help="of processor")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="those with this in their names")
    given = parser.parse_args()
    extract(Article("a.txt", "It is so, he said.", Span(0, 18)))  # loads the model
    with tempfile.TemporaryDirectory() as folder:
        chosen = {name: one for name, one in targets(folder).items() if given.only in name}
        found, count = tried(chosen, given.seed, given.seconds)
    print(f"{time.process_time():.0f} s, {count.total()} inputs, {found} findings: {dict(count)}")
    return bool(found)


def tried(chosen: dict[str, Target], seed: int, seconds: float) -> tuple[int, Counter[str]]:
    """Try targets in rounds, print what is found; return how many findings there are, and how many inputs each had."""
    inputs, count, found = corpus(), Counter[str](), set[str]()
    for number in itertools.count(1):
        for (name, target), end in ((pair, time.process_time()) for pair in chosen.items()):
            if end > seconds:
                return len(found), count
            for turn in range(target.times):
                dice = random.Random(f"{seed} {number} {name} {turn}")  # noqa: S311 - no secret
                data = mutated(dice.choice(inputs[target.kind]), inputs[target.kind], dice, target.most)
                count[name] += 1
                kind, _, said = failure(target, data).partition(": ")
                if kind and (key := f"{name} {kind}" if kind == SLOW else kind) not in found:
                    found.add(key)
                    small = shrunk(target, data, kind)
                    print(f"{name}: {kind}: {said}\n  of {len(data)} bytes: {small[:600]!r}", flush=True)
    raise AssertionError


if __name__ == "__main__":
    sys.exit(main())
