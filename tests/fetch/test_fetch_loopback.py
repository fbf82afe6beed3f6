from __future__ import annotations

import ssl

import httpx
from support.loopback import Loopback, Reply, in_turn

SITE = {"/a": Reply(b"<p>Hello", html=True), "/t": in_turn(Reply(status=503), Reply(b"x")), "/q?a=b": Reply(b"query")}


def test_the_servers_answer_for_any_host() -> None:
    """A site is reached by its Host header, over TLS with a certificate for the name, and through the proxy."""
    with Loopback({"www.example.com": SITE}) as web:
        trust = ssl.create_default_context()
        web.authority.configure_trust(trust)
        named = {"Host": "www.example.com"}
        with (
            httpx.Client(verify=trust, trust_env=False) as direct,
            httpx.Client(verify=trust, proxy=web.proxy) as client,
        ):
            assert b"<p>Hello" == direct.get(f"{web.http}/a", headers=named).content
            assert b"<p>Hello" == direct.get(f"{web.https}/a?x=y", headers=named).content
            assert b"query" == client.get("https://www.example.com/q?a=b").content
            assert [503, 200, 200] == [client.get("http://www.example.com/t").status_code for _ in range(3)]
            assert [404, 502] == [
                client.get(f"http://{host}/").status_code for host in ("www.example.com", "no.example")
            ]
        assert ["http://www.example.com/a", "https://www.example.com/a?x=y"] == web.urls[:2]
        assert ["www.example.com:443"] == web.connects
