"""Places of a day: they hold for any 24 hours, whatever the clock does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from freehold.domain.outreach.caps import DAY, domain_of, free_at, ramped

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def test_a_new_sender_begins_with_five_and_gets_three_more_each_day():
    assert ramped(20, None, NOW) == 5
    assert ramped(20, NOW, NOW) == 5
    assert ramped(20, NOW - DAY, NOW) == 8
    assert ramped(20, NOW - 5 * DAY, NOW) == 20
    assert ramped(3, NOW - 5 * DAY, NOW) == 3
    assert ramped(20, NOW + DAY, NOW) == 5  # a clock that was put back
    assert ramped(-1, None, NOW) == 0


def test_a_place_is_free_a_day_after_the_oldest_was_taken():
    taken = [NOW - timedelta(hours=20), NOW - timedelta(hours=3), NOW - timedelta(hours=30)]
    assert free_at(taken, 3, NOW) is None
    assert free_at(taken, 2, NOW) == NOW + timedelta(hours=4)
    assert free_at(taken, 1, NOW) == NOW + timedelta(hours=21)
    assert free_at([], 0, NOW) == NOW + DAY


def test_the_domain_is_what_stands_after_the_at_in_small_letters():
    assert domain_of(" Ann@Big.Example. ") == "big.example"


@given(st.lists(st.integers(-50, 50), max_size=80), st.integers(1, 6))
def test_no_24_hours_hold_more_than_the_cap_however_the_clock_jumps(jumps, cap):
    now, taken = NOW, []
    for hours in jumps:
        now += timedelta(hours=hours)
        if free_at(taken, cap, now) is None:
            taken.append(now)
    for start in taken:
        assert sum(start <= moment < start + DAY for moment in taken) <= cap


@given(st.lists(st.integers(0, 47), max_size=30), st.integers(1, 5))
def test_the_moment_that_is_named_is_free(ages, cap):
    taken = [NOW - timedelta(hours=age) for age in ages]
    free = free_at(taken, cap, NOW)
    if free is not None:
        assert free > NOW
        assert free_at(taken, cap, free) is None
