"""Statements that are cited without anybody being said to have said them: by a footnote, a reference, a link."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from claimcheck.extract.overlaps import Overlaps
from claimcheck.identity import organisations, outlets
from claimcheck.identity.sites import registrable_domain
from claimcheck.model import Claim, Kind, Source, SourceKind, Span
from claimcheck.model.split import split

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from claimcheck.model import Article, Link

Wanted = Literal["footnotes", "links", "none"]
_LEAST_WORDS = 4
_LONGEST = 2_000
_SOCIAL = frozenset(
    {"twitter.com", "x.com", "facebook.com", "instagram.com", "linkedin.com", "tiktok.com", "threads.net", "bsky.app"}
)
_PROFILE = re.compile(r"/@?[\w.-]{1,60}/?")
_FILE = re.compile(r"\.(?:png|jpe?g|gif|webp|svg|mp4|mp3|zip|css|js)$", re.IGNORECASE)
_SHOP = re.compile(
    r"/(?:shop|store|products?|cart|dp|gp|buy|subscribe|signup|login|tag|tags|category)(?:/|$)", re.IGNORECASE
)


def cited(
    article: Article, claims: Sequence[Claim], around: Callable[[Sequence[Span]], Span], wanted: Wanted
) -> Iterator[Claim]:
    """Yield a claim for each sentence or quotation that carries a reference and no claim.

    Args:
        article: With its links.
        claims: What somebody is said to have said; their links are theirs.
        around: Returns the sentence or sentences around spans.
        wanted: Footnotes, references and quotations with a source; with "links" inline links to documents as well.
    """
    if wanted == "none":
        return
    taken = Overlaps(claim.sentence for claim in claims)
    found: dict[Span, list[Link]] = {}
    for link in article.links:
        if not (link.note or (wanted == "links" and is_document(link.url))):
            continue
        quoted = link.note and len(link.span.of(article.text).split()) > 1
        content = link.span if quoted else around([link.span])
        if content.end - content.start <= _LONGEST and not taken.meet(content):
            found.setdefault(content, []).append(link)
    for content, links in sorted(found.items()):
        said = content.of(article.text)
        if len(said.split()) < _LEAST_WORDS:
            continue
        whole = Span(content.start, content.start + len(said.rstrip()))
        urls = tuple(dict.fromkeys(link.url for link in links))
        yield Claim("", Kind.CITATION, (whole,), (), (_source(links[0]),), around([whole]), urls)


def is_document(url: str) -> bool:
    """Say whether a link leads to a document, not to a front page, a file, a product or somebody's profile."""
    parts = split(url)
    path = parts.path
    if parts.scheme not in {"http", "https"} or not path.strip("/") or _FILE.search(path) or _SHOP.search(path):
        return False
    return not (registrable_domain(url) in _SOCIAL and _PROFILE.fullmatch(path))


def _source(link: Link) -> Source:
    """Return the document that a link leads to, named for who publishes it."""
    domain = registrable_domain(link.url)
    outlet = outlets.by_domain(link.url)
    body = None if outlet else organisations.by_domain(domain)
    name = outlet.name.split(" (")[0] if outlet else body.name if body else domain or link.url
    return Source(link.span, name, SourceKind.DOCUMENT, domain or None)
