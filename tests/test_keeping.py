from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from verify.building import article, page, verdict_on

from claimcheck import editions, extract, keeping
from claimcheck.editions import edition
from claimcheck.fetch import Key, Store
from claimcheck.fetch import derived as kept
from claimcheck.model import Memento, Outcome, Post, Span

if TYPE_CHECKING:
    import pytest

    from claimcheck.model import Page

NOW = datetime(2026, 3, 5, 9, 30, tzinfo=UTC)
TEXT = "“We will rebuild,” Helga Maurer told Reuters. According to Ana Ferraz, the plant employs 2,400 people."
KEY = Key("ab" * 32, "page", "text/html", "one")


def _memento() -> Memento:
    url = "https://www.reuters.com/a"
    return Memento(url, url, Outcome.READ, NOW, status=200, headers=(("Content-Type", "text/html"),), digest="ab" * 32)


def _page() -> Page:
    posts = (Post(Span(0, 5), datetime.fromisoformat("2026-03-04T08:00:00+01:00")), Post(Span(7, 9)))
    plain = page("Hello\n\nxy", title="A title", author="Jo Reed", published=date(2026, 3, 4), complete=False)
    return replace(plain, memento=_memento(), posts=posts, language="en", canonical="https://www.reuters.com/c")


def test_a_page_comes_back_as_it_was_kept() -> None:
    """Every field of a page survives, with the outcome that the page showed and the reason."""
    seen = replace(_memento(), outcome=Outcome.PAYWALLED, reason="only the opening")
    found = replace(_page(), memento=seen)
    assert (seen, found) == keeping.load_page(_memento(), keeping.dump_page(seen, found))
    gone = replace(_memento(), outcome=Outcome.SOFT_NOT_FOUND, reason="it says so")
    assert (gone, None) == keeping.load_page(_memento(), keeping.dump_page(gone, None))


def test_claims_come_back_as_they_were_kept() -> None:
    """Every field of a claim survives."""
    claims = extract.extract(article(TEXT))
    assert 2 == len(claims)
    assert claims == keeping.load_claims(keeping.dump_claims(claims))


def test_a_judgement_comes_back_with_its_pages() -> None:
    """Verdict, reason, evidence and changes survive; pages are named, and put in again."""
    changed = page("“We will build again,” Helga Maurer told Reuters.")
    for found in (page(TEXT), changed):
        judgement = verdict_on("“We will rebuild”", found, speaker="Helga Maurer")
        assert judgement == keeping.load_judgement(keeping.dump_judgement(judgement), [found])
    judgement = verdict_on("“We will rebuild”", page(TEXT), speaker="Helga Maurer")
    assert judgement.evidence
    assert keeping.load_judgement(keeping.dump_judgement(judgement), []) is None


@settings(deadline=None)
@given(st.one_of(st.binary(max_size=60), st.sampled_from([b"{}", b"[]", b"[1]", b"null", b'{"outcome": "read"}'])))
def test_data_that_are_no_such_thing_are_none(data: bytes) -> None:
    """Whatever stands in a store, it is taken for what it is or for nothing."""
    assert keeping.load_page(_memento(), data) is None
    assert keeping.load_judgement(data, []) is None
    assert keeping.load_claims(data) in {None, ()}


def test_what_decides_about_a_reading_is_in_its_context() -> None:
    """The same bytes at another address, of another type or after a redirect may be another page."""
    one = _memento()
    others = [
        replace(one, final_url="https://www.reuters.com/"),
        replace(one, headers=(("Content-Type", "text/plain"),)),
        replace(one, url="https://www.reuters.com/b"),
    ]
    assert 4 == len({keeping.page_context(memento) for memento in (one, *others)})


def test_what_decides_about_claims_is_in_their_key() -> None:
    """Another text, another publisher, other links or settings are another entry."""
    how, plain = keeping.Extraction(), article(TEXT)
    others = [(article(TEXT + " "), how), (replace(plain, publisher="Reuters"), how)]
    others.append((replace(plain, apart=(Span(0, 2),)), how))
    others += [(plain, keeping.Extraction(attitudes=True)), (plain, keeping.Extraction(least=0.5))]
    assert 6 == len({keeping.article_key(*pair) for pair in [(plain, how), *others]})


def test_the_store_keeps_what_was_made_for_its_edition_alone() -> None:
    """What other code made is not served, and makes way for what is made now."""
    with Store.memory() as store:
        store.keep_made([(KEY, b"old")])
        assert (b"old", None) == (store.made(KEY), store.made(replace(KEY, edition="two")))
        store.keep_made([(replace(KEY, edition="two"), b"new")])
        assert (None, b"new") == (store.made(KEY), store.made(replace(KEY, edition="two")))
        store.clear()
        assert store.made(replace(KEY, edition="two")) is None


def test_a_damaged_entry_is_none() -> None:
    """What cannot be unpacked is made anew."""
    with Store.memory() as store:
        store.keep_made([(KEY, b"made")])
        store._connection.execute("UPDATE derived SET data = x'00'")
        assert store.made(KEY) is None
        assert kept.find(store._connection, KEY) is None


def test_an_edition_names_the_code_and_the_libraries() -> None:
    """Other files and other libraries are another edition; the same are the same."""
    assert edition("read") == edition("read")
    assert 3 == len({edition("read"), edition("verify"), edition("read", libraries=("lxml",))})
    assert edition("read", libraries=("no-such-library",))
    assert 3 == len({editions.reading(), editions.finding(), editions.judging()})


def test_another_reading_is_judged_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Evidence has offsets of the text as it was read: another library that reads is another edition of judging."""
    before = editions.judging()
    monkeypatch.setattr(editions, "_version", lambda name: "other" if name == "trafilatura" else "one")
    edition.cache_clear()
    other = editions.judging()
    monkeypatch.undo()
    edition.cache_clear()
    assert before == editions.judging() != other


def test_claims_are_found_anew_where_the_users_own_names_change() -> None:
    """The names of `[sites]` decide whom a claim goes through, so they are part of what its article is kept by."""
    plain, own = keeping.Extraction(), keeping.Extraction(own=(("Northern Ledger", "ledger.example"),))

    assert keeping.article_key(article(TEXT), plain) != keeping.article_key(article(TEXT), own)
