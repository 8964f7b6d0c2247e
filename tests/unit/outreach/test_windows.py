"""Hours of the reader, across changes of the clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freehold.domain.errors import SystemFault
from freehold.domain.outreach.windows import Window, is_open, next_open, reader_zone
from freehold.domain.outreach.zones import known, zone_of

ZONES = (
    "Europe/Berlin",
    "America/Chicago",
    "Australia/Lord_Howe",
    "Asia/Kolkata",
    "Africa/Cairo",
    "America/Santiago",
    "UTC",
    "Asia/Beirut",
)


def at(zone: str, *parts: int) -> datetime:
    return datetime(*parts, tzinfo=ZoneInfo(zone)).astimezone(UTC)


def test_every_known_country_has_a_zone_that_exists():
    assert len(known()) > 240
    for country in known():
        ZoneInfo(zone_of(country))


def test_a_country_with_several_zones_is_read_in_the_middle():
    assert reader_zone("us") == "America/Chicago"
    assert reader_zone("DE") == "Europe/Berlin"
    assert reader_zone("UK") == "Europe/London"
    assert reader_zone("??") == "UTC"


def test_the_window_opens_on_monday_morning_after_friday_evening():
    friday = at("Europe/Berlin", 2026, 11, 27, 17, 0)
    assert next_open(Window(), "Europe/Berlin", friday) == at("Europe/Berlin", 2026, 11, 30, 9, 0)


def test_the_hour_stays_the_readers_when_clocks_change():
    before = at("Europe/Berlin", 2026, 10, 23, 18, 0)
    assert next_open(Window(), "Europe/Berlin", before) == datetime(2026, 10, 26, 8, 0, tzinfo=UTC)
    assert next_open(Window(weekdays=frozenset({4})), "Europe/Berlin", before - timedelta(days=7)) == datetime(
        2026, 10, 23, 7, 0, tzinfo=UTC
    )


def test_an_opening_hour_that_the_clock_jumps_over_begins_after_the_jump():
    sunday = Window(2, 5, frozenset({6}))
    opens = next_open(sunday, "Europe/Berlin", at("Europe/Berlin", 2026, 3, 28, 12, 0))
    assert opens.astimezone(ZoneInfo("Europe/Berlin")).hour == 3


def test_a_window_that_the_clock_jumps_over_wholly_opens_the_next_time():
    swallowed = Window(2, 3, frozenset({6}))
    opens = next_open(swallowed, "Europe/Berlin", at("Europe/Berlin", 2026, 3, 28, 12, 0))
    assert opens.astimezone(ZoneInfo("Europe/Berlin")).date().isoformat() == "2026-04-05"


@pytest.mark.parametrize("window", [(9, 9, {0}), (17, 9, {0}), (9, 25, {0}), (-1, 9, {0}), (9, 17, set()), (9, 17, {7})])
def test_a_window_that_is_never_open_is_refused(window):
    with pytest.raises(SystemFault, match="never open"):
        Window(window[0], window[1], frozenset(window[2]))


WINDOWS = st.builds(
    lambda start, length, days: Window(start, min(start + length, 24), frozenset(days)),
    st.integers(0, 23),
    st.integers(1, 12),
    st.sets(st.integers(0, 6), min_size=1),
)
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2029, 12, 31), timezones=st.just(UTC))


@given(WINDOWS, st.sampled_from(ZONES), MOMENTS)
def test_the_next_opening_is_open_and_none_is_earlier(window, zone, now):
    opens = next_open(window, zone, now)
    assert opens >= now
    assert is_open(window, zone, opens)
    moment = now
    for _step in range(60):  # half hours, so that no opening is stepped over
        if moment >= opens:
            break
        assert not is_open(window, zone, moment)
        moment += timedelta(minutes=30)
    if opens > now:
        assert not is_open(window, zone, opens - timedelta(seconds=1))


@given(WINDOWS, st.sampled_from(ZONES), MOMENTS)
def test_open_means_the_readers_hour_and_day(window, zone, now):
    local = now.astimezone(ZoneInfo(zone))
    assert is_open(window, zone, now) == (window.start <= local.hour < window.end and local.weekday() in window.weekdays)
