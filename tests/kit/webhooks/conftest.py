"""A receiver of webhooks on the loopback, a workspace with an address that points there, and a clock."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from django.db import transaction

from freehold.apps.accounts import selectors
from freehold.apps.accounts.services import people
from freehold.kit.webhooks import services
from freehold.kit.webhooks.registry import EVENT_NAMES

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@dataclass
class Receiver:
    """What was received: (path, headers, body); `answers` are the coming statuses, then 200."""

    port: int = 0
    answers: list[int] = field(default_factory=list)
    location: str = ""
    received: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)

    @property
    def place(self) -> str:
        return f"127.0.0.1:{self.port}"

    def url(self, path: str = "/hook") -> str:
        return f"http://{self.place}{path}"

    @property
    def bodies(self) -> list[dict[str, Any]]:
        return [json.loads(body) for _path, _headers, body in self.received]


@contextmanager
def receiving() -> Iterator[Receiver]:
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            receiver.received.append((self.path, dict(self.headers), body))
            self.send_response(receiver.answers.pop(0) if receiver.answers else 200)
            if receiver.location:
                self.send_header("Location", receiver.location)
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_GET = do_POST

        def log_message(self, *args: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    receiver.port = int(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()
        thread.join(2)


@pytest.fixture
def receiver(settings) -> Iterator[Receiver]:
    with receiving() as made:
        settings.PRIVATE_HOSTS = (made.place,)
        yield made


@pytest.fixture(autouse=True)
def event_names(monkeypatch) -> None:
    for name in ("invoice.issued", "invoice.paid"):
        monkeypatch.setitem(EVENT_NAMES, name, name)


def new_workspace(name: str = "Lind"):
    owner = selectors.owner() or people.create_owner(now=NOW, name="Mara Lind")
    return people.create_workspace(owner, name=name, now=NOW)


@pytest.fixture
def workspace(db):
    return new_workspace()


@pytest.fixture
def endpoint(workspace, receiver):
    row, secret = services.add_endpoint(workspace.pk, url=receiver.url(), events=["invoice.issued"], by="Mara", now=NOW)
    row.plain_secret = secret
    return row


def emit(workspace, event: str = "invoice.issued", payload=None, **more) -> int:
    with transaction.atomic():
        return services.emit(workspace.pk, event, payload or {"number": "2026-7", "total": "119.00"}, now=NOW, **more)
