"""Everything that goes wrong on the way, as one exception that carries an outcome and a reason for a person."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claimcheck.model import Outcome


class Scope(Enum):
    """What a fault says about other requests of the same run; nothing new when it was noted before."""

    REQUEST = "request"
    HOST = "host"
    PROXY = "proxy"
    NOTED = "noted"


@dataclass(slots=True, eq=False)
class Fault(Exception):  # noqa: N818 - it is an outcome of the web, not an error of ours
    """A fetch that ended without an answer.

    Args:
        outcome: How it ended.
        reason: One clause for a person that names the host.
        status: The HTTP status, if there was one.
        passing: It may go better when tried again at once.
        wait_s: How long the host asked to be left alone before it is tried again; None when it did not say.
        scope: Whether the host, or the proxy, need not be asked anything else.
    """

    outcome: Outcome
    reason: str
    status: int | None = None
    passing: bool = False
    wait_s: float | None = None
    scope: Scope = Scope.REQUEST

    def __str__(self) -> str:
        return self.reason
