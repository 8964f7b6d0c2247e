"""The backtest on the owner's own history: what would have been forecast, month after month, and how often it held."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from freehold.domain.forecasting.forecasting import LEAST_MONTHS, forecast
from freehold.domain.forecasting.outcome import Amounts, Forecast, TooShort, too_short
from freehold.domain.forecasting.scores import QUANTILES, naive_quantiles, quantile_score

#: An origin needs as many months before it as a forecast does, and there are to be so many origins.
LEAST_ORIGINS = 3
#: More origins cost time and say little more.
MOST_ORIGINS = 24


@dataclass(frozen=True, slots=True)
class Backtest:
    """`coverage` is the share of the `n` months checked that fell between the 10 % and the 90 % quantile (0.8 is right).

    `crps_gain` is how much lower the error of the forecast was than that of "as the last month": 0.2 is a fifth lower, negative is worse.
    `origins` is from how many months a forecast was made; the `n` months overlap, so they say less than as many separate ones.
    """

    coverage: float
    n: int
    crps_gain: float
    origins: int


def backtest(history: Amounts, months: int, *, rng: np.random.Generator, paths: int = 500) -> Backtest | TooShort:
    """Forecast from every month of the past that has enough before it, and compare with what came."""
    values = np.asarray(history, dtype=np.float64)
    first, last = LEAST_MONTHS, len(values) - months
    if last - first + 1 < LEAST_ORIGINS:
        return too_short(len(values), LEAST_MONTHS + months + LEAST_ORIGINS - 1, "a backtest")
    inside: list[bool] = []
    errors: list[float] = []
    naive_errors: list[float] = []
    for origin in range(max(first, last - MOST_ORIGINS + 1), last + 1):
        before, after = values[:origin], values[origin : origin + months]
        made = forecast(before, months, rng=rng, paths=paths)
        if isinstance(made, Forecast):
            inside.extend((made.quantile(0.1) <= after) & (after <= made.quantile(0.9)))
            errors.append(quantile_score(np.quantile(made.paths, QUANTILES, axis=0), after))
            naive_errors.append(quantile_score(naive_quantiles(before, months), after))
    naive = float(np.sum(naive_errors))
    gain = 1 - float(np.sum(errors)) / naive if naive else 0.0
    return Backtest(float(np.mean(inside)), len(inside), gain, len(errors))
