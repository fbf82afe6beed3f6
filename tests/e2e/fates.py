"""What must become of each claim of the articles in this folder, on the invented web."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fate:
    """What must become of one claim.

    Args:
        chain: Names, outermost first.
        begins: Words with which its content begins, quotation marks left out.
        reason: A pattern that the reason must hold.
        evidence: Part of the URL of the first evidence; empty when there must be none.
        found_by: The finder that proposed the document of the evidence.
        archived: The evidence comes from the archive.
        changes: What the article says, and what the source says.
    """

    article: str
    chain: tuple[str, ...]
    begins: str
    verdict: str
    reason: str
    evidence: str = ""
    found_by: str = ""
    archived: bool = False
    changes: tuple[tuple[str, str], ...] = ()


FATES = {
    "a quotation stands word for word in a page that a dated sitemap lists": Fate(
        "plant.txt",
        ("Reuters", "Helga Maurer"),
        "We will rebuild",
        "traced",
        r"(?i)verbatim|word for word|carries|as quoted",
        "selby-battery-plant-director-vows",
        "sitemap",
    ),
    "a page that only a feed names says it in other words": Fate(
        "plant.txt",
        ("The Hindu",),
        "The fire destroyed two",
        "traced",
        r"(?i)The Hindu|document|page|article",
        "article70000002.ece",
        "feed",
    ),
    "a page that is gone is read from the archive, which found it by outlet and date": Fate(
        "plant.txt",
        ("China Central Television",),
        "The plant passed its last",
        "traced",
        r"(?i).",
        "selby-plant-passed-fire-inspection",
        "archive",
        archived=True,
    ),
    "one word of the quotation is another in the source": Fate(
        "plant.txt",
        ("CNBC", "Tomas Brandl"),
        "The insurers will cover",
        "altered",
        r"(?i)most.*some|some.*most|word|differ|chang",
        "10-8841207.html",
        "sitemap",
        changes=(("most", "some"),),
    ),
    "a figure is another in the source": Fate(
        "plant.txt",
        ("BBC",),
        "Selby Cell employs",
        "altered",
        r"2,400|1,400|(?i:figure|number)",
        "c2bbbbbbbbbo",
        "feed",
        changes=(("2,400", "1,400"),),
    ),
    "the source says that it was not so": Fate(
        "plant.txt",
        ("The Guardian",),
        "The plant's sprinkler system was working",
        "contradicted",
        r"(?i)opposite|contradict|not|negat|den",
        "selby-plant-sprinkler-system",
        "sitemap",
    ),
    "the words are in the source, and another person says them": Fate(
        "plant.txt",
        ("The New York Times", "Karim Adjei"),
        "Nobody ordered us",
        "misattributed",
        r"Petra Lindholm|Lindholm|(?i:another speaker|other speaker|someone else|not by Karim)",
        "selby-plant-night-shift",
        "sitemap",
    ),
    "the words stand in the document of another outlet": Fate(
        "plant.txt",
        ("Al Jazeera", "Jonas Riedel"),
        "The smoke column could",
        "misattributed",
        r"(?i)Reuters",
        "reuters.com",
    ),
    "every finder answered, and the outlet has nothing about it": Fate(
        "plant.txt",
        ("Le Monde",),
        "The regional government had offered",
        "untraceable",
        r"(?i)no (?:document|page|article|report)|nothing|none|not found|found no",
    ),
    "the outlet answers with a challenge": Fate(
        "plant.txt",
        ("The Washington Post",),
        "Four city councils",
        "unreachable",
        r"(?i)challenge|bot check|bot protection",
    ),
    "the outlet's robots.txt disallows everything": Fate(
        "plant.txt",
        ("Global Times",),
        "The largest ferry line",
        "unreachable",
        r"(?i)robots",
    ),
    "the outlet is out of order": Fate(
        "plant.txt",
        ("Associated Press",),
        "Firefighters used 9,000",
        "unreachable",
        r"(?i)503|server error|out of order|unavailable|robots\.txt",
    ),
    "the document stands behind a paywall": Fate(
        "plant.txt",
        ("The Wall Street Journal",),
        "Carmakers have booked 60",
        "unreachable",
        r"(?i)paywall|subscri|teaser|cut off",
    ),
    "the source is unnamed": Fate(
        "plant.txt",
        ("Industry insiders",),
        "the price of cells",
        "unnamed",
        r"(?i)unnamed|not named|no name|names no|without a name",
    ),
    "another report by an outlet is another document of it": Fate(
        "plant.txt",
        ("Reuters",),
        "The company will lay off",
        "traced",
        r"(?i).",
        "selby-cell-lay-off-temporary-workers",
        "sitemap",
    ),
    "words in a reader's comment do not support a claim": Fate(
        "quay.html",
        ("South China Morning Post",),
        "Cell exports through",
        "unsupported",
        r"(?i)does not|nothing|not carry|no passage|not in",
    ),
    "words in a box of related links do not support a claim": Fate(
        "quay.html",
        ("South China Morning Post",),
        "The night shift at",
        "unsupported",
        r"(?i)does not|nothing|not carry|no passage|not in",
    ),
    "the link answers 404 and was never archived": Fate(
        "quay.html",
        ("Politico",),
        "Lawmakers in three states",
        "untraceable",
        r"(?i)404|gone|not found|no longer|does not exist",
    ),
    "the link answers 404 and an archived copy carries it": Fate(
        "quay.html",
        ("Australian Broadcasting Corporation",),
        "Australian recyclers had warned",
        "traced",
        r"(?i).",
        "selby-fire-recyclers-warned",
        archived=True,
    ),
    "the link redirects twice to the page": Fate(
        "quay.html",
        ("The Independent",),
        "Water samples taken",
        "traced",
        r"(?i).",
        "harbour-water-tests-clean",
        "link",
    ),
    "the link answers with a challenge": Fate(
        "quay.html",
        ("The Washington Post",),
        "Insurers in London",
        "unreachable",
        r"(?i)challenge|bot check|bot protection",
    ),
    "the link leads to an address that is not public": Fate(
        "quay.html",
        ("Selby Port Authority",),
        "Two tugs left",
        "unreachable",
        r"(?i)private|public|refus|link-local|address",
    ),
}
