"""Exponential smoothing with the form chosen by its information criterion, from the package statsforecast.

The package is large and slow to load: it is imported at the first forecast and belongs in the worker.
"""

from __future__ import annotations

import importlib.util
import warnings

import numpy as np
from numpy.typing import NDArray

from freehold.domain.forecasting.path_model import PathModel


class EtsModel:
    """AutoETS without a season, which was taken out before."""

    name = "ets"

    def paths(self, history: NDArray[np.float64], months: int, *, rng: np.random.Generator, paths: int) -> NDArray[np.float64]:
        """Return simulated futures of the model that fits best."""
        from statsforecast.models import AutoETS

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            made = AutoETS(season_length=1).simulate(h=months, n_paths=paths, y=history, seed=int(rng.integers(2**31)))
        return np.asarray(made, dtype=np.float64).reshape(paths, months)


def ets_is_installed() -> bool:
    """Tell whether the extra is there, without loading it."""
    return importlib.util.find_spec("statsforecast") is not None


def installed_models() -> tuple[PathModel, ...]:
    """Return the further models that this installation can average in: none without the extra."""
    return (EtsModel(),) if ets_is_installed() else ()
