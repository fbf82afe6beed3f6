from __future__ import annotations

import pytest

from claimcheck import workers


@pytest.fixture(autouse=True, scope="session")
def _processes() -> None:
    """A process that has loaded what it needs serves the next test too."""
    workers.KEPT = 2
