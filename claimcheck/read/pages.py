"""Mementos as articles and as pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claimcheck.errors import InputError
from claimcheck.model import Outcome, Page
from claimcheck.outlets import registrable_domain
from claimcheck.read.decode import decode
from claimcheck.read.plain import plain

if TYPE_CHECKING:
    from claimcheck.model import Article, Memento

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_CAPTURE = re.compile(r"https?://web\.archive\.org/web/\d{1,14}(?:[a-z]{2}_)?/(https?://.+)$")
_TEASER = re.compile(
    r"\b(?:subscribe (?:now )?to (?:continue|read|unlock)|continue reading (?:with|your)|to (?:continue"
    r"|keep) reading|already a subscriber"
    r"|this (?:article|content|story) is (?:for|only available to|reserved for) (?:our )?(?:subscribers"
    r"|members)|log in to (?:read|continue)"
    r"|unlock (?:this|the full) (?:article|story))",
    re.IGNORECASE,
)
_SHORT = 250
_END = 600


def article(memento: Memento, path: str) -> Article:
    """Return a fetched URL as an article to check.

    Raises:
        InputError: It was not read, or holds no article.
    """
    if memento.outcome is not Outcome.READ:
        raise InputError(
            f"cannot be read: {memento.reason or memento.outcome}", hint="Save the article and give the file."
        )
    kind = memento.header("content-type").lower()
    charset = _CHARSET.search(kind)
    declared = charset[1] if charset else ""
    if "html" in kind or (not kind.startswith("text/") and b"<" in memento.body[:1000]):
        from claimcheck.read.html import html  # noqa: PLC0415 - lxml and trafilatura, only for HTML

        return html(memento.body, path, url=memento.final_url, declared=declared)
    text = decode(memento.body, declared=declared)
    if "markdown" in kind or memento.final_url.endswith((".md", ".markdown")):
        from claimcheck.read.markdown import markdown  # noqa: PLC0415 - only for Markdown

        return markdown(text, path)
    return plain(text, path)


def page(memento: Memento) -> Page | None:
    """Return a fetched document as evidence is sought in it: its body alone; None when it holds no text.

    It is not complete when schema.org marks it as not free, or when it reads like a teaser.
    """
    from claimcheck.read.html import document  # noqa: PLC0415 - lxml and trafilatura, only when pages were fetched

    kind = memento.header("content-type").lower()
    charset = _CHARSET.search(kind)
    capture = _CAPTURE.match(memento.final_url)
    domain = registrable_domain(capture[1] if capture else memento.final_url)
    try:
        text = decode(memento.body, declared=charset[1] if charset else "")
        if "html" not in kind and kind.startswith("text/"):
            return Page(memento, text, domain) if text.strip() else None
        found = document(text, url=capture[1] if capture else memento.final_url)
    except InputError:
        return None
    if found is None or not found.text.strip():
        return None
    cut = not found.free or len(found.text) < _SHORT or bool(_TEASER.search(found.text[-_END:]))
    return Page(
        memento=memento,
        text=found.text,
        domain=domain,
        title=found.title,
        publisher=found.publisher,
        author=found.author,
        published=found.published,
        complete=not cut,
    )
