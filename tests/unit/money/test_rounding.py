"""Rounding of money to the minor unit."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freehold.domain.money.rounding import (
    document_digits,
    minor_digits,
    percent_of,
    round_money,
    shared_out,
)

amounts = st.decimals(min_value=-10_000_000, max_value=10_000_000, places=5)


@pytest.mark.parametrize(
    ("amount", "currency", "expected"),
    [
        ("0.125", "EUR", "0.13"),
        ("-0.125", "EUR", "-0.13"),
        ("1.005", "EUR", "1.01"),
        ("1234.50", "JPY", "1235"),
        ("0.0005", "KWD", "0.001"),
        ("-0.001", "EUR", "0.00"),
        ("1", "CLF", "1.0000"),
    ],
)
def test_a_half_is_rounded_away_from_zero_to_the_minor_unit(amount: str, currency: str, expected: str) -> None:
    rounded = round_money(Decimal(amount), currency)
    assert str(rounded) == expected


def test_documents_never_have_more_than_two_decimals() -> None:
    assert [minor_digits(code) for code in ("JPY", "EUR", "KWD")] == [0, 2, 3]
    assert [document_digits(code) for code in ("JPY", "EUR", "KWD")] == [0, 2, 2]


def test_percent_is_exact() -> None:
    assert percent_of(Decimal("99.99"), Decimal("7.7")) == Decimal("7.69923")


@given(amount=amounts, currency=st.sampled_from(["EUR", "JPY", "KWD", "USD"]))
def test_rounding_is_symmetric_idempotent_and_never_further_than_half_a_unit(amount: Decimal, currency: str) -> None:
    rounded = round_money(amount, currency)
    assert round_money(rounded, currency) == rounded == -round_money(-amount, currency)
    assert abs(rounded - amount) * 2 <= Decimal(1).scaleb(-minor_digits(currency))


@given(amount=amounts, weights=st.lists(st.decimals(min_value=0, max_value=1000, places=2), max_size=12), digits=st.integers(0, 3))
def test_parts_add_up_and_none_is_further_than_a_unit_from_its_share(amount: Decimal, weights: list[Decimal], digits: int) -> None:
    parts = shared_out(amount, weights, digits)
    assert len(parts) == len(weights)
    if weights:
        whole = round(amount, 5).quantize(Decimal(1).scaleb(-digits), rounding="ROUND_HALF_UP")
        assert sum(parts) == whole
        total = sum(weights) or Decimal(len(weights))
        for weight, part in zip(weights, parts, strict=True):
            share = whole * (weight if sum(weights) else 1) / total
            assert abs(part - share) <= Decimal(1).scaleb(-digits)
