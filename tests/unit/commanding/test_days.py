"""Days inside sentences."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freehold.domain.commanding import find_days, find_period

SUNDAY = date(2026, 11, 22)


def days(text: str, lean="past", today: date = SUNDAY) -> list[date]:
    return [one.value for one in find_days(text, today, lean=lean)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("log 2h for Acme yesterday", date(2026, 11, 21)),
        ("vorgestern", date(2026, 11, 20)),
        ("on Friday", date(2026, 11, 20)),
        ("last Monday", date(2026, 11, 16)),
        ("am letzten Dienstag", date(2026, 11, 17)),
        ("next Friday", date(2026, 11, 27)),
        ("nächsten Mittwoch", date(2026, 11, 25)),
        ("3.11.", date(2026, 11, 3)),
        ("am 5.12. anrufen", date(2025, 12, 5)),
        ("3. November 2025", date(2025, 11, 3)),
        ("November 3, 2024", date(2024, 11, 3)),
        ("2026-02-28", date(2026, 2, 28)),
        ("3/11/26", date(2026, 11, 3)),
        ("vor 3 Tagen", date(2026, 11, 19)),
        ("two weeks ago", date(2026, 11, 8)),
        ("in two weeks", date(2026, 12, 6)),
        ("in 3 Monaten", date(2027, 2, 22)),
        ("by the end of the month", date(2026, 11, 30)),
        ("nächste Woche", date(2026, 11, 23)),
        ("guten morgen", None),
        ("31.11.", None),
        ("version 3.11", None),
    ],
)
def test_a_day_is_read_as_people_write_it(text, expected):
    assert days(text) == ([expected] if expected else [])


def test_a_day_without_a_year_leans_to_where_the_command_looks():
    assert days("5.12.", "past") == [date(2025, 12, 5)]
    assert days("5.12.", "future") == [date(2026, 12, 5)]
    assert days("Sunday", "past") == [SUNDAY]
    assert days("Sunday", "future") == [SUNDAY + timedelta(days=7)]


@given(st.dates(date(2001, 1, 1), date(2090, 12, 31)))
def test_a_written_day_is_read_back(day):
    assert days(f"on {day.isoformat()} please") == [day]
    assert days(f"am {day.day}.{day.month}.{day.year} bitte") == [day]


@given(st.text(max_size=200), st.sampled_from(["past", "future", "near"]))
def test_whatever_is_typed_is_answered_with_places_in_it(text, lean):
    for one in find_days(text, SUNDAY, lean=lean):
        assert text[one.start : one.end] == one.words
    period = find_period(text, SUNDAY)
    assert period is None or period.value.start <= period.value.end


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("income last month", date(2026, 10, 1), date(2026, 10, 31)),
        ("Umsatz dieses Jahr", date(2026, 1, 1), date(2026, 12, 31)),
        ("letztes Quartal", date(2026, 7, 1), date(2026, 9, 30)),
        ("Q1 2025", date(2025, 1, 1), date(2025, 3, 31)),
        ("in February", date(2026, 2, 1), date(2026, 2, 28)),
        ("in December", date(2025, 12, 1), date(2025, 12, 31)),
        ("this week", date(2026, 11, 16), date(2026, 11, 22)),
        ("last 30 days", date(2026, 10, 24), date(2026, 11, 22)),
        ("earned in 2025", date(2025, 1, 1), date(2025, 12, 31)),
    ],
)
def test_a_period_has_its_first_and_last_day(text, start, end):
    found = find_period(text, SUNDAY)
    assert found is not None
    assert (found.value.start, found.value.end) == (start, end)
