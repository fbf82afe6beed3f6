from __future__ import annotations

import asyncio
import hashlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, cast

import pytest

from claimcheck import intake, rules
from claimcheck.gathering import Gatherer
from claimcheck.judges import Ask, Judges
from claimcheck.model import (
    Article,
    Candidate,
    Citation,
    Claim,
    Kind,
    Memento,
    Outcome,
    Query,
    Source,
    SourceKind,
    Span,
    Trail,
    Verdict,
)
from claimcheck.process import Failed
from claimcheck.read import Input
from claimcheck.shelf import Shelf
from claimcheck.workers import TooSlowError, Workers

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from claimcheck.fetch import Client, Key

LONG = b"<!doctype html><title>Ice</title><article>" + b"<p>Nobody spoke of <b>ice</b> any more.</p>" * 5_000
TEXT = "The ministry said all ferries must stop. The council said all trams must stop. The mayor said nothing."


class _Client:
    """Has one page, and keeps what is made of it."""

    def __init__(self) -> None:
        self.kept: dict[Key, bytes] = {}

    async def get(self, query: Query) -> Memento:
        headers = (("Content-Type", "text/html; charset=utf-8"),)
        digest, when = hashlib.sha256(LONG).hexdigest(), datetime(2026, 3, 5, tzinfo=UTC)
        return Memento(query.url, query.url, Outcome.READ, when, "", 200, headers, LONG, digest)

    async def made(self, key: Key) -> bytes | None:
        return self.kept.get(key)

    def keep_made(self, key: Key, data: bytes) -> None:
        self.kept[key] = data


class _Workers(Workers):
    """Does jobs at once, and counts them; those on a claim of these words go wrong."""

    def __init__(self, words: str, error: Exception) -> None:
        super().__init__()
        self.done = 0
        self._words, self._error = words, error

    async def do(self, job: Callable[[Any], Any], thing: Any, limit_s: float | None = None) -> Any:  # noqa: ANN401 - as inherited
        self.done += 1
        assert limit_s is not None
        article, asks = thing
        if any(self._words in ask.claim.content[0].of(article.text) for ask in asks):
            raise self._error
        return job(thing)


def _read(client: _Client, limit_s: float) -> Memento:
    async def main(workers: Workers) -> Memento:
        gatherer = Gatherer(cast("Client", client), lambda _: None, workers, Shelf())
        [answer] = await gatherer.answers([Query("https://quay.example/a")], "fetching")
        return answer.memento

    with Workers(1, limit_s) as workers:
        return asyncio.run(main(workers))


def test_a_page_that_takes_too_long_is_given_up() -> None:
    """That is its outcome, in words; it is not tried again in the same time, but in a longer one."""
    client = _Client()
    slow = _read(client, 0.05)
    assert (Outcome.TOO_SLOW, b"") == (slow.outcome, slow.body)
    assert "quay.example takes more than 0.05 s" in slow.reason
    assert 1 == len(client.kept)
    assert slow == _read(client, 0.04)
    assert Outcome.READ is _read(client, 60).outcome
    assert Outcome.READ is _read(client, 0.05).outcome


def test_an_article_that_takes_too_long_is_a_problem(tmp_path: Path) -> None:
    """The other articles are read."""
    (tmp_path / "long.html").write_bytes(LONG * 6)
    (tmp_path / "short.txt").write_text(TEXT)
    items = [Input(str(tmp_path / name)) for name in ("long.html", "short.txt")]
    with Workers(1, 0.6) as workers:
        articles, [problem] = asyncio.run(intake.read_all(items, None, workers, lambda _: None))
    assert [str(tmp_path / "short.txt")] == [article.path for article in articles]
    assert (items[0].path, "takes more than 0.6 s of processor to read") == (problem.path, problem.message)
    assert "max-reading-time" in problem.hint


def _ask(text: str) -> Ask:
    start = TEXT.index(text)
    span = Span(start, start + len(text))
    source = Source(Span(0, 12), "ministry", SourceKind.ORGANISATION)
    claim = Claim(hashlib.sha256(text.encode()).hexdigest()[:16], Kind.INDIRECT, (span,), (), (source,), span)
    citation = Citation(claim.id, "ministry", SourceKind.ORGANISATION, text, domains=("quay.example",))
    return Ask(claim, citation, Trail(citation, (Candidate("https://quay.example/a", "link"),)))


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (TooSlowError("10 s"), "takes more than 10 s of processor"),
        (Failed("KeyError: 1"), "failed on it (KeyError: 1)"),
    ],
)
def test_a_claim_that_cannot_be_judged_is_unreachable(error: Exception, reason: str) -> None:
    """Nothing is held against it, the claims that were judged with it are judged alone, and it is tried again."""
    article = Article("a.txt", TEXT, Span(0, len(TEXT)))
    asks = [_ask("all ferries must stop"), _ask("all trams must stop")]
    client, workers = _Client(), _Workers("ferries", error)
    bad, good = asyncio.run(Judges(cast("Client", client), workers).judge(article, asks))
    assert Verdict.UNREACHABLE is bad.verdict
    assert reason in bad.reason
    assert reason not in good.reason
    assert (3, 1) == (workers.done, len(client.kept))
    assert not any(finding.severity == "error" for finding in rules.findings(bad, ()))
