"""Photo credits. They ask for no document: only the same credit on a page of the outlet traces one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimcheck.model import Evidence, Judgement, Standing, Verdict
from claimcheck.verify.index import index
from claimcheck.verify.provenance import is_link, standing
from claimcheck.verify.quotation import find
from claimcheck.verify.wording import cited, document, sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimcheck.model import Article, Citation, Claim, Reading

_LEAST_WORDS = 3


def judge_credit(
    claim: Claim,
    citation: Citation | None,
    article: Article,
    readings: Sequence[Reading],
) -> Judgement:
    """Judge a photo credit: traced when a page of the outlet carries the same caption, otherwise inconclusive."""
    caption = claim.content[0].of(article.text) if claim.content else ""
    for reading in readings if citation and len(index(caption).words.keys) >= _LEAST_WORDS else ():
        page = reading.page
        if page is None or citation is None:
            continue
        if standing(page, citation, article, linked=is_link(reading)) is not Standing.CITED:
            continue
        for match in find(caption, index(page.text)):
            if not match.changes:
                evidence = Evidence(page, match.span, "quotation", match.score)
                return Judgement(
                    Verdict.TRACED, sentence(f"{document(page, citation)} carries the same caption"), (evidence,)
                )
    return Judgement(
        Verdict.UNREACHABLE,
        sentence(f"a photo credit to {cited(citation, claim)} names no document to look for"),
    )
