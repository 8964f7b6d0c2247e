"""Conversion between currencies of one day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from freehold.domain.errors import UserError
from freehold.domain.money.exchange import ExchangeRates
from freehold.integrations.currency import exchange_rates

RATES = ExchangeRates(date(2030, 1, 2), {"USD": Decimal("1.25"), "GBP": Decimal("0.80")})


def test_amounts_convert_through_the_euro() -> None:
    assert RATES.convert(Decimal(100), "EUR", "USD") == Decimal(125)
    assert RATES.convert(Decimal(125), "USD", "GBP") == Decimal(80)
    assert RATES.convert(Decimal(7), "XXX", "XXX") == Decimal(7)


def test_an_unknown_currency_is_refused_with_what_to_do() -> None:
    with pytest.raises(UserError, match="Enter the rate by hand"):
        RATES.convert(Decimal(1), "EUR", "XXX")


def test_the_bundled_history_gives_a_day_and_pegged_currencies() -> None:
    newest, old = exchange_rates(), exchange_rates(date(2015, 6, 1))
    assert old.as_of <= date(2015, 6, 1) < newest.as_of
    assert newest.knows("USD") and newest.knows("AED") and not newest.knows("XXX")
