from __future__ import annotations

import json
import time
from datetime import UTC, date, datetime

import pytest

from claimcheck.model import Memento, Outcome, Page
from claimcheck.read import page
from claimcheck.read.html import html

POSTS = (
    ("2026-03-02T09:05:00+01:00", "Quay gates shut", "Guards shut the gates of the northern quay at nine on Monday."),
    ("2026-03-02T23:40:00-05:00", "Berg speaks", "“Nobody will lose a berth,” Anna Berg told the crews late at night."),
    ("2026-03-03T07:15:00Z", "Crews sail south", "The first eleven boats reached the southern basin before sunrise."),
    ("2026-03-04T12:00:00Z", "State pays a third", "The state will pay a third of the bill, the ministry wrote."),
)
STRAY = "The minister knew of the cracked reactor for eleven months, a leaked letter shows."
URL = "https://www.gulfpost.org/news/live/quay"


def _read(markup: str, url: str = URL) -> Page:
    headers = (("Content-Type", "text/html; charset=utf-8"),)
    taken = datetime(2026, 3, 5, tzinfo=UTC)
    found = page(Memento(url, url, Outcome.READ, taken, status=200, headers=headers, body=markup.encode()))
    assert found is not None
    return found


def _json(posts: object, **more: object) -> str:
    entry = {
        "@type": "LiveBlogPosting",
        "headline": "Quay live",
        "datePublished": "2026-03-02",
        "liveBlogUpdate": posts,
    }
    return f'<script type="application/ld+json">{json.dumps({**entry, **more})}</script>'


def _updates() -> list[dict[str, str]]:
    return [{"@type": "BlogPosting", "headline": h, "articleBody": b, "datePublished": w} for w, h, b in POSTS]


def _guardian() -> str:
    blocks = "".join(
        f'<article id="block-{n}" class="block block--content"><header><time datetime="{when}">09.05</time>'
        f'<h2>{head}</h2></header><div><p>{body}</p></div><div class="share-bar"><p>Share</p></div></article>'
        + ('<div class="ad-slot"><p>' + STRAY + "</p></div>" if n == 1 else "")
        for n, (when, head, body) in enumerate(POSTS)
    )
    main = f"<main><div id='liveblog-body'>{blocks}</div></main>"
    return f"<html><head><title>Quay – live</title></head><body>{main}</body></html>"


def _bbc() -> str:
    items = "".join(
        f'<li class="ssrcss-{n}"><article data-testid="content-post"><span><time datetime="{when}">09:05</time></span>'
        f"<h3>{head}</h3><div><p>{body}</p></div></article></li>"
        + (f'<li class="promo"><a href="/b">{STRAY}</a></li>' if n == 2 else "")
        for n, (when, head, body) in enumerate(POSTS)
    )
    return f"<html><head><title>Quay: live updates</title></head><body><main><ol>{items}</ol></main></body></html>"


def _jazeera() -> str:
    cards = "".join(
        f'<div class="card-live"><div class="card-live__date"><time datetime="{when}">now</time></div><h2>{head}</h2>'
        f'<div class="wysiwyg"><p>{body}</p></div></div>'
        for when, head, body in POSTS
    )
    aside = f'<div class="related-stories"><h3>Related</h3><p>{STRAY}</p></div>'
    return f"<html><head><title>Quay</title></head><body><main>{cards}</main>{aside}</body></html>"


def _days() -> str:
    def group(posts: tuple[tuple[str, str, str], ...]) -> str:
        return (
            "<section>"
            + "".join(
                f'<div class="post live-post"><p><time datetime="{w}">x</time></p><h3>{h}</h3><div>{b}</div></div>'
                for w, h, b in posts
            )
            + "</section>"
        )

    return f"<html><head><title>Quay</title></head><body>{group(POSTS[:3])}{group(POSTS[3:])}</body></html>"


def _microdata() -> str:
    posts = "".join(
        f'<div itemprop="liveBlogUpdate" itemscope itemtype="https://schema.org/BlogPosting"><meta itemprop='
        f'"datePublished" content="{when}"><h3>{head}</h3><p>{body}</p></div>'
        for when, head, body in POSTS
    )
    return f'<html><body><div itemscope itemtype="https://schema.org/LiveBlogPosting">{posts}</div></body></html>'


PAGES = {
    "json-ld alone": f"<html><head>{_json(_updates())}</head><body><div id='app'></div></body></html>",
    "json-ld and markup": _guardian().replace("<body>", f"<body>{_json(_updates())}"),
    "json-ld by id": f"<html><head>{_json([{'@id': '#1'}, *_updates()[1:]])}"
    f"{_json({}, **{'@type': 'Thing'})}"
    f'<script type="application/ld+json">{json.dumps({**_updates()[0], "@id": "#1"})}</script></head></html>',
    "blocks": _guardian(),
    "list items": _bbc(),
    "cards": _jazeera(),
    "groups of days": _days(),
    "microdata": _microdata(),
}


@pytest.mark.parametrize("markup", PAGES.values(), ids=PAGES)
def test_every_post_is_a_passage_with_its_time(markup: str) -> None:
    """A live blog's text is its posts, each with title, paragraphs and time; what stands between them is left out."""
    found = _read(markup)

    assert [f"{head}\n\n{body}" for _, head, body in POSTS] == [post.span.of(found.text) for post in found.posts]
    assert "\n\n".join(post.span.of(found.text) for post in found.posts) == found.text
    assert [datetime.fromisoformat(when) for when, _, _ in POSTS] == [post.published for post in found.posts]


def test_the_day_of_a_post_is_the_publishers_own() -> None:
    """A post of half past eleven in New York is of that day, though it is the next in UTC."""
    found = _read(PAGES["blocks"])

    assert date(2026, 3, 2) == found.day(found.posts[1].span)
    assert date(2026, 3, 2) == found.first


def test_what_either_form_lacks_comes_from_the_other() -> None:
    """Posts that only JSON-LD gives are kept beside those that the page shows."""
    found = _read(
        _guardian().replace("<body>", f"<body>{_json([*_updates(), {'articleBody': 'A fifth post, told alone.'}])}")
    )

    assert len(POSTS) + 1 == len(found.posts)
    assert "A fifth post, told alone." in found.text


def test_paragraphs_and_markup_of_a_body_are_read() -> None:
    """An articleBody with line ends or tags becomes paragraphs; a title that its text repeats stands once."""
    told = [
        {"headline": "One.", "articleBody": "One. And more.\nSecond line."},
        {"headline": "Two", "articleBody": "<p>With <b>tags</b> &amp; signs.</p><ul><li>Item</li></ul>"},
    ]
    found = _read(f"<html><head>{_json(told)}</head><body></body></html>")

    assert "One. And more.\n\nSecond line.\n\nTwo\n\nWith tags & signs.\n\nItem" == found.text


def test_links_of_posts_are_kept() -> None:
    """A link in a post covers its words, and its address is absolute."""
    markup = _guardian().replace("reached the southern", 'reached the <a href="/basin">southern</a>')
    found = html(markup.encode(), URL, url=URL)

    assert [("southern", "https://www.gulfpost.org/basin")] == [
        (one.span.of(found.text), one.url) for one in found.links
    ]


@pytest.mark.parametrize(
    "markup",
    [
        "<article><p>"
        + "</p><p>".join(body for _, _, body in POSTS)
        + "</p></article><ul>"
        + "".join(f'<li class="card"><time datetime="{w}">x</time><a href="/{w}">{h}</a></li>' for w, h, _ in POSTS)
        + "</ul>",
        "<article>"
        + "".join(f"<p>{body} {body} {body}</p>" for _, _, body in POSTS)
        + "</article><section class='notes'>"
        + "".join(f'<div class="note"><time datetime="{w}">x</time><p>I agree.</p></div>' for w, _, _ in POSTS)
        + "</section>",
    ],
    ids=["teasers", "notes of readers"],
)
def test_other_pages_with_times_are_no_live_blogs(markup: str) -> None:
    """Dated teasers and readers' notes below an article are no posts, even where the address says live."""
    found = _read(f"<html><head><title>Quay</title></head><body><main>{markup}</main></body></html>")

    assert () == found.posts
    assert all(body in found.text for _, _, body in POSTS)


def test_dated_sections_need_a_sign_of_a_live_blog() -> None:
    """Repeated containers with times are an ordinary page unless something calls it live."""
    markup = _jazeera().replace("card-live", "entry")

    assert () == _read(markup, "https://www.gulfpost.org/news/quay").posts
    assert len(POSTS) == len(_read(markup).posts)


@pytest.mark.parametrize("when", ["", "yesterday", "25:00", "2026-13-01T00:00:00Z", "9" * 5000])
def test_a_post_without_a_time_that_can_be_read_has_none(when: str) -> None:
    """A broken time is no time, and the post is kept."""
    found = _read(
        f"<html><head>{_json([{'articleBody': 'It is open.', 'datePublished': when}])}</head><body></body></html>"
    )

    assert [None] == [post.published for post in found.posts]
    assert date(2026, 3, 2) == found.day(found.posts[0].span)


@pytest.mark.parametrize(
    "markup",
    [
        "<div class=live><time datetime=2026-03-02></time><p>x" * 100_000,
        '<div class="live"><p>Text</p><time datetime="2026-03-02">x</time></div>' * 100_000,
        "<div class=live>" * 100_000 + "<time datetime=2026-03-02>x</time>" * 10,
        '<div class="live"><time datetime="2026-03-02">x</time>' * 3 + "<b>x</b> <a href=/>y" * 300_000,
        '<script type="application/ld+json">{"@type":"LiveBlogPosting","liveBlogUpdate":' + "[" * 100_000,
        '<script type="application/ld+json">{"@type":"LiveBlogPosting","liveBlogUpdate":[1,{"headline":[]}]}</script>',
    ],
    ids=["nested", "many", "deep", "long line", "broken json", "odd json"],
)
def test_hostile_live_blogs_are_read_in_bounded_time(markup: str) -> None:
    """Megabytes of nested or repeated posts are read or passed over in time that stays in proportion to them."""
    from trafilatura import load_html  # noqa: PLC0415 - slow to load

    from claimcheck.read import jsonld, liveblog  # noqa: PLC0415 - with it

    source = f"<html><head><title>Live</title></head><body>{markup}</body></html>"
    tree = load_html(source)
    assert tree is not None
    start = time.perf_counter()
    liveblog.read(tree, source, jsonld.objects(source), URL)

    assert time.perf_counter() - start < 15
