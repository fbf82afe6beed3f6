from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.identity.outlets import all_outlets, find_mentions, lookup


def mentions(text: str) -> list[tuple[str, str]]:
    """Return the words of every mention, and the name it is reported by."""
    return [(span.of(text), name) for span, name in find_mentions(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CNBC reported on Friday.", [("CNBC", "CNBC")]),
        (
            "The South China Morning Post said, citing Reuters.",
            [("South China Morning Post", "South China Morning Post"), ("Reuters", "Reuters")],
        ),
        ("told state broadcaster China Central Television", [("China Central Television", "China Central Television")]),
        ("SCMP’s report", [("SCMP", "South China Morning Post")]),
        ("the New\nYork Times", [("New\nYork Times", "The New York Times")]),
        ("REUTERS", [("REUTERS", "Reuters")]),
        ("al-Jazeera and Al Jazeera English", [("al-Jazeera", "Al Jazeera"), ("Al Jazeera English", "Al Jazeera")]),
        ("Photo: Getty/AFP", [("AFP", "Agence France-Presse")]),
        ("the German agency dpa said", [("dpa", "Deutsche Presse-Agentur")]),
        ("People's Daily, China Daily", [("People's Daily", "People's Daily"), ("China Daily", "China Daily")]),
        ("U.S. News & World Report ranks", [("U.S. News & World Report", "U.S. News & World Report")]),
        ("Britain's Daily Mail", [("Daily Mail", "Daily Mail")]),
        ("El País y Le Monde", [("El País", "El País"), ("Le Monde", "Le Monde")]),
    ],
)
def test_plain_names_are_found(text: str, expected: list[tuple[str, str]]) -> None:
    """The longest name at a place counts, "the" and possessive endings stay outside."""
    assert expected == mentions(text)


@pytest.mark.parametrize(
    "text",
    [
        "cnbc and reuters in small letters",
        "New York. Times are hard",
        "the Global\n\nTimes Square",
        "Arizona Daily Star",
        "https://www.example.org/CNBC",
        "write to desk@CNBC",
        "CNBCs",
        "Bbc",
    ],
)
def test_what_only_looks_like_a_name_is_not_found(text: str) -> None:
    """Case, sentence and paragraph borders, longer names and addresses keep names apart."""
    assert mentions(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Time will tell.",
        "It is time. Time and again, Nature takes its course; Science is slow.",
        "on Capitol Hill",
        "the Hill district",
        "Michael Bloomberg and Steve Forbes",
        "the Australian government and the Hindu festival",
        "the 19th century, 74 people",
        "Dr. Ng, the DR Congo",
        "across the Atlantic",
        "the Nikkei fell",
        "the Ministry of Foreign Affairs said",
        "the Oromo Liberation Front, a New Yorker in ways, L.G.B.T. rights",
        "STAT OF THE WEEK, TODAY",
    ],
)
def test_wordlike_names_need_words_of_the_trade(text: str) -> None:
    """An ordinary word is not an outlet because it has a capital letter."""
    assert mentions(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Time magazine said", "Time"),
        ("the journal Nature said", "Nature"),
        ("published in Science on Monday", "Science"),
        ("she told Wired in an interview", "Wired"),
        ("according to the Hill", "The Hill"),
        ("The Hill reported that", "The Hill"),
        ("Bloomberg first reported", "Bloomberg News"),
        ("as *Nature* put it", "Nature"),
        ("a _Forbes_ list", "Forbes"),
        ("Germany's Stern magazine", "Stern"),
        ("told “Time” that", "Time"),
        ("the newspaper Libération", "Libération"),
    ],
)
def test_wordlike_names_beside_such_words_are_found(text: str, name: str) -> None:
    """Descriptions, reporting verbs and emphasis call for an outlet."""
    assert [name] == [found for _, found in mentions(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Post reported", ["Post"]),
        ("told the Times Friday", ["Times"]),
        ("The Guardian’s editor", ["Guardian"]),
        ("ABC said", ["ABC"]),
        ("the Post Office and the Sun King", []),
        ("post the Mail", ["Mail"]),
        ("Guardian angels, Sun, Times Square", []),
        ("a Belfast Standard reported error", []),
    ],
)
def test_ambiguous_and_one_word_names_need_the_article(text: str, expected: list[str]) -> None:
    """An ambiguous name is reported as it stands, for whoever knows the context to look up."""
    assert expected == [name for _, name in mentions(text)]


def test_ambiguous_mentions_resolve_by_the_ones_before() -> None:
    """The names of a text's mentions are the context of the next."""
    text = "The Washington Post and the New York Times disagree. The Post had it first, the Times later."
    names = [name for _, name in find_mentions(text)]
    found = [lookup(name, names[:place]) for place, name in enumerate(names)]
    assert ["washingtonpost.com", "nytimes.com"] * 2 == [outlet.domain for outlet in found if outlet]


def test_mentions_keep_to_their_stretch() -> None:
    """Names before the start, after the end or across either are not found; offsets are those of the whole text."""
    text = "CNBC, CNN, Global Times"
    assert [(6, 9)] == [(span.start, span.end) for span, _ in find_mentions(text, 5, 17)]


SNIPPETS = st.sampled_from([name for outlet in all_outlets()[::40] for name in (outlet.name, *outlet.aliases)])
TEXTS = st.lists(
    st.one_of(SNIPPETS, st.text(max_size=8), st.sampled_from(["the ", " told ", "’s ", "\n\n", "*", "@"]))
).map("".join)


@given(TEXTS, st.integers(0, 30), st.none() | st.integers(0, 200))
def test_mentions_are_spans_of_names(text: str, start: int, end: int | None) -> None:
    """Spans are in order, apart, inside the stretch, and their words mean the outlet that is named."""
    last = start
    for span, name in find_mentions(text, start, end):
        assert last <= span.start < span.end <= (len(text) if end is None else end)
        last = span.end
        assert lookup(name) == lookup(span.of(text))


@given(SNIPPETS.filter(lambda name: "(" not in name))
def test_a_name_of_the_table_is_found_in_a_credit(name: str) -> None:
    """In a sentence that calls for an outlet each name covers exactly its words, the article left out."""
    text = f"she told the {name.removeprefix('The ')} in an interview"
    spans = [span for span, _ in find_mentions(text)]
    assert [name.removeprefix("The ").strip("!¡.")] == [span.of(text) for span in spans]


@pytest.mark.parametrize(
    "text", ["The Washington Post told the Times. ", "Time ", "New ", "the Post & ", "Al-", "a" * 50 + " "]
)
def test_giant_texts_take_little_time(text: str) -> None:
    """Whatever a fifth of a megabyte repeats, mentions lie in it, apart and in order."""
    giant = text * (200_000 // len(text))
    spans = [span for span, _ in find_mentions(giant)]

    assert all(0 <= span.start < span.end <= len(giant) for span in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
