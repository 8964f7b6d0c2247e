"""Periods that come again: no drift, no gap, none twice."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freehold.domain.errors import UserError
from freehold.domain.invoicing.recurrence import MOST_AT_ONCE, Rule, due_periods, in_force, next_period


def starts(rule: Rule, today: date, done=()) -> list[str]:
    return [period.start.isoformat() for period in due_periods(rule, today=today, done=done)]


def test_the_31st_is_clamped_and_comes_back() -> None:
    rule = Rule(unit="month", starts_on=date(2031, 1, 31))
    assert starts(rule, date(2031, 5, 31)) == ["2031-01-31", "2031-02-28", "2031-03-31", "2031-04-30", "2031-05-31"]
    assert rule.period(0).end == date(2031, 2, 27)


def test_a_leap_day_comes_back_every_fourth_year() -> None:
    rule = Rule(unit="year", starts_on=date(2028, 2, 29))
    assert starts(rule, date(2032, 3, 1)) == ["2028-02-29", "2029-02-28", "2030-02-28", "2031-02-28", "2032-02-29"]


@pytest.mark.parametrize(
    ("unit", "every", "second"),
    [
        ("week", 1, "2031-01-13"),
        ("week", 2, "2031-01-20"),
        ("month", 2, "2031-03-06"),
        ("quarter", 1, "2031-04-06"),
        ("year", 1, "2032-01-06"),
    ],
)
def test_units_and_their_multiples(unit, every: int, second: str) -> None:
    rule = Rule(unit=unit, every=every, starts_on=date(2031, 1, 6))
    assert rule.period(1).start.isoformat() == second


def test_in_arrears_a_period_is_due_when_it_is_over() -> None:
    rule = Rule(unit="month", starts_on=date(2031, 1, 1), in_advance=False)
    assert starts(rule, date(2031, 1, 31)) == []
    assert starts(rule, date(2031, 2, 1)) == ["2031-01-01"]


def test_after_a_long_sleep_every_missed_period_is_due_once() -> None:
    rule = Rule(unit="month", starts_on=date(2031, 1, 1))
    assert starts(rule, date(2031, 6, 1), done=[date(2031, 1, 1), date(2031, 3, 1)]) == [
        "2031-02-01",
        "2031-04-01",
        "2031-05-01",
        "2031-06-01",
    ]
    weekly = Rule(unit="week", starts_on=date(2001, 1, 1))
    assert len(due_periods(weekly, today=date(2031, 1, 1))) == MOST_AT_ONCE


def test_the_end_of_a_plan_cuts_the_last_period() -> None:
    rule = Rule(unit="month", starts_on=date(2031, 1, 1), ends_on=date(2031, 3, 15))
    found = due_periods(rule, today=date(2032, 1, 1))
    assert [period.end.isoformat() for period in found] == ["2031-01-31", "2031-02-28", "2031-03-15"]
    assert next_period(rule, done=[period.start for period in found]) is None
    arrears = Rule(unit="month", starts_on=date(2031, 1, 1), ends_on=date(2031, 3, 15), in_advance=False)
    assert len(due_periods(arrears, today=date(2031, 3, 16))) == 3


def test_a_price_changes_from_its_day() -> None:
    changes = [(date(2031, 7, 1), "120"), (date(2031, 3, 1), "110")]
    assert [in_force("100", changes, date(2031, month, 1)) for month in (1, 3, 6, 7)] == ["100", "110", "110", "120"]


@pytest.mark.parametrize(
    "wrong",
    [{"unit": "moon"}, {"every": 0}, {"every": 1000}, {"ends_on": date(2030, 1, 1)}],
)
def test_a_rule_that_makes_no_sense_is_refused(wrong: dict) -> None:
    with pytest.raises(UserError, match="Nothing was changed"):
        Rule(**{"unit": "month", "starts_on": date(2031, 1, 1), **wrong})


rules = st.builds(
    Rule,
    unit=st.sampled_from(["week", "month", "quarter", "year"]),
    every=st.integers(1, 5),
    starts_on=st.dates(min_value=date(2020, 1, 1), max_value=date(2040, 12, 31)),
    in_advance=st.booleans(),
)


@given(rules, st.integers(0, 40))
def test_periods_touch_and_never_overlap(rule: Rule, index: int) -> None:
    assert rule.period(index).end + timedelta(days=1) == rule.period(index + 1).start
    assert rule.period(index).start <= rule.period(index).end


@given(rules, st.lists(st.integers(0, 500), min_size=1, max_size=8))
def test_whenever_the_program_wakes_every_period_comes_exactly_once(rule: Rule, sleeps: list[int]) -> None:
    done: list[date] = []
    today = rule.starts_on
    for days in sleeps:
        today += timedelta(days=days)
        while batch := due_periods(rule, today=today, done=done):
            done += [period.start for period in batch]
    assert len(done) == len(set(done))
    expected, index = [], 0
    while rule.due_on(rule.period(index)) <= today:
        expected.append(rule.period(index).start)
        index += 1
    assert done == expected


def test_the_end_of_the_calendar_ends_the_plan() -> None:
    rule = Rule(unit="year", every=100, starts_on=date(9990, 1, 1))
    assert due_periods(rule, today=date.max) == []
