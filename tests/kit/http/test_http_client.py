"""What the client sends, what it takes, and when it stops."""

from __future__ import annotations

import gzip
import json
import random
import time
import tracemalloc
import zlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freehold import __version__
from freehold.domain.errors import SystemFault, UserError
from freehold.kit.http import FetchRequest as LateFetchRequest
from freehold.kit.http.body import read_body
from freehold.kit.http.client import Fetched, FetchRequest, fetch
from freehold.kit.http.errors import FetchFailed
from freehold.kit.http.network import Network
from freehold.kit.http.retry_after import retry_after
from tests.kit.http.server import ETAG, LAST_MODIFIED, MODIFIED_LONG_AGO, PAGE, Server
from tests.kit.http.stand_ins import NOW, PUBLIC, Diverted, Names

Get = Callable[..., Fetched]


def test_a_page_comes_with_what_is_needed_to_ask_again(server: Server, get: Get) -> None:
    fetched = get("/page")
    assert (fetched.status, fetched.body, fetched.not_modified, fetched.url) == (200, PAGE, False, server.url("/page"))
    assert (fetched.etag, fetched.last_modified, fetched.content_type, fetched.moved_to) == (ETAG, LAST_MODIFIED, "text/html", "")
    assert "set-cookie" not in fetched.headers


def test_an_unchanged_page_is_not_sent_again(get: Get) -> None:
    for known in ({"etag": ETAG}, {"last_modified": LAST_MODIFIED}):
        again = get("/page", **known)
        assert again.not_modified and again.status == 304 and again.body == b""
    assert get("/page", etag='"v0"', last_modified=MODIFIED_LONG_AGO).body == PAGE


def test_a_304_that_nobody_asked_for_is_a_failure(get: Get) -> None:
    with pytest.raises(FetchFailed, match="status 304"):
        get("/status/304")


def test_the_client_says_what_it_is_and_nothing_else(get: Get) -> None:
    heard = json.loads(get("/echo").body)["headers"]
    assert heard["user-agent"] == f"Freehold/{__version__} (+self-hosted; personal use)"
    assert set(heard) == {"host", "user-agent", "accept", "accept-encoding", "connection"}
    assert heard["accept-encoding"] == "gzip, deflate"


def test_no_cookie_is_sent_back(server: Server, get: Get) -> None:
    get("/redirect?to=/page")
    get("/page")
    assert all("Cookie" not in headers for _method, _path, headers in server.seen)


def test_a_post_carries_its_content(get: Get) -> None:
    heard = json.loads(get("/echo", method="POST", content=b'{"q": 1}', headers={"Content-Type": "application/json"}).body)
    assert (heard["method"], heard["content"], heard["headers"]["content-type"]) == ("POST", '{"q": 1}', "application/json")


def test_a_post_is_sent_on_within_its_origin_only(server: Server, get: Get) -> None:
    heard = json.loads(get("/redirect?code=307&to=/echo", method="POST", content=b"x").body)
    assert heard["method"] == "POST"
    with pytest.raises(FetchFailed, match="another host"):
        get(f"/redirect?code=308&to=http://localhost:{server.port}/echo", method="POST", content=b"x")
    heard = json.loads(get("/redirect?code=303&to=/echo", method="POST", content=b"x").body)
    assert (heard["method"], heard["content"]) == ("GET", "")


def test_a_key_is_sent_on_within_its_origin_only(server: Server, get: Get) -> None:
    key = {"headers": {"Authorization": "Bearer k"}, "private_hosts": (server.place, f"localhost:{server.port}")}
    assert json.loads(get("/redirect?to=/echo", **key).body)["headers"]["authorization"] == "Bearer k"
    assert "authorization" not in json.loads(get(f"/redirect?to=http://localhost:{server.port}/echo", **key).body)["headers"]


@pytest.mark.parametrize("value", ["k\r\nX-Evil: 1", "schlüssel", "k\0"])
def test_a_key_that_cannot_be_sent_is_refused_in_plain_words(server: Server, get: Get, value: str) -> None:
    with pytest.raises(UserError, match="Enter it again") as caught:
        get("/echo", headers={"Authorization": value})
    assert value not in str(caught.value) and server.seen == []


@pytest.mark.parametrize("name", ["Cookie", "host", "User-Agent", "Accept-Encoding"])
def test_the_clients_own_headers_cannot_be_replaced(get: Get, name: str) -> None:
    with pytest.raises(SystemFault):
        get("/echo", headers={name: "x"})


def test_a_spoilt_etag_makes_the_call_unconditional(get: Get) -> None:
    assert get("/page", etag='"v1"\r\nX: 1', last_modified="grüß").body == PAGE


def test_an_etag_that_no_column_holds_is_not_kept(get: Get) -> None:
    fetched = get("/long-etag")
    assert (fetched.etag, fetched.last_modified) == ("", "")


def test_five_redirects_are_followed_and_no_more(get: Get) -> None:
    assert get("/chain/4").body == PAGE
    for path in ("/chain/5", "/redirect?to=/redirect%3Fto=/chain/9"):
        with pytest.raises(FetchFailed, match="never to a page"):
            get(path)
    with pytest.raises(FetchFailed, match="nowhere"):
        get("/redirect-nowhere")


def test_a_move_for_good_is_told(server: Server, get: Get) -> None:
    assert get("/redirect?code=301&to=/page").moved_to == server.url("/page")
    assert get("/redirect?code=308&to=/page", etag=ETAG).moved_to == server.url("/page")
    assert get("/redirect?code=302&to=/page").moved_to == ""
    assert get("/redirect?code=302&to=/page").url == server.url("/page")


@pytest.mark.parametrize(
    ("status", "transient", "words"),
    [
        (400, False, "400"), (401, False, "refused access"), (403, False, "refused access"), (404, False, "nothing at this address"),
        (408, True, "408"), (410, False, "nothing"), (429, True, "fewer calls"), (500, True, "fault of its own"), (503, True, "fault"),
    ],
)  # fmt: skip
def test_each_refusal_is_one_sentence_and_says_whether_waiting_helps(get: Get, status: int, transient: bool, words: str) -> None:
    with pytest.raises(FetchFailed, match=words) as caught:
        get(f"/status/{status}?token=secret")
    assert (caught.value.transient, caught.value.status, caught.value.retry_after) == (transient, status, None)
    assert "127.0.0.1" in str(caught.value) and "secret" not in str(caught.value)


def test_the_wait_that_a_host_asks_for_is_told(get: Get) -> None:
    with pytest.raises(FetchFailed) as caught:
        get("/status/429?after=120")
    assert caught.value.retry_after == NOW + timedelta(minutes=2)
    with pytest.raises(FetchFailed) as caught:
        get("/status/503?after=Sun,%2022%20Nov%202026%2010:00:00%20GMT")
    assert caught.value.retry_after == datetime(2026, 11, 22, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "wait"),
    [
        ("", None), ("soon", None), ("-5", None), ("1.5", None), ("0", timedelta(0)), (" 30 ", timedelta(seconds=30)), ("9" * 40, timedelta(days=7)),
        ("Sat, 01 Jan 2000 00:00:00 GMT", timedelta(0)), ("Fri, 31 Dec 9999 23:59:59 GMT", timedelta(days=7)),
        ("Sun, 22 Nov 2026 09:00:10", timedelta(seconds=10)), ("Sun, 99 Nov 2026 09:00:10 GMT", None), ("²", None),
    ],
)  # fmt: skip
def test_retry_after_is_read_in_both_forms_and_never_believed_beyond_a_week(header: str, wait: timedelta | None) -> None:
    assert retry_after(header, NOW) == (None if wait is None else NOW + wait)


@given(st.text(max_size=60))
def test_no_retry_after_header_breaks_the_client(header: str) -> None:
    moment = retry_after(header, NOW)
    assert moment is None or NOW <= moment <= NOW + timedelta(days=7)


@pytest.mark.parametrize(
    ("path", "body"), [("/gzip", PAGE * 2), ("/deflate", PAGE), ("/deflate-raw", PAGE), ("/packed-strangely?as=identity", PAGE)]
)
def test_packed_pages_are_unpacked(get: Get, path: str, body: bytes) -> None:
    assert get(path).body == body


@pytest.mark.parametrize("packing", ["br", "gzip,%20gzip", "zstd"])
def test_a_packing_that_was_not_asked_for_is_refused(get: Get, packing: str) -> None:
    with pytest.raises(FetchFailed, match="packed"):
        get(f"/packed-strangely?as={packing}")


@pytest.mark.parametrize("path", ["/packed-cut", "/packed-damaged", "/too-short", "/no-http", "/packed-strangely?as=gzip"])
def test_a_damaged_answer_is_a_failure_and_no_half_page(get: Get, path: str) -> None:
    with pytest.raises(FetchFailed, match="broke off or is damaged") as caught:
        get(path)
    assert caught.value.transient


def test_what_comes_after_the_stated_length_is_not_read(get: Get) -> None:
    assert get("/too-long").body == PAGE[:3]


def test_a_bomb_is_stopped_before_it_has_been_unpacked(get: Get) -> None:
    tracemalloc.start()
    try:
        with pytest.raises(FetchFailed, match="more than the 1 MB"):
            get("/bomb", max_bytes=1_000_000)
        assert tracemalloc.get_traced_memory()[1] < 6_000_000
    finally:
        tracemalloc.stop()


def test_a_page_of_fifty_megabytes_is_refused_by_its_stated_length(server: Server, get: Get) -> None:
    with pytest.raises(FetchFailed, match="more than the 8 MB"):
        get("/fifty")
    assert server.sent < 20_000_000, "only what the sockets had buffered"


def test_a_body_without_end_is_cut_at_the_bound(server: Server, get: Get) -> None:
    with pytest.raises(FetchFailed, match=r"more than the 0\.5 MB") as caught:
        get("/endless", max_raw_bytes=500_000)
    assert not caught.value.transient and server.sent < 20_000_000
    with pytest.raises(FetchFailed, match=r"more than the 0\.3 MB"):
        get("/endless", max_bytes=300_000)


def test_a_head_without_end_is_cut_too(server: Server, get: Get) -> None:
    with pytest.raises(FetchFailed, match="broke off or is damaged"):
        get("/endless-head")
    assert server.sent < 20_000_000


@pytest.mark.parametrize("path", ["/slow-body", "/slow-head"])
def test_a_slow_drip_ends_at_the_total_time(get: Get, path: str) -> None:
    begun = time.monotonic()
    with pytest.raises(FetchFailed, match="answered too slowly") as caught:
        get(path, total_seconds=0.4)
    assert caught.value.transient and time.monotonic() - begun < 3


def test_a_silent_host_ends_at_the_reading_time(get: Get) -> None:
    begun = time.monotonic()
    with pytest.raises(FetchFailed, match="answered too slowly"):
        get("/silent", read_seconds=0.2)
    assert time.monotonic() - begun < 3


def test_the_total_time_counts_all_redirects_together(diverted: Diverted) -> None:
    ticks = iter(range(1000))
    with pytest.raises(FetchFailed, match="too slowly"):
        request = FetchRequest("http://a.example/chain/5")
        fetch(
            request, now=NOW, rng=random.Random(1), clock=lambda: next(ticks) * 2.0, network=Network(Names(a_example=[[PUBLIC]]), diverted)
        )


def test_a_closed_port_could_not_be_reached(get: Get) -> None:
    with pytest.raises(FetchFailed, match="could not be reached") as caught:
        get("http://127.0.0.1:9/", private_hosts=("127.0.0.1:9",))
    assert caught.value.transient


def test_only_the_wanted_kinds_of_content_are_taken(get: Get) -> None:
    assert get("/page", content_types=("text/html",)).body == PAGE
    assert get("/deflate", content_types=("text/html",)).body == PAGE, "a page that does not say what it is is read"
    with pytest.raises(FetchFailed, match="sent text/html"):
        get("/page", content_types=("application/", "text/xml"))


def test_the_address_may_hold_an_international_name(diverted: Diverted) -> None:
    names = Names(**{"xn--bcher-kva_example": [[PUBLIC]]})
    request = FetchRequest("http://bücher.example/echo?q=grün")
    fetched = fetch(request, now=NOW, rng=random.Random(1), clock=time.monotonic, network=Network(names, diverted))
    assert json.loads(fetched.body)["headers"]["host"] == "xn--bcher-kva.example"
    assert json.loads(fetched.body)["path"] == "/echo?q=gr%C3%BCn"


def test_a_naive_time_is_our_fault() -> None:
    with pytest.raises(SystemFault):
        fetch(FetchRequest("http://a.example"), now=NOW.replace(tzinfo=None), rng=random.Random(1), clock=time.monotonic)


def test_the_package_hands_out_the_client() -> None:
    assert LateFetchRequest is FetchRequest


def unpacked(data: bytes, encoding: str, step: int, **limits: Any) -> bytes:
    chunks = [data[at : at + step] for at in range(0, len(data), step)]
    return read_body(chunks, encoding, host="a.example", **{"max_raw_bytes": 10**6, "max_bytes": 10**6, **limits})


@given(st.lists(st.binary(max_size=300), max_size=4), st.integers(1, 50))
def test_unpacking_gives_back_what_was_packed_however_it_is_cut(parts: list[bytes], step: int) -> None:
    whole = b"".join(parts)
    assert unpacked(whole, "", step) == whole
    assert unpacked(b"".join(map(gzip.compress, parts)), "gzip", step) == whole
    assert unpacked(zlib.compress(whole), "deflate", step) == whole


@given(st.binary(max_size=400), st.integers(1, 50), st.integers(0, 100), st.sampled_from(["", "gzip", "deflate"]))
def test_no_body_breaks_the_reader_or_passes_its_bound(data: bytes, step: int, limit: int, encoding: str) -> None:
    try:
        assert len(unpacked(data, encoding, step, max_bytes=limit)) <= limit
    except FetchFailed:
        pass
