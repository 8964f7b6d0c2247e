"""Fetching with manners, from the budget to the server and back."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from freehold.kit.http.client import Fetched, FetchRequest
from freehold.kit.http.errors import FetchFailed, TooSoon
from freehold.kit.http.models import HostBudget
from freehold.kit.http.polite import polite_fetch
from freehold.kit.http.politeness import Limits, next_allowed
from tests.kit.http.server import PAGE, Server
from tests.kit.http.stand_ins import NOW

HOST = "127.0.0.1"


@pytest.fixture
def ask(db: None, server: Server, settings: Any) -> Callable[..., Fetched]:
    settings.PRIVATE_HOSTS = (server.place,)

    def call(path: str, at: datetime = NOW, **options: Any) -> Fetched:
        return polite_fetch(FetchRequest(server.url(path)), now=at, rng=random.Random(7), clock=time.monotonic, **options)

    return call


def test_a_second_call_within_the_second_is_not_sent(server: Server, ask: Callable[..., Fetched]) -> None:
    assert ask("/page").body == PAGE
    with pytest.raises(TooSoon, match="asked again at") as caught:
        ask("/page")
    assert caught.value.transient and caught.value.retry_after == NOW + timedelta(seconds=1)
    assert len(server.seen) == 1
    assert ask("/page", caught.value.retry_after).body == PAGE


def test_the_budget_of_a_source_counts_beside_that_of_the_host(server: Server, ask: Callable[..., Fetched]) -> None:
    few = {"source": "remotive", "source_limits": Limits(calls_per_day=1)}
    ask("/page", **few)
    with pytest.raises(TooSoon):
        ask("/page", NOW + timedelta(hours=1), **few)
    assert ask("/page", NOW + timedelta(hours=1), source="another").body == PAGE
    assert set(HostBudget.objects.values_list("host", "calls_today")) == {(HOST, 2), ("source:remotive", 1), ("source:another", 1)}


def test_a_host_that_asks_for_a_pause_gets_it(server: Server, ask: Callable[..., Fetched]) -> None:
    with pytest.raises(FetchFailed, match="fewer calls"):
        ask("/status/429?after=900")
    later = NOW + timedelta(minutes=14)
    with pytest.raises(TooSoon) as caught:
        ask("/page", later)
    assert caught.value.retry_after == NOW + timedelta(minutes=15)
    assert ask("/page", NOW + timedelta(minutes=15)).body == PAGE
    assert HostBudget.objects.get().failures == 0


def test_a_page_that_is_missing_is_no_failure_of_its_host(ask: Callable[..., Fetched]) -> None:
    with pytest.raises(FetchFailed, match="nothing at this address"):
        ask("/nowhere")
    assert HostBudget.objects.get().failures == 0
    assert next_allowed(HOST, NOW) == NOW + timedelta(seconds=1)


def test_a_broken_host_is_left_alone_for_a_while(ask: Callable[..., Fetched]) -> None:
    with pytest.raises(FetchFailed, match="fault of its own"):
        ask("/status/500")
    row = HostBudget.objects.get()
    assert row.failures == 1 and row.blocked_until is not None and NOW < row.blocked_until <= NOW + timedelta(minutes=1)


def test_an_address_that_may_not_be_read_spends_nothing_further(ask: Callable[..., Fetched], settings: Any) -> None:
    settings.PRIVATE_HOSTS = ()
    with pytest.raises(FetchFailed, match="port"):
        ask("/page")
    assert HostBudget.objects.get().failures == 0
