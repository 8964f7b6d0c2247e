"""The risk that an invoice is paid late, and the days between which its money is expected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from freehold.domain.forecasting.latepay.choosing import chosen_model
from freehold.domain.forecasting.latepay.delays import Delays
from freehold.domain.forecasting.latepay.invoice import Open, Settled
from freehold.domain.forecasting.latepay.rates import ClientRates

#: From so many settled invoices on a risk is told at all.
LEAST_SETTLED = 5
#: What clients did longer ago than so many invoices says little of today.
MOST_LEARNT = 3000


@dataclass(frozen=True, slots=True)
class Risk:
    """The chance that an invoice is paid after its due date, with its 80 % interval, and when the money is expected.

    `n` counts the client's settled invoices behind it, `early` and `late` are the 10 % and 90 % days. `method` is "rate" (the client's
    shrunken rate), "delay" (the client's shrunken delay), "logistic", "known" (the due date has passed) or "none": too few settled
    invoices, the interval says that nothing is known, and all three days are the due date or today.
    """

    probability: float
    low: float
    high: float
    n: int
    expected: date
    early: date
    late: date
    method: str


class LatePay:
    """What settled invoices say about open ones; made by `fit`. `n` is how many there are, `method` which model was chosen."""

    def __init__(self, settled: Sequence[Settled]) -> None:
        self.n = len(settled)
        self._rates = ClientRates(settled)
        self._delays = Delays(settled) if self.n >= LEAST_SETTLED else None
        self._model = chosen_model(settled, self._rates, self._delays) if self._delays else self._rates
        self.method = self._model.name if self._delays else "none"

    def risk(self, invoice: Open, today: date) -> Risk:
        """Return the risk of an invoice that is still open on `today`, given that it was not paid until then."""
        n = self._rates.settled_by(invoice.client)
        if self._delays is None:
            day = max(invoice.due, today)
            return Risk(0.5, 0.0, 1.0, n, day, day, day, "none")
        # No money can have come before the day of issue; today's may still come today.
        waited = max((today - invoice.due).days, (invoice.issued - invoice.due).days) - 1
        expected, early, late = (_day(invoice, self._delays.day(invoice, q, after=waited)) for q in (0.5, 0.1, 0.9))
        if waited >= 0:
            return Risk(1.0, 1.0, 1.0, n, expected, early, late, "known")
        chance = self._still(self._model.chance(invoice), self._delays, invoice, waited)
        low, high = self._rates.interval(chance, invoice.client)
        return Risk(chance, low, high, n, expected, early, late, self.method)

    @staticmethod
    def _still(chance: float, delays: Delays, invoice: Open, waited: float) -> float:
        """Return the chance of a late payment once the days passed without one count: of the ways to be on time some are gone."""
        first = float((invoice.issued - invoice.due).days - 1)
        on_time = max(1e-9, delays.share_by(invoice, 0) - delays.share_by(invoice, first))
        left = min(1.0, max(0.0, delays.share_by(invoice, 0) - delays.share_by(invoice, waited)) / on_time)
        return min(1.0, chance / (chance + (1 - chance) * left)) if chance > 0 else 0.0


def fit(settled: Sequence[Settled], *, as_of: date) -> LatePay:
    """Learn from the invoices that were settled by `as_of`, the `MOST_LEARNT` last ones."""
    by_payment = sorted((one for one in settled if one.paid <= as_of), key=lambda one: one.paid)
    return LatePay(by_payment[-MOST_LEARNT:])


def _day(invoice: Open, days: float) -> date:
    return invoice.due + timedelta(days=round(days))
