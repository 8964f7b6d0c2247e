"""Exchange rates for sums over years: what one unit was worth on any day, without asking the database for each day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import lru_cache

from freehold.apps.billing.models import DailyRates
from freehold.domain.errors import SystemFault
from freehold.domain.money.exchange import ExchangeRates
from freehold.integrations.currency import exchange_rates

#: Rates are kept to so many decimals, as papers keep theirs.
STEP = Decimal("0.0000000001")


class DayRates:
    """The rates of days, as the European Central Bank gave them; newer tables that were read online are asked for once."""

    def __init__(self) -> None:
        self._newer: list[tuple[date, dict[str, str]]] | None = None

    def rate(self, day: date, source: str, target: str) -> Decimal | None:
        """Return what one unit of `source` was worth in `target` on `day` (or the last day before it), None when nobody says."""
        if source == target:
            return Decimal(1)
        found = _bundled(day, source, target)
        last = _last_bundled()
        if day <= last:
            return found
        newer = next((table for as_of, table in self._tables(last) if as_of <= day), None)
        return found if newer is None else _between({**_newest_bundled(), **newer}, source, target) or found

    def _tables(self, last: date) -> list[tuple[date, dict[str, str]]]:
        if self._newer is None:
            rows = DailyRates.objects.filter(as_of__gt=last).order_by("-as_of")
            self._newer = list(rows.values_list("as_of", "per_euro"))
        return self._newer


@lru_cache(maxsize=20_000)
def _bundled(day: date, source: str, target: str) -> Decimal | None:
    try:
        table = exchange_rates(day)
    except SystemFault:  # older than the history
        return None
    return table.rate(source, target).quantize(STEP) if table.knows(source) and table.knows(target) else None


@lru_cache(maxsize=1)
def _last_bundled() -> date:
    return exchange_rates().as_of


def _newest_bundled() -> dict[str, str]:
    return {currency: str(rate) for currency, rate in exchange_rates().per_euro.items()}


def _between(per_euro: dict[str, str], source: str, target: str) -> Decimal | None:
    table = ExchangeRates(as_of=date.min, per_euro={currency: Decimal(rate) for currency, rate in per_euro.items()})
    return table.rate(source, target).quantize(STEP) if table.knows(source) and table.knows(target) else None
