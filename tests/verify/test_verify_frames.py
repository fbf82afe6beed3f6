from __future__ import annotations

import pytest
from verify.building import page, verdict_on

from claimcheck.model import Kind, Verdict

LEFT_OUT = {
    "unless after it": (
        "We will close the plant in May unless the council extends the lease",
        "close the plant in May",
    ),
    "only if after it": (
        "We will sell the old harbour hall, but only if the town asks us to",
        "sell the old harbour hall",
    ),
    "provided after it": (
        "We shall repair the northern pier, provided the state pays half",
        "repair the northern pier",
    ),
    "as long as after it": (
        "We can live with the new timetable as long as nobody is dismissed",
        "live with the new timetable",
    ),
    "if before it": ("If we lose the subsidy, we will leave the city for good", "we will leave the city for good"),
    "unless before it": ("Unless the bank helps us, we must close the line", "we must close the line"),
    "had we before it": ("Had we known the price, we would have sold the boats", "we would have sold the boats"),
    "whether before it": ("Nobody can say whether the bridge will hold in winter", "the bridge will hold in winter"),
    "do not believe before it": (
        "I do not believe that the vaccine causes any of these deaths",
        "the vaccine causes any of these deaths",
    ),
    "never said before it": (
        "I have never said that the mayor took any of the money",
        "the mayor took any of the money",
    ),
    "it is false before it": ("It is simply false that our boats were late every day", "our boats were late every day"),
    "it is a lie before it": ("It's a lie that we poisoned the river for years", "we poisoned the river for years"),
    "the idea before it": ("The idea that we dismissed the whole crew is a joke", "we dismissed the whole crew"),
    "deny before it": ("I deny that the company paid the two inspectors", "the company paid the two inspectors"),
    "nobody believes before it": ("Nobody here believes that the fire was an accident", "the fire was an accident"),
    "not right before it": ("We are not going to raise the price of the tickets", "raise the price of the tickets"),
    "no right before it": ("There is no evidence of fraud in the accounts", "evidence of fraud in the accounts"),
    "refuse before it": ("We refuse to pay the crews for the winter", "pay the crews for the winter"),
    "rather than before it": ("We will wait rather than close the line for good", "close the line for good"),
    "a question": ("Is it true that the plant will close in May?", "the plant will close in May"),
}


@pytest.mark.parametrize("case", LEFT_OUT)
def test_frame_that_turns_the_words_is_an_alteration(case: str) -> None:
    """Words cut from what conditions, denies or asks about them are altered, and what was cut is shown."""
    sentence, quotation = LEFT_OUT[case]
    end = "" if sentence.endswith("?") else ","
    text = f"“{sentence}{end}” Ana Ferraz said on Monday."
    judgement = verdict_on(f"“{quotation}”", page(text), speaker="Ana Ferraz")
    assert Verdict.ALTERED is judgement.verdict, judgement.reason
    assert any(not change.said and change.source for change in judgement.evidence[0].changes)


DOUBTFUL = {
    "but after it": (
        "We support the plan of the council but the price is far too high",
        "We support the plan of the council",
    ),
    "until after it": (
        "The boats will stay in the harbour until the storm is over",
        "The boats will stay in the harbour",
    ),
    "some people say before it": (
        "Some people say the director should resign today",
        "the director should resign today",
    ),
    "perhaps before it": ("Perhaps the whole fleet will have to be sold", "the whole fleet will have to be sold"),
    "hope before it": ("We hope the bridge will be open in June", "the bridge will be open in June"),
}


@pytest.mark.parametrize("case", DOUBTFUL)
def test_frame_that_weakens_the_words_is_partial(case: str) -> None:
    """Words cut from what weakens or limits them are there, and the proof is not whole."""
    sentence, quotation = DOUBTFUL[case]
    judgement = verdict_on(f"“{quotation}”", page(f"“{sentence},” Ana Ferraz said on Monday."), speaker="Ana Ferraz")
    assert Verdict.PARTIAL is judgement.verdict, judgement.reason
    assert "leaves out" in judgement.reason


HARMLESS = {
    "the condition quoted as well": (
        "“If we lose the subsidy, we will leave the city,” Ana Ferraz said.",
        "If we lose the subsidy, we will leave the city",
    ),
    "even if": (
        "“Even if it rains for weeks, the line will run every day,” Ana Ferraz said.",
        "the line will run every day",
    ),
    "if anything": (
        "“If anything, the boats are faster than the buses,” Ana Ferraz said.",
        "the boats are faster than the buses",
    ),
    "not only": (
        "“We have not only repaired the pier for the town but painted it,” Ana Ferraz said.",
        "We have not only repaired the pier for the town",
    ),
    "a sentence before it": (
        "“I do not like it. The boats are old and slow,” Ana Ferraz said.",
        "The boats are old and slow",
    ),
    "a sentence after it": (
        "“The boats are old and slow. But we love them,” Ana Ferraz said.",
        "The boats are old and slow",
    ),
    "a condition of the next sentence": (
        "“The boats are old and slow. If they sink, we swim,” Ana Ferraz said.",
        "The boats are old and slow",
    ),
    "I think": ("“I think the boats are old and slow,” Ana Ferraz said.", "the boats are old and slow"),
    "a denial of something else": (
        "Ferraz denied it on Monday. “The boats are old and slow,” Ana Ferraz said.",
        "The boats are old and slow",
    ),
    "a whole question": ("“Why are the boats so old and slow?” Ana Ferraz asked.", "Why are the boats so old and slow"),
}


@pytest.mark.parametrize("case", HARMLESS)
def test_harmless_surroundings_leave_a_quotation_traced(case: str) -> None:
    """What another sentence says, or what does not turn the words, does not count against them."""
    text, quotation = HARMLESS[case]
    judgement = verdict_on(f"“{quotation}”", page(text), speaker="Ana Ferraz")
    assert Verdict.TRACED is judgement.verdict, judgement.reason


def test_frame_that_the_article_tells_is_not_left_out() -> None:
    """An article that gives the condition in its own words has cut nothing."""
    text = "“We will close the plant in May unless the council extends the lease,” Ana Ferraz said."
    told = "“We will close the plant in May” unless the lease was extended"
    judgement = verdict_on(told, page(text), speaker="Ana Ferraz", kind=Kind.MIXED)
    assert Verdict.ALTERED is not judgement.verdict


GAPS = {
    "not at the edge": (
        "The minister was not, as far as I could see, aware of the payment",
        "The minister was ... aware of the payment",
        "altered",
    ),
    "two sentences spliced": (
        "I support the police. The riots last year were terrible for everyone. I oppose the mayor's plan",
        "I support ... the mayor's plan",
        "altered",
    ),
    "a whole sentence left out": (
        "I support the police. The riots were terrible. The mayor is right about the boats",
        "I support the police. ... The mayor is right about the boats",
        "traced",
    ),
    "an aside left out": (
        "The harbour, which my father built, belongs to the town",
        "The harbour ... belongs to the town",
        "traced",
    ),
}


@pytest.mark.parametrize("case", GAPS)
def test_what_an_ellipsis_hides_counts(case: str) -> None:
    """A negation at the edge of a gap, or the border of two sentences, turns what is left."""
    sentence, quotation, verdict = GAPS[case]
    judgement = verdict_on(f"“{quotation}”", page(f"“{sentence},” Ana Ferraz said."), speaker="Ana Ferraz")
    assert verdict == judgement.verdict, judgement.reason
