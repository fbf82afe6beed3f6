"""Extract: the attribution relations of an article, as claims with resolved chains.

A trained model finds relations (`tagger`, `decoding`), which are read again for those within them (`nesting`), made
into chains (`relays`) and named (`naming`, `coreference`, `cast`). Definitions of source, cue and content follow
Pareti's PARC 3.0 and PolNeAR (Newell, Margolin and Ruths 2018).
"""

from __future__ import annotations

from claimcheck.extract.claims import extract

__all__ = ["extract"]
