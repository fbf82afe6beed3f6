"""Outlets that somebody spoke to, wrote in or appeared on, and those that a phrase names."""

from __future__ import annotations

import pytest

from claimcheck.extract import extract
from claimcheck.extract.naming import named
from claimcheck.model import SourceKind
from claimcheck.read.plain import plain


def _channel(text: str) -> str | None:
    """Return the channel of the last claim of a text."""
    return next((source.name for source in extract(plain(text, "a.txt"))[-1].chain if source.channel), None)


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        ("Quill told KXAN that boats would leave.", "KXAN"),
        ("Quill also assured WMAL that boats would leave.", "WMAL"),
        ("In an interview on Ohio’s WMAL radio, Quill told host Larry O’Connor that boats would leave.", "WMAL"),
        ("Quill told TechCrunch that boats would leave.", "TechCrunch"),
        ("Quill told the Indonesian daily Kompas that boats would leave.", "Kompas"),
        ("Quill told Kompas, an Indonesian daily, that boats would leave.", "Kompas"),
        ("In an interview with Kompas on Monday, Quill said that boats would leave.", "Kompas"),
        ("In an interview with Fox News aired Tuesday, Mrs. Quill said that boats would leave.", "Fox News"),
        ("In a written statement to CoinDesk, Quill said that boats would leave.", "CoinDesk"),
        ("Speaking to Radio Free Ohio, Quill said that boats would leave.", "Radio Free Ohio"),
        ("Quill said in an interview with Larry King on CNN that boats would leave.", "CNN"),
        ("“Boats will leave,” Quill told The Opie and Anthony Show in a 2013 interview.", "Opie and Anthony Show"),
        ("“Boats will leave,” Quill said on “The Breakfast Club” radio show.", "Breakfast Club"),
        ("The analyst Sue Terry wrote Thursday on 38 North that boats would leave.", "38 North"),
        ("Howard Kurtz, Fox News: “Boats will leave the harbour in May.”", "Fox News"),
        ("In a Reuters interview, Quill said that boats would leave.", "Reuters"),
        ("On this weekend’s broadcast of “Fox News Sunday,” Quill said that boats would leave.", "Fox News"),
        ("On CNN, Quill said that boats would leave.", "CNN"),
        ("On The Ada Harvey Show on Tuesday, Quill said that boats would leave.", "Ada Harvey Show"),
        ("Quill called the plan “a disgrace” on Wednesday on The Ada Harvey Show.", "Ada Harvey Show"),
        ("On Monday, Quill said that boats would leave Reuters alone.", None),
        ("They learn fast, said Julie Mason, host of “The Press Pool” on Sirius XM radio.", None),
        ("Children learn fast, Quill said, citing the nominee’s comments in an interview with CNN.", None),
        ("Quill told Jan Ruiz that boats would leave.", None),
        ("In an interview with Maria Ruiz, Quill said that boats would leave.", None),
        ("Ana Podesta was there. In an interview with Podesta, Quill said that boats would leave.", None),
        ("Quill told NATO that boats would leave.", None),
        ("Quill told the Senate Banking Committee that boats would leave.", None),
        ("Quill said at a conference in Paris that boats would leave.", None),
        ("In comments to reporters in Ohio, Quill said that boats would leave.", None),
    ],
)
def test_who_was_spoken_to(text: str, outlet: str | None) -> None:
    """Known outlets, and unknown ones by what they are called, how they are spelt or what was done with them."""
    assert outlet == _channel(text)


def test_two_outlets_are_two_claims() -> None:
    """What two outlets reported can be traced to either."""
    text = "NBC News and ABC News both reported on Sunday that boats would leave."

    assert [("NBC News",), ("ABC News",)] == [
        tuple(source.name for source in claim.chain) for claim in extract(plain(text, "a.txt"))
    ]


@pytest.mark.parametrize(
    ("phrase", "name", "kind"),
    [
        ("a March Bloomberg article", "Bloomberg News", SourceKind.OUTLET),
        ("a database built by The Washington Post", "The Washington Post", SourceKind.OUTLET),
        ("Interviews conducted by The Washington Post with builders", "The Washington Post", SourceKind.OUTLET),
        ("a list of donors USA TODAY assembled in 2012", "USA Today", SourceKind.OUTLET),
        ("A 2001 story in Vanity Fair", "Vanity Fair", SourceKind.OUTLET),
        ("An online Politico/Morning Consult tracking poll", "Politico/Morning Consult poll", SourceKind.DOCUMENT),
        ("a new Monmouth University poll of likely voters", "Monmouth University poll", SourceKind.DOCUMENT),
        ("senior Republicans", "senior Republicans", SourceKind.UNNAMED),
        ("Republican and Democratic strategists", "Republican and Democratic strategists", SourceKind.UNNAMED),
        ("the House Republicans", "House Republicans", SourceKind.ORGANISATION),
        ("Democratic lawmakers", "Democratic lawmakers", SourceKind.UNNAMED),
    ],
)
def test_works_and_groups(phrase: str, name: str, kind: SourceKind) -> None:
    """An outlet's work leads to it, a poll is called by who took it, and people without a name stay so."""
    who = named(phrase)

    assert (name, kind) == (who.name, who.kind)


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        ("The Kestrel Post reported a closure. “Boats will leave,” Quill told the newspaper.", "Kestrel Post"),
        ("Reuters reported a closure. “Boats will leave,” Quill told the news agency.", "Reuters"),
        ("CNN showed the quay. The council met. Quill told the channel that boats would leave.", "CNN"),
        ("“Boats will leave,” Quill told the newspaper.", None),
        ("The Kestrel Post reported a closure. Quill told the council that boats would leave.", None),
    ],
)
def test_an_outlet_called_by_its_kind_is_the_one_named_before(text: str, outlet: str | None) -> None:
    """What was spoken to as "the newspaper" is the outlet named before; without one there is no channel."""
    assert outlet == _channel(text)
