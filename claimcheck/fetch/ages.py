"""How long a memento serves, and which queries share one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimcheck.model import Outcome, Purpose

if TYPE_CHECKING:
    from claimcheck.model import Query

_HOUR_S = 3600.0
_DAY_S = 24 * _HOUR_S
_KEPT = frozenset({Outcome.READ, Outcome.NOT_FOUND})
_AGES = {
    Purpose.PAGE: 30 * _DAY_S,
    Purpose.CAPTURE: float("inf"),
    Purpose.ROBOTS: _DAY_S,
    Purpose.HOME: 6 * _HOUR_S,
    Purpose.SITEMAP: 6 * _HOUR_S,
    Purpose.FEED: 6 * _HOUR_S,
    Purpose.API: 6 * _HOUR_S,
    Purpose.REGISTRY: 90 * _DAY_S,
}
_LISTS = frozenset({Purpose.HOME, Purpose.SITEMAP, Purpose.FEED})


def bare(url: str) -> str:
    """Return a URL without its fragment and the white space around it: what is sent, and what is remembered."""
    clean = url.strip().encode("utf-8", "replace").decode("utf-8")
    return clean.partition("#")[0]


def key(query: Query) -> tuple[str, str]:
    """Return what identifies the answer to a query: its URL and, where answers may differ, what it is for.

    A home page, a sitemap and a feed are fetched in the same way and serve for the same time.
    """
    return bare(query.url), "list" if query.purpose in _LISTS else str(query.purpose)


def is_kept(outcome: Outcome) -> bool:
    """Say whether a fetch that ended so is an answer that may be served again by a later run."""
    return outcome in _KEPT


def age_s(purpose: Purpose, outcome: Outcome, wanted: float | None) -> float:
    """Return how old, in seconds, a memento may be to be served; *wanted* overrides the default."""
    if wanted is not None:
        return wanted
    return min(_AGES[purpose], _DAY_S) if outcome is Outcome.NOT_FOUND else _AGES[purpose]
