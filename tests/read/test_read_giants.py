"""Pages that no person wrote: what is cut, divided or refused so that they can be read at all."""

from __future__ import annotations

import pytest

from claimcheck.errors import InputError
from claimcheck.markup import few_attributes
from claimcheck.read.containers import mhtml
from claimcheck.read.html import html
from claimcheck.read.markdown import markdown
from claimcheck.read.waivers import in_markdown

SAID = "<p>The harbour office said on Tuesday that the quay would stay shut until the cracks were mended.</p>"
PAGE = f"<html><head><title>Quay shut</title></head><body><article><h1>Quay shut</h1>{SAID * 3}{{}}{SAID}</article>"


def _read(inner: str) -> tuple[str, list[str]]:
    found = html(PAGE.format(inner).encode(), "a.html")
    return found.text, [link.url for link in found.links]


def test_a_giant_paragraph_keeps_its_words_and_links_in_order() -> None:
    """A paragraph with thousands of links is divided; nothing in it is lost or moved."""
    words = [f"report{number}" for number in range(2_000)]
    text, links = _read(
        "<p>" + " ".join(f'As <a href="https://b.example/{one}">{one}</a> says,' for one in words) + "</p>"
    )

    assert [word for word in text.split() if word.startswith("report")] == words
    assert links == [f"https://b.example/{one}" for one in words]


def test_a_paragraph_is_divided_only_when_it_is_giant() -> None:
    """A paragraph with hundreds of links stays one."""
    text, _ = _read("<p>" + " ".join(f'<a href="/{number}">so{number}</a> it' for number in range(400)) + "</p>")

    assert [line for line in text.split("\n\n") if "so0 " in line and " so399" in line]


def test_what_is_taken_out_by_the_thousand_leaves_the_text_around_it() -> None:
    """Advertisements within a giant text go; the words between them stay in order."""
    words = [f"word{number}" for number in range(4_000)]
    text, _ = _read("<p>" + "".join(f"{one} <span class='ad-slot'>Buy</span> " for one in words) + "</p>")

    assert [word for word in text.split() if word.startswith("word")] == words
    assert "Buy" not in text


def test_the_attributes_of_a_tag_are_cut_after_the_first_hundreds() -> None:
    """Attributes beyond five hundred are left out, and only those."""
    surplus = " ".join(f'a{number}="x>y"' for number in range(2_000))
    found = few_attributes(f'<p>a</p><a href="/x" {surplus}>b</a><p id="c">d</p>')

    assert found.startswith('<p>a</p><a href="/x" a0="x>y" ')
    assert 'a498="x>y"' in found
    assert 'a499="' not in found
    assert found.endswith('>b</a><p id="c">d</p>')


@pytest.mark.parametrize("held", ["<!-- {} -->", "<script>if (a<b {}) c()</script>", "<p title='{}'>", "<p {}"])
def test_comments_scripts_and_values_are_no_attributes(held: str) -> None:
    """What only looks like a tag with many attributes is left alone, and so is any page without one."""
    source = f"<p>a</p>{held.format('<b ' + 'w ' * (300 if held == '<p {}' else 2_000))}"

    assert few_attributes(source) == source


@pytest.mark.parametrize("unit", ["<p>So.", "So.<br>", "<i>So</i> "])
def test_a_page_of_more_elements_than_a_story_has_is_refused(unit: str) -> None:
    """A page of so many paragraphs or elements that its parts cannot be compared is called too large."""
    with pytest.raises(InputError, match="too large a page"):
        _read(unit * 100_001)


def test_a_header_of_mhtml_is_read_to_a_length() -> None:
    """Parameters without end are cut; those of a real header come first and count."""
    surplus = "; a=b" * 50_000
    data = f"MIME-Version: 1.0\nContent-Type: text/html; charset=latin-1{surplus}\n\n<p>caf\xe9</p>"

    assert mhtml(data.encode("latin-1")).kind == "text/html; charset=latin-1"


def test_thousands_of_waivers_are_read_as_far_as_they_count() -> None:
    """Of comments by the thousand the first five hundred are taken, each with the block that follows them all."""
    text = "<!-- claimcheck: ignore[CC201] -->\n" * 2_000 + "\nThe quay is shut.\n"
    found = in_markdown(text, markdown(text, "a.md"))

    assert [waiver.line for waiver in found] == list(range(1, 501))
