"""Our marked passages, and how they are read."""

from __future__ import annotations

import pytest

from claimcheck.model import SourceKind
from claimcheck.training.examples import own
from claimcheck.training.passages import parse, passages

GOOD = """=== told-07 told
{1s Ann Lee} {1c told} {1v the Harbour Daily} {1t that {2s the mayor} {2c said} {2t no}}.
---
1 person Ann Lee
1v outlet Harbour Daily
2 attitude person Jo Hall
credit AP
"""


def test_marks_become_spans() -> None:
    """Marks are taken out of the text, and their spans refer to what is left."""
    [passage] = parse(GOOD)
    outer, inner = passage.relations

    assert "Ann Lee told the Harbour Daily that the mayor said no." == passage.text
    assert "that the mayor said no" == outer.content[0].of(passage.text)
    assert ("the Harbour Daily", "Harbour Daily", SourceKind.OUTLET) == (
        outer.told[0].of(passage.text),
        outer.told_name,
        outer.told_kind,
    )
    assert (1, True, "Jo Hall") == (inner.within, inner.attitude, inner.name)
    assert ("AP",) == passage.credits


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (("{2t no}}", "{2t no}"), "not closed"),
        (("1 person Ann Lee\n", ""), "no note for 1"),
        (("2 attitude person Jo Hall", "2 unnamed Jo Hall"), "a name for a named source"),
        (("{1c told}", "told"), "exactly one cue"),
        (("{1v the Harbour Daily}", "the Harbour Daily"), "1v"),
        (("credit AP", "credits: AP"), "cannot read the note"),
        (("\n---", ""), "no line ---"),
        (("2 attitude person Jo Hall", "2 none"), "the note of 2"),
    ],
)
def test_a_bad_mark_is_named(change: tuple[str, str], complaint: str) -> None:
    """What is badly marked is refused with the passage's id and the reason."""
    with pytest.raises(ValueError, match=f"told-07: .*{complaint}"):
        list(parse(GOOD.replace(*change)))


def test_there_are_enough_and_none_twice() -> None:
    """At least four hundred passages, ids and texts apart, about a fifth of them kept aside."""
    every = passages()

    assert len(every) >= 400
    assert len({passage.id for passage in every}) == len({passage.text for passage in every}) == len(every)
    assert 0.15 < sum(passage.kept_aside for passage in every) / len(every) < 0.25


def test_inner_texts_are_examples_too() -> None:
    """Each content is an example of its own, with the relations that are outermost in it; the kept ones never are."""
    examples = own(kept_aside=False)
    names = {example.id.partition("/")[0] for example in examples}

    assert not names & {passage.id for passage in passages() if passage.kept_aside}
    assert any("/" in example.id and example.relations for example in examples)
