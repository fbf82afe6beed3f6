"""How much listed pages tell of what is looked for, by their words."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.resolve.context import CLAIM, PARAGRAPH, REST
from claimcheck.resolve.relevance import Relevance

PAGES = [
    frozenset({"mill", "burned", "night"}),
    frozenset({"mill", "burned", "night", "ferry", "replaced", "county", "vote"}),
    frozenset({"mill", "reopen"}),
    frozenset({"harbour", "flooding", "gull"}),
    frozenset[str](),
]
_WORDS = st.text("abcdefgü1", min_size=1, max_size=9)
_LISTS = st.lists(st.frozensets(_WORDS, max_size=8), max_size=12)
_QUERY = st.lists(st.tuples(_WORDS, st.floats(0.01, 1)), max_size=12)


def _scores(*words: str, weight: float = CLAIM, pages: list[frozenset[str]] = PAGES) -> dict[int, float]:
    return Relevance(pages).scores((word, weight) for word in words)


@given(_LISTS, _QUERY)
def test_scores_are_shares_of_what_can_be_reached(pages: list[frozenset[str]], query: list[tuple[str, float]]) -> None:
    """A score lies between 0 and 1, 1 left out; pages that have a score share a word."""
    listed = Relevance(pages)
    found = listed.scores(query)
    assert all(0 < score < 1 for score in found.values())
    assert set(found) <= listed.sharing(query) <= set(range(len(pages)))


@given(_LISTS, _QUERY, st.integers())
def test_the_order_of_the_words_changes_nothing(
    pages: list[frozenset[str]], query: list[tuple[str, float]], seed: int
) -> None:
    """The same words with the same weights in another order, or twice, give the very same scores."""
    other = random.Random(seed).sample([*query, *query], 2 * len(query))  # noqa: S311 - an order, not a secret
    assert Relevance(pages).scores(query) == Relevance(pages).scores(other)


def test_rare_words_short_lines_and_heavy_words_tell_more() -> None:
    """A word that few have, in a line of few words, that weighs much, counts for more."""
    assert _scores("reopen")[2] > _scores("mill")[2]
    found = _scores("burned")
    assert found[0] > found[1]
    assert _scores("burned")[0] > _scores("burned", weight=REST)[0] > 0
    assert {} == _scores("burned", weight=0.0)


def test_words_that_differ_in_their_ending_are_one() -> None:
    """Flooding is found by "flooded"; of short words nothing is cut."""
    assert [3] == list(_scores("flooded"))
    assert [] == list(_scores("mile", "gulf"))


def test_of_two_weights_of_a_word_the_greater_counts() -> None:
    """A word of the claim that stands in the rest of the article as well weighs what it weighs in the claim."""
    listed = Relevance(PAGES)
    assert listed.scores([("mill", CLAIM)]) == listed.scores([("mill", REST), ("mill", CLAIM), ("mill", PARAGRAPH)])


@pytest.mark.parametrize(("size", "weight", "found"), [(250, REST, 0), (250, CLAIM, 250), (150, REST, 150)])
def test_common_words_of_long_lists_tell_only_in_the_claim(size: int, weight: float, found: int) -> None:
    """A word that all pages of a long list have is looked up for the claim's own sake alone, but it is shared."""
    listed = Relevance([frozenset({"kestrel", f"story{number}"}) for number in range(size)])
    assert found == len(listed.scores([("kestrel", weight)]))
    assert size == len(listed.sharing([("kestrel", weight)]))


def test_nothing_listed_has_no_scores() -> None:
    """An empty list, and a list of pages without words, tell nothing."""
    assert {} == _scores("mill", pages=[])
    assert {} == _scores("mill", pages=[frozenset(), frozenset()])


def test_sums_of_fractions_are_the_same_in_every_order() -> None:
    """A dozen words of odd weights give one score to the last bit, however they are ordered."""
    words = [(f"{letter}quill", number / 7) for number, letter in enumerate("abcdefghijkl", 1)]
    pages = [frozenset(word for word, _ in words[at:]) for at in range(len(words))]
    orders = [random.Random(seed).sample(words, len(words)) for seed in range(50)]  # noqa: S311 - an order, not a secret
    assert 1 == len({tuple(sorted(Relevance(pages).scores(order).items())) for order in orders})
