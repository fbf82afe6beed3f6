"""Names by their capitals, and what those do not tell."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.extract.mentions import mentions


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("On Monday Ada Quill said that it froze.", ["Ada Quill"]),
        ("Running mate Tim Ashdown said the plan was dead.", ["Tim Ashdown"]),
        ("A poll shows that Republican Ada Quill leads.", ["Ada Quill"]),
        ("It was Senator Ada Quill of Ohio who asked.", ["Ada Quill", "Ohio"]),
        ("LISBON - Portugal’s interior minister, Rui Tavares, said no.", ["Rui Tavares"]),
        ("It asked the Department of Justice and Ada Quill.", ["Department of Justice", "Ada Quill"]),
        ("It was Ada Quill’s brother Tom Lee.", ["Ada Quill", "Tom Lee"]),
        ("New Poll Shows Mayor Trailing Badly\n\nThen mayor Ada Quill said it was wrong.", ["Ada Quill"]),
        ("Ada Quill Calls Harbour Plan Dead\n\nIn May Ada Quill said so.", ["Ada Quill", "Ada Quill"]),
        ("Maria de la Cruz met Jan van der Meer.", ["Maria de la Cruz", "Jan van der Meer"]),
        ("He told 60 Minutes that it froze.", ["60 Minutes"]),
        ("It froze. Nothing was said.", []),
    ],
)
def test_names(text: str, names: list[str]) -> None:
    """Capitals name somebody where they are a choice; what opens a sentence or a headline needs more."""
    assert names == [one.name for one in mentions(text)]


def test_titles_stand_apart() -> None:
    """Titles are told, and are no part of the name."""
    [one] = mentions("It was President Ada Quill who asked.")

    assert ("Ada Quill", ("president",)) == (one.name, one.titles)


@settings(max_examples=150)
@given(st.text(alphabet=st.sampled_from("Aa Bé.,’'“”\n-&ofthe1ÀЖ"), max_size=120))
def test_spans_hold_the_name(text: str) -> None:
    """A mention's span holds the name's words in their order, and spans do not overlap."""
    end = 0
    for one in mentions(text):
        assert end <= one.start < one.end <= len(text)
        assert one.name.split()[0] in text[one.start : one.end]
        end = one.end
