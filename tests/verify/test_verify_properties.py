from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from verify.building import page, verdict_on

from claimcheck.model import Kind, Span, Verdict
from claimcheck.verify.index import index
from claimcheck.verify.marks import masked, quoted
from claimcheck.verify.quotation import find
from claimcheck.verify.tokens import tokenise

if TYPE_CHECKING:
    from collections.abc import Callable

VERBS = ["build", "sell", "close", "paint", "inspect", "insure", "rebuild", "lease"]
THINGS = ["harbour", "ferry", "bakery", "tunnel", "bridge", "library", "market", "stadium"]
PLACES = ["Faro", "Aveiro", "Lagos", "Braga", "Sines"]

statements = st.tuples(
    st.sampled_from(VERBS), st.sampled_from(THINGS), st.sampled_from(PLACES), st.integers(2, 900), st.booleans()
)
letters = st.text(st.characters(codec="utf-8"), max_size=200)


def _said(statement: tuple[str, str, str, int, bool]) -> str:
    verb, thing, place, figure, flag = statement
    return f"the company will {'not ' if flag else ''}{verb} the {thing} of {place} with {figure} people before winter"


def _page(statement: tuple[str, str, str, int, bool]) -> str:
    return f"It was cold. “{_said(statement)},” Ana Ferraz told the council. Nobody answered her."


@settings(max_examples=60, deadline=None)
@given(statements)
def test_turning_a_negation_never_stays_traced(statement: tuple[str, str, str, int, bool]) -> None:
    """A "not" put in or left out is never traced, in a quotation or in other words."""
    turned = _said((*statement[:4], not statement[4]))
    found = page(_page(statement))
    assert Verdict.ALTERED is verdict_on(f"“{turned}”", found, speaker="Ana Ferraz").verdict
    assert Verdict.CONTRADICTED is verdict_on(turned, found, kind=Kind.INDIRECT, speaker="Ana Ferraz").verdict


@settings(max_examples=60, deadline=None)
@given(statements, st.integers(2, 900))
def test_another_figure_never_stays_traced(statement: tuple[str, str, str, int, bool], figure: int) -> None:
    """A figure that was changed is altered, in a quotation and in other words."""
    said = _said((*statement[:3], figure, statement[4]))
    wanted = Verdict.TRACED if figure == statement[3] else Verdict.ALTERED
    assert wanted is verdict_on(f"“{said}”", page(_page(statement)), speaker="Ana Ferraz").verdict
    assert wanted is verdict_on(said, page(_page(statement)), kind=Kind.INDIRECT, speaker="Ana Ferraz").verdict


@settings(max_examples=60, deadline=None)
@given(statements)
def test_may_for_will_never_stays_traced(statement: tuple[str, str, str, int, bool]) -> None:
    """What will be and what may be are two statements, whichever of the two the page makes."""
    will, found = _said(statement), page(_page(statement))
    may = will.replace(" will ", " may ")
    for said, there in ((may, found), (will, page(_page(statement).replace(" will ", " may ")))):
        for quoted_or_not, kind in ((f"“{said}”", Kind.DIRECT), (said, Kind.INDIRECT)):
            assert Verdict.TRACED is not verdict_on(quoted_or_not, there, kind=kind, speaker="Ana Ferraz").verdict


@settings(max_examples=60, deadline=None)
@given(st.permutations(PLACES), st.sampled_from(["sued", "praised", "bought", "beat", "accused"]), st.booleans())
def test_names_exchanged_never_stay_traced(places: list[str], verb: str, quoted_too: bool) -> None:  # noqa: FBT001 - drawn
    """Who did it to whom is told by the places of the two names."""
    one, other, *_ = places
    said = f"the town of {one} {verb} the town of {other} in the spring of 2024"
    swapped = f"the town of {other} {verb} the town of {one} in the spring of 2024"
    found = page(f"“{said},” Ana Ferraz told the council.")
    kind = Kind.DIRECT if quoted_too else Kind.INDIRECT
    marks = "“{}”" if quoted_too else "{}"
    assert Verdict.TRACED is verdict_on(marks.format(said), found, kind=kind, speaker="Ana Ferraz").verdict
    assert Verdict.TRACED is not verdict_on(marks.format(swapped), found, kind=kind, speaker="Ana Ferraz").verdict


@settings(max_examples=60, deadline=None)
@given(statements, st.sampled_from(["Rui Falcao", "Marta Quintela", "Amy Pope", "Eric Ferraz"]))
def test_another_speaker_never_stays_traced(statement: tuple[str, str, str, int, bool], name: str) -> None:
    """The same words by somebody else are not traced, be it a namesake."""
    found = page(_page(statement).replace("Ana Ferraz", name))
    assert Verdict.TRACED is not verdict_on(f"“{_said(statement)}”", found, speaker="Ana Ferraz").verdict


@settings(max_examples=60, deadline=None)
@given(
    statements,
    st.sampled_from(['"{}"', "“{},”", "«{}»", "„{}“", "“{}.”", "“{}…”"]),
    st.sampled_from([str.upper, str.title, str.lower]),
    st.sampled_from([" ", " \u00a0", "\n", "\u200b ", "\t"]),
)
def test_typography_never_stops_a_trace(
    statement: tuple[str, str, str, int, bool], marks: str, case: Callable[[str], str], blank: str
) -> None:
    """Marks, case and spacing are presentation."""
    said = case(_said(statement)).replace(" ", blank)
    assert Verdict.TRACED is verdict_on(marks.format(said), page(_page(statement)), speaker="Ana Ferraz").verdict


@settings(deadline=None)
@given(letters, letters)
def test_any_two_texts_can_be_compared(content: str, text: str) -> None:
    """No text, however odd, breaks the comparison; evidence lies inside the page."""
    for kind in (Kind.DIRECT, Kind.INDIRECT, Kind.MIXED):
        for one in verdict_on(f"“{content}”", page(text), kind=kind, speaker="Ana Ferraz").evidence:
            assert 0 <= one.span.start <= one.span.end <= len(text)


@settings(deadline=None)
@given(letters)
def test_words_lie_in_order_inside_the_text(text: str) -> None:
    """Every word has a span of the text, and no word starts before the one before it."""
    words = tokenise(text)
    spans = [words.span(at, at + 1) for at in range(len(words.keys))]
    assert spans == sorted(spans)
    assert all(Span(0, len(text)).contains(span) and span.start < span.end for span in spans)
    assert all(words.at(span.start) <= at for at, span in enumerate(spans))


@settings(deadline=None)
@given(letters)
def test_masking_keeps_offsets(text: str) -> None:
    """A masked text is as long as the text, and differs from it between quotation marks alone."""
    hidden = masked(text)
    assert len(text) == len(hidden)
    inside = {at for span in quoted(text) for at in range(span.start, span.end)}
    assert all(text[at] == hidden[at] for at in range(len(text)) if at not in inside)


@settings(deadline=None)
@given(st.lists(st.sampled_from([*VERBS, *THINGS]), min_size=12, max_size=60), st.data())
def test_run_of_words_is_found_where_it_stands(words: list[str], data: st.DataObject) -> None:
    """Any run of four words or more is found, and its first place is no later than where it was taken from."""
    start = data.draw(st.integers(0, len(words) - 4))
    end = data.draw(st.integers(start + 4, len(words)))
    text = " ".join(words)
    run = " ".join(words[start:end])
    found = find(run, index(text))
    assert found
    assert run == found[0].span.of(text)


def _judged(content: str, text: str, kind: Kind = Kind.DIRECT) -> Verdict:
    return verdict_on(content, page(text), kind=kind, speaker="Ana Ferraz").verdict


def test_giant_texts_are_judged() -> None:
    """A page of a million characters, a quotation of ten thousand words and endless repetitions get a verdict."""
    prose = "The old boats of the harbour, 12 of them, lay still; “nobody came”, she said on Monday. " * 11_000
    giant = " ".join(f"word{number % 700} and" for number in range(5_000))
    assert _judged("“the old boats of the river lay quite still on Monday”", prose)
    assert _judged("the old boats of the river lay quite still on Monday", prose, Kind.INDIRECT)
    assert _judged(f"“{giant}”", prose)
    assert _judged(f"“{giant}”", giant.replace("word7 ", "word8 "))
    for piece in ("a ", "“", "”", '"', "…", "[", "not ", "one hundred ", "\n", "A. ", "said X ", "日本"):
        assert _judged(f"“{(piece * 5_000)[:5_000]} end of it all”", (piece * 200_000)[:200_000]), piece


def test_many_claims_on_many_pages() -> None:
    """Of twenty pages that do not have it none carries any of forty claims."""
    texts = [
        f"Page {number}. " + "The council met on Monday and talked about boats, cranes and nets. " * 150
        for number in range(20)
    ]
    pages = [page(text, path=f"/{number}") for number, text in enumerate(texts)]
    for number in range(20):
        words = f"“we will paint {number} boats before the winter comes back to us”"
        quoted = verdict_on(words, *pages, speaker="Ana Ferraz")
        told = verdict_on(f"the council will paint {number} boats before winter", *pages, kind=Kind.INDIRECT)
        assert Verdict.TRACED not in {quoted.verdict, told.verdict}
