"""The test server as fixtures."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from freehold.kit.http.client import Fetched, FetchRequest, fetch
from freehold.kit.http.network import Network
from tests.kit.http.server import Server, running
from tests.kit.http.stand_ins import NOW, Diverted


@pytest.fixture(scope="module")
def shared_server() -> Iterator[Server]:
    with running() as server:
        yield server


@pytest.fixture
def server(shared_server: Server) -> Server:
    shared_server.seen.clear()
    shared_server.sent = 0
    return shared_server


@pytest.fixture
def get(server: Server) -> Callable[..., Fetched]:
    """Fetch a path of the server as a named private host."""

    def call(path: str, network: Network | None = None, **options: Any) -> Fetched:
        url = path if path.startswith("http") else server.url(path)
        request = FetchRequest(url, **{"private_hosts": (server.place,), **options})
        return fetch(request, now=NOW, rng=random.Random(1), clock=time.monotonic, network=network)

    return call


@pytest.fixture
def diverted(server: Server) -> Diverted:
    return Diverted(server.port)
