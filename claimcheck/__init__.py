"""Trace every attributed claim of an article to the document it cites.

    >>> import claimcheck
    >>> report = claimcheck.check(["seeds/"])  # doctest: +SKIP

Names are loaded when first used, so that `import claimcheck` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claimcheck.comparing import compare, match_quotation, same_speaker, support
    from claimcheck.model import Article, Claim, Judgement, Report, Verdict
    from claimcheck.pipeline import acheck, check, claims

__version__ = "0.1.0"
__all__ = [
    "Article",
    "Claim",
    "Judgement",
    "Report",
    "Verdict",
    "__version__",
    "acheck",
    "check",
    "claims",
    "compare",
    "match_quotation",
    "same_speaker",
    "support",
]

_HOMES = {
    **dict.fromkeys(("acheck", "check", "claims"), "claimcheck.pipeline"),
    **dict.fromkeys(("compare", "match_quotation", "same_speaker", "support"), "claimcheck.comparing"),
}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module 'claimcheck' has no attribute {name!r}")
    return getattr(import_module(_HOMES.get(name, "claimcheck.model")), name)
