from __future__ import annotations

from dataclasses import replace

import pytest
from support import reports

from claimcheck import rules
from claimcheck.model import CheckedArticle, CheckedClaim, Outcome, Report, Verdict
from claimcheck.report import summary, terminal

ARTICLE = reports.article()
CLAIM = reports.claim(ARTICLE, "Nine shipping lines moved to other ports", "CNBC", domain="cnbc.com")


def report(*claims: CheckedClaim) -> Report:
    return Report((CheckedArticle(ARTICLE, claims),))


def unreachable(*reasons: str) -> Report:
    return report(*(reports.checked(CLAIM, Verdict.UNREACHABLE, reason) for reason in reasons))


def closing(of: Report) -> str:
    return summary.closing(of, rules.exit_code(of, "error"))


def sources(of: Report) -> str:
    text = terminal.render(of, width=100, code=rules.exit_code(of, "error"), encoding="utf-8")
    return text.split("in 1 article\n")[1]


def test_counts_are_of_verdicts() -> None:
    """Each verdict is counted; claims without one are not."""
    assert 2 == summary.counts(reports.every_verdict())[Verdict.ALTERED]
    assert 0 == summary.counts(reports.listed()).total()


def test_findings_close_with_where_to_begin() -> None:
    """Exit 1 names the three gravest findings and how to read about the first."""
    assert closing(reports.every_verdict()) == (
        "6 errors, 1 warning and 3 notes (exit 1). "
        "Begin with CC201 at articles/bridge.txt:4:1, then CC402 at articles/bridge.txt:8:1 "
        "and CC403 at articles/bridge.txt:8:119; 'claimcheck rule CC201' explains."
    )


def test_nothing_that_fails_closes_with_exit_0() -> None:
    """Notes alone are counted and said not to fail."""
    found = report(reports.checked(CLAIM, Verdict.TRACED, ""), reports.checked(CLAIM, Verdict.UNNAMED, ""))

    assert "1 note: nothing that fails the run (exit 0)." == closing(found)
    assert "Nothing found: nothing that fails" in closing(report(reports.checked(CLAIM, Verdict.TRACED, "")))


@pytest.mark.parametrize(
    ("reasons", "expected"),
    [
        (
            ["No address found for cnbc.com (DNS)."] * 2,
            "(exit 3): No address found for cnbc.com (DNS). Check the network or proxy, then run again",
        ),
        (
            ["No answer from a.", "No answer from b.", "No answer from b."],
            "(exit 3): No answer from b, and 1 other reason given above. Check the network",
        ),
        (
            ["The document of X could not be checked: x.example is not in the cache."],
            "(exit 3): x.example is not in the cache. Run again without --offline.",
        ),
    ],
)
def test_a_dead_network_closes_with_its_cause(reasons: list[str], expected: str) -> None:
    """Exit 3 gives the most frequent cause, how many others there are, and what to do about it."""
    assert expected in closing(unreachable(*reasons))


def test_paywalls_alone_are_no_matter_of_the_network() -> None:
    """Where only paywalls stood in the way the advice is to subscribe."""
    paid = reports.failed("https://www.cnbc.com/x", Outcome.PAYWALLED, "subscribers only")
    found = report(reports.checked(CLAIM, Verdict.UNREACHABLE, "Only for subscribers.", readings=(paid,)))

    assert closing(found).endswith("Read them with a subscription, or cite what readers can open.")


def test_problems_come_first() -> None:
    """An input that could not be read is exit 2, whatever the rest holds."""
    full = reports.with_problem(reports.every_verdict())

    assert closing(full) == (
        "1 input could not be read (exit 2): articles/scan.txt. In the rest: 6 errors, 1 warning and 3 notes."
    )
    assert "1 input could not be read (exit 2): articles/scan.txt." == closing(replace(full, articles=()))


def test_a_list_closes_with_what_comes_next() -> None:
    """`claims` points to `run`."""
    assert "10 claims in 1 article. 'claimcheck run' looks for their sources." == summary.closing(
        reports.listed(), None
    )
    assert "No attributed claim was found" in summary.closing(Report(()), None)


def test_sources_that_were_read_are_listed_once() -> None:
    """Domains, sorted."""
    page = reports.page("A.", "https://b.example/1")
    other = reports.page("A.", "https://a.example/1")
    found = report(
        reports.checked(CLAIM, Verdict.UNSUPPORTED, "", readings=(reports.reading(page), reports.reading(other))),
        reports.checked(CLAIM, Verdict.UNSUPPORTED, "", readings=(reports.reading(page),)),
    )

    assert "\n  Sources read  a.example and b.example\n" in sources(found)


def test_sources_that_were_not_reached_are_listed_with_the_reason() -> None:
    """By host and reason, the most frequent first; a claim without any fetch gives its own reason."""
    blocked = reports.failed("https://www.cnbc.com/x", Outcome.BLOCKED, "HTTP 403, blocked")
    silent = reports.failed("https://a.example/x", Outcome.TIMEOUT, "a.example did not answer within 20 seconds")
    found = report(
        reports.checked(CLAIM, Verdict.UNREACHABLE, "Blocked.", readings=(blocked, silent)),
        reports.checked(CLAIM, Verdict.UNREACHABLE, "Blocked.", readings=(blocked,)),
        reports.checked(
            CLAIM, Verdict.UNREACHABLE, "The document of CNBC could not be checked: its sitemap timed out."
        ),
        reports.checked(CLAIM, Verdict.TRACED, "", readings=(silent,)),
    )

    assert [
        "  Not reached   cnbc.com: HTTP 403, blocked · 2 claims",
        "                a.example did not answer within 20 seconds · 1 claim",
        "                cnbc.com: its sitemap timed out · 1 claim",
    ] == sources(found).splitlines()[2:5]


def test_a_page_that_is_not_there_was_reached() -> None:
    """A 404 is an answer and no reason for being unreachable."""
    gone = reports.failed("https://a.example/x", Outcome.NOT_FOUND, "HTTP 404")
    found = report(reports.checked(CLAIM, Verdict.UNREACHABLE, "Its feed could not be read.", readings=(gone,)))

    assert "a.example" not in sources(found)


def test_many_causes_are_cut_short() -> None:
    """A dozen rows, then how many more."""
    found = report(
        *(
            reports.checked(
                CLAIM,
                Verdict.UNREACHABLE,
                "",
                readings=(reports.failed(f"https://h{n:02}.example/", Outcome.DNS, "no address"),),
            )
            for n in range(20)
        )
    )

    assert "h11.example: no address" in sources(found)
    assert "h12.example" not in sources(found)
    assert "                and 8 more\n" in sources(found)


def test_the_summary_says_what_the_verdicts_rest_on() -> None:
    """Full text, a teaser, an archived copy, or nothing; unnamed sources are not counted."""
    archived = reports.page("A.", archive_url="https://web.archive.org/web/2026/https://a.example/")
    teaser = reports.page("A.", complete=False)
    found = report(
        reports.checked(CLAIM, Verdict.TRACED, "", reports.evidence(archived, "A.")),
        reports.checked(CLAIM, Verdict.TRACED, "", reports.evidence(reports.page("A."), "A.")),
        reports.checked(CLAIM, Verdict.UNREACHABLE, "", readings=(reports.reading(teaser),)),
        reports.checked(CLAIM, Verdict.UNTRACEABLE, ""),
        reports.checked(CLAIM, Verdict.UNNAMED, ""),
    )

    assert {"full text": 1, "an archived copy": 1, "a teaser": 1, "nothing": 1} == summary.grounds(found)
