from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import stamina
from support import wire
from support.loopback import Loopback

from claimcheck.fetch.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


wire.use()


@pytest.fixture(autouse=True)
def _no_waiting() -> Iterator[None]:
    """Retries come at once."""
    with stamina.set_testing(True, attempts=10, cap=True):
        yield


@pytest.fixture(scope="session")
def servers() -> Iterator[Loopback]:
    with Loopback() as web:
        yield web


@pytest.fixture(scope="session")
def authority(servers: Loopback, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return servers.vouch(tmp_path_factory.mktemp("authority") / "authority.pem")


@pytest.fixture(autouse=True)
def _environment(authority: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment of whoever runs the tests does not matter; the authority of the tests is the one trusted."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("SSL_CERT_FILE", str(authority))


@pytest.fixture
def web(servers: Loopback) -> Loopback:
    """An empty web on loopback."""
    servers.routes.clear()
    servers.requests.clear()
    servers.connects.clear()
    return servers


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.memory() as found:
        yield found
