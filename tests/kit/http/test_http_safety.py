"""The client cannot be led into the owner's own network."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest

from freehold.kit.http.client import Fetched, FetchRequest, fetch
from freehold.kit.http.errors import FetchFailed
from freehold.kit.http.network import Network
from tests.kit.http.server import PAGE, Server
from tests.kit.http.stand_ins import NOW, PUBLIC, Diverted, Names

Get = Callable[..., Fetched]


def outside(url: str, network: Network | None = None, **options: Any) -> Fetched:
    return fetch(FetchRequest(url, **options), now=NOW, rng=random.Random(1), clock=time.monotonic, network=network)


def test_a_named_private_host_is_read(get: Get) -> None:
    assert get("/page").body == PAGE


def test_the_same_host_is_refused_when_it_is_not_named_or_named_with_another_port(server: Server, get: Get) -> None:
    for names in ((), ("127.0.0.1:1",), ("127.0.0.1",)):
        with pytest.raises(FetchFailed, match="private address"):
            get("/page", private_hosts=names, allowed_ports=frozenset({server.port}))
    assert server.seen == []


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "localhost", "[::1]", "0.0.0.0", "169.254.169.254", "10.0.0.1", "100.64.0.1", "2130706433", "0x7f.1",
        "0x7f000001", "127.1", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[::]", "[fe80::1]",
    ],
)  # fmt: skip
def test_private_addresses_are_refused_however_they_are_written(host: str, diverted: Diverted) -> None:
    with pytest.raises(FetchFailed, match=r"private address|not found|not a web address") as caught:
        outside(f"http://{host}:8080/", Network(backend=diverted))
    assert diverted.asked == []
    assert "private" not in str(caught.value) or not caught.value.transient


def test_the_connection_goes_to_the_address_that_was_checked(diverted: Diverted) -> None:
    names = Names(rebind_example=[[PUBLIC], ["127.0.0.1"]])
    assert outside("http://rebind.example/page", Network(names, diverted)).body == PAGE
    assert diverted.asked == [(PUBLIC, 80)]
    assert names.asked == ["rebind.example"], "a second question could get another answer"
    with pytest.raises(FetchFailed, match="private address"):
        outside("http://rebind.example/page", Network(names, diverted))
    assert len(diverted.asked) == 1


def test_one_private_address_among_public_ones_is_enough_to_refuse(diverted: Diverted) -> None:
    for answer in ([PUBLIC, "10.0.0.1"], ["::1", PUBLIC], [PUBLIC, "::ffff:10.0.0.1"]):
        with pytest.raises(FetchFailed, match=r"mixed\.example points to a private address"):
            outside("http://mixed.example/page", Network(Names(mixed_example=[answer]), diverted))
    assert diverted.asked == []


def test_a_redirect_to_a_private_address_is_refused(server: Server, diverted: Diverted) -> None:
    names = Names(outer_example=[[PUBLIC]], inner_example=[["192.168.1.1"]])
    for target in ("http://inner.example/page", "http://127.0.0.1:8080/page", "//localhost/page", "http://[::1]/page"):
        network = Network(lambda host, port: names(host, port) if host.endswith("example") else ["127.0.0.1"], diverted)
        with pytest.raises(FetchFailed, match="private address"):
            outside(f"http://outer.example/redirect?to={target}", network)
    assert [path for _method, path, _headers in server.seen if not path.startswith("/redirect")] == []


def test_a_page_on_the_internet_cannot_send_on_to_a_named_private_host(server: Server, diverted: Diverted) -> None:
    network = Network(Names(outer_example=[[PUBLIC]], **{"127_0_0_1": [["127.0.0.1"]]}), diverted)
    for ports in (frozenset(), frozenset({server.port})):
        with pytest.raises(FetchFailed, match=r"private address|port"):
            outside(f"http://outer.example/redirect?to={server.url('/page')}", network, private_hosts=(server.place,), allowed_ports=ports)
    assert [path for _method, path, _headers in server.seen if path == "/page"] == []


def test_a_redirect_is_resolved_and_checked_anew_at_each_hop(diverted: Diverted) -> None:
    names = Names(a_example=[[PUBLIC], ["127.0.0.1"]])
    with pytest.raises(FetchFailed, match="private address"):
        outside("http://a.example/redirect?to=http://a.example/page", Network(names, diverted))
    assert names.asked == ["a.example", "a.example"]


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("ftp://example.com/", "http:// or https://"), ("file:///etc/passwd", "http:// or https://"), ("gopher://x/", "http:// or https://"),
        ("javascript:alert(1)", "http:// or https://"), ("http://", "http:// or https://"), ("", "http:// or https://"),
        ("http://exa mple.com/", "not a web address"), ("http://example.com:99999/", "port 99999"), ("http://example.com:x/", "not a web address"),
        ("http://user:word@example.com/", "user name or password"), ("http://example.com:22/", "port 22"),
        ("http://example.com:6379/", "port 6379"), ("http://x/" + "y" * 5000, "longer than"), ("http://[::1/", "not a web address"),
    ],
)  # fmt: skip
def test_addresses_that_are_none_of_the_web_are_refused(url: str, words: str, diverted: Diverted) -> None:
    with pytest.raises(FetchFailed, match=words) as caught:
        outside(url, Network(Names(), diverted))
    assert not caught.value.transient and "word@" not in str(caught.value) and diverted.asked == []


def test_a_redirect_to_another_scheme_or_port_is_refused(get: Get) -> None:
    for target, words in (
        ("file:///etc/passwd", "http://"),
        ("http://example.com:25/", "port 25"),
        ("http://a:b@example.com/", "user name"),
    ):
        with pytest.raises(FetchFailed, match=words):
            get(f"/redirect?to={target}")


def test_a_named_private_host_cannot_send_on_to_another_one(server: Server, get: Get) -> None:
    for target in ("http://localhost:8080/", "http://[::1]/", "http://10.0.0.1/"):
        with pytest.raises(FetchFailed, match="private address"):
            get(f"/redirect?to={target}")
    assert get(f"/redirect?to=http://localhost:{server.port}/page", private_hosts=(server.place, f"LOCALHOST:{server.port}")).body == PAGE


def test_a_further_port_can_be_allowed(server: Server, diverted: Diverted) -> None:
    network = Network(Names(a_example=[[PUBLIC]]), diverted)
    assert outside("http://a.example:9000/page", network, allowed_ports=frozenset({9000})).status == 200
    assert diverted.asked == [(PUBLIC, 9000)]


def test_proxies_of_the_environment_are_ignored(get: Get, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.delenv("NO_PROXY", raising=False)
    assert get("/page").body == PAGE


def test_a_dead_address_does_not_hide_the_living_ones(server: Server) -> None:
    backend = Diverted(server.port, dead=["2606:4700::1", "93.184.216.35"])
    names = Names(a_example=[["2606:4700::1", "93.184.216.35", PUBLIC]])
    assert outside("http://a.example/page", Network(names, backend)).body == PAGE
    assert backend.asked[0][0] == "2606:4700::1" and backend.asked[-1][0] == PUBLIC


def test_no_more_than_four_addresses_are_tried(server: Server) -> None:
    many = [f"93.184.216.{number}" for number in range(1, 20)]
    backend = Diverted(server.port, dead=many)
    with pytest.raises(FetchFailed, match="could not be reached") as caught:
        outside("http://a.example/", Network(Names(a_example=[many]), backend))
    assert len(backend.asked) == 4 and caught.value.transient


def test_a_name_that_is_not_found_says_so(diverted: Diverted) -> None:
    for names in (Names(), Names(nowhere_example=[[]])):
        with pytest.raises(FetchFailed, match=r"nowhere\.example was not found") as caught:
            outside("http://nowhere.example/?p=secret", Network(names, diverted))
        assert caught.value.transient and "secret" not in str(caught.value)


def test_a_resolver_that_hangs_does_not_hang_the_fetch(diverted: Diverted) -> None:
    over = threading.Event()
    begun = time.monotonic()
    with pytest.raises(FetchFailed, match="too slowly"):
        outside("http://slow.example/", Network(lambda host, port: [PUBLIC] if over.wait(10) else [], diverted), connect_seconds=0.1)
    over.set()
    assert time.monotonic() - begun < 3


def test_neither_addresses_nor_keys_are_shown_by_repr() -> None:
    shown = repr(FetchRequest("https://feeds.example/?p=secret", headers={"Authorization": "Bearer secret"}, content=b"secret"))
    assert "secret" not in shown
    assert "secret" not in repr(Fetched(200, "https://feeds.example/?p=secret", {"x": "secret"}, b"secret"))
