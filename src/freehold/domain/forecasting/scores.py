"""How good quantile forecasts were: the quantile loss, the scaled score of a distribution, and the coverage of an interval."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

#: The quantiles that stand for a whole distribution.
QUANTILES = (0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)


def quantile_score(predicted: NDArray[np.float64], actual: NDArray[np.float64], quantiles: Sequence[float] = QUANTILES) -> float:
    """Return twice the mean quantile loss, an estimate of the CRPS. `predicted` has one row a quantile and one column a month."""
    away = actual - predicted
    shares = np.asarray(quantiles)[:, None]
    return float(2 * np.mean(np.maximum(shares * away, (shares - 1) * away)))


def naive_scale(history: NDArray[np.float64]) -> float:
    """Return the mean absolute change from month to month, by which errors of unlike series are made alike."""
    return float(np.mean(np.abs(np.diff(history))))


def naive_quantiles(history: NDArray[np.float64], months: int, quantiles: Sequence[float] = QUANTILES) -> NDArray[np.float64]:
    """Return the forecast "as the last month" with the Normal spread of a random walk: the baseline to beat."""
    spread = float(np.std(np.diff(history)))
    scores = np.array([NormalDist().inv_cdf(q) for q in quantiles])
    return np.asarray(history[-1] + scores[:, None] * spread * np.sqrt(np.arange(1, months + 1)), dtype=np.float64)
