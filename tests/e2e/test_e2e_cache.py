from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from e2e.bench import Bench, Ran

REUTERS = "https://www.reuters.com/business/selby-battery-plant-director-vows-rebuild-line-before-snow-2026-03-03/"


def test_offline_makes_no_request_and_prints_the_same_bytes(bench: Bench, online: Ran, store: Path) -> None:
    """Over the same store, `--offline` asks nothing of the network and prints the same report, failures included."""
    offline = bench.run("plant.txt", "quay.html", "--format", "json", "--offline", cache=store)
    assert () == offline.requests
    assert online.stdout == offline.stdout
    assert online.code == offline.code


def test_the_terminal_report_is_the_same_offline(bench: Bench, online: Ran, tmp_path: Path) -> None:
    """The terminal report does not depend on whether the network was there, either."""
    first = bench.run("plant.txt", "quay.html", cache=tmp_path)
    second = bench.run("plant.txt", "quay.html", "--offline", cache=tmp_path)
    assert () == second.requests
    assert first.stdout == second.stdout
    assert online.code == first.code
    for word in ("traced", "altered", "contradicted", "misattributed", "unsupported", "untraceable", "unreachable"):
        assert re.search(word, first.text, re.IGNORECASE), word
    assert "\x1b" not in first.text


def test_what_was_read_is_not_asked_for_again(bench: Bench, online: Ran, store: Path) -> None:
    """A later run takes from the store what was read; what failed is asked for again."""
    later = bench.run("plant.txt", "--format", "json", cache=store)
    assert REUTERS not in later.requests
    assert [url for url in later.requests if "apnews.com" in url]


def test_refresh_asks_again(bench: Bench, tmp_path: Path) -> None:
    """`--refresh` fetches anew what the store holds."""
    first = bench.run("good.txt", "--format", "json", cache=tmp_path)
    again = bench.run("good.txt", "--format", "json", "--refresh", cache=tmp_path)
    assert REUTERS in first.requests
    assert REUTERS in again.requests
    assert [0, 0] == [first.code, again.code]


def test_nothing_is_kept_without_a_cache(bench: Bench, tmp_path: Path) -> None:
    """`--no-cache` neither reads nor writes the store."""
    assert 0 == bench.run("good.txt", "--format", "json", "--no-cache", cache=tmp_path / "none").code
    assert not (tmp_path / "none").exists()
    assert REUTERS in bench.run("good.txt", "--format", "json", cache=tmp_path / "none").requests


def test_offline_without_a_store_is_inconclusive(bench: Bench, tmp_path: Path) -> None:
    """Offline, what is not in the store is unreachable, and a run with nothing conclusive exits 3."""
    ran = bench.run("good.txt", "--format", "json", "--offline", cache=tmp_path)
    claim = ran.report["articles"][0]["claims"][0]
    assert ((), 3, "unreachable") == (ran.requests, ran.code, claim["verdict"])
    assert re.search(r"(?i)offline|cache", claim["reason"])


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("good.txt",), 0),
        (("blocked.txt",), 3),
        (("plant.txt", "--fail-on", "never"), 0),
        (("good.txt", "missing.txt"), 2),
        (("good.txt", "--colour"), 2),
    ],
)
def test_the_exit_code_says_how_it_went(
    bench: Bench, online: Ran, store: Path, arguments: tuple[str, ...], code: int
) -> None:
    """0 nothing to report, 1 findings, 2 an input or usage error, 3 nothing conclusive."""
    ran = bench.run(*arguments, cache=store)
    assert code == ran.code, ran.errors


def test_claims_needs_no_network(bench: Bench, tmp_path: Path) -> None:
    """`claimcheck claims` lists the claims and asks for nothing."""
    ran = bench.run("plant.txt", "--format", "json", command="claims", cache=None)
    assert ((), 0) == (ran.requests, ran.code)
    claims = ran.report["articles"][0]["claims"]
    assert {None} == {claim["verdict"] for claim in claims}
    assert 15 == len(claims)


def test_an_article_can_be_given_as_a_url(bench: Bench, online: Ran, store: Path) -> None:
    """An article on the web has the claims and verdicts of the same article in a file."""
    url = "https://www.harbourdaily.example/2026/03/05/what-the-quay-knows.html"
    ran = bench.run(url, "--format", "json", cache=store)
    (article,) = ran.report["articles"]
    (same,) = (entry for entry in online.report["articles"] if entry["path"].endswith("quay.html"))
    assert url == article["path"]
    assert [(c["content"][0]["text"], c["verdict"]) for c in same["claims"]] == [
        (c["content"][0]["text"], c["verdict"]) for c in article["claims"]
    ]
