from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from verify.building import DAY, article, citation, page, reading, verdict_on

from claimcheck.attributions import attributed
from claimcheck.model import CheckedArticle, CheckedClaim, Page, Post, Report, Span, Standing, Verdict
from claimcheck.report.convert import to_wire
from claimcheck.verify.posts import as_of, together
from claimcheck.verify.provenance import standing

QUOTE = "“The boats are old and the crews are tired”"
CARRIES = "“The boats are old and the crews are tired,” said Ana Ferraz."
SILENT = "The museum will lend its tapestries to a gallery in Vienna. It is the first loan in ten years."
OTHER = "Rain fell on the quay all night, said Rui Falcao, who runs the lighthouse."


def _blog(*posts: tuple[str, int | None], published: date | None = DAY) -> Page:
    """A live blog; each post with its day in March 2025."""
    text = "\n\n".join(words for words, _ in posts)
    found, at = [], 0
    for words, day in posts:
        when = datetime(2025, 3, day, 9, tzinfo=UTC) if day else None
        found.append(Post(Span(at, at + len(words)), when))
        at += len(words) + 2
    plain = replace(page(text, published=published), posts=tuple(found))
    return attributed(plain)


def test_a_later_post_is_no_evidence() -> None:
    """Words that stand only in a post of after the article and the day that follows it do not count."""
    blog = _blog((SILENT, 4), (CARRIES, 7))

    assert Verdict.UNSUPPORTED is verdict_on(QUOTE, blog, speaker="Ana Ferraz").verdict


@pytest.mark.parametrize("day", [4, 5, 6, None])
def test_an_earlier_post_is_evidence(day: int | None) -> None:
    """Words of a post of before, of that day, of the next, or without a time count; they stand in the whole page."""
    blog = _blog((OTHER, 9), (SILENT, 4), (CARRIES, day), (OTHER, 8))
    judged = verdict_on(QUOTE, blog, speaker="Ana Ferraz")

    assert Verdict.TRACED is judged.verdict
    assert judged.evidence[0].page is blog
    assert "The boats are old and the crews are tired" == judged.evidence[0].text


def test_the_page_of_a_blog_may_be_dated_later_than_its_posts() -> None:
    """A blog whose page is dated after the article holds posts of before it."""
    blog = _blog((CARRIES, 4), (OTHER, 9), published=date(2025, 3, 9))

    assert Verdict.TRACED is verdict_on(QUOTE, blog, speaker="Ana Ferraz").verdict


def test_a_blog_of_later_posts_alone_is_later() -> None:
    """A page on which every post came after the article is set aside, whatever day it gives itself."""
    blog = _blog((CARRIES, 8), (OTHER, 9), published=date(2025, 3, 1))

    assert Standing.LATER is standing(blog, citation("x"), article("x y z"))
    assert blog is as_of(blog, DAY)


def test_words_do_not_run_from_one_post_into_the_next() -> None:
    """A quotation of the end of one post and the start of another stands nowhere."""
    ends, starts = "Crews say the boats are old", "And the crews are tired of the rain, said Ana Ferraz."
    blog = _blog((f"{SILENT} {ends}", 4), (starts, 4))
    quote = "“the boats are old and the crews are tired of the rain”"

    assert Verdict.TRACED is not verdict_on(quote, blog, speaker="Ana Ferraz").verdict
    assert not together(blog, Span(blog.text.index("the boats"), blog.text.index("tired")))
    assert together(blog, Span(blog.text.index("And"), blog.text.index("tired")))


def test_what_is_left_of_a_blog_keeps_its_offsets_right() -> None:
    """Posts and attributions of what is left stand where their words are; those of posts that go are gone."""
    blog = _blog((OTHER, 9), (SILENT, 4), (CARRIES, 5), (OTHER.replace("Rain", "Snow"), 9))
    left = as_of(blog, DAY)

    assert f"{SILENT}\n\n{CARRIES}" == left.text
    assert [SILENT, CARRIES] == [post.span.of(left.text) for post in left.posts]
    told = left.attributions(left.posts[1].span)
    assert [CARRIES] == [one.sentence.of(left.text) for one in told]
    assert ["Ana Ferraz"] == [one.chain[-1].mention.of(left.text) for one in told]


def test_other_pages_are_left_alone() -> None:
    """A page without posts, one whose posts are all in time, and any page for an undated article are as they were."""
    plain, blog = page(CARRIES), _blog((SILENT, 4), (CARRIES, 9))

    assert plain is as_of(plain, DAY)
    assert blog is as_of(blog, None)
    assert blog is as_of(blog, date(2025, 3, 9))


def test_the_report_gives_the_day_of_the_post() -> None:
    """Evidence in a live blog is dated by its post; by the page where the post has no time."""
    days = []
    for day in (4, None):
        blog = _blog((OTHER, 3), (CARRIES, day), (OTHER, 8))
        judged = verdict_on(QUOTE, blog, speaker="Ana Ferraz")
        claims = [CheckedClaim(one, judged, (reading(blog),)) for one in blog.attributions(blog.posts[1].span)[:1]]
        wired = to_wire(Report((CheckedArticle(article(blog.text), tuple(claims)),)))
        days.append(wired.articles[0].claims[0].evidence[0].published)

    assert ["2025-03-04", "2025-03-05"] == days
