"""Opening hours and the time by which a person has usually answered."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freehold.domain.conversation.hours import DAYS, expected_by, is_open

BERLIN = ZoneInfo("Europe/Berlin")
ZONES = [ZoneInfo(name) for name in ("UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Apia")]
OFFICE = {day: [["09:00", "12:00"], ["13:00", "17:00"]] for day in DAYS[:5]}


def berlin(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


def times() -> st.SearchStrategy[str]:
    return st.builds(lambda hour, minute: f"{hour:02}:{minute:02}", st.integers(0, 23), st.sampled_from([0, 15, 30, 59]))


def spans() -> st.SearchStrategy[list[str]]:
    return st.tuples(times(), times()).map(lambda pair: sorted(pair))


weeks = st.dictionaries(st.sampled_from(DAYS), st.lists(spans(), max_size=3), max_size=7)
moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)).map(lambda one: one.replace(tzinfo=UTC))


def opens(week: dict[str, list[list[str]]]) -> bool:
    return any(start < end for pairs in week.values() for start, end in pairs)


@given(weeks, st.integers(0, 200), st.sampled_from(ZONES), moments)
def test_the_answer_never_comes_before_the_question(week, hours, zone, now):
    assert expected_by(week, hours, zone, now) >= now


@given(weeks.filter(opens), st.integers(0, 100), st.sampled_from(ZONES), moments)
def test_the_answer_comes_while_it_is_open(week, hours, zone, now):
    by = expected_by(week, hours, zone, now)
    # The end of an opening time is the last moment at which an answer may come.
    assert is_open(week, zone, by) or is_open(week, zone, by - timedelta(microseconds=1)) or is_open(week, zone, by - timedelta(minutes=1))


@given(weeks, st.integers(0, 23), st.sampled_from(ZONES), moments, st.integers(0, 10_000))
def test_who_asks_later_is_not_answered_earlier(week, hours, zone, now, minutes):
    assert expected_by(week, hours, zone, now) <= expected_by(week, hours, zone, now + timedelta(minutes=minutes))


@given(weeks, st.integers(0, 22), st.sampled_from(ZONES), moments)
def test_more_hours_are_never_sooner(week, hours, zone, now):
    assert expected_by(week, hours, zone, now) <= expected_by(week, hours + 1, zone, now)


@given(st.integers(0, 500), st.sampled_from(ZONES), moments)
def test_without_hours_it_is_simply_so_many_hours_later(hours, zone, now):
    assert expected_by({}, hours, zone, now) == now + timedelta(hours=hours)
    assert is_open({}, zone, now)


@pytest.mark.parametrize(
    ("asked", "hours", "by"),
    [
        ("2026-11-23 10:00", 1, "2026-11-23 11:00"),
        ("2026-11-23 11:30", 1, "2026-11-23 13:30"),  # over lunch
        ("2026-11-27 16:30", 2, "2026-11-30 10:30"),  # from Friday to Monday
        ("2026-11-28 11:00", 2, "2026-11-30 11:00"),  # asked on a Saturday
        ("2026-11-27 16:00", 24, "2026-11-30 16:00"),  # "within a day" on a Friday
        ("2026-11-28 11:00", 24, "2026-12-01 09:00"),  # … on a Saturday: Tuesday morning
        ("2026-11-23 10:00", 48, "2026-11-25 10:00"),
        ("2026-11-23 07:00", 0, "2026-11-23 09:00"),
        ("2026-12-24 10:00", 24, "2026-12-25 10:00"),  # holidays are not known
    ],
)
def test_the_time_is_as_a_person_would_count_it(asked, hours, by):
    assert expected_by(OFFICE, hours, BERLIN, berlin(asked)) == berlin(by)


def test_hours_pass_as_they_pass_when_summer_time_ends():
    night = {"sun": [["01:00", "06:00"]]}
    # On 25 October 2026 the hour from two to three comes twice.
    assert expected_by(night, 2, BERLIN, berlin("2026-10-25 01:30")) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert expected_by(night, 4, BERLIN, berlin("2026-10-25 01:00")).astimezone(BERLIN).hour == 4


def test_hours_pass_as_they_pass_when_summer_time_begins():
    night = {"sun": [["01:00", "06:00"]]}
    # On 29 March 2026 there is no hour from two to three.
    assert expected_by(night, 2, BERLIN, berlin("2026-03-29 01:00")) == berlin("2026-03-29 04:00").astimezone(UTC)


def test_an_hour_that_the_clock_jumps_over_is_never_open():
    gone = {"sun": [["02:00", "03:00"]]}
    day = datetime(2026, 3, 29, tzinfo=UTC)
    assert not any(is_open(gone, BERLIN, day + timedelta(minutes=minute)) for minute in range(0, 24 * 60, 5))
    assert expected_by(gone, 0, BERLIN, day) >= day


@given(st.dictionaries(st.sampled_from([*DAYS, "holiday"]), st.lists(st.lists(st.text(max_size=6), max_size=3), max_size=3)), moments)
def test_hours_that_are_no_hours_break_nothing(week, now):
    assert expected_by(week, 5, BERLIN, now) >= now
