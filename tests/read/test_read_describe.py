from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

from claimcheck.model import Memento, Outcome, Page
from claimcheck.read import page

URL = "https://www.gulfpost.org/news/quay?from=home"
STORY = "".join(
    f"<p>{text}</p>"
    for text in (
        "The harbour board of Kingsmere will close the northern quay in May, its chair, Anna Berg, said on Monday.",
        "Fishing crews will move to the southern basin, where twelve berths have stood empty since the ferry left.",
        "The works are to cost 41 million kroner, a third of it from the state, and should end before next Christmas.",
    )
)


def _read(head: str = "", *, root: str = "", body: str = "") -> Page:
    markup = f"<!doctype html><html {root}><head>{head}</head><body>{body}<article>{STORY}</article></body></html>"
    headers = (("Content-Type", "text/html; charset=utf-8"),)
    taken = datetime(2026, 3, 5, tzinfo=UTC)
    found = page(Memento(URL, URL, Outcome.READ, taken, status=200, headers=headers, body=markup.encode()))
    assert found is not None
    return found


def _ld(*entries: object) -> str:
    return "".join(f'<script type="application/ld+json">{json.dumps(entry)}</script>' for entry in entries)


def _news(**more: object) -> dict[str, object]:
    return {"@type": "NewsArticle", "headline": "Quay to close", **more}


@pytest.mark.parametrize(
    "told",
    [
        _ld(
            {
                "@context": "https://schema.org",
                "@graph": [{"@type": "WebPage"}, _news(author="Jo Reed")],
            }
        ),
        _ld([{"@type": "Organization", "name": "Gulf Post"}, _news(author={"@type": "Person", "name": "Jo Reed"})]),
        _ld({"@type": ["NewsArticle", "Article"], "headline": " Quay  to close ", "author": ["Jo Reed"]}),
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": broken</script>'
        + _ld(_news(author="Jo Reed")),
        _ld({"@graph": [_news(author={"@id": "#jo"}), {"@type": "Person", "@id": "#jo", "name": "Jo Reed"}]}),
        _ld({"@type": "Article", "@id": "#a"}, _news(author="Jo Reed")),
    ],
    ids=["graph", "array", "types", "broken beside whole", "by id", "a bare reference first"],
)
def test_title_and_author_are_found_in_every_shape(told: str) -> None:
    """JSON-LD gives title and author in a graph, an array, or beside a broken script."""
    found = _read(told)

    assert ("Quay to close", "Jo Reed") == (found.title, found.author)


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ("Jo Reed", "Jo Reed"),
        (["Jo Reed", "Ida Moe"], "Jo Reed, Ida Moe"),
        ([{"name": "Jo Reed"}, "https://www.gulfpost.org/by/ida"], "Jo Reed"),
        ({"@type": "Person", "name": ["Jo Reed", "Ida Moe"]}, "Jo Reed, Ida Moe"),
        ({"@type": "Person", "name": "Jo Reed", "url": "https://www.gulfpost.org/by/jo"}, "Jo Reed"),
        ("https://www.facebook.com/jo.reed", None),
        ("jo.reed@gulfpost.org", None),
        ({"url": "https://www.gulfpost.org/by/jo"}, None),
        ([[], None, 7, {"name": {"a": 1}}], None),
    ],
)
def test_an_author_is_a_name(author: object, expected: str | None) -> None:
    """An author is a string, an object or several of them; an address is no name."""
    assert expected == _read(_ld(_news(author=author))).author


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("2026-03-02T23:30:00-05:00", date(2026, 3, 2)),
        ("2026-03-03T00:30:00+14:00", date(2026, 3, 3)),
        ("2026-03-02", date(2026, 3, 2)),
        (" 2026-03-02T08:00Z", date(2026, 3, 2)),
        ("March 2, 2026 8:00 AM", date(2026, 3, 2)),
        (["2026-03-02"], date(2026, 3, 2)),
        ("soon", None),
        (1772438400, None),
    ],
)
def test_a_day_is_the_publishers_own(told: object, expected: date | None) -> None:
    """The day is the one that the publisher wrote, whatever its zone; what is no date is none."""
    assert expected == _read(_ld(_news(datePublished=told))).published


def test_meta_tags_stand_in_for_json_ld() -> None:
    """Without JSON-LD title, author, publisher and day come from meta tags and microdata."""
    head = (
        '<meta property="og:title" content="Quay to close"><meta name="author" content="Jo Reed">'
        '<meta property="og:site_name" content="Gulf Post"><meta itemprop="datePublished" content="2026-03-02">'
    )
    found = _read(head)

    assert ("Quay to close", "Jo Reed", "Gulf Post") == (found.title, found.author, found.publisher)
    assert date(2026, 3, 2) == found.published


@pytest.mark.parametrize(
    ("root", "head", "expected"),
    [
        ('lang="en-GB"', "", "en"),
        ('lang="PT_br"', '<meta property="og:locale" content="en_US">', "pt"),
        ("", '<meta property="og:locale" content="nb_NO">', "nb"),
        ('lang=""', _ld(_news(inLanguage="de-DE")), "de"),
        ('lang="und?"', _ld(_news(inLanguage=[{"@type": "Language", "name": "Deutsch", "alternateName": "de"}])), "de"),
        ('xml:lang="fr"', "", "fr"),
        ('lang="English"', _ld(_news(inLanguage=5)), None),
        ("", "", None),
    ],
)
def test_a_language_is_a_primary_tag(root: str, head: str, expected: str | None) -> None:
    """The language is that of the root, of Open Graph or of JSON-LD, in lower case without its region."""
    assert expected == _read(head, root=root).language


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ('<link rel="canonical" href="https://www.gulfpost.org/news/quay">', "https://www.gulfpost.org/news/quay"),
        ('<link rel="Alternate CANONICAL" href="/news/quay">', "https://www.gulfpost.org/news/quay"),
        ('<meta property="og:url" content="https://www.gulfpost.org/q">', "https://www.gulfpost.org/q"),
        (
            '<link rel="canonical" href="javascript:void(0)"><meta property="og:url" content="//gulfpost.org/q">',
            "https://gulfpost.org/q",
        ),
        ('<link rel="canonical" href="">', None),
        ('<link rel="canonical" href="https://[bad">', None),
        ('<link rel="canonical" href="mailto:a@gulfpost.org">', None),
        ("", None),
    ],
)
def test_a_canonical_address_is_absolute_and_of_the_web(head: str, expected: str | None) -> None:
    """The canonical link comes before Open Graph; what is no http(s) address is none."""
    assert expected == _read(head).canonical


_PART = {"@type": "WebPageElement", "isAccessibleForFree": "False", "cssSelector": ".paywall"}


@pytest.mark.parametrize(
    ("head", "free"),
    [
        (_ld(_news(isAccessibleForFree=False)), False),
        (_ld(_news(isAccessibleForFree="False")), False),
        (_ld(_news(isAccessibleForFree="https://schema.org/False")), False),
        (_ld(_news(isAccessibleForFree={"@id": "http://schema.org/False"})), False),
        (_ld(_news(hasPart=_PART)), False),
        (_ld(_news(hasPart=[{"@type": "WebPageElement", "isAccessibleForFree": True}, _PART])), False),
        (_ld({"@type": "WebPage", "isAccessibleForFree": "false"}, _news()), False),
        ('<meta itemprop="isAccessibleForFree" content="false">', False),
        (_ld(_news(isAccessibleForFree=True)), True),
        (_ld(_news(isAccessibleForFree="True")), True),
        (_ld(_news(isAccessibleForFree=None)), True),
        (_ld(_news(), {"@type": "NewsArticle", "headline": "Another story", "isAccessibleForFree": False}), True),
        ("", True),
    ],
)
def test_what_is_not_free_is_not_complete(head: str, free: bool) -> None:  # noqa: FBT001 - a case of a table
    """A page is for subscribers when its article or a part of it says so in any spelling; another story does not."""
    assert free == _read(head).complete


def test_odd_json_ld_describes_nothing() -> None:
    """Lists, numbers and nested junk where text belongs are passed over."""
    found = _read(_ld(_news(author=[[[["x"]]]], publisher=3, datePublished={}, inLanguage=[[]]), 5, [None], "text"))

    assert ("Quay to close", None, None) == (found.title, found.author, found.language)
