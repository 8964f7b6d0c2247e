"""Scores forecasts of many series at one history length, for the evaluations `forecast` and `intermittent`."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import fmean
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evals.series import Series
from freehold.domain.forecasting import Forecast, forecast
from freehold.domain.forecasting.path_model import PathModel
from freehold.domain.forecasting.scores import QUANTILES, naive_quantiles, naive_scale, quantile_score

MONTHS = 6


@dataclass(slots=True)
class Scores:
    """One number a series, in units of its mean one-step change: errors of the median and the mean, scores, and what was covered."""

    error: list[float] = field(default_factory=list)
    error_of_mean: list[float] = field(default_factory=list)
    score: list[float] = field(default_factory=list)
    naive: list[float] = field(default_factory=list)
    covered: list[float] = field(default_factory=list)
    total_covered: list[float] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    def figures(self) -> dict[str, Any]:
        """Return the means under the names of the interfaces."""
        score, naive = fmean(self.score), fmean(self.naive)
        return {
            "n": len(self.score),
            "scrps": round(score, 4),
            "scrps_naive": round(naive, 4),
            "below_naive": round(1 - score / naive, 4),
            "mase": round(fmean(self.error), 4),
            "mase_of_mean": round(fmean(self.error_of_mean), 4),
            "coverage80": round(fmean(self.covered), 4),
            "total_coverage80": round(fmean(self.total_covered), 4),
            "seconds_per_series": round(fmean(self.seconds), 4),
            "slowest": round(max(self.seconds), 3),
        }


def scored(series: Sequence[Series], length: int, *, seed: int, more: Sequence[PathModel] = ()) -> dict[str, Any] | None:
    """Forecast the last `MONTHS` of each series from the `length` months before them; None when no series is long enough."""
    scores = Scores()
    for number, one in enumerate(series):
        whole = np.concatenate([one.seen, one.after])
        if len(whole) < length + MONTHS:
            continue
        history, after = whole[-MONTHS - length : -MONTHS], whole[-MONTHS:]
        # A history that never changes has no scale to measure errors by.
        if (scale := naive_scale(history)) > 0:
            _add(scores, history, after, scale, np.random.default_rng([seed, number]), more)
    return scores.figures() if scores.score else None


def _add(
    scores: Scores,
    history: NDArray[np.float64],
    after: NDArray[np.float64],
    scale: float,
    rng: np.random.Generator,
    more: Sequence[PathModel],
) -> None:
    started = time.perf_counter()
    made = forecast(history.tolist(), MONTHS, rng=rng, more=more)
    scores.seconds.append(time.perf_counter() - started)
    if not isinstance(made, Forecast):
        raise TypeError(f"{len(history)} months were refused: {made.missing}")
    low, high = made.quantile(0.1), made.quantile(0.9)
    scores.error.append(float(np.abs(after - made.quantile(0.5)).mean()) / scale)
    scores.error_of_mean.append(float(np.abs(after - made.mean).mean()) / scale)
    scores.score.append(quantile_score(np.quantile(made.paths, QUANTILES, axis=0), after) / scale)
    scores.naive.append(quantile_score(naive_quantiles(history, MONTHS), after) / scale)
    scores.covered.append(float(((low <= after) & (after <= high)).mean()))
    scores.total_covered.append(float(made.total_quantile(0.1) <= after.sum() <= made.total_quantile(0.9)))
