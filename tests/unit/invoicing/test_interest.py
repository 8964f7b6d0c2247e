"""Late interest by law and by terms, with every stretch shown."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freehold.domain.errors import UserError
from freehold.domain.invoicing.base_rates import base_rate
from freehold.domain.invoicing.interest import by_law, by_terms

D = Decimal


def law(amount="1000", *, due="2025-03-31", until="2025-04-30", country="DE", business=True, **more):
    return by_law(
        D(amount), "EUR", due_on=date.fromisoformat(due), until=date.fromisoformat(until), country=country, business=business, **more
    )


def test_a_business_in_germany_pays_nine_points_above_the_base_rate_and_forty_euro() -> None:
    found = law()
    (row,) = found.stretches
    assert (row.start, row.days, row.percent) == (date(2025, 4, 1), 30, D("11.27"))
    assert found.total == row.interest == D("9.26")
    assert (found.lump_sum, found.lump_currency, found.basis, found.assumed) == (40, "EUR", "§ 288 Abs. 2 und 5 BGB", False)


def test_a_private_person_pays_five_points_and_no_lump_sum() -> None:
    found = law(business=False)
    assert (found.stretches[0].percent, found.lump_sum) == (D("7.27"), 0)


def test_a_new_half_year_brings_its_own_rate() -> None:
    found = law(due="2025-06-15", until="2025-07-15")
    assert [(row.days, row.percent) for row in found.stretches] == [(15, D("11.27")), (15, D("10.27"))]


def test_a_part_payment_bears_interest_up_to_its_day() -> None:
    found = law(payments=[(date(2025, 4, 10), D(400)), (date(2025, 6, 1), D(600))])
    assert [(row.days, row.principal) for row in found.stretches] == [(10, 1000), (20, 600)]
    assert law(payments=[(date(2025, 3, 1), D(1000))]).total == 0


@pytest.mark.parametrize(
    ("country", "percent", "lump"),
    [("FR", "13.15", 40), ("NL", "11.15", 40), ("AT", "11.73", 40), ("GB", "12.75", 70)],
)
def test_other_laws_have_their_own_points(country: str, percent: str, lump: int) -> None:
    found = law(country=country)
    assert (found.stretches[0].percent, found.lump_sum) == (D(percent), lump)


def test_where_no_law_is_known_or_nothing_is_late_there_is_none() -> None:
    assert law(country="US") is None
    assert law(country="FR", business=False) is None
    assert law(until="2025-03-31") is None
    assert by_terms(D(10), "EUR", due_on=date(2025, 1, 1), until=date(2025, 1, 1), percent=D(5)) is None


def test_a_half_year_beyond_the_table_says_that_it_is_assumed() -> None:
    assert base_rate("ECB", date(2026, 1, 1)).assumed is False
    assert base_rate("ECB", date(2031, 1, 1)).assumed is True
    assert law(due="2030-12-31", until="2031-01-31").assumed is True


def test_terms_name_their_own_rate() -> None:
    found = by_terms(D(365), "EUR", due_on=date(2025, 1, 1), until=date(2026, 1, 1), percent=D(10))
    assert (found.total, found.basis, found.lump_sum) == (D("36.50"), "terms", 0)
    for wrong in (D(-1), D(101)):
        with pytest.raises(UserError, match="from 0 to 100"):
            by_terms(D(1), "EUR", due_on=date(2025, 1, 1), until=date(2026, 1, 1), percent=wrong)


@given(
    amount=st.decimals(min_value=1, max_value=100_000, places=2),
    due=st.dates(min_value=date(2018, 1, 1), max_value=date(2026, 1, 1)),
    days=st.integers(1, 900),
    paid=st.lists(st.tuples(st.integers(-20, 900), st.decimals(min_value=0, max_value=500, places=2)), max_size=4),
)
def test_the_stretches_cover_every_day_once_and_sum_up(amount, due, days, paid) -> None:
    payments = [(due + timedelta(days=after), part) for after, part in paid]
    found = by_law(amount, "EUR", due_on=due, until=due + timedelta(days=days), country="DE", business=True, payments=payments)
    assert found.total == sum(row.interest for row in found.stretches)
    for row, following in zip(found.stretches, found.stretches[1:], strict=False):
        assert row.end < following.start and row.principal >= following.principal
    if not payments:
        assert sum(row.days for row in found.stretches) == days
    assert all(row.days == (row.end - row.start).days + 1 for row in found.stretches)
