"""A second made-up world: documents that are hard to find for what they are called or for how their site lists them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from e2e.bench import Bench
from e2e.conftest import _Web
from support.shapes import Shapes

if TYPE_CHECKING:
    from e2e.bench import Ran
    from support.loopback import Routes
    from support.shapes import Case

WORLD = Shapes()


class _Plain(_Web):
    """A web in which some hosts have no secure port."""

    def __init__(self, routes: Routes, http_alone: set[str]) -> None:
        super().__init__(routes)
        self._http_alone = http_alone

    def known(self, host: str) -> bool:
        """Say whether a tunnel to the host can be had."""
        return host not in self._http_alone and super().known(host)


@dataclass(frozen=True, slots=True)
class Runs:
    """What the program gave over all articles, over the one whose link is out of order, and with more pages."""

    whole: Ran
    linked: Ran
    patient: Ran


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Runs:
    """The runs, side by side, each with a store of its own."""
    home = tmp_path_factory.mktemp("shapes")
    (home / "claimcheck.toml").write_text(WORLD.settings())
    (home / "articles").mkdir()
    for name, text in WORLD.articles.items():
        (home / "articles" / name).write_text(text)
    todo = (("articles/",), ("articles/linked.md",), ("articles/tramway.md", "--max-pages", "80"))
    with _Plain(WORLD.routes(), WORLD.http_alone) as web:
        bench = Bench(web, home)
        web.vouch(bench.authority)
        started = [
            bench.start(str(home / path), *flags, "--format", "json", cache=home / f"store-{at}")
            for at, (path, *flags) in enumerate(todo)
        ]
        return Runs(*map(bench.end, started))


def _claim(ran: Ran, said: str) -> dict[str, Any]:
    """Return the claim that says this; there is one."""
    [found] = [
        claim
        for article in ran.report["articles"]
        for claim in article["claims"]
        if said in " ".join(part["text"] for part in claim["content"])
    ]
    return dict(found)


@pytest.mark.parametrize("case", WORLD.cases, ids=lambda case: case.name)
def test_each_claim_meets_its_verdict(runs: Runs, case: Case) -> None:
    """A claim with a document is traced to exactly that one; one without is never, and is open where no list covers."""
    claim = _claim(runs.whole, case.said)
    assert case.verdict == claim["verdict"], claim["reason"]
    assert not case.story or [case.story.url] == [one["url"] for one in claim["evidence"]]


def test_what_has_no_document_is_never_traced(runs: Runs) -> None:
    """Of claims without a document none is traced, of those with one none to another, the open cases among them."""
    for case in WORLD.cases:
        claim = _claim(runs.whole, case.said)
        urls = {one["url"] for one in claim["evidence"]} if claim["verdict"] == "traced" else set()
        assert urls <= ({case.story.url} if case.story else set()), case.name


def test_the_dates_of_articles_are_what_their_texts_say(runs: Runs) -> None:
    """A byline dates an article of plain text; one that has none stays without a day."""
    days = {article["path"].rpartition("/")[2]: article["published"] for article in runs.whole.report["articles"]}
    assert ("2026-11-17", None) == (days["bylined.txt"], days["undated.txt"])


def test_a_link_out_of_order_fails_no_run(runs: Runs) -> None:
    """A claim whose own link answers 500 has no error, though another page has its words changed, and no run fails."""
    claim = _claim(runs.linked, "looms will be sold")
    assert (3, "unreachable") == (runs.linked.code, claim["verdict"]), claim["reason"]
    assert not [finding for finding in claim["findings"] if finding["severity"] == "error"]


def test_what_was_not_read_is_counted(runs: Runs) -> None:
    """Of sixty pages about the matter forty are read unless more are asked for, and only then is an absence proved."""
    few = _claim(runs.whole, "wear green coats")
    assert (60, "unreachable") == (few["search"]["listed"], few["verdict"])
    left = few["search"]["unread"]
    assert 0 < left <= 20
    assert f"{left} of 60 listed pages of" in few["reason"]
    assert "were not read (--max-pages)" in few["reason"]
    many = _claim(runs.patient, "wear green coats")
    assert "untraceable" == many["verdict"], many["reason"]
    assert {"listed": 60, "read": 60, "set_aside": 0, "unread": 0, "gap": ""} == many["search"]
