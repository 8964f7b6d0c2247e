"""A logistic regression with a ridge, fitted by iteratively reweighted least squares, on the twelve numbers of a client's history."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from freehold.domain.forecasting.latepay.history import learnt_rows
from freehold.domain.forecasting.latepay.invoice import Open, Settled

RIDGE = 1.0
_STEPS = 25
_STEEPEST = 30.0


class Logistic:
    """The fitted regression."""

    name = "logistic"

    def __init__(self, settled: Sequence[Settled]) -> None:
        rows, late, self._history = learnt_rows(settled)
        # A number that never varied says nothing: its column becomes 0.
        self._middle = rows.mean(axis=0) if len(rows) else np.zeros(rows.shape[1])
        spread = rows.std(axis=0) if len(rows) else np.ones(rows.shape[1])
        self._spread = np.where(spread > 1e-9, spread, np.inf)
        self._weights = fit_weights(self._scaled(rows), late)

    def chance(self, invoice: Open) -> float:
        """Return the chance that the invoice is paid after its due date."""
        row = self._scaled(np.array([self._history.features(invoice)]))
        return float(_share(row @ self._weights)[0])

    def _scaled(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack([np.ones(len(rows)), (rows - self._middle) / self._spread])


def fit_weights(rows: NDArray[np.float64], outcomes: NDArray[np.float64], ridge: float = RIDGE) -> NDArray[np.float64]:
    """Return the weights of the columns; the first column is the constant, which the ridge hardly touches."""
    penalty = np.full(rows.shape[1], ridge)
    penalty[0] = 1e-3
    weights = np.zeros(rows.shape[1])
    for _ in range(_STEPS):
        shares = _share(rows @ weights)
        step = np.linalg.solve(
            (rows * (shares * (1 - shares))[:, None]).T @ rows + np.diag(penalty), rows.T @ (outcomes - shares) - penalty * weights
        )
        # Halved where it leaps: separable outcomes would else overshoot.
        weights = weights + step * min(1.0, 5.0 / max(1e-12, float(np.abs(step).max())))
        if float(np.abs(step).max()) < 1e-8:
            break
    return weights


def _share(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(1 / (1 + np.exp(-np.clip(scores, -_STEEPEST, _STEEPEST))), dtype=np.float64)
