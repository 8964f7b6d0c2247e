"""One currency to count in: what an amount of any currency is worth there, by the rate that was kept with its paper."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal

from freehold.apps.billing.selectors.insights_rates import STEP, DayRates

ONE = Decimal(1)


class Exchange:
    """Turns amounts into the base currency and counts what has no rate, by currency: those amounts are left out of every sum.

    A paper in the base currency counts as it stands. Another one counts by the rate that was kept with it (units of the workspace's
    currency `home`). Where the base is not the workspace's currency, that is turned over by the European Central Bank's rate of the first
    day of the month, so that all rows of a month are turned over alike.
    """

    def __init__(self, home: str, base: str) -> None:
        self.home, self.base = home, base
        self.left_out: Counter[str] = Counter()
        self._days = DayRates()
        self._months: dict[tuple[int, int], Decimal | None] = {}

    def kept(self, currency: str, rate: Decimal | None, day: date) -> Decimal | None:
        """Return how many units of the base currency one unit is worth, by the rate kept with a paper of `day`; None when not known."""
        if currency == self.base:
            return ONE
        at_home = ONE if currency == self.home else rate
        if at_home is None or self.base == self.home:
            return at_home
        over = self._turned(day)
        return None if over is None else (at_home * over).quantize(STEP)

    def of_day(self, currency: str, day: date) -> Decimal | None:
        """Return what one unit was worth in the base currency on a day, by the European Central Bank; None when not known."""
        return ONE if currency == self.base else self._days.rate(day, currency, self.base)

    def missing(self, currency: str, n: int = 1) -> None:
        """Count `n` amounts that cannot be shown in the base currency."""
        self.left_out[currency] += n

    def _turned(self, day: date) -> Decimal | None:
        key = (day.year, day.month)
        if key not in self._months:
            self._months[key] = self._days.rate(day.replace(day=1), self.home, self.base)
        return self._months[key]
