"""Dated tax rates: what was in force, and what never was."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from freehold.domain.errors import UserError
from freehold.domain.tax.places import EU, in_eu, tax_region
from freehold.domain.tax.rates import _table, check_rate, has_table, rates_on, standard_rate


@pytest.mark.parametrize(
    ("country", "region", "day", "percent"),
    [
        ("DE", "", "2020-06-30", "19"),
        ("DE", "", "2020-07-01", "16"),
        ("DE", "", "2020-12-31", "16"),
        ("DE", "", "2021-01-01", "19"),
        ("EE", "", "2023-12-31", "20"),
        ("EE", "", "2024-01-01", "22"),
        ("EE", "", "2025-07-01", "24"),
        ("RO", "", "2025-07-31", "19"),
        ("RO", "", "2025-08-01", "21"),
        ("SK", "", "2025-01-01", "23"),
        ("FI", "", "2024-08-31", "24"),
        ("FI", "", "2024-09-01", "25.5"),
        ("LU", "", "2023-06-01", "16"),
        ("LU", "", "2024-01-01", "17"),
        ("IE", "", "2020-12-01", "21"),
        ("CH", "", "2023-12-31", "7.7"),
        ("CH", "", "2024-01-01", "8.1"),
        ("GB", "", "2025-01-01", "20"),
        ("CA", "ON", "2025-01-01", "13"),
        ("CA", "NS", "2025-04-01", "14"),
        ("CA", "AB", "2025-04-01", "5"),
        ("ES", "CN", "2025-01-01", "7"),
        ("PT", "20", "2025-01-01", "16"),
        ("IN", "", "2025-01-01", "18"),
        ("AU", "", "2025-01-01", "10"),
    ],
)
def test_the_standard_rate_of_a_day_is_known(country: str, region: str, day: str, percent: str) -> None:
    rate = standard_rate(country, date.fromisoformat(day), region)
    assert rate is not None and rate.percent == Decimal(percent)
    assert rate.source and rate.checked_on


@pytest.mark.parametrize("country", sorted(EU))
def test_every_member_state_has_one_standard_rate_on_every_day_since_2018(country: str) -> None:
    day = date(2018, 1, 1)
    while day < date(2027, 1, 1):
        assert sum(rate.kind == "standard" for rate in rates_on(country, day)) == 1, day
        assert Decimal(15) <= rates_on(country, day)[0].percent <= Decimal(27)
        day += timedelta(days=13)


def test_no_two_rates_of_a_kind_and_percentage_overlap() -> None:
    for rows in _table().values():
        for row in rows:
            twins = [other for other in rows if other is not row and other.percent == row.percent and other.holds(row.start)]
            assert not twins, (row, twins)


def test_a_rate_that_did_not_exist_is_refused_with_those_that_did() -> None:
    with pytest.raises(UserError, match=r"no tax rate of 16 % in DE on 2026-01-01.*19 %, 7 %, 0 %"):
        check_rate("DE", Decimal("16.00"), date(2026, 1, 1))
    assert check_rate("DE", Decimal("16.00"), date(2020, 8, 1)).kind == "standard"
    assert check_rate("IN", Decimal(40), date(2025, 9, 22)).kind == "reduced"
    with pytest.raises(UserError, match=r"12 %"):
        check_rate("IN", Decimal(12), date(2025, 9, 22))


def test_a_country_without_a_table_is_named() -> None:
    assert not has_table("BR") and has_table("NO") and rates_on("US", date(2025, 1, 1)) == ()
    with pytest.raises(UserError, match="No tax rates of BR"):
        check_rate("BR", Decimal(17), date(2025, 1, 1))


def test_places_count_as_the_vat_area_sees_them() -> None:
    today = date(2026, 1, 1)
    assert in_eu("EL", today) and in_eu("MC", today) and not in_eu("CH", today)
    assert in_eu("GB", date(2020, 12, 31)) and not in_eu("UK", today)
    assert not in_eu("ES", today, tax_region("ES", "Islas Canarias"))
    assert tax_region("CA", "Québec") == "QC" and tax_region("CA", "on") == "ON" and tax_region("DE", "Bayern") == ""
