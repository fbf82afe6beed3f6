from __future__ import annotations

import pytest
from verify.building import page, reading, verdict_on

from claimcheck.model import Kind, Verdict

PAGE = """The port authority of Aveiro closed two of its four grain terminals on Monday, its chairwoman Marta Quintela
announced.

The closure will cost 1.2 million euros, she said. Exports of cork to Canada rose 9% in February.

The government did not approve a new tunnel under the river, and the ministry of transport denied a plan for a
toll.

The United States will allow imports of artificial intelligence chips from Portugal, according to the trade
ministry.

Inspectors found no trace of solvents in the harbour water. The Norwegian company Nordhavn sued the insurer
Calder in Oslo.

Shares in the bank fell 12 percent. The company employs 1,400 people in the town. The plant passed its last
inspection in November without conditions. About three quarters of the fishing fleet stayed ashore because of
the storm."""

CASES = {
    "the same words": ("the port authority closed two of its four grain terminals", "traced"),
    "another order": ("two of the four grain terminals at Aveiro were closed by the port authority", "traced"),
    "a figure in full": ("the closure will cost 1,200,000 euros", "traced"),
    "per cent": ("exports of cork to Canada rose nine per cent in February", "traced"),
    "a verb of the same direction": ("exports of cork to Canada climbed 9% in February", "traced"),
    "a long name abbreviated": ("the US will allow imports of AI chips from Portugal", "traced"),
    "a demonym": ("the US will allow imports of Portuguese AI chips", "traced"),
    "a negation kept": ("inspectors found no trace of solvents in the harbour water", "traced"),
    "a negation in other words": ("the government didn't approve the new tunnel under the river", "traced"),
    "a negation dropped": ("inspectors found a trace of solvents in the harbour water", "contradicted"),
    "a negation put in": ("the company does not employ 1,400 people in the town", "contradicted"),
    "a negation dropped before a verb": ("the government approved a new tunnel under the river", "contradicted"),
    "a direction turned": ("exports of cork to Canada fell 9% in February", "contradicted"),
    "a direction turned back": ("shares in the bank rose 12 percent", "contradicted"),
    "a permission turned": ("the US will ban imports of AI chips from Portugal", "contradicted"),
    "a figure that differs": ("the company employs 2,400 people in the town", "altered"),
    "a figure that differs beside another": ("the port authority closed three of its four grain terminals", "altered"),
    "a percentage that differs": ("exports of cork to Canada rose 19% in February", "altered"),
    "a sum that differs": ("the closure will cost 2.1 million euros", "altered"),
    "a name that is not there": ("the port authority of Leixoes closed two of its four grain terminals", "partial"),
    "roles exchanged": ("the insurer Calder sued the Norwegian company Nordhavn in Oslo", "partial"),
    "another day": ("the port authority closed two of its four grain terminals on Thursday", "partial"),
    "another subject": ("the museum will lend its tapestries to a gallery in Vienna", "unsupported"),
    "half of it": (
        "the port authority closed two of its four grain terminals and dismissed ninety crane drivers",
        "partial",
    ),
    "little words only": ("they were there and it was not about them", "unreachable"),
}


@pytest.mark.parametrize("case", CASES)
def test_claim_in_other_words_meets_its_page(case: str) -> None:
    """Most words, all names and figures and one polarity trace; part of it is partial; what is shown contradicts."""
    content, verdict = CASES[case]
    judgement = verdict_on(content, page(PAGE), kind=Kind.INDIRECT)
    assert verdict == judgement.verdict, judgement.reason


def test_evidence_is_whole_sentences() -> None:
    """The passage for a claim in other words is one to three whole sentences."""
    judgement = verdict_on("exports of cork to Canada rose 9 percent in February", page(PAGE), kind=Kind.INDIRECT)
    assert ["Exports of cork to Canada rose 9% in February."] == [one.text for one in judgement.evidence]


def test_words_of_several_sentences_do_not_trace() -> None:
    """A claim whose words are gathered from neighbouring sentences is not what the page says."""
    text = "Calder opened a factory in Oslo. The government of Lysia praised it. Nordhavn cut 300 jobs."
    assert Verdict.TRACED is not verdict_on("Calder cut 300 jobs in Oslo", page(text), kind=Kind.INDIRECT).verdict


def test_pronoun_of_a_sentence_lends_it_a_name() -> None:
    """A name may stand shortly before the sentence that carries the claim, when a pronoun there takes it up."""
    text = "Calder opened a factory in Lysia last year. It cut 300 jobs at the plant in Oslo on Monday."
    content = "Calder cut 300 jobs at the plant in Oslo"
    assert Verdict.TRACED is verdict_on(content, page(text), kind=Kind.INDIRECT).verdict


def test_partial_names_what_the_passage_lacks() -> None:
    """The details of the article that the document's passage lacks are listed."""
    content = "the port authority of Leixoes closed two of its four grain terminals for good"
    reason = verdict_on(content, page(PAGE), kind=Kind.INDIRECT).reason
    assert "Leixoes" in reason
    assert "good" in reason


def test_word_in_the_place_of_another_is_not_traced() -> None:
    """Nearly all words are there, but the one that matters has another in its place."""
    text = "Clare Nugent and Nigel Morter restored a wartime control tower in Norfolk and now run it as an inn."
    content = "Clare Nugent and Nigel Morter damaged a wartime control tower in Norfolk and now run it as an inn"
    judgement = verdict_on(content, page(text), kind=Kind.INDIRECT)
    assert Verdict.PARTIAL is judgement.verdict
    assert "damaged" in judgement.reason


def test_passage_of_a_merely_similar_page_needs_more_to_be_partial() -> None:
    """In a page that may not be the cited document, half the words are no trace of it."""
    similar = reading(page("The port authority of Aveiro closed its two oldest grain terminals."), score=0.3)
    content = "the port authority closed its terminals and dismissed ninety drivers after a strike"
    assert Verdict.UNTRACEABLE is verdict_on(content, similar, kind=Kind.INDIRECT).verdict


def test_figure_that_differs_is_shown() -> None:
    """The change gives the figure as article and source write it."""
    judgement = verdict_on("the company employs 2,400 people in the town", page(PAGE), kind=Kind.INDIRECT)
    assert [("2,400", "1,400")] == [(c.said, c.source) for c in judgement.evidence[0].changes]


def test_contradiction_under_another_speaker_is_none() -> None:
    """That somebody else says the opposite contradicts nobody."""
    text = "Exports of cork to Canada rose 9% in February, Ana Ferraz said.\n\nRui Falcao did not speak."
    content = "exports of cork to Canada fell 9% in February"
    judgement = verdict_on(content, page(text), kind=Kind.INDIRECT, speaker="Rui Falcao")
    assert Verdict.UNSUPPORTED is judgement.verdict


def test_mixed_claim_needs_both_its_parts() -> None:
    """A mixed claim is traced when its quotation and the words around it are there."""
    text = "The ministry of fisheries banned nets in the bay of Lagos, citing “damage to the sea floor and its plants”."
    content = "the ministry of fisheries banned nets in the bay, citing “damage to the sea floor and its plants”"
    judgement = verdict_on(content, page(text), kind=Kind.MIXED)
    assert Verdict.TRACED is judgement.verdict
    assert ["quotation", "overlap"] == [one.method for one in judgement.evidence]


def test_mixed_claim_with_its_quotation_alone_is_partial() -> None:
    """A quotation does not vouch for what the article puts around it."""
    text = "The mayor regretted “damage to the sea floor and its plants” after the spill."
    content = "the ministry of fisheries banned nets in the bay, citing “damage to the sea floor and its plants”"
    assert Verdict.PARTIAL is verdict_on(content, page(text), kind=Kind.MIXED).verdict


def test_mixed_claim_with_an_altered_quotation_is_altered() -> None:
    """A changed word in the quoted part decides."""
    text = "The ministry of fisheries banned nets in the bay of Lagos, citing “harm to the sea floor and its plants”."
    content = "the ministry of fisheries banned nets in the bay, citing “damage to the sea floor and its plants”"
    assert Verdict.ALTERED is verdict_on(content, page(text), kind=Kind.MIXED).verdict


def test_scare_quotes_must_stand_in_the_passage() -> None:
    """A quoted word of a claim in other words must be in the passage that carries it."""
    text = "The ministry of fisheries banned trawling nets in the bay of Lagos as a reckless practice."
    content = "the ministry of fisheries banned trawling nets in the bay of Lagos as a “wicked” practice"
    assert Verdict.PARTIAL is verdict_on(content, page(text), kind=Kind.MIXED).verdict


BOUND = "The council will grant licences for the market stalls for {} six months, the clerk said."


@pytest.mark.parametrize(
    ("said", "source", "verdict"),
    [
        ("only", "no more than", Verdict.TRACED),
        ("at most", "no more than", Verdict.TRACED),
        ("more than", "no more than", Verdict.CONTRADICTED),
        ("no more than", "more than", Verdict.CONTRADICTED),
        ("at least", "no more than", Verdict.PARTIAL),
        ("only", "more than", Verdict.PARTIAL),
        ("", "no more than", Verdict.PARTIAL),
    ],
)
def test_a_bound_is_no_denial(said: str, source: str, verdict: Verdict) -> None:
    """What is no more than six is at most six: the same bound is the same, another bound is not."""
    claim = f"the council would grant licences for the market stalls for {said} six months"
    judged = verdict_on(claim, page(BOUND.format(source)), kind=Kind.INDIRECT)
    assert verdict is judged.verdict, judged.reason


@pytest.mark.parametrize(
    ("count", "verdict"),
    [
        ("Several hundred", Verdict.TRACED),
        ("Dozens of", Verdict.TRACED),
        ("Few", Verdict.PARTIAL),
        ("Some", Verdict.PARTIAL),
    ],
)
def test_a_number_in_words_narrows_nothing(count: str, verdict: Verdict) -> None:
    """Hundreds and dozens count like figures; "some" and "few" say that it is not all or hardly any."""
    text = f"{count} farmers with tractors blocked the road to the conference centre on Monday morning."
    judged = verdict_on("farmers had blocked the road to the conference centre", page(text), kind=Kind.INDIRECT)
    assert verdict is judged.verdict, judged.reason


def test_instead_of_denies_what_it_sets_aside() -> None:
    """What a page excludes with "not" a claim may exclude with "instead of"; that is no contradiction."""
    text = "The wind farm on the bank will have 24 turbines, not 40, the county decided on Monday."
    judged = verdict_on("the wind farm on the bank will have 24 turbines instead of 40", page(text), kind=Kind.INDIRECT)
    assert Verdict.CONTRADICTED is not judged.verdict, judged.reason
