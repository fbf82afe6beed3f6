from __future__ import annotations

import pytest
from verify.building import page, verdict_on

from claimcheck.model import Verdict

PAGE = """The ferry company will not cut the evening boat before June, its director said after a long meeting.

“We do not need more bans, and we never asked for one,” Ana Ferraz told reporters. “The harbour belongs to
everyone who works in it,” she added. “If the council agrees, we will pay €42 million over five years.”

Ferraz said the labour market was in good colour. "Nobody -- nobody at all -- was told before the vote on Feb.
7," she said."""

CASES = {
    "word for word": ("“We do not need more bans, and we never asked for one,”", "traced"),
    "straight marks": ('"We do not need more bans, and we never asked for one"', "traced"),
    "guillemets": ("«We do not need more bans, and we never asked for one»", "traced"),
    "low marks": ("„We do not need more bans, and we never asked for one“", "traced"),
    "a full stop put inside": ("“We do not need more bans.”", "traced"),
    "another case": ("“WE DO NOT NEED MORE BANS”", "traced"),
    "no-break spaces": ("“We do not need more bans, and we never asked”", "traced"),
    "soft hyphens": ("“We do not need more b\u00adans, and we never asked”", "traced"),
    "a contraction": ("“We don't need more bans, and we never asked for one”", "traced"),
    "a curly contraction": ("“We don’t need more bans, and we never asked for one”", "traced"),
    "an ellipsis": ("“We do not need more bans … we never asked for one”", "traced"),
    "three dots": ("“The harbour belongs ... who works in it”", "traced"),
    "dots in brackets": ("“The harbour belongs [...] who works in it”", "traced"),
    "dots with blanks": ("“The harbour belongs . . . who works in it”", "traced"),
    "dots in round brackets": ("“The harbour belongs (...) who works in it”", "traced"),
    "a bracketed letter": ("“[t]he harbour belongs to everyone who works in it”", "traced"),
    "a bracketed addition": ("“The harbour [of the town] belongs to everyone who works in it”", "traced"),
    "a bracketed replacement": ("“If [it] agrees, we will pay €42 million over five years”", "traced"),
    "sic": ("“The harbour belongs [sic] to everyone who works in it”", "traced"),
    "joined over a speech tag": (
        "“We do not need more bans, and we never asked for one. The harbour belongs to everyone who works in it”",
        "traced",
    ),
    "cut short": ("“The harbour belongs to everyone”", "traced"),
    "a figure spelled in another way": ("“If the council agrees, we will pay 42m euros over 5 years”", "traced"),
    "dashes": ("“Nobody — nobody at all — was told before the vote on February 7”", "traced"),
    "American spelling": ("“the labor market was in good color”", "traced"),
    "nested marks": ("“We ‘do not need’ more bans, and we never asked for one”", "traced"),
    "over a line break": ("“belongs to everyone who works in it”", "traced"),
    "a word changed": ("“We do not need more rules, and we never asked for one”", "altered"),
    "a word dropped": ("“The harbour belongs to everyone works in it”", "altered"),
    "a word put in": ("“The harbour clearly belongs to everyone who works in it”", "altered"),
    "a negation dropped": ("“We do need more bans, and we never asked for one”", "altered"),
    "a negation put in": ("“The harbour belongs not to everyone who works in it”", "altered"),
    "a contracted negation dropped": ("“We need more bans, and we never asked for one”", "altered"),
    "a figure changed": ("“If the council agrees, we will pay €24 million over five years”", "altered"),
    "a number word changed": ("“we will pay €42 million over six years”", "altered"),
    "a currency changed": ("“If the council agrees, we will pay $42 million over five years”", "altered"),
    "a first word changed": ("“Our harbour belongs to everyone who works in it”", "altered"),
    "a last word changed": ("“The harbour belongs to everyone who works in town”", "altered"),
    "a month changed": ("“nobody at all was told before the vote on March 7”", "altered"),
    "a short ellipsis over a negation": ("“We do ... need more bans, and we never asked for one”", "altered"),
    "a bracket over a negation": ("“We do [really] need more bans, and we never asked for one”", "altered"),
    "invented": ("“The mayor should resign before the end of the summer holidays”", "unsupported"),
    "the same little words only": ("“We will be in it and of it, and you will not be”", "unsupported"),
    "parts in the wrong order": ("“who works in it ... The harbour belongs to”", "unsupported"),
}


@pytest.mark.parametrize("case", CASES)
def test_quotation_meets_its_page(case: str) -> None:
    """Presentation may differ; a word, number or negation may not; more than a third changed is another sentence."""
    quotation, verdict = CASES[case]
    assert verdict == verdict_on(quotation, page(PAGE), speaker="Ana Ferraz").verdict


def test_changes_are_shown_as_article_and_source_have_them() -> None:
    """A change gives the words of both sides, as written there."""
    judgement = verdict_on(
        "“If the council agrees, we will pay €24 million over five years”", page(PAGE), speaker="Ana Ferraz"
    )
    assert [("€24 million", "€42 million")] == [(c.said, c.source) for c in judgement.evidence[0].changes]
    assert "“€24 million”" in judgement.reason
    assert "“€42 million”" in judgement.reason


def test_dropped_word_has_nothing_on_the_articles_side() -> None:
    """What the article leaves out is a change from nothing."""
    judgement = verdict_on("“The harbour belongs to everyone works in it”", page(PAGE), speaker="Ana Ferraz")
    assert [("", "who")] == [(c.said, c.source) for c in judgement.evidence[0].changes]


def test_evidence_holds_the_exact_words() -> None:
    """The span of a quotation's evidence covers its words in the page, no more."""
    judgement = verdict_on("“WE DON'T NEED MORE BANS”", page(PAGE), speaker="Ana Ferraz")
    assert ["We do not need more bans"] == [one.text for one in judgement.evidence]
    assert 1.0 == judgement.evidence[0].score


def test_split_quotation_has_evidence_for_each_part() -> None:
    """A quotation in two parts is traced only when both are there."""
    parts = ("“We do not need more bans,”", "“The harbour belongs to everyone who works in it”")
    judgement = verdict_on(parts, page(PAGE), speaker="Ana Ferraz")
    assert Verdict.TRACED is judgement.verdict
    assert 2 == len(judgement.evidence)


def test_split_quotation_with_one_part_missing_is_partial() -> None:
    """A part that is not in the document is named."""
    parts = ("“We do not need more bans,”", "“The mayor must resign before the summer”")
    judgement = verdict_on(parts, page(PAGE), speaker="Ana Ferraz")
    assert Verdict.PARTIAL is judgement.verdict
    assert "The mayor must resign" in judgement.reason


def test_long_ellipsis_over_a_negation_is_not_traced() -> None:
    """An ellipsis that hides many words, a negation in the middle of them, leaves the proof open and shows them."""
    text = (
        "“We will build it as we said in spring and again in autumn, not that it was easy, for the town,” "
        "Ana Ferraz said."
    )
    judgement = verdict_on("“We will build it … for the town”", page(text), speaker="Ana Ferraz")
    assert Verdict.PARTIAL is judgement.verdict
    assert "not that it was easy" in judgement.reason


def test_scare_quotes_do_not_decide() -> None:
    """Three quoted words elsewhere in the page trace nothing by themselves."""
    judgement = verdict_on("“more bans”", page(PAGE), speaker="Rui Falcao")
    assert judgement.verdict not in {Verdict.TRACED, Verdict.UNSUPPORTED}


def test_one_of_several_places_with_the_right_speaker_is_enough() -> None:
    """When a quotation stands in several places, the one under the named speaker counts."""
    text = "“It was the wind that did it,” Rui Falcao said.\n\n“It was the wind that did it,” Ana Ferraz said too."
    assert Verdict.TRACED is verdict_on("“It was the wind that did it”", page(text), speaker="Ana Ferraz").verdict


def test_quotation_over_paragraphs_that_open_anew() -> None:
    """A quotation that runs over a paragraph break, with its opening mark repeated, is whole."""
    text = 'Ana Ferraz said: "The boats are old and the crews are tired.\n\n"We cannot wait for the spring."'
    quotation = "“The boats are old and the crews are tired. We cannot wait for the spring.”"
    assert Verdict.TRACED is verdict_on(quotation, page(text), speaker="Ana Ferraz").verdict
