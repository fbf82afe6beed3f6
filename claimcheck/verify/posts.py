"""Live blogs as evidence: only posts that were there in time count, and no passage runs from one post into the next."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from claimcheck.model import Post, Span

if TYPE_CHECKING:
    from datetime import date

    from claimcheck.model import Article, Claim, Evidence, Judgement, Page, Reading

AFTER = timedelta(days=1)
"""How much later than the article a document may be dated: time zones, and articles brought up to date."""
_GAP = "\n\n"


def as_of(page: Page, day: date | None) -> Page:
    """Return *page* without the posts of a live blog that came later than a day after *day*.

    A page of which nothing would be left is returned as it is, as is one without posts.
    """
    kept = _kept(page, day)
    if not kept or len(kept) == len(page.posts):
        return page
    posts: list[Post] = []
    at = 0
    for post in kept:
        end = at + post.span.end - post.span.start
        posts.append(Post(Span(at, end), post.published))
        at = end + len(_GAP)
    text = _GAP.join(post.span.of(page.text) for post in kept)
    moves = {old.span: new.span.start - old.span.start for old, new in zip(kept, posts, strict=True)}
    left = replace(page, text=text, posts=tuple(posts))
    return replace(left, attributions=partial(_told, page, left, moves))


def in_time(reading: Reading, article: Article) -> Reading:
    """Return a reading whose page holds only what was there in time for *article*."""
    page = as_of(reading.page, article.published) if reading.page else None
    return reading if page is reading.page else replace(reading, page=page)


def restored(judgement: Judgement, article: Article, pages: list[Page]) -> Judgement:
    """Return a judgement with its evidence in whole *pages*, where it stands in what `as_of` left of them."""
    live = [page for page in pages if page.posts]
    if not live or not judgement.evidence:
        return judgement
    return replace(judgement, evidence=tuple(_restored(one, article, live) for one in judgement.evidence))


def together(page: Page, span: Span) -> bool:
    """Say whether a passage lies in one post; always so in a page without posts."""
    post = page.post(span)
    return post is None or post.span.contains(span)


def _kept(page: Page, day: date | None) -> list[Post]:
    """Return the posts that are not known to be too late."""
    if day is None:
        return list(page.posts)
    days = [page.day(post.span) for post in page.posts]
    return [post for post, of in zip(page.posts, days, strict=True) if of is None or of <= day + AFTER]


def _restored(evidence: Evidence, article: Article, live: list[Page]) -> Evidence:
    held = evidence.page
    whole = next((one for one in live if one.memento is held.memento and len(one.posts) > len(held.posts)), None)
    post = held.post(evidence.span)
    if whole is None or post is None:
        return evidence
    before = _kept(whole, article.published)[held.posts.index(post)]
    shift = before.span.start - post.span.start
    return replace(evidence, page=whole, span=_shifted(evidence.span, shift))


def _told(page: Page, left: Page, moves: dict[Span, int], passage: Span) -> tuple[Claim, ...]:
    """Return the attributions around a passage of what is *left* of a page."""
    post = left.post(passage)
    at = next((old for old, shift in moves.items() if post and old.start + shift == post.span.start), None)
    if at is None:
        return ()
    found = page.attributions(_shifted(passage, -moves[at]))
    return tuple(moved for one in found if (moved := _moved(one, page, moves)))


def _moved(claim: Claim, page: Page, moves: dict[Span, int]) -> Claim | None:
    """Return an attribution where its post stands now; None when it does not lie in one that is kept."""
    post = page.post(claim.sentence)
    shift = moves.get(post.span) if post else None
    if post is None or shift is None or not all(post.span.contains(one) for one in (*claim.content, *claim.cue)):
        return None
    chain = tuple(
        replace(one, mention=_shifted(one.mention, shift) if post.span.contains(one.mention) else Span(0, 0))
        for one in claim.chain
    )
    return replace(
        claim,
        content=tuple(_shifted(one, shift) for one in claim.content),
        cue=tuple(_shifted(one, shift) for one in claim.cue),
        chain=chain,
        sentence=_shifted(Span(claim.sentence.start, min(claim.sentence.end, post.span.end)), shift),
    )


def _shifted(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)
