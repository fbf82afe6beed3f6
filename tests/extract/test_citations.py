from __future__ import annotations

import pytest

from claimcheck.extract import extract
from claimcheck.extract.citations import is_document
from claimcheck.model import Article, Kind, SourceKind
from claimcheck.read.html import html
from claimcheck.read.markdown import markdown

TEXT = """The pier of Selby will close in June for two years.[^1] It is the oldest pier of the coast.

Harbours are old.[^2] CNBC reported that the pier will close in June.[^1]

The [new bridge](https://example.org/) is nice, and the old one [will be a museum](https://www.cnbc.com/2026/03/02/a-b-c).

[^1]: Jane Roe, "Pier", https://www.cnbc.com/2026/03/02/selby-pier.html
[^2]: See the atlas.
"""


def _article() -> Article:
    return markdown(TEXT, "a.md")


def test_a_footnote_makes_its_sentence_a_claim() -> None:
    """Its chain is the document that is cited; a sentence that already is a claim, or has no address, is none."""
    article = _article()
    found = [claim for claim in extract(article, citations="footnotes") if claim.kind is Kind.CITATION]
    [claim] = found
    assert "The pier of Selby will close in June for two years." == claim.content[0].of(article.text)
    assert ("CNBC", SourceKind.DOCUMENT, "cnbc.com") == (
        claim.chain[0].name,
        claim.chain[0].kind,
        claim.chain[0].domain,
    )
    assert ("https://www.cnbc.com/2026/03/02/selby-pier.html",) == claim.links
    assert len(claim.id) == 16


def test_links_count_when_they_are_wanted() -> None:
    """With "links" a sentence with a link to a document is a claim too; with "none" neither is."""
    kinds = [claim.kind for claim in extract(_article(), citations="links")]
    assert 2 == kinds.count(Kind.CITATION)
    assert Kind.CITATION not in [claim.kind for claim in extract(_article(), citations="none")]
    assert Kind.CITATION not in [claim.kind for claim in extract(_article())]


def test_a_quotation_with_its_source_is_a_claim() -> None:
    """A block quotation with `cite` is one, whole."""
    more = "".join(
        f"<p>The town has {number} piers, and most of them are older than the council.</p>" for number in "234567"
    )
    page = f"""<html><body><article><h1>On piers</h1><p>Many people have written about the pier and its end.</p>{more}
    <blockquote cite="https://www.cnbc.com/2026/03/02/selby-pier.html">
    <p>No pier stands for ever, and this one is tired.</p></blockquote>
    <p>So ends the letter that hangs in the hall of the council.</p>{more}</article></body></html>"""
    article = html(page.encode(), "a.html")
    [claim] = [one for one in extract(article, citations="footnotes") if one.kind is Kind.CITATION]
    assert "No pier stands for ever, and this one is tired." in claim.content[0].of(article.text)


@pytest.mark.parametrize(
    ("url", "document"),
    [
        ("https://www.cnbc.com/2026/03/02/selby-pier.html", True),
        ("https://www.cnbc.com/", False),
        ("https://x.com/janeroe", False),
        ("https://x.com/janeroe/status/17", True),
        ("https://example.org/a.png", False),
        ("https://example.org/shop/boats", False),
        ("mailto:a@example.org", False),
        ("http://[bad/x", False),
    ],
)
def test_what_is_a_document(url: str, document: bool) -> None:  # noqa: FBT001 - a case of a table
    """Front pages, files, shops and profiles are none."""
    assert document is is_document(url)
