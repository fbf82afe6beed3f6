"""Extract: the attribution relations of an article, as claims with resolved chains.

The engine reads cues from a lexicon and the phrases around them; definitions of source, cue and content follow
Pareti's PARC 3.0 and PolNeAR (Newell, Margolin and Ruths 2018).
"""

from __future__ import annotations

from claimcheck.extract.claims import extract

__all__ = ["extract"]
