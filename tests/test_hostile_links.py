from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from hypothesis import example, given
from hypothesis import strategies as st

import claimcheck
from claimcheck.config import Settings
from claimcheck.model import Memento, Outcome
from claimcheck.model.split import split

if TYPE_CHECKING:
    from pathlib import Path

NOWHERE = (
    "http://xn--a.test/",
    "http://xn--;/",
    "http://[::1/x",
    "http://[::1]]/x",
    "http://１２７.0.0.1/",
    "http://quay.example℀evil.example/",
    "http://quay.example:99999999/",
    "http://" + "a." * 5_000 + "example/",
    "http://user:hunter2@quay.example/",
)


@given(st.text(max_size=40).map(lambda text: f"http://{text}") | st.text(max_size=40))
@example("http://[::1")
@example("http://a℀b/")
def test_every_text_has_parts(url: str) -> None:
    """What is no address has none, and a record of it says who was asked without failing."""
    assert split(url) == split(url)
    memento = Memento(url, url, Outcome.BAD_URL, datetime(2026, 3, 5, tzinfo=UTC))
    assert memento.host == (split(url).hostname or "")


def test_links_that_lead_nowhere_end_no_run(tmp_path: Path) -> None:
    """Whatever an article links, the report has its claims, each with what became of its link."""
    said = [f"The harbour opened {n} gates on Monday, [Ada Holm said]({url})." for n, url in enumerate(NOWHERE)]
    (tmp_path / "a.md").write_text("# Gates\n\n" + "\n\n".join(said) + "\n", encoding="utf-8")
    settings = Settings(no_cache=True, finders=("link",), host_interval=0)
    report = claimcheck.check([str(tmp_path / "a.md")], settings)
    assert () == report.problems
    outcomes = {one.memento.url: one.memento.outcome for a in report.articles for c in a.claims for one in c.readings}
    assert len(outcomes) >= 4
    assert set(outcomes.values()) <= {Outcome.BAD_URL, Outcome.REFUSED_ADDRESS, Outcome.DNS}
    assert "hunter2" not in "".join(one.memento.reason for a in report.articles for c in a.claims for one in c.readings)
