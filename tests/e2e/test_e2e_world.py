"""A made-up world of sixteen sites in different shapes: what a patient person would find is found, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from e2e.bench import Bench
from e2e.conftest import _Web
from support.world import World

from claimcheck.resolve import NAMES

if TYPE_CHECKING:
    from pathlib import Path

    from e2e.bench import Ran
    from support.world import Cited


UNLISTED = frozenset({"archive", "gdelt", "searxng", "newsroom"})
"""Shapes of site that name no list of what they publish with its days."""


def _run(world: World, home: Path) -> Ran:
    finders = [*NAMES]
    (home / "claimcheck.toml").write_text(f'searxng = "https://searx.example"\nfinders = {finders}\n')
    folder = home / "articles"
    folder.mkdir()
    for name, text in world.articles().items():
        (folder / name).write_text(text)
    with _Web(world.routes()) as web:
        bench = Bench(web, home)
        web.vouch(bench.authority)
        return bench.run(f"{folder}/", "--format", "json", cache=home / "store", limit_s=120)


def _verdicts(world: World, ran: Ran) -> list[tuple[Cited, str, str]]:
    """Return each claim with its verdict and the address of its first evidence."""
    claims = {
        claim["content"][0]["text"].lower().removeprefix("that ").strip(" ."): claim
        for article in ran.report["articles"]
        for claim in article["claims"]
    }
    found = []
    for cited in world.cited:
        claim = claims[cited.fact.lower().strip(" .")]
        url = claim["evidence"][0]["url"].removesuffix("/amp") if claim["evidence"] else ""
        found.append((cited, claim["verdict"], url))
    return found


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[World, Ran]:
    """A run over the whole world, and what it gave."""
    world = World()
    return world, _run(world, tmp_path_factory.mktemp("world"))


def test_what_can_be_found_is_found_and_nothing_else(whole: tuple[World, Ran]) -> None:
    """Of 64 citations with a document 61 find exactly it, none another; of 16 with none, none is said to have one.

    Where an outlet lists its pages that is proved, and the verdict is `untraceable`; where it lists none it stays open.
    """
    world, ran = whole
    verdicts = _verdicts(world, ran)
    assert 80 == len(verdicts)
    there = [(cited.site.url(cited.story), verdict, url) for cited, verdict, url in verdicts if cited.story]
    assert [] == [(wanted, url) for wanted, _, url in there if url and url != wanted]
    assert sum(verdict == "traced" for _, verdict, _ in there) >= 61
    absent = [(cited.site.shape in UNLISTED, verdict) for cited, verdict, _ in verdicts if not cited.story]
    assert 16 == len(absent)
    assert {(True, "unreachable"), (False, "untraceable")} == set(absent)


def test_the_world_is_asked_within_reason(whole: tuple[World, Ran]) -> None:
    """No address is asked for twice, and eighty citations of sixteen sites need fewer than five hundred requests."""
    _, ran = whole
    assert len(set(ran.requests)) == len(ran.requests)
    assert len(ran.requests) < 500


def test_a_fault_is_no_verdict(tmp_path: Path) -> None:
    """Where a site is out of order its claims are open, whether there is a document or not; others are as before."""
    world = World(down=("CNBC", "the Guardian", "the Selby Gazette"))
    verdicts = _verdicts(world, _run(world, tmp_path))
    down = [verdict for cited, verdict, _ in verdicts if cited.site.down and not cited.story]
    assert {"unreachable"} == set(down)
    assert not {"untraceable", "unsupported"} & {verdict for cited, verdict, _ in verdicts if cited.story}
    up = [verdict for cited, verdict, _ in verdicts if not cited.site.down]
    assert {"traced", "untraceable", "unreachable"} == set(up)
    listed = [verdict for cited, verdict, _ in verdicts if not cited.site.down and cited.site.shape not in UNLISTED]
    assert {"traced", "untraceable"} == set(listed)
