"""Exchange rates of one day, and conversion between any two currencies of the table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from freehold.domain.errors import UserError

EURO = "EUR"


@dataclass(frozen=True, slots=True)
class ExchangeRates:
    """What one euro was worth on the day `as_of`: units of each currency (ISO 4217 code, upper case) per euro.

    The euro itself need not be in the table.
    """

    as_of: date
    per_euro: Mapping[str, Decimal]

    def knows(self, currency: str) -> bool:
        """Tell whether amounts in `currency` can be converted."""
        return currency == EURO or self.per_euro.get(currency, Decimal(0)) > 0

    def rate(self, source: str, target: str) -> Decimal:
        """Return how many units of `target` one unit of `source` is worth. Raises UserError for an unknown currency."""
        if source == target:
            return Decimal(1)
        return self._per_euro(target) / self._per_euro(source)

    def convert(self, amount: Decimal, source: str, target: str) -> Decimal:
        """Return `amount` of `source` in `target`, not rounded. Raises UserError for an unknown currency."""
        return amount if source == target else amount * self._per_euro(target) / self._per_euro(source)

    def _per_euro(self, currency: str) -> Decimal:
        if currency == EURO:
            return Decimal(1)
        rate = self.per_euro.get(currency)
        if rate is None or rate <= 0:
            raise UserError(
                f"There is no exchange rate for {currency or 'an unnamed currency'} on {self.as_of}. Nothing was converted. Enter the "
                f"rate by hand."
            )
        return rate
