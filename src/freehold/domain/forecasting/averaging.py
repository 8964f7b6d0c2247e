"""The equal-weight average of forecasts by quantile: months keep the middle of the methods' distributions and their connection."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


def average_paths(members: Sequence[NDArray[np.float64]]) -> NDArray[np.float64]:
    """Return paths whose quantiles are the means of the members' quantiles, month by month.

    All members have the same shape. Which amounts go together in one path follows the members' mean ranks, so that a sum over months is
    neither as certain as of independent months nor as uncertain as of months that all move together.
    """
    middle = np.mean([np.sort(paths, axis=0) for paths in members], axis=0)
    together = np.sum([_ranks(paths) for paths in members], axis=0)
    return np.asarray(np.take_along_axis(middle, _ranks(together), axis=0), dtype=np.float64)


def _ranks(paths: NDArray[np.float64]) -> NDArray[np.int64]:
    order = np.argsort(paths, axis=0, kind="stable")
    ranks = np.empty_like(order)
    np.put_along_axis(ranks, order, np.broadcast_to(np.arange(paths.shape[0])[:, None], paths.shape), axis=0)
    return ranks
