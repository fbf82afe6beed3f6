"""What can be said of two names: the same, different, or that it cannot be told."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Same:
    """Both names mean one and the same.

    Args:
        reason: Why, for a person: "the Fed is a name of the Federal Reserve".
    """

    reason: str = ""


@dataclass(frozen=True, slots=True)
class Different:
    """The names mean two.

    Args:
        reason: Why, for a person.
    """

    reason: str = ""


@dataclass(frozen=True, slots=True)
class Unknown:
    """The names do not tell, nor what stands beside them; never enough to trace a claim, nor to accuse.

    Args:
        reason: What keeps it open, for a person.
    """

    reason: str = ""


Answer = Same | Different | Unknown
