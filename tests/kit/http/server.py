"""A real web server on the loopback device that behaves as badly as the internet does."""

from __future__ import annotations

import gzip
import json
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

PAGE = b"<p>A page.</p>"
ETAG = '"v1"'
LAST_MODIFIED = "Sat, 21 Nov 2026 08:00:00 GMT"
MODIFIED_LONG_AGO = "Sat, 01 Jan 2000 00:00:00 GMT"
BOMB = gzip.compress(bytes(64 * 1024 * 1024))
STEP = b"x" * 65_536


class Handler(BaseHTTPRequestHandler):
    """Answers by the first part of the path."""

    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        self.server.seen.append((self.command, self.path, dict(self.headers)))
        parts = urlsplit(self.path)
        name = parts.path.strip("/").split("/")[0].replace("-", "_")
        query = {key: values[0] for key, values in parse_qs(parts.query).items()}
        answer: Callable[[dict[str, str]], None] = getattr(self, f"at_{name}", self.at_missing)
        answer(query)

    do_POST = do_GET

    def log_message(self, *args: Any) -> None:
        """Say nothing."""

    def reply(self, status: int = 200, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in {"content_length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def begin(self, **headers: str) -> None:
        """Send the head of an answer of unstated length."""
        self.send_response(200)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True

    def at_page(self, query: dict[str, str]) -> None:
        head = {"ETag": ETAG, "Last_Modified": LAST_MODIFIED, "Content_Type": "text/html; charset=utf-8", "Set_Cookie": "id=1"}
        same = self.headers.get("If-None-Match") == ETAG or self.headers.get("If-Modified-Since") == LAST_MODIFIED
        self.send_not_modified(head) if same else self.reply(200, PAGE, **head)

    def send_not_modified(self, head: dict[str, str]) -> None:
        self.send_response(304)
        for name, value in head.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def at_echo(self, query: dict[str, str]) -> None:
        content = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        heard = {"method": self.command, "path": self.path, "content": content}
        heard["headers"] = {name.lower(): value for name, value in self.headers.items()}  # type: ignore[assignment]  # one shape for a test
        self.reply(200, json.dumps(heard).encode(), Content_Type="application/json")

    def at_redirect(self, query: dict[str, str]) -> None:
        self.reply(int(query.get("code", 302)), b"", Location=query["to"])

    def at_redirect_nowhere(self, query: dict[str, str]) -> None:
        self.reply(302)

    def at_chain(self, query: dict[str, str]) -> None:
        left = int(self.path.rsplit("/", 1)[1])
        self.reply(302, b"", Location=f"/chain/{left - 1}" if left else "/page")

    def at_status(self, query: dict[str, str]) -> None:
        more = {"Retry_After": query["after"]} if "after" in query else {}
        self.reply(int(self.path.split("?")[0].rsplit("/", 1)[1]), b"no", **more)

    def at_gzip(self, query: dict[str, str]) -> None:
        self.reply(200, gzip.compress(PAGE) + gzip.compress(PAGE) + b"\0\0", Content_Encoding="gzip")

    def at_deflate(self, query: dict[str, str]) -> None:
        self.reply(200, zlib.compress(PAGE), Content_Encoding="deflate")

    def at_deflate_raw(self, query: dict[str, str]) -> None:
        packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
        self.reply(200, packer.compress(PAGE) + packer.flush(), Content_Encoding="deflate")

    def at_packed_cut(self, query: dict[str, str]) -> None:
        self.reply(200, gzip.compress(PAGE * 100)[:-12], Content_Encoding="gzip")

    def at_packed_damaged(self, query: dict[str, str]) -> None:
        self.reply(200, gzip.compress(PAGE)[:12] + b"\xff" * 40, Content_Encoding="gzip")

    def at_packed_strangely(self, query: dict[str, str]) -> None:
        self.reply(200, PAGE, Content_Encoding=query["as"])

    def at_bomb(self, query: dict[str, str]) -> None:
        self.reply(200, BOMB, Content_Encoding="gzip")

    def at_slow_body(self, query: dict[str, str]) -> None:
        self.begin()
        self.drip(lambda: self.wfile.write(b"x"))

    def at_slow_head(self, query: dict[str, str]) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        self.drip(lambda: self.wfile.write(b"x"))

    def at_silent(self, query: dict[str, str]) -> None:
        self.server.over.wait(5)

    def drip(self, send: Callable[[], object]) -> None:
        while not self.server.over.wait(0.05):
            send()

    def at_endless(self, query: dict[str, str]) -> None:
        self.begin()
        while not self.server.over.is_set():
            self.server.sent += self.wfile.write(STEP)

    def at_endless_head(self, query: dict[str, str]) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        while not self.server.over.is_set():
            self.server.sent += self.wfile.write(b"X-More: " + STEP[:1000] + b"\r\n")

    def at_fifty(self, query: dict[str, str]) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "50000000")
        self.end_headers()
        for _count in range(763):
            self.server.sent += self.wfile.write(STEP)

    def at_too_short(self, query: dict[str, str]) -> None:
        self.reply(200, PAGE, content_length="500")
        self.close_connection = True

    def at_too_long(self, query: dict[str, str]) -> None:
        self.reply(200, PAGE, content_length="3")
        self.close_connection = True

    def at_no_http(self, query: dict[str, str]) -> None:
        self.wfile.write(b"SSH-2.0-OpenSSH\r\n")
        self.close_connection = True

    def at_long_etag(self, query: dict[str, str]) -> None:
        self.reply(200, PAGE, ETag='"' + "e" * 5000 + '"', Last_Modified="x" * 500)

    def at_missing(self, query: dict[str, str]) -> None:
        self.reply(404, b"nothing")


class Server(ThreadingHTTPServer):
    """Remembers what it was asked (`seen`) and how many bytes it got rid of (`sent`)."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.seen: list[tuple[str, str, dict[str, str]]] = []
        self.sent = 0
        self.over = threading.Event()

    @property
    def place(self) -> str:
        return f"127.0.0.1:{self.server_address[1]}"

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def url(self, path: str) -> str:
        return f"http://{self.place}{path}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is what is being tested."""


@contextmanager
def running(prepare: Callable[[Server], None] = lambda server: None) -> Iterator[Server]:
    """Serve until the block is left; `prepare` may put TLS around the socket."""
    server = Server()
    prepare(server)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.over.set()
        server.shutdown()
        server.server_close()
        thread.join(2)
