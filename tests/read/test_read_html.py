from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.errors import InputError
from claimcheck.model import Memento, Outcome
from claimcheck.read import article, page
from claimcheck.read.html import document, html
from claimcheck.read.markdown import markdown

FIRST = (
    "The port of Kingsmere opened two weeks early on Monday, and the first ship came from Oslo with timber and paper."
)
SECOND = "“We worked through the winter,” said Anna Berg, the harbour master, who had promised as much in the autumn."
THIRD = "Nobody had thought that the ice would break before April, and the cranes stood ready for it all the same."
PAGE = f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<title>Port opens early | Gulf Post</title>
<meta property="og:site_name" content="Gulf Post">
<script type="application/ld+json">
{{"@context": "https://schema.org", "@graph": [{{"@type": "NewsArticle", "headline": "Port opens early",
 "datePublished": "2026-03-02T08:00:00+01:00", "author": [{{"@type": "Person", "name": "Jo Reed"}}],
 "publisher": {{"@type": "Organization", "name": "The Gulf Post"}}}}]}}
</script></head><body>
<nav><a href="/">Home</a> <a href="/news">News</a></nav>
<article><h1>Port opens early</h1>
<figure><img src="a.jpg" alt=""><figcaption>Ships at dawn. Photograph: Ida Moe/Reuters</figcaption></figure>
<p>{FIRST.replace("Kingsmere", '<a href="/places/kingsmere">Kings<b>mere</b></a>')}</p>
<p>{SECOND}</p>
<p>{THIRD} <a href="https://www.cnbc.com/x">CNBC &amp; others reported</a> it.</p>
</article>
<aside><h2>Related</h2><ul><li><a href="/sunk">Minister says port is sunk</a></li></ul></aside>
<section class="comments"><p>First! The minister is a fool.</p></section>
<script>var x = "said the script";</script><footer>All rights reserved</footer></body></html>
"""


def _memento(body: bytes, kind: str = "text/html; charset=utf-8", url: str = "https://www.gulfpost.org/a") -> Memento:
    return Memento(
        url,
        url,
        Outcome.READ,
        datetime(2026, 3, 3, tzinfo=UTC),
        status=200,
        headers=(("Content-Type", kind),),
        body=body,
    )


def test_the_story_alone_is_the_text() -> None:
    """Navigation, related links, comments and scripts are no part of the article."""
    text = html(PAGE.encode(), "a.html").text

    assert all(part in text for part in (FIRST, SECOND, THIRD))
    assert not any(part in text for part in ("Home", "sunk", "First!", "said the script", "All rights"))


def test_what_the_page_says_of_itself() -> None:
    """Title, publisher, author and day come from JSON-LD before anything else."""
    found = html(PAGE.encode(), "a.html")

    assert ("Port opens early", "The Gulf Post", "Jo Reed") == (found.title, found.publisher, found.author)
    assert date(2026, 3, 2) == found.published


def test_meta_tags_do_without_json_ld() -> None:
    """Without JSON-LD the meta tags give publisher and day."""
    site = '<meta property="og:site_name" content="Gulf Post">'
    head = f'{site}<meta property="article:published_time" content="2026-03-02">'
    found = html(
        f"<html><head>{head}</head><body><article><p>{FIRST}</p><p>{THIRD}</p></article></body></html>".encode(), "a"
    )

    assert ("Gulf Post", date(2026, 3, 2)) == (found.publisher, found.published)


def test_links_cover_their_words() -> None:
    """Hyperlinks of the story are kept with exact spans; those of the page's furniture are not."""
    found = html(PAGE.encode(), "https://gulfpost.org/a", url="https://www.gulfpost.org/a")
    words = {link.url: link.span.of(found.text) for link in found.links}

    assert words["https://www.cnbc.com/x"] == "CNBC & others reported"
    assert "Kings" in words["https://www.gulfpost.org/places/kingsmere"]
    assert not any("sunk" in url for url in words)


def test_captions_are_paragraphs() -> None:
    """A caption with its credit is in the text, so that the credit can be found."""
    assert "Ships at dawn. Photograph: Ida Moe/Reuters" in html(PAGE.encode(), "a.html").text.split("\n\n")


@pytest.mark.parametrize("words", ["The port of", "“We worked", "Nobody had"])
def test_lines_are_those_of_the_file(words: str) -> None:
    """A paragraph is located at its line in the source."""
    found = html(PAGE.encode(), "a.html")
    place = found.locate(found.text.index(words))
    line = next(n for n, text in enumerate(PAGE.splitlines(), 1) if words in text)

    assert place is not None
    assert line == place[0]


@pytest.mark.parametrize(
    "source",
    [
        "<div>" * 100_000 + FIRST,
        "<p>" * 20_000,
        "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]><html><body>&b;</body></html>",
        "<html><body></body></html>",
        "<html><script>" + FIRST * 50,
        "<" * 50_000,
    ],
    ids=["deep", "unclosed", "entities", "empty", "script", "angles"],
)
def test_broken_pages_are_refused_or_read(source: str) -> None:
    """A page without a story is an error with a hint, never a crash."""
    try:
        text = html(source.encode(), "a.html").text
    except InputError as error:
        text = error.hint
    assert text


def test_a_page_of_many_megabytes_is_refused() -> None:
    """More than eight million characters are no article."""
    with pytest.raises(InputError, match="too large"):
        document("<p>x</p>" * 1_100_000)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<a href='https://a.org/'>",
                "</a>",
                "<div>",
                "&amp;",
                "&#0;",
                "said ",
                FIRST,
                "<b",
                "\x01",
                "]]>",
            ]
        ),
        max_size=30,
    )
)
def test_any_markup_gives_spans_inside_the_text(pieces: list[str]) -> None:
    """Whatever the markup, links lie in the text and cover words."""
    try:
        found = html("".join(pieces).encode(), "a.html")
    except InputError:
        return
    assert all(0 <= link.span.start < link.span.end <= len(found.text) for link in found.links)
    assert all(link.span.of(found.text).strip() for link in found.links)


def test_a_fetched_page_is_evidence() -> None:
    """A memento becomes a page: its body, its day and the domain of its site."""
    found = page(_memento(PAGE.encode()))

    assert found is not None
    assert ("gulfpost.org", date(2026, 3, 2), True) == (found.domain, found.published, found.complete)
    assert SECOND in found.text
    assert "sunk" not in found.text


@pytest.mark.parametrize("value", ["false", '"False"', '"false"'])
def test_a_page_marked_as_not_free_is_not_complete(value: str) -> None:
    """What schema.org marks as not accessible for free cannot be taken for the whole."""
    source = PAGE.replace('"headline"', f'"isAccessibleForFree": {value}, "headline"')
    found = page(_memento(source.encode()))

    assert found is not None
    assert not found.complete


def test_a_teaser_is_not_complete() -> None:
    """A page that ends with a call to subscribe is cut."""
    found = page(_memento(PAGE.replace(THIRD, "Subscribe to continue reading this story and many others.").encode()))

    assert found is not None
    assert not found.complete


def test_a_capture_belongs_to_the_site_that_was_captured() -> None:
    """A page replayed by the archive has the domain of the original."""
    found = page(
        _memento(PAGE.encode(), url="https://web.archive.org/web/20260302000000id_/https://www.gulfpost.org/a")
    )

    assert found is not None
    assert found.domain == "gulfpost.org"


@pytest.mark.parametrize("kind", ["text/html; charset=utf-16", "text/html; charset=nonsense", "text/html"])
def test_a_wrong_charset_is_no_disaster(kind: str) -> None:
    """A header that lies about the encoding does not spoil a page that is UTF-8."""
    found = page(_memento(PAGE.encode(), kind))

    assert found is not None
    assert SECOND in found.text


def test_documents_of_other_kinds() -> None:
    """Plain text is a document as well; bytes that are no text are none."""
    plain = page(_memento(FIRST.encode(), "text/plain"))

    assert plain is not None
    assert FIRST == plain.text
    assert page(_memento(b"%PDF-1.7 x", "application/pdf")) is None


def test_a_url_is_an_article() -> None:
    """A fetched page can be the article itself, with its address and without lines; one not read is an error."""
    found = article(_memento(PAGE.encode()), "https://www.gulfpost.org/a")
    failed = Memento(
        "https://a.org/", "https://a.org/", Outcome.DNS, datetime(2026, 3, 3, tzinfo=UTC), reason="no address"
    )

    assert "https://www.gulfpost.org/a" == found.url
    assert found.locate(0) is None
    with pytest.raises(InputError, match="no address"):
        article(failed, "https://a.org/")


MARKDOWN = """---
title: "Port opens early"
author: Jo Reed
publisher: Gulf Post
date: 2026-03-02
---
# Port opens early

The **port** opened, [CNBC reported](https://www.cnbc.com/x) on
Monday, and `code` ran.

> A good day, said Anna Berg.

* first point
* second point

```
said the code block
```
<!-- said the comment -->
"""


def test_markdown_is_read_as_it_is_seen() -> None:
    """Marks, code blocks and comments are not in the text; paragraphs, quotations and list items are."""
    found = markdown(MARKDOWN, "a.md")

    assert "The port opened, CNBC reported on\nMonday, and code ran." in found.text
    assert all(part in found.text for part in ("A good day", "first point", "second point"))
    assert "code block" not in found.text
    assert "comment" not in found.text


def test_markdown_front_matter_and_links() -> None:
    """Front matter describes the article, and links cover their words."""
    found = markdown(MARKDOWN, "a.md")

    assert ("Port opens early", "Jo Reed", "Gulf Post") == (found.title, found.author, found.publisher)
    assert date(2026, 3, 2) == found.published
    assert [("CNBC reported", "https://www.cnbc.com/x")] == [
        (link.span.of(found.text), link.url) for link in found.links
    ]


@pytest.mark.parametrize(
    ("words", "line"), [("Port opens", 7), ("The port", 9), ("Monday", 10), ("A good day", 12), ("second", 15)]
)
def test_markdown_lines_are_those_of_the_file(words: str, line: int) -> None:
    """Every block, and every line of it, is located in the file."""
    found = markdown(MARKDOWN, "a.md")
    place = found.locate(found.text.index(words))

    assert place is not None
    assert line == place[0]


@pytest.mark.parametrize("source", [">" * 10_000 + " x", "[" * 10_000, "*" * 20_000, "- " * 5_000 + "x"])
def test_hostile_markdown_ends(source: str) -> None:
    """Deep nesting is read or refused, never a crash."""
    assert markdown(source, "a.md") is not None


@pytest.mark.parametrize(
    ("lead", "day"),
    [
        ("<p>The line carried two million passengers in 2024, its report says.</p>", None),
        ("<p>LISBON, March 4, 2025 (Agency) - The line carried two million passengers in 2024.</p>", date(2025, 3, 4)),
        ("<time datetime='2025-03-04'>4 March</time><p>The line carried two million passengers.</p>", date(2025, 3, 4)),
    ],
)
def test_a_year_in_the_text_is_no_date_of_publication(lead: str, day: date | None) -> None:
    """A page's day comes from what it says of itself or from a dateline, never from a year that its text names."""
    rest = "<p>The council discussed on Monday how it should be paid for, until the evening.</p>" * 3
    found = document(f"<html><head><title>x</title></head><body><article>{lead}{rest}</article></body></html>")
    assert found is not None
    assert day == found.published
