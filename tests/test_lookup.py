from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from claimcheck import lookup
from claimcheck.lookup import Index
from claimcheck.model import Article, Claim, Kind, Memento, Outcome, Page, Span

TEXT = "The spinning mill burned down on Sunday, firemen said. It is so."
NOW = datetime(2026, 3, 6, tzinfo=UTC)


def _claim(text: str, *parts: str) -> tuple[Article, Claim]:
    spans = tuple(Span(text.index(part), text.index(part) + len(part)) for part in parts)
    whole = Span(0, len(text))
    return Article("mill.txt", text, whole), Claim("1", Kind.INDIRECT, spans, (), (), whole)


def _page(name: str, text: str, title: str | None = None) -> Page:
    url = f"https://kestrelpost.org/{name}"
    return Page(Memento(url, url, Outcome.READ, NOW), text, "kestrelpost.org", title)


def _found(article: Article, claim: Claim, *pages: Page, known: bool = True) -> list[str]:
    index = Index(pages, [(article, claim)] if known else [])
    return [page.url.rpartition("/")[2] for page in index.about(article, claim)]


def test_pages_with_half_of_the_longer_words() -> None:
    """Title and text count, capitals do not; pages come in the order they were given."""
    pages = [
        _page("c", "SPINNING halls: a mill BURNED."),
        _page("a", "It burned.", "Sunday in the spinning works"),
        _page("b", "Only Sunday is mentioned here."),
        _page("d", "", None),
    ]
    assert ["c", "a"] == _found(*_claim(TEXT, "The spinning mill burned down on Sunday"), *pages)


def test_words_of_all_spans_count_once() -> None:
    """A claim that is split by its cue is looked for by both parts."""
    text = "“The spinning works burned,” Ott said. “Burned on Sunday.”"
    claim = _claim(text, "The spinning works burned", "Burned on Sunday")
    assert ["a"] == _found(*claim, _page("a", "spinning, burned"), _page("b", "burned, burned"))


def test_a_claim_without_longer_words_is_about_no_page() -> None:
    """A claim of short words is found nowhere rather than everywhere."""
    assert [] == _found(*_claim(TEXT, "It is so."), _page("a", TEXT))


def test_claims_that_were_not_named_have_no_words() -> None:
    """Only the words of the claims that will be asked about are kept."""
    assert [] == _found(*_claim(TEXT, "The spinning mill burned"), _page("a", TEXT), known=False)


@given(st.text(min_size=1, max_size=80), st.lists(st.text(max_size=80), max_size=4))
def test_a_page_that_has_the_claim_is_found(text: str, others: list[str]) -> None:
    """Whatever a claim's words, a page that holds all of it is found if it has a longer word; each page once."""
    article, claim = Article("a", text, Span(0, len(text))), None
    claim = Claim("1", Kind.INDIRECT, (Span(0, len(text)),), (), (), Span(0, len(text)))
    pages = [_page(str(number), body) for number, body in enumerate([*others, text])]
    found = Index(pages, [(article, claim)]).about(article, claim)
    assert len(found) == len({page.url for page in found})
    assert not found or pages[-1] in found


@given(st.lists(st.sets(st.integers(0, 70)), max_size=20), st.integers(1, 22))
def test_what_is_in_many_sets_is_counted(sets: list[set[int]], least: int) -> None:
    """Counting bit by bit gives what counting one by one does."""
    found = lookup._often([sum(1 << one for one in group) for group in sets], least)
    count = Counter(one for group in sets for one in group)
    assert {one for one in count if count[one] >= least} == {at for at in range(80) if found >> at & 1}
