from __future__ import annotations

import pytest
from verify.building import page, verdict_on

from claimcheck.model import Kind, Verdict

QUOTE = "“The boats are old and the crews are tired”"
SAID = "The boats are old and the crews are tired"

PAGES = {
    "name after the verb": (f"“{SAID},” said Ana Ferraz, who runs the line.", "traced"),
    "name before the verb": (f"“{SAID},” Ana Ferraz said.", "traced"),
    "surname alone": (f"Ana Ferraz runs the line.\n\n“{SAID},” Ferraz said.", "traced"),
    "a pronoun": (f"Ana Ferraz runs the line.\n\n“{SAID},” she said.", "traced"),
    "a reference": (f"Minister Ana Ferraz came late.\n\n“{SAID},” the minister told reporters.", "traced"),
    "a quotation that stands alone": (f"“We are fine,” Ana Ferraz said.\n\n“{SAID}.”", "traced"),
    "a name in capitals": (f"FERRAZ: “{SAID}.”", "traced"),
    "accents": (f"“{SAID},” said Ána Ferráz.", "traced"),
    "nobody": (f"On a wall of the harbour somebody had written: “{SAID}.”", "partial"),
    "another after the verb": (f"“{SAID},” said Rui Falcao, a fisherman.", "misattributed"),
    "another before the verb": (f"“{SAID},” Rui Falcao told Ferry Weekly.", "misattributed"),
    "another with a title": (f"“{SAID},” said harbour pilot Rui Falcao.", "misattributed"),
    "another according to whom": (f"According to Rui Falcao, “{SAID}.”", "misattributed"),
    "another, the speaker elsewhere": (
        f"Ana Ferraz runs the line. “We are fine,” she said.\n\nIt was cold.\n\n“{SAID},” said Rui Falcao.",
        "misattributed",
    ),
    "another by a pronoun": (f"Rui Falcao said it was cold.\n\n“{SAID},” he said.", "misattributed"),
    "another beside the passage": (f"Asked about Ana Ferraz, “{SAID},” said Rui Falcao.", "misattributed"),
    "named within quotation marks only": (f"“{SAID}, and Ferraz knows it,” said Rui Falcao.", "misattributed"),
}


@pytest.mark.parametrize("case", PAGES)
def test_speaker_near_the_passage_decides(case: str) -> None:
    """The name must stand in the paragraph or be referred to; only somebody else who is credited misattributes."""
    text, verdict = PAGES[case]
    judgement = verdict_on(QUOTE, page(text), speaker="Ana Ferraz")
    assert verdict == judgement.verdict, judgement.reason


def test_misattribution_names_who_said_it() -> None:
    """The reason gives the speaker of the source and the one of the article."""
    judgement = verdict_on(QUOTE, page(PAGES["another after the verb"][0]), speaker="Ana Ferraz")
    assert "Rui Falcao" in judgement.reason
    assert "Ana Ferraz" in judgement.reason


def test_passage_without_a_name_is_partial() -> None:
    """When nobody is credited the words are not traced to the speaker, and the reason says so."""
    judgement = verdict_on(QUOTE, page(PAGES["nobody"][0]), speaker="Ana Ferraz")
    assert Verdict.PARTIAL is judgement.verdict
    assert "not clearly Ana Ferraz" in judgement.reason


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Fu Cong", "“{}” Fu said."),
        ("Zhou Hongyi", "“{}” Zhou told reporters."),
        ("World Shipping Council", "“{}” the World Shipping Council said."),
        ("World Shipping Council", "“{}” the WSC said in a statement."),
        ("Senator Josh Hawley", "“{}” Hawley said."),
        ("Jean-Luc Picard", "“{}” said Picard."),
        ("Ursula von der Leyen", "“{}” von der Leyen said."),
    ],
)
def test_names_are_known_by_their_parts(name: str, text: str) -> None:
    """Family names, first or last, institutions and their initials name a speaker."""
    judgement = verdict_on(QUOTE, page(text.format(SAID)), speaker=name)
    assert Verdict.TRACED is judgement.verdict
    assert "does not name" not in judgement.reason


def test_outlet_that_speaks_itself_needs_no_speaker() -> None:
    """A quotation that an outlet is credited with may have any speaker inside it."""
    assert Verdict.TRACED is verdict_on(QUOTE, page(f"“{SAID},” said Rui Falcao.")).verdict


def test_authors_own_text_is_the_speakers() -> None:
    """In a text that the speaker wrote, the words need no credit."""
    judgement = verdict_on(QUOTE, page(f"{SAID}. I have seen it.", author="Ana Ferraz"), speaker="Ana Ferraz")
    assert Verdict.TRACED is judgement.verdict
    assert "does not name" not in judgement.reason


def test_misattribution_in_other_words() -> None:
    """A passage that carries the claim but credits somebody else misattributes it."""
    text = "The evening ferry to Barreiro will be cancelled from June, Rui Falcao said."
    content = "the evening ferry to Barreiro will be cancelled from June"
    judgement = verdict_on(content, page(text), kind=Kind.INDIRECT, speaker="Ana Ferraz")
    assert Verdict.MISATTRIBUTED is judgement.verdict


@pytest.mark.parametrize(
    ("text", "title", "author"),
    [
        (f"I met a fisherman. “{SAID},” Rui Falcao told me.", None, "Ana Ferraz"),
        (f"{SAID}. We ask you to act.", "Open letter to Ana Ferraz", None),
    ],
)
def test_a_page_of_the_speaker_lends_nobody_elses_words(text: str, title: str | None, author: str | None) -> None:
    """Whom a column quotes is not its author, and a letter to somebody is not theirs."""
    judgement = verdict_on(QUOTE, page(text, title=title, author=author), speaker="Ana Ferraz")
    assert Verdict.TRACED is not judgement.verdict, judgement.reason
