from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.fetch import Key, ages
from claimcheck.fetch.store import Store
from claimcheck.model import Memento, Outcome, Purpose, Query, Redirect

if TYPE_CHECKING:
    import sqlite3

AT = datetime(2026, 3, 5, 9, 30, tzinfo=UTC)
URL = "https://www.example.com/a"
PAGE = Query(URL)


def read(body: bytes = b"<p>Text", url: str = URL, at: datetime = AT) -> Memento:
    return Memento(
        url,
        f"{url}/final",
        Outcome.READ,
        at,
        status=200,
        headers=(("Content-Type", "text/html"), ("X", "ü")),
        body=body,
        digest=hashlib.sha256(body).hexdigest(),
        redirects=(Redirect(url, 301),),
        archive_url="https://web.archive.org/x",
    )


def failed(result: Outcome = Outcome.BLOCKED, at: datetime = AT) -> Memento:
    return Memento(URL, URL, result, at, reason="www.example.com refused access (403)", status=403)


@pytest.mark.parametrize("memento", [read(), read(b""), failed(), failed(Outcome.NOT_FOUND), failed(Outcome.DNS)])
def test_what_is_kept_comes_back_the_same(store: Store, memento: Memento) -> None:
    """Every field of a memento survives, body and time included."""
    store.keep(PAGE, memento)
    assert memento == store.recorded(PAGE)


@settings(deadline=None)
@given(st.binary(max_size=300), st.text(max_size=50), st.text(max_size=50))
def test_any_bytes_and_words_come_back_the_same(body: bytes, name: str, reason: str) -> None:
    """Whatever a server sends can be kept."""
    memento = replace(read(body), headers=((name, reason),), reason=reason.encode("utf-8", "replace").decode())
    with Store.memory() as store:
        store.keep(PAGE, memento)
        assert memento == store.recorded(PAGE)


@settings(deadline=None)
@given(st.text(max_size=80))
def test_any_url_can_be_kept(url: str) -> None:
    """A URL may be anything, lone surrogates and fragments included; the fragment does not matter."""
    query = Query(url, Purpose.FEED)
    with Store.memory() as store:
        store.keep(query, replace(failed(), url=ages.bare(url), final_url=ages.bare(url)))
        assert store.recorded(query) == store.recorded(Query(f"{ages.bare(url)}#x", Purpose.SITEMAP)) is not None


def test_queries_that_may_differ_do_not_share(store: Store) -> None:
    """A home page, a sitemap and a feed are one; a page, a capture, an API and rules are each their own."""
    store.keep(Query(URL, Purpose.HOME), read())
    sharing = {purpose for purpose in Purpose if store.recorded(Query(URL, purpose))}

    assert {Purpose.HOME, Purpose.SITEMAP, Purpose.FEED} == sharing


@pytest.mark.parametrize(
    ("purpose", "hours"),
    [
        (Purpose.PAGE, 24 * 30),
        (Purpose.ROBOTS, 24),
        (Purpose.HOME, 6),
        (Purpose.SITEMAP, 6),
        (Purpose.FEED, 6),
        (Purpose.API, 6),
    ],
)
def test_each_purpose_has_its_age(store: Store, purpose: Purpose, hours: int) -> None:
    """A memento is served until its age is reached, and not from then on."""
    query = Query(URL, purpose)
    store.keep(query, read())

    assert store.fresh(query, now=AT + timedelta(hours=hours, seconds=-1)) == read()
    assert store.fresh(query, now=AT + timedelta(hours=hours)) is None
    assert store.recorded(query) == read()


def test_captures_never_age(store: Store) -> None:
    """What an archive holds stays what it is."""
    query = Query(URL, Purpose.CAPTURE)
    store.keep(query, read())
    assert store.fresh(query, now=AT + timedelta(days=10_000)) == read()


def test_a_missing_page_is_missing_for_a_day(store: Store) -> None:
    """That a page is not found is an answer, for a day."""
    for query in (PAGE, Query(URL, Purpose.CAPTURE)):
        store.keep(query, failed(Outcome.NOT_FOUND))
        assert store.fresh(query, now=AT + timedelta(hours=23)) == failed(Outcome.NOT_FOUND)
        assert store.fresh(query, now=AT + timedelta(hours=24)) is None


def test_an_age_of_choice_overrides_all(store: Store) -> None:
    """A chosen age holds for every purpose, longer or shorter."""
    for purpose in Purpose:
        query = Query(URL, purpose)
        store.keep(query, read())
        assert store.fresh(query, 60, AT + timedelta(seconds=59)) == read()
        assert store.fresh(query, 60, AT + timedelta(seconds=60)) is None
        assert store.fresh(query, 0, AT) is None
        assert store.fresh(query, 10**9, AT + timedelta(days=900)) == read()


@pytest.mark.parametrize("result", [o for o in Outcome if o not in {Outcome.READ, Outcome.NOT_FOUND}])
def test_a_failure_is_never_served_as_an_answer(store: Store, result: Outcome) -> None:
    """A failure is on record, and asked for again by a run that has a network."""
    store.keep(PAGE, failed(result))
    assert (None, failed(result)) == (store.fresh(PAGE, 10**9, AT), store.recorded(PAGE))


def test_a_failure_after_an_answer(store: Store) -> None:
    """The record is of the last fetch; the older answer still serves, and is then the record again."""
    later = failed(at=AT + timedelta(hours=1))
    store.keep(PAGE, read())
    store.keep(PAGE, later)
    assert later == store.recorded(PAGE)
    assert read() == store.find(URL)
    assert read() == store.fresh(PAGE, now=AT + timedelta(hours=2))
    assert read() == store.recorded(PAGE)


def test_an_answer_after_a_failure_replaces_it(store: Store) -> None:
    """What was read at last is all that is kept."""
    store.keep(PAGE, failed())
    store.keep(PAGE, read())
    assert [Outcome.READ] == [entry.outcome for entry in store.entries()]


def test_entries_are_sorted_and_counted(store: Store) -> None:
    """The list is sorted by URL; sizes are of the unpacked bodies."""
    for name, size in (("c", 30), ("a", 10), ("b", 20)):
        store.keep(Query(name), read(b"x" * size, name))
    store.keep(Query("b", Purpose.FEED), replace(failed(), url="b"))

    assert [("a", 10), ("b", 20), ("b", 0), ("c", 30)] == [
        (entry.url, entry.size) for entry in sorted(store.entries(), key=lambda e: (e.url, -e.size))
    ]
    assert ["a", "b", "b", "c"] == [entry.url for entry in store.entries()]


def test_the_newest_memento_of_a_url_is_found(store: Store) -> None:
    """It does not matter what it was fetched for, nor which fragment is asked for."""
    store.keep(PAGE, read())
    store.keep(Query(URL, Purpose.FEED), read(b"newer", at=AT + timedelta(days=1)))

    found = store.find(f"{URL}#:~:text=x")
    assert (b"newer", None) == (found.body if found else b"", store.find("https://other.example/"))


def test_old_mementos_are_pruned(store: Store) -> None:
    """What is older goes, its body with it; the number is told."""
    store.keep(Query("old"), read(b"old", "old", AT))
    store.keep(Query("new"), read(b"new", "new", AT + timedelta(days=2)))
    store.keep(PAGE, failed(at=AT - timedelta(days=2)))

    assert 2 == store.prune(86400, AT + timedelta(days=2))
    assert ["new"] == [entry.url for entry in store.entries()]
    assert 1 == _blobs(store)
    assert 0 == store.prune(10**18)
    assert 1 == store.clear()
    assert ((), 0) == (store.entries(), _blobs(store))


def test_a_body_that_two_urls_share_is_kept_once(store: Store) -> None:
    """Bodies are kept by digest, and go with the last URL that had them."""
    store.keep(Query("a"), read(b"same", "a"))
    store.keep(Query("b"), read(b"same", "b"))
    assert 1 == _blobs(store)
    store.keep(Query("a"), read(b"other", "a"))
    assert (2, read(b"same", "b")) == (_blobs(store), store.recorded(Query("b")))
    store.keep(Query("b"), read(b"other", "b"))
    assert 1 == _blobs(store)


def test_a_damaged_body_is_not_served(store: Store) -> None:
    """A body that is not the one that was kept is as good as none."""
    for damage in ("x'00'", "(SELECT data FROM blob WHERE digest != outside.digest)", "NULL"):
        store.keep(Query("other"), read(b"other", "other"))
        store.keep(PAGE, read())
        _connection(store).execute("PRAGMA ignore_check_constraints = 1")
        if damage == "NULL":
            _connection(store).execute("DELETE FROM blob WHERE digest = ?", (read().digest,))
        else:
            _connection(store).execute(f"UPDATE blob AS outside SET data = {damage} WHERE digest = ?", (read().digest,))  # noqa: S608 - our words
        assert (None, None) == (store.fresh(PAGE, 10**9, AT), store.recorded(PAGE))


def test_nothing_is_half_kept(store: Store) -> None:
    """A write that fails in the middle leaves what was there."""
    store.keep(PAGE, read())
    broken = replace(read(b"new"), archive_url=object())  # type: ignore[arg-type] # what cannot be written
    with pytest.raises(Exception, match="cannot be used"):
        store.keep(PAGE, broken)
    assert (read(), 1) == (store.recorded(PAGE), _blobs(store))


def _connection(store: Store) -> sqlite3.Connection:
    return store._connection


def _blobs(store: Store) -> int:
    return int(_connection(store).execute("SELECT count(*) FROM blob").fetchone()[0])


def test_what_was_made_of_a_body_outlives_a_new_answer_with_that_body(store: Store) -> None:
    """An answer that is the same again, as every 304 is, forgets nothing; another body, or none, does."""
    key = Key(read().digest, "page", "", "one")
    store.keep(PAGE, read())
    store.keep_made([(key, b"parsed")])
    store.keep(PAGE, read(at=AT + timedelta(days=1)))
    store.restore("page", read(at=AT + timedelta(days=2)))
    assert b"parsed" == store.made(key)
    store.keep(PAGE, read(b"<p>Other"))
    assert store.made(key) is None
