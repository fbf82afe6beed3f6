from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.extract import extract
from claimcheck.extract.quotes import hide, quotations
from claimcheck.model import Article, Span

PIECES = st.sampled_from(
    [
        *(
            "Anna Berg",
            " said",
            " that ",
            "the port froze",
            ", ",
            ". ",
            '"',
            "“",
            "”",
            "'",
            "’",
            "«",
            "»",
            "\n\n",
            "\r\n",
            "\n",
        ),
        *(
            "according to ",
            "CNBC",
            "(",
            ")",
            "[on]",
            "told ",
            "noting",
            "…",
            "?",
            "U.S. ",
            "Photo: ",
            "👩‍🔬",
            "e\u0301",
            "\xa0",
        ),
        *("\u200b", "\u202e", "שלום", "Fu", " he", " was quoted as saying by ", "The report", " noted", ";", ":", "—"),
    ]
)
TEXTS = st.one_of(st.lists(PIECES, max_size=40).map("".join), st.text(max_size=300))


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_spans_lie_in_the_text(text: str) -> None:
    """On any text whatever, claims are sorted and their spans lie inside it and are not empty."""
    claims = extract(Article("a.txt", text, Span(0, len(text))))

    assert sorted(claim.start for claim in claims) == [claim.start for claim in claims]
    for claim in claims:
        spans = [*claim.content, *claim.cue, *(source.mention for source in claim.chain)]
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert sorted(claim.content) == list(claim.content)
        assert all(span.of(text).strip() for span in claim.content)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_hiding_quotations_keeps_every_offset(text: str) -> None:
    """Quotations lie apart, in order, and a text with them hidden is as long as before and the same outside them."""
    found = quotations(text)
    masked = hide(text, found)

    assert len(text) == len(masked)
    assert all(a.end <= b.start for a, b in pairwise(found))
    outside = [n for n in range(len(text)) if not any(span.start <= n < span.end for span in found)]
    assert [text[n] for n in outside] == [masked[n] for n in outside]


def test_large_and_strange_texts_end() -> None:
    """A megabyte without a blank, a flood of marks and of cues are read in linear time."""
    for text in (
        "a" * 1_000_000,
        '"' * 100_000,
        "said " * 10_000,
        "A, " * 30_000,
        "according to " * 10_000,
        "The " * 50_000,
    ):
        extract(Article("a.txt", text, Span(0, len(text))))
