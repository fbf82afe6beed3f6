"""A whole run beside peers, on one loopback web: `PYTHONPATH=tests bench_run.py [--pages N] [--lychee PATH]`.

Twenty articles with fifty linked claims each, a page a claim, on two hundred hosts (`loopweb`). Prints, from one run:

- links: lychee over the same links, at the same limits per host; it fetches and keeps no bodies.
- fetch: our client alone, every body read and stored; wall time as a ratio to lychee's, processor time a page.
- parse: trafilatura's own parse of the same pages in one process.
- cold, warm: `claimcheck run` with an empty store and again; wall time as a ratio to the parse; peak memory.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from support import loopweb

if TYPE_CHECKING:
    from collections.abc import Sequence

HERE = Path(__file__).parent


def lychee(program: str, files: Sequence[Path]) -> float:
    """Return the seconds that lychee takes over the links of *files*."""
    began = time.monotonic()
    limits = ["--host-concurrency", "2", "--host-request-interval", "0ms", "--max-concurrency", "128"]
    command = [program, "--no-progress", "--method", "get", *limits, *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - as given
    if done.returncode:
        print(done.stdout[-500:], done.stderr[-500:])
    return time.monotonic() - began


def fetch(urls: Sequence[str], folder: Path) -> tuple[float, float, Counter[str]]:
    """Return wall and processor seconds that the client takes over *urls*, and the outcomes."""
    from claimcheck.fetch import Client, Options, Store  # noqa: PLC0415 - not while others are measured
    from claimcheck.model import Query  # noqa: PLC0415 - the same

    async def all_of_them() -> Counter[str]:
        options = Options(allow_private_hosts=True, per_host_interval_s=0, respect_robots=False)
        with Store.open(folder) as store:
            async with Client(store, options, proxies={}) as client:
                found = await asyncio.gather(*(client.get(Query(url)) for url in urls))
        return Counter(str(memento.outcome) for memento in found)

    began, spent = time.monotonic(), time.process_time()
    outcomes = asyncio.run(all_of_them())
    return time.monotonic() - began, time.process_time() - spent, outcomes


def parse(pages: int, size: int) -> float:
    """Return the seconds that trafilatura takes to read the pages, in a process of its own."""
    script = (
        f"import sys, time; sys.path.insert(0, {str(HERE.parent)!r})\n"
        "from support import loopweb; from trafilatura import bare_extraction\n"
        f"pages = [loopweb.page(n, {size}) for n in range({pages})]\n"
        "began = time.monotonic()\n"
        "for page in pages: bare_extraction(page, include_links=True, include_comments=False, with_metadata=True)\n"
        "print(time.monotonic() - began)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)  # noqa: S603 - ours
    return float(done.stdout)


def run(files: Sequence[Path], cache: Path) -> tuple[float, float, float, str]:
    """Return wall and processor seconds and peak memory in MB of a whole run, and its verdicts."""
    command = [sys.executable, "-m", "claimcheck", "run", *map(str, files), "--cache-dir", str(cache)]
    own = ["--config", str(cache.parent / "claimcheck.toml")]
    flags = [*own, "--allow-private-hosts", "--host-interval", "0", "--format", "json"]
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    with subprocess.Popen([*command, *flags], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:  # noqa: S603 - ours
        peak = _Peak(process.pid)
        peak.start()
        out, errors = process.communicate()
    wall, after = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    verdicts = Counter(re.findall(r'"verdict": "(\w+)"', out))
    return wall, spent, peak.most, f"{dict(verdicts)} {errors[-300:] if not verdicts else ''}"


class _Peak(threading.Thread):
    """Watches the proportional memory of a process and its children, in MB."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid = pid
        self.most = 0.0

    def run(self) -> None:
        while Path(f"/proc/{self._pid}").exists():
            self.most = max(self.most, sum(map(_memory, _family(self._pid))))
            time.sleep(0.1)


def _family(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return [pid]
    return [pid, *(one for child in children for one in _family(int(child)))]


def _memory(pid: int) -> float:
    try:
        match = re.search(r"Pss:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii"))
    except OSError:
        return 0.0
    return int(match[1]) / 1024 if match else 0.0


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--size", type=int, default=18_000)
    parser.add_argument("--lychee", default=shutil.which("lychee") or "")
    parser.add_argument("--skip", nargs="*", default=[])
    given = parser.parse_args()
    server = subprocess.Popen(  # noqa: S603 - ours
        [sys.executable, loopweb.__file__, str(given.pages), str(given.size)], stdout=subprocess.PIPE, text=True
    )
    assert server.stdout
    try:
        with tempfile.TemporaryDirectory() as name:
            _measure(given, int(server.stdout.readline()), Path(name))
    finally:
        server.kill()


def _measure(given: argparse.Namespace, port: int, folder: Path) -> None:
    files, urls = loopweb.make(folder, port, given.pages)
    (folder / "claimcheck.toml").write_text('finders = ["link"]\n', encoding="utf-8")
    print(f"{given.pages} pages of {given.size / 1000:g} kB, {len(files)} articles, {os.cpu_count()} cores")
    links = 0.0
    if given.lychee and "links" not in given.skip:
        links = min(lychee(given.lychee, files) for _ in range(3))
        print(f"links  lychee {links:.2f} s")
    if "fetch" not in given.skip:
        wall, spent, outcomes = fetch(urls, folder / "fetched")
        ratio = f", {wall / links:.1f} times lychee" if links else ""
        print(f"fetch  {wall:.2f} s{ratio}, {1000 * spent / given.pages:.2f} ms of processor a page, {dict(outcomes)}")
    if "run" in given.skip:
        return
    peer = parse(given.pages, given.size)
    print(f"parse  trafilatura {peer:.2f} s")
    for what in ("cold", "warm"):
        wall, spent, peak, verdicts = run(files, folder / "cache")
        told = f"{wall:.2f} s, {wall / peer:.2f} times the parse, {spent:.1f} s of processor, {peak:.0f} MB"
        print(f"{what}   {told}, {verdicts}")


if __name__ == "__main__":
    main()
