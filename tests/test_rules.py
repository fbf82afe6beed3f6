from __future__ import annotations

import re
from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import reports

from claimcheck import rules, secondhand
from claimcheck.errors import UsageError
from claimcheck.model import (
    Aside,
    Change,
    CheckedArticle,
    CheckedClaim,
    Claim,
    Evidence,
    Finding,
    Hop,
    Judgement,
    Outcome,
    Page,
    Problem,
    Reading,
    Report,
    Severity,
    Source,
    SourceKind,
    Span,
    Standing,
    Verdict,
)

ARTICLE = reports.article()
CLAIM = reports.claim(ARTICLE, "Repairs cost 52 million crowns", "National Audit Office")
PAGE = reports.page("The repairs came to 25 million crowns, not 5.")
ARCHIVED = reports.page(PAGE.text, archive_url="https://web.archive.org/web/2026/https://audit.example/")
TEASER = reports.page("The repairs", complete=False)
READ = reports.reading(PAGE)
PAID = reports.failed("https://a.example/", Outcome.PAYWALLED, "paywall")
BLOCKED = reports.failed("https://b.example/", Outcome.BLOCKED, "HTTP 403")
GONE = reports.failed("https://c.example/", Outcome.NOT_FOUND, "HTTP 404")


@dataclass(frozen=True)
class Case:
    """What a rule is shown: a verdict and what it rests on."""

    verdict: Verdict
    changes: tuple[Change, ...]
    page: Page
    readings: tuple[Reading, ...]
    aside: tuple[Aside, ...]


def case(
    verdict: Verdict,
    *changes: Change,
    page: Page = PAGE,
    readings: tuple[Reading, ...] = (READ,),
    aside: tuple[Aside, ...] = (),
) -> Case:
    return Case(verdict, changes, page, readings, aside)


def relayed(name: str, domain: str | None = None) -> Page:
    """A page whose text is credited to somebody in it."""
    kind = SourceKind.OUTLET if domain else SourceKind.PERSON
    whole = Span(0, len(PAGE.text))
    told = replace(CLAIM, content=(whole,), chain=(Source(Span(0, 0), name, kind, domain),))
    return replace(PAGE, text=f"{PAGE.text} The paper reported it.", attributions=lambda _: (told,))


WORDING = Change("never", "not soon")
FIGURE = Change("52", "25")
CASES: dict[str, tuple[Case, Case]] = {
    "CC101": (case(Verdict.UNNAMED), case(Verdict.UNTRACEABLE)),
    "CC201": (case(Verdict.UNTRACEABLE), case(Verdict.UNREACHABLE, readings=(BLOCKED,))),
    "CC301": (case(Verdict.UNREACHABLE, readings=(BLOCKED, PAID)), case(Verdict.UNTRACEABLE, readings=(GONE,))),
    "CC302": (case(Verdict.UNREACHABLE, readings=(PAID, GONE)), case(Verdict.UNREACHABLE, readings=(BLOCKED,))),
    "CC303": (case(Verdict.TRACED, page=ARCHIVED), case(Verdict.TRACED)),
    "CC401": (case(Verdict.UNSUPPORTED), case(Verdict.TRACED)),
    "CC402": (case(Verdict.ALTERED, WORDING), case(Verdict.ALTERED, FIGURE)),
    "CC403": (case(Verdict.ALTERED, FIGURE), case(Verdict.ALTERED, Change("five", "5 "))),
    "CC404": (case(Verdict.MISATTRIBUTED), case(Verdict.TRACED)),
    "CC406": (case(Verdict.CONTRADICTED), case(Verdict.UNSUPPORTED)),
    "CC407": (case(Verdict.PARTIAL), case(Verdict.TRACED)),
    "CC501": (
        case(Verdict.TRACED, page=relayed("Reuters", "reuters.com")),
        case(Verdict.TRACED, page=relayed("the mayor")),
    ),
    "CC502": (
        case(Verdict.TRACED, page=relayed("The Selm Post", "own.example")),
        case(Verdict.TRACED, page=relayed("Reuters", "reuters.com")),
    ),
    "CC503": (
        case(Verdict.UNTRACEABLE, aside=(Aside(PAGE, Standing.COPY),)),
        case(Verdict.UNTRACEABLE, aside=(Aside(PAGE, Standing.LATER),)),
    ),
    "CC504": (
        case(Verdict.UNTRACEABLE, aside=(Aside(PAGE, Standing.LATER),)),
        case(Verdict.UNTRACEABLE, aside=(Aside(PAGE, Standing.COPY),)),
    ),
}


def firsts_of(claim: Claim, judgement: Judgement) -> list[tuple[Source, Page]]:
    carriers = secondhand.carriers(judgement)
    return secondhand.firsts(claim, [(page, secondhand.credited(page, passage)) for page, passage in carriers])


def found(case: Case) -> tuple[Finding, ...]:
    evidence = (
        () if case.verdict is Verdict.UNREACHABLE else (reports.evidence(case.page, case.page.text, *case.changes),)
    )
    judgement = Judgement(case.verdict, "The reason.", evidence, case.aside)
    later = Judgement(Verdict.TRACED, "There.", (reports.evidence(PAGE, PAGE.text),))
    firsts = [source for source, _ in firsts_of(CLAIM, judgement)]
    path = tuple(Hop(source, None if source.domain == "own.example" else later) for source in firsts)
    return rules.findings(judgement, case.readings, path, ARTICLE.published)


def codes(case: Case) -> list[str]:
    return [finding.code for finding in found(case)]


def report(*verdicts: Verdict, problems: bool = False) -> Report:
    claims = tuple(reports.checked(CLAIM, verdict, "The reason.") for verdict in verdicts)
    return Report((CheckedArticle(ARTICLE, claims),), (Problem("b.txt", "gone"),) if problems else ())


@pytest.mark.parametrize("rule", rules.RULES, ids=lambda rule: rule.code)
def test_every_rule_fires_and_stays_silent(rule: rules.Rule) -> None:
    """Each rule of the catalogue fires at its case and not at the near miss."""
    fires, silent = CASES[rule.code]

    assert rule.code in codes(fires)
    assert rule.code not in codes(silent)


def test_the_catalogue_is_whole_and_sorted() -> None:
    """Codes are sorted and each stands once; names are one of a kind; every field is said in full."""
    names = [rule.name for rule in rules.RULES]

    assert sorted(CASES) == [rule.code for rule in rules.RULES]
    assert len(set(names)) == len(names)
    for rule in rules.RULES:
        assert re.fullmatch(r"CC\d{3}", rule.code)
        assert all(text.endswith((".", "”")) for text in (rule.summary, rule.why, rule.remedy))
        assert rule.fires != rule.silent
        assert min(len(rule.fires), len(rule.silent)) > 20


@pytest.mark.parametrize("verdict", Verdict)
def test_no_verdict_lacks_a_rule(verdict: Verdict) -> None:
    """Every verdict but `traced` has a finding; those that fail by default have an error."""
    severities = {finding.severity for finding in found(case(verdict, readings=(BLOCKED,)))}
    fails = {
        Verdict.ALTERED,
        Verdict.CONTRADICTED,
        Verdict.MISATTRIBUTED,
        Verdict.UNSUPPORTED,
        Verdict.UNTRACEABLE,
    }

    assert (verdict is Verdict.TRACED) == (not severities)
    assert (verdict in fails) == (Severity.ERROR in severities)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ([], ["CC402"]),
        ([Change("52", "25")], ["CC403"]),
        ([Change("4,000", "4000"), Change("a", "b")], ["CC402"]),
        ([Change("twelve", "twenty")], ["CC402", "CC403"]),
        ([Change("three million", "three billion")], ["CC403"]),
        ([Change("52 crowns", "25 crowns")], ["CC403"]),
        ([Change("52 crowns", "25 dollars")], ["CC402", "CC403"]),
        ([Change("52", "25"), Change("never", "")], ["CC402", "CC403"]),
        ([Change("no one", "nobody")], ["CC402"]),
        ([Change("in 2024", "")], ["CC402", "CC403"]),
        ([Change("1.5", "1,5")], ["CC402"]),
    ],
)
def test_changed_figures_are_told_from_changed_words(changes: list[Change], expected: list[str]) -> None:
    """A change of figures is CC403, of words CC402, of both both; notation alone is no other figure."""
    assert expected == codes(case(Verdict.ALTERED, *changes))


def test_a_teaser_counts_as_a_paywall() -> None:
    """An unreachable claim whose page was cut short is CC302 as well."""
    assert ["CC302"] == codes(case(Verdict.UNREACHABLE, readings=(reports.reading(TEASER),)))


def test_messages_give_the_reason() -> None:
    """A finding says why, in the judgement's words; the archive note speaks for itself."""
    note, finding = found(case(Verdict.ALTERED, FIGURE, page=ARCHIVED))

    assert ("CC403", "The reason.", Severity.ERROR) == (finding.code, finding.message, finding.severity)
    assert "archived copy" in note.message


@pytest.mark.parametrize("code", ["CC201", "cc201", " CC201 ", "source-not-found", "Source-Not-Found"])
def test_rules_are_found_by_code_or_name(code: str) -> None:
    """Case and blanks around do not matter."""
    assert rules.find_rule(code).code == "CC201"


@pytest.mark.parametrize(
    ("code", "meant"),
    [("CC210", "CC201"), ("CC999", "lists them all"), ("source-not-fond", "source-not-found"), ("qqq", "rule")],
)
def test_unknown_rules_name_the_nearest(code: str, meant: str) -> None:
    """What is not in the catalogue is a usage error that helps."""
    with pytest.raises(UsageError, match=code) as caught:
        rules.find_rule(code)

    assert meant in caught.value.hint


@pytest.mark.parametrize(
    ("verdicts", "fail_on", "strict", "expected"),
    [
        ([], "error", False, 0),
        ([Verdict.TRACED], "note", True, 0),
        ([Verdict.ALTERED, Verdict.TRACED], "error", False, 1),
        ([Verdict.ALTERED], None, False, 0),
        ([Verdict.PARTIAL], "error", False, 0),
        ([Verdict.PARTIAL], "warning", False, 1),
        ([Verdict.PARTIAL], "error", True, 1),
        ([Verdict.UNNAMED], "error", True, 0),
        ([Verdict.UNNAMED], "note", False, 1),
        ([Verdict.UNREACHABLE, Verdict.TRACED], "error", False, 0),
        ([Verdict.UNREACHABLE, Verdict.TRACED], "note", False, 1),
        ([Verdict.UNREACHABLE, Verdict.TRACED], "error", True, 1),
        ([Verdict.UNREACHABLE, Verdict.UNNAMED], "error", False, 3),
        ([Verdict.UNREACHABLE], "note", True, 3),
        ([Verdict.UNREACHABLE], None, True, 0),
        ([Verdict.UNREACHABLE, Verdict.UNTRACEABLE], "error", False, 1),
    ],
)
def test_exit_codes(verdicts: list[Verdict], fail_on: str | None, strict: bool, expected: int) -> None:  # noqa: FBT001 - a parameter
    """Findings at or above the threshold are 1; every named source unreachable is 3, strict or not; never is 0."""
    assert expected == rules.exit_code(report(*verdicts), fail_on, strict=strict)
    assert rules.exit_code(report(*verdicts, problems=True), fail_on, strict=strict) == 2


def test_claims_that_were_only_listed_never_fail() -> None:
    """Without a judgement there is nothing to fail on, and nothing inconclusive."""
    listed = reports.listed()

    assert rules.exit_code(listed, "note", strict=True) == 0
    assert not rules.inconclusive(listed)


@given(st.lists(st.sampled_from(list(Verdict)), max_size=6), st.sampled_from(list(Severity)))
def test_a_lower_threshold_never_turns_failure_into_success(verdicts: list[Verdict], severity: Severity) -> None:
    """What fails at a severity fails at every lower one, and strict only adds."""
    whole = report(*verdicts)
    at = rules.exit_code(whole, severity)

    assert rules.exit_code(whole, Severity.NOTE) >= at
    assert rules.exit_code(whole, severity, strict=True) >= at


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_change_has_a_code(said: str, source: str) -> None:
    """Whatever the words of a change, an altered claim has at least one code, sorted."""
    page = reports.page(source or "-")
    proof = Evidence(page, reports.evidence(page, page.text).span, "quotation", 0.5, (Change(said, source),))
    checked = CheckedClaim(CLAIM, Judgement(Verdict.ALTERED, "", (proof,)))
    fired = rules.findings(replace(checked).judgement or Judgement(Verdict.ALTERED, ""), ())

    assert fired
    assert sorted(f.code for f in fired) == [f.code for f in fired]
    assert all(finding.message for finding in fired)


def test_second_hand_names_the_first_outlet() -> None:
    """The finding names whom the page credits; an article that names it as well has nothing to add."""
    evidence = (reports.evidence(relayed("Reuters", "reuters.com"), PAGE.text),)
    judgement = Judgement(Verdict.TRACED, "The reason.", evidence)
    [(source, page)] = firsts_of(CLAIM, judgement)
    assert ("Reuters", evidence[0].page) == (source.name, page)
    [finding] = rules.findings(judgement, (READ,), (Hop(source, Judgement(Verdict.UNREACHABLE, "No.")),))
    assert "from Reuters (not read: unreachable)" in finding.message
    named = replace(CLAIM, chain=(Source(Span(0, 0), "Reuters", SourceKind.OUTLET, "reuters.com"), *CLAIM.chain))
    assert [] == firsts_of(named, judgement)
