"""Periods: what an address asks for, and the form that asks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from freehold.kit.design.periods import FIRST, Period, read_period

TODAY = date(2026, 5, 17)


def asked(query: str, today: date = TODAY) -> Period:
    return read_period(RequestFactory().get(f"/x?{query}"), today)


@pytest.mark.parametrize(
    ("key", "start", "end"),
    [
        ("month", date(2026, 5, 1), date(2026, 5, 31)),
        ("quarter", date(2026, 4, 1), date(2026, 6, 30)),
        ("year", date(2026, 1, 1), date(2026, 12, 31)),
        ("12m", date(2025, 6, 1), date(2026, 5, 31)),
        ("last-year", date(2025, 1, 1), date(2025, 12, 31)),
        ("all", FIRST, TODAY),
    ],
)
def test_each_period_has_its_days(key: str, start: date, end: date) -> None:
    period = asked(f"period={key}")
    assert (period.key, period.start, period.end, period.query) == (key, start, end, f"period={key}")


def test_without_a_wish_it_is_the_last_twelve_months() -> None:
    period = asked("")
    assert period.key == "12m" and len(period.months()) == 12 and period.label == "The last 12 months"


def test_own_days_count_both_ends_and_may_come_in_any_order() -> None:
    period = asked("period=custom&from=2026-03-31&to=2026-03-01")
    assert (period.start, period.end, period.days) == (date(2026, 3, 1), date(2026, 3, 31), 31)
    assert period.label == "March 1, 2026 to March 31, 2026" and period.query == "period=custom&from=2026-03-01&to=2026-03-31"


@pytest.mark.parametrize(
    "query",
    [
        "period=custom",
        "period=custom&from=x&to=2026-01-01",
        "period=custom&from=0001-01-01&to=9999-12-31",
        "period=nonsense",
        "period=\x00",
    ],
)
def test_a_wish_without_sense_becomes_the_last_twelve_months(query: str) -> None:
    assert asked(query).key == "12m"


def test_the_quarter_of_december_ends_with_the_year() -> None:
    assert asked("period=quarter", date(2026, 12, 31)).end == date(2026, 12, 31)
    assert asked("period=month", date(2024, 2, 29)).end == date(2024, 2, 29)


def test_the_form_keeps_the_other_wishes_of_the_page_and_escapes_them(draw: Callable[..., str]) -> None:
    html = draw("<c-period :period='period' />", period=asked("period=year&base=USD&by=%22%3Cb%3E&page=3&chart=a&as=csv"))
    assert 'name="base" value="USD"' in html and "&quot;&lt;b&gt;" in html and "<b>" not in html
    assert 'name="page"' not in html and 'name="as"' not in html
    assert '<option value="year" selected>' in html and 'value="2026-01-01"' in html and 'method="get"' in html
    assert "January 1, 2026 to December 31, 2026" in html


def test_all_time_says_no_days(draw: Callable[..., str]) -> None:
    assert "1970" not in draw("<c-period :period='period' />", period=asked("period=all")).replace('value="1970-01-01"', "")


@given(st.dates(date(1971, 1, 1), date(2190, 1, 1)), st.sampled_from(["month", "quarter", "year", "12m", "last-year", "all"]))
def test_every_period_begins_before_it_ends_and_holds_its_months(today: date, key: str) -> None:
    period = asked(f"period={key}", today)
    assert period.start <= period.end and period.months()[0] <= period.start and period.months()[-1] <= period.end
    assert key == "last-year" or period.start <= today <= period.end
