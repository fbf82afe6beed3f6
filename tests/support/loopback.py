"""A real web on loopback: an HTTP and an HTTPS server and a proxy, for any host name.

    with Loopback({"www.example.com": {"/a": Reply(b"<p>Hello", html=True), "*": Reply(status=404)}}) as web:
        web.vouch(folder / "authority.pem")  # SSL_CERT_FILE
        web.proxy                            # HTTPS_PROXY and HTTP_PROXY
        web.requests                         # what was asked for, in order

Routes go from host (`*` for any) to path (with its query, or without it, or `*`) to a reply, or to a callable that is
given the request and the socket and returns a reply, or None when it has written to the socket itself. A host without
routes does not exist: the proxy answers 502. `http` and `https` are the addresses for clients without a proxy; there
the `Host` header names the site.
"""

from __future__ import annotations

import os
import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from http.client import responses
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

import trustme

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Reply:
    """What the server sends; `Content-Length` is added unless *headers* has one."""

    body: bytes = b""
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    html: bool = False

    def encoded(self) -> bytes:
        """Return the bytes that go over the wire."""
        headers = dict(self.headers)
        if self.html:
            headers.setdefault("Content-Type", "text/html; charset=utf-8")
        if not {"content-length", "transfer-encoding"} & {name.lower() for name in headers}:
            headers["Content-Length"] = str(len(self.body))
        lines = [
            f"HTTP/1.1 {self.status} {responses.get(self.status, 'Unknown')}",
            *(f"{name}: {value}" for name, value in headers.items()),
        ]
        return "\r\n".join((*lines, "", "")).encode("latin-1") + self.body


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for: the whole URL, and the headers with their names in lower case."""

    url: str
    headers: Mapping[str, str] = field(compare=False)
    at: float = field(default_factory=time.monotonic, compare=False)


Route = Reply | Callable[[Request, socket.socket], Reply | None]
Routes = Mapping[str, Mapping[str, Route]]


def raw(data: bytes) -> Route:
    """Send *data* as it is and close the connection."""

    def route(request: Request, wire: socket.socket) -> None:
        wire.sendall(data)

    return route


def reset(request: Request, wire: socket.socket) -> None:
    """Close the connection with a TCP reset."""
    wire.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    os.close(wire.detach())


def endless(head: bytes, piece: bytes, *, pause_s: float = 0.0) -> Route:
    """Send *head*, then *piece* again and again, with a pause before each, for ten seconds or until nobody reads."""

    def route(request: Request, wire: socket.socket) -> None:
        end = time.monotonic() + 10
        wire.sendall(head)
        while time.monotonic() < end:
            time.sleep(pause_s)
            wire.sendall(piece)

    return route


def in_turn(*replies: Route) -> Route:
    """Answer with one reply after the other; the last one stays."""
    left = list(replies)
    lock = threading.Lock()

    def route(request: Request, wire: socket.socket) -> Reply | None:
        with lock:
            now = left.pop(0) if len(left) > 1 else left[0]
        return now if isinstance(now, Reply) else now(request, wire)

    return route


class Loopback:
    """The servers; *routes* may be changed while they run."""

    def __init__(self, routes: Routes | None = None) -> None:
        self.routes: dict[str, Mapping[str, Route]] = dict(routes or {})
        self.requests: list[Request] = []
        self.connects: list[str] = []
        self.authority = trustme.CA()
        self._contexts: dict[str, ssl.SSLContext] = {}
        self._lock = threading.Lock()
        self._servers = (_Server(self, secure=False), _Server(self, secure=True))
        self._threads = [threading.Thread(target=s.serve_forever, args=(0.02,), daemon=True) for s in self._servers]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        for server, thread in zip(self._servers, self._threads, strict=True):
            server.shutdown()
            server.drop()
            server.server_close()
            thread.join()

    @property
    def proxy(self) -> str:
        """The URL of the proxy."""
        return self.http

    @property
    def http(self) -> str:
        """The URL of the HTTP server."""
        return f"http://127.0.0.1:{self._servers[0].server_address[1]}"

    @property
    def https(self) -> str:
        """The URL of the HTTPS server; its certificate is for the name that the client gives."""
        return f"https://localhost:{self._servers[1].server_address[1]}"

    @property
    def urls(self) -> list[str]:
        """The URLs that were asked for, in order."""
        return [request.url for request in self.requests]

    def vouch(self, file: Path) -> Path:
        """Write the certificate of the authority to *file*."""
        self.authority.cert_pem.write_to_path(str(file))
        return file

    def context(self, host: str) -> ssl.SSLContext:
        """Return a server's TLS context with a certificate for *host*."""
        with self._lock:
            if host not in self._contexts:
                context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
                self.authority.issue_cert(host).configure_cert(context)
                context.sni_callback = self._named
                self._contexts[host] = context
            return self._contexts[host]

    def known(self, host: str) -> bool:
        """Say whether the site exists."""
        return host in self.routes or "*" in self.routes

    def route(self, url: str) -> Route:
        """Return what stands at *url*."""
        parts = urlsplit(url)
        paths = self.routes.get(parts.hostname or "") or self.routes.get("*")
        if paths is None:
            return Reply(status=502)
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        return paths.get(target) or paths.get(parts.path) or paths.get("*") or Reply(status=404)

    def _named(self, wire: ssl.SSLSocket | ssl.SSLObject, name: str | None, _: ssl.SSLContext) -> None:
        if name and name not in self._contexts:
            wire.context = self.context(name)
        elif name:
            wire.context = self._contexts[name]


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = True
    request_queue_size = 128

    def __init__(self, web: Loopback, *, secure: bool) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.web = web
        self.secure = secure
        self.open: set[socket.socket] = set()
        self.guard = threading.Lock()

    def drop(self) -> None:
        """Hang up on everybody."""
        with self.guard:
            for wire in self.open:
                with suppress(OSError):
                    wire.shutdown(socket.SHUT_RDWR)

    def process_request(self, request: object, client_address: object) -> None:
        with self.guard:
            self.open.add(request)  # type: ignore[arg-type] # always a socket here
        super().process_request(request, client_address)  # type: ignore[arg-type]

    def shutdown_request(self, request: object) -> None:
        with self.guard:
            self.open.discard(request)
        super().shutdown_request(request)  # type: ignore[arg-type]

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing when a client goes away."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server
    base = ""

    def setup(self) -> None:
        super().setup()
        if self.server.secure:
            self._secure("localhost")

    def do_CONNECT(self) -> None:
        host = self.path.rpartition(":")[0]
        self.server.web.connects.append(self.path)
        if not self.server.web.known(host):
            self.send_error(HTTPStatus.BAD_GATEWAY)
            return
        self.connection.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
        self._secure(host)
        self.base = f"https://{host}"
        self.close_connection = False

    def do_GET(self) -> None:
        url = self.path if "://" in self.path else self._base() + self.path
        request = Request(url, {name.lower(): value for name, value in self.headers.items()})
        self.server.web.requests.append(request)
        route = self.server.web.route(url)
        reply = route if isinstance(route, Reply) else route(request, self.connection)
        if reply is None:
            self.close_connection = True
        else:
            self.connection.sendall(reply.encoded())

    def finish(self) -> None:
        for stream in (self.rfile, self.wfile, self.connection):
            with suppress(OSError, ValueError):
                stream.close()

    def log_message(self, *_: object) -> None:
        """Keep quiet."""

    def _base(self) -> str:
        scheme = "https" if self.server.secure else "http"
        return self.base or f"{scheme}://{self.headers.get('Host', '').partition(':')[0]}"

    def _secure(self, host: str) -> None:
        self.rfile.close()
        self.wfile.close()
        wire = self.server.web.context(host).wrap_socket(self.connection, server_side=True)
        self.connection = self.request = wire
        self.rfile, self.wfile = wire.makefile("rb"), wire.makefile("wb")
