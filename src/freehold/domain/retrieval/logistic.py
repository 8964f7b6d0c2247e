"""Multinomial logistic regression by accelerated gradient descent (Nesterov); deterministic, numpy only."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]


def softmax(scores: Matrix) -> Matrix:
    """Return each row as probabilities."""
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    found: Matrix = raised / raised.sum(axis=-1, keepdims=True)
    return found


def fit(rows: Matrix, labels: NDArray[np.int64], classes: int, *, penalty: float, iterations: int) -> Matrix:
    """Return the weights (features × classes) that minimise cross-entropy plus `penalty`/2 times their squared norm."""
    count = len(rows)
    wanted = np.eye(classes, dtype=np.float32)[labels]
    # The largest curvature is half the squared spectral norm by row; its square is bounded by power iteration.
    step = 1.0 / (0.5 * _spectral(rows) ** 2 / count + penalty)
    weights = np.zeros((rows.shape[1], classes), dtype=np.float32)
    ahead, pace = weights, 1.0
    for _ in range(iterations):
        gradient = rows.T @ (softmax(rows @ ahead) - wanted) / count + penalty * ahead
        moved = (ahead - step * gradient).astype(np.float32)
        next_pace = (1 + (1 + 4 * pace * pace) ** 0.5) / 2
        ahead = moved + np.float32((pace - 1) / next_pace) * (moved - weights)
        weights, pace = moved, next_pace
    return weights


def _spectral(rows: Matrix) -> float:
    vector = np.ones(rows.shape[1], dtype=np.float32)
    for _ in range(30):
        vector = rows.T @ (rows @ vector)
        vector /= max(float(np.linalg.norm(vector)), 1e-12)
    return max(float(np.linalg.norm(rows @ vector)), 1e-6)
