"""The Theta method: exponential smoothing with half the slope of the straight line, and simulated errors around it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_ALPHAS = np.linspace(0.02, 0.98, 49)


@dataclass(frozen=True, slots=True)
class Theta:
    """A fitted Theta model: the level after the last month, the change a month, the smoothing, and the one-step errors."""

    level: float
    drift: float
    alpha: float
    errors: NDArray[np.float64]

    def paths(self, months: int, *, rng: np.random.Generator, paths: int) -> NDArray[np.float64]:
        """Return simulated futures: errors of the past drawn anew, each moving the level by its smoothed part."""
        shocks = rng.choice(self.errors, size=(paths, months))
        moved = np.cumsum(shocks, axis=1) - shocks
        ahead = self.level + self.drift * np.arange(1, months + 1)
        return np.asarray(ahead + shocks + self.alpha * moved, dtype=np.float64)


def fit_theta(history: NDArray[np.float64]) -> Theta:
    """Fit the smoothing to the smallest sum of squared one-step errors."""
    n = len(history)
    slope = float(np.polyfit(np.arange(n), history, 1)[0]) / 2
    levels = np.full(len(_ALPHAS), history[0])
    errors = np.zeros((n, len(_ALPHAS)))
    for step in range(1, n):
        errors[step] = history[step] - levels - slope
        levels = levels + slope + _ALPHAS * errors[step]
    best = int(np.argmin((errors[1:] ** 2).sum(axis=0)))
    seen = errors[1:, best]
    # As many errors as were made with two fitted numbers scatter a little less than new ones will.
    wider = np.sqrt(len(seen) / max(1, len(seen) - 2))
    return Theta(float(levels[best]), slope, float(_ALPHAS[best]), (seen - seen.mean()) * wider)
