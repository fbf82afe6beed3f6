"""What counts as said."""

from __future__ import annotations

import pytest

from claimcheck.extract.scope import may_attribute, may_relay, said, silent, stated


@pytest.mark.parametrize(
    "cue",
    [
        "said",
        "has repeatedly warned",
        "according to",
        "urged",
        "denied",
        ":",
        "—",
        "was quoted as saying",
        "believe",
        "Testifying",
        "replied",
    ],
)
def test_said(cue: str) -> None:
    """Speech, writing, evidence, commands and denials are in scope, in any form."""
    assert said(cue)


@pytest.mark.parametrize(
    "cue", ["supports", "wants", "hopes to", "is bent on", "fears", "voted for", "plans", "was worried"]
)
def test_attitudes(cue: str) -> None:
    """Wishes, plans and feelings are not."""
    assert not said(cue)


@pytest.mark.parametrize(
    ("cue", "content"),
    [
        ("declined", "to comment"),
        ("did not say", "whether she would stay"),
        ("didn’t immediately respond", "to a request"),
        ("could not be reached", "for comment"),
    ],
)
def test_silence_is_no_statement(cue: str, content: str) -> None:
    """Who declines to comment has said nothing."""
    assert silent(cue, content)


@pytest.mark.parametrize(
    ("cue", "content"),
    [("did not deny", "the charge"), ("refused", "to sign the treaty"), ("said", "it would comment on Monday")],
)
def test_refusals_and_denials_are_statements(cue: str, content: str) -> None:
    """Refusing an act, or leaving a charge undenied, is more than silence."""
    assert not silent(cue, content)


def test_commands_pass_nothing_on() -> None:
    """What is ordered or cited is not itself a statement that somebody relays."""
    assert [False, False, True, True] == [stated(cue) for cue in ("ordered", "citing", "said", "found")]


def test_paragraphs_without_a_cue_or_mark_are_not_read() -> None:
    """Only a paragraph with a word of the lexicon, a quotation mark, a colon or a dash can hold a claim."""
    told = ["Ann said no.", "“No.”", "Ann: no tax", "No tax — Ann", "''No,'' Ann wrote"]

    assert all(map(may_attribute, told))
    assert not may_attribute("The port froze over in May.")


def test_contents_without_a_statement_are_not_read_again() -> None:
    """What holds no word that states something need not be."""
    assert may_relay("that NASA said the launch would slip")
    assert not may_relay("that the boats would be late")
