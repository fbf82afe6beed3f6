"""Verdicts: what the documents that were found show about the tracing of a claim, never about its truth."""

from claimcheck.verify.asking import Found, Match, Support, match_quotation, same_speaker_on, shares_quoted, support
from claimcheck.verify.fragment import fragment
from claimcheck.verify.judging import judge
from claimcheck.verify.provenance import is_cited, publishes

__all__ = [
    "Found",
    "Match",
    "Support",
    "fragment",
    "is_cited",
    "judge",
    "match_quotation",
    "publishes",
    "same_speaker_on",
    "shares_quoted",
    "support",
]
