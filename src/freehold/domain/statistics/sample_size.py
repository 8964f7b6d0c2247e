"""How many observations it takes to tell two rates apart."""

from __future__ import annotations

import math

from freehold.domain.statistics.special import normal_quantile


def needed_per_group(first: float, second: float, *, error: float = 0.05, power: float = 0.8) -> int | None:
    """Return how many each group needs so that a difference from `first` to `second` would be seen with chance `power`.

    Two-sided test of two proportions at `error` (normal approximation, without correction). None when the rates are the same: no number
    would do. Raises ValueError for rates outside 0 to 1.
    """
    if not (0 <= first <= 1 and 0 <= second <= 1):
        raise ValueError(f"Rates lie between 0 and 1, not at {first} and {second}")
    if first == second:
        return None
    middle = (first + second) / 2
    at_error, at_power = normal_quantile(1 - error / 2), normal_quantile(power)
    same = at_error * math.sqrt(2 * middle * (1 - middle))
    apart = at_power * math.sqrt(first * (1 - first) + second * (1 - second))
    return math.ceil(((same + apart) / (first - second)) ** 2)


def still_needed(done: int, first: float, second: float, *, error: float = 0.05, power: float = 0.8) -> int | None:
    """Return how many more a group of `done` needs to tell the two rates apart; 0 when it has enough, None when no number would do."""
    whole = needed_per_group(first, second, error=error, power=power)
    return None if whole is None else max(0, whole - done)
