"""Budgets and pauses, as they stand in the database."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freehold.domain.errors import SystemFault, UserError
from freehold.kit.http import politeness
from freehold.kit.http.models import HostBudget
from freehold.kit.http.politeness import (
    BACKOFF_BASE,
    BACKOFF_CAP,
    Limits,
    host_key,
    next_allowed,
    record_failure,
    record_success,
    source_key,
    spend,
)

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
HOST = "feeds.example"
SECOND = timedelta(seconds=1)


class Always(random.Random):
    """Draws the same number for ever."""

    def __init__(self, number: float) -> None:
        super().__init__()
        self.number = number

    def random(self) -> float:
        return self.number


def test_an_unknown_host_may_be_called_at_once(db: None) -> None:
    assert next_allowed(HOST, NOW) == NOW
    assert not HostBudget.objects.exists(), "asking writes nothing"


def test_one_call_a_second_is_allowed_and_no_more(db: None) -> None:
    assert spend(HOST, NOW)
    assert not spend(HOST, NOW)
    assert not spend(HOST, NOW + SECOND * 0.9)
    when = next_allowed(HOST, NOW + SECOND * 0.4)
    assert abs(when - (NOW + SECOND)) < timedelta(milliseconds=1)
    assert spend(HOST, when)
    assert spend("other.example", NOW)


@pytest.mark.parametrize("per_second", [0.1, 1 / 7, 1 / 3, 3.0, 0.0007])
def test_the_named_moment_is_one_at_which_the_call_is_allowed(db: None, per_second: float) -> None:
    limits, moment = Limits(per_second=per_second), NOW
    for _count in range(5):
        assert spend(HOST, moment, limits)
        moment = next_allowed(HOST, moment, limits)


def test_a_rest_saves_up_calls_to_the_burst_only(db: None) -> None:
    limits = Limits(per_second=1, burst=3)
    assert [spend(HOST, NOW, limits) for _count in range(4)] == [True, True, True, False]
    later = NOW + timedelta(days=2)
    assert [spend(HOST, later, limits) for _count in range(4)] == [True, True, True, False]


def test_a_budget_of_calls_a_day_ends_at_midnight_utc(db: None) -> None:
    source, limits = source_key("remotive"), Limits(calls_per_day=2)
    assert spend(source, NOW, limits) and spend(source, NOW + 5 * SECOND, limits)
    midnight = datetime(2026, 11, 23, tzinfo=UTC)
    assert not spend(source, NOW + 10 * SECOND, limits)
    assert next_allowed(source, NOW + 10 * SECOND, limits) == midnight
    assert not spend(source, midnight - SECOND, limits)
    assert spend(source, midnight, limits)
    assert HostBudget.objects.get(host=source).calls_today == 1
    spend(source, midnight + SECOND, limits)
    assert next_allowed(source, midnight + 5 * SECOND) == midnight + 5 * SECOND, "without a budget only the second counts"


def test_a_day_budget_of_nothing_allows_nothing_today(db: None) -> None:
    spend(HOST, NOW)
    assert next_allowed(HOST, NOW + 5 * SECOND, Limits(calls_per_day=0)) > NOW + 5 * SECOND


def test_failures_lengthen_the_pause_up_to_a_cap(db: None) -> None:
    moment, waits = NOW, []
    for _count in range(14):
        until = record_failure(HOST, moment, Always(0.999999))
        waits.append((until - moment) / BACKOFF_BASE)
        moment = until
    assert [round(wait) for wait in waits[:5]] == [1, 2, 4, 8, 16]
    assert waits[-1] == pytest.approx(BACKOFF_CAP / BACKOFF_BASE, rel=1e-3)
    assert HostBudget.objects.get().failures == 14


def test_the_pause_is_drawn_from_nothing_to_the_bound(db: None) -> None:
    assert record_failure("a.example", NOW, Always(0.0)) == NOW
    assert record_failure("b.example", NOW, Always(0.5)) == NOW + BACKOFF_BASE / 2


def test_nothing_is_sent_during_the_pause_and_a_success_ends_the_counting(db: None) -> None:
    until = record_failure(HOST, NOW, Always(0.5))
    assert next_allowed(HOST, NOW) == until
    assert not spend(HOST, until - SECOND)
    assert spend(HOST, until)
    record_success(HOST, until)
    assert HostBudget.objects.get().failures == 0
    assert record_failure(HOST, until, Always(0.5)) == until + BACKOFF_BASE / 2


def test_the_wait_that_a_host_asked_for_is_kept_to_up_to_a_week(db: None) -> None:
    asked = NOW + timedelta(hours=3)
    assert record_failure("a.example", NOW, Always(0.5), asked) == asked
    assert record_failure("a.example", NOW, Always(0.5)) == asked, "a later failure shortens nothing"
    assert record_failure("b.example", NOW, Always(0.5), NOW - timedelta(hours=1)) == NOW + BACKOFF_BASE / 2
    assert record_failure("c.example", NOW, Always(0.5), NOW + timedelta(days=900)) == NOW + timedelta(days=7)


def test_a_success_of_an_earlier_call_does_not_end_a_pause_that_was_asked_for(db: None) -> None:
    asked = record_failure(HOST, NOW, Always(0.5), NOW + timedelta(hours=3))
    record_success(HOST, NOW + SECOND)
    assert next_allowed(HOST, NOW + SECOND) == asked


def test_a_success_with_an_unknown_host_writes_nothing(db: None) -> None:
    record_success(HOST, NOW)
    assert not HostBudget.objects.exists()


def test_of_two_workers_that_read_the_same_row_one_gets_the_call(db: None) -> None:
    spend(HOST, NOW)
    later = NOW + 10 * SECOND
    first, second = HostBudget.objects.get(), HostBudget.objects.get()
    assert politeness._take(first, later, Limits())
    assert not politeness._take(second, later, Limits())
    assert HostBudget.objects.get().calls_today == 2


def test_a_block_that_came_between_reading_and_taking_is_kept_to(db: None) -> None:
    spend(HOST, NOW)
    row = HostBudget.objects.get()
    record_failure(HOST, NOW, Always(0.5), NOW + timedelta(hours=1))
    assert not politeness._take(row, NOW + 10 * SECOND, Limits())


def test_a_failure_that_came_between_is_counted_beside_ours(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    record_failure(HOST, NOW, Always(0.5))
    read = politeness._row
    stale = HostBudget.objects.get()
    record_failure(HOST, NOW, Always(0.5))
    monkeypatch.setattr(politeness, "_row", lambda *arguments: stale)
    record_failure(HOST, NOW, Always(0.5))
    assert read(HOST, NOW, Limits()).failures == 3


def test_a_clock_that_was_wrong_and_is_put_right_blocks_nobody_for_long(db: None) -> None:
    wrong = NOW + timedelta(days=400)
    assert spend(HOST, wrong, Limits(calls_per_day=1))
    record_failure(HOST, wrong, Always(0.5), wrong + timedelta(hours=1))
    assert next_allowed(HOST, NOW, Limits(calls_per_day=1)) == NOW
    assert spend(HOST, NOW, Limits(calls_per_day=1))
    assert not spend(HOST, NOW + SECOND, Limits(calls_per_day=1))
    assert record_failure(HOST, NOW + SECOND, Always(0.5)) < NOW + timedelta(hours=6)


def test_workers_whose_clocks_differ_a_little_get_no_call_more(db: None) -> None:
    assert spend(HOST, NOW)
    assert not spend(HOST, NOW - 5 * SECOND)


def test_names_of_hosts_and_sources_cannot_meet(db: None) -> None:
    assert host_key("https://Feeds.Example.:443/x?token=1") == "feeds.example"
    assert host_key("http://[::1]:8080/") == "::1"
    assert source_key("feeds.example") == "source:feeds.example"
    assert len(source_key("x" * 900)) == 300
    with pytest.raises(UserError):
        host_key("mailto:x@example.com")


@pytest.mark.parametrize("limits", [{"per_second": 0}, {"per_second": -1}, {"burst": 0.5}])
def test_limits_that_allow_nothing_are_a_mistake(limits: dict[str, float]) -> None:
    with pytest.raises(SystemFault):
        Limits(**limits)


@given(
    st.lists(st.floats(0, 5), min_size=1, max_size=30),
    st.floats(0.2, 5),
    st.integers(1, 5),
)
def test_no_pattern_of_calls_gets_more_than_the_bucket_gives(waits: list[float], per_second: float, burst: int) -> None:
    limits, moment, passed, allowed = Limits(per_second, burst), NOW, 0.0, 0
    row = HostBudget(host=HOST, tokens=burst, refilled_at=NOW, updated_at=NOW)
    for wait in waits:
        moment, passed = moment + timedelta(seconds=wait), passed + wait
        if politeness._next_allowed(row, moment, limits) <= moment:
            row.tokens = max(0.0, politeness._tokens(row, moment, limits) - 1)
            row.refilled_at = moment
            allowed += 1
    assert allowed <= burst + passed * per_second + 0.01
