from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from e2e import mortal
from support.loopback import Loopback, Reply

import claimcheck
from claimcheck.config import Settings
from claimcheck.fetch import Store, audit
from claimcheck.model import Outcome, Query
from claimcheck.report import FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from support.loopback import Route

ROOT = Path(__file__).parents[2]
KILLS, SEED = 100, 20260305
MOST_KEPT, LATEST_S = 6, 0.008
"""A child is killed when it has kept so many captures more, and then so many seconds later, at most."""
AFRESH = range(2, 22, 2)
"""After so many kills an empty store is begun, as is when all captures are there."""


def _page(number: int) -> Route:
    """Return one of several answers; a page holds what the article says of it, or does not, or is not there."""
    said = "timber" if number % 20 else "herring"
    text = f"The ship {number} brought {said} from Oslo on Monday, the harbour master said.\n"
    special: dict[int, Route] = {
        3: Reply(status=404),
        8: Reply(status=403),
        11: Reply(status=302, headers=(("Location", f"/{number - 1}"),)),
    }
    return special.get(number % 100, Reply(text.encode(), headers=(("Content-Type", "text/plain"),)))


@pytest.fixture(scope="module")
def web() -> Iterator[Loopback]:
    """A web of many hosts that answers at once; the archive, which is reached through a proxy, has nothing."""
    pages: dict[str, Route] = {f"/{number}": _page(number) for number in range(mortal.CAPTURES)}
    nothing = Reply(b"[]", headers=(("Content-Type", "application/json"),))
    with Loopback({"*": pages, "web.archive.org": {"*": nothing}}) as found:
        yield found


@pytest.fixture(scope="module")
def authority(web: Loopback, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return web.vouch(tmp_path_factory.mktemp("authority") / "authority.pem")


class Nursery:
    """The process whose children are killed; *kept* is what the store in *folder* must have."""

    def __init__(self, web: Loopback, authority: Path, home: Path) -> None:
        self.web, self.home = web, home
        self.rounds, self.folder, self.kept = 0, home / "0", set[str]()
        self.process = subprocess.Popen(  # noqa: S603 - our own code
            [sys.executable, mortal.__file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={"PYTHONPATH": str(ROOT), "SSL_CERT_FILE": str(authority), "PATH": os.environ.get("PATH", "")},
        )

    def close(self) -> None:
        """Let the process end."""
        try:
            self.process.communicate(timeout=20)
        finally:
            self.process.kill()

    def kill_one(self, chance: random.Random) -> bool:
        """Start a child and kill it at some moment; say whether it was still at work."""
        assert self.process.stdin
        self.process.stdin.write(f"{self.folder} {self.web.http}\n".encode())
        self.process.stdin.flush()
        number, enough, delay = int(self._next("child")), chance.randint(0, MOST_KEPT), chance.uniform(0, LATEST_S)
        enough += len(self.kept)
        done = False
        while len(self.kept) < enough and not done:
            done = self._heard(self._line())
        time.sleep(delay)
        os.kill(number, signal.SIGKILL)
        while (line := self._line())[0] != "ended":
            done |= self._heard(line)
        assert ["ended", str(-signal.SIGKILL)] == line
        return not done

    def start_afresh(self) -> None:
        """Go on with an empty store."""
        self.rounds += 1
        self.folder, self.kept = self.home / str(self.rounds), set()

    def _heard(self, line: list[str]) -> bool:
        assert line[0] in {"kept", "done"}, line
        if line[0] == "kept":
            self.kept.add(line[1])
        return line[0] == "done"

    def _next(self, word: str) -> str:
        line = self._line()
        assert word == line[0]
        return line[1]

    def _line(self) -> list[str]:
        assert self.process.stdout
        return self.process.stdout.readline().decode().split()


@pytest.fixture(scope="module")
def nursery(web: Loopback, authority: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nursery]:
    found = Nursery(web, authority, tmp_path_factory.mktemp("crash"))
    yield found
    found.close()


def _whole(folder: Path, kept: set[str]) -> int:
    """Open the store, check that it is whole and has what was kept, and return how many captures it holds."""
    with Store.open(folder) as store:
        found = audit.verify(store)
        assert ("", ()) == (store.warning, found.faults)
        assert [] == [url for url in sorted(kept) if store.recorded(Query(url)) is None]
    return found.captures


def _report(web: Loopback, authority: Path, folder: Path, article: Path) -> dict[str, Any]:
    """Check the article and return the report without the times of fetching."""
    with mortal.reaching(web.http) as patch:
        for name, value in {"HTTPS_PROXY": web.proxy, "NO_PROXY": ".example", "SSL_CERT_FILE": str(authority)}.items():
            patch.setenv(name, value)
            patch.delenv(name.lower(), raising=False)
        report = claimcheck.check([str(article)], Settings(cache_dir=folder, host_interval=0, finders=("link",)))
    return dict(json.loads(FORMATS["json"](report), object_hook=_timeless))


def _cited(url: str) -> str:
    number = url.rpartition("/")[2]
    return f"The Kingsmere Herald [reported]({url}) that ship {number} brought timber from Oslo.\n"


def _timeless(found: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in found.items() if name != "retrieved_at"}


def _read_already(folder: Path) -> set[str]:
    """Return what the store has read, as the web names it, which knows of no port."""
    with Store.open(folder) as store:
        found = [urlsplit(entry.url) for entry in store.entries() if entry.outcome is Outcome.READ]
    return {f"http://{parts.hostname}{parts.path}" for parts in found}


def test_a_hundred_kills_leave_a_store_that_goes_on_to_the_same_report(
    nursery: Nursery, web: Loopback, authority: Path, tmp_path: Path
) -> None:
    """Killed at 100 moments, a run loses only what was in flight, and the resumed one ends as an undisturbed one."""
    chance, kills, held = random.Random(SEED), 0, []  # noqa: S311 - a moment, no secret
    while kills < KILLS:
        if nursery.kill_one(chance):
            kills += 1
        else:
            nursery.start_afresh()
        held.append(_whole(nursery.folder, nursery.kept))
        if kills in AFRESH:
            nursery.start_afresh()
    assert len(set(held)) > KILLS // 4

    article = tmp_path / "article.md"
    article.write_text("\n".join(map(_cited, mortal.urls(web.http))), encoding="utf-8")
    known, asked = _read_already(nursery.folder), len(web.requests)
    resumed = _report(web, authority, nursery.folder, article)
    assert set() == known & set(web.urls[asked:])
    undisturbed = _report(web, authority, tmp_path / "undisturbed", article)
    assert undisturbed == resumed
    assert {"traced", "altered", "unreachable"} <= {name for name, n in resumed["summary"]["by_verdict"].items() if n}
