"""Verdicts: what the documents that were found show about the tracing of a claim, never about its truth."""

from claimcheck.verify.fragment import fragment
from claimcheck.verify.judging import judge

__all__ = ["fragment", "judge"]
