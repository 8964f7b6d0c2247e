"""Pay of postings, brought to one hour in one currency so that it can be compared."""

from __future__ import annotations

from freehold.domain.matching.pay import HOURS
from freehold.domain.money.exchange import ExchangeRates
from freehold.domain.postings.analysis import Pay

#: Pay an hour outside these bounds, in euro, is taken for a slip of the posting or of its reading.
LEAST, MOST = 2.0, 1000.0


def hourly(pay: Pay | None, currency: str, rates: ExchangeRates) -> float | None:
    """Return the middle of what is paid for an hour in `currency`; None where nothing can be said.

    That is so for fixed sums, whose hours are unknown, for a posting without a currency, and for a currency without a rate.
    """
    if pay is None or pay.kind not in HOURS or not pay.currency:
        return None
    low = pay.min if pay.min is not None else pay.max
    high = pay.max if pay.max is not None else pay.min
    if low is None or high is None or not (rates.knows(pay.currency) and rates.knows(currency)):
        return None
    amount = (low + high) / 2 / HOURS[pay.kind]
    in_euro = float(amount * rates.rate(pay.currency, "EUR"))
    return float(amount * rates.rate(pay.currency, currency)) if LEAST <= in_euro <= MOST else None
