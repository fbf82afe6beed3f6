"""The user's own names of sources in the claims of an article."""

from __future__ import annotations

import pytest

from claimcheck.extract import extract
from claimcheck.identity import outlets
from claimcheck.model import SourceKind
from claimcheck.read.plain import plain

OWN = {
    "Northern Ledger": "ledger.example/news",
    "The Kestrel Post": "kestrelpost.example",
    "Ada Quill": "quill.example",
}
OWN |= {"Ostrel Water Agency": "water.example"}


def _chain(text: str, own: dict[str, str] | None = None) -> list[tuple[str, str, str | None]]:
    claims = extract(plain(text, "a.txt"), own=OWN if own is None else own)
    return [(source.name, str(source.kind), source.domain) for source in claims[-1].chain]


LEDGER = ("Northern Ledger", "outlet", "ledger.example")
POST = ("Kestrel Post", "outlet", "kestrelpost.example")
MAYOR = ("Ilse Tavener", "person", None)


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("Mayor Ilse Tavener told the Northern Ledger that she would stay.", [LEDGER, MAYOR]),
        (
            "Mayor Ilse Tavener wrote to the Northern Ledger. “I was elected for five years,” she told the Ledger.",
            [LEDGER, MAYOR],
        ),
        ("The Kestrel Post tested kettles. The Post reported that nine leaked.", [POST]),
        ("Ada Quill said the road was closed.", [("Ada Quill", "person", None)]),
        (
            "The Ostrel Water Agency said the dam was safe.",
            [("Ostrel Water Agency", "organisation", "water.example")],
        ),
    ],
)
def test_names_of_ones_own(text: str, chain: list[tuple[str, str, str | None]]) -> None:
    """An outlet of the user's is one in full and in short; a body or a person with an entry stays what it is."""
    assert chain == _chain(text)


def test_a_short_form_of_two_is_nobody_s() -> None:
    """Where the text names another outlet that ends alike, the short form means neither."""
    text = "The Kestrel Post and the Marsh Post came. The Post reported that it rained."

    assert [("The Post", "outlet", None)] == _chain(text)


def test_what_is_one_s_own_ends_with_the_article() -> None:
    """What one article knows of the user's outlets, the next without them does not."""
    text = "Mayor Ilse Tavener told the Northern Ledger that she would stay."

    assert [LEDGER, MAYOR] == _chain(text)
    assert [MAYOR] == _chain(text, {})
    assert outlets.lookup("Northern Ledger") is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("It sank, according to the Tolland Observer. The subsidy is low, the Observer said.", {"Tolland Observer"}),
        ("The Tolland Observer said it sank. “It is low,” Ann Lee told the Observer.", {"Tolland Observer", "Ann Lee"}),
        ("It sank, the Observer said.", {"The Observer"}),
        ("The Washington Post said it sank. “It is low,” Ann Lee told the Post.", {"The Washington Post", "Ann Lee"}),
    ],
)
def test_a_short_form_is_the_outlet_that_the_text_names_in_full(text: str, names: set[str]) -> None:
    """Behind "the Tolland Observer", which no table knows, "the Observer" is not the one in London."""
    claims = extract(plain(text, "a.txt"))
    assert names == {source.name for claim in claims for source in claim.chain}
    local = [source for claim in claims for source in claim.chain if source.name == "Tolland Observer"]
    assert all(source.domain is None and source.kind is SourceKind.OUTLET for source in local)
