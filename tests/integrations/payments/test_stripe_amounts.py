"""Amounts go to Stripe and come back unchanged, or do not go at all."""

from __future__ import annotations

from decimal import Decimal

from babel.core import get_global
from hypothesis import given
from hypothesis import strategies as st

from freehold.domain.payments import ProviderRefused
from freehold.integrations.payments.stripe_amounts import from_stripe, to_stripe

CURRENCIES = sorted(set(get_global("all_currencies")))
AMOUNTS = st.decimals(min_value=Decimal("0.001"), max_value=Decimal(10**9), places=3)


@given(amount=AMOUNTS, currency=st.sampled_from(CURRENCIES))
def test_what_is_taken_is_exactly_what_was_asked(amount: Decimal, currency: str):
    try:
        units = to_stripe(amount, currency)
    except ProviderRefused:
        return
    assert units > 0
    assert from_stripe(units, currency) == amount


@given(units=st.integers(min_value=1, max_value=10**11), currency=st.sampled_from(["EUR", "JPY", "GBP", "KRW"]))
def test_every_number_of_units_is_an_amount_that_is_taken(units: int, currency: str):
    assert to_stripe(from_stripe(units, currency), currency) == units
