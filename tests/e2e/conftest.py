from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from e2e.bench import Bench
from support import fakeweb
from support.loopback import Loopback

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from e2e.bench import Ran
    from support.loopback import Route


class _Web(Loopback):
    def route(self, url: str) -> Route:
        """Return what stands at *url*; a path that holds a URL, as those of the archive do, comes without its host."""
        return super().route(url if url.startswith("http") else f"https://{fakeweb.ARCHIVE}{url}")


@pytest.fixture(scope="session")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    """The program, and the invented web behind a proxy on loopback."""
    with _Web() as web:
        bench = Bench(web, tmp_path_factory.mktemp("home"))
        web.vouch(bench.authority)
        web.routes.update(fakeweb.load().routes(bench.wait))
        yield bench


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the store of the first run, and of later ones that go on from it."""
    return tmp_path_factory.mktemp("store")


@pytest.fixture(scope="session")
def online(bench: Bench, store: Path) -> Ran:
    """The first run over both articles, with an empty store."""
    return bench.run("plant.txt", "quay.html", "--format", "json", cache=store)
