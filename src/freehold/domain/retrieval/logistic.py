"""Multinomial logistic regression by accelerated gradient descent (Nesterov); deterministic, numpy only."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]
# A start at the centres of the classes, this steep, is as good after 30 steps as 300 steps from nothing (CLINC150, tuning domains).
STEEP = 20.0


def softmax(scores: Matrix) -> Matrix:
    """Return each row as probabilities."""
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    found: Matrix = raised / raised.sum(axis=-1, keepdims=True)
    return found


def fit(rows: Matrix, labels: NDArray[np.int64], classes: int, *, penalty: float, iterations: int, from_centres: bool = False) -> Matrix:
    """Return the weights (features × classes) that minimise cross-entropy plus `penalty`/2 times their squared norm.

    `from_centres` starts at the centres of the classes, which must all have rows, instead of at nothing.
    """
    weights = _centres(rows, labels, classes) if from_centres else np.zeros((rows.shape[1], classes), dtype=np.float32)
    if iterations < 1:
        return weights
    count = len(rows)
    wanted = np.eye(classes, dtype=np.float32)[labels]
    # The largest curvature is half the squared spectral norm by row; its square is bounded by power iteration.
    step = 1.0 / (0.5 * _spectral(rows) ** 2 / count + penalty)
    ahead, pace = weights, 1.0
    for _ in range(iterations):
        gradient = rows.T @ (softmax(rows @ ahead) - wanted) / count + penalty * ahead
        moved = (ahead - step * gradient).astype(np.float32)
        next_pace = (1 + (1 + 4 * pace * pace) ** 0.5) / 2
        ahead = moved + np.float32((pace - 1) / next_pace) * (moved - weights)
        weights, pace = moved, next_pace
    return weights


def _centres(rows: Matrix, labels: NDArray[np.int64], classes: int) -> Matrix:
    sums = np.zeros((classes, rows.shape[1]), dtype=np.float32)
    np.add.at(sums, labels, rows)
    means = sums / np.maximum(np.bincount(labels, minlength=classes), 1)[:, None]
    found: Matrix = (STEEP * (means - rows.mean(axis=0)).T).astype(np.float32)
    return found


def _spectral(rows: Matrix) -> float:
    vector = np.ones(rows.shape[1], dtype=np.float32)
    for _ in range(30):
        vector = rows.T @ (rows @ vector)
        vector /= max(float(np.linalg.norm(vector)), 1e-12)
    return max(float(np.linalg.norm(rows @ vector)), 1e-6)
