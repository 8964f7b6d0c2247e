"""Income tax that clients keep back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from freehold.domain.tax.reasons import TEMPLATES
from freehold.domain.tax.withholding import propose_withholding, withheld

DAY = date(2026, 2, 1)


@pytest.mark.parametrize(
    ("country", "on", "percents"),
    [
        ("ES", DAY, [15, 7]),
        ("IT", DAY, [20]),
        ("PT", date(2024, 12, 31), [25]),
        ("PT", DAY, [23]),
        ("IN", DAY, [10]),
        ("DE", DAY, []),
    ],
)
def test_it_is_proposed_where_it_is_usual(country: str, on: date, percents: list[int]) -> None:
    found = propose_withholding(country, country, on=on, buyer_is_business=True)
    assert [rule.percent for rule in found] == percents
    assert all(rule.reason in TEMPLATES and rule.law for rule in found)


def test_nobody_abroad_and_no_private_person_keeps_anything_back() -> None:
    assert propose_withholding("ES", "FR", on=DAY, buyer_is_business=True) == ()
    assert propose_withholding("ES", "ES", on=DAY, buyer_is_business=False) == ()
    assert propose_withholding("IT", "IT", on=DAY, buyer_is_business=True, small_business=True) == ()


def test_it_is_taken_off_the_net_amount_and_rounded() -> None:
    assert withheld(Decimal("333.33"), Decimal(15), "EUR") == Decimal("50.00")
    assert withheld(Decimal("10.03"), Decimal(15), "EUR") == Decimal("1.50")
    assert withheld(Decimal(1000), Decimal(0), "EUR") == 0
