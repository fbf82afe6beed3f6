from __future__ import annotations

import gzip
import json
import ssl
from typing import TYPE_CHECKING

import httpx
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from e2e.bench import Bench

CDX = "https://web.archive.org/cdx/search/cdx"


@pytest.fixture(scope="module")
def client(bench: Bench) -> Iterator[httpx.Client]:
    context = ssl.create_default_context(cafile=bench.authority)
    with httpx.Client(proxy=bench.web.proxy, verify=context, trust_env=False) as client:
        yield client


def test_the_invented_web_answers_over_tls_for_any_host(bench: Bench, client: httpx.Client) -> None:
    """Every host is reached through the proxy, with a certificate of its own, and every request is noted."""
    before = len(bench.web.requests)
    assert "Sitemap:" in client.get("https://www.reuters.com/robots.txt").text
    assert b"<urlset" in gzip.decompress(client.get("https://www.theguardian.com/sitemaps/2026-03.xml.gz").content)
    assert 301 == client.get("https://reuters.com/robots.txt").status_code
    assert 403 == client.get("https://www.washingtonpost.com/x").status_code
    with pytest.raises(httpx.ProxyError):
        client.get("https://nowhere.example/")
    assert 4 == len(bench.web.requests) - before


def test_the_archive_lists_captures_as_documented(client: httpx.Client) -> None:
    """The index gives a header row and the fields asked for, in the window asked for; nothing is an empty list."""
    query = {"url": "cctv.com", "matchType": "domain", "from": "20260304", "to": "20260305", "output": "json"}
    query |= {"filter": "statuscode:200", "fl": "original,timestamp", "collapse": "urlkey"}
    page = "https://english.cctv.com/2026/03/04/selby-plant-passed-fire-inspection-in-november.shtml"
    assert [["original", "timestamp"], [page, "20260304071500"]] == client.get(CDX, params=query).json()
    assert [] == client.get(CDX, params=query | {"url": "politico.com"}).json()
    assert 7 == len(json.loads(client.get(CDX, params={"url": page, "output": "json"}).text)[0])


def test_the_archive_replays_a_capture_with_its_date(client: httpx.Client) -> None:
    """A raw replay is the page itself, dated; another time redirects to the capture that is nearest."""
    page = "https://www.abc.net.au/news/2026-03-03/selby-fire-recyclers-warned/105990001"
    reply = client.get(f"https://web.archive.org/web/20260303220511id_/{page}")
    assert "Tue, 03 Mar 2026 22:05:11 GMT" == reply.headers["Memento-Datetime"]
    assert "spent lithium cells" in reply.text
    nearest = client.get(f"https://web.archive.org/web/20260401id_/{page}")
    assert f"https://web.archive.org/web/20260303220511id_/{page}" == nearest.headers["Location"]
    assert 404 == client.get("https://web.archive.org/web/2026/https://www.politico.com/gone").status_code
