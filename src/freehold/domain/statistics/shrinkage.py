"""Rates of small groups drawn towards the rate of the whole, as far as the groups differ no more than chance would have them."""

from __future__ import annotations

from collections.abc import Iterable

from freehold.domain.statistics.beta import Beta

#: A prior weighs at least and at most as much as so many observations: few groups tell little about how much groups differ.
LEAST_WEIGHT = 2.0
MOST_WEIGHT = 200.0


def prior_of(groups: Iterable[tuple[int, int]]) -> Beta:
    """Return the prior that the groups share, from their (successes, n), by the moments of the beta-binomial.

    Its mean is the rate of the whole (drawn to one half by Jeffreys's half an observation, so that it is never 0 or 1). Its weight is
    larger the less the groups differ; groups that differ as chance alone would have them give the largest weight.
    """
    counted = [(successes, n) for successes, n in groups if n > 0]
    total = sum(n for _, n in counted)
    mean = (sum(successes for successes, _ in counted) + 0.5) / (total + 1)
    return _weighted(mean, _weight(counted, total, mean))


def shrunken(successes: int, n: int, prior: Beta) -> Beta:
    """Return the posterior of one group: few observations stay near the whole, many speak for themselves."""
    if not 0 <= successes <= n:
        raise ValueError(f"{successes} of {n} cannot be")
    return Beta(prior.a + successes, prior.b + n - successes)


def _weight(counted: list[tuple[int, int]], total: int, mean: float) -> float:
    """Kleinman's moments: how many observations the prior is worth."""
    if len(counted) < 2:
        return LEAST_WEIGHT
    spread = sum(n * (successes / n - mean) ** 2 for successes, n in counted)
    squares = sum(n * n for _, n in counted) / total
    chance = mean * (1 - mean)
    correlation = (spread / (len(counted) - 1) - chance) / (chance * ((total - squares) / (len(counted) - 1) - 1) or 1.0)
    if correlation <= 0:
        return min(MOST_WEIGHT, max(LEAST_WEIGHT, float(total)))
    return min(MOST_WEIGHT, max(LEAST_WEIGHT, 1 / min(correlation, 1.0) - 1))


def _weighted(mean: float, weight: float) -> Beta:
    return Beta(mean * weight, (1 - mean) * weight)
