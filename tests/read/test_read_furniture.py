from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest

from claimcheck.model import Memento, Outcome, Page
from claimcheck.read import page

LEAD = "The harbour board of Kingsmere will close the northern quay in May, its chair, Anna Berg, said on Monday."
SECOND = "“We cannot patch this wall for another winter,” she told members, who voted by nine to two to start the work."
THIRD = "Fishing crews will move to the southern basin, where twelve berths have stood empty since the ferry left."
FOURTH = "The works are to cost 41 million kroner, a third of it from the state, and should end before next Christmas."
FIFTH = "Opponents said the board had ignored an engineer's report that put the price at nearly twice that sum."
STORY = (LEAD, SECOND, THIRD, FOURTH, FIFTH)
STRAY = "The minister knew of the cracked reactor for eleven months, a leaked letter shows."


def _read(markup: str, url: str = "https://www.gulfpost.org/news/quay") -> Page:
    headers = (("Content-Type", "text/html; charset=utf-8"),)
    body = markup.encode()
    found = page(
        Memento(url, url, Outcome.READ, datetime(2026, 3, 3, tzinfo=UTC), status=200, headers=headers, body=body)
    )
    assert found is not None
    return found


def _site(middle: str = "", after: str = "", before: str = "", cls: str = "story") -> str:
    """A page whose article has *middle* between its paragraphs and *after* behind it."""
    first = "".join(f"<p>{text}</p>" for text in STORY[:3])
    last = "".join(f"<p>{text}</p>" for text in STORY[3:])
    return (
        f'<!doctype html><html lang="en"><head><title>Quay to close</title></head><body class="page">{before}'
        f'<main id="content"><article class="{cls}"><h1>Quay to close</h1><div class="{cls}__body">{first}{middle}'
        f"{last}</div></article></main>{after}</body></html>"
    )


INSIDE = {
    "related box": f'<div class="story-related"><h4>Related</h4><ul><li><a href="/b">{STRAY}</a></li></ul></div>',
    "read more paragraph": f'<p><strong>READ MORE:</strong> <a href="/b">{STRAY}</a></p>',
    "read more heading": f'<h3>Read more</h3><ul><li><a href="/b">{STRAY}</a></li><li><a href="/c">Snow</a></li></ul>',
    "more from": f'<div class="c1"><h3>More from Gulf Post</h3><div><a href="/b">Leak</a><p>{STRAY}</p></div></div>',
    "newsletter": f'<section class="newsletter-signup"><h3>The Tide</h3><p>{STRAY}</p><form><input></form></section>',
    "newsletter by component": f'<div data-component="newsletterSignup"><p>Sign up today.</p><p>{STRAY}</p></div>',
    "newsletter paragraph": f'<p><em>Sign up to our briefing: <a href="/n">the newsletter</a>. {STRAY}</em></p>',
    "newsletter by heading": f"<div><h3>Sign up to our morning briefing</h3><p>{STRAY}</p></div>",
    "advertisement": f'<div class="ad"><span>Advertisement</span><p>{STRAY}</p></div>',
    "sponsored": f'<div class="box sponsored-content"><p>{STRAY}</p></div>',
    "advertisement by label": f'<div aria-label="Advertisement"><p>{STRAY}</p></div>',
    "native video": f'<figure class="media"><video src="a.mp4"></video><figcaption>{STRAY}</figcaption></figure>',
    "video player": f'<div class="video-player"><div class="v-title">Watch</div><p>{STRAY}</p></div>',
    "video caption": f'<div class="videoPlayer"><iframe src="/v"></iframe></div><p class="video-caption">{STRAY}</p>',
    "paywall offer": f'<div class="paywall-offer"><h3>Keep reading</h3><p>{STRAY}</p></div>',
    "share bar": f'<div class="share-bar"><p>{STRAY}</p></div>',
    "pop-up poll": f'<div class="poll-widget poll"><p>Should it close?</p><p>{STRAY}</p></div>',
    "dialog": f'<div role="dialog" aria-modal="true" class="x9"><p>{STRAY}</p></div>',
    "author bio": f'<div class="author-bio"><p>{STRAY}</p></div>',
    "recommended": f'<section><h2>Recommended stories</h2><div><a href="/b">Leak</a><p>{STRAY}</p></div></section>',
    "more on": f'<div><h3>More on ports</h3><ul><li><a href="/b">{STRAY}</a></li></ul></div>',
    "also like": f'<div class="you-may-also-like"><p>{STRAY}</p></div>',
    "item type": f'<div itemscope itemtype="https://schema.org/WPAdBlock"><p>{STRAY}</p></div>',
}
_COMMENTS = "".join(f'<li class="comment" id="c{n}"><p>Reader {n}: {STRAY}</p></li>' for n in range(30))
AFTER = {
    "native comments": f'<section><h2>30 comments</h2><ol class="comments">{_COMMENTS}</ol></section>',
    "disqus": f'<div id="disqus_thread"><div class="post-message"><p>{STRAY}</p></div></div>',
    "schema comments": f'<div><div itemscope itemtype="https://schema.org/Comment"><p>{STRAY}</p></div></div>',
    "comments by label": f'<section aria-label="Comments"><p>{STRAY}</p></section>',
    "most read": f'<div class="most-read"><ol><li><h4><a href="/b">Leak</a></h4><p>{STRAY}</p></li></ol></div>',
    "most read by heading": f'<div><h2>Most read</h2><ol><li><a href="/b">Leak</a><p>{STRAY}</p></li></ol></div>',
    "recommended": f'<section class="recommendations"><div><h3>Leak</h3><p>{STRAY}</p></div></section>',
    "onetrust": f'<div id="onetrust-banner-sdk"><p>We value your privacy. {STRAY}</p></div>',
    "sourcepoint": f'<div id="sp_message_container_9"><div><p>{STRAY}</p></div></div>',
    "cookie dialog": f'<div role="dialog" aria-label="cookies"><p>{STRAY}</p></div>',
    "about the author": f"<div><h3>About the author</h3><p>{STRAY}</p></div>",
    "ticker": f'<div class="breaking-ticker live-ticker"><p>{STRAY}</p></div>',
    "footer": f'<div class="site-footer"><p>{STRAY}</p></div>',
    "footer by role": f'<div role="contentinfo"><p>{STRAY}</p></div>',
    "outbrain": f'<div class="OUTBRAIN"><p>{STRAY}</p></div>',
    "donate": f'<div class="contribution-epic donate"><p>{STRAY}</p></div>',
}


@pytest.mark.parametrize("middle", INSIDE.values(), ids=INSIDE)
def test_furniture_between_paragraphs_is_no_text(middle: str) -> None:
    """What a site sets between the paragraphs of an article is left out, and every paragraph is kept."""
    text = _read(_site(middle)).text

    assert STRAY not in text
    assert all(part in text for part in STORY)


@pytest.mark.parametrize("after", AFTER.values(), ids=AFTER)
def test_furniture_after_an_article_is_no_text(after: str) -> None:
    """What a site sets below an article is left out, and every paragraph is kept."""
    text = _read(_site(after=after)).text

    assert STRAY not in text
    assert all(part in text for part in STORY)


@pytest.mark.parametrize("after", AFTER.values(), ids=AFTER)
def test_furniture_of_a_page_without_an_article_element_is_no_text(after: str) -> None:
    """Where nothing but boxes holds the story, what stands in a box beside its paragraphs is left out too."""
    story = "".join(f"<p>{text}</p>" for text in STORY)
    text = _read(f"<html><head><title>Quay</title></head><body><div class='w'>{story}{after}</div></body></html>").text

    assert STRAY not in text
    assert all(part in text for part in STORY)


@pytest.mark.parametrize("before", [AFTER["ticker"], AFTER["onetrust"], AFTER["cookie dialog"]])
def test_furniture_above_an_article_is_no_text(before: str) -> None:
    """Tickers and banners that come first in the source are left out as well."""
    text = _read(_site(before=before)).text

    assert STRAY not in text
    assert all(part in text for part in STORY)


def test_a_page_with_everything_around_it_is_the_story_alone() -> None:
    """All furniture together leaves the story as it would be without any."""
    text = _read(_site("".join(INSIDE.values()), "".join(AFTER.values()))).text

    assert STRAY not in text
    assert all(part in text for part in STORY)


MOVED = "The wall moved four centimetres in January alone, and nobody was told."
KEPT = {
    "block quote": f"<blockquote><p>{MOVED}</p></blockquote>",
    "list": f"<ul><li>{MOVED}</li><li>Two</li></ul>",
    "table": f"<table><tr><td>{MOVED}</td></tr></table>",
    "correction": f'<p class="correction">Correction: {MOVED}</p>',
    "photo caption": f"<figure><img src='a.jpg' alt=''><figcaption>{MOVED}</figcaption></figure>",
    "tweet": f'<blockquote class="twitter-tweet"><p lang="en">{MOVED}</p>&mdash; Board (@board)'
    ' <a href="https://twitter.com/board/status/1">March 2</a></blockquote>',
    "subheading": f"<h2>More in common than it seems</h2><p>{MOVED}</p>",
    "section": f'<section><h2>More on the budget</h2><p>{MOVED} <a href="/r">Report</a></p></section>',
    "paragraph about comments": f"<p>Comments were invited. {MOVED}</p>",
    "read more as a sentence": f'<p>Read more of it and it says: {MOVED} <a href="/r">Report</a></p>',
    "body marked as paid": f'<div class="paywall"><p>{MOVED}</p></div>',
    "modifier": f'<div class="has-promo-box category-trending"><p>{MOVED}</p></div>',
}


@pytest.mark.parametrize("middle", KEPT.values(), ids=KEPT)
def test_parts_of_the_story_stay(middle: str) -> None:
    """Quotations, lists, tables, corrections, captions and posts in the body are part of the text."""
    text = _read(_site(middle)).text

    assert MOVED in text
    assert all(part in text for part in STORY)


@pytest.mark.parametrize("cls", ["newsletter", "subscription", "related", "sponsored", "promo"])
def test_what_holds_most_of_the_page_stays(cls: str) -> None:
    """An article is not dropped for its name: a newsletter's page is its newsletter."""
    text = _read(_site(cls=cls)).text

    assert all(part in text for part in STORY)


def test_more_comments_than_story_are_still_no_text() -> None:
    """Comments that outweigh the story go one by one."""
    comments = "".join(f'<div class="comment"><p>Reader {n} says that {STRAY}</p></div>' for n in range(200))
    text = _read(_site(after=f'<section id="comments">{comments}</section>')).text

    assert STRAY not in text
    assert all(part in text for part in STORY)


@pytest.mark.parametrize(
    "markup",
    [
        "<div class=related>" * 1_000_000,
        "<div class=related><p>x " * 300_000,
        '<section class="comments"><h2>Related</h2>' * 150_000,
        "<h2>Related</h2>" * 400_000,
        '<p>Read more: <a href="#">x</a></p>' * 200_000,
        "<div><h3>" * 200_000 + "Related",
        '<figure class="ad"><video>' * 200_000,
        '<div class="' + "related-" * 900_000 + '">x',
        '<div aria-label="' + "most " * 1_000_000 + '">x',
        "<div id=ad class='comments" * 200_000,
    ],
    ids=["nested", "open", "sections", "headings", "pointers", "deep", "figures", "long class", "long label", "broken"],
)
def test_hostile_furniture_is_read_in_bounded_time(markup: str) -> None:
    """Megabytes of nested, repeated and broken marks take seconds at most to clear, in proportion to their size."""
    from trafilatura import load_html  # noqa: PLC0415 - slow to load

    from claimcheck.read import furniture  # noqa: PLC0415 - with it

    tree = load_html(f"<html><body><article><p>{LEAD}</p>{markup}</article></body></html>"[:8_000_000])
    assert tree is not None
    start = time.perf_counter()
    furniture.take_out(tree)

    assert time.perf_counter() - start < 15
