from __future__ import annotations

import gzip
import re
from typing import TYPE_CHECKING

import pytest
from support import fakeweb

if TYPE_CHECKING:
    from pathlib import Path

    from e2e.bench import Bench, Ran

_READ = {"traced", "partial", "altered", "contradicted"}
"""Whether words are another outlet's can only be said when the cited one has been asked."""


def _record(url: str, body: bytes) -> bytes:
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2026-03-05T09:00:00Z\r\n"
    return f"{head}Content-Length: {len(answer)}\r\n\r\n".encode() + answer + b"\r\n\r\n"


@pytest.fixture(scope="module")
def saved(online: Ran, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the documents of the first run: half of them as HTML, the others in one WARC."""
    folder = tmp_path_factory.mktemp("saved")
    web = fakeweb.load()
    urls = sorted({one["url"] for a in online.report["articles"] for c in a["claims"] for one in c["evidence"]})
    records = []
    for number, url in enumerate(urls):
        reply = web.reply(url)
        body = gzip.decompress(reply.body) if reply.body[:2] == b"\x1f\x8b" else reply.body
        if reply.status == 200 and number % 2:
            link = f'<link rel="canonical" href="{url}">'.encode()
            (folder / f"{number}.html").write_bytes(re.sub(rb"(<head[^>]*>)", rb"\1" + link, body, count=1))
        elif reply.status == 200:
            records.append(gzip.compress(_record(url, body)))
    (folder / "rest.warc.gz").write_bytes(b"".join(records))
    return folder


def test_saved_documents_give_the_verdicts_of_the_web(bench: Bench, online: Ran, saved: Path, tmp_path: Path) -> None:
    """With the network cut and nothing cached, claims whose documents are in the folder meet the same verdicts."""
    ran = bench.run(
        *("plant.txt", "quay.html", "--format", "json", "--offline", "--sources", str(saved)), cache=tmp_path
    )
    assert () == ran.requests
    kept = {url for path in saved.glob("*.html") for url in re.findall(r'canonical" href="([^"]+)', path.read_text())}
    kept |= set(re.findall(r"WARC-Target-URI: (\S+)", gzip.decompress((saved / "rest.warc.gz").read_bytes()).decode()))
    then = {c["id"]: c for a in online.report["articles"] for c in a["claims"]}
    now = {c["id"]: c["verdict"] for a in ran.report["articles"] for c in a["claims"]}
    held = {
        name: claim["verdict"]
        for name, claim in then.items()
        if claim["verdict"] in _READ and all(one["url"] in kept for one in claim["evidence"])
    }
    assert len(held) >= 7
    assert held == {name: now[name] for name in held}
