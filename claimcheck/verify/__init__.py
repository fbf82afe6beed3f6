"""Verdicts: what the documents that were found show about the tracing of a claim, never about its truth."""

from claimcheck.verify.asking import Found, Match, match_quotation, same_speaker_on, shares_quoted
from claimcheck.verify.fragment import fragment
from claimcheck.verify.judging import judge

__all__ = ["Found", "Match", "fragment", "judge", "match_quotation", "same_speaker_on", "shares_quoted"]
