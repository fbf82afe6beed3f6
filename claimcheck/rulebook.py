"""The catalogue of findings.

The terminal's explanations, the machine formats and the tests all derive from `RULES`.
"""

from __future__ import annotations

from dataclasses import dataclass

from claimcheck.model import Severity


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of finding.

    Args:
        code: Stable; the hundreds group rules by what they are about.
        summary: When it fires, in one line.
        why: Why a reader of the article should care.
        remedy: What to do about it.
        fires: An example, with what was found.
        silent: A near miss at which it stays silent.
    """

    code: str
    name: str
    severity: Severity
    summary: str
    why: str
    remedy: str
    fires: str
    silent: str


RULES = (
    Rule(
        "CC101",
        "unnamed-source",
        Severity.NOTE,
        "The source is unnamed by design, so there is nothing to trace.",
        "Readers have to take the article's word for it; nobody else can look it up.",
        "Name the source, or say why it cannot be named and what it is in a position to know.",
        "Industry insiders expect the price to fall.",
        "Jane Roe of the Harbour Board expects the price to fall.",
    ),
    Rule(
        "CC201",
        "source-not-found",
        Severity.ERROR,
        "The source is named, and what it lists for those days has no such document: each page was read or set aside.",
        "A credit that leads nowhere cannot be checked by a reader either, and may be a mistake or an invention.",
        "Link to the document, correct the name of the source, or drop the claim.",
        "CNBC reported a ban. Of the 38 pages that CNBC lists for those days 30 were read, 8 are about other things.",
        "CNBC reported a ban. 412 of 430 pages that CNBC lists for those days were not read: that is CC301.",
    ),
    Rule(
        "CC301",
        "source-unreachable",
        Severity.NOTE,
        "The source, or the place where it would be listed, could not be asked or read; the claim stays open.",
        "A fault of the network says nothing about the claim, neither for nor against it.",
        "Mend what the reason names and run again, or open the address by hand.",
        "According to XLab, attacks doubled. xlab.example did not answer within 20 seconds.",
        "According to XLab, attacks doubled. xlab.example says the page does not exist: that is CC201.",
    ),
    Rule(
        "CC302",
        "source-paywalled",
        Severity.NOTE,
        "Only a teaser of the cited document could be read; the claim stays open.",
        "What is behind the paywall may carry the claim; its absence from the teaser means nothing.",
        "Read the document with a subscription, or cite one that readers can open.",
        "The Daily Ledger reported a merger. Its page ends after two paragraphs with “Subscribe to read on”.",
        "The Daily Ledger reported a merger. Its page answers 403 to everyone: that is CC301.",
    ),
    Rule(
        "CC303",
        "read-from-archive",
        Severity.NOTE,
        "The verdict rests on an archived copy, because the document itself could not be read.",
        "The live document may have been corrected or withdrawn since the copy was made.",
        "Open the live document, and link to the archived copy if it is gone.",
        "Link to a page that answers 404; the Wayback Machine has a copy, and the quotation is in it.",
        "Link to a page that answers 404 today but is in the local cache.",
    ),
    Rule(
        "CC401",
        "content-absent",
        Severity.ERROR,
        "The cited document was read, and what is attributed to it is not in it.",
        "The article credits a source with something it does not say.",
        "Compare with the document; correct the claim, or credit the source it really comes from.",
        "The Harbour Times reported that the mayor resigned. Its story is about the mayor's budget.",
        "The Harbour Times reported that the mayor resigned. Its story says: “The mayor stepped down on Friday.”",
    ),
    Rule(
        "CC402",
        "quotation-altered",
        Severity.ERROR,
        "The quotation or name is in the cited document, but in other words.",
        "Inside quotation marks readers expect the speaker's own words; one of them can turn the meaning.",
        "Quote the words as they stand in the source, or take off the quotation marks.",
        "“We will never close the port,” she said. The source has: “We will not soon close the port.”",
        "“We will never close the port,” she said. The source has the same words with other quotation marks.",
    ),
    Rule(
        "CC403",
        "figure-differs",
        Severity.ERROR,
        "A number or date is given otherwise in the cited document.",
        "Figures are copied on; one wrong digit outlives its correction.",
        "Take the figure from the source, or say why it differs (a later count, another unit).",
        "The agency reported 52 cases. Its report has 25.",
        "The agency reported five cases. Its report has “5 cases”.",
    ),
    Rule(
        "CC404",
        "misattributed",
        Severity.ERROR,
        "The words were found, but another speaker says them, or another outlet's document carries them.",
        "The words are real, the credit is not; whoever is named did not say them.",
        "Credit the speaker or outlet at whose words the evidence points.",
        "“We are ready,” said Jane Roe. In the source John Doe says it.",
        "“We are ready,” said Roe. In the source Jane Roe says it.",
    ),
    Rule(
        "CC406",
        "contradicted",
        Severity.ERROR,
        "The cited document says the opposite of what is attributed to it.",
        "This is worse than a missing source: whoever follows the credit finds the contrary.",
        "Read the passage; correct the claim, or take it out.",
        "The board said it would open the bridge. Its statement: “The bridge will not open.”",
        "The board said it would open the bridge. Its statement does not mention the bridge: that is CC401.",
    ),
    Rule(
        "CC407",
        "partly-traced",
        Severity.WARNING,
        "The cited document carries part of the claim; the details it lacks are listed.",
        "The rest may come from another source, which then goes without credit.",
        "Look up the missing details, and credit the source that has them.",
        "XLab reported 40 attacks from 3 countries. Its report has the 40 attacks and no countries.",
        "XLab reported 40 attacks. Its report has them.",
    ),
    Rule(
        "CC501",
        "second-hand",
        Severity.NOTE,
        "The cited document has this from another outlet, which it credits.",
        "Whoever follows the credit finds a report of a report; the first may say it otherwise.",
        "Look up the first report, and credit it as well.",
        "CNBC reported that the plant will close. Its page: “The plant will close, Reuters reported.”",
        "CNBC reported that the plant will close. Its page: “The plant will close, its director told CNBC.”",
    ),
    Rule(
        "CC502",
        "circular",
        Severity.WARNING,
        "The cited document has this from the article's own publisher.",
        "Two pages that credit each other prove nothing; there may be no first report.",
        "Find out who had it first, and credit them.",
        "The Selm Post: “Faro Radio reported that the plant will close.” Faro Radio: “…, the Selm Post reported.”",
        "The Selm Post: “Faro Radio reported that the plant will close.” Faro Radio: “…, its director said.”",
    ),
    Rule(
        "CC503",
        "copy-of",
        Severity.NOTE,
        "A document found for the claim is a near-copy of the article, so it is no evidence for it.",
        "A text that was copied agrees with itself; an older copy may be the original of the article.",
        "Cite the document that the claim comes from; when the copy is older, credit it as the original.",
        "The link leads to a page with the article's own paragraphs under another masthead.",
        "The link leads to a page that has two of the article's sentences.",
    ),
    Rule(
        "CC504",
        "post-dated",
        Severity.NOTE,
        "A document found for the claim appeared after the article, so it is no evidence for it.",
        "What came later cannot be what the article had its words from; it may have them from the article.",
        "Cite the document that was there before, or give the article the date of its last change.",
        "An article of 3 March cites the Harbour Times; the page found is of 9 March.",
        "An article of 3 March cites the Harbour Times; the page found is of 4 March, by another time zone.",
    ),
)
