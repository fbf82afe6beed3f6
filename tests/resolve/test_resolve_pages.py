"""Pages that list others: their links, the day beside each, the next page; and what hostile pages cost."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.resolve import pages, xml
from claimcheck.resolve.pages import Item, Sheet, number, sheet

SITE = "https://www.kestrelpost.org"
BASE = f"{SITE}/news/"
DAY = date(2026, 3, 4)
LINK = '<a href="/news/mill">Mill burned in the night</a>'
MANY = 3_000


def _sheet(html: str, base: str = BASE) -> Sheet:
    return sheet(html.encode(), base)


def _day(html: str) -> date | None:
    return next(item.day for item in _sheet(html).items if item.url == f"{SITE}/news/mill")


@pytest.mark.parametrize(
    "entry",
    [
        f'<li><time datetime="2026-03-04T08:00:00Z">Wednesday</time> {LINK}</li>',
        f"<li>{LINK} <span>4 March 2026</span></li>",
        f"<div><p>March 4, 2026</p><h3>{LINK}</h3></div>",
        f'<div><a href="/news/mill"><img alt=""></a><h3>{LINK}</h3><p>Nobody was hurt. Mar 4, 2026</p></div>',
        f'<div><div><h3><span>{LINK}</span></h3></div><time datetime="">4 March 2026</time></div>',
    ],
)
def test_the_day_beside_a_link(entry: str) -> None:
    """A day stands with a link in the smallest box around both, as a time stamp or in words."""
    assert _day(f"<ul>{entry}</ul>") == DAY


@pytest.mark.parametrize(
    "entry",
    [
        f"{LINK} 4 March 2026",
        f"<main>{LINK} <p>4 March 2026</p></main>",
        f'<div>{LINK}<a href="/news/ferry">Ferry to be replaced</a> 4 March 2026</div>',
        f"<div>{LINK}<p>{'It burned for hours. ' * 40}</p>4 March 2026</div>",
        f"<div><div><div><div><div>{LINK}</div></div></div></div>4 March 2026</div>",
        f"<div>{LINK} {'<i></i>' * 200} 4 March 2026</div>",
        f"<div>{LINK} on 4 March</div>",
        f'<div>{LINK}<time datetime="soon">now</time></div>',
    ],
)
def test_days_that_stand_with_no_one_link(entry: str) -> None:
    """A day in the page's column, beside other links, in a long text, far away or without its year is nobody's."""
    assert _day(entry) is None


def test_an_address_is_listed_once_with_all_that_leads_to_it() -> None:
    """Of a picture, a headline and "more" to one address the longest words and the day are kept."""
    page = f"""<ul><li><a href="/news/mill" title="Picture"><img></a> {LINK} 4 March 2026</li></ul>
    <a href="/news/mill">More</a><a href="#top">Up</a><a href="">Here</a><a>Nowhere</a><a href="/news/#x">News</a>"""
    assert (Item(f"{SITE}/news/mill", "Mill burned in the night", DAY),) == _sheet(page).items


def test_words_end_where_a_box_ends() -> None:
    """Headline, teaser and day of a card that is one link are not run together; marks within a word do not part it."""
    card = (
        "<a href=/x><h3>Mill burned<!-- -->-out, <b>O</b>tt says</h3><p>Two hurt</p><span>4</span><b>th</b> March</a>"
    )
    assert ["Mill burned-out, Ott says Two hurt 4 th March"] == [item.text for item in _sheet(card).items]
    assert _day(f"<li>{LINK}<p>4<sup>th</sup> March 2026</p></li>") == DAY


def test_blocks_of_text_that_are_links_are_no_titles() -> None:
    """Words of more than three hundred characters are no title, whatever they lead to."""
    assert () == _sheet(f'<a href="/news/mill">{"burned " * 100}</a>').items


@pytest.mark.parametrize(
    ("link", "base"),
    [
        ('<a rel="nofollow next" href="/news/older">»</a>', BASE),
        ('<a href="/news/page/2/">2</a>', BASE),
        ('<a href="?page=2">2</a><a href="?page=3">3</a><a href="?page=9">Last</a>', BASE),
        ('<a href="?page=2">2</a><a href="?page=4">4</a>', f"{BASE}?page=3"),
        ('<a href="/news/archive-b">Older posts →</a>', BASE),
        ('<a href="/news/archive-b">Load more stories</a>', BASE),
        ('<a href="/news/archive-b">Next</a>', BASE),
        ('<a href="/news/older">More articles</a><link rel="next" href="/news/archive-b">', BASE),
    ],
)
def test_the_page_that_goes_on(link: str, base: str) -> None:
    """The next page is what the head or a link names as such, has the next number, or is called so."""
    found = _sheet(link, base).following
    assert found.startswith(SITE)
    assert found.endswith(("older", "page/2/", "page=2", "page=4", "archive-b"))


@pytest.mark.parametrize(
    "link",
    [
        '<a href="/news/page/3/">3</a><a href="?page=1">1</a>',
        '<a href="/news/next-of-kin">Next of kin are told</a>',
        '<a href="/news/more">More</a><a href="/news/a">»»»»</a>',
        '<a rel="next" href="/news/">Next</a>',
        '<a rel="next" href="#page-2">Next</a>',
        '<link rel="next" href="/news/">',
        '<link rel="next" href="https://www.kestrelpost.org/news/#more">',
        '<link rel="next" href="">',
        '<link rel="next" href="http://[bad">',
    ],
)
def test_what_is_no_next_page(link: str) -> None:
    """A number further on, a title that begins with "next", and the page itself do not go on."""
    assert not _sheet(link).following


def test_a_head_that_names_its_own_page_hides_no_link() -> None:
    """What the head calls the next page is left aside where it is the page itself."""
    assert f"{SITE}/news/page/2" == _sheet('<link rel=next href="/news/"><a href="/news/page/2">2</a>').following


@pytest.mark.parametrize(
    ("url", "page"),
    [
        (f"{SITE}/news/page/3/", 3),
        (f"{SITE}/news/page-12", 12),
        (f"{SITE}/p4/", 4),
        (f"{SITE}/news?Page=5&sort=day", 5),
        (f"{SITE}/news?paged=99999999999999999999", 999999),
        (f"{SITE}/page/99999999999/", None),
        (f"{SITE}/news?page=last", None),
        (f"{SITE}/news?page=²", None),
        (f"{SITE}/people/4", None),
        ("http://[bad/page/3/", None),
        (SITE, None),
    ],
)
def test_which_page_an_address_is(url: str, page: int | None) -> None:
    """Path or query say which page of a list it is; a number that no list has says nothing, or very many."""
    assert page == number(url)


_PIECES = st.sampled_from(
    [
        *(
            "<a href=",
            "'/x'",
            '"http://[bad"',
            ">",
            "</a>",
            "<link rel=next href=",
            "<time datetime=",
            "<div>",
            "</div>",
        ),
        *("Older posts", "4 March 2026", "<base href='//[x'>", "<a href='?page=2'>", "&#0;", "<!--", "]]>", "<table>"),
        *(
            "<?xml version='1.0'?>",
            "<!DOCTYPE",
            "<svg><a href='/s'>",
            "\x00",
            "\ufeff",
            "http://a:b/page/2",
            "2026-02-31",
        ),
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300) | st.lists(_PIECES, max_size=40).map(lambda parts: "".join(parts).encode()))
def test_no_bytes_raise(body: bytes) -> None:
    """Whatever a page holds, it lists addresses, each once, or nothing."""
    root, found = xml.page(body), sheet(body, BASE)
    assert root is not None or Sheet() == found
    assert len({item.url for item in found.items}) == len(found.items)
    assert isinstance(xml.alternates(body), list)


_ENTRY = '<li><a href="/a/{0}">Mill burned again {0}</a> 3 March 2026</li>'
_SAME = '<a href="/x">mill</a>' * MANY


@pytest.mark.parametrize(
    ("page", "most"),
    [
        ("".join(map(_ENTRY.format, range(100_000))), MANY),
        (f'<a href="/x">{"x" * 2_000_000}</a>', 0),
        (f'<a href="/x" {"x" * 2_000_000}>mill</a>', 1),
        ('<a href="/x">mill' * 5_000, 1),
        ('<b><a href="/x">mill' * 5_000, 1),
        ("".join(f'<object><a href="/{n}">mill' for n in range(5_000)), MANY),
        (f"<div>{_SAME}{'word ' * 380_000}</div>", 1),
        (f"<div>{_SAME}{'<i></i>' * 250_000}</div>", 1),
        (f"<div>{'<i></i>' * 200_000}{''.join(map(_ENTRY.format, range(MANY)))}</div>", MANY),
        ("".join(f"<div>{'<i></i>' * 1_000}<a href=/{n}>mill</a>" for n in range(200)), 200),
    ],
    ids=["links", "line", "attribute", "nested", "bold", "objects", "words", "marks", "late", "deep"],
)
def test_hostile_pages_cost_little(page: str, most: int) -> None:
    """However many links, however long a line, however deep: a page is read once over, in a few seconds at most."""
    before = time.process_time()
    found = pages.sheet(page.encode(), BASE)
    assert len(found.items) <= most
    assert time.process_time() - before < 8
