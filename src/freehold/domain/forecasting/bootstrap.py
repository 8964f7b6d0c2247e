"""The recency-weighted bootstrap: months to come are drawn from the months that were, the newer the likelier.

Plain draws are as sure of the level as if the weights were known; a sum over months then scatters too little. So the weights themselves
are drawn anew in each path (Rubin's Bayesian bootstrap) where many months are empty, and the level is where they are not.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

#: How much less a month weighs than the one after it. Chosen on the half of the public monthly series that evals/series.py sets aside.
FADING = 0.90
#: The same for a history too short to tell old from new.
FADING_OF_SHORT = 0.95
#: How uncertain the level is, in standard errors of the weighted mean; more than 1 as it also moves on. Chosen on the same half.
SHIFT = 1.5
SHIFT_OF_SHORT = 2.0
#: How firmly a path's own weights keep to the given ones: 1 is Rubin's, larger is firmer. Chosen there so that sums of six months are
#: covered: at 1 their 80 % interval was too wide, with fixed weights too narrow.
FIRMNESS = 4.0


def sparse_paths(
    history: NDArray[np.float64], months: int, *, rng: np.random.Generator, paths: int, fading: float = FADING
) -> NDArray[np.float64]:
    """Return draws from a history with many empty months, each path with weights of its own: nothing but seen amounts comes out."""
    weights, size = _weights(len(history), fading)
    drawn = rng.gamma(weights * size * FIRMNESS, size=(paths, len(history)))
    reached = np.cumsum(drawn, axis=1)
    places = rng.random((paths, months)) * reached[:, -1:]
    chosen = np.empty((paths, months), dtype=np.int64)
    for month in range(months):
        chosen[:, month] = (places[:, month, None] > reached).sum(axis=1)
    return history[np.minimum(chosen, len(history) - 1)]


def dense_paths(
    history: NDArray[np.float64], months: int, *, rng: np.random.Generator, paths: int, fading: float = FADING, shift: float = SHIFT
) -> NDArray[np.float64]:
    """Return draws from a history with an amount in most months, each path at a level of its own."""
    weights, size = _weights(len(history), fading)
    mean = float(weights @ history)
    spread = float(np.sqrt(weights @ (history - mean) ** 2 / (size - 1)))
    return rng.choice(history, size=(paths, months), p=weights) + shift * spread * rng.standard_normal((paths, 1))


def _weights(n: int, fading: float) -> tuple[NDArray[np.float64], float]:
    """Return the weights, which sum to 1, and how many equally weighted months would be as certain."""
    weights = fading ** np.arange(n - 1, -1, -1, dtype=np.float64)
    weights /= weights.sum()
    return weights, 1 / float(weights @ weights)
