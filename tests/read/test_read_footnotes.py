from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.extract import extract
from claimcheck.read.html import html
from claimcheck.read.markdown import markdown

if TYPE_CHECKING:
    from claimcheck.model import Article

STORY = """# Harbour opens early

The port opened two weeks early, said Anna Berg, the harbour master.[^1]

“The ice broke in the night,”[^night] said Jonas Lind, a pilot.

Maria Holt said that the cranes would stand ready by May ^[See [the plan](https://plan.example/cranes).].

The ministry said that no ship had been turned away[^three].

According to the Gulf Institute, trade rose by 4 percent.[^4]

Peter Voss told reporters that the quay was safe.[^1]

“Nobody was hurt,” the police said.[^6][^7]

Ida Moe said the timber came from Oslo.[1]

The union said that [wages][pay] had not risen.

The mayor said that the town would pay for it.[^none]

## Notes

[^1]: Interview, https://berg.example/talk_one.
[^night]: <https://night.example/ice>, and
    [the log](https://night.example/log).
[^three]: Ministry statement, on paper; compare [^1].
[^4]:
    Yearbook.

    https://institute.example/book_(2026).
[^6]: https://police.example/a
[^7]: https://police.example/b

[1]: https://moe.example "Moe"
[pay]: https://union.example/pay
"""
FILL = "Nobody had thought that the ice would break before April, and the work went on through the winter all the same."
PAGE = f"""<html><head><title>Harbour</title></head><body><article><h1>Harbour opens early</h1><p>{FILL}</p>
<p>The port opened two weeks early, said Anna Berg, the harbour master.<sup><a href="#fn1">1</a></sup> {FILL}</p>
<p>“The ice broke,”<sup id="c3"><a href="#cite_note-3" class="reference">[3]</a></sup> said Jonas Lind, a pilot.</p>
<p>The ministry said that no ship had been turned away <a role="doc-noteref" href="#n4">4</a>.</p>
<p>Maria Holt said that the cranes were ready.<sup><a href="#fn1">1</a>, <a href="#cite_note-3">3</a></sup></p>
<blockquote cite="/speech"><p>“We are glad of every ship, and we hope for more,” the mayor said.</p></blockquote>
<p>Ida Moe said that <q cite="https://moe.example/q">the timber came from Oslo</q> in a talk with the paper.</p>
<p>{FILL} See <a href="#fn1">the first note</a>.</p>
<h2>Notes</h2><ol><li id="fn1">Interview, <a href="https://berg.example/talk">here</a> <a href="#r1">↩</a></li>
<li id="cite_note-3"><a href="#c3">^</a> <a href="/log">Log</a>, <a href="https://night.example/b">B</a></li>
<li id="n4">https://ministry.example/x.</li></ol></article></body></html>"""


def _links(article: Article, words: str) -> set[str]:
    at = article.text.index(words)
    claims = [claim for claim in extract(article) if claim.sentence.start <= at < claim.sentence.end]
    assert claims, words
    return {link for claim in claims for link in claim.links}


@pytest.mark.parametrize(
    ("words", "links"),
    [
        ("The port opened", {"https://berg.example/talk_one"}),
        ("The ice broke", {"https://night.example/ice", "https://night.example/log"}),
        ("Maria Holt", {"https://plan.example/cranes"}),
        ("no ship", set()),
        ("Gulf Institute", {"https://institute.example/book_(2026)"}),
        ("Peter Voss", {"https://berg.example/talk_one"}),
        ("Nobody was hurt", {"https://police.example/a", "https://police.example/b"}),
        ("Ida Moe", {"https://moe.example"}),
        ("The union", {"https://union.example/pay"}),
        ("The mayor", set()),
    ],
)
def test_a_claim_has_the_links_of_its_footnotes(words: str, links: set[str]) -> None:
    """Named, numbered, repeated and inline notes give their links to the sentence that carries the mark."""
    assert links == _links(markdown(STORY, "a.md"), words)


def test_neither_marks_nor_definitions_are_text() -> None:
    """What the notes say, and the heading above them, are no part of the story."""
    text = markdown(STORY, "a.md").text

    assert not any(part in text for part in ("[", "^", "Oslo.1", "Notes", "Yearbook", "example", "  "))
    assert text.endswith("pay for it.")


def test_words_after_a_mark_keep_their_place() -> None:
    """Lines and columns count the marks that the text lacks, also notes that run over a line."""
    source = "One.[^a] Two ^[See\nhttps://x.example.] three [^a].\n[^a] Four.\n\n[^a]: x\n\nFive."
    article = markdown(source, "a.md")
    lines = source.split("\n")

    for word in ("One", "Two", "three", "Four", "Five"):
        line, column = article.locate(article.text.index(word)) or (0, 0)
        assert lines[line - 1][column - 1 :].startswith(word)


@pytest.mark.parametrize(
    ("words", "links"),
    [
        ("The port opened", {"https://berg.example/talk"}),
        ("The ice broke", {"https://gulf.example/log", "https://night.example/b"}),
        ("no ship", {"https://ministry.example/x"}),
        ("Maria Holt", {"https://berg.example/talk", "https://gulf.example/log", "https://night.example/b"}),
        ("We are glad", {"https://gulf.example/speech"}),
        ("Ida Moe", {"https://moe.example/q"}),
    ],
)
def test_a_claim_has_the_links_of_its_references(words: str, links: set[str]) -> None:
    """Numbered references of a page, and the `cite` of a quotation, are links of the sentence."""
    assert links == _links(html(PAGE.encode(), "a", url="https://gulf.example/a"), words)


@pytest.mark.parametrize("url", [None, "https://gulf.example/a"])
def test_a_page_loses_marks_notes_and_anchors(url: str | None) -> None:
    """Marks and notes are no text of the story, and what leads within the page is no link."""
    article = html(PAGE.encode(), "a", url=url)

    assert not any(part in article.text for part in ("[", "master.1", "away 4", "Interview", "↩", "ready.1"))
    assert "“the timber came from Oslo” in a talk with the paper." in article.text
    assert not any("#" in link.url or "invalid" in link.url for link in article.links)


def test_long_sections_are_no_notes() -> None:
    """A table of contents with numbers leads to the story, which stays."""
    part = f'<h2>Part</h2><div id="p1">{"".join(f"<p>Day {day}: {FILL}</p>" for day in range(30))}</div>'
    article = html(f'<html><body><article><p><sup><a href="#p1">1</a></sup> {FILL}</p>{part}'.encode(), "a")

    assert article.text.count(FILL) > 20


@pytest.mark.parametrize(
    "source",
    [
        "[^1] " * 9000 + "\n\n[^1]: https://a.example",
        "^[" * 9000,
        "[^" * 9000,
        "[^1]: [^2]\n[^2]: [^1]\n" * 4000,
        "^[![^[a]](b) ^[c]" * 2000,
        "word [^1]. " * 9000,
    ],
)
def test_hostile_markdown_is_read(source: str) -> None:
    """Thousands of marks, open brackets and circles end."""
    assert "[^1]" not in markdown(source, "a.md").text


@pytest.mark.parametrize(
    "part",
    [
        '<sup><a href="#a">1</a></sup>' * 3000 + '<p id="a">x',
        '<div id="d"><a class="reference" href="#d">[1]</a>' * 200,
        '<blockquote cite="http://[">x</blockquote>' * 500,
        '<a class="reference" href="http://[#x">[1]</a><q cite="https://x"></q>',
        '<li id="a"><sup><a href="#b">1</a></sup><li id="b"><sup><a href="#a">2</a></sup>' * 500,
    ],
)
def test_hostile_pages_are_read(part: str) -> None:
    """Thousands of marks, notes within notes and broken addresses end."""
    assert FILL in html(f"<html><body><article><p>{FILL}</p><p>{FILL}</p>{part}".encode(), "a").text


@given(
    st.lists(
        st.sampled_from(["[^1]", "[^1]: ", "^[", "]", "[", "https://a.example/x", "(", ")", "\n", "\n    ", " ", "w."])
        | st.text(max_size=5)
    ).map("".join)
)
@settings(max_examples=300, deadline=None)
def test_links_lie_inside_the_text(source: str) -> None:
    """Whatever is read, spans lie inside the text, and positions are sorted and inside the file."""
    article = markdown(source, "a.md")

    assert all(0 <= link.span.start < link.span.end <= len(article.text) for link in article.links)
    assert list(article.positions) == sorted(article.positions, key=lambda position: position.offset)
