"""A rate that was counted, as a Beta posterior with its intervals."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from freehold.domain.statistics.special import beta_cdf, beta_quantile

JEFFREYS = 0.5


@dataclass(frozen=True, slots=True)
class Beta:
    """A Beta distribution: what is believed of a rate between 0 and 1."""

    a: float
    b: float

    @property
    def mean(self) -> float:
        """The expected rate."""
        return self.a / (self.a + self.b)

    @property
    def variance(self) -> float:
        """The variance of the rate."""
        whole = self.a + self.b
        return self.a * self.b / (whole * whole * (whole + 1))

    def below(self, rate: float) -> float:
        """Return the chance that the true rate lies below `rate`."""
        return beta_cdf(rate, self.a, self.b)

    def interval(self, level: float = 0.8) -> tuple[float, float]:
        """Return the bounds that hold the true rate with chance `level`, as much left out below as above."""
        return _interval(self.a, self.b, level)


@dataclass(frozen=True, slots=True)
class Rate:
    """`successes` of `n`: the expected rate, and its 80 % and 95 % intervals. With n = 0 nothing is known and they span nearly all."""

    successes: int
    n: int
    mean: float
    low80: float
    high80: float
    low95: float
    high95: float

    @property
    def observed(self) -> float | None:
        """The plain share, None of nothing."""
        return self.successes / self.n if self.n else None


def posterior(successes: int, n: int, prior: Beta | None = None) -> Beta:
    """Return what `successes` of `n` say about the rate; without a prior by Jeffreys's. Raises ValueError for impossible counts."""
    if not 0 <= successes <= n:
        raise ValueError(f"{successes} of {n} cannot be")
    known = prior or Beta(JEFFREYS, JEFFREYS)
    return Beta(known.a + successes, known.b + n - successes)


def rate(successes: int, n: int, prior: Beta | None = None) -> Rate:
    """Return a counted rate with its intervals.

    At 0 of n and n of n Jeffreys's interval reaches down to 0 and up to 1, as is usual: nothing seen does not rule these out.
    """
    found = posterior(successes, n, prior)
    (low80, high80), (low95, high95) = found.interval(0.8), found.interval(0.95)
    if prior is None and successes == 0:
        low80 = low95 = 0.0
    if prior is None and successes == n:
        high80 = high95 = 1.0
    return Rate(successes, n, found.mean, low80, high80, low95, high95)


@lru_cache(maxsize=4096)
def _interval(a: float, b: float, level: float) -> tuple[float, float]:
    if not 0 < level < 1:
        raise ValueError(f"A level lies between 0 and 1, not at {level}")
    tail = (1 - level) / 2
    low, high = beta_quantile(tail, a, b), beta_quantile(1 - tail, a, b)
    return max(0.0, low), min(1.0, math.nextafter(high, 2.0) if high < low else high)
