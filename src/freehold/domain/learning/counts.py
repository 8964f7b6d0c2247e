"""Intervals for counts of rare events, and shrunken differences of pay."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import fmean

LEVEL = 0.8
#: How far the pay of two skills of one market usually differs, as a standard deviation of log pay (about 10 %). An assumption, not
#: measured: it keeps a handful of postings from promising a rise. It was set once, before any market was looked at.
USUAL_SPREAD = 0.10
#: With fewer postings that state their pay on either side nothing is said.
FEWEST_PAYS = 5
_Z80 = 1.2815515655446004


@dataclass(frozen=True, slots=True)
class Count:
    """A count with the exact 80 % Poisson interval of what is to be expected in as long a time again."""

    n: int
    low: float
    high: float

    def per(self, months: float) -> tuple[float, float, float]:
        """Return (low, middle, high) a month."""
        return self.low / months, self.n / months, self.high / months


@dataclass(frozen=True, slots=True)
class PayDifference:
    """How much more (1.0 is 100 %) postings with a skill pay, drawn towards nothing; `n` with it and `rest` without it state their pay."""

    mean: float
    low: float
    high: float
    n: int
    rest: int


def poisson(count: int, level: float = LEVEL) -> Count:
    """Return a count with its exact (Garwood) interval. Raises ValueError for a negative count."""
    if count < 0:
        raise ValueError(f"{count} cannot be a count")
    tail = (1 - level) / 2
    low = 0.0 if count == 0 else _mean_where(lambda mean: 1 - _at_most(count - 1, mean), tail, count)
    high = _mean_where(lambda mean: 1 - _at_most(count, mean), 1 - tail, count)
    return Count(count, low, high)


def pay_difference(with_it: Sequence[float], without: Sequence[float]) -> PayDifference | None:
    """Compare pay an hour on a log scale, shrunk by how few postings there are; None below five on either side."""
    first, second = ([math.log(value) for value in side if value > 0] for side in (with_it, without))
    if min(len(first), len(second)) < FEWEST_PAYS:
        return None
    spread = _pooled(first, second)
    noise = spread * (1 / len(first) + 1 / len(second))
    prior = USUAL_SPREAD**2
    kept = prior / (prior + noise)
    middle, width = (fmean(first) - fmean(second)) * kept, _Z80 * math.sqrt(kept * noise)
    return PayDifference(math.expm1(middle), math.expm1(middle - width), math.expm1(middle + width), len(first), len(second))


def _pooled(first: Sequence[float], second: Sequence[float]) -> float:
    squares = sum((value - fmean(side)) ** 2 for side in (first, second) for value in side)
    # The few may be alike by chance: never less than what pay within one trade spreads in any case.
    return max(squares / (len(first) + len(second) - 2), 0.01)


def _at_most(count: int, mean: float) -> float:
    """The chance that a Poisson count of this mean is at most `count`."""
    if mean <= 0:
        return 1.0
    logs = (step * math.log(mean) - mean - math.lgamma(step + 1) for step in range(count + 1))
    return min(1.0, math.fsum(math.exp(one) for one in logs))


def _mean_where(chance: Callable[[float], float], wanted: float, count: int) -> float:
    """Return the mean at which a chance that grows with it reaches `wanted`, by halving."""
    low, high = 0.0, count + 12.0 * math.sqrt(count + 1) + 12
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if chance(middle) < wanted else (low, middle)
    return (low + high) / 2
