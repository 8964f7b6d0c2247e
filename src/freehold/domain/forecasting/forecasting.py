"""The forecast of a monthly amount: which method suits the history, and its simulated months."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from freehold.domain.forecasting.averaging import average_paths
from freehold.domain.forecasting.bootstrap import FADING_OF_SHORT, SHIFT_OF_SHORT, dense_paths, sparse_paths
from freehold.domain.forecasting.outcome import Amounts, Forecast, TooShort, too_short
from freehold.domain.forecasting.path_model import PathModel
from freehold.domain.forecasting.season import find_season
from freehold.domain.forecasting.theta import fit_theta

#: Fewer months than these say nothing that an interval could be drawn from.
LEAST_MONTHS = 6
#: From so many months on, and up to this share of months without any amount, there is a level, a slope and a season to speak of.
AVERAGE_FROM = 24
MOST_ZEROS = 0.3


def forecast(
    history: Amounts, months: int, *, rng: np.random.Generator, paths: int = 2000, more: Sequence[PathModel] = ()
) -> Forecast | TooShort:
    """Forecast the next `months` from the monthly amounts of `history`, oldest first, without gaps.

    Amounts may be negative; a month without any is 0. A history without a negative month forecasts none. `more` are further models to
    average in where the history is long enough (the extra `forecast` brings one). Raises ValueError for amounts that are no finite
    numbers, and for no months.
    """
    if months < 1:
        raise ValueError(f"A forecast is of one month or more, not of {months}")
    values = checked(history)
    if len(values) < LEAST_MONTHS:
        return too_short(len(values), LEAST_MONTHS)
    size = float(np.abs(values).max()) or 1.0
    method, made = _paths(values / size, months, rng, paths, more)
    return Forecast(method, _on_its_side(made, values) * size, len(values))


def is_sparse(values: NDArray[np.float64]) -> bool:
    """Tell whether so many months are empty that a level, a slope or a season would mean nothing."""
    return float(np.mean(values == 0)) > MOST_ZEROS


def checked(history: Amounts) -> NDArray[np.float64]:
    """Return the history as numbers. Raises ValueError for amounts that are none."""
    values = np.asarray(history, dtype=np.float64)
    if values.ndim != 1 or not np.isfinite(values).all():
        raise ValueError("A history is a row of finite numbers")
    return values


def _paths(
    values: NDArray[np.float64], months: int, rng: np.random.Generator, paths: int, more: Sequence[PathModel]
) -> tuple[str, NDArray[np.float64]]:
    if is_sparse(values):
        return "bootstrap", sparse_paths(values, months, rng=rng, paths=paths)
    if len(values) < AVERAGE_FROM:
        return "bootstrap", dense_paths(values, months, rng=rng, paths=paths, fading=FADING_OF_SHORT, shift=SHIFT_OF_SHORT)
    season = find_season(values)
    level = values - season.behind(len(values))
    members = [
        dense_paths(level, months, rng=rng, paths=paths),
        fit_theta(level).paths(months, rng=rng, paths=paths),
        *(model.paths(level, months, rng=rng, paths=paths) for model in more),
    ]
    made = average_paths(members)
    middle = np.median(made, axis=0)
    return "+".join(["average", *(model.name for model in more)]), middle + (made - middle) * season.widening + season.ahead(months)


def _on_its_side(made: NDArray[np.float64], values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Amounts that were never negative do not become so, and the other way round."""
    if values.min() >= 0:
        return np.maximum(made, 0)
    return np.minimum(made, 0) if values.max() <= 0 else made
