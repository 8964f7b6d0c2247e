"""What postings pay: the range of the middle half, and the middle with an interval, from a counted number of postings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import comb

#: Below so many nothing is said: the ends of five do not hold the middle with 95 %.
FEWEST = 6
_LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Market:
    """`n` postings pay from `low` to `high` (the middle half); their middle is `median`, which for all such postings lies with 95 %
    between `median_low` and `median_high`. Amounts are of one kind in one currency.
    """

    n: int
    low: Decimal
    median: Decimal
    high: Decimal
    median_low: Decimal
    median_high: Decimal
    currency: str


def market_of(amounts: Sequence[Decimal], currency: str) -> Market | None:
    """Return what the amounts tell, or None of fewer than FEWEST. The interval is that of the order statistics: it assumes no shape."""
    ordered = sorted(amount for amount in amounts if amount > 0)
    n = len(ordered)
    if n < FEWEST:
        return None
    below = _rank(n)
    return Market(
        n=n,
        low=_quantile(ordered, Decimal("0.25")),
        median=_quantile(ordered, Decimal("0.5")),
        high=_quantile(ordered, Decimal("0.75")),
        median_low=ordered[below],
        median_high=ordered[n - 1 - below],
        currency=currency,
    )


def _quantile(ordered: Sequence[Decimal], share: Decimal) -> Decimal:
    place = share * (len(ordered) - 1)
    at = int(place)
    after = min(at + 1, len(ordered) - 1)
    return ordered[at] + (ordered[after] - ordered[at]) * (place - at)


def _rank(n: int) -> int:
    """Return the index k so that the k-th smallest and k-th largest hold the median with at least 95 %."""
    if n > 1000:  # the normal approximation is exact to less than one rank here
        return max(0, int(n / 2 - 1.96 * (n**0.5) / 2) - 1)
    tail, best = 0, 0
    half = (1 - _LEVEL) / 2 * 2**n
    for k in range(n // 2):
        tail += comb(n, k)
        if tail > half:
            break
        best = k
    return best
