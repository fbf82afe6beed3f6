from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import stamina
from support.loopback import Loopback

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(autouse=True)
def _no_waiting() -> Iterator[None]:
    """Retries come at once."""
    with stamina.set_testing(True, attempts=10, cap=True):
        yield


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment of whoever runs the tests does not matter."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture(scope="session")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Loopback, Path]]:
    with Loopback() as web:
        yield web, web.vouch(tmp_path_factory.mktemp("authority") / "authority.pem")


@pytest.fixture
def web(servers: tuple[Loopback, Path], monkeypatch: pytest.MonkeyPatch) -> Loopback:
    """An empty web on loopback, whose authority is trusted."""
    found, authority = servers
    found.routes.clear()
    found.requests.clear()
    found.connects.clear()
    monkeypatch.setenv("SSL_CERT_FILE", str(authority))
    return found
