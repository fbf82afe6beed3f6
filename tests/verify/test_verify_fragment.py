from __future__ import annotations

from dataclasses import replace

from verify.building import page

from claimcheck.model import Evidence, Page, Span
from claimcheck.verify import fragment


def _link(page_read: Page, passage: str) -> str:
    start = page_read.text.rindex(passage)
    return fragment(Evidence(page_read, Span(start, start + len(passage)), "quotation", 1.0)).split("#", 1)[1]


def test_short_passage_is_given_whole() -> None:
    """Up to eighty characters the passage itself is the term, encoded, hyphens too."""
    assert ":~:text=well%2Dmade%20boats%2C%20old%20%26%20slow" == _link(
        page("The well-made boats, old & slow."), "well-made boats, old & slow"
    )


def test_long_passage_is_a_range() -> None:
    """A longer passage is given by four words at each end."""
    text = "One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen."
    assert ":~:text=One%20two%20three%20four,fourteen%20fifteen%20sixteen%20seventeen" == _link(page(text), text)


def test_passage_over_paragraphs_is_a_range() -> None:
    """A term lies in one paragraph."""
    text = "The boats are old.\nThe crews are tired."
    assert ":~:text=The%20boats%20are%20old,The%20crews%20are%20tired" == _link(page(text), text)


def test_words_that_stand_earlier_get_a_prefix() -> None:
    """As the first match wins, a repeated passage is given with the words before it."""
    text = "The boats are old. In the end the boats are old"
    assert ":~:text=In%20the%20end-,the%20boats%20are%20old" == _link(page(text), "the boats are old")


def test_address_with_a_fragment_keeps_it() -> None:
    """A text fragment is added to the fragment that is there."""
    one = page("The boats are old.")
    moved = replace(one, memento=replace(one.memento, final_url="https://www.reuters.com/a#live"))
    assert "live:~:text=The%20boats" == _link(moved, "The boats")


def test_passage_without_words_links_to_the_page() -> None:
    """There is nothing to point at in a passage of punctuation."""
    one = page("… !")
    assert one.url == fragment(Evidence(one, Span(0, 3), "quotation", 1.0))
