"""Mementos as articles and as pages."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from claimcheck.errors import InputError
from claimcheck.identity.sites import registrable_domain
from claimcheck.model import Outcome, Page
from claimcheck.model.split import split
from claimcheck.read import outcomes
from claimcheck.read.decode import decode
from claimcheck.read.pdf import pdf
from claimcheck.read.plain import plain

if TYPE_CHECKING:
    from claimcheck.model import Article, Memento
    from claimcheck.read.html import Document

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
_LAST = 4000


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

    It is not complete when schema.org marks it as not free, when it reads like a teaser, or when pages of a PDF are
    left out.
    """
    return seen(memento)[1]


def seen(memento: Memento) -> tuple[Memento, Page | None]:
    """Read a memento for what it is: it comes back with the outcome that its text shows, and with the page, if any.

    A page that says that there is none, a consent wall, a login form or a front page instead of the document is none.
    The opening of a document is a page that is not complete.
    """
    if memento.outcome is not Outcome.READ:
        return memento, None
    kind = memento.header("content-type").lower()
    capture = _CAPTURE.match(memento.final_url)
    url = capture[1] if capture else memento.final_url
    domain = "" if url.startswith("file:") else registrable_domain(url)
    try:
        if "application/pdf" in kind or memento.body.startswith(b"%PDF-"):
            text, title, whole = pdf(memento.body)
            return memento, Page(memento, text, domain, title=title, complete=whole) if text else None
        charset = _CHARSET.search(kind)
        text = decode(memento.body, declared=charset[1] if charset else "")
        if "html" not in kind and kind.startswith("text/"):
            return memento, Page(memento, text, domain) if text.strip() else None
        return _html(memento, text, url, domain)
    except InputError:
        return memento, None


def _html(memento: Memento, source: str, url: str, domain: str) -> tuple[Memento, Page | None]:
    from claimcheck.read.html import document  # noqa: PLC0415 - lxml and trafilatura, only when pages were fetched

    found = document(source, url=url)
    asked = _CAPTURE.match(memento.url)
    outcome, why = outcomes.told(
        source, asked[1] if asked else memento.url, url, found, redirected=bool(memento.redirects)
    )
    if outcome is not Outcome.READ:
        return replace(memento, outcome=outcome, reason=why), None
    if found is None or not found.text.strip() or outcomes.needs_scripts(found.text):
        return memento, None
    host = split(url).hostname or "the site"
    opening = _opening(found)
    broken = not opening and _broken_off(source)
    if opening:
        why = f"{host} shows only the opening of the page ({opening})"
        memento = replace(memento, outcome=Outcome.PAYWALLED, reason=why)
    elif broken:
        memento = replace(memento, reason=f"the page of {host} breaks off in the middle")
    read = Page(
        memento=memento,
        text=found.text,
        domain=domain,
        title=found.title,
        publisher=found.publisher,
        author=found.author,
        published=found.published,
        complete=not (opening or broken),
        posts=found.posts,
        language=found.language,
        canonical=found.canonical,
    )
    return memento, read


def _opening(found: Document) -> str:
    """Return what shows that a text is only the opening of the document; an empty string when nothing does."""
    if not found.free:
        return "paywall: it is marked as not free"
    if offer := _TEASER.search(found.text[-_END:]):
        return f"paywall: “{' '.join(offer[0].split())}”"
    return "teaser: hardly any text" if len(found.text) < _SHORT else ""


def _broken_off(source: str) -> bool:
    """Say whether a page ends within a tag or a sentence, as one does whose server gave too short a length for it."""
    end = source[-_LAST:].rstrip()
    if re.search(r"</(?:html|body)\s*>", end, re.IGNORECASE):
        return False
    rest = end[max(end.rfind(">"), end.rfind("<")) :]
    return rest.startswith("<") or bool(re.search(r"[^\W_]$|,$", rest))
